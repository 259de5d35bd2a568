import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { countStates, dataMonth, judgeTargets } from './judge-targets.ts';
import {
  acceptedTargets,
  countTargets,
  countTasks,
  type PlanWithRights,
  parentsOf,
  type VersionRow,
  versionsOf,
} from './library-queries.ts';
import type { PlanView } from './model.ts';
import { mayUse, regionNames } from './target-rows.ts';

/** Who reads a plan only because it is open sees what was published, not what is still being read or reviewed. */
export const maySeeVersion = (plan: Pick<PlanWithRights, 'mayReadDrafts'>, state: VersionRow['state']): boolean =>
  plan.mayReadDrafts || state === 'published' || state === 'superseded';

/**
 * Plans as the page sees them, in the order given, in a few queries whatever the number. Counts are those of the version
 * in force, or of the newest where none is; `toReview` is always the newest version's.
 */
export async function planViews(
  tx: Tx,
  plans: readonly PlanWithRights[],
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<PlanView[]> {
  if (plans.length === 0) return [];
  const ids = plans.map((plan) => plan.id);
  const versions = Map.groupBy(await versionsOf(tx, ids), (version) => version.plan_id);
  const parents = Map.groupBy(await parentsOf(tx, ids), (parent) => parent.plan_id);
  const regions = await regionNames(tx, [...new Set(plans.map((plan) => plan.region_code))], actor);

  const chosen = new Map(
    plans.map((plan) => {
      const seen = (versions.get(plan.id) ?? []).filter((version) => maySeeVersion(plan, version.state));
      return [plan.id, { seen, newest: seen[0], current: seen.find(({ state }) => state === 'published') ?? seen[0] }];
    }),
  );
  const counted = [...chosen.values()].flatMap(({ newest, current }) => [newest?.id ?? [], current?.id ?? []].flat());
  const targets = new Map((await countTargets(tx, counted)).map((row) => [row.version_id, row]));
  const tasks = new Map((await countTasks(tx, counted)).map((row) => [row.version_id, row]));

  const judged = await statesOf(
    tx,
    [...chosen.values()].flatMap(({ current }) => current?.id ?? []),
    { actor, now },
  );

  return plans.map((plan) => {
    const { seen, newest, current } = chosen.get(plan.id) ?? { seen: [], newest: undefined, current: undefined };
    const count = targets.get(current?.id ?? '');
    const toReview = (targets.get(newest?.id ?? '')?.proposed ?? 0) + (tasks.get(newest?.id ?? '')?.proposed ?? 0);
    return {
      id: plan.id,
      title: plan.title,
      shortTitle: plan.short_title,
      kind: plan.kind,
      state: plan.state,
      region: { code: plan.region_code, name: regions.get(plan.region_code) ?? plan.region_code },
      level: plan.level,
      periodStart: plan.period_start,
      periodEnd: plan.period_end,
      effectiveFrom: plan.effective_from,
      open: plan.open,
      shipped: plan.shipped,
      sourceNote: plan.source_note,
      parents: (parents.get(plan.id) ?? []).map(({ parent_id, title }) => ({ planId: parent_id, title })),
      versions: seen.map((version) => ({
        number: version.number,
        state: version.state,
        note: version.note,
        createdAt: version.created_at.toISOString(),
        publishedAt: version.published_at?.toISOString() ?? null,
        fileName: version.file_name,
        documentId: version.document_id,
      })),
      counts: {
        targets: count?.targets ?? 0,
        baselines: count?.baselines ?? 0,
        parameters: count?.parameters ?? 0,
        tasks: tasks.get(current?.id ?? '')?.tasks ?? 0,
        unbound: count?.unbound ?? 0,
        toReview,
      },
      states: countStates(judged.get(current?.id ?? '') ?? []),
      mayEdit: plan.mayWrite && mayUse(actor, 'plans.write'),
      updatedAt: plan.updated_at.toISOString(),
    };
  });
}

/** Judgements of what was accepted, as the ledger makes them, by version. */
async function statesOf(tx: Tx, versionIds: readonly string[], { actor, now }: { actor: Actor; now: Date }) {
  const rows = await acceptedTargets(tx, versionIds);
  const judged = await judgeTargets(tx, rows, { month: await dataMonth(tx, undefined, now), locale: actor.locale });
  const byVersion = Map.groupBy(rows, (row) => row.version_id);
  return new Map([...byVersion].map(([id, own]) => [id, own.flatMap((row) => judged.get(row.id)?.view ?? [])]));
}
