import { type Selectable, sql } from 'kysely';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import type { TaskView } from './model.ts';
import type { TaskTable } from './tables.ts';
import { mayUse, responsibleOf } from './target-rows.ts';

export type TaskRow = Selectable<TaskTable>;

/** Tasks as the page sees them, in the order given, in four queries whatever the number. */
export async function taskViews(
  tx: Tx,
  rows: readonly TaskRow[],
  { actor }: { readonly actor: Actor },
): Promise<TaskView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const plans = new Map(
    (await plansOf(tx, [...new Set(rows.map((row) => row.plan_id))])).map((plan) => [plan.id, plan]),
  );
  const responsible = await responsibleOf(tx, ids);
  const years = Map.groupBy(await yearsOf(tx, ids), (year) => year.task_id);
  const notes = new Map((await lastNotes(tx, ids)).map((note) => [note.task_id, note]));
  return rows.map((row) => {
    const plan = plans.get(row.plan_id);
    const note = notes.get(row.id);
    return {
      id: row.id,
      planId: row.plan_id,
      planTitle: plan?.title ?? '',
      ordinal: row.ordinal,
      path: row.path,
      title: row.title,
      text: row.text,
      start: row.start_offset,
      end: row.end_offset,
      startsOn: row.starts_on,
      dueOn: row.due_on,
      state: row.state,
      overdue:
        row.due_on !== null && row.due_on < (plan?.today ?? '') && (row.state === 'planned' || row.state === 'doing'),
      percent: row.percent,
      review: row.review,
      origin: row.origin,
      responsible: responsible.get(row.id) ?? [],
      years: (years.get(row.id) ?? []).map(({ year, goal, state, due_on }) => ({ year, goal, state, dueOn: due_on })),
      lastNote: note ? { at: note.at.toISOString(), authorName: note.author_name, text: note.text } : null,
      mayEdit: (plan?.mayWrite ?? false) && mayUse(actor, 'plans.write'),
      revision: row.revision,
    };
  });
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;

const plansOf = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('plans_plan')
    .select([
      'id',
      'title',
      sql<boolean>`liannao_may_write(region_code)`.as('mayWrite'),
      sql<string>`current_date`.as('today'),
    ])
    .where('id', '=', anyOf(ids))
    .execute();

const yearsOf = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('plans_task_year')
    .select(['task_id', 'year', 'goal', 'state', 'due_on'])
    .where('task_id', '=', anyOf(ids))
    .orderBy('year')
    .execute();

const lastNotes = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('plans_task_note')
    .distinctOn('task_id')
    .select(['task_id', 'at', 'author_name', 'text'])
    .where('task_id', '=', anyOf(ids))
    .orderBy('task_id')
    .orderBy('at', 'desc')
    .execute();
