/** Base columns as they were filed a year ago: what stands greyed in the form. Pure. statistics-conventions 4.2. */
import {
  type Cell,
  type Cells,
  type FormColumn,
  type PastReturn,
  type Period,
  type RowKey,
  samePeriod,
  yearEarlier,
} from '@liannao/statistics';
import { sameFigure } from './cells.ts';

/** The column of last year's return that fills a base column. */
const sourceOf = { 'current-base': 'current', 'cumulative-base': 'cumulative' } as const;
type BaseColumn = keyof typeof sourceOf;

export interface BaseSources {
  readonly period: Period;
  readonly past: readonly PastReturn[];
  readonly entryFile: Cells | null;
  /** What the server offers where the return has no base yet. */
  readonly suggested: Cells;
}

/** Base cells that are known without asking: last year's return, the file of a new entrant, what the server offers. */
export function knownBase({ period, past, entryFile, suggested }: BaseSources): Cells {
  const known: Record<RowKey, Partial<Record<FormColumn, Cell>>> = {};
  const put = (row: RowKey, column: BaseColumn, cell: Cell | undefined) => {
    if (!cell || (cell.value === null && cell.missing === undefined)) return;
    known[row] = { ...known[row], [column]: figureOnly(cell) };
  };
  const lastYear = past.find((one) => samePeriod(one.period, yearEarlier(period)))?.cells ?? {};
  for (const [row, cells] of Object.entries(lastYear)) {
    for (const column of Object.keys(sourceOf) as BaseColumn[]) put(row, column, cells[sourceOf[column]]);
  }
  for (const source of [entryFile ?? {}, suggested]) {
    for (const [row, cells] of Object.entries(source)) {
      for (const column of Object.keys(sourceOf) as BaseColumn[]) put(row, column, cells[column]);
    }
  }
  return known;
}

const figureOnly = ({ value, missing }: Cell): Cell => (missing === undefined ? { value } : { value, missing });

/** The return's cells with the offered base where it has none of its own. */
export function withBase(cells: Cells, suggested: Cells): Cells {
  const next: Record<RowKey, Partial<Record<FormColumn, Cell>>> = { ...cells };
  for (const [row, offered] of Object.entries(suggested)) next[row] = { ...offered, ...next[row] };
  return next;
}

/** Greyed: the base is known, and nobody has put another figure or a reason there. */
export const isGreyed = (cell: Cell | undefined, known: Cell | undefined): boolean =>
  known !== undefined && cell?.reasonCode === undefined && (cell === undefined || sameFigure(cell, known));
