import type { IndicatorEntry, ScopedName } from '@liannao/plan-reader';
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import type { IndicatorFacts } from './read-target.ts';
import type { TargetTable, TaskTable } from './tables.ts';

/** SQL of the reading job. */
const BATCH = 500;

/** The catalogue, as a lexicon and as facts by code. */
export async function indicatorCatalogue(
  tx: Tx,
): Promise<{ lexicon: IndicatorEntry[]; indicators: Map<string, IndicatorFacts> }> {
  const rows = await tx
    .selectFrom('indicator')
    .select(['code', 'name_zh', 'synonyms', 'scoped_names', 'unit', 'direction', 'dimension', 'time_rule'])
    .orderBy('code')
    .execute();
  return {
    lexicon: rows.map((row) => ({
      code: row.code,
      zh: row.name_zh,
      synonyms_zh: row.synonyms,
      unit: row.unit,
      direction: row.direction,
      scopedNames: row.scoped_names as ScopedName[],
    })),
    indicators: new Map(
      rows.map((row) => [
        row.code,
        { code: row.code, unit: row.unit, dimension: row.dimension, timeRule: row.time_rule },
      ]),
    ),
  };
}

export const lockVersion = (tx: Tx, id: string) =>
  tx.selectFrom('plans_version').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Takes away what an earlier, broken reading may have left: a version's items and who answers for them. */
export async function clearItems(tx: Tx, versionId: string): Promise<void> {
  for (const table of ['plans_target', 'plans_task'] as const) {
    await sql`delete from plans_responsibility where subject_id in
      (select id from ${sql.table(table)} where version_id = ${versionId})`.execute(tx);
    await tx.deleteFrom(table).where('version_id', '=', versionId).execute();
  }
}

/** Ids in the order given. */
export async function insertTargets(tx: Tx, rows: readonly Insertable<TargetTable>[]): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < rows.length; at += BATCH) {
    const made = await tx
      .insertInto('plans_target')
      .values(rows.slice(at, at + BATCH))
      .returning('id')
      .execute();
    ids.push(...made.map((row) => row.id));
  }
  return ids;
}

/** Ids in the order given. */
export async function insertTasks(tx: Tx, rows: readonly Insertable<TaskTable>[]): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < rows.length; at += BATCH) {
    const made = await tx
      .insertInto('plans_task')
      .values(rows.slice(at, at + BATCH))
      .returning('id')
      .execute();
    ids.push(...made.map((row) => row.id));
  }
  return ids;
}

export interface SubjectUnits {
  readonly planId: string;
  readonly kind: 'target' | 'task';
  readonly subjectId: string;
  readonly units: readonly { readonly unit: string; readonly role: 'lead' | 'support' }[];
}

/** Puts the units of each subject in the place of those that were there. */
export async function replaceUnits(tx: Tx, subjects: readonly SubjectUnits[]): Promise<void> {
  if (subjects.length === 0) return;
  const ids = subjects.map((subject) => subject.subjectId);
  await tx.deleteFrom('plans_responsibility').where('subject_id', '=', sql<string>`any(${ids}::uuid[])`).execute();
  const rows = subjects.flatMap(({ planId, kind, subjectId, units }) =>
    units.map(({ unit, role }, ordinal) => ({
      plan_id: planId,
      subject_kind: kind,
      subject_id: subjectId,
      ordinal,
      unit,
      role,
    })),
  );
  for (let at = 0; at < rows.length; at += BATCH) {
    await tx
      .insertInto('plans_responsibility')
      .values(rows.slice(at, at + BATCH))
      .execute();
  }
}

/** The region below `within` first, then one above it, of those with the name; else none. */
export async function regionCodeNamed(tx: Tx, name: string, within: string): Promise<string | null> {
  const row = await sql<{ code: string }>`
    select r.code from region r
    left join region_closure down on down.ancestor = ${within} and down.descendant = r.code
    left join region_closure up on up.ancestor = r.code and up.descendant = ${within} and up.via = 'division'
    where (r.name = ${name} or r.short_name = ${name}) and (down.ancestor is not null or up.ancestor is not null)
    order by down.depth nulls last, up.depth, r.code limit 1`.execute(tx);
  return row.rows[0]?.code ?? null;
}

/** Titles of all plans, for finding which of them another rests on. */
export const planTitles = (tx: Tx) =>
  tx.selectFrom('plans_plan').select(['id', 'title', 'short_title as shortTitle']).orderBy('created_at').execute();

export const openParents = (tx: Tx) =>
  tx
    .selectFrom('plans_parent')
    .select(['plan_id as planId', 'ordinal', 'title'])
    .where('parent_id', 'is', null)
    .execute();

export const linkParent = (tx: Tx, planId: string, ordinal: number, parentId: string) =>
  tx
    .updateTable('plans_parent')
    .set({ parent_id: parentId })
    .where('plan_id', '=', planId)
    .where('ordinal', '=', ordinal)
    .execute();

/** The version before `number` that was read, whatever became of it. */
export const earlierVersion = (tx: Tx, planId: string, number: number) =>
  tx
    .selectFrom('plans_version')
    .select(['id', 'number'])
    .where('plan_id', '=', planId)
    .where('number', '<', number)
    .where('state', 'in', ['review', 'published', 'superseded'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();

export const tasksOfVersion = (tx: Tx, versionId: string) =>
  tx
    .selectFrom('plans_task')
    .selectAll()
    .where('version_id', '=', versionId)
    .orderBy('ordinal')
    .orderBy('id')
    .execute();

/** Of each target, the fields that people have set, undone ones included. */
export async function editedFields(tx: Tx, targetIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await sql<{ target_id: string; field: string }>`
    select distinct target_id, jsonb_object_keys(after) as field from plans_target_history
    where target_id = any(${targetIds}::uuid[]) and action in ('edit', 'split', 'merge', 'import')
      and jsonb_typeof(after) = 'object'`.execute(tx);
  const edited = new Map<string, Set<string>>();
  for (const { target_id, field } of rows.rows) {
    const fields = edited.get(target_id) ?? new Set();
    fields.add(field);
    edited.set(target_id, fields);
  }
  return edited;
}

/** Of a version that is still to be read; one that another run has read stays as it is. */
export const markFailed = (tx: Tx, versionId: string, note: string) =>
  tx
    .updateTable('plans_version')
    .set({ state: 'failed', note })
    .where('id', '=', versionId)
    .where('state', 'in', ['reading', 'failed'])
    .execute();
