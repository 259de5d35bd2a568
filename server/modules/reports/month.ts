import {
  cumulative,
  half,
  lastIndex,
  type MonthPeriod,
  month,
  monthIndex,
  type Period,
  parsePeriod,
  periodCode,
  quarter,
  shiftPeriod,
  year,
  yearEarlier,
} from '@liannao/statistics';
import { unprocessable } from '../../kernel/errors.ts';

/**
 * The month that a report speaks of: `2025-08`, or a year, which is its December.
 * @throws AppError 422 `report-period-unreadable` for anything else, `report-period-january` as January comes with February.
 */
export function reportMonth(text: string): MonthPeriod {
  const read = parsePeriod(text);
  const period = read.ok ? read.value : null;
  if (period?.kind === 'year') return month(period.year, 12);
  if (period?.kind !== 'month') {
    throw unprocessable('report-period-unreadable', `${text} is neither a month (2025-08) nor a year (2025).`);
  }
  if (period.month === 1) {
    throw unprocessable(
      'report-period-january',
      'January is published together with February; choose February or later.',
    );
  }
  return period;
}

/** What an indicator's figures are called by: the kind of period in which they come. */
export type Habit = 'cumulative' | 'month' | 'quarter' | 'half' | 'year';

/** From the periods in which figures are there; months before quarters before years. */
export function habitOf(codes: Iterable<string>, flow: boolean): Habit {
  const kinds = new Set<Period['kind']>();
  for (const code of codes) {
    const read = parsePeriod(code);
    if (read.ok) kinds.add(read.value.kind);
  }
  const order: readonly Habit[] = flow
    ? ['cumulative', 'month', 'quarter', 'half', 'year']
    : ['month', 'cumulative', 'quarter', 'half', 'year'];
  return order.find((kind) => kinds.has(kind)) ?? (flow ? 'cumulative' : 'month');
}

/**
 * The month itself for monthly figures; for those that come less often, as a fleet counted in June and December, the last
 * month before it in which they come.
 */
export function monthOf(codes: Iterable<string>, { monthly, at }: { monthly: boolean; at: MonthPeriod }): MonthPeriod {
  const months = new Set<number>();
  for (const code of codes) {
    const read = parsePeriod(code);
    if (read.ok && (read.value.kind === 'month' || read.value.kind === 'cumulative')) months.add(read.value.month);
  }
  if (monthly || months.size === 0 || months.size > MOST_RARE || months.has(at.month)) return at;
  const before = [...months].filter((one) => one < at.month);
  return before.length > 0 ? month(at.year, Math.max(...before)) : month(at.year - 1, Math.max(...months));
}
/** Figures of more months than this a year come every month. */
const MOST_RARE = 4;

/** The newest period of that kind that ends with the month or before it. */
export function periodAt(habit: Habit, at: MonthPeriod): Period {
  const end = monthIndex(at.year, at.month);
  const back = (period: Period): Period => (lastIndex(period) <= end ? period : back(shiftPeriod(period, -1)));
  switch (habit) {
    case 'cumulative':
      return cumulative(at.year, at.month);
    case 'month':
      return at;
    case 'quarter':
      return back(quarter(at.year, Math.ceil(at.month / 3)));
    case 'half':
      return back(half(at.year, at.month <= 6 ? 1 : 2));
    case 'year':
      return back(year(at.year));
  }
}

export const yearBefore = (code: string): string => {
  const read = parsePeriod(code);
  return read.ok ? periodCode(yearEarlier(read.value)) : code;
};

/** Periods of the same kind of this year so far and of the whole year before: what a trend shows. */
export function trendPeriods(code: string): { readonly now: readonly string[]; readonly before: readonly string[] } {
  const read = parsePeriod(code);
  if (!read.ok || (read.value.kind !== 'cumulative' && read.value.kind !== 'month'))
    return { now: [code], before: [yearBefore(code)] };
  const { kind, year: y, month: m } = read.value;
  const make = (at: number, n: number) => periodCode(kind === 'month' ? month(at, n) : cumulative(at, n));
  const from = 2;
  const months = (last: number) => Array.from({ length: last - from + 1 }, (_, i) => i + from);
  return { now: months(Math.max(m, from)).map((n) => make(y, n)), before: months(12).map((n) => make(y - 1, n)) };
}
