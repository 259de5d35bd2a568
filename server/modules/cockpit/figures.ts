import {
  changeInPoints,
  comparePeriods,
  growth,
  lastIndex,
  type MonthPeriod,
  monthAt,
  monthIndex,
  monthsFromCumulative,
  type Period,
  parsePeriod,
  periodCode,
  yearEarlier,
} from '@liannao/statistics';
import type { Indicator, SeriesFigure } from '../statistics/index.ts';
import type { Change, KeyFigure } from './model.ts';

/** A known figure with its period read. */
export interface Known {
  readonly period: Period;
  readonly figure: SeriesFigure & { readonly value: number };
}

/** Figures that stand, up to a month; what was withdrawn or is missing is not among them. */
export function knownUntil(figures: readonly SeriesFigure[], month: MonthPeriod): Known[] {
  const end = monthIndex(month.year, month.month);
  return figures.flatMap((figure) => {
    const read = parsePeriod(figure.period);
    if (!read.ok || figure.value === null || lastIndex(read.value) > end) return [];
    return [{ period: read.value, figure: { ...figure, value: figure.value } }];
  });
}

/** The newest, of those that end together the longest: what has come in this year, not what a month alone added. */
export const newestOf = (known: readonly Known[]): Known | undefined =>
  known.reduce<Known | undefined>(
    (best, one) => (best && comparePeriods(best.period, one.period) >= 0 ? best : one),
    undefined,
  );

/** Against the same period of last year: rates in points, all else in per cent. Never from a raw month to the next. */
export function changeOf(indicator: Indicator, now: Known, known: readonly Known[]): Change {
  const against = periodCode(yearEarlier(now.period));
  const base = known.find(({ figure }) => figure.period === against);
  if (!base) return { kind: 'none', value: null, against: null };
  return { ...changeBetween(indicator, now.figure.value, base.figure.value), against };
}

export function changeBetween(
  indicator: Pick<Indicator, 'unit'>,
  now: number,
  base: number,
): Pick<Change, 'kind' | 'value'> {
  if (indicator.unit === '%') return { kind: 'points', value: changeInPoints(now, base) };
  const rate = growth(now, base);
  return rate.kind === 'rate' ? { kind: 'rate', value: rate.percent } : { kind: 'none', value: null };
}

const MONTHS = 24;

/** The last two years month by month; of a flow what each month added. */
export function lineOf(indicator: Indicator, known: readonly Known[], end: number): KeyFigure['line'] {
  const from = end - MONTHS + 1;
  return indicator.timeRule === 'sum' ? addedByMonth(known, from, end) : levelsByMonth(known, from, end);
}

function levelsByMonth(known: readonly Known[], from: number, end: number): KeyFigure['line'] {
  const at = new Map<number, number>();
  for (const { period, figure } of [...known].sort((a, b) => comparePeriods(a.period, b.period)))
    at.set(lastIndex(period), figure.value);
  return months(from, end).flatMap((index) => {
    const value = at.get(index);
    return value === undefined ? [] : [{ period: periodCode(monthAt(index)), value }];
  });
}

/** Running totals taken apart; January and February, which come together, are one point at the mean of both. */
function addedByMonth(known: readonly Known[], from: number, end: number): KeyFigure['line'] {
  const totals = new Map<number, Record<number, number>>();
  for (const { period, figure } of known) {
    const m = period.kind === 'cumulative' ? period.month : period.kind === 'year' ? 12 : null;
    if (m === null || period.kind === 'span') continue;
    totals.set(period.year, { ...totals.get(period.year), [m]: figure.value });
  }
  return months(from, end).flatMap((index) => {
    const [year, m] = [Math.floor(index / 12), (index % 12) + 1];
    const own = totals.get(year) ?? {};
    const merged = own[1] === undefined && own[2] !== undefined;
    if (m === 1 && merged) return [];
    const value = m === 2 && merged ? (own[2] ?? 0) / 2 : (monthsFromCumulative(own)[m] ?? null);
    return value === null && own[m] === undefined ? [] : [{ period: periodCode(monthAt(index)), value }];
  });
}

const months = (from: number, end: number) => Array.from({ length: end - from + 1 }, (_, at) => from + at);
