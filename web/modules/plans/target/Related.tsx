import { convert } from '@liannao/statistics';
import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { targetHref } from '../ledger/columns.tsx';
import { forReader, targetNumber, unitWords } from '../ledger/quantity.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';

type RelatedTarget = TargetDetail['related'][number];
const order = { higher: 0, same: 1, lower: 2 } as const;

/** What other plans ask for the same indicator, above and below. */
export function Related({ detail }: { detail: TargetDetail }) {
  const t = useText(text).related;
  const language = useLanguage();
  const ledger = useText(ledgerText);
  const { related, target } = detail;
  const sorted = related.toSorted((a, b) => order[a.relation] - order[b.relation] || b.value - a.value);
  return (
    <Card title={t.title} flush={related.length > 0}>
      {related.length === 0 ? (
        <p className="ln-second">{t.none}</p>
      ) : (
        <table className="ln-plain-table">
          <caption className="ln-hidden">{t.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.columns.relation}</th>
              <th scope="col">{t.columns.region}</th>
              <th scope="col">{t.columns.plan}</th>
              <th scope="col" className="ln-right">
                {t.columns.value}
              </th>
              <th scope="col">{t.columns.deadline}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((other) => (
              <tr key={other.id}>
                <td>{t.relation[other.relation]}</td>
                <td className="ln-nowrap">{other.region.name}</td>
                <td>
                  <Link to={targetHref(other.id)}>{other.planTitle}</Link>
                </td>
                <td className="ln-right ln-nowrap">
                  {targetNumber({ ...other, valueMax: null }, ledger, language)}
                  <span className="ln-unit"> {unitWords(other.unit, language)}</span>
                </td>
                <td className="ln-nowrap">{other.deadline === null ? '—' : ledger.deadlineShort(other.deadline)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <SumBelow target={target} related={related} />
    </Card>
  );
}

/** Only where all of those below are amounts of the same year: a sum of anything else would say nothing. */
function SumBelow({ target, related }: { target: TargetDetail['target']; related: readonly RelatedTarget[] }) {
  const t = useText(text).related;
  const language = useLanguage();
  const below = related.filter(({ relation }) => relation === 'lower');
  const values = below.map(({ value, unit, deadline, comparator }) => {
    const converted = convert(value, unit, target.unit);
    const comparable = deadline === target.deadline && comparator !== '+=' && comparator !== 'range';
    return comparable && converted.ok ? converted.value : null;
  });
  const addable = target.unit !== '%' && target.unit !== '百分点' && target.transform !== 'change-in-points';
  if (!addable || values.length < 2 || values.some((value) => value === null)) return null;
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const gap = sum - target.value;
  const number = (value: number, digits: number) =>
    formatNumber(Number(forReader({ value, unit: target.unit }, language).value.toPrecision(digits)));
  const difference = number(Math.abs(gap), 6);
  const words = gap < 0 ? t.short(difference) : gap > 0 ? t.over(difference) : t.equal;
  return (
    <p className="ln-small plans-sum">
      {t.sum(`${number(sum, 9)} ${unitWords(target.unit, language)}`)}，<b>{words}</b>
    </p>
  );
}
