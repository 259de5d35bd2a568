/** Going from cell to cell by keyboard. Pure. */
import type { FormColumn, RowKey } from '@liannao/statistics';
import type { RowLine } from './lines.ts';

/** The cells as they stand: rows downwards, columns rightwards. */
export interface GridShape {
  readonly rows: readonly Pick<RowLine, 'id' | 'asked'>[];
  readonly columns: readonly FormColumn[];
}

export interface CellAt {
  readonly row: RowKey;
  readonly column: FormColumn;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The next cell that is asked in that direction: up and down stay in the column, left and right go on to the next row. */
export function moved({ rows, columns }: GridShape, from: CellAt, direction: Direction): CellAt | null {
  const r = rows.findIndex(({ id }) => id === from.row);
  const c = columns.indexOf(from.column);
  if (r < 0 || c < 0) return null;
  const width = columns.length;
  const [step, end] = {
    up: [-width, -1],
    down: [width, rows.length * width],
    left: [-1, -1],
    right: [1, rows.length * width],
  }[direction] as [number, number];
  for (let at = r * width + c + step; step > 0 ? at < end : at > end; at += step) {
    const row = rows[Math.floor(at / width)];
    const column = columns[at % width];
    if (row && column && row.asked.has(column)) return { row: row.id, column };
  }
  return null;
}

/** Place of a cell in reading order; cells that are not in the grid come last. */
export function orderOf({
  rows,
  columns,
}: GridShape): (cell: { row: RowKey | null; column: FormColumn | null }) => number {
  const at = new Map(rows.map(({ id }, index) => [id, index]));
  return ({ row, column }) => {
    const r = row === null ? undefined : at.get(row);
    const c = column === null ? 0 : columns.indexOf(column);
    return r === undefined ? Number.POSITIVE_INFINITY : r * columns.length + Math.max(0, c);
  };
}

/** The first of `cells` after `from` in reading order, round the end; null where there is none. */
export function nextAfter<T extends { row: RowKey | null; column: FormColumn | null }>(
  shape: GridShape,
  cells: readonly T[],
  from: CellAt | null,
): T | null {
  const order = orderOf(shape);
  const sorted = cells.filter(({ row }) => row !== null).toSorted((a, b) => order(a) - order(b));
  const here = from === null ? -1 : order(from);
  return sorted.find((cell) => order(cell) > here) ?? sorted[0] ?? null;
}
