import type { CellValue } from '../../kernel/tabular/csv.ts';
import type { Exporter } from '../../kernel/tabular/exporter.ts';
import type { WorkbookSpec } from '../../kernel/tabular/xlsx-write.ts';
import type { TaskView } from './model.ts';
import { taskViews } from './review-tasks.ts';
import { selectTasks } from './tasks-queries.ts';
import { type TaskColumn, type TaskText, taskText } from './tasks-text.ts';

/** More than any bureau has; a list this long is no longer read by people. */
export const EXPORT_ROWS = 100_000;

const TASK_COLUMNS = Object.keys(taskText('zh').columns) as TaskColumn[];

/** A task, or one of its years: a row of the table. */
export type TaskLine = Pick<TaskView, 'path' | 'title' | 'responsible' | 'percent' | 'state' | 'dueOn'> & {
  readonly year: TaskView['years'][number] | null;
};

export const pathText = (path: readonly string[]): string => path.join('/');

const units = ({ responsible }: TaskLine, role: 'lead' | 'support'): string =>
  responsible
    .filter((one) => one.role === role)
    .map((one) => one.unit)
    .join('、');

/** What stands in each column; the import compares with the same. Date and state are the year's where there is one. */
export const taskCells: Readonly<Record<Exclude<TaskColumn, 'plan'>, (line: TaskLine, say: TaskText) => CellValue>> = {
  path: (line) => pathText(line.path),
  title: (line) => line.title,
  year: (line) => line.year?.year ?? null,
  goal: (line) => line.year?.goal ?? null,
  lead: (line) => units(line, 'lead'),
  support: (line) => units(line, 'support'),
  dueOn: (line) => (line.year ? line.year.dueOn : line.dueOn),
  state: (line, say) => say.states[line.year?.state ?? line.state],
  percent: (line) => line.percent,
};

/** One row for each year that a task has, or one for the task. `year`: only this one. */
export function taskTable(views: readonly TaskView[], locale: 'zh' | 'en', year?: number): WorkbookSpec {
  const say = taskText(locale);
  const plansByTitle = Map.groupBy(views, (view) => view.planTitle);
  const planCell = (view: TaskView) =>
    new Set(plansByTitle.get(view.planTitle)?.map(({ planId }) => planId)).size > 1 ? view.planId : view.planTitle;
  return {
    sheetName: say.fileName,
    title: say.fileName,
    columns: TASK_COLUMNS.map((id) => ({ header: say.columns[id], ...(id === 'percent' ? {} : { numFmt: '@' }) })),
    rows: views.flatMap((view) =>
      linesOf(view, year).map((line) =>
        TASK_COLUMNS.map((id) => (id === 'plan' ? planCell(view) : taskCells[id](line, say))),
      ),
    ),
  };
}

function linesOf(view: TaskView, year: number | undefined): TaskLine[] {
  const years = view.years.filter((one) => year === undefined || one.year === year);
  return years.length === 0 ? [{ ...view, year: null }] : years.map((one) => ({ ...view, year: one }));
}

/** Every task in force that the actor sees. */
export const taskExporter: Exporter = {
  kind: 'tasks',
  table: async (tx, { actor, locale }) =>
    taskTable(await taskViews(tx, await selectTasks(tx, {}, { limit: EXPORT_ROWS }), { actor }), locale),
};
