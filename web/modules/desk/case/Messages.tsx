import { useState } from 'react';
import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { FileField } from '../../../shell/widgets/FileField.tsx';
import { AreaField } from '../../../shell/widgets/fields.tsx';
import { useCaseChanges } from '../api.ts';
import { text } from '../text.ts';
import { momentOf } from '../times.ts';
import { FileLink } from './FileLink.tsx';

/** What people wrote to each other and attached, the oldest first, and the way to add to it. */
export function Messages({ detail }: { detail: CaseDetail }) {
  const t = useText(text).case;
  const language = useLanguage();
  const said = detail.events.filter(({ kind }) => kind === 'message' || kind === 'attached');
  return (
    <Card title={`${t.message} · ${t.files}`}>
      {said.length === 0 ? <p className="ln-third">{t.noMessages}</p> : null}
      <ul className="desk-messages">
        {said.map((event) => (
          <li key={event.seq}>
            <b>{event.by}</b> <span className="ln-caption ln-third">{momentOf(event.at, language)}</span>
            {event.note ? <p className="desk-note">{event.note}</p> : null}
            {event.document ? <FileLink caseId={detail.id} file={event.document} /> : null}
          </li>
        ))}
      </ul>
      {detail.mayHandle ? <Write id={detail.id} /> : null}
    </Card>
  );
}

function Write({ id }: { id: string }) {
  const t = useText(text).case;
  const { message, attach } = useCaseChanges(id);
  const [words, setWords] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const send = async () => {
    if (words.trim()) {
      await message.mutateAsync({ text: words.trim() });
      setWords('');
    }
    if (file) {
      await attach.mutateAsync(file);
      setFile(null);
    }
  };
  const busy = message.isPending || attach.isPending;
  return (
    <form
      className="ln-form ln-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        send().catch(() => undefined);
      }}
    >
      <AreaField label={t.message} hint={t.messageHint} value={words} onChange={setWords} rows={3} maxLength={4000} />
      <FileField label={t.file} file={file} onChange={setFile} />
      {message.isError ? <ErrorState error={message.error} /> : null}
      {attach.isError ? <ErrorState error={attach.error} /> : null}
      <div>
        <button type="submit" className="ln-button" disabled={busy || (words.trim() === '' && file === null)}>
          {t.send}
        </button>
      </div>
    </form>
  );
}
