/** Tables of tasks (序号, 项目名称, 建设内容, 完成时限, 责任单位): each row is a task with its units and its date. */
import { isHeadCell } from './cell-table.ts';
import type { Line } from './reading-text.ts';
import { type Cell, cellsOf, readCell, readColumn } from './table-cell.ts';

/** One row. Offsets are in the reading text. */
export interface TaskRow {
  /** The number as written; empty where the table counts nothing. */
  label: string;
  title: Cell;
  /** Cells that may hold quantities: the title and what is to be done. */
  texts: Cell[];
  /** The year of the column of dates. */
  year: number | null;
  /** What the columns of units say, in the words of a sentence: 牵头单位：…；责任单位：…. */
  units: string;
  start: number;
  end: number;
}

const unitColumn = /责任|牵头|配合|实施主体|实施单位/;
const dateColumn = /完成时|时限|时间节点|建设期限|建设年限/;

const headOf = (cells: readonly Cell[]): string[] | null => {
  const texts = cells.map((cell) => cell.text);
  const isHead = texts.length >= 3 && texts.every(isHeadCell) && !texts.some((text) => readColumn(text) !== null);
  return isHead && texts.some((text) => unitColumn.test(text) || dateColumn.test(text)) ? texts : null;
};

const rowOf = (head: readonly string[], cells: readonly Cell[]): TaskRow | null => {
  // Merged cells leave out the first columns.
  const columns = head.slice(Math.max(0, head.length - cells.length));
  const row: TaskRow = {
    label: '',
    title: { text: '', start: 0, end: 0 },
    texts: [],
    year: null,
    units: '',
    start: 0,
    end: 0,
  };
  for (const [index, cell] of cells.entries()) {
    const column = columns[index] ?? '';
    if (/^(?:序号|编号)/.test(column)) row.label = cell.text;
    else if (unitColumn.test(column)) row.units += `${/牵头/.test(column) ? '牵头' : '责任'}单位：${cell.text}；`;
    else if (dateColumn.test(column)) row.year = Number(/(20\d\d)年?(?!.*20\d\d)/.exec(cell.text)?.[1] ?? Number.NaN);
    else if (readCell(cell.text) === null && /[一-鿿]/.test(cell.text) && !/^备注/.test(column)) {
      if (row.title.text === '') row.title = cell;
      row.texts.push(cell);
    }
  }
  if (row.year !== null && Number.isNaN(row.year)) row.year = null;
  row.start = cells[0]?.start ?? 0;
  row.end = cells.at(-1)?.end ?? 0;
  return row.title.text.length >= 2 ? row : null;
};

/** The rows of a table of tasks; none where the block is another kind of table. */
export const taskRowsOf = (s: string, block: readonly Line[]): TaskRow[] => {
  const rows: TaskRow[] = [];
  let head: string[] | null = null;
  for (const line of block) {
    const cells = cellsOf(s, line);
    const found = headOf(cells);
    if (found !== null) head = found;
    else if (head !== null && cells.length >= 3 && cells.length <= head.length) {
      const row = rowOf(head, cells);
      if (row !== null) rows.push(row);
    }
  }
  return rows;
};

/** Index after the last line of the table block that starts at `from`. */
export const blockEnd = (lines: readonly Line[], from: number): number => {
  let end = from + 1;
  while (end < lines.length && (lines[end] as Line).kind === 'table') end++;
  return end;
};
