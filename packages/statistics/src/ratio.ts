/** Ratios from their operands, never from ratios: shares, sourcing rates, capacity utilisation. statistics-conventions 7–9. */
import { Decimal, decimal, type Numeric, sumOf } from './decimal.ts';

/** Σ parts ÷ Σ wholes, per cent, unrounded; null when the wholes do not add to more than zero. */
export function ratioOfSums(parts: readonly Numeric[], wholes: readonly Numeric[]): number | null {
  const whole = sumOf(wholes);
  return whole.lte(0) ? null : sumOf(parts).div(whole).times(100).toNumber();
}

/** Part of a capacity: `annual` in units a year, in service for `months` (0..12) of the year. */
export interface CapacityPart {
  readonly annual: Numeric;
  readonly months: number;
}

/** Capacity of a period, weighted by the months in service: Σ annual × months ÷ 12 (7, rules 1 and 2). */
export function capacityOfPeriod(parts: readonly CapacityPart[]): number {
  return weighted(parts).toNumber();
}
function weighted(parts: readonly CapacityPart[]): Decimal {
  return parts.reduce((total, part) => {
    if (!(part.months >= 0 && part.months <= 12)) throw new RangeError(`months ${part.months} outside 0..12`);
    return total.plus(decimal(part.annual).times(part.months).div(12));
  }, new Decimal(0));
}

/**
 * Capacity utilisation, per cent: Σ output ÷ Σ time-weighted capacity. For January to month m give `months: m`
 * for what stood all the time (example 7-C). Null without capacity.
 */
export function capacityUtilisation(plants: readonly (CapacityPart & { readonly output: Numeric })[]): number | null {
  const capacity = weighted(plants);
  return capacity.lte(0)
    ? null
    : sumOf(plants.map((plant) => plant.output))
        .div(capacity)
        .times(100)
        .toNumber();
}
