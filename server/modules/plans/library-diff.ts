import type { Asking } from '../../kernel/module.ts';
import { targetsOfVersion } from './library-queries.ts';
import type { VersionDiff } from './model.ts';
import { COLUMN, type FieldName } from './review-fields.ts';
import { visibleVersion } from './review-view.ts';
import { type TargetRow, targetViews } from './target-rows.ts';

/** What a reader of the plan would call a change; confidence, offsets and decisions are ours. */
const COMPARED = [
  'kind',
  'indicatorName',
  'indicatorCode',
  'scope',
  'comparator',
  'value',
  'valueMax',
  'unit',
  'accumulation',
  'deadline',
  'regionCode',
] as const satisfies readonly FieldName[];

/** Targets of two versions of a plan side by side. */
export function versionDiff({ actor, run }: Asking, planId: string, from: number, to: number): Promise<VersionDiff> {
  return run(async (tx) => {
    const [a, b] = [await visibleVersion(tx, planId, from), await visibleVersion(tx, planId, to)];
    const before = await targetsOfVersion(tx, a.version.id);
    const after = await targetsOfVersion(tx, b.version.id);
    const paired = pairTargets(before.filter(kept), after.filter(kept));
    const views = new Map(
      (await targetViews(tx, [...before, ...after], { actor })).map((view) => [view.id, view] as const),
    );
    const viewOf = (row: TargetRow) => {
      const view = views.get(row.id);
      if (!view) throw new TypeError('every row has its view');
      return view;
    };
    const changed = paired.pairs.flatMap(([old, now]) => {
      const fields = COMPARED.filter((field) => !same(old[COLUMN[field]], now[COLUMN[field]]));
      return fields.length === 0 ? [] : [{ before: viewOf(old), after: viewOf(now), fields }];
    });
    return {
      from,
      to,
      added: paired.added.map(viewOf),
      removed: paired.removed.map(viewOf),
      changed,
      unchanged: paired.pairs.length - changed.length,
    };
  });
}

const kept = (row: TargetRow) => row.review !== 'rejected';
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * Which target became which: by the same passage, else by the same indicator, scope, kind and year, else by the same name
 * and kind. Each is taken once, in text order. Pure.
 */
function pairTargets(before: readonly TargetRow[], after: readonly TargetRow[]) {
  const pairs: [TargetRow, TargetRow][] = [];
  let [left, right] = [[...before], [...after]];
  for (const keyOf of KEYS) {
    const waiting = Map.groupBy(left, keyOf);
    const found = right.flatMap((row) => {
      const key = keyOf(row);
      const old = key === null ? undefined : waiting.get(key)?.shift();
      return old ? [[old, row] as [TargetRow, TargetRow]] : [];
    });
    pairs.push(...found);
    left = left.filter((row) => !found.some(([old]) => old === row));
    right = right.filter((row) => !found.some(([, now]) => now === row));
  }
  pairs.sort(([, a], [, b]) => a.ordinal - b.ordinal);
  return { pairs, added: right, removed: left };
}

const KEYS: readonly ((row: TargetRow) => string | null)[] = [
  (row) => row.quote && JSON.stringify([row.quote, row.indicator_name]),
  (row) =>
    row.indicator_code &&
    JSON.stringify([row.indicator_code, Object.entries(row.scope).sort(), row.kind, row.region_code, row.deadline]),
  (row) => JSON.stringify([row.indicator_name, row.kind, row.region_code]),
];
