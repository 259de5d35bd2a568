import { useState } from 'react';
import { useText } from '../preferences.tsx';
import { groupByCause, type ImportMend, type ImportReport } from './import-report.ts';
import { text } from './text.ts';

export interface ImportWrongProps {
  report: ImportReport;
  /** With it, what the server suggests is one press, for all rows of the same cause; it shows the new counts. */
  onMend?: ((changes: readonly ImportMend[]) => Promise<boolean>) | undefined;
  busy?: boolean;
}

/** Causes on screen at first. */
const first = 8;

/** The wrong rows: which cell, what was put, why not and how to mend it; rows of the same cause folded into one. */
export function ImportWrong({ report, onMend, busy }: ImportWrongProps) {
  const t = useText(text).import;
  const [all, setAll] = useState(false);
  const [last, setLast] = useState<{ back: ImportMend[]; words: string } | null>(null);
  const groups = groupByCause(report.problems);
  const shown = all ? groups : groups.slice(0, first);
  const mend = async (rows: readonly number[], { column, value, suggestion }: ImportReport['problems'][number]) => {
    if (suggestion === undefined) return;
    const to = (wanted: string) => rows.map((row) => ({ row, column, value: wanted }));
    if (await onMend?.(to(suggestion))) setLast({ back: to(value), words: t.mended(rows.length, suggestion) });
  };
  const putBack = async () => {
    if (last && (await onMend?.(last.back))) setLast(null);
  };
  return (
    <>
      {onMend ? (
        <p className="ln-small" role="status">
          {last ? (
            <>
              {last.words}{' '}
              <button type="button" className="ln-link" disabled={busy} onClick={putBack}>
                {t.putBack}
              </button>
            </>
          ) : null}
        </p>
      ) : null}
      {groups.length > 0 ? (
        <>
          <h3>{t.wrongTab(report.counts.wrong)}</h3>
          <table className="ln-plain-table ln-small">
            <caption className="ln-hidden">{t.wrongTab(report.counts.wrong)}</caption>
            <thead>
              <tr>
                <th scope="col">{t.columns.row}</th>
                <th scope="col">{t.columns.column}</th>
                <th scope="col">{t.columns.value}</th>
                <th scope="col">{t.columns.why}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ rows, error }) => (
                <tr key={`${rows.join()} ${error.column} ${error.problem}`}>
                  <td className="ln-nowrap">
                    {rows[0]}
                    {rows.length > 1 ? ` ${t.sameCause(rows.length)}` : ''}
                  </td>
                  <td className="ln-nowrap">{error.column || '—'}</td>
                  <td className="ln-break">{error.value || '—'}</td>
                  <td>
                    {t.cause(error.problem, error.remedy)}
                    {onMend && error.suggestion !== undefined ? (
                      <div>
                        <button
                          type="button"
                          className="ln-button ln-button-small"
                          disabled={busy}
                          onClick={() => mend(rows, error)}
                        >
                          {t.mend(error.suggestion, rows.length)}
                        </button>
                      </div>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      {groups.length > shown.length ? (
        <p className="ln-small ln-third">
          {t.more(groups.length - shown.length)}{' '}
          <button type="button" className="ln-link" onClick={() => setAll(true)}>
            {t.showAll}
          </button>
        </p>
      ) : null}
    </>
  );
}
