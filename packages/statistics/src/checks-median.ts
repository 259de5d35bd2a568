/** Median and the robust score. statistics-conventions 11, check 22: mean and deviation would flag every February. */

/** NaN of nothing: every comparison with it is false. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export interface Spread {
  readonly median: number;
  /** 1.4826 × MAD, which is the standard deviation where values are normal. */
  readonly scale: number;
}

/**
 * Where more than half of the values are the same the MAD is zero and would flag the least change: a twentieth of the
 * median stands in for it. unconfirmed: the conventions give no rule for that case.
 */
export function spreadOf(values: readonly number[]): Spread {
  const centre = median(values);
  const mad = median(values.map((value) => Math.abs(value - centre)));
  return { median: centre, scale: mad > 0 ? 1.4826 * mad : Math.abs(centre) * 0.05 };
}

/** Beyond `score` scales of the median; on the bound, within what doubles can tell, is not beyond. */
export const isOutlier = (value: number, { median: centre, scale }: Spread, score: number): boolean =>
  scale > 0 && Math.abs(value - centre) > score * scale * (1 + 1e-12);
