/**
 * Decimal arithmetic of the whole package. statistics-conventions 5.1, 5.2: compute from unrounded decimals,
 * round once at display, half-up on the decimal.
 */
import { Decimal as Base } from 'decimal.js';

/** Our own constructor: 40 digits, half-up; nobody else's settings reach it, nor ours theirs. */
export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP, defaults: true });
export type Decimal = Base;

/** A number as callers hold it: a JavaScript number, or the decimal string that a database gives. */
export type Numeric = number | string;

/** Exact: a number is taken by its shortest decimal form (2.25 is 2.25). Throws RangeError for what is not finite. */
export function decimal(value: Numeric | Base): Base {
  let result: Base;
  try {
    result = new Decimal(value);
  } catch (cause) {
    throw new RangeError(`not a number: ${String(value)}`, { cause });
  }
  if (!result.isFinite()) throw new RangeError(`not a finite number: ${String(value)}`);
  return result;
}

export const sumOf = (values: readonly (Numeric | Base)[]): Base =>
  values.reduce<Base>((total, value) => total.plus(decimal(value)), new Decimal(0));

/** For powers only: 20 digits cost a tenth of 40, and still are the same digits on every machine. */
const Power = Base.clone({ precision: 20, rounding: Base.ROUND_HALF_UP, defaults: true });

/** base ^ exponent for base > 0 and any exponent, to 20 digits. */
export const power = (base: Base, exponent: Base): Base => new Decimal(new Power(base).pow(new Power(exponent)));
