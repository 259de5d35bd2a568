/**
 * A table with totals as a network. Every cell is an edge between its row and its column (of a list: between the list and
 * its total), turned so that more in one cell is less in another; published sums are what flows through. A withheld cell
 * is known exactly if and only if no other values of the withheld cells, none below zero, give the same published sums:
 * that is, if no circle of withheld cells leads through it along which something can be moved.
 */

export interface NetworkCell {
  /** Nodes 0..nodes − 1. More in the cell flows from `from` to `to`. */
  readonly from: number;
  readonly to: number;
  /** >= 0 */
  readonly value: number;
}

interface Step {
  readonly cell: number;
  readonly node: number;
}
type Neighbours = readonly (readonly Step[])[];

/** Ways in which something may be moved: onto a cell always, off it only where there is something. */
function neighboursOf(nodes: number, cells: readonly NetworkCell[], open: (cell: number) => boolean): Neighbours {
  const next: Step[][] = Array.from({ length: nodes }, () => []);
  for (const [cell, { from, to, value }] of cells.entries()) {
    if (!open(cell)) continue;
    next[from]?.push({ cell, node: to });
    if (value > 0) next[to]?.push({ cell, node: from });
  }
  return next;
}

interface Search {
  readonly start: number;
  readonly goal: number;
  /** May not be used itself. */
  readonly without: number;
  readonly cost: (cell: number) => number;
}

/** The cells of the cheapest way, or null. Plain Dijkstra: tables are small. */
function cheapestWay(
  next: Neighbours,
  { start, goal, without, cost }: Search,
): { cells: number[]; cost: number } | null {
  const best = new Array<number>(next.length).fill(Number.POSITIVE_INFINITY);
  const came: ({ cell: number; node: number } | undefined)[] = [];
  const done = new Set<number>();
  best[start] = 0;
  for (;;) {
    let node = -1;
    for (let i = 0; i < best.length; i++) {
      if (!done.has(i) && (best[i] ?? 0) < (best[node] ?? Number.POSITIVE_INFINITY)) node = i;
    }
    if (node < 0) return null;
    if (node === goal) break;
    done.add(node);
    for (const step of next[node] ?? []) {
      if (step.cell === without) continue;
      const total = (best[node] ?? 0) + cost(step.cell);
      if (total >= (best[step.node] ?? 0)) continue;
      best[step.node] = total;
      came[step.node] = { cell: step.cell, node };
    }
  }
  const cells: number[] = [];
  for (let node = goal; node !== start; ) {
    const step = came[node];
    if (!step) throw new RangeError('a way without a beginning');
    cells.push(step.cell);
    node = step.node;
  }
  return { cells, cost: best[goal] ?? 0 };
}

/** The cheapest circle through a cell, in either direction that something can be moved in. */
function cheapestCircle(
  next: Neighbours,
  cells: readonly NetworkCell[],
  cell: number,
  cost: (cell: number) => number,
): number[] | null {
  const own = cells[cell];
  if (!own) return null;
  const more = cheapestWay(next, { start: own.to, goal: own.from, without: cell, cost });
  const less = own.value > 0 ? cheapestWay(next, { start: own.from, goal: own.to, without: cell, cost }) : null;
  const [first] = [more, less].filter((way) => way !== null).sort((a, b) => a.cost - b.cost);
  return first?.cells ?? null;
}

/** Which of the withheld cells can be worked out exactly. */
export function workedOut(nodes: number, cells: readonly NetworkCell[], withheld: ReadonlySet<number>): number[] {
  const next = neighboursOf(nodes, cells, (cell) => withheld.has(cell));
  return [...withheld].filter((cell) => cheapestCircle(next, cells, cell, () => 0) === null);
}

/**
 * Cells to withhold beside `cell` so that it cannot be worked out: the circle through it of the least value that is not
 * withheld yet, fewer cells before more. Null where no circle can be had. `usable`: what may be withheld at all.
 */
export function hidingCells(
  { nodes, cells }: { readonly nodes: number; readonly cells: readonly NetworkCell[] },
  withheld: ReadonlySet<number>,
  cell: number,
  usable: (cell: number) => boolean,
): number[] | null {
  const next = neighboursOf(nodes, cells, (one) => withheld.has(one) || usable(one));
  const whole = cells.reduce((sum, { value }) => sum + value, 0);
  const each = whole > 0 ? whole * 1e-9 : 1;
  const cost = (one: number) => (withheld.has(one) ? 0 : (cells[one]?.value ?? 0) + each);
  const circle = cheapestCircle(next, cells, cell, cost);
  return circle?.filter((one) => !withheld.has(one)) ?? null;
}
