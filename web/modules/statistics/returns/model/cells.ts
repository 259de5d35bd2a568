/** Cells of a return, read and changed without changing the old ones. Pure. */
import type { Cell, Cells, FormColumn, RowKey } from '@liannao/statistics';

/** A cell by row and column, as a key of records. */
export type CellKey = `${string}|${FormColumn}`;
export const cellKey = (row: RowKey, column: FormColumn): CellKey => `${row}|${column}`;
export function splitCellKey(key: string): { row: RowKey; column: FormColumn } {
  const at = key.lastIndexOf('|');
  return { row: key.slice(0, at), column: key.slice(at + 1) as FormColumn };
}

export interface CellSet {
  readonly row: RowKey;
  readonly column: FormColumn;
  /** null: blank. */
  readonly cell: Cell | null;
}

export const isBaseColumn = (column: FormColumn): boolean => column === 'current-base' || column === 'cumulative-base';

/** A blank cell is none: neither a value nor a reason why there is none. */
const isBlank = (cell: Cell | null | undefined): boolean =>
  !cell || (cell.value === null && cell.missing === undefined && !cell.reason && !cell.reasonCode);

/** Same content: value, state and what was said to it. Two blanks are the same. */
export function sameCell(a: Cell | null | undefined, b: Cell | null | undefined): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  return a?.value === b?.value && a?.missing === b?.missing && saidOf(a) === saidOf(b);
}
const saidOf = (cell: Cell | null | undefined) => `${cell?.reasonCode ?? ''} ${cell?.reason ?? ''}`;

/** Same figure, whatever was said to it. */
export const sameFigure = (a: Cell | null | undefined, b: Cell | null | undefined): boolean =>
  (a?.value ?? null) === (b?.value ?? null) && (a?.missing ?? null) === (b?.missing ?? null);

/** New cells with these set; rows that did not change stay the same objects, so that they need not be drawn again. */
export function withCells(cells: Cells, sets: readonly CellSet[]): Cells {
  const next: Record<RowKey, Partial<Record<FormColumn, Cell>>> = { ...cells };
  for (const { row, column, cell } of sets) {
    const own = { ...next[row] };
    if (cell === null || isBlank(cell)) delete own[column];
    else own[column] = cell;
    next[row] = own;
  }
  return next;
}

/** Every cell that differs, in the order of the rows of `after`, then those that only `before` has. */
export function differences(
  before: Cells,
  after: Cells,
): { row: RowKey; column: FormColumn; before: Cell | null; after: Cell | null }[] {
  const rows = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return rows.flatMap((row) => {
    const columns = new Set([...Object.keys(before[row] ?? {}), ...Object.keys(after[row] ?? {})]) as Set<FormColumn>;
    return [...columns].flatMap((column) => {
      const was = before[row]?.[column] ?? null;
      const is = after[row]?.[column] ?? null;
      return sameCell(was, is) ? [] : [{ row, column, before: was, after: is }];
    });
  });
}

export const sameCells = (a: Cells, b: Cells): boolean => a === b || (differences(a, b).length === 0 && sameRows(a, b));

/** An added line of an open section counts although nothing stands in it yet. */
const sameRows = (a: Cells, b: Cells) => {
  const open = (cells: Cells) =>
    Object.keys(cells)
      .filter((key) => key.includes('#'))
      .sort()
      .join('\n');
  return open(a) === open(b);
};
