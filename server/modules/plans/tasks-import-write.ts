import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../kernel/access/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ImportChange, RunContext } from '../../kernel/imports/importer.ts';
import { replaceUnits } from './read-queries.ts';
import { type TaskRow, taskViews } from './review-tasks.ts';
import type { TaskChange, TaskFields } from './tasks-import-check.ts';
import { planNames } from './tasks-import-plans.ts';
import {
  deleteTask,
  deleteYear,
  insertTask,
  nextOrdinal,
  putYear,
  selectNotes,
  selectTasks,
  updateTask,
} from './tasks-queries.ts';
import { taskText } from './tasks-text.ts';

export async function writeTasks(tx: Tx, changes: readonly ImportChange[]): Promise<void> {
  const plans = await planNames(tx);
  for (const { before, after } of changes) {
    const change = after as TaskChange;
    if (before === null) {
      const [plan] = plans.named(change.planId);
      if (!plan?.versionId) throw new TypeError(`plan ${change.planId} was there a moment ago`);
      await insertTask(tx, {
        id: change.taskId,
        plan_id: plan.id,
        version_id: plan.versionId,
        region_code: plan.regionCode,
        ordinal: await nextOrdinal(tx, plan.versionId),
        path: [...change.path],
        title: change.title,
        start_offset: null,
        end_offset: null,
        starts_on: null,
        due_on: null,
        review: 'accepted',
        origin: 'person',
      });
    }
    await apply(tx, change);
  }
}

async function apply(tx: Tx, { taskId, planId, task, year }: TaskChange): Promise<void> {
  const { responsible, percent, state, dueOn } = task;
  if (responsible) await replaceUnits(tx, [{ planId, kind: 'task', subjectId: taskId, units: responsible }]);
  if (year) await putYear(tx, taskId, year);
  await updateTask(tx, taskId, {
    ...(percent === undefined ? {} : { percent }),
    ...(state === undefined ? {} : { state }),
    ...(dueOn === undefined ? {} : { due_on: dueOn }),
  });
}

/**
 * Puts back what stood there, last first; tasks that the import made go.
 * @throws AppError 409 `import-edited-since` where somebody changed what was imported, or wrote a note on a new task.
 */
export async function undoTasks(
  tx: Tx,
  changes: readonly ImportChange[],
  { actor, locale }: RunContext,
): Promise<void> {
  const ids = [...new Set(changes.map(({ after }) => (after as TaskChange).taskId))];
  const rows: readonly TaskRow[] = await selectTasks(tx, { ids }, { limit: ids.length });
  const views = new Map((await taskViews(tx, rows, { actor })).map((view) => [view.id, view]));
  const refuse = (title: string) =>
    new AppError(409, 'import-edited-since', taskText(locale).changedSince(title), { params: { subject: title } });

  for (const { before, after } of changes) {
    const change = after as TaskChange;
    const view = views.get(change.taskId);
    const now = view?.years.find((one) => one.year === change.year?.year) ?? null;
    const same =
      view &&
      (Object.keys(change.task) as (keyof TaskFields)[]).every(
        // The store gives keys back in another order.
        (field) => isDeepStrictEqual(view[field], change.task[field]),
      ) &&
      (change.year === null ||
        (now && (['goal', 'state', 'dueOn'] as const).every((key) => now[key] === change.year?.[key])));
    if (!same) throw refuse(change.title);
    const earlier = before as TaskChange | null;
    if (change.year && !earlier?.year) await deleteYear(tx, change.taskId, change.year.year);
    if (earlier) await apply(tx, earlier);
  }
  const made = changes.filter(({ before }) => before === null).map(({ after }) => after as TaskChange);
  for (const { taskId, title } of made) {
    const own = new Set(
      changes.flatMap(({ after }) =>
        (after as TaskChange).taskId === taskId ? [(after as TaskChange).year?.year] : [],
      ),
    );
    const grown =
      views.get(taskId)?.years.some(({ year }) => !own.has(year)) || (await selectNotes(tx, taskId)).length > 0;
    if (grown) throw refuse(title);
    await deleteTask(tx, taskId);
  }
}
