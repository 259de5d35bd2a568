import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { DocRun } from '../../../../server/modules/reports/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import type { ReportView } from '../api.ts';
import { text } from '../text.ts';
import { LockDialog } from './LockDialog.tsx';
import type { Picked, Run } from './picked.ts';

/** The figure that is selected: what it is, in which version, what it would be now, and what can be done with it. */
export function FigureCard({ view, picked, run, busy }: { view: ReportView; picked: Picked; run: Run; busy: boolean }) {
  const t = useText(text);
  const navigate = useNavigate();
  const location = useLocation();
  const [locking, setLocking] = useState(false);
  const found = picked.figure === null ? undefined : runsOf(view).find((one) => one.figure?.id === picked.figure);
  const { figure } = found ?? {};
  if (!found || !figure) return null;
  const facts = view.figures.find((one) => one.key === figure.keys[0]);
  const ref = figure.ref;
  return (
    <Card title={t.figure}>
      <p className="rp-figure-now">
        {figure.now === null ? (
          found.text
        ) : (
          <>
            <s>{found.text}</s> → <b>{figure.now}</b>
          </>
        )}
      </p>
      {facts ? (
        <>
          <p className="ln-small ln-second">
            {[facts.indicator, facts.region, facts.period, facts.version].filter(Boolean).join(' · ')}
          </p>
          <p className="ln-small">{facts.source}</p>
          {facts.lock ? <p className="ln-small">{t.lockedFor(facts.lock.reason, facts.lock.by)}</p> : null}
        </>
      ) : null}
      <div className="ln-row">
        {figure.now !== null && view.head.mayEdit ? (
          <button
            type="button"
            className="ln-button ln-button-small"
            disabled={busy}
            onClick={() => void run({ do: 'update', keys: figure.keys })}
          >
            {t.update}
          </button>
        ) : null}
        {ref ? (
          <button
            type="button"
            className="ln-button ln-button-small"
            onClick={() => navigate({ search: location.search, hash: `#fig=${ref.kind}:${ref.id}` }, { replace: true })}
          >
            {t.seeSource}
          </button>
        ) : null}
        {facts && view.head.mayEdit ? (
          facts.lock ? (
            <button
              type="button"
              className="ln-button ln-button-small"
              disabled={busy}
              onClick={() => void run({ do: 'lock', lock: { key: facts.key, lock: null } })}
            >
              {t.unlock}
            </button>
          ) : (
            <button type="button" className="ln-button ln-button-small" onClick={() => setLocking(true)}>
              {t.lock}
            </button>
          )
        ) : null}
      </div>
      {locking && facts ? <LockDialog facts={facts} run={run} onClose={() => setLocking(false)} /> : null}
    </Card>
  );
}

const runsOf = ({ doc }: ReportView): DocRun[] =>
  doc.nodes.flatMap((node) =>
    node.kind === 'para'
      ? node.runs
      : node.kind === 'table'
        ? node.rows.flatMap((row) => row.flatMap((cell) => cell.runs))
        : [],
  );
