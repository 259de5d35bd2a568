import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { dayOf } from '../../kernel/calendar/workdays.ts';
import { type CaseFilter, listCases } from '../../kernel/cases/index.ts';
import type { CaseRow } from '../../kernel/cases/model.ts';
import type { CellValue } from '../../kernel/tabular/csv.ts';
import type { WorkbookSpec } from '../../kernel/tabular/xlsx-write.ts';

const zh = {
  file: '事项',
  due: '期限',
  left: '还有工作日',
  title: '事项',
  state: '状态',
  handler: '经办人',
  unit: '责任单位',
  region: '地区',
  type: '类别',
  opened: '立项日期',
  closed: '办结日期',
  synthetic: '演示数据',
};
const en: typeof zh = {
  file: 'cases',
  due: 'due',
  left: 'working days left',
  title: 'case',
  state: 'state',
  handler: 'handler',
  unit: 'unit in charge',
  region: 'region',
  type: 'kind',
  opened: 'opened',
  closed: 'closed',
  synthetic: 'synthetic',
};

const cells: Readonly<Record<Exclude<keyof typeof zh, 'file'>, (row: CaseRow) => CellValue>> = {
  due: (row) => row.dueOn,
  left: (row) => row.workdaysLeft,
  title: (row) => row.title,
  state: (row) => row.state.name,
  handler: (row) => row.handler?.name,
  unit: (row) => row.unit,
  region: (row) => row.region.name,
  type: (row) => row.type.name,
  opened: (row) => dayOf(new Date(row.openedAt)),
  closed: (row) => row.closedAt && dayOf(new Date(row.closedAt)),
  synthetic: (row) => row.synthetic,
};

export const workFileName = (locale: 'zh' | 'en'): string => (locale === 'en' ? en : zh).file;

/** More cases than these nobody works through in a sheet. */
const MOST = 5000;
const PAGE = 500;

/** The list of cases under a filter, whole, as a table. */
export async function workTable(tx: Tx, actor: Actor, filter: CaseFilter, now: Date): Promise<WorkbookSpec> {
  const say = actor.locale === 'en' ? en : zh;
  const rows: CaseRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCases(tx, actor, { ...filter, cursor, limit: PAGE }, now);
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < MOST);
  const names = Object.keys(cells) as (keyof typeof cells)[];
  return {
    sheetName: say.file,
    columns: names.map((name) => ({ header: say[name] })),
    rows: rows.map((row) => names.map((name) => cells[name](row))),
  };
}
