import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { saveBlob } from '../../../shell/api.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { nameOf } from '../values.ts';
import { AddFieldDialog } from './AddFieldDialog.tsx';
import { reportQuery, useApplyDefinition } from './api.ts';
import { PreviewPart } from './PreviewPart.tsx';
import { ReportPart } from './ReportPart.tsx';
import { SourceEditor } from './SourceEditor.tsx';
import { text } from './text.ts';
import { useSourceDraft } from './use-source-draft.ts';
import { Versions } from './Versions.tsx';
import { idOf, insertField } from './yaml.ts';

interface EditorProps {
  /** null: a register that is not in force yet. */
  register: string | null;
  /** What is in force; what a new register starts from. */
  current: string;
  /** Text that was brought along: an uploaded file, the wizard's. */
  brought: string | null;
}

/** Text at the left, what it means at the right; nothing changes until it is put into force. */
export function Editor({ register, current, brought }: EditorProps) {
  const t = useText(text).edit;
  const safe = useText(widgetText).safeTyped;
  const language = useLanguage();
  const reportId = useId();
  const draft = useSourceDraft(register, current, brought);
  const asked = useDelayed(draft.source, 500);
  const query = useQuery({ ...reportQuery(asked, register), enabled: asked.trim() !== '' });
  const apply = useApplyDefinition();
  const [note, setNote] = useState('');
  const [open, setOpen] = useState<'field' | 'versions' | null>(null);
  const report = query.data;
  const preview = useLastGood(report?.preview ?? null);
  const wrongLines = new Set(report?.issues.flatMap(({ line }) => line ?? []));
  const isWaiting = asked !== draft.source || query.isFetching;
  const inForce = apply.isSuccess ? apply.variables.source : current;
  const isChanged = draft.source.trim() !== inForce.trim();
  const id = register ?? idOf(draft.source);
  const put = (source: string) => {
    if (apply.isSuccess || apply.isError) apply.reset();
    draft.put(source);
  };
  const putIntoForce = () =>
    apply.mutate(
      { register: id, source: draft.source, note: note.trim() },
      {
        onSuccess: () => {
          draft.forget();
          setNote('');
        },
      },
    );
  return (
    <>
      <PageHeader
        title={preview ? t.title(nameOf(preview, language)) : t.newTitle}
        note={draft.restored ? t.restored : t.kept}
        actions={
          <>
            <Link className="ln-link" to="/registers/define">
              {t.back}
            </Link>
            <button type="button" className="ln-button" onClick={() => setOpen('field')}>
              {t.addField}
            </button>
            {register ? (
              <button type="button" className="ln-button" onClick={() => setOpen('versions')}>
                {t.versions}
              </button>
            ) : null}
            <button
              type="button"
              className="ln-button"
              onClick={() => saveBlob(new Blob([draft.source], { type: 'text/yaml' }), `${id || 'register'}.yaml`)}
            >
              {t.download}
            </button>
          </>
        }
      />
      <div className="reg-define">
        <div className="ln-stack">
          <SourceEditor source={draft.source} wrongLines={wrongLines} describedBy={reportId} onChange={put} />
          <TextField label={t.note} hint={t.noteHint} maxLength={300} value={note} onChange={setNote} />
          <div className="ln-row" aria-live="polite">
            <button
              type="button"
              className="ln-button ln-primary"
              disabled={id === '' || !report?.applicable || isWaiting || !isChanged || apply.isPending}
              onClick={putIntoForce}
            >
              {apply.isPending ? t.applying : t.apply}
            </button>
            {isChanged && register ? (
              <button type="button" className="ln-link" onClick={() => put(current)}>
                {t.reset}
              </button>
            ) : null}
            {isWaiting ? <span className="ln-small ln-third">{t.checking}</span> : null}
            {apply.data ? (
              <span role="status">
                {t.applied} <Link to={`/registers/${id}`}>{t.see}</Link>
              </span>
            ) : null}
          </div>
          {apply.isError ? <ErrorState error={apply.error} safe={safe} /> : null}
        </div>
        <div className="ln-stack">
          {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} safe={safe} /> : null}
          {report ? (
            <ReportPart report={report} id={reportId} />
          ) : query.isError ? null : (
            <Loading shape="text" rows={4} />
          )}
          <PreviewPart
            register={preview}
            isLast={report !== undefined && report.preview === null && preview !== null}
          />
        </div>
      </div>
      {open === 'field' ? (
        <AddFieldDialog
          taken={preview?.fields.map(({ id: field }) => field) ?? []}
          onAdd={(line) => put(insertField(draft.source, line))}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'versions' && register ? (
        <Versions
          register={register}
          current={current}
          onUse={(source) => {
            put(source);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}

/** The value once it has stood still for so many milliseconds. */
function useDelayed(value: string, milliseconds: number): string {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return still;
}

/** While there are mistakes the preview stays as it last was. */
function useLastGood(preview: Register | null): Register | null {
  const last = useRef<Register | null>(null);
  if (preview) last.current = preview;
  return preview ?? last.current;
}
