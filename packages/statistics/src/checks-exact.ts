/**
 * Comparison of cells as they are written: in numbers first, in decimals only where the two lie too near together for
 * that. statistics-conventions 5.3: figures shown with d decimals may miss their sum by half a last digit each.
 */
import { Decimal, sumOf } from './decimal.ts';

/** What doubles may be off by, for each unit of the sum of magnitudes. */
const FUZZ = 1e-14;

export const decimalsIn = (text: string): number => {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
};

const powers = [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6];
const stepOf = (decimals: number): number => powers[decimals] ?? 10 ** -decimals;

/** Half a last digit for each of the figures: `sumTolerance` of one part less, as a number. */
export const roundingOf = (texts: readonly string[]): number => {
  let decimals = 0;
  for (const text of texts) decimals = Math.max(decimals, decimalsIn(text));
  return (stepOf(decimals) / 2) * texts.length;
};

const exactGap = (plus: readonly string[], minus: readonly string[]): Decimal => sumOf(plus).minus(sumOf(minus));

/** Σ plus − Σ minus as a decimal string, or null where it lies within the rounding of all of them. */
export function gapBeyondRounding(plus: readonly string[], minus: readonly string[]): string | null {
  let gap = 0;
  let scale = 0;
  let decimals = 0;
  for (const text of plus) {
    const value = Number(text);
    gap += value;
    scale += Math.abs(value);
    decimals = Math.max(decimals, decimalsIn(text));
  }
  for (const text of minus) {
    const value = Number(text);
    gap -= value;
    scale += Math.abs(value);
    decimals = Math.max(decimals, decimalsIn(text));
  }
  const tolerance = (stepOf(decimals) / 2) * (plus.length + minus.length);
  if (Math.abs(gap) < tolerance - scale * FUZZ) return null;
  const exact = exactGap(plus, minus);
  const limit = new Decimal(10)
    .pow(-decimals)
    .div(2)
    .times(plus.length + minus.length);
  return exact.abs().lte(limit) ? null : exact.toFixed();
}

/** Is one greater than the other, exactly? Rounding keeps the order of two figures, so there is no tolerance. */
export function isAbove(a: string, b: string): boolean {
  const gap = Number(a) - Number(b);
  const fuzz = (Math.abs(Number(a)) + Math.abs(Number(b))) * FUZZ;
  if (gap > fuzz) return true;
  if (gap < -fuzz) return false;
  return a !== b && new Decimal(a).gt(b);
}

/** The same number, however it is written. */
export const isSame = (a: string, b: string): boolean => a === b || (!isAbove(a, b) && !isAbove(b, a));

export const add = (...texts: readonly string[]): string => sumOf(texts).toFixed();
export const subtract = (a: string, b: string): string => new Decimal(a).minus(b).toFixed();
/** Exactly a ÷ 10 or so: a decimal shift. */
export const divide = (a: string, by: number): string => new Decimal(a).div(by).toFixed();
