import type { TargetView } from '../../../../server/modules/plans/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { StatusShape } from '../../../shell/widgets/StatusTag.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { scopeWords } from '../../statistics/widgets.ts';
import { text } from '../compare-text.ts';
import { targetHref } from '../ledger/columns.tsx';
import { targetNumber, unitWords } from '../ledger/quantity.ts';
import type { Comparison } from '../ledger-api.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { type CompareRow, rowKeyOf } from './rows.ts';

export interface CompareTableProps {
  plans: Comparison['plans'];
  rows: readonly CompareRow[];
  chosen: string | null;
  onChoose: (key: string) => void;
}

/** The matrix: indicators down, plans across; each cell the target, its year and its judgement. */
export function CompareTable({ plans, rows, chosen, onChoose }: CompareTableProps) {
  const t = useText(text);
  const language = useLanguage();
  return (
    <div className="ln-card plans-matrix">
      <table className="ln-plain-table">
        <caption className="ln-hidden">{t.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.row}</th>
            {plans.map((plan) => (
              <th key={plan.id} scope="col">
                {plan.title}
                <span className="ln-small ln-third plans-matrix-region">{plan.region.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKeyOf(row);
            const scope = scopeWords(row.scope, language);
            return (
              <tr key={key} className={key === chosen ? 'ln-selected' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="ln-link"
                    aria-pressed={key === chosen}
                    title={key === chosen ? t.picked : t.pick(row.indicatorTitle)}
                    onClick={() => onChoose(key)}
                  >
                    {row.indicatorTitle}
                  </button>
                  {scope ? <span className="ln-small ln-third plans-matrix-region">{scope}</span> : null}
                </th>
                {plans.map((plan) => {
                  const targets = row.cells.find(({ planId }) => planId === plan.id)?.targets ?? [];
                  return (
                    <td key={plan.id}>
                      {targets.length === 0 ? <span className="ln-third">—</span> : null}
                      {targets.map((target) => (
                        <Cell key={target.id} target={target} />
                      ))}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ target }: { target: TargetView }) {
  const language = useLanguage();
  const t = useText(text);
  const ledger = useText(ledgerText);
  const states = useText(widgetText).states;
  const state = target.judgement?.state ?? 'unknown';
  return (
    <Link
      to={targetHref(target.id)}
      className="plans-matrix-cell"
      title={target.judgement?.sentence ?? target.indicatorName}
    >
      <span className="ln-nowrap">
        {targetNumber(target, ledger, language)} <span className="ln-unit">{unitWords(target.unit, language)}</span>
      </span>
      <span className="ln-small ln-second">
        {target.deadline === null ? '' : t.until(target.deadline)}
        {language === 'en' || target.region.name === target.regionName ? '' : ` ${target.regionName}`}
      </span>
      <span className={`ln-small plans-matrix-state ln-is-${state}`}>
        <StatusShape state={state} size={11} /> {states[state]}
      </span>
    </Link>
  );
}
