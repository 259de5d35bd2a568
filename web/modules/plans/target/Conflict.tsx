import { useQuery } from '@tanstack/react-query';
import type { TargetPatch, TargetView } from '../../../../server/modules/plans/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { targetQuery } from '../ledger-api.ts';
import { text } from '../target-text.ts';
import { sayField } from './fields.ts';

export interface ConflictProps {
  opened: TargetView;
  changes: TargetPatch;
  onSend: (fields: TargetPatch, ifMatch: string) => void;
  onClose: () => void;
  busy: boolean;
}

/** Two people at once: the second sees what changed and chooses. Nothing typed is lost. */
export function Conflict({ opened, changes, onSend, onClose, busy }: ConflictProps) {
  const t = useText(text);
  const language = useLanguage();
  const { month } = useScope();
  const { data } = useQuery({ ...targetQuery(opened.id, month, language), staleTime: 0, refetchOnMount: 'always' });
  const now = data?.data.target;
  if (!data || !now || now.revision === opened.revision) return <Loading rows={3} what={t.what} />;
  const mine = changes as Readonly<Record<string, unknown>>;
  const before = opened as unknown as Readonly<Record<string, unknown>>;
  const theirs = now as unknown as Readonly<Record<string, unknown>>;
  const fields = Object.keys(t.fields).filter(
    (field) => field in theirs && (JSON.stringify(theirs[field]) !== JSON.stringify(before[field]) || field in mine),
  );
  const touching = fields.some(
    (field) => field in mine && JSON.stringify(theirs[field]) !== JSON.stringify(before[field]),
  );
  const etag = data.etag ?? `"${now.revision}"`;
  return (
    <div className="ln-warning plans-conflict" role="alert">
      <p>
        <b>{t.conflict.title}</b> {touching ? t.conflict.text : t.conflict.same}
      </p>
      <table className="ln-plain-table ln-small">
        <caption className="ln-hidden">{t.conflict.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.conflict.columns.field}</th>
            <th scope="col">{t.conflict.columns.theirs}</th>
            <th scope="col">{t.conflict.columns.mine}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{t.fields[field]}</th>
              <td>{sayField(field, theirs[field], language) || t.history.nothing}</td>
              <td>{field in mine ? sayField(field, mine[field], language) || t.history.nothing : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="ln-row">
        <button
          type="button"
          className="ln-button ln-button-small"
          disabled={busy}
          onClick={() => onSend(changes, etag)}
        >
          {t.conflict.keepMine}
        </button>
        <button type="button" className="ln-button ln-button-small" onClick={onClose}>
          {t.conflict.takeTheirs}
        </button>
      </div>
    </div>
  );
}
