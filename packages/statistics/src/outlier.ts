/**
 * Robust outliers of one firm's figure: |x − median| > 3.5 × 1.4826 × MAD over its last 24 months of the same calendar-month
 * class. statistics-conventions 11, check 22. Mean and deviation would flag every February, and be blind to a slip that
 * widens the deviation itself.
 */
import { Decimal, decimal, type Numeric } from './decimal.ts';
import { lastIndex, type Period } from './period.ts';

export interface PastFigure {
  readonly period: Period;
  /** Null: no figure, whatever the reason. */
  readonly value: Numeric | null;
}

export interface OutlierSettings {
  /** Distances in robust deviations. Default 3.5. */
  readonly limit?: number;
  /** How far back, months. Default 24. */
  readonly months?: number;
  /** Fewest past figures of the class. unconfirmed: 6 is our own choice, no document names one. */
  readonly fewest?: number;
}

export interface OutlierVerdict {
  /** `unknown`: fewer past figures of the class than are needed. */
  readonly state: 'usual' | 'outlier' | 'unknown';
  /** (x − median) ÷ deviation, signed; null where the past figures do not differ at all, and where it is unknown. */
  readonly score: number | null;
  readonly median: number | null;
  /** 1.4826 × MAD; of figures of which more than half are the same, 1.2533 × the mean distance from the median. */
  readonly deviation: number | null;
  /** Past figures that were looked at. */
  readonly count: number;
}

/**
 * What may be compared: months of the spring festival with each other, the other months with each other, a cumulative
 * value only with that of the same month, since it grows over the year.
 */
function classOf(period: Period): string {
  if (period.kind === 'month') return period.month <= 2 ? 'first-months' : 'month';
  return period.kind === 'cumulative' ? `cumulative ${period.month}` : period.kind;
}

/** Judges `now` against `history`, of which only earlier periods of its class count. */
export function robustOutlier(
  history: readonly PastFigure[],
  now: { readonly period: Period; readonly value: Numeric },
  settings: OutlierSettings = {},
): OutlierVerdict {
  const { limit = 3.5, months = 24, fewest = 6 } = settings;
  const end = lastIndex(now.period);
  const values = history
    .filter(({ period }) => {
      const before = end - lastIndex(period);
      return before > 0 && before <= months && classOf(period) === classOf(now.period);
    })
    .flatMap(({ value }) => (value === null ? [] : [decimal(value)]));
  const count = values.length;
  if (count < Math.max(1, fewest)) return { state: 'unknown', score: null, median: null, deviation: null, count };
  const median = medianOf(values);
  const distances = values.map((value) => value.minus(median).abs());
  const mad = medianOf(distances);
  const deviation = mad.isZero()
    ? distances
        .reduce((a, b) => a.plus(b), new Decimal(0))
        .div(count)
        .times('1.2533')
    : mad.times('1.4826');
  const distance = decimal(now.value).minus(median);
  return {
    state: distance.abs().gt(deviation.times(limit)) ? 'outlier' : 'usual',
    score: deviation.isZero() ? null : distance.div(deviation).toNumber(),
    median: median.toNumber(),
    deviation: deviation.toNumber(),
    count,
  };
}

/** Of at least one value. */
function medianOf(values: readonly Decimal[]): Decimal {
  const sorted = [...values].sort((a, b) => a.cmp(b));
  const half = sorted.length >> 1;
  const [below, above] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  if (!below || !above) throw new RangeError('no median of nothing');
  return below.plus(above).div(2);
}
