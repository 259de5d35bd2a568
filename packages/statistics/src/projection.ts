/**
 * Where it ends if it goes on like this: shown beside a judgement, never judged by.
 * Year flows: C(m) ÷ the share of the year that was reached by month m: the mean of past years where there are four or more
 * (with an 80 % band), else last year's. Stocks and running totals: the straight line since the base. Rates: none.
 */
import { Decimal } from './decimal.ts';
import { type Edges, satisfies } from './goal.ts';
import type { Projection } from './judgement-types.ts';
import { month, year } from './period.ts';
import type { Reading, Readings } from './series.ts';
import type { Trajectory } from './trajectory.ts';

/** 90 % quantile of Student's t for 3, 4, … 20 degrees of freedom: an 80 % two-sided interval. */
const t90 = [
  1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341, 1.337, 1.333, 1.33, 1.328,
  1.325,
] as const;

/** Shares of past years at the reading's month, newest first, at most 21 years; a gap ends the list. */
function pastShares(flows: Readings, reading: Reading): Decimal[] {
  const m = reading.index % 12;
  const shares: Decimal[] = [];
  for (let y = Math.floor(reading.index / 12) - 1; shares.length <= t90.length + 2; y--) {
    const part = flows.get(y * 12 + m);
    const whole = flows.get(y * 12 + 11);
    if (!part || !whole || part.value.lte(0) || whole.value.lte(0)) break;
    shares.push(part.value.div(whole.value));
  }
  return shares;
}

/** Year end of a year flow; null for a whole year, without last year, or for a value that is not above zero. */
export function projectYear(flows: Readings, reading: Reading, edges: Edges): Projection | null {
  if (reading.index % 12 === 11 || reading.value.lte(0)) return null;
  const shares = pastShares(flows, reading);
  const [last] = shares;
  if (!last) return null;
  const period = year(Math.floor(reading.index / 12));
  const n = shares.length;
  if (n < 4) {
    const value = reading.value.div(last);
    const reachesGoal = satisfies(edges, value);
    return { period, value: value.toNumber(), band: null, method: 'season-of-last-year', reachesGoal };
  }
  // Logarithms keep the band above zero. Prediction interval of the next share, taking past shares as drawn alike.
  const logs = shares.map((share) => share.ln());
  const mean = logs.reduce((a, b) => a.plus(b)).div(n);
  const variance = logs.reduce((a, b) => a.plus(b.minus(mean).pow(2)), new Decimal(0)).div(n - 1);
  const spread = variance
    .times(new Decimal(1).plus(new Decimal(1).div(n)))
    .sqrt()
    .times(t90[n - 4] ?? 1.325);
  const value = reading.value.div(mean.exp());
  return {
    period,
    value: value.toNumber(),
    band: {
      low: reading.value.div(mean.plus(spread).exp()).toNumber(),
      high: reading.value.div(mean.minus(spread).exp()).toNumber(),
      years: n,
    },
    method: 'season-of-past-years',
    reachesGoal: satisfies(edges, value),
  };
}

/** Straight line since the base to the end of the deadline year; null with less than six months behind it, and for rates. */
export function projectLine(t: Trajectory, reading: Reading, edges: Edges): Projection | null {
  if (!t.base || t.measure === 'rate' || t.measure === 'year-flow') return null;
  const from = t.base.year * 12 + 11;
  const elapsed = reading.index - from;
  const left = t.deadline * 12 + 11 - reading.index;
  if (elapsed < 6 || left <= 0) return null;
  const value = reading.value.plus(reading.value.minus(t.base.value).div(elapsed).times(left));
  return {
    period: month(t.deadline, 12),
    value: value.toNumber(),
    band: null,
    method: 'straight-line',
    reachesGoal: satisfies(edges, value),
  };
}
