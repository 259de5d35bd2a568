/** From the books into the cells of a form: months, cumulatives and the bases of the year before. */
import {
  type Cell,
  type Cells,
  columnsAsked,
  type FormColumn,
  type FormDefinition,
  month as monthPeriod,
  rowsOf,
} from '@liannao/statistics';
import type { Books } from './types.ts';

/** The books of a firm by month: `at(2025, 8)`; undefined before it had any. */
export type Ledger = (year: number, month: number) => Books | undefined;

/** A ledger of months that follow one another from January of `from`. */
export const ledgerFrom =
  (from: number, books: readonly Books[]): Ledger =>
  (year, month) =>
    books[(year - from) * 12 + month - 1];

/** The cells of a monthly form as they should be filled in. A row that the books do not know has none. */
export function fillMonth(definition: FormDefinition, ledger: Ledger, year: number, month: number): Cells {
  const period = monthPeriod(year, month);
  const cells: Record<string, Partial<Record<FormColumn, Cell>>> = {};
  for (const { row } of rowsOf(definition)) {
    if (ledger(year, month)?.[row.code] === undefined) continue;
    const filled: Partial<Record<FormColumn, Cell>> = {};
    for (const column of columnsAsked(definition, row, period)) {
      const value = figureAt(ledger, row.code, column, year, month);
      if (value !== null) filled[column] = { value: String(value) };
    }
    cells[row.code] = filled;
  }
  return cells;
}

function figureAt(ledger: Ledger, code: string, column: FormColumn, year: number, month: number): number | null {
  const of = column === 'current-base' || column === 'cumulative-base' ? year - 1 : year;
  if (column === 'current' || column === 'current-base') return ledger(of, month)?.[code] ?? null;
  let sum = 0;
  for (let m = 1; m <= month; m += 1) {
    const value = ledger(of, m)?.[code];
    if (value === undefined) return null;
    sum += value;
  }
  return sum;
}
