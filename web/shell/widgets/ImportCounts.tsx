import { useText } from '../preferences.tsx';
import type { ImportReport } from './import-report.ts';
import { formatNumber } from './number.ts';
import { StatusShape } from './StatusTag.tsx';
import { text } from './text.ts';

const countKinds = ['new', 'changed', 'unchanged', 'wrong'] as const;

/** What would happen, or happened: new, changed, unchanged and wrong rows, as numbers and one bar. */
export function ImportCounts({ report }: { report: ImportReport }) {
  const t = useText(text).import;
  return (
    <>
      <div className="ln-import-bar" aria-hidden="true">
        {countKinds.map((kind) =>
          report.counts[kind] ? (
            <i key={kind} className={`ln-import-${kind}`} style={{ flexGrow: report.counts[kind] }} />
          ) : null,
        )}
      </div>
      <dl className="ln-import-counts">
        {countKinds.map((kind) => (
          <div key={kind} className={kind === 'wrong' && report.counts.wrong ? 'ln-is-off-track' : undefined}>
            <dd>
              {kind === 'wrong' && report.counts.wrong ? <StatusShape state="off-track" /> : null}{' '}
              {formatNumber(report.counts[kind])}
            </dd>
            <dt>{t.counts[kind]}</dt>
          </div>
        ))}
      </dl>
    </>
  );
}
