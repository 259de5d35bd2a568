import { type ChainGraph, REPLACEABLE, WITHOUT_EFFECT } from './types.ts';

/** Chain model, section 3. Shares of one whole: never of inputs and of regions together. */
export interface Concentration {
  /** Herfindahl–Hirschman index, 0 to 10,000. */
  readonly hhi: number;
  /** As many equal suppliers would be as concentrated: 10,000 / HHI. */
  readonly effective: number;
  /** 0 for equal shares, 1 for one supplier. */
  readonly normalised: number;
  readonly topShare: number;
  readonly suppliers: number;
  readonly band: 'low' | 'medium' | 'high';
}

/** Bands of the index: below the first low, above the second high. */
const BANDS = { medium: 1000, high: 1800 };

/** Concentration of values, members of one owner group summed before; null where nothing is above zero. */
export function concentration(values: readonly number[]): Concentration | null {
  const positive = values.filter((value) => value > 0);
  const total = positive.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return null;
  const squares = positive.reduce((sum, value) => sum + (value / total) ** 2, 0);
  const count = positive.length;
  const hhi = squares * 10_000;
  return {
    hhi,
    effective: 1 / squares,
    normalised: count === 1 ? 1 : (squares - 1 / count) / (1 - 1 / count),
    topShare: positive.reduce((most, value) => Math.max(most, value), 0) / total,
    suppliers: count,
    band: hhi < BANDS.medium ? 'low' : hhi > BANDS.high ? 'high' : 'medium',
  };
}

export interface HhiRange {
  /** What is unknown is spread very thin. */
  readonly low: number;
  /** It is one more firm. */
  readonly high: number;
  /** It is the largest known firm's. */
  readonly highest: number;
}

/** The index where part of the whole has no known supplier: a range, never a point. null where nothing is known at all. */
export function concentrationRange(known: readonly number[], unknown: number): HhiRange | null {
  const total = known.reduce((sum, value) => sum + value, 0) + unknown;
  if (!(total > 0) || !known.some((value) => value > 0)) return null;
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + (value / total) ** 2, 0) * 10_000;
  const [largest = 0, ...rest] = [...known].sort((a, b) => b - a);
  return { low: squares(known), high: squares([...known, unknown]), highest: squares([largest + unknown, ...rest]) };
}

export interface InputGroup extends Concentration {
  /** Class of the inputs; null for the replaceable ones together. */
  readonly class: string | null;
  readonly value: number;
  /** The firm with the largest part, or the owner group if one is in it. */
  readonly top: string;
}

/** Concentration of each group of a firm's inputs, by class, the replaceable ones last; owner groups count as one. */
export function inputConcentration(graph: ChainGraph, firm: number): InputGroup[] {
  const { firmStart, groupStart, groupLink, groupClass, inSupplier, inWeight } = graph.arrays;
  const parts = new Map<string | null, Map<string, number>>();
  for (let unit = firmStart[firm] as number; unit < (firmStart[firm + 1] as number); unit++) {
    for (let group = groupStart[unit] as number; group < (groupStart[unit + 1] as number); group++) {
      const number = groupClass[group] as number;
      if (number === WITHOUT_EFFECT) continue;
      const name = number === REPLACEABLE ? null : (graph.classCodes[number] as string);
      const owners = parts.get(name) ?? new Map<string, number>();
      parts.set(name, owners);
      for (let link = groupLink[group] as number; link < (groupLink[group + 1] as number); link++) {
        const supplier = graph.firmOf[inSupplier[link] as number] as number;
        const owner = graph.ownerGroups[supplier] || (graph.ids[supplier] as string);
        owners.set(owner, (owners.get(owner) ?? 0) + (inWeight[link] as number));
      }
    }
  }
  return [...parts]
    .flatMap(([name, owners]) => {
      const measured = concentration([...owners.values()]);
      const [top = ['', 0] as const] = [...owners].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      const value = [...owners.values()].reduce((sum, own) => sum + own, 0);
      return measured ? [{ ...measured, class: name, value, top: top[0] }] : [];
    })
    .sort((a, b) => (a.class === null ? 1 : b.class === null ? -1 : a.class < b.class ? -1 : 1));
}

export interface RegionPart {
  /** First digits of the region's code; '' is unknown. */
  readonly region: string;
  readonly value: number;
  readonly share: number;
}

/** Where a firm's purchases come from, by the first `digits` of the supplier's region (2 province, 4 city, 6 county). */
export function purchaseRegions(graph: ChainGraph, firm: number, digits: number): RegionPart[] {
  const { firmStart, inStart, inSupplier, inWeight } = graph.arrays;
  const values = new Map<string, number>();
  let total = 0;
  const end = inStart[firmStart[firm + 1] as number] as number;
  for (let link = inStart[firmStart[firm] as number] as number; link < end; link++) {
    const supplier = graph.firmOf[inSupplier[link] as number] as number;
    const region = (graph.regions[supplier] ?? '').slice(0, digits);
    values.set(region, (values.get(region) ?? 0) + (inWeight[link] as number));
    total += inWeight[link] as number;
  }
  return [...values]
    .map(([region, value]) => ({ region, value, share: value / total }))
    .sort((a, b) => b.value - a.value || (a.region < b.region ? -1 : 1));
}
