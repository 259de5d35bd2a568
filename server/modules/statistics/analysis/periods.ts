import {
  comparePeriods,
  cumulative,
  firstIndex,
  half,
  lastIndex,
  monthAt,
  type Period,
  parsePeriod,
  quarter,
  year,
} from '@liannao/statistics';
import type { PivotAsk } from './model.ts';

export type PeriodsRead =
  | { readonly ok: true; readonly periods: readonly Period[] }
  | { readonly ok: false; readonly code: 'period-unreadable' | 'pivot-periods-mixed'; readonly text: string };

/**
 * The periods asked for, in order and each once. A span is of one kind; January alone is no cumulation that is reported
 * (statistics-conventions 2.2). A list that mixes kinds is refused: month and cumulative values are not comparable.
 */
export function readPeriods(asked: PivotAsk['periods']): PeriodsRead {
  const written = 'list' in asked ? asked.list : [asked.from, asked.to];
  const read: Period[] = [];
  for (const text of written) {
    const one = parsePeriod(text);
    if (!one.ok) return { ok: false, code: 'period-unreadable', text };
    read.push(one.value);
  }
  if (!('list' in asked)) {
    const [from, to] = [Math.min(...read.map(firstIndex)), Math.max(...read.map(lastIndex))];
    return { ok: true, periods: between(asked.kind, from, to) };
  }
  if (new Set(read.map(({ kind }) => kind)).size > 1) return { ok: false, code: 'pivot-periods-mixed', text: '' };
  const periods = read
    .sort(comparePeriods)
    .filter((one, at) => at === 0 || comparePeriods(one, read[at - 1] ?? one) !== 0);
  return { ok: true, periods };
}

/** Whole periods of the kind that end within the months. */
function between(kind: 'month' | 'cumulative' | 'quarter' | 'half' | 'year', from: number, to: number): Period[] {
  const periods: Period[] = [];
  for (let index = from; index <= to && periods.length <= 240; index += 1) {
    const { year: y, month: m } = monthAt(index);
    if (kind === 'month') periods.push(monthAt(index));
    if (kind === 'cumulative' && m > 1) periods.push(cumulative(y, m));
    if (kind === 'quarter' && m % 3 === 0) periods.push(quarter(y, m / 3));
    if (kind === 'half' && m % 6 === 0) periods.push(half(y, m / 6));
    if (kind === 'year' && m === 12) periods.push(year(y));
  }
  return periods;
}
