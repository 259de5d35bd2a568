import type { RuleView } from '../../../../server/kernel/signals/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { text } from '../text.ts';
import { tableDay } from '../times.ts';

/** Who changed which threshold, from what to what, and why. */
export function History({ rule }: { rule: RuleView }) {
  const t = useText(text).rules;
  if (rule.history.length === 0) return null;
  const isNumber = new Set(rule.thresholds.map(({ title }) => title));
  /** What is no threshold is the switch. */
  const said = (title: string, value: number | null) => {
    if (value === null) return t.inherited;
    return isNumber.has(title) ? formatNumber(value) : value === 0 ? t.no : t.yes;
  };
  return (
    <details className="sig-history">
      <summary>{t.history}</summary>
      <ul className="sig-plain ln-small">
        {rule.history.map((one) => (
          <li key={`${one.at} ${one.region} ${one.threshold}`}>
            {tableDay(one.at)} {one.by}{' '}
            {t.change(one.region, one.threshold, said(one.threshold, one.before), said(one.threshold, one.after))}
            <span className="ln-third"> {one.reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
