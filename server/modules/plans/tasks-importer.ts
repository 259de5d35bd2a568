import type { Importer } from '../../kernel/imports/importer.ts';
import { checkTasks } from './tasks-import-check.ts';
import { undoTasks, writeTasks } from './tasks-import-write.ts';
import { type TaskColumn, taskTexts } from './tasks-text.ts';

const [ZH, EN] = taskTexts;
const column = (id: TaskColumn, example: string, required = false) => ({
  id,
  zh: ZH.columns[id],
  en: EN.columns[id],
  required,
  hint: { zh: ZH.hints[id], en: EN.hints[id] },
  example,
});

/** The yearly task list, one year of a task in a row: the shape that it is exported in. */
export const taskImporter: Importer = {
  kind: 'tasks',
  names: { zh: ZH.fileName, en: 'Annual task list' },
  permission: 'plans.write',
  columns: [
    column('plan', '浙江省加快新能源汽车产业发展行动方案', true),
    column('path', '二/（一）/1', true),
    column('title', '提升整车规模和竞争力', true),
    column('year', '2025'),
    column('goal', '新增两款新能源车型'),
    column('lead', '省发展改革委'),
    column('support', '省经信厅、省商务厅'),
    column('dueOn', '2025-12-31'),
    column('state', '进行中'),
    column('percent', '60'),
  ],
  check: checkTasks,
  write: writeTasks,
  undo: undoTasks,
};
