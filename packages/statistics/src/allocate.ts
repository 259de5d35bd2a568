/**
 * Splits a plan's target into yearly milestones. statistics-conventions 10 (example 10-B).
 * Every result is rounded to `decimals` so that what is printed is what is stored; levels end exactly on the target,
 * yearly parts add exactly to it.
 */
import { Decimal, decimal, type Numeric, power } from './decimal.ts';
import { fail, ok, type Result } from './result.ts';

export interface YearValue {
  readonly year: number;
  readonly value: number;
}

interface Levels {
  readonly base: { readonly year: number; readonly value: Numeric };
  readonly target: { readonly year: number; readonly value: Numeric };
  /** 0..10; the target is taken as written even if it has more. */
  readonly decimals: number;
}

/** Straight line from the base to the target: one level a year, the last exactly the target. */
export function linearMilestones(input: Levels): Result<YearValue[]> {
  return levels(input, (base, target, share) => base.plus(target.minus(base).times(share)));
}

/** The same growth every year. Base and target must be above zero. */
export function geometricMilestones(input: Levels): Result<YearValue[]> {
  if (decimal(input.base.value).lte(0) || decimal(input.target.value).lte(0)) {
    return fail('allocate-not-positive', 'geometric milestones need a base and a target above zero');
  }
  return levels(input, (base, target, share) => base.times(power(target.div(base), share)));
}

function levels(input: Levels, at: (base: Decimal, target: Decimal, share: Decimal) => Decimal): Result<YearValue[]> {
  const { base, target, decimals } = input;
  const years = target.year - base.year;
  if (!Number.isInteger(years) || years < 1 || years > 100) {
    return fail('allocate-years', `the target year ${target.year} must lie 1 to 100 years after the base ${base.year}`);
  }
  const values = Array.from({ length: years }, (_, i): YearValue => {
    const year = base.year + i + 1;
    if (year === target.year) return { year, value: decimal(target.value).toNumber() };
    const value = at(decimal(base.value), decimal(target.value), new Decimal(i + 1).div(years));
    return { year, value: value.toDecimalPlaces(decimals).toNumber() };
  });
  return ok(values);
}

/**
 * An amount for all years together, split by weight (default even): yearly parts that add exactly to the total.
 * Running totals are rounded and differenced, so no part is off by a whole last digit.
 */
export function splitTotal(input: {
  readonly from: number;
  readonly to: number;
  readonly total: Numeric;
  readonly decimals: number;
  /** One a year, >= 0, not all zero. */
  readonly weights?: readonly Numeric[];
}): Result<YearValue[]> {
  const count = input.to - input.from + 1;
  if (!Number.isInteger(count) || count < 1 || count > 100) {
    return fail('allocate-years', `${input.from}..${input.to} must be 1 to 100 years in order`);
  }
  const weights = (input.weights ?? new Array<Numeric>(count).fill(1)).map(decimal);
  const all = weights.reduce((a, b) => a.plus(b), new Decimal(0));
  if (weights.length !== count || weights.some((w) => w.lt(0)) || all.isZero()) {
    return fail('allocate-weights', `${count} weights of zero or more are needed, not all zero`);
  }
  const total = decimal(input.total);
  let weight = new Decimal(0);
  let given = new Decimal(0);
  const values = weights.map((w, i): YearValue => {
    weight = weight.plus(w);
    const upTo = i === count - 1 ? total : total.times(weight).div(all).toDecimalPlaces(input.decimals);
    const value = upTo.minus(given);
    given = upTo;
    return { year: input.from + i, value: value.toNumber() };
  });
  return ok(values);
}
