import type { Random } from './random.ts';

/**
 * Splits a whole number into whole parts by weight (largest remainder); the parts add up to `total` exactly.
 * `caps` are upper bounds of the parts; what does not fit goes to parts that still have room, in the end whatever their
 * weight. Throws a RangeError where nothing has room or weight.
 */
export function apportion(total: number, weights: readonly number[], caps?: readonly number[]): number[] {
  const parts = weights.map(() => 0);
  const room = (i: number) => (caps?.[i] ?? Number.POSITIVE_INFINITY) - (parts[i] ?? 0);
  let left = total;
  while (left > 0) {
    let open = weights.map((weight, i) => (room(i) > 0 ? Math.max(weight, 0) : 0));
    if (caps && !open.some((weight) => weight > 0)) open = weights.map((_, i) => Math.max(room(i), 0));
    const sum = open.reduce((a, b) => a + b, 0);
    if (sum === 0) throw new RangeError(`${left} of ${total} find no place`);
    const shares = open.map((weight) => (left * weight) / sum);
    const give = (i: number, amount: number) => {
      parts[i] = (parts[i] ?? 0) + amount;
      left -= amount;
    };
    for (const [i, share] of shares.entries()) give(i, Math.min(Math.floor(share), room(i)));
    const byRemainder = shares.map((share, i) => ({ i, rest: share % 1 })).sort((a, b) => b.rest - a.rest || a.i - b.i);
    for (const { i } of byRemainder) if (left > 0 && (open[i] ?? 0) > 0 && room(i) > 0) give(i, 1);
  }
  return parts;
}

/** Deals a few things out one by one, each to a part drawn by weight: lists and certificates come in fits and starts. */
export function deal(total: number, weights: readonly number[], random: Random): number[] {
  const parts = weights.map(() => 0);
  const sum = weights.reduce((a, b) => a + b, 0);
  if (total > 0 && sum <= 0) throw new RangeError(`${total} find no place`);
  for (let n = 0; n < total; n += 1) {
    let point = random() * sum;
    const i = weights.findIndex((weight) => {
      point -= weight;
      return point < 0;
    });
    // rounding may leave the point a hair past the last weight
    const found = i < 0 ? weights.findLastIndex((weight) => weight > 0) : i;
    parts[found] = (parts[found] ?? 0) + 1;
  }
  return parts;
}
