/**
 * A month's total from what has been reported so far. Each unit that has not reported is estimated by a ratio: the growth
 * (median) of those that have, on its own figure of the same months a year earlier, or where it has none, of the period
 * before. The range comes from doing the same for earlier periods with the same units missing, and seeing how far off it was.
 * An estimate (推算): never stored as a figure, never ranked (statistics-conventions 3-B), never of January or February
 * alone (2.2).
 */
import { type Numeric, sumOf } from './decimal.ts';
import {
  type CumulativePeriod,
  comparePeriods,
  type MonthPeriod,
  type Period,
  periodCode,
  previousPeriod,
  yearEarlier,
} from './period.ts';
import { fail, ok, type Result } from './result.ts';

export type NowcastPeriod = MonthPeriod | CumulativePeriod;

export interface NowcastInput {
  readonly period: NowcastPeriod;
  /** Units that are to report, each once. */
  readonly expected: readonly string[];
  /** What has been reported for the period, by unit; of units that are not expected nothing is taken. */
  readonly reported: ReadonlyMap<string, Numeric>;
  /** Earlier figures by unit and period code, of the same kind of period. */
  readonly history: ReadonlyMap<string, ReadonlyMap<string, Numeric>>;
  readonly settings?: NowcastSettings;
}

/** unconfirmed: no document sets these; the defaults are our own. */
export interface NowcastSettings {
  /** Least share of last year's figures that those who reported made up, per cent. Default 50. */
  readonly floorPercent?: number;
  /** Fewest units whose growth the median is of. Default 3. */
  readonly fewestRatios?: number;
  /** Earlier periods on which it is tried, at most. Default 12. */
  readonly replays?: number;
  /** Fewest of them for a range. Default 4. */
  readonly fewestReplays?: number;
}

export interface EstimatedUnit {
  readonly unit: string;
  readonly value: number;
  readonly base: number;
  readonly basis: 'year-earlier' | 'period-before';
}

export interface Nowcast {
  /** Reported and estimated together. */
  readonly estimate: number;
  /** Range in which all but the outer tenths of the errors lie; null with too few earlier periods to try it on. */
  readonly low: number | null;
  readonly high: number | null;
  readonly reported: number;
  readonly estimated: readonly EstimatedUnit[];
  /** Units without a figure to start from: in no part of the estimate. */
  readonly withoutBase: readonly string[];
  readonly coverage: {
    readonly units: number;
    readonly expected: number;
    /** Of the expected units' figures a year earlier; null where none has one. */
    readonly basePercent: number | null;
  };
  /** Median of the reporting units' ratios to their own base, and how many they are. */
  readonly method: {
    readonly kind: 'median-ratio';
    readonly yearRatio: number | null;
    readonly yearRatios: number;
    readonly periodRatio: number | null;
    readonly periodRatios: number;
    /** Earlier periods it was tried on. */
    readonly replays: number;
  };
}

/**
 * Issues: `nowcast-merged-month` (January or February alone), `nowcast-nothing-expected`, `nowcast-coverage` (too little
 * has been reported), `nowcast-no-ratio` (of too few units is a growth known).
 */
export function nowcast(input: NowcastInput): Result<Nowcast> {
  const { period, reported, history } = input;
  const { floorPercent = 50, fewestRatios = 3, replays = 12, fewestReplays = 4 } = input.settings ?? {};
  const expected = [...new Set(input.expected)];
  if (period.month === 1 || (period.kind === 'month' && period.month === 2)) {
    return fail('nowcast-merged-month', 'January and February are published together, as January to February');
  }
  if (expected.length === 0) return fail('nowcast-nothing-expected', 'no unit is to report');
  const figures: Figures = (of) => {
    const code = periodCode(of);
    const isNow = comparePeriods(of, period) === 0;
    return (unit) => {
      const value = isNow ? reported.get(unit) : history.get(unit)?.get(code);
      return value === undefined ? null : Number(value);
    };
  };
  const there = new Set(expected.filter((unit) => reported.has(unit)));
  const basePercent = coverageOf(figures(yearEarlier(period)), expected, there);
  const covered = basePercent ?? (there.size / expected.length) * 100;
  if (covered < floorPercent) {
    return fail('nowcast-coverage', `${there.size} of ${expected.length} units, ${covered.toFixed(1)} % of the base`);
  }
  const attempt: Attempt = { figures, period, expected, there, fewestRatios };
  const made = estimateAt(attempt);
  if (!made) return fail('nowcast-no-ratio', `a growth is known of fewer than ${fewestRatios} units`);
  const errors = errorsOf(attempt, made.estimated, replays);
  const sum = sumOf([...there].map((unit) => reported.get(unit) ?? 0)).toNumber();
  const estimate = sum + made.missing;
  const range = errors.length >= Math.max(1, fewestReplays) ? [quantile(errors, 0.1), quantile(errors, 0.9)] : [];
  const [low, high] = range.map((error) => estimate * (1 + error));
  return ok({
    estimate,
    // The estimate is what is given, so it lies in its own range even where all errors went one way.
    low: low === undefined ? null : Math.min(low, estimate),
    high: high === undefined ? null : Math.max(high, estimate),
    reported: sum,
    estimated: made.estimated,
    withoutBase: made.withoutBase,
    coverage: { units: there.size, expected: expected.length, basePercent },
    method: { kind: 'median-ratio', ...made.ratios, replays: errors.length },
  });
}

/** The figures of a period by unit, in plain numbers: an estimate decides no rounding, and is made of many. */
type FiguresAt = (unit: string) => number | null;
type Figures = (period: NowcastPeriod) => FiguresAt;

interface Attempt {
  readonly figures: Figures;
  readonly period: NowcastPeriod;
  readonly expected: readonly string[];
  /** Units taken as having reported. */
  readonly there: ReadonlySet<string>;
  readonly fewestRatios: number;
}

/** A cumulative value has no period before it in January to February. */
function periodBefore(period: NowcastPeriod): NowcastPeriod | null {
  if (period.kind === 'cumulative' && period.month <= 2) return null;
  const before: Period = previousPeriod(period);
  return before.kind === 'month' || before.kind === 'cumulative' ? before : null;
}

/** Null where no median can be taken though somebody is missing. Linear but for the sorting of ratios. */
function estimateAt({ figures, period, expected, there, fewestRatios }: Attempt) {
  const now = figures(period);
  const way = (basis: EstimatedUnit['basis'], at: NowcastPeriod | null) => {
    const base: FiguresAt = at === null ? () => null : figures(at);
    const ratios = [...there].flatMap((unit) => {
      const [value, before] = [now(unit), base(unit)];
      return value !== null && before !== null && before > 0 ? [value / before] : [];
    });
    const ratio = ratios.length >= Math.max(1, fewestRatios) ? quantile(ratios, 0.5) : null;
    return { basis, base, ratio, count: ratios.length };
  };
  const [year, before] = [way('year-earlier', yearEarlier(period)), way('period-before', periodBefore(period))];
  const estimated: EstimatedUnit[] = [];
  const withoutBase: string[] = [];
  for (const unit of expected) {
    if (there.has(unit)) continue;
    const found = [year, before].flatMap(({ basis, base, ratio }) => {
      const from = base(unit);
      return ratio === null || from === null ? [] : [{ unit, basis, base: from, value: from * ratio }];
    })[0];
    if (found) estimated.push(found);
    else withoutBase.push(unit);
  }
  if (there.size < expected.length && year.ratio === null && before.ratio === null) return null;
  return {
    estimated,
    withoutBase,
    missing: estimated.reduce((sum, { value }) => sum + value, 0),
    ratios: {
      yearRatio: year.ratio,
      yearRatios: year.count,
      periodRatio: before.ratio,
      periodRatios: before.count,
    },
  };
}

function coverageOf(base: FiguresAt, expected: readonly string[], there: ReadonlySet<string>): number | null {
  let [whole, covered] = [0, 0];
  for (const unit of expected) {
    const value = Math.max(0, base(unit) ?? 0);
    whole += value;
    if (there.has(unit)) covered += value;
  }
  return whole === 0 ? null : (covered / whole) * 100;
}

/** (actual − estimate) ÷ estimate in earlier periods, with those units taken away that are missing now. */
function errorsOf(attempt: Attempt, estimated: readonly EstimatedUnit[], replays: number): number[] {
  const errors: number[] = [];
  if (estimated.length === 0) return errors;
  const units = [...attempt.there, ...estimated.map(({ unit }) => unit)];
  let period: NowcastPeriod = attempt.period;
  for (let back = 0; back < replays; back++) {
    const before = previousPeriod(period);
    if (before.kind !== 'month' && before.kind !== 'cumulative') break;
    period = before;
    // The first months of a year alone are no example of the others.
    if (period.kind === 'month' && period.month <= 2) continue;
    const then = attempt.figures(period);
    const known = units.filter((unit) => then(unit) !== null);
    const there = new Set(known.filter((unit) => attempt.there.has(unit)));
    const made = estimateAt({ ...attempt, period, expected: known, there });
    if (!made || made.estimated.length === 0 || made.withoutBase.length > 0) continue;
    const sum = (of: Iterable<string>) => [...of].reduce((total, unit) => total + (then(unit) ?? 0), 0);
    const estimate = sum(there) + made.missing;
    if (estimate > 0) errors.push((sum(known) - estimate) / estimate);
  }
  return errors;
}

/** Of at least one value, between the two nearest; 0.5 is the median. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) throw new RangeError('no quantile of nothing');
  return below + (above - below) * (at - Math.floor(at));
}
