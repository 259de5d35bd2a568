import { checkSum } from '@liannao/statistics';
import type { z } from 'zod';
import type { PlanRelations } from './model.ts';
import type { Contradiction } from './relations-contradictions.ts';
import { industriesAround, partitions, partOf, sharesOfOne, sharesOfRegionAbove } from './relations-identities.ts';
import { alike, comparable, decimalsIn, type Item, inUnitOf, isWithin } from './relations-items.ts';
import type { Division } from './relations-queries.ts';
import type { RelationsText } from './relations-text.ts';

type Sum = z.infer<typeof PlanRelations>['sums'][number];
export interface SumsFound {
  readonly sums: readonly Sum[];
  readonly contradictions: readonly Contradiction[];
}
interface Checked {
  readonly sum: number;
  readonly tolerance: number;
  /** Sum less whole. */
  readonly difference: number;
}

/**
 * Parts held against their whole, within one plan: indicators that make up another, the divisions of a region, shares of
 * one whole. Where all parts are there they must be the whole, else not exceed it. Rounding is allowed for.
 */
export function sumsOf(
  items: readonly Item[],
  divisions: ReadonlyMap<string, Division>,
  say: RelationsText,
): SumsFound {
  const sums: Sum[] = [];
  const contradictions: Contradiction[] = [];
  const add = (whole: Item, parts: readonly Item[], complete: boolean) => {
    const checked = check(parts, whole);
    if (!checked) return;
    const holds = Math.abs(checked.difference) <= checked.tolerance;
    const views = parts.map(({ view }) => view);
    if (complete) sums.push({ whole: whole.view, parts: views, sum: checked.sum, holds, tolerance: checked.tolerance });
    if (holds || (!complete && checked.difference < 0)) return;
    const kind = complete ? ('parts-differ-from-whole' as const) : ('parts-exceed-whole' as const);
    const sentence = (complete ? say.partsDiffer : say.partsExceed)(whole, parts, checked);
    contradictions.push({ kind, targets: [whole.view, ...views], sentence });
  };

  const dated = items.filter((item) => item.year !== null);
  const summed = new Set<string>();
  for (const { whole, parts, missing } of partitioned(dated)) {
    for (const part of parts) summed.add(`${whole.row.id} ${part.row.id}`);
    add(whole, parts, missing === 0);
  }
  for (const whole of dated) {
    for (const part of dated) {
      if (isPart(part, whole) && !summed.has(`${whole.row.id} ${part.row.id}`)) add(whole, [part], false);
    }
    const below = divisionsOf(whole, dated, divisions);
    if (below.length > 0) add(whole, below, below.length === divisions.get(whole.row.region_code)?.divisions);
  }
  return { sums, contradictions: [...contradictions, ...shares(dated, divisions, say)] };
}

/** The parts that the plan names of a whole that the catalogue divides; none where it names only the whole. */
function partitioned(items: readonly Item[]) {
  return partitions.flatMap(({ whole: code, scope, parts }) =>
    items
      .filter((whole) => whole.indicator.code === code && isWithin(whole.scope, scope))
      .flatMap((whole) => {
        const found = parts.flatMap((part) => {
          const fitting = items.filter(
            (item) => item.indicator.code === part && comparable(item, whole) && isWithin(whole.scope, item.scope),
          );
          // The one cut most like the whole.
          return fitting.sort((a, b) => Object.keys(b.scope).length - Object.keys(a.scope).length)[0] ?? [];
        });
        return found.length === 0 ? [] : [{ whole, parts: found, missing: parts.length - found.length }];
      }),
  );
}

function isPart(part: Item, whole: Item): boolean {
  if (partOf[part.indicator.code] !== whole.indicator.code || !comparable(part, whole)) return false;
  const around = industriesAround[part.indicator.code];
  const industry = whole.scope.industry;
  if (around && industry !== undefined && !around.includes(industry)) return false;
  return isWithin(part.scope, whole.scope, around ? ['industry', 'partySize'] : []);
}

/** Targets of the divisions of a region for the same thing, each division once. */
function divisionsOf(whole: Item, items: readonly Item[], divisions: ReadonlyMap<string, Division>): Item[] {
  if (whole.indicator.regionRule !== 'sum' || whole.row.kind === 'parameter') return [];
  const below = items.filter(
    (item) =>
      item.series === whole.series &&
      divisions.get(item.row.region_code)?.parent === whole.row.region_code &&
      alike(item, whole),
  );
  return [...new Map(below.map((item) => [item.row.region_code, item])).values()];
}

/** In the unit that the whole is printed in; null where a part does not measure the same. */
function check(parts: readonly Item[], whole: Item): Checked | null {
  const values = parts.map((part) => inUnitOf(part, whole));
  if (values.some((value) => value === null)) return null;
  const decimals = Math.min(...[whole, ...parts].map((item) => decimalsIn(item, whole)));
  return known(checkSum({ parts: values, total: whole.row.value, decimals }));
}

const known = (checked: ReturnType<typeof checkSum>): Checked | null =>
  checked.state === 'incomplete' ? null : checked;

function shares(items: readonly Item[], divisions: ReadonlyMap<string, Division>, say: RelationsText): Contradiction[] {
  const whole = 100;
  const checked = (parts: readonly Item[]) =>
    known(
      checkSum({
        parts: parts.map(({ value }) => value),
        total: whole,
        decimals: Math.min(...parts.map((item) => decimalsIn(item, item))),
      }),
    );
  const found: Contradiction[] = [];
  for (const codes of sharesOfOne) {
    for (const first of items.filter((item) => item.indicator.code === codes[0])) {
      const parts = codes.flatMap(
        (code) => items.find((item) => item.indicator.code === code && comparable(item, first)) ?? [],
      );
      const sum = parts.length === codes.length ? checked(parts) : null;
      if (!sum || Math.abs(sum.difference) <= sum.tolerance) continue;
      const sentence = say.sharesDiffer(parts, sum);
      found.push({ kind: 'parts-differ-from-whole', targets: parts.map(({ view }) => view), sentence });
    }
  }
  const regional = items.filter(
    (item) => sharesOfRegionAbove.includes(item.indicator.code) && divisions.has(item.row.region_code),
  );
  const groups = Map.groupBy(regional, (item) =>
    [item.series, item.row.kind, item.year, item.counting, divisions.get(item.row.region_code)?.parent].join('|'),
  );
  for (const group of groups.values()) {
    const parts = [...new Map(group.map((item) => [item.row.region_code, item])).values()];
    const sum = checked(parts);
    if (!sum || sum.difference <= sum.tolerance) continue;
    found.push({
      kind: 'parts-exceed-whole',
      targets: parts.map(({ view }) => view),
      sentence: say.sharesExceed(parts, sum),
    });
  }
  return found;
}
