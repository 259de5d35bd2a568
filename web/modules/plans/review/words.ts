/** An item in few words: its quantity as the plan writes it, and the small line below its name. */
import { formatAsWritten } from '@liannao/statistics';
import type { TargetView } from '../review-api.ts';
import type { ReviewTexts } from '../review-text.ts';

export const unitWords = (unit: string): string => (unit === '百分点' ? '个百分点' : unit);

/** '＞ 120', '300–500', '提高 30'. */
export function quantityOf(
  { comparator, value, valueMax }: Pick<TargetView, 'comparator' | 'value' | 'valueMax'>,
  t: Pick<ReviewTexts, 'comparators'>,
): string {
  const upper = comparator === 'range' && valueMax !== null ? `–${formatAsWritten(valueMax)}` : '';
  const sign = t.comparators[comparator];
  return `${sign}${sign ? ' ' : ''}${formatAsWritten(value)}${upper}`;
}

/** '2025年 · 年度值 · 全省 · 规则自带的数，不进台账'. */
export function lineOf(target: TargetView, t: ReviewTexts): string {
  const time =
    target.kind === 'baseline'
      ? target.asOf === null
        ? ''
        : t.asOf(target.asOf)
      : target.deadline === null
        ? target.kind === 'target' && target.transform !== 'every-year'
          ? t.noDeadline
          : ''
        : t.year(target.deadline) + (target.deadlineAssumed ? `（${t.assumed}）` : '');
  return [
    time,
    target.kind === 'parameter' ? '' : t.accumulation[target.accumulation],
    t.regionOf(target.regionName, target.region.name),
    t.kindNotes[target.kind],
    target.implicit ? t.implicit : '',
    target.origin === 'person' ? t.byPerson : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
