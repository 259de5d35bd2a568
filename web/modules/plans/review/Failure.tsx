import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { describeProblem } from '../../../shell/problem.ts';
import type { TargetPatch, TargetView } from '../review-api.ts';
import { type ReviewTexts, text } from '../review-text.ts';
import type { Failed } from './use-actions.ts';

export interface FailureProps {
  failed: Failed;
  /** Forget the change and take what is there now. */
  onTheirs: () => void;
  onDismiss: () => void;
}

/** An action that did not go through: the item stays open, what was typed is kept, and how to go on. */
export function Failure({ failed, onTheirs, onDismiss }: FailureProps) {
  const t = useText(text);
  const { what, remedy, code } = describeProblem(failed.error, useLanguage());
  if (failed.conflict) {
    const differing = failed.theirs && failed.fields ? rowsOf(failed.theirs, failed.fields, t) : [];
    return (
      <div className="ln-warning rv-failure" role="alert">
        <p>
          <b>{t.failure.conflict}</b> {differing.length > 0 ? t.failure.conflictFields : t.failure.conflictPlain}
        </p>
        {differing.length > 0 ? (
          <table className="ln-plain-table ln-small">
            <thead>
              <tr>
                <th scope="col">{t.failure.field}</th>
                <th scope="col">{t.failure.theirs}</th>
                <th scope="col">{t.failure.mine}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  <td>{row.theirs}</td>
                  <td>{row.mine}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        <div className="ln-row">
          {differing.length > 0 ? (
            <>
              <button type="button" className="ln-button ln-button-small" onClick={onTheirs}>
                {t.failure.useTheirs}
              </button>
              <button type="button" className="ln-button ln-button-small" onClick={failed.again}>
                {t.failure.useMine}
              </button>
            </>
          ) : (
            <button type="button" className="ln-button ln-button-small" onClick={onDismiss}>
              {t.failure.understood}
            </button>
          )}
        </div>
      </div>
    );
  }
  return (
    <div className="ln-fault rv-failure" role="alert">
      <p>
        <b>{t.failure.notSaved}</b> {what} {remedy || t.failure.kept}
      </p>
      <div className="ln-row">
        <button type="button" className="ln-button ln-button-small" onClick={failed.again}>
          {t.failure.again}
        </button>
        <button type="button" className="ln-link ln-small" onClick={onDismiss}>
          {t.failure.understood}
        </button>
        <span className="ln-caption ln-third">{code}</span>
      </div>
    </div>
  );
}

function rowsOf(theirs: TargetView, mine: TargetPatch, t: ReviewTexts) {
  const now = { ...theirs, regionCode: theirs.region.code };
  const names: Record<string, string> = { ...t.fields, regionCode: t.fields.region };
  return Object.entries(mine)
    .filter(([field, value]) => JSON.stringify(now[field as keyof typeof now]) !== JSON.stringify(value))
    .map(([field, value]) => ({
      name: names[field] ?? field,
      theirs: show(field, now[field as keyof typeof now], t),
      mine: show(field, value, t),
    }));
}

function show(field: string, value: unknown, t: ReviewTexts): string {
  if (value === null || value === '') return t.deadlineEmpty;
  const names: Record<string, Record<string, string>> = {
    comparator: t.comparatorNames,
    accumulation: t.accumulation,
    kind: t.kinds,
  };
  if (Array.isArray(value)) return (value as TargetView['responsible']).map(({ unit }) => unit).join('、');
  return names[field]?.[String(value)] ?? String(value);
}
