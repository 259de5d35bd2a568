import type { Relations, Units } from './relations.ts';

/**
 * Gives relations without any value the median of those between the same two classes, else the median of those into the
 * same region, else that of all, else 1 (no value known anywhere: equal parts). Missing is never zero (1.6).
 * @param regionOf region of a firm; '' is none. @returns how many, and their part of the value of all.
 */
export function estimateMissing(
  relations: Relations,
  { units, regionOf }: { units: Units; regionOf: readonly string[] },
): { estimated: number; estimatedShare: number } {
  const { value, count } = relations;
  const missing: number[] = [];
  for (let at = 0; at < count; at++) if (Number.isNaN(value[at])) missing.push(at);
  if (missing.length === 0) return { estimated: 0, estimatedShare: 0 };
  const pairKey = (at: number) => {
    const customer = units.start[relations.customer[at] as number] as number;
    return (
      (units.classOf[relations.supplier[at] as number] as number) * 0x4000000 + (units.classOf[customer] as number)
    );
  };
  const region = (at: number) => regionOf[relations.customer[at] as number] ?? '';
  const pairs = new Map<number, number[]>(missing.map((at) => [pairKey(at), []]));
  const regions = new Map<string, number[]>(missing.map((at) => [region(at), []]));
  const all: number[] = [];
  for (let at = 0; at < count; at++) {
    const known = value[at] as number;
    if (Number.isNaN(known)) continue;
    all.push(known);
    pairs.get(pairKey(at))?.push(known);
    if (region(at) !== '') regions.get(region(at))?.push(known);
  }
  const pairMedian = medians(pairs);
  const regionMedian = medians(regions);
  const overall = median(all) ?? 1;
  // Keys are read from what is known before anything is filled in.
  for (const at of missing) value[at] = pairMedian.get(pairKey(at)) ?? regionMedian.get(region(at)) ?? overall;
  let total = 0;
  for (let at = 0; at < count; at++) total += value[at] as number;
  const filled = missing.reduce((sum, at) => sum + (value[at] as number), 0);
  return { estimated: missing.length, estimatedShare: filled / total };
}

const medians = <Key>(groups: Map<Key, number[]>): Map<Key, number | null> =>
  new Map([...groups].map(([key, values]) => [key, median(values)]));

function median(values: number[]): number | null {
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  const upper = values[middle] as number;
  return values.length % 2 === 1 ? upper : ((values[middle - 1] as number) + upper) / 2;
}
