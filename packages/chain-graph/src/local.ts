import type { ChainGraph } from './types.ts';

/** Where a purchase was made: what counts as local is the caller's, and is to be said with every figure (section 6). */
export type Origin = 'local' | 'outside' | 'unknown';

export interface Purchase {
  /** Number or class of the part. */
  readonly part: string;
  readonly value: number;
  readonly origin: Origin;
}

export interface LocalRate {
  readonly total: number;
  /** By value: with nothing of unknown origin local, with all of it, and without it (null if all is unknown). */
  readonly low: number;
  readonly high: number;
  readonly known: number | null;
  /** Part of the value whose origin is known. Below `PUBLISHABLE` only the range is to be shown. */
  readonly coverage: number;
  readonly publishable: boolean;
  readonly parts: number;
  /** By part: with a local source, with local sources only, and the mean local share of value over parts. */
  readonly byPart: { readonly any: number; readonly all: number; readonly fractional: number };
}

const PUBLISHABLE = 0.8;

/** Local sourcing rate by value and by part; null without purchases. Values of zero and below are no purchases. */
export function localRate(purchases: readonly Purchase[]): LocalRate | null {
  const parts = new Map<string, Record<Origin, number>>();
  const sums: Record<Origin, number> = { local: 0, outside: 0, unknown: 0 };
  for (const { part, value, origin } of purchases) {
    if (!(value > 0)) continue;
    const own = parts.get(part) ?? { local: 0, outside: 0, unknown: 0 };
    parts.set(part, own);
    own[origin] += value;
    sums[origin] += value;
  }
  const total = sums.local + sums.outside + sums.unknown;
  if (total === 0) return null;
  const shares = [...parts.values()].map((own) => own.local / (own.local + own.outside + own.unknown));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const coverage = 1 - sums.unknown / total;
  return {
    total,
    low: sums.local / total,
    high: (sums.local + sums.unknown) / total,
    known: sums.unknown < total ? sums.local / (total - sums.unknown) : null,
    coverage,
    publishable: coverage >= PUBLISHABLE,
    parts: parts.size,
    byPart: {
      any: mean(shares.map((share) => (share > 0 ? 1 : 0))),
      all: mean(shares.map((share) => (share === 1 ? 1 : 0))),
      fractional: mean(shares),
    },
  };
}

/** Purchases of some firms; a part is the class of the supplier's line. A dealer's origin is the caller's to look through. */
export function purchasesOf(
  graph: ChainGraph,
  buyers: readonly number[],
  originOf: (firm: number) => Origin,
): Purchase[] {
  const { firmStart, inStart, inSupplier, inWeight, classOf } = graph.arrays;
  return buyers.flatMap((buyer) => {
    const purchases: Purchase[] = [];
    const end = inStart[firmStart[buyer + 1] as number] as number;
    for (let link = inStart[firmStart[buyer] as number] as number; link < end; link++) {
      const unit = inSupplier[link] as number;
      purchases.push({
        part: graph.classCodes[classOf[unit] as number] as string,
        value: inWeight[link] as number,
        origin: originOf(graph.firmOf[unit] as number),
      });
    }
    return purchases;
  });
}

export interface DeepShare {
  /** Share of the value of a line's product that was made locally, over all tiers. */
  readonly shares: Float64Array;
  /** Lines that buy as much as they sell or more: their own value added was taken for none. */
  readonly withoutValueAdded: readonly number[];
  readonly converged: boolean;
}

/** Far below any digit that is shown. */
const SETTLED = 1e-12;
const MOST_ROUNDS = 10_000;

/**
 * Deep local share (section 6): d(i) = local(i)·va(i) + Σ m(j,i)·d(j).
 * @param isLocal whether a line produces locally. @param output of a line; what the graph has unless the real one is known.
 */
export function deepLocalShare(
  { arrays }: ChainGraph,
  isLocal: (unit: number) => boolean,
  output: Float64Array = arrays.output,
): DeepShare {
  const { units, inStart, inSupplier, inWeight } = arrays;
  const shares = new Float64Array(units);
  const scale = new Float64Array(units);
  const own = new Float64Array(units);
  const withoutValueAdded: number[] = [];
  for (let unit = 0; unit < units; unit++) {
    let bought = 0;
    for (let link = inStart[unit] as number; link < (inStart[unit + 1] as number); link++) {
      bought += inWeight[link] as number;
    }
    const sold = output[unit] as number;
    if (bought > 0 && bought >= sold) withoutValueAdded.push(unit);
    scale[unit] = bought === 0 ? 0 : 1 / Math.max(bought, sold);
    own[unit] = isLocal(unit) ? 1 - bought * (scale[unit] as number) : 0;
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let most = 0;
    for (let unit = 0; unit < units; unit++) {
      let bought = 0;
      for (let link = inStart[unit] as number; link < (inStart[unit + 1] as number); link++) {
        bought += (inWeight[link] as number) * (shares[inSupplier[link] as number] as number);
      }
      const share = (own[unit] as number) + bought * (scale[unit] as number);
      most = Math.max(most, Math.abs(share - (shares[unit] as number)));
      shares[unit] = share;
    }
    if (most < SETTLED) return { shares, withoutValueAdded, converged: true };
  }
  return { shares, withoutValueAdded, converged: false };
}
