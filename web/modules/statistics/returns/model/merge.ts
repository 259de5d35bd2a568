/** Two people changed the same return: what both can keep, and what must be chosen. Pure. */
import type { Cell, Cells, FormColumn, RowKey } from '@liannao/statistics';
import { type CellSet, differences, sameCell, withCells } from './cells.ts';

export interface CellConflict {
  readonly row: RowKey;
  readonly column: FormColumn;
  readonly mine: Cell | null;
  readonly theirs: Cell | null;
}

export interface Merged {
  /** Theirs with what only I changed; where both changed, mine. */
  readonly cells: Cells;
  /** Both changed, to different ends. */
  readonly conflicts: readonly CellConflict[];
  /** How many of their changes came in. */
  readonly taken: number;
}

/** Three ways, cell by cell: `base` is what both began from. */
export function mergeCells({ base, mine, theirs }: { base: Cells; mine: Cells; theirs: Cells }): Merged {
  const conflicts: CellConflict[] = [];
  const kept: CellSet[] = [];
  for (const { row, column, before, after } of differences(base, mine)) {
    const other = theirs[row]?.[column] ?? null;
    if (!sameCell(other, before) && !sameCell(other, after))
      conflicts.push({ row, column, mine: after, theirs: other });
    kept.push({ row, column, cell: after });
  }
  const cells = dropRemoved(withCells(withNewLines(theirs, base, mine), kept), { base, mine, theirs });
  const taken = differences(base, theirs).filter(
    ({ row, column }) => !kept.some((own) => own.row === row && own.column === column),
  ).length;
  return { cells, conflicts, taken };
}

/** Lines that I added and that are still empty. */
function withNewLines(theirs: Cells, base: Cells, mine: Cells): Cells {
  const added = Object.keys(mine).filter((key) => !(key in base) && !(key in theirs));
  return added.length === 0 ? theirs : { ...theirs, ...Object.fromEntries(added.map((key) => [key, {}])) };
}

/** A line that one of us took away is gone, unless the other wrote into it. */
function dropRemoved(cells: Cells, { base, mine, theirs }: { base: Cells; mine: Cells; theirs: Cells }): Cells {
  const gone = Object.keys(cells).filter(
    (key) => key in base && (!(key in mine) || !(key in theirs)) && Object.keys(cells[key] ?? {}).length === 0,
  );
  return gone.length === 0 ? cells : Object.fromEntries(Object.entries(cells).filter(([key]) => !gone.includes(key)));
}

/** The choice of each conflict put into the merged cells. */
export const resolved = (merged: Merged, theirs: ReadonlySet<CellConflict>): Cells =>
  withCells(
    merged.cells,
    merged.conflicts.map((conflict) => ({
      row: conflict.row,
      column: conflict.column,
      cell: theirs.has(conflict) ? conflict.theirs : conflict.mine,
    })),
  );
