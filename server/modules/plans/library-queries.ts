import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { subtreeOf } from '../../kernel/region/queries.ts';
import type { PlanTable, TargetTable, VersionTable } from './tables.ts';

/** SQL of the plan library: plans, their versions and texts. */
export type PlanRow = Selectable<PlanTable>;
export type VersionRow = Selectable<VersionTable>;

/** What the actor may do with a plan, as the database sees it. */
const RIGHTS = [
  sql<boolean>`liannao_may_write(plans_plan.region_code)`.as('mayWrite'),
  sql<boolean>`liannao_within(plans_plan.region_code)`.as('mayReadDrafts'),
] as const;
export type PlanWithRights = PlanRow & { readonly mayWrite: boolean; readonly mayReadDrafts: boolean };

export interface LibraryFilter {
  readonly q?: string | undefined;
  readonly region?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly level?: readonly string[] | undefined;
}

export const likePattern = (text: string) => `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;

const filtered = (tx: Tx, filter: LibraryFilter) =>
  tx
    .selectFrom('plans_plan')
    .$if(Boolean(filter.q?.trim()), (query) => {
      const like = likePattern(filter.q ?? '');
      return query.where((eb) => eb.or([eb('title', 'ilike', like), eb('short_title', 'ilike', like)]));
    })
    .$if(filter.region !== undefined, (query) => query.where('region_code', 'in', subtreeOf(tx, filter.region ?? '')))
    .$if(Boolean(filter.state?.length), (query) => query.where('state', 'in', filter.state as PlanRow['state'][]))
    .$if(Boolean(filter.level?.length), (query) => query.where('level', 'in', filter.level as PlanRow['level'][]));

const changedAt = sql<number>`(extract(epoch from plans_plan.updated_at) * 1000000)::bigint`;

/** Last changed first. `after` is the sort key of the last row shown: microseconds and id. */
export const listPlans = (
  tx: Tx,
  filter: LibraryFilter,
  page: { limit: number; after: readonly [number, string] | null },
) =>
  filtered(tx, filter)
    .selectAll('plans_plan')
    .select([...RIGHTS, changedAt.as('changedAt')])
    .$if(page.after !== null, (query) => {
      const [at, id] = page.after ?? [0, ''];
      return query.where(sql<boolean>`(${changedAt}, plans_plan.id) < (${at}::bigint, ${id}::uuid)`);
    })
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();

export const countPlans = async (tx: Tx, filter: LibraryFilter): Promise<number> =>
  (await filtered(tx, filter).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()).count;

export const findPlan = (tx: Tx, id: string): Promise<PlanWithRights | undefined> =>
  tx.selectFrom('plans_plan').selectAll().select(RIGHTS).where('id', '=', id).executeTakeFirst();

/** Takes the plan for the rest of the transaction. Undefined also where the actor may read it but not write. */
export const lockPlan = (tx: Tx, id: string) =>
  tx.selectFrom('plans_plan').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const insertPlan = (tx: Tx, plan: Insertable<PlanTable>) =>
  tx.insertInto('plans_plan').values(plan).returning('id').executeTakeFirstOrThrow();

/** Sets fields and the time of change, which is the plan's ETag. */
export const updatePlan = (tx: Tx, id: string, values: Updateable<PlanTable>) =>
  tx
    .updateTable('plans_plan')
    .set({ ...values, updated_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute();

/** With all that hangs on it, and the files that nothing else refers to: a text must not outlive its plan. */
export async function deletePlanRow(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select document_id as id from plans_version where plan_id = ${id}
    and document_id is not null union select n.document_id from plans_task_note n join plans_task t on t.id = n.task_id
    where t.plan_id = ${id} and n.document_id is not null`.execute(tx);
  await tx.deleteFrom('plans_plan').where('id', '=', id).execute();
  await sql`delete from document d where d.id = any(${rows.map((row) => row.id)}::uuid[])
    and not exists (select 1 from plans_version v where v.document_id = d.id)
    and not exists (select 1 from plans_task_note n where n.document_id = d.id)`.execute(tx);
}

/** Versions of the plans, newest first, with the name of the file that each was read from. */
export const versionsOf = (tx: Tx, planIds: readonly string[]) =>
  tx
    .selectFrom('plans_version')
    .leftJoin('document', 'document.id', 'plans_version.document_id')
    .select([
      'plans_version.id',
      'plans_version.plan_id',
      'plans_version.number',
      'plans_version.state',
      'plans_version.note',
      'plans_version.created_at',
      'plans_version.published_at',
      'plans_version.document_id',
      'document.file_name',
    ])
    .where('plans_version.plan_id', '=', sql<string>`any(${planIds}::uuid[])`)
    .orderBy('plans_version.number', 'desc')
    .execute();

export const findVersion = (tx: Tx, planId: string, number: number): Promise<VersionRow | undefined> =>
  tx
    .selectFrom('plans_version')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('number', '=', number)
    .executeTakeFirst();

export const findVersionById = (tx: Tx, id: string): Promise<VersionRow | undefined> =>
  tx.selectFrom('plans_version').selectAll().where('id', '=', id).executeTakeFirst();

export const newestNumber = async (tx: Tx, planId: string): Promise<number> => {
  const row = await tx
    .selectFrom('plans_version')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('plan_id', '=', planId)
    .executeTakeFirst();
  return row?.number ?? 0;
};

export const insertVersion = (tx: Tx, version: { planId: string; number: number; documentId: string; note: string }) =>
  tx
    .insertInto('plans_version')
    .values({
      plan_id: version.planId,
      number: version.number,
      document_id: version.documentId,
      state: 'reading',
      sections: '[]',
      layout: '[]',
      note: version.note,
      published_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();

export const updateVersion = (tx: Tx, id: string, values: Updateable<VersionTable>) =>
  tx.updateTable('plans_version').set(values).where('id', '=', id).execute();

/** The text that a version was read from; undefined for shipped facts. */
export const findVersionText = async (
  tx: Tx,
  version: Pick<VersionRow, 'document_id'>,
): Promise<string | undefined> => {
  if (version.document_id === null) return undefined;
  const row = await tx.selectFrom('document').select('text').where('id', '=', version.document_id).executeTakeFirst();
  return row?.text ?? undefined;
};

/** Plans that the actor may write and that hold this very file already, newest version first. */
export const plansWithFile = (tx: Tx, sha256: string) =>
  tx
    .selectFrom('plans_version')
    .innerJoin('document', 'document.id', 'plans_version.document_id')
    .innerJoin('plans_plan', 'plans_plan.id', 'plans_version.plan_id')
    .select(['plans_version.plan_id as planId', 'plans_version.number', 'plans_version.state', 'plans_plan.title'])
    .where('document.sha256', '=', sha256)
    .where(sql<boolean>`liannao_may_write(plans_plan.region_code)`)
    .orderBy('plans_version.created_at', 'desc')
    .execute();

export const parentsOf = (tx: Tx, planIds: readonly string[]) =>
  tx
    .selectFrom('plans_parent')
    .select(['plan_id', 'parent_id', 'title'])
    .where('plan_id', '=', sql<string>`any(${planIds}::uuid[])`)
    .orderBy('plan_id')
    .orderBy('ordinal')
    .execute();

export async function replaceParents(
  tx: Tx,
  planId: string,
  parents: readonly { readonly planId: string | null; readonly title: string }[],
): Promise<void> {
  await tx.deleteFrom('plans_parent').where('plan_id', '=', planId).execute();
  if (parents.length === 0) return;
  await tx
    .insertInto('plans_parent')
    .values(
      parents.map((parent, ordinal) => ({ plan_id: planId, ordinal, parent_id: parent.planId, title: parent.title })),
    )
    .execute();
}

/** Of each version: items by kind that were not rejected, those without an indicator, those that nobody has decided. */
export const countTargets = (tx: Tx, versionIds: readonly string[]) =>
  tx
    .selectFrom('plans_target')
    .select([
      'version_id',
      sql<number>`count(*) filter (where kind = 'target' and review <> 'rejected')`.as('targets'),
      sql<number>`count(*) filter (where kind = 'baseline' and review <> 'rejected')`.as('baselines'),
      sql<number>`count(*) filter (where kind = 'parameter' and review <> 'rejected')`.as('parameters'),
      sql<number>`count(*) filter (where kind = 'target' and binding = 'unbound' and review <> 'rejected')`.as(
        'unbound',
      ),
      sql<number>`count(*) filter (where review = 'proposed')`.as('proposed'),
    ])
    .where('version_id', '=', sql<string>`any(${versionIds}::uuid[])`)
    .groupBy('version_id')
    .execute();

export const countTasks = (tx: Tx, versionIds: readonly string[]) =>
  tx
    .selectFrom('plans_task')
    .select([
      'version_id',
      sql<number>`count(*) filter (where review <> 'rejected')`.as('tasks'),
      sql<number>`count(*) filter (where review = 'proposed')`.as('proposed'),
    ])
    .where('version_id', '=', sql<string>`any(${versionIds}::uuid[])`)
    .groupBy('version_id')
    .execute();

export const targetsOfVersion = (tx: Tx, versionId: string): Promise<Selectable<TargetTable>[]> =>
  tx
    .selectFrom('plans_target')
    .selectAll()
    .where('version_id', '=', versionId)
    .orderBy('ordinal')
    .orderBy('id')
    .execute();

/** Of these regions, those that the actor may write. */
export const writableAmong = async (tx: Tx, codes: readonly string[]): Promise<string[]> => {
  if (codes.length === 0) return [];
  const rows = await tx
    .selectFrom('region')
    .select('code')
    .where('code', 'in', codes)
    .where(sql<boolean>`liannao_may_write(code)`)
    .orderBy('code')
    .execute();
  return rows.map((row) => row.code);
};

/** Whether one of the regions is this one, lies in it or holds it. */
export const isRelated = async (tx: Tx, code: string, codes: readonly string[]): Promise<boolean> => {
  const row = await tx
    .selectFrom('region_closure')
    .select('ancestor')
    .where((eb) =>
      eb.or([
        eb.and([eb('ancestor', '=', code), eb('descendant', 'in', codes)]),
        eb.and([eb('descendant', '=', code), eb('ancestor', 'in', codes)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined || codes.includes(code);
};

/** The plans of a region that the actor may see, last changed first. */
export const plansOfRegion = (tx: Tx, regionCode: string) =>
  tx
    .selectFrom('plans_plan')
    .select(['id', 'title'])
    .where('region_code', '=', regionCode)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute();

/** The division tree's provinces, cities and counties by name, for reading who a plan is of. */
export const divisions = (tx: Tx) =>
  tx
    .selectFrom('region')
    .select(['name', 'level'])
    .where('level', 'in', ['province', 'city', 'county'])
    .orderBy('code')
    .execute();

/** Of these plans, those that the actor may read. */
export const visiblePlans = async (tx: Tx, ids: readonly string[]): Promise<string[]> => {
  const rows = await tx
    .selectFrom('plans_plan')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return rows.map((row) => row.id);
};

/** Items and documents of the plan's old region go to its new one; assumed deadlines are the plan's end. */
export async function itemsFollowPlan(
  tx: Tx,
  { planId, fromRegion, periodEnd }: { planId: string; fromRegion: string; periodEnd: number | null },
): Promise<void> {
  for (const table of ['plans_target', 'plans_task'] as const) {
    await sql`update ${sql.table(table)} t set region_code = p.region_code from plans_plan p
      where p.id = ${planId} and t.plan_id = p.id and t.region_code = ${fromRegion}
        and p.region_code <> ${fromRegion}`.execute(tx);
  }
  await sql`update document d set region_code = p.region_code from plans_version v join plans_plan p on p.id = v.plan_id
    where v.plan_id = ${planId} and d.id = v.document_id and d.region_code <> p.region_code`.execute(tx);
  await sql`update plans_target set deadline = ${periodEnd}::int, deadline_assumed = ${periodEnd !== null}
    where plan_id = ${planId} and deadline is distinct from ${periodEnd}::int
      and (deadline_assumed or (deadline is null and kind = 'target' and review = 'proposed'))`.execute(tx);
}

/** Promises that stand in these versions: what the ledger judges. */
export const acceptedTargets = (tx: Tx, versionIds: readonly string[]): Promise<Selectable<TargetTable>[]> =>
  tx
    .selectFrom('plans_target')
    .selectAll()
    .where('version_id', '=', sql<string>`any(${versionIds}::uuid[])`)
    .where('review', '=', 'accepted')
    .where('kind', '=', 'target')
    .orderBy('ordinal')
    .execute();

/** Two uploads of one file wait for each other, so that the second finds the first. */
export const lockFile = (tx: Tx, sha256: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`plan-file:${sha256}`}, 0))`.execute(tx);
