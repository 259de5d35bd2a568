import { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { badRequest, notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { decodeCursor, encodeCursor } from '../../kernel/paging.ts';
import type { TaskFilter, TaskList, TaskPatch, TaskView } from './model.ts';
import { replaceUnits } from './read-queries.ts';
import { openTask } from './review-open.ts';
import { type TaskRow, taskViews } from './review-tasks.ts';
import { countTasks, replaceYears, selectTask, selectTasks, updateTask } from './tasks-queries.ts';

/** The task list: one page, overdue first. */
export async function listTasks(
  tx: Tx,
  { cursor, limit, ...wanted }: z.infer<typeof TaskFilter>,
  { actor }: { readonly actor: Actor },
): Promise<z.infer<typeof TaskList>> {
  const after = cursor === undefined ? undefined : placeOf(cursor);
  const rows = await selectTasks(tx, wanted, { limit: limit + 1, after });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await taskViews(tx, shown, { actor }),
    nextCursor: rows.length > limit && last ? encodeCursor([last.late ? 1 : 0, last.id]) : null,
    total: await countTasks(tx, wanted),
  };
}

function placeOf(cursor: string): { late: boolean; id: string } {
  const [late, id] = decodeCursor(cursor, 2);
  if (!z.uuid().safeParse(id).success) throw badRequest('invalid-request', 'The cursor is not one of this list.');
  return { late: late === 1, id: String(id) };
}

export async function showTask(tx: Tx, id: string, actor: Actor): Promise<TaskView> {
  const row = await selectTask(tx, id);
  if (!row) throw notFound('task', id);
  return viewOf(tx, row, actor);
}

async function viewOf(tx: Tx, row: TaskRow, actor: Actor): Promise<TaskView> {
  const [view] = await taskViews(tx, [row], { actor });
  if (!view) throw new TypeError('one task gives one view');
  return view;
}

/**
 * Changes a task; a change that changes nothing leaves no trace.
 * @throws AppError as `openTask` does; 422 `dates-reversed`, `year-twice`.
 */
export function editTask(
  { actor, run }: Asking,
  id: string,
  patch: z.infer<typeof TaskPatch>,
  revision: number | null,
): Promise<TaskView> {
  return run(async (tx) => {
    const row = await openTask(tx, id, revision);
    const before = await viewOf(tx, row, actor);
    const wanted = completed(patch);
    refuseWrong({ ...before, ...wanted });
    const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
      (field) => JSON.stringify(wanted[field]) !== JSON.stringify(before[field]),
    );
    if (changed.length === 0) return before;
    if (changed.includes('responsible')) {
      const units = wanted.responsible ?? [];
      await replaceUnits(tx, [{ planId: row.plan_id, kind: 'task', subjectId: id, units }]);
    }
    if (changed.includes('years')) await replaceYears(tx, id, wanted.years ?? []);
    const saved = await updateTask(tx, id, {
      title: wanted.title ?? row.title,
      state: wanted.state ?? row.state,
      percent: wanted.percent ?? row.percent,
      starts_on: wanted.startsOn === undefined ? row.starts_on : wanted.startsOn,
      due_on: wanted.dueOn === undefined ? row.due_on : wanted.dueOn,
    });
    const pick = (view: object) =>
      Object.fromEntries(Object.entries(view).filter(([key]) => changed.includes(key as never)));
    await audit(tx, actor, {
      action: 'task.edit',
      subject: `task:${id}`,
      detail: { before: pick(before), after: pick(wanted) },
    });
    return viewOf(tx, saved, actor);
  });
}

/** Years in order, each unit once; what is done is done whole, where nothing else is said. */
function completed(patch: z.infer<typeof TaskPatch>): z.infer<typeof TaskPatch> {
  const wanted = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as typeof patch;
  if (wanted.state === 'done' && wanted.percent === undefined) wanted.percent = 100;
  if (wanted.years) {
    wanted.years = wanted.years
      .map(({ year, goal, state, dueOn }) => ({ year, goal, state, dueOn }))
      .sort((a, b) => a.year - b.year);
  }
  if (wanted.responsible) {
    const seen = new Set<string>();
    wanted.responsible = wanted.responsible
      .map(({ unit, role }) => ({ unit: unit.trim(), role }))
      .filter(({ unit }) => unit !== '' && !seen.has(unit) && seen.add(unit));
  }
  return wanted;
}

function refuseWrong(task: Pick<TaskView, 'startsOn' | 'dueOn' | 'years'>): void {
  if (task.startsOn !== null && task.dueOn !== null && task.startsOn > task.dueOn) {
    throw unprocessable('dates-reversed', `It would be due on ${task.dueOn}, before it starts on ${task.startsOn}.`, [
      { field: 'dueOn', code: 'dates-reversed', message: `not before ${task.startsOn}` },
    ]);
  }
  const twice = task.years.find((one, i) => task.years[i - 1]?.year === one.year);
  if (twice) {
    throw unprocessable('year-twice', `The year ${twice.year} is there twice.`, [
      { field: 'years', code: 'year-twice', message: String(twice.year) },
    ]);
  }
}
