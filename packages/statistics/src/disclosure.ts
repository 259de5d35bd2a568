/**
 * What may not be published of single firms. statistics-conventions 5.6: a cell is withheld (保密) when it is of fewer than
 * 3 firms, or one firm has more than 85 % of it; and so much beside it that no withheld cell follows by subtraction from
 * the totals, nor one firm's figure for another that knows its own.
 */
import { hidingCells, type NetworkCell, workedOut } from './disclosure-network.ts';
import { fail, ok, type Result } from './result.ts';

export interface DisclosureRule {
  /** Fewest firms of a published cell. */
  readonly minFirms: number;
  /** Largest share of one firm in a published cell, per cent. */
  readonly maxSharePercent: number;
  /** First day on which the rule holds, ISO. */
  readonly validFrom: string;
  readonly source: string;
}

/** unconfirmed: proposed in statistics-conventions 5.6 until an official rule is found; a setting, therefore. */
export const defaultDisclosureRule: DisclosureRule = {
  minFirms: 3,
  maxSharePercent: 85,
  validFrom: '2026-11-22',
  source: 'statistics-conventions 5.6',
};

export interface DisclosureCell {
  /** >= 0; null: not known, not published, and in no total. */
  readonly value: number | null;
  readonly firms: number;
  /** Of the largest firm in it, per cent; null: not known, then only the number of firms counts. */
  readonly largestSharePercent?: number | null;
}

/** Totals are given, not computed: they have firms and a largest share of their own. */
export interface DisclosureTable {
  readonly rows: readonly (readonly DisclosureCell[])[];
  /** One a row. Of a list (one row) the list's total. */
  readonly rowTotals: readonly DisclosureCell[];
  /** One a column, and the total of all; absent for a list. */
  readonly columnTotals?: readonly DisclosureCell[];
  readonly total?: DisclosureCell;
}

/** Index from 0, or the total of rows or columns. */
export interface CellPlace {
  readonly row: number | 'total';
  readonly column: number | 'total';
}

export interface WithheldCell extends CellPlace {
  /** `few-firms`, `dominant`: the cell itself; `beside`: so that others do not follow from it. */
  readonly why: 'few-firms' | 'dominant' | 'beside';
}

export interface Protection {
  readonly withheld: readonly WithheldCell[];
  /** Sum of the inner cells that are withheld. */
  readonly withheldValue: number;
  readonly rule: DisclosureRule;
}

interface Placed extends NetworkCell, CellPlace {
  readonly firms: number;
  readonly share: number | null;
}

/**
 * Which cells to withhold. Greedy: the largest unprotected cell first, each with the circle of the least value that hides
 * it; the result is no proof of the least loss. Issues: `disclosure-shape`, `disclosure-cell` (a value below zero, a count
 * that is none), `disclosure-totals-differ` (parts do not make their total), `disclosure-unprotectable`.
 */
export function protectCells(table: DisclosureTable, rule: DisclosureRule = defaultDisclosureRule): Result<Protection> {
  const read = networkOf(table);
  if (!read.ok) return read;
  const { cells, nodes } = read.value;
  const why = new Map<number, WithheldCell['why']>();
  for (const [i, cell] of cells.entries()) {
    const own = primary(cell, rule);
    if (own) why.set(i, own);
  }
  const withheld = new Set(why.keys());
  const guarded = new Set(withheld);
  const usable = (cell: number) => (cells[cell]?.firms ?? 0) > 0;
  const add = (more: readonly number[]) => {
    for (const cell of more) {
      withheld.add(cell);
      if (!why.has(cell)) why.set(cell, 'beside');
    }
  };
  // Each turn withholds at least one cell more, so that it ends.
  for (;;) {
    const known = workedOut(nodes, cells, withheld).filter((cell) => guarded.has(cell));
    const [worst] = known.sort((a, b) => (cells[b]?.value ?? 0) - (cells[a]?.value ?? 0));
    if (worst !== undefined) {
      const beside = hidingCells(read.value, withheld, worst, usable);
      if (!beside) return unprotectable(cells[worst]);
      add(beside);
      continue;
    }
    const pool = thinPool(read.value, withheld, rule);
    if (!pool) break;
    const [cheapest] = pool.sort((a, b) => (cells[a]?.value ?? 0) - (cells[b]?.value ?? 0));
    if (cheapest === undefined) break;
    add([cheapest]);
    guarded.add(cheapest);
  }
  const list = [...withheld]
    .sort((a, b) => a - b)
    .flatMap((cell) => {
      const { row, column } = cells[cell] ?? {};
      return row === undefined || column === undefined
        ? []
        : [{ row, column, why: why.get(cell) ?? ('beside' as const) }];
    });
  const withheldValue = [...withheld].reduce((sum, cell) => {
    const one = cells[cell];
    return one && one.row !== 'total' && one.column !== 'total' ? sum + one.value : sum;
  }, 0);
  return ok({ withheld: list, withheldValue, rule });
}

/**
 * Which of the withheld cells follow exactly from what is left: by subtraction in one row or column, over several of
 * them, or because nothing is below zero. Issues as of `protectCells`.
 */
export function recoverable(table: DisclosureTable, withheld: readonly CellPlace[]): Result<readonly CellPlace[]> {
  const read = networkOf(table);
  if (!read.ok) return read;
  const { cells, nodes } = read.value;
  const key = ({ row, column }: CellPlace) => `${row} ${column}`;
  const asked = new Set(withheld.map(key));
  const hidden = new Set([...cells.keys()].filter((i) => asked.has(key(cells[i] as Placed))));
  return ok(
    workedOut(nodes, cells, hidden).flatMap((i) => {
      const { row, column } = cells[i] ?? {};
      return row === undefined || column === undefined ? [] : [{ row, column }];
    }),
  );
}

/** A cell without firms is an empty one: everybody knows it to be zero. */
function primary({ firms, share }: Placed, rule: DisclosureRule): WithheldCell['why'] | null {
  if (firms === 0) return null;
  if (firms < rule.minFirms) return 'few-firms';
  return share !== null && share > rule.maxSharePercent ? 'dominant' : null;
}

const unprotectable = (cell: Placed | undefined) =>
  fail('disclosure-unprotectable', `cell ${cell?.row} ${cell?.column} follows whatever else is withheld`);

/**
 * Of a row or column whose total is published, what its withheld cells come to follows. Where they are of fewer firms
 * than a cell must be, a firm that subtracts its own figure has another's: the cells that may be withheld with them.
 */
function thinPool({ cells, lines }: Network, withheld: ReadonlySet<number>, rule: DisclosureRule): number[] | null {
  for (const { parts, total } of lines) {
    const hidden = parts.filter((part) => withheld.has(part));
    if (hidden.length === 0 || withheld.has(total)) continue;
    const firms = hidden.reduce((sum, part) => sum + (cells[part]?.firms ?? 0), 0);
    if (firms >= rule.minFirms) continue;
    const others = parts.filter((part) => !withheld.has(part) && (cells[part]?.firms ?? 0) > 0);
    return others.length > 0 ? others : [total];
  }
  return null;
}

interface Network {
  readonly nodes: number;
  readonly cells: readonly Placed[];
  /** Sums that are published: inner cells, and the cell of their total. */
  readonly lines: readonly { readonly parts: readonly number[]; readonly total: number }[];
}

/** Nodes: the rows, then the columns, then the row of totals and the column of totals. A list has one row, and one column. */
function networkOf({ rows, rowTotals, columnTotals, total }: DisclosureTable): Result<Network> {
  const width = rows[0]?.length ?? 0;
  const isList = columnTotals === undefined && total === undefined;
  const fits =
    rowTotals.length === rows.length &&
    rows.every((row) => row.length === width) &&
    (isList ? rows.length === 1 : columnTotals?.length === width && total !== undefined);
  if (!fits)
    return fail('disclosure-shape', 'a table needs a total for each row and column and one of all, a list one');
  const cells: Placed[] = [];
  const put = (cell: DisclosureCell, place: CellPlace, [from, to]: readonly [number, number]): number | null => {
    if (cell.value === null) return null;
    const { value, firms, largestSharePercent: share = null } = cell;
    return cells.push({ ...place, from, to, value, firms, share }) - 1;
  };
  const column = (c: number) => rows.length + (isList ? 0 : c);
  const [totalRow, totalColumn] = [rows.length + width, rows.length + width + 1];
  const inner = rows.map((row, r) => row.map((cell, c) => put(cell, { row: r, column: c }, [r, column(c)])));
  const ends = rowTotals.map((cell, r) =>
    put(cell, { row: r, column: 'total' }, [isList ? column(0) : totalColumn, r]),
  );
  const feet = (columnTotals ?? []).map((cell, c) => put(cell, { row: 'total', column: c }, [column(c), totalRow]));
  const whole = total ? put(total, { row: 'total', column: 'total' }, [totalRow, totalColumn]) : null;
  const bad = cells.find(({ value, firms }) => !(value >= 0) || !Number.isInteger(firms) || firms < 0);
  if (bad) return fail('disclosure-cell', `cell ${bad.row} ${bad.column}: ${bad.value} of ${bad.firms} firms`);
  const sums = [
    ...inner.map((parts, r) => ({ parts, total: ends[r] ?? null })),
    ...feet.map((foot, c) => ({ parts: inner.map((row) => row[c] ?? null), total: foot })),
    ...(total
      ? [
          { parts: ends, total: whole },
          { parts: feet, total: whole },
        ]
      : []),
  ];
  const lines = sums.flatMap((line) =>
    line.total === null ? [] : [{ parts: line.parts.filter((part) => part !== null), total: line.total }],
  );
  if (lines.length < sums.length) return fail('disclosure-shape', 'a total is not known');
  for (const { parts, total: of } of lines) {
    const [sum, stated] = [parts.reduce((a, part) => a + (cells[part]?.value ?? 0), 0), cells[of]];
    if (stated && Math.abs(sum - stated.value) > 1e-9 * Math.max(1, sum, stated.value)) {
      const message = `total ${stated.row} ${stated.column} is ${stated.value}, its parts make ${sum}`;
      return fail('disclosure-totals-differ', message);
    }
  }
  return ok({ nodes: rows.length + width + 2, cells, lines });
}
