/** Growth rates, in per cent, unrounded. statistics-conventions 4; a rate that must not be a number is not one (4.3). */
import { Decimal, decimal, type Numeric, power, sumOf } from './decimal.ts';

/**
 * `rate`: growth in per cent; `suspect` above +1,000 % (often a unit slip).
 * `to-loss` 由盈转亏, `to-profit` 扭亏为盈; `loss-wider` 增亏 and `loss-narrower` 减亏 with the change of the loss in per cent (>= 0).
 * `none`: no rate (—): base zero or not known, or the current value not known, or a loss that became zero.
 */
export type Growth =
  | { readonly kind: 'rate'; readonly percent: number; readonly suspect: boolean }
  | { readonly kind: 'loss-wider' | 'loss-narrower'; readonly percent: number }
  | { readonly kind: 'to-loss' | 'to-profit' | 'none' };

const HUNDRED = new Decimal(100);

/** 同比 of one figure against its comparable base. Table of 4.3. */
export function growth(current: Numeric | null, base: Numeric | null): Growth {
  if (current === null || base === null) return { kind: 'none' };
  const now = decimal(current);
  const then = decimal(base);
  if (then.isZero()) return { kind: 'none' };
  if (then.gt(0)) {
    if (now.lt(0)) return { kind: 'to-loss' };
    const percent = now.div(then).minus(1).times(HUNDRED);
    return { kind: 'rate', percent: percent.toNumber(), suspect: percent.gt(1000) };
  }
  if (now.gt(0)) return { kind: 'to-profit' };
  if (now.isZero()) return { kind: 'none' };
  const change = now.abs().div(then.abs()).minus(1).times(HUNDRED);
  return { kind: change.gt(0) ? 'loss-wider' : 'loss-narrower', percent: change.abs().toNumber() };
}

/**
 * 可比口径: Σ current ÷ Σ base − 1 over the current list; `base` is the prior-year column of the current report (4.2).
 * A firm without a base (new plant) counts with base 0. One missing current value or base makes the total `none`:
 * leave the firm out of the list knowingly, or wait.
 */
export function comparableGrowth(
  firms: readonly { readonly current: Numeric | null; readonly base: Numeric | null }[],
): Growth {
  const current: Numeric[] = [];
  const base: Numeric[] = [];
  for (const firm of firms) {
    if (firm.current === null || firm.base === null) return { kind: 'none' };
    current.push(firm.current);
    base.push(firm.base);
  }
  return growth(sumOf(current).toFixed(), sumOf(base).toFixed());
}

/** Geometric mean growth a year from growth over `years` years, per cent. Example 4-A: 16.9 over two → 8.1. */
export function averageGrowth(percentOverAll: Numeric, years: number): number | null {
  const ratio = decimal(percentOverAll).div(HUNDRED).plus(1);
  if (ratio.lte(0) || !(years > 0)) return null;
  return power(ratio, new Decimal(1).div(years)).minus(1).times(HUNDRED).toNumber();
}

/** Yearly growth that leads from `from` to `to` in `years`, a share; null unless both are above zero. */
export function compoundRate(from: Decimal, to: Decimal, years: number): Decimal | null {
  if (from.lte(0) || to.lte(0) || years <= 0) return null;
  return power(to.div(from), new Decimal(1).div(years)).minus(1);
}

export interface GrowthRange {
  readonly point: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Growth recomputed from rounded figures, with the interval that rounding allows (5.4). Compare by interval, never by equality.
 * Null when the base may be zero or less.
 */
export function growthInterval(current: Numeric, base: Numeric, decimals: number): GrowthRange | null {
  const halfStep = new Decimal(10).pow(-decimals).div(2);
  const now = decimal(current);
  const then = decimal(base);
  if (then.minus(halfStep).lte(0)) return null;
  const rate = (a: Decimal, b: Decimal) => a.div(b).minus(1).times(HUNDRED).toNumber();
  return {
    point: rate(now, then),
    low: rate(now.minus(halfStep), now.gte(0) ? then.plus(halfStep) : then.minus(halfStep)),
    high: rate(now.plus(halfStep), then.minus(halfStep)),
  };
}

/**
 * Growth of one month out of cumulative values and their published growth, with the interval that their rounding allows.
 * Example 3-B. To be shown as 推算, never ranked. Null when the implied base of the month is not above zero.
 */
export function impliedMonthGrowth(input: {
  readonly cumulative: Numeric;
  readonly growthPercent: Numeric;
  readonly previousCumulative: Numeric;
  readonly previousGrowthPercent: Numeric;
  /** Decimals that the four were published with. Default 1. */
  readonly decimals?: number;
}): GrowthRange | null {
  const step = new Decimal(10).pow(-(input.decimals ?? 1)).div(2);
  const given = [input.cumulative, input.growthPercent, input.previousCumulative, input.previousGrowthPercent].map(
    decimal,
  );
  const rate = (c: Decimal, g: Decimal, c0: Decimal, g0: Decimal): Decimal | null => {
    const one = g.div(HUNDRED).plus(1);
    const one0 = g0.div(HUNDRED).plus(1);
    if (one.lte(0) || one0.lte(0)) return null;
    const base = c.div(one).minus(c0.div(one0));
    return base.lte(0) ? null : c.minus(c0).div(base).minus(1).times(HUNDRED);
  };
  const [c, g, c0, g0] = given;
  if (!c || !g || !c0 || !g0) return null;
  const point = rate(c, g, c0, g0);
  if (!point) return null;
  let low = point;
  let high = point;
  // The rate is monotone in each of the four, so its extremes lie at the corners of the rounding box.
  for (let corner = 0; corner < 16; corner++) {
    const at = (value: Decimal, bit: number) => (corner & bit ? value.plus(step) : value.minus(step));
    const value = rate(at(c, 1), at(g, 2), at(c0, 4), at(g0, 8));
    if (!value) return null;
    low = Decimal.min(low, value);
    high = Decimal.max(high, value);
  }
  return { point: point.toNumber(), low: low.toNumber(), high: high.toNumber() };
}

/**
 * Growth that the rest of the year needs: (target − C(m)) ÷ (last year's whole − last year's C(m)) − 1, per cent.
 * Example 10-A: +15.8. Null when last year's rest is not above zero.
 */
export function requiredRestGrowth(input: {
  readonly target: Numeric;
  readonly toDate: Numeric;
  readonly lastYear: Numeric;
  readonly lastYearToDate: Numeric;
}): number | null {
  const rest = decimal(input.lastYear).minus(decimal(input.lastYearToDate));
  if (rest.lte(0)) return null;
  return decimal(input.target).minus(decimal(input.toDate)).div(rest).minus(1).times(HUNDRED).toNumber();
}

/** Change of a rate in 百分点, never in %: 75.6 against 74.4 is 1.2 (4.1). */
export const changeInPoints = (currentPercent: Numeric, basePercent: Numeric): number =>
  decimal(currentPercent).minus(decimal(basePercent)).toNumber();
