/**
 * Do parts add up to the whole? statistics-conventions 5.3: totals are not adjusted to the sum of rounded parts, so the
 * check has a tolerance of half a unit of the last decimal for each part and the total. Used for 整车 + 零部件 = 总产值.
 */
import { Decimal, decimal, type Numeric, sumOf } from './decimal.ts';

/** 0.5 × 10^−d × (n + 1) for n parts shown with d decimals, as an exact decimal string. Eight parts, one decimal: "0.45". */
export function sumTolerance(parts: number, decimals: number): string {
  if (!Number.isInteger(parts) || parts < 0) throw new RangeError(`parts ${parts}`);
  return new Decimal(10)
    .pow(-decimals)
    .times(parts + 1)
    .div(2)
    .toFixed();
}

export type SumCheck =
  | {
      /** `equal` exactly, `within-rounding`, or `different`. */
      readonly state: 'equal' | 'within-rounding' | 'different';
      readonly sum: number;
      /** sum − total */
      readonly difference: number;
      readonly tolerance: number;
    }
  | {
      /** A part or the total is not known. `exceeds`: the known parts alone are more than the total allows (parts >= 0 only). */
      readonly state: 'incomplete';
      readonly missingParts: number;
      readonly exceeds: boolean;
    };

/** `decimals`: with how many the figures are shown; all in one unit. */
export function checkSum(input: {
  readonly parts: readonly (Numeric | null)[];
  readonly total: Numeric | null;
  readonly decimals: number;
}): SumCheck {
  const { parts, total, decimals } = input;
  const known = parts.filter((part): part is Numeric => part !== null);
  const tolerance = decimal(sumTolerance(parts.length, decimals));
  const sum = sumOf(known);
  if (total === null || known.length < parts.length) {
    const allPositive = known.every((part) => decimal(part).gte(0));
    const exceeds = total !== null && allPositive && sum.minus(decimal(total)).gt(tolerance);
    return { state: 'incomplete', missingParts: parts.length - known.length, exceeds };
  }
  const difference = sum.minus(decimal(total));
  return {
    state: difference.isZero() ? 'equal' : difference.abs().lte(tolerance) ? 'within-rounding' : 'different',
    sum: sum.toNumber(),
    difference: difference.toNumber(),
    tolerance: tolerance.toNumber(),
  };
}
