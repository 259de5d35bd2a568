import type { Tx } from '../../../kernel/access/actor.ts';
import { selectBelow, selectMembers } from './queries.ts';
import type { AggregateRegion } from './types.ts';

/** Regions read so far, and of which of them the parts are known. */
export interface RegionTree {
  readonly regions: Map<string, AggregateRegion>;
  /** Empty for a region without parts; undefined where they have not been read. */
  readonly parts: Map<string, string[]>;
}

export const treeOf = (regions: readonly AggregateRegion[]): RegionTree => ({
  regions: new Map(regions.map((region) => [region.code, region])),
  parts: new Map(),
});

/** Reads everything below the regions; answers the codes that were not read before. */
export async function readBelow(tx: Tx, tree: RegionTree, codes: readonly string[]): Promise<string[]> {
  const below = await selectBelow(tx, codes);
  const added = below.filter(({ code }) => !tree.regions.has(code)).map(({ code }) => code);
  for (const region of below) {
    tree.regions.set(region.code, region);
    tree.parts.set(region.code, []);
  }
  const here = new Set(below.map(({ code }) => code));
  for (const { code, level, parentCode } of below) {
    // A zone lies in its host, whose figures hold the zone's already.
    if (level === 'zone' || parentCode === null || !here.has(parentCode)) continue;
    tree.parts.get(parentCode)?.push(code);
  }
  const groups = below.filter(({ level }) => level === 'group').map(({ code }) => code);
  for (const { group, member } of await selectMembers(tx, groups)) tree.parts.get(group)?.push(member);
  return added;
}
