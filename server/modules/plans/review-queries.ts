import { type Insertable, sql } from 'kysely';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { SURE_BINDING } from './model.ts';
import type { IndicatorFacts } from './read-target.ts';
import { type Columns, type Snapshot, writable } from './review-fields.ts';
import type { TargetTable } from './tables.ts';
import type { TargetRow } from './target-rows.ts';

/** SQL of the review: targets and tasks one by one, and their history. */
export const findTarget = (tx: Tx, id: string): Promise<TargetRow | undefined> =>
  tx.selectFrom('plans_target').selectAll().where('id', '=', id).executeTakeFirst();

/** Undefined also where the actor may read it but not write. */
export const lockTarget = (tx: Tx, id: string): Promise<TargetRow | undefined> =>
  tx.selectFrom('plans_target').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Sets columns and counts the revision up. */
export const updateTarget = (tx: Tx, id: string, columns: Columns): Promise<TargetRow> =>
  tx
    .updateTable('plans_target')
    .set({ ...writable(columns), updated_at: sql<Date>`now()` })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

export const insertTarget = (tx: Tx, row: Insertable<TargetTable>): Promise<TargetRow> =>
  tx.insertInto('plans_target').values(row).returningAll().executeTakeFirstOrThrow();

export async function deleteTarget(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('plans_responsibility').where('subject_id', '=', id).execute();
  await tx.deleteFrom('plans_target').where('id', '=', id).execute();
}

/** Numbers the items of a version in text order; those without a place come last. */
export const renumberTargets = (tx: Tx, versionId: string) =>
  sql`update plans_target t set ordinal = n.place from (
      select id, row_number() over (order by start_offset nulls last, end_offset, ordinal, id) as place
      from plans_target where version_id = ${versionId}) n
    where n.id = t.id and t.ordinal <> n.place`.execute(tx);

export const targetYears = (tx: Tx, targetId: string) =>
  tx
    .selectFrom('plans_target_year')
    .select(['year', 'value', 'note'])
    .where('target_id', '=', targetId)
    .orderBy('year')
    .execute();

export async function insertTargetYears(
  tx: Tx,
  targetId: string,
  years: readonly { year: number; value: number; note: string }[],
): Promise<void> {
  if (years.length === 0) return;
  await tx
    .insertInto('plans_target_year')
    .values(years.map((year) => ({ ...year, target_id: targetId })))
    .execute();
}

export interface HistoryEntry {
  readonly targetId: string;
  readonly action: string;
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
}

export async function addHistory(tx: Tx, actor: Actor, entries: readonly HistoryEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('plans_target_history')
    .values(
      entries.map(({ targetId, action, before, after }) => ({
        target_id: targetId,
        actor_id: actor.userId,
        actor_name: actor.name,
        action,
        before: before && JSON.stringify(before),
        after: after && JSON.stringify(after),
      })),
    )
    .execute();
}

/** Oldest first. */
export const historyOf = (tx: Tx, targetId: string) =>
  tx
    .selectFrom('plans_target_history')
    .select(['id', 'action', 'before', 'after'])
    .where('target_id', '=', targetId)
    .orderBy('id')
    .execute();

export const indicatorFacts = async (tx: Tx, code: string): Promise<IndicatorFacts | undefined> => {
  const row = await tx
    .selectFrom('indicator')
    .select(['code', 'unit', 'dimension', 'time_rule'])
    .where('code', '=', code)
    .executeTakeFirst();
  return row && { code: row.code, unit: row.unit, dimension: row.dimension, timeRule: row.time_rule };
};

/** Proposed targets that the reader is sure of, indicator included, and has no question about. */
export const lockConfident = (tx: Tx, versionId: string, minConfidence: number): Promise<TargetRow[]> =>
  tx
    .selectFrom('plans_target')
    .selectAll()
    .where('version_id', '=', versionId)
    .where('review', '=', 'proposed')
    .where('question', 'is', null)
    // Kept with seven digits; 0.9 as stored is not to fall below 0.9 as asked.
    .where(sql<boolean>`confidence::numeric >= ${minConfidence}::numeric`)
    .where(
      sql<boolean>`(binding <> 'suggested' or coalesce(binding_confidence, 0)::numeric >= ${SURE_BINDING}::numeric)`,
    )
    .orderBy('ordinal')
    .forUpdate()
    .execute();

/** A binding that the reader is as sure of is thereby confirmed. */
export const acceptTargets = (tx: Tx, ids: readonly string[], minConfidence: number): Promise<TargetRow[]> =>
  tx
    .updateTable('plans_target')
    .set({ review: 'accepted', updated_at: sql<Date>`now()` })
    .set((eb) => ({
      revision: eb('revision', '+', 1),
      binding: sql<TargetRow['binding']>`case when binding = 'suggested'
        and binding_confidence::numeric >= ${minConfidence}::numeric then 'bound' else binding end`,
    }))
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .returningAll()
    .execute();

export const acceptProposedTasks = async (tx: Tx, versionId: string): Promise<number> => {
  const done = await tx
    .updateTable('plans_task')
    .set({ review: 'accepted', updated_at: sql<Date>`now()` })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('version_id', '=', versionId)
    .where('review', '=', 'proposed')
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
};

export const findTask = (tx: Tx, id: string) =>
  tx.selectFrom('plans_task').selectAll().where('id', '=', id).executeTakeFirst();

/** Undefined also where the actor may read it but not write. */
export const lockTask = (tx: Tx, id: string) =>
  tx.selectFrom('plans_task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const setTaskReview = (tx: Tx, id: string, review: 'accepted' | 'rejected') =>
  tx
    .updateTable('plans_task')
    .set({ review, updated_at: sql<Date>`now()` })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Proposed targets of a version about which the reader has a question. */
export const countOpenQuestions = async (tx: Tx, versionId: string): Promise<number> => {
  const row = await tx
    .selectFrom('plans_target')
    .select(sql<number>`count(*)`.as('count'))
    .where('version_id', '=', versionId)
    .where('review', '=', 'proposed')
    .where('question', 'is not', null)
    .executeTakeFirstOrThrow();
  return row.count;
};

/** Whose items, how many: targets and tasks of a version that were not rejected. */
export const unitCounts = async (tx: Tx, versionId: string): Promise<{ unit: string; count: number }[]> => {
  const rows = await sql<{ unit: string; count: number }>`
    select r.unit, count(*) as count from plans_responsibility r
    join (select id, review, version_id from plans_target union all select id, review, version_id from plans_task) s
      on s.id = r.subject_id
    where s.version_id = ${versionId} and s.review <> 'rejected'
    group by r.unit order by count(*) desc, r.unit`.execute(tx);
  return rows.rows;
};

/** The version that people work on: the newest that has been read. */
export const newestReadVersion = (tx: Tx, planId: string) =>
  tx
    .selectFrom('plans_version')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('state', 'in', ['review', 'published'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
