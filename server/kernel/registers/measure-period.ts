import type { Field, Measure, RegisterDefinition } from '@liannao/registers';
import {
  cumulative,
  firstMonth,
  lastMonth,
  month,
  monthAt,
  monthIndex,
  type Period,
  periodCode,
  year,
} from '@liannao/statistics';
import { fieldOf } from './columns.ts';

/** First and last day of a period, both in it: `2025-01-01`, `2025-08-31`. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const two = (number: number) => String(number).padStart(2, '0');

export function daysOf(period: Period): Days {
  const first = firstMonth(period);
  const last = lastMonth(period);
  const end = new Date(Date.UTC(last.year, last.month, 0)).getUTCDate();
  return {
    from: `${first.year}-${two(first.month)}-01`,
    to: `${last.year}-${two(last.month)}-${two(end)}`,
  };
}

/** The field that a flow's measure is dated by, of the entry or of its line items. */
function dateField(definition: RegisterDefinition, measure: Measure): Field | undefined {
  const [child = '', field = ''] = (measure.date ?? '').split('.');
  if (!field) return fieldOf(definition, child);
  return definition.children.find((one) => one.id === child)?.fields.find((one) => one.id === field);
}

/** The condition that an entry's date lies in the period; null where its field cannot tell: a year holds no months. */
export function dateCondition(definition: RegisterDefinition, measure: Measure, period: Period): string | null {
  const path = measure.date ?? '';
  const field = dateField(definition, measure);
  const { from, to } = daysOf(period);
  if (field?.type === 'month') return `${path} >= ${from.slice(0, 7)} and ${path} <= ${to.slice(0, 7)}`;
  if (field?.type !== 'year') return `${path} >= ${from} and ${path} <= ${to}`;
  if (!from.endsWith('-01-01') || !to.endsWith('-12-31')) return null;
  return `${path} >= ${from.slice(0, 4)} and ${path} <= ${to.slice(0, 4)}`;
}

/**
 * The periods that a lead fills, from its first month to `last`: for a stock each month's end, for a flow January to that
 * month, which is published from February on; at the end of December the year as well.
 */
export function leadPeriods(measure: Pick<Measure, 'at'>, since: string, last: string): string[] {
  const indexOf = (text: string) => monthIndex(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
  const periods: string[] = [];
  for (let index = indexOf(since); index <= indexOf(last); index++) {
    const at = monthAt(index);
    if (measure.at === 'stock') periods.push(periodCode(month(at.year, at.month)));
    else if (at.month > 1) periods.push(periodCode(cumulative(at.year, at.month)));
    if (at.month === 12) periods.push(periodCode(year(at.year)));
  }
  return periods;
}

/** The last month that a count belongs to: the last one that is over, and none that no form has reported on yet. */
export function lastCounted(today: string, dataMonth: string | null): string {
  const { year, month } = monthAt(monthIndex(Number(today.slice(0, 4)), Number(today.slice(5, 7))) - 1);
  const over = `${year}-${two(month)}`;
  return dataMonth !== null && dataMonth < over ? dataMonth : over;
}
