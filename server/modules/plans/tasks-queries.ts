import { type Insertable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { subtreeOf } from '../../kernel/region/queries.ts';
import { likePattern } from './library-queries.ts';
import type { TaskRow } from './review-tasks.ts';
import type { TaskTable } from './tables.ts';

/** SQL of the task list. `t` is the task, `p` its plan, `v` its version. */
export interface TaskSelection {
  readonly q?: string | undefined;
  readonly plan?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly unit?: readonly string[] | undefined;
  /** States, and `overdue`. */
  readonly state?: readonly string[] | undefined;
  readonly year?: number | undefined;
  /** Absent: what was not rejected in the version in force. Given: these, in the newest version. */
  readonly review?: readonly string[] | undefined;
  /** Of the version published, only what was accepted. */
  readonly accepted?: boolean;
  readonly ids?: readonly string[] | undefined;
}
export type ListedTask = TaskRow & { readonly late: boolean; readonly plan_title: string };

/** A version still being reviewed is seen by those whose regions reach the plan, not by all who may read it. */
const visible = sql<boolean>`(v.state in ('published', 'superseded') or liannao_within(p.region_code))`;
const inForce = sql<boolean>`v.id = (select w.id from plans_version w where w.plan_id = p.id
  and w.state in ('published', 'review') order by (w.state = 'published') desc, w.number desc limit 1)`;
/** What is answered for: never a version that nobody has published. */
const published = sql<boolean>`v.id = (select w.id from plans_version w where w.plan_id = p.id
  and w.state = 'published' order by w.number desc limit 1)`;
const newest = sql<boolean>`v.id = (select w.id from plans_version w where w.plan_id = p.id
  and w.state in ('published', 'review') order by w.number desc limit 1)`;
const late = sql<boolean>`coalesce(t.due_on < current_date and t.state in ('planned', 'doing'), false)`;
const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::text[]::uuid[])`;

const tasks = (tx: Tx) =>
  tx
    .selectFrom('plans_task as t')
    .innerJoin('plans_plan as p', 'p.id', 't.plan_id')
    .innerJoin('plans_version as v', 'v.id', 't.version_id')
    .where(visible);

const reviewsOf = ({ review, accepted }: TaskSelection) =>
  (review?.length ? review : accepted ? ['accepted'] : ['proposed', 'accepted']) as TaskRow['review'][];

const selected = (tx: Tx, wanted: TaskSelection) =>
  tasks(tx)
    .where(wanted.review?.length ? newest : wanted.accepted ? published : inForce)
    .where('t.review', 'in', reviewsOf(wanted))
    .$if(Boolean(wanted.q?.trim()), (query) => {
      const like = likePattern(wanted.q ?? '');
      return query.where(
        sql<boolean>`(t.title ilike ${like} or t.text ilike ${like} or array_to_string(t.path, '') ilike ${like}
          or exists (select 1 from plans_responsibility r where r.subject_id = t.id and r.unit ilike ${like}))`,
      );
    })
    .$if(Boolean(wanted.plan?.length), (query) => query.where(sql<boolean>`p.id::text = any(${wanted.plan}::text[])`))
    .$if(Boolean(wanted.ids), (query) => query.where('t.id', '=', anyOf(wanted.ids ?? [])))
    .$if(wanted.region !== undefined, (query) => query.where('t.region_code', 'in', subtreeOf(tx, wanted.region ?? '')))
    .$if(Boolean(wanted.unit?.length), (query) =>
      query.where(sql<boolean>`exists (select 1 from plans_responsibility r
        where r.subject_id = t.id and r.unit = any(${wanted.unit}::text[]))`),
    )
    .$if(Boolean(wanted.state?.length), (query) =>
      query.where(
        sql<boolean>`(t.state = any(${wanted.state}::text[]) or (${late} and 'overdue' = any(${wanted.state}::text[])))`,
      ),
    )
    .$if(wanted.year !== undefined, (query) =>
      query.where(sql<boolean>`(extract(year from t.due_on) = ${wanted.year}::int
        or exists (select 1 from plans_task_year y where y.task_id = t.id and y.year = ${wanted.year}::int))`),
    );

const place = sql`(not ${late}, p.region_code, p.title, p.id, t.ordinal, t.id)`;

/** Overdue first, then by region and title of the plan, then as the plan has them. `after`: the last row shown. */
export const selectTasks = (
  tx: Tx,
  wanted: TaskSelection,
  page: { readonly limit: number; readonly after?: { readonly late: boolean; readonly id: string } | undefined },
): Promise<ListedTask[]> =>
  selected(tx, wanted)
    .selectAll('t')
    .select([late.as('late'), 'p.title as plan_title'])
    .$if(page.after !== undefined, (query) => {
      const { late: wasLate = false, id = '' } = page.after ?? {};
      return query.where(sql<boolean>`${place} > (select not ${wasLate}::boolean, lp.region_code, lp.title, lp.id, lt.ordinal, lt.id
        from plans_task lt join plans_plan lp on lp.id = lt.plan_id where lt.id = ${id}::text::uuid)`);
    })
    .orderBy(late, 'desc')
    .orderBy('p.region_code')
    .orderBy('p.title')
    .orderBy('p.id')
    .orderBy('t.ordinal')
    .orderBy('t.id')
    .limit(page.limit)
    .execute();

export const countTasks = async (tx: Tx, wanted: TaskSelection): Promise<number> =>
  (await selected(tx, wanted).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()).count;

/** One task of any version that the reader may see. */
export const selectTask = (tx: Tx, id: string): Promise<TaskRow | undefined> =>
  tasks(tx).selectAll('t').where('t.id', '=', id).executeTakeFirst();

/** Titles that contain the words, the shortest first. */
export const selectTasksLike = (tx: Tx, text: string, limit: number) =>
  tasks(tx)
    .select(['t.id', 't.title', 't.path', 'p.short_title'])
    .where(inForce)
    .where('t.review', '<>', 'rejected')
    .where((eb) => eb.or([eb('t.title', 'ilike', likePattern(text)), eb('t.text', 'ilike', likePattern(text))]))
    .orderBy(sql`position(lower(${text}) in lower(t.title)) = 0`)
    .orderBy(sql`length(t.title)`)
    .orderBy('t.id')
    .limit(limit)
    .execute();

export const updateTask = (tx: Tx, id: string, columns: Updateable<TaskTable>): Promise<TaskRow> =>
  tx
    .updateTable('plans_task')
    .set({ ...columns, updated_at: sql<Date>`now()` })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

export interface TaskYear {
  readonly year: number;
  readonly goal: string;
  readonly state: TaskRow['state'];
  readonly dueOn: string | null;
}

export async function replaceYears(tx: Tx, taskId: string, years: readonly TaskYear[]): Promise<void> {
  await tx.deleteFrom('plans_task_year').where('task_id', '=', taskId).execute();
  for (const year of years) await putYear(tx, taskId, year);
}

export async function putYear(tx: Tx, taskId: string, { year, goal, state, dueOn }: TaskYear): Promise<void> {
  await tx
    .insertInto('plans_task_year')
    .values({ task_id: taskId, year, goal, state, due_on: dueOn })
    .onConflict((oc) => oc.columns(['task_id', 'year']).doUpdateSet({ goal, state, due_on: dueOn }))
    .execute();
}

export async function deleteYear(tx: Tx, taskId: string, year: number): Promise<void> {
  await tx.deleteFrom('plans_task_year').where('task_id', '=', taskId).where('year', '=', year).execute();
}

export const insertTask = (tx: Tx, task: Insertable<TaskTable>) => tx.insertInto('plans_task').values(task).execute();

export async function deleteTask(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('plans_responsibility').where('subject_id', '=', id).execute();
  await tx.deleteFrom('plans_task').where('id', '=', id).execute();
}

/** Newest first. The evidence is named where the reader may see it. */
export const selectNotes = (tx: Tx, taskId: string) =>
  tx
    .selectFrom('plans_task_note as n')
    .leftJoin('document as d', 'd.id', 'n.document_id')
    .select(['n.id', 'n.at', 'n.author_name', 'n.text', 'n.percent', 'd.id as document_id', 'd.file_name'])
    .where('n.task_id', '=', taskId)
    .orderBy('n.at', 'desc')
    .orderBy('n.id')
    .execute();

export const insertNote = (
  tx: Tx,
  note: {
    task_id: string;
    author_id: string | null;
    author_name: string;
    text: string;
    percent: number | null;
    document_id: string | null;
  },
) => tx.insertInto('plans_task_note').values(note).returning(['id', 'at']).executeTakeFirstOrThrow();

/** Plans that the actor sees, with the version in force and whether the actor may change them: for the import. */
export const selectPlansForImport = (tx: Tx) =>
  tx
    .selectFrom('plans_plan as p')
    .leftJoin('plans_version as v', (join) => join.onRef('v.plan_id', '=', 'p.id').on(inForce).on(visible))
    .select(['p.id', 'p.title', 'p.short_title as shortTitle', 'p.region_code as regionCode', 'v.id as versionId'])
    .select(sql<boolean>`liannao_may_write(p.region_code)`.as('mayWrite'))
    .orderBy('p.created_at')
    .execute();

export const nextOrdinal = async (tx: Tx, versionId: string): Promise<number> => {
  const row = await tx
    .selectFrom('plans_task')
    .select((eb) => eb.fn.max('ordinal').as('last'))
    .where('version_id', '=', versionId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
};
