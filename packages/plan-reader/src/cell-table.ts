/**
 * Tables copied with one cell a line (指标, 单位, 2020年, 2025年 each on its own line): the lines of a row are put
 * together, so that it reads as a row of a flattened table.
 */
import { readCell, readColumn } from './table-cell.ts';

const headWords =
  /^(?:序号|编号|指标|指标名称|主要指标|单位|计量单位|属性|指标属性|指标性质|类别|类型|领域|项目|项目名称|名称|任务|任务名称|重点任务|主要任务|工作任务|目标任务|工作内容|建设内容|主要内容|任务内容|具体内容|目标值?|基期值?|备注|责任单位|责任部门|牵头单位|牵头部门|配合单位|配合部门|完成时限|完成时间|时间节点|实施主体|实施单位|建设地点|建设规模|建设期限|建设年限|总投资)(?:（[^（）]{1,6}）)?$/;

/** True for a cell of a table's head: a known word, or a year or growth column. */
export const isHeadCell = (text: string): boolean => headWords.test(text) || readColumn(text) !== null;

const LONGEST_CELL = 120;
const MOST_COLUMNS = 9;

/** The number of head cells in a row that starts at `from`; 0 where no table of one cell a line starts there. */
const headLength = (texts: readonly string[], from: number): number => {
  let to = from;
  while (to < texts.length && to - from <= MOST_COLUMNS && isHeadCell((texts[to] as string).replace(/ /g, ''))) to++;
  const head = texts.slice(from, to);
  const isIndicator = head.some((text) => /指标|项目|名称|任务|类别/.test(text));
  const isTold = head.some(
    (text) => readColumn(text) !== null || /^(?:目标值?|责任|牵头|完成|建设|工作|主要内容)/.test(text),
  );
  return head.length >= 3 && head.length <= MOST_COLUMNS && isIndicator && isTold ? head.length : 0;
};

const isFigure = (text: string): boolean => readCell(text) !== null || /^(?:[-/]|—+|\/)$/.test(text);

/** End of the numbered row that starts at `at`: before the next number, else after as many cells as the head has. */
const numberedRow = (texts: readonly string[], at: number, ordinal: number, columns: number): number => {
  if ((texts[at] as string).replace(/[.、]$/, '') !== String(ordinal)) return at;
  const limit = Math.min(texts.length, at + columns);
  const next = String(ordinal + 1);
  for (let end = at + 1; end < limit; end++) {
    if ((texts[end] as string).length > LONGEST_CELL) return end - at >= 3 ? end : at;
    if (texts[end] === next && end - at >= columns - 1 && !isFigure(texts[end + 1] ?? '')) return end;
  }
  return limit - at >= 3 ? limit : at;
};

/** End of the row without a number that starts at `at`; its cells must fit the head's year columns. */
const plainRow = (texts: readonly string[], at: number, head: readonly string[]): number => {
  for (const columns of [head.length, head.length - 1]) {
    const row = texts.slice(at, at + columns);
    const shift = head.length - columns;
    if (row.length < columns || row.some((text) => text.length > 60)) continue;
    if (!/[一-鿿]/.test(row[0] as string) || isFigure(row[0] as string)) continue;
    const figures = head
      .slice(shift)
      .flatMap((text, index) => (readColumn(text) === null ? [] : [row[index] as string]));
    if (figures.length > 0 && figures.every(isFigure)) return at + columns;
  }
  return at;
};

/** Groups of consecutive texts that are one row of a table: [start, end) of the head and of every row. */
export const findCellRows = (texts: readonly string[]): [number, number][] => {
  const rows: [number, number][] = [];
  for (let at = 0; at < texts.length; at++) {
    if ((texts[at] as string).length > 20) continue;
    const columns = headLength(texts, at);
    if (columns === 0) continue;
    const head = texts.slice(at, at + columns);
    const isNumbered = /^(?:序号|编号)$/.test(head[0] as string);
    const first = at + columns;
    let start = first;
    for (let ordinal = 1; start < texts.length; ordinal++) {
      const end = isNumbered ? numberedRow(texts, start, ordinal, columns) : plainRow(texts, start, head);
      if (end === start) break;
      rows.push([start, end]);
      start = end;
    }
    if (start === first) continue;
    rows.push([at, first]);
    at = start - 1;
  }
  return rows.sort((a, b) => a[0] - b[0]);
};
