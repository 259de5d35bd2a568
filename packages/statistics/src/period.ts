/**
 * Periods of monthly industrial statistics, typed. statistics-conventions 2; design 3.
 * Code forms: month `2025-03`, cumulative `2025-01..03`, quarter `2025Q1`, half `2025H1`, year `2025`, span `2021..2025`.
 * A stock has no kind of its own: its period is the month (or year) at whose end it was counted,
 * and the indicator's time rule (`last`) says so.
 */
export interface MonthPeriod {
  readonly kind: 'month';
  readonly year: number;
  /** 1..12 */
  readonly month: number;
}
/** January to `month` of one year (1—本月). Published from month 2 on: January and February come merged. */
export interface CumulativePeriod {
  readonly kind: 'cumulative';
  readonly year: number;
  /** 1..12 */
  readonly month: number;
}
export interface QuarterPeriod {
  readonly kind: 'quarter';
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
}
export interface HalfPeriod {
  readonly kind: 'half';
  readonly year: number;
  readonly half: 1 | 2;
}
export interface YearPeriod {
  readonly kind: 'year';
  readonly year: number;
}
/** Whole years, both ends included; `from` < `to`. */
export interface SpanPeriod {
  readonly kind: 'span';
  readonly from: number;
  readonly to: number;
}
export type Period = MonthPeriod | CumulativePeriod | QuarterPeriod | HalfPeriod | YearPeriod | SpanPeriod;
export type PeriodKind = Period['kind'];

export const minYear = 1900;
export const maxYear = 2199;

function checkYear(year: number): number {
  if (!Number.isInteger(year) || year < minYear || year > maxYear) {
    throw new RangeError(`year ${year} outside ${minYear}..${maxYear}`);
  }
  return year;
}
function checkIn<N extends number>(value: number, max: N, name: string): number {
  if (!Number.isInteger(value) || value < 1 || value > max) throw new RangeError(`${name} ${value} outside 1..${max}`);
  return value;
}

/** Constructors throw RangeError: a wrong number here is our own mistake. Text from outside goes through `parsePeriod`. */
export const month = (year: number, m: number): MonthPeriod => ({
  kind: 'month',
  year: checkYear(year),
  month: checkIn(m, 12, 'month'),
});
export const cumulative = (year: number, m: number): CumulativePeriod => ({
  kind: 'cumulative',
  year: checkYear(year),
  month: checkIn(m, 12, 'month'),
});
export const quarter = (year: number, q: number): QuarterPeriod => ({
  kind: 'quarter',
  year: checkYear(year),
  quarter: checkIn(q, 4, 'quarter') as QuarterPeriod['quarter'],
});
export const half = (year: number, h: number): HalfPeriod => ({
  kind: 'half',
  year: checkYear(year),
  half: checkIn(h, 2, 'half') as HalfPeriod['half'],
});
export const year = (y: number): YearPeriod => ({ kind: 'year', year: checkYear(y) });
export function span(from: number, to: number): SpanPeriod {
  if (checkYear(from) >= checkYear(to)) throw new RangeError(`span ${from}..${to} must rise`);
  return { kind: 'span', from, to };
}

/** Months since year 0: consecutive months are consecutive numbers. */
export const monthIndex = (y: number, m: number): number => y * 12 + m - 1;
export const monthAt = (index: number): MonthPeriod => month(Math.floor(index / 12), (index % 12) + 1);

/** Index of the first month in the period. */
export function firstIndex(period: Period): number {
  switch (period.kind) {
    case 'month':
      return monthIndex(period.year, period.month);
    case 'quarter':
      return monthIndex(period.year, period.quarter * 3 - 2);
    case 'half':
      return monthIndex(period.year, period.half * 6 - 5);
    case 'span':
      return monthIndex(period.from, 1);
    default:
      return monthIndex(period.year, 1);
  }
}

/** Index of the last month in the period. */
export function lastIndex(period: Period): number {
  switch (period.kind) {
    case 'month':
    case 'cumulative':
      return monthIndex(period.year, period.month);
    case 'quarter':
      return monthIndex(period.year, period.quarter * 3);
    case 'half':
      return monthIndex(period.year, period.half * 6);
    case 'year':
      return monthIndex(period.year, 12);
    case 'span':
      return monthIndex(period.to, 12);
  }
}

export const firstMonth = (period: Period): MonthPeriod => monthAt(firstIndex(period));
export const lastMonth = (period: Period): MonthPeriod => monthAt(lastIndex(period));
export const monthCount = (period: Period): number => lastIndex(period) - firstIndex(period) + 1;
/** The year that the period ends in. */
export const yearOf = (period: Period): number => (period.kind === 'span' ? period.to : period.year);

const kindOrder: Record<PeriodKind, number> = { month: 0, cumulative: 1, quarter: 2, half: 3, year: 4, span: 5 };

/** Total order: by last month, then the shorter first, then by kind. 0 only for the same period. */
export function comparePeriods(a: Period, b: Period): number {
  return lastIndex(a) - lastIndex(b) || firstIndex(b) - firstIndex(a) || kindOrder[a.kind] - kindOrder[b.kind];
}
/** Same kind and same months. */
export const samePeriod = (a: Period, b: Period): boolean => comparePeriods(a, b) === 0;
/** Same months, whatever the kind: 2025-01..12 and 2025, 2025Q1 and 2025-01..03. */
export const coversSameMonths = (a: Period, b: Period): boolean =>
  firstIndex(a) === firstIndex(b) && lastIndex(a) === lastIndex(b);
/** Every month of `inner` is a month of `outer`. */
export const containsPeriod = (outer: Period, inner: Period): boolean =>
  firstIndex(outer) <= firstIndex(inner) && lastIndex(inner) <= lastIndex(outer);

/**
 * The neighbour of the same kind. Cumulative periods follow the reporting calendar of eleven points (2.2):
 * after 2025-01..12 comes 2026-01..02, before 2025-01..02 comes 2024-01..12. A span moves by its own length.
 * Throws RangeError beyond the years 1900..2199.
 */
export function shiftPeriod(period: Period, by: 1 | -1): Period {
  switch (period.kind) {
    case 'month':
      return monthAt(firstIndex(period) + by);
    case 'cumulative': {
      const m = period.month + by;
      if (m > 12) return cumulative(period.year + 1, 2);
      return m < 2 ? cumulative(period.year - 1, 12) : cumulative(period.year, m);
    }
    case 'quarter': {
      const n = period.year * 4 + period.quarter - 1 + by;
      return quarter(Math.floor(n / 4), (n % 4) + 1);
    }
    case 'half': {
      const n = period.year * 2 + period.half - 1 + by;
      return half(Math.floor(n / 2), (n % 2) + 1);
    }
    case 'year':
      return year(period.year + by);
    case 'span': {
      const length = period.to - period.from + 1;
      return span(period.from + by * length, period.to + by * length);
    }
  }
}
export const nextPeriod = (period: Period): Period => shiftPeriod(period, 1);
export const previousPeriod = (period: Period): Period => shiftPeriod(period, -1);

/** The same period `years` years earlier (上年同期 by default); a span moves by whole years as well. */
export function yearEarlier<P extends Period>(period: P, years = 1): P {
  if (period.kind === 'span') return span(period.from - years, period.to - years) as Period as P;
  return { ...period, year: checkYear(period.year - years) };
}

/** Code form, the one that is stored and sent. `parsePeriod` reads it back. */
export function periodCode(period: Period): string {
  const two = (n: number) => String(n).padStart(2, '0');
  switch (period.kind) {
    case 'month':
      return `${period.year}-${two(period.month)}`;
    case 'cumulative':
      return `${period.year}-01..${two(period.month)}`;
    case 'quarter':
      return `${period.year}Q${period.quarter}`;
    case 'half':
      return `${period.year}H${period.half}`;
    case 'year':
      return `${period.year}`;
    case 'span':
      return `${period.from}..${period.to}`;
  }
}
