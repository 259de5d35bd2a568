import type { ShockResult } from './shock.ts';
import { type ChainGraph, REPLACEABLE, WITHOUT_EFFECT } from './types.ts';

export interface LossPart {
  /** Class, tier or region; '' is none. */
  readonly key: string;
  readonly output: number;
  readonly lost: number;
}

/** Lost output by class, tier and region, greatest first (1.3). */
export function lossesBy(graph: ChainGraph, result: ShockResult, by: 'class' | 'tier' | 'region'): LossPart[] {
  const { arrays, classCodes, classTiers, regions, firmOf } = graph;
  const keyOf = (unit: number): string => {
    if (by === 'region') return regions[firmOf[unit] as number] ?? '';
    return (by === 'class' ? classCodes : classTiers)[arrays.classOf[unit] as number] ?? '';
  };
  const parts = new Map<string, { key: string; output: number; lost: number }>();
  for (let unit = 0; unit < arrays.units; unit++) {
    const key = keyOf(unit);
    const part = parts.get(key) ?? { key, output: 0, lost: 0 };
    parts.set(key, part);
    part.output += arrays.output[unit] as number;
    part.lost += (arrays.output[unit] as number) * (1 - remainingOf(result, unit));
  }
  return [...parts.values()].sort((a, b) => b.lost - a.lost || (a.key < b.key ? -1 : 1));
}

/** The firms that lose most output, x(1−h), greatest first; equal ones by id. */
export function greatestLosses(graph: ChainGraph, result: ShockResult, count: number): { id: string; lost: number }[] {
  const { firmStart, output } = graph.arrays;
  return graph.ids
    .map((id, firm) => {
      let lost = 0;
      for (let unit = firmStart[firm] as number; unit < (firmStart[firm + 1] as number); unit++) {
        lost += (output[unit] as number) * (1 - remainingOf(result, unit));
      }
      return { id, lost };
    })
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost || (a.id < b.id ? -1 : 1))
    .slice(0, count);
}

const remainingOf = ({ units }: ShockResult, unit: number) =>
  Math.min(units.downstream[unit] as number, units.upstream[unit] as number);

export interface Explanation {
  /** Class of the line; '' is none. */
  readonly class: string;
  readonly downstream: number;
  readonly upstream: number;
  /** The scenario itself, inputs that do not come, sales that fall away, or nothing. */
  readonly limit: 'scenario' | 'inputs' | 'sales' | 'none';
  /** Group of inputs that holds the line down most; null where none does. `class` is null for the replaceable ones. */
  readonly group: { readonly class: string | null; readonly lost: number; readonly terms: readonly Term[] } | null;
}

/** A supplier's part in the loss of a group: share λ times what it does not deliver and nobody replaces, ℓ. */
export interface Term {
  readonly supplier: string;
  readonly share: number;
  readonly unreplaced: number;
  readonly term: number;
}

/** Why the lines of a firm stand where they stand after a shock: the binding group of step 4 and its terms (1.3). */
export function explainFirm(graph: ChainGraph, result: ShockResult, firm: number): Explanation[] {
  const { firmStart, classOf } = graph.arrays;
  const explained: Explanation[] = [];
  for (let unit = firmStart[firm] as number; unit < (firmStart[firm + 1] as number); unit++) {
    const downstream = result.units.downstream[unit] as number;
    const upstream = result.units.upstream[unit] as number;
    const left = result.units.left[unit] as number;
    const remaining = Math.min(downstream, upstream);
    const limit =
      remaining >= 1 ? 'none' : remaining >= left ? 'scenario' : downstream <= upstream ? 'inputs' : 'sales';
    explained.push({
      class: graph.classCodes[classOf[unit] as number] as string,
      downstream,
      upstream,
      limit,
      group: bindingGroup(graph, result, unit),
    });
  }
  return explained;
}

function bindingGroup(graph: ChainGraph, result: ShockResult, unit: number): Explanation['group'] {
  const { groupStart, groupLink, groupTotal, groupClass, inSupplier, inWeight } = graph.arrays;
  let worst: Explanation['group'] = null;
  for (let group = groupStart[unit] as number; group < (groupStart[unit + 1] as number); group++) {
    const number = groupClass[group] as number;
    if (number === WITHOUT_EFFECT) continue;
    const terms: Term[] = [];
    let lost = 0;
    for (let link = groupLink[group] as number; link < (groupLink[group + 1] as number); link++) {
      const supplier = inSupplier[link] as number;
      const share = (inWeight[link] as number) / (groupTotal[group] as number);
      const unreplaced = unreplacedLoss(graph, result, supplier);
      lost += share * unreplaced;
      terms.push({
        supplier: graph.ids[graph.firmOf[supplier] as number] as string,
        share,
        unreplaced,
        term: share * unreplaced,
      });
    }
    const name = number === REPLACEABLE ? null : (graph.classCodes[number] as string);
    if (lost <= 0 || (worst && !comesBefore({ lost, class: name }, worst))) continue;
    worst = { class: name, lost, terms: terms.sort((a, b) => b.term - a.term || (a.supplier < b.supplier ? -1 : 1)) };
  }
  return worst;
}

/** Ties: the lowest class, the replaceable inputs last. */
function comesBefore(one: { lost: number; class: string | null }, other: { lost: number; class: string | null }) {
  if (one.lost !== other.lost) return one.lost > other.lost;
  return one.class !== null && (other.class === null || one.class < other.class);
}

/** ℓ of a supplier in the final state. */
function unreplacedLoss({ arrays }: ChainGraph, result: ShockResult, unit: number): number {
  const lost = 1 - (result.units.downstream[unit] as number);
  if (result.noReplacement || lost === 0) return lost;
  const own = arrays.classOf[unit] as number;
  let left = 0;
  for (let at = arrays.classStart[own] as number; at < (arrays.classStart[own + 1] as number); at++) {
    const member = arrays.classMember[at] as number;
    left += (arrays.output[member] as number) * (result.units.downstream[member] as number);
  }
  const market = arrays.marketOutput[unit] as number;
  return left > market ? (market / left) * lost : lost;
}
