import { randomUUID } from 'node:crypto';
import type { Tx } from '../../kernel/access/actor.ts';
import type { ImportContext, ImportRow, RowOutcome, RowProblem } from '../../kernel/imports/importer.ts';
import type { TaskView } from './model.ts';
import { taskViews } from './review-tasks.ts';
import { foldName, readDate, readPath, readPercent, readUnits } from './tasks-cells.ts';
import { type PlanNames, planNames } from './tasks-import-plans.ts';
import { selectTasks, type TaskYear } from './tasks-queries.ts';
import { EXPORT_ROWS, pathText, type TaskLine, taskCells } from './tasks-table.ts';
import { type TaskColumn, type TaskText, taskText, taskTexts } from './tasks-text.ts';

type Responsible = TaskView['responsible'];
/** Fields of the task that a row may set; those that it does not touch are absent. */
export interface TaskFields {
  responsible?: Responsible;
  percent?: number;
  state?: TaskView['state'];
  dueOn?: string | null;
}
/** One row's change, as kept for taking it back. The task is the same in `before` and `after`. */
export interface TaskChange {
  readonly taskId: string;
  readonly planId: string;
  readonly path: readonly string[];
  readonly title: string;
  readonly task: TaskFields;
  readonly year: TaskYear | null;
}
type Known = Pick<
  TaskView,
  'id' | 'planId' | 'path' | 'title' | 'responsible' | 'percent' | 'state' | 'dueOn' | 'years'
>;
/** A task as the file goes on changing it, and which row said what. */
interface Subject {
  readonly known: Known;
  readonly isNew: boolean;
  readonly says: Map<keyof TaskFields, { readonly line: number; readonly value: string }>;
}

/** What each row would do to the tasks in force. */
export async function checkTasks(
  tx: Tx,
  rows: readonly ImportRow[],
  { actor, locale }: ImportContext,
): Promise<RowOutcome[]> {
  const say = taskText(locale);
  const plans = await planNames(tx);
  const wanted = new Set(rows.flatMap(({ values }) => plans.named(values.plan ?? '').map(({ id }) => id)));
  const listed = wanted.size === 0 ? [] : await selectTasks(tx, { plan: [...wanted] }, { limit: EXPORT_ROWS });
  const views = await taskViews(tx, listed, { actor });
  const subjects = new Map<string, Subject>();
  for (const known of views.toReversed()) subjects.set(keyOf(known), { known, isNew: false, says: new Map() });
  return rows.map((row) => checkRow(row, { plans, subjects, say }));
}

const keyOf = ({ planId, path, title }: Pick<Known, 'planId' | 'path' | 'title'>) =>
  [planId, foldName(pathText(path)), foldName(title)].join('|');

interface Circumstances {
  readonly plans: PlanNames;
  readonly subjects: Map<string, Subject>;
  readonly say: TaskText;
}

function checkRow(row: ImportRow, { plans, subjects, say }: Circumstances): RowOutcome {
  const cell = (id: TaskColumn) => row.values[id] ?? '';
  const problems: RowProblem[] = [];
  const wrong = (column: TaskColumn, problem: string, remedy: string) => {
    problems.push({ column, value: cell(column), problem, remedy });
  };
  const found = plans.find(cell('plan'), say);
  if ('problem' in found) return { status: 'wrong', problems: [{ column: 'plan', value: cell('plan'), ...found }] };
  const { plan } = found;
  for (const [column, most] of [
    ['title', 300],
    ['goal', 1000],
    ['path', 500],
  ] as const) {
    if (cell(column).length > most) wrong(column, say.tooLong(most), say.tooLongRemedy);
  }
  const year = readYear(cell('year'));
  if (year === undefined) wrong('year', say.yearUnreadable(cell('year')), say.yearForm);
  if (year === null && cell('goal')) wrong('year', say.goalWithoutYear, say.yearForm);

  const named = { planId: plan.id, path: readPath(cell('path')), title: cell('title') };
  const subject = subjects.get(keyOf(named)) ?? newSubject(named);
  const { known } = subject;
  const old = known.years.find((one) => one.year === year) ?? null;
  // A year that is added begins empty; date and state of the task are not its.
  const base = old ?? (typeof year === 'number' ? { year, goal: '', state: 'planned' as const, dueOn: null } : null);
  const line: TaskLine = { ...known, year: base };
  /** A cell that is empty, or says what is there already, asks for nothing. */
  const asks = (id: Exclude<TaskColumn, 'plan'>) =>
    cell(id) !== '' && cell(id) !== String(taskCells[id](line, say) ?? '');

  const state = asks('state') ? stateOf(cell('state')) : (base ?? known).state;
  if (state === undefined) wrong('state', say.stateUnknown(cell('state')), say.stateAllowed(Object.values(say.states)));
  const dueOn = asks('dueOn') ? (isNone(cell('dueOn')) ? null : readDate(cell('dueOn'))) : (base ?? known).dueOn;
  if (dueOn === undefined) wrong('dueOn', say.dateUnreadable(cell('dueOn')), say.dateForm);
  const percent = asks('percent') ? readPercent(cell('percent')) : undefined;
  if (asks('percent') && percent === undefined)
    wrong('percent', say.percentUnreadable(cell('percent')), say.percentForm);
  if (year !== null && !old && !cell('goal')) wrong('goal', say.goalMissing, say.goalRemedy);

  const task: TaskFields = {};
  if (asks('lead') || asks('support')) {
    task.responsible = unitsOf(
      known.responsible,
      asks('lead') ? cell('lead') : null,
      asks('support') ? cell('support') : null,
    );
    if (task.responsible.some(({ unit }) => unit.length > 100)) wrong('lead', say.tooLong(100), say.tooLongRemedy);
  }
  if (percent !== undefined) task.percent = percent;
  if (year === null && asks('state') && state) task.state = state;
  if (year === null && asks('dueOn') && dueOn !== undefined) task.dueOn = dueOn;
  // Written otherwise, and still the same: units with another separator, a date in words.
  for (const field of Object.keys(task) as (keyof TaskFields)[]) {
    if (JSON.stringify(task[field]) === JSON.stringify(known[field])) delete task[field];
  }
  for (const field of Object.keys(task) as (keyof TaskFields)[]) {
    const value = JSON.stringify(task[field]);
    const said = subject.says.get(field);
    if (said && said.value !== value) wrong(COLUMN_OF[field], say.differsFromRow(said.line), say.differsRemedy);
    // Said once is enough: the change belongs to the first row, and is taken back with it.
    if (said) delete task[field];
  }
  if (problems.length > 0) return { status: 'wrong', problems };

  const key = [keyOf(named), year ?? ''].join('|');
  const goal = cell('goal') || (old?.goal ?? '');
  const after = typeof year === 'number' && state && dueOn !== undefined ? { year, goal, state, dueOn } : null;
  const before = old && { year: old.year, goal: old.goal, state: old.state, dueOn: old.dueOn };
  const made = subject.isNew && !subjects.has(keyOf(named));
  const moved = made || Object.keys(task).length > 0 || JSON.stringify(after) !== JSON.stringify(before);
  if (!moved) return { status: 'unchanged', subject: key };
  if (!plan.mayWrite)
    return {
      status: 'wrong',
      problems: [
        { column: 'plan', value: cell('plan'), problem: say.notYours(plan.title), remedy: say.notYoursRemedy },
      ],
    };

  subjects.set(keyOf(named), subject);
  for (const field of Object.keys(task) as (keyof TaskFields)[]) {
    subject.says.set(field, { line: row.line, value: JSON.stringify(task[field]) });
  }
  const change = (fields: TaskFields, at: TaskYear | null): TaskChange => ({
    taskId: known.id,
    planId: plan.id,
    path: known.path,
    title: known.title,
    task: fields,
    year: at,
  });
  return {
    status: made || (after && !before) ? 'new' : 'changed',
    subject: key,
    before: made ? null : change(previous(known, task), before),
    after: change(task, after),
  };
}

const newSubject = (named: Pick<Known, 'planId' | 'path' | 'title'>): Subject => ({
  known: { ...named, id: randomUUID(), responsible: [], percent: 0, state: 'planned', dueOn: null, years: [] },
  isNew: true,
  says: new Map(),
});

const COLUMN_OF = { responsible: 'lead', percent: 'percent', state: 'state', dueOn: 'dueOn' } as const;

const previous = (known: Known, task: TaskFields): TaskFields =>
  Object.fromEntries(Object.keys(task).map((field) => [field, known[field as keyof TaskFields]]));

/** Null: the whole task. */
const readYear = (text: string): number | null | undefined => {
  if (text === '') return null;
  const digits = /^((?:19|20|21)\d{2})年?$/.exec(text.normalize('NFKC'))?.[1];
  return digits === undefined ? undefined : Number(digits);
};

const isNone = (text: string) => taskTexts.some((say) => say.none === text.toLowerCase());

function stateOf(text: string): TaskView['state'] | undefined {
  const folded = foldName(text).toLowerCase();
  const words = taskTexts.flatMap((say) =>
    Object.entries(say.states).flatMap(
      ([id, word]) =>
        [
          [id, word],
          [id, id],
        ] as const,
    ),
  );
  return words.find(([, word]) => foldName(word).toLowerCase() === folded)?.[0] as TaskView['state'] | undefined;
}

function unitsOf(old: Responsible, lead: string | null, support: string | null): Responsible {
  const of = (role: 'lead' | 'support', text: string | null) =>
    text === null
      ? old.filter((one) => one.role === role)
      : isNone(text)
        ? []
        : readUnits(text).map((unit) => ({ unit, role }));
  const leads = of('lead', lead);
  return [...leads, ...of('support', support).filter(({ unit }) => leads.every((one) => one.unit !== unit))];
}
