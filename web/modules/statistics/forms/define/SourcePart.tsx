import type { FormDefinition } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { saveBlob } from '../../../../shell/api.ts';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useScope } from '../../../../shell/scope.ts';
import { ErrorState } from '../../../../shell/widgets/ErrorState.tsx';
import { TextField } from '../../../../shell/widgets/fields.tsx';
import { SourceEditor, useSourceDraft } from '../../../registers/widgets.ts';
import { formCheckQuery, useSaveForm } from '../api.ts';
import { text } from '../text.ts';
import { CheckPart } from './CheckPart.tsx';
import { Preview } from './Preview.tsx';

interface SourcePartProps {
  /** null: a form that is not in force yet. */
  form: string | null;
  /** Text in force; what a new form starts from. */
  current: string;
  /** Text that was brought along: an imported file. */
  brought: string | null;
  mayEdit: boolean;
  onSaved: (id: string) => void;
}

/** The definition as text, checked while it is written, beside the form that it makes. */
export function SourcePart({ form, current, brought, mayEdit, onSaved }: SourcePartProps) {
  const t = useText(text).define;
  const language = useLanguage();
  const { region } = useScope();
  const reportId = useId();
  const draft = useSourceDraft(`form.${form ?? 'new'}`, current, brought);
  const asked = useDelayed(draft.source, 500);
  const query = useQuery({ ...formCheckQuery(asked, language), enabled: mayEdit && asked.trim() !== '' });
  const save = useSaveForm();
  const [note, setNote] = useState('');
  const report = query.data;
  const last = useRef<FormDefinition>(null);
  const definition = (report?.definition ?? null) as FormDefinition | null;
  if (definition) last.current = definition;
  const wrongLines = new Set(report?.issues.flatMap(({ line }) => line ?? []));
  const isWaiting = asked !== draft.source || query.isFetching;
  const isChanged = draft.source.trim() !== current.trim();
  const id = form ?? definition?.id ?? '';
  const publish = () =>
    save.mutate(
      { id, source: draft.source, note: note.trim(), region },
      {
        onSuccess: () => {
          draft.forget();
          setNote('');
          onSaved(id);
        },
      },
    );
  return (
    <div className="stat-define">
      <div className="ln-stack">
        <p className="ln-small ln-third">{draft.restored ? t.restored : t.kept}</p>
        <SourceEditor source={draft.source} wrongLines={wrongLines} describedBy={reportId} onChange={draft.put} />
        {mayEdit ? (
          <TextField label={t.saveNote} hint={t.saveNoteHint} maxLength={300} value={note} onChange={setNote} />
        ) : null}
        <div className="ln-row" aria-live="polite">
          {mayEdit ? (
            <button
              type="button"
              className="ln-button ln-primary"
              disabled={id === '' || !report?.ok || isWaiting || !isChanged || save.isPending}
              onClick={publish}
            >
              {save.isPending ? t.saving : t.save}
            </button>
          ) : null}
          <button
            type="button"
            className="ln-button"
            onClick={() => saveBlob(new Blob([draft.source], { type: 'text/yaml' }), `${id || 'form'}.yaml`)}
          >
            {t.download}
          </button>
          {isChanged && form ? (
            <button type="button" className="ln-link" onClick={() => draft.put(current)}>
              {t.reset}
            </button>
          ) : null}
          {isWaiting && mayEdit ? <span className="ln-small ln-third">{t.checking}</span> : null}
          {save.data ? <span role="status">{t.saved(save.data.version)}</span> : null}
        </div>
        {save.isError ? <ErrorState error={save.error} safe={t.safe} /> : null}
      </div>
      <div className="ln-stack">
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} safe={t.safe} /> : null}
        {report ? <CheckPart report={report} id={reportId} isNew={form === null} /> : null}
        <Preview definition={definition ?? last.current} isLast={definition === null && last.current !== null} />
      </div>
    </div>
  );
}

/** What was last typed, once the typing pauses. */
function useDelayed(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
