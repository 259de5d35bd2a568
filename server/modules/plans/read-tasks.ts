import type { PlanTask } from '@liannao/plan-reader';
import type { Insertable, Selectable } from 'kysely';
import { samePath } from './read-carry-facts.ts';
import { unitRoles } from './read-responsible.ts';
import type { TaskTable } from './tables.ts';

/** Tasks as rows, with what people decided on the same task of the version before. Pure. */
interface Unit {
  readonly unit: string;
  readonly role: 'lead' | 'support';
}
interface EarlierTask {
  readonly row: Selectable<TaskTable>;
  readonly units: readonly Unit[];
}
type TaskColumns = Omit<Insertable<TaskTable>, 'plan_id' | 'version_id' | 'region_code' | 'ordinal'>;

const MAX_TITLE = 300;

export function taskRows(
  tasks: readonly PlanTask[],
  text: string,
  earlier: readonly EarlierTask[],
): { columns: TaskColumns; units: readonly Unit[] }[] {
  const waiting = [...earlier];
  return tasks.map((task) => {
    const title = task.title.slice(0, MAX_TITLE);
    const columns = {
      path: task.path,
      title,
      text: text.slice(task.start, task.end),
      start_offset: task.start,
      end_offset: task.end,
      starts_on: null,
      due_on: null,
      origin: 'reader' as const,
    };
    const units = unitRoles(task.responsible, task.lead);
    const before = take(waiting, title, task.path);
    if (!before) return { columns, units };
    const { row } = before;
    const { starts_on, due_on, state, percent, review } = row;
    // The same passage names the same units, unless a person has set others.
    const same = row.text === columns.text;
    // So does a task shipped as a fact, where the passage names none.
    const known = same || (row.origin === 'shipped' && units.length === 0);
    return { columns: { ...columns, starts_on, due_on, state, percent, review }, units: known ? before.units : units };
  });
}

/** The earlier task of that title, the one at the same number first; of facts, the one there that begins so. Taken once. */
function take(waiting: EarlierTask[], title: string, path: readonly string[]): EarlierTask | undefined {
  const titled = waiting.filter(({ row }) => row.title === title);
  const isThere = ({ row }: EarlierTask) => samePath(row.path, path);
  const begins = ({ row }: EarlierTask) => title.startsWith(row.title) || row.title.startsWith(title);
  const found =
    titled.find(isThere) ??
    titled[0] ??
    waiting.find((task) => task.row.origin === 'shipped' && isThere(task) && begins(task));
  if (found) waiting.splice(waiting.indexOf(found), 1);
  return found;
}
