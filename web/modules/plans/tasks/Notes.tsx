import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiUrl } from '../../../shell/api.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { FileField } from '../../../shell/widgets/FileField.tsx';
import { AreaField, TextField } from '../../../shell/widgets/fields.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { dayOf } from '../library/dates.ts';
import { notesQuery, type TaskView, useAddNote } from '../tasks-api.ts';
import { text } from '../tasks-text.ts';

/** Progress as it was noted, newest first, with evidence; and the next note. */
export function Notes({ task }: { task: TaskView }) {
  const t = useText(text);
  const query = useQuery(notesQuery(task.id));
  return (
    <Card title={t.notes}>
      <div className="ln-stack">
        {task.mayEdit ? <NoteForm task={task} /> : null}
        <Part query={query} what={t.notes} loading={{ shape: 'text', rows: 3 }}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="ln-third">{t.notesEmpty}</p>
            ) : (
              <ol className="pl-timeline">
                {items.map((note) => (
                  <li key={note.at + note.text}>
                    <p className="ln-small ln-third">
                      {dayOf(note.at)} · {note.authorName}
                      {note.percent === null ? '' : ` · ${t.progressTo(`${note.percent}%`)}`}
                    </p>
                    <p className="pl-pre">{note.text}</p>
                    {note.document ? (
                      <a className="ln-small" href={apiUrl(`documents/${note.document.id}/content`)} download>
                        {note.document.fileName}
                      </a>
                    ) : null}
                  </li>
                ))}
              </ol>
            )
          }
        </Part>
      </div>
    </Card>
  );
}

function NoteForm({ task }: { task: TaskView }) {
  const t = useText(text);
  const add = useAddNote(task.id);
  const [words, setWords] = useState('');
  const [percent, setPercent] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [isTried, setTried] = useState(false);
  const value = percent.trim() === '' ? null : Number(percent);
  const wrong = {
    words: words.trim() === '' ? t.noteNeeded : undefined,
    percent: value !== null && !(value >= 0 && value <= 100) ? t.percentWrong : undefined,
  };
  const send = async () => {
    setTried(true);
    if (wrong.words || wrong.percent) return;
    try {
      await add.mutateAsync({ text: words.trim(), percent: value, file, onProgress: setShare });
      setWords('');
      setPercent('');
      setFile(null);
      setTried(false);
    } finally {
      setShare(null);
    }
  };
  return (
    <form
      className="pl-form ln-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        send().catch(() => undefined);
      }}
    >
      <div className="pl-full">
        <AreaField label={t.noteText} error={isTried ? wrong.words : undefined} value={words} onChange={setWords} />
      </div>
      <TextField
        label={t.notePercent}
        unit="%"
        error={wrong.percent}
        type="number"
        min={0}
        max={100}
        placeholder={String(task.percent)}
        value={percent}
        onChange={setPercent}
      />
      <FileField label={t.noteFile} hint={t.noteFileHint} file={file} onChange={setFile} />
      <div className="pl-full ln-row">
        <button type="submit" className="ln-button ln-primary" disabled={add.isPending}>
          {t.addNote}
        </button>
        <span className="ln-small ln-third" aria-live="polite">
          {share === null ? '' : t.sending(Math.round(share * 100))}
        </span>
      </div>
      {add.isError ? (
        <div className="pl-full">
          <ErrorState error={add.error} safe="" />
        </div>
      ) : null}
    </form>
  );
}
