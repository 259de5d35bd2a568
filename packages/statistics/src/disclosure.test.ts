import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CellPlace, type DisclosureCell, type DisclosureTable, protectCells, recoverable } from './index.ts';

const cell = (value: number, firms: number, share: number | null = null): DisclosureCell => ({
  value,
  firms,
  largestSharePercent: share,
});
const sum = (cells: readonly DisclosureCell[]): DisclosureCell =>
  cells.reduce((a, b) => cell((a.value ?? 0) + (b.value ?? 0), a.firms + b.firms), cell(0, 0));
const withTotals = (rows: readonly (readonly DisclosureCell[])[]): DisclosureTable => ({
  rows,
  rowTotals: rows.map(sum),
  columnTotals: (rows[0] ?? []).map((_, c) => sum(rows.map((row) => row[c] ?? cell(0, 0)))),
  total: sum(rows.flat()),
});
const list = (...cells: DisclosureCell[]): DisclosureTable => ({ rows: [cells], rowTotals: [sum(cells)] });
const protectedOf = (table: DisclosureTable) => {
  const result = protectCells(table);
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return result.value;
};
const places = (table: DisclosureTable) =>
  protectedOf(table).withheld.map(({ row, column, why }) => `${row}/${column} ${why}`);

describe('a list with its total', () => {
  test('withholds a cell of few firms, and the smallest other beside it', () => {
    const table = list(cell(10, 1), cell(40, 8), cell(25, 5), cell(90, 12));
    expect(places(table)).toEqual(['0/0 few-firms', '0/2 beside']);
    expect(protectedOf(table)).toMatchObject({ withheldValue: 35, rule: { minFirms: 3, maxSharePercent: 85 } });
  });

  test('withholds a cell that one firm dominates; 85 % itself may be shown', () => {
    expect(places(list(cell(50, 9, 85), cell(50, 9, 85.1), cell(70, 9, 20)))).toEqual(['0/0 beside', '0/1 dominant']);
  });

  test('withholds nothing where nothing is of few, and an empty cell is no secret', () => {
    expect(places(list(cell(10, 3), cell(0, 0), cell(40, 8)))).toEqual([]);
  });

  test('withholds the total where there is nothing else', () => {
    expect(places(list(cell(10, 2), cell(0, 0)))).toEqual(['0/0 few-firms', '0/total few-firms']);
  });

  test('two firms that know their own figures do not find each other: a third is withheld with them', () => {
    expect(places(list(cell(10, 1), cell(20, 1), cell(30, 6), cell(40, 6)))).toEqual([
      '0/0 few-firms',
      '0/1 few-firms',
      '0/2 beside',
    ]);
  });

  test('a cell that is not known is in no sum and hides nothing', () => {
    const unknown: DisclosureCell = { value: null, firms: 0 };
    const table = { rows: [[cell(10, 1), unknown, cell(30, 6)]], rowTotals: [cell(40, 7)] };
    expect(places(table)).toEqual(['0/0 few-firms', '0/2 beside']);
  });
});

describe('a table with totals', () => {
  const table = withTotals([
    [cell(12, 2), cell(50, 6), cell(40, 5)],
    [cell(30, 4), cell(20, 5), cell(60, 8)],
    [cell(25, 7), cell(70, 9), cell(15, 4)],
  ]);

  test('withholds a rectangle of the least value around the cell', () => {
    expect(places(table)).toEqual(['0/0 few-firms', '0/2 beside', '2/0 beside', '2/2 beside']);
    expect(protectedOf(table).withheldValue).toBe(12 + 40 + 25 + 15);
  });

  test('one cell more in its row would not have been enough', () => {
    const open = recoverable(table, [
      { row: 0, column: 0 },
      { row: 0, column: 2 },
    ]);
    expect(open).toEqual({
      ok: true,
      value: [
        { row: 0, column: 0 },
        { row: 0, column: 2 },
      ],
    });
  });

  test('a cell that follows only over several rows and columns is found', () => {
    const wide = withTotals([1, 2, 3, 4].map((r) => [1, 2, 3, 4].map((c) => cell(10 * r + c, 9))));
    const square = (at: number): CellPlace[] =>
      [0, 1].flatMap((r) => [0, 1].map((c) => ({ row: at + r, column: at + c })));
    const bridge = { row: 0, column: 2 };
    expect(recoverable(wide, [...square(0), ...square(2), bridge])).toEqual({ ok: true, value: [bridge] });
    expect(recoverable(wide, [...square(0), ...square(2)])).toEqual({ ok: true, value: [] });
  });

  test('a cell follows where its row has nothing left to give', () => {
    const zeros = withTotals([
      [cell(0, 1), cell(0, 4)],
      [cell(5, 4), cell(7, 4)],
    ]);
    const all = [0, 1].flatMap((row) => [0, 1].map((column) => ({ row, column })));
    expect(recoverable(zeros, all)).toEqual({ ok: true, value: all });
    const answer = protectedOf(zeros);
    expect(recoverable(zeros, answer.withheld)).toEqual({ ok: true, value: [] });
  });

  test.each([
    ['disclosure-shape', { rows: [[cell(1, 5)], [cell(2, 5)]], rowTotals: [cell(1, 5), cell(2, 5)] }],
    ['disclosure-shape', { rows: [[cell(1, 5)]], rowTotals: [] }],
    ['disclosure-cell', { rows: [[cell(-1, 5), cell(2, 5)]], rowTotals: [cell(1, 10)] }],
    ['disclosure-cell', { rows: [[cell(1, 0.5)]], rowTotals: [cell(1, 1)] }],
    ['disclosure-totals-differ', { rows: [[cell(1, 5), cell(2, 5)]], rowTotals: [cell(4, 10)] }],
  ] as const)('%s is refused', (code, wrong) => {
    const result = protectCells(wrong);
    expect(result.ok ? null : result.issues[0]?.code).toBe(code);
  });
});

/** What an outsider sees: every cell by name, the published ones with their value. */
interface Equation {
  readonly parts: readonly string[];
  readonly total: string;
}
const name = ({ row, column }: CellPlace) => `${row}/${column}`;
function publishedOf(table: DisclosureTable, withheld: readonly CellPlace[]) {
  const values = new Map<string, number>();
  const put = (one: DisclosureCell | undefined, row: CellPlace['row'], column: CellPlace['column']) => {
    if (one?.value !== null && one !== undefined) values.set(name({ row, column }), one.value);
  };
  for (const [r, row] of table.rows.entries()) for (const [c, one] of row.entries()) put(one, r, c);
  for (const [r, one] of table.rowTotals.entries()) put(one, r, 'total');
  for (const [c, one] of (table.columnTotals ?? []).entries()) put(one, 'total', c);
  put(table.total, 'total', 'total');
  const rows = table.rows.map((_, r) => r);
  const columns = (table.rows[0] ?? []).map((_, c) => c);
  const equations: Equation[] = rows.map((row) => ({
    parts: columns.map((column) => name({ row, column })),
    total: name({ row, column: 'total' }),
  }));
  if (table.total) {
    for (const column of columns) {
      const parts = rows.map((row) => name({ row, column }));
      equations.push({ parts, total: name({ row: 'total', column }) });
    }
    const total = name({ row: 'total', column: 'total' });
    equations.push({ parts: rows.map((row) => name({ row, column: 'total' })), total });
    equations.push({ parts: columns.map((column) => name({ row: 'total', column })), total });
  }
  return { values, equations, hidden: new Set(withheld.map(name)) };
}

/** Bounds of the withheld cells by narrowing row after row and column after column: those that meet are found out. */
function foundByBounds(table: DisclosureTable, withheld: readonly CellPlace[]): string[] {
  const { values, equations, hidden } = publishedOf(table, withheld);
  const low = new Map<string, number>();
  const high = new Map<string, number>();
  for (const [key, value] of values) {
    low.set(key, hidden.has(key) ? 0 : value);
    high.set(key, hidden.has(key) ? 1e9 : value);
  }
  const of = (bounds: Map<string, number>, keys: readonly string[]) =>
    keys.reduce((all, key) => all + (bounds.get(key) ?? 0), 0);
  for (let turn = 0; turn < 60; turn++) {
    for (const { parts, total } of equations) {
      low.set(total, Math.max(low.get(total) ?? 0, of(low, parts)));
      high.set(total, Math.min(high.get(total) ?? 0, of(high, parts)));
      for (const part of parts) {
        const others = parts.filter((other) => other !== part);
        low.set(part, Math.max(low.get(part) ?? 0, (low.get(total) ?? 0) - of(high, others)));
        high.set(part, Math.min(high.get(part) ?? 0, (high.get(total) ?? 0) - of(low, others)));
      }
    }
  }
  return [...hidden].filter((key) => (high.get(key) ?? 0) - (low.get(key) ?? 0) < 1e-6);
}

/** Cells that the equations alone determine: those that no vector of the null space moves (elimination over the withheld). */
function foundByElimination(table: DisclosureTable, withheld: readonly CellPlace[]): string[] {
  const { equations, hidden } = publishedOf(table, withheld);
  const keys = [...hidden];
  const matrix = equations.map(({ parts, total }) =>
    keys.map((key) => (parts.includes(key) ? 1 : 0) - (key === total ? 1 : 0)),
  );
  const pivots = new Map<number, number[]>();
  for (let c = 0, from = 0; c < keys.length; c++) {
    const at = matrix.findIndex((line, i) => i >= from && Math.abs(line[c] ?? 0) > 1e-9);
    if (at < 0) continue;
    const line = matrix[at] ?? [];
    matrix.splice(at, 1);
    const scaled = line.map((value) => value / (line[c] ?? 1));
    for (const [i, other] of matrix.entries()) {
      matrix[i] = other.map((value, k) => value - (other[c] ?? 0) * (scaled[k] ?? 0));
    }
    matrix.splice(from, 0, scaled);
    from += 1;
    pivots.set(c, []);
  }
  const free = keys.map((_, c) => c).filter((c) => !pivots.has(c));
  const lines = [...pivots.keys()].map((c, i) => [c, matrix[i] ?? []] as const);
  return lines.filter(([, line]) => free.every((c) => Math.abs(line[c] ?? 0) < 1e-9)).map(([c]) => keys[c] ?? '');
}

const anyCell = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 20, max: 100 }))
  .map(([value, firms, share]) => (firms === 0 ? cell(0, 0) : cell(value, firms, firms === 1 ? 100 : share)));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), fc.boolean())
  .chain(([r, c, isList]) =>
    fc
      .array(fc.array(anyCell, { minLength: c, maxLength: c }), {
        minLength: isList ? 1 : r,
        maxLength: isList ? 1 : r,
      })
      .map((rows): DisclosureTable => (isList ? list(...(rows[0] ?? [])) : withTotals(rows))),
  );

describe('any table', () => {
  test('that is protected gives no withheld cell away, neither by bounds nor by elimination', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { withheld } = protectedOf(table);
        const found = new Set([...foundByBounds(table, withheld), ...foundByElimination(table, withheld)]);
        expect([...found]).toEqual([]);
        expect(recoverable(table, withheld)).toEqual({ ok: true, value: [] });
      }),
      { numRuns: 300 },
    );
  });

  test('whatever is withheld, all that bounds or elimination find is found', () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.boolean()), (table, choice) => {
        const { values } = publishedOf(table, []);
        const withheld = [...values.keys()]
          .filter(() => choice.next().value)
          .map((key): CellPlace => {
            const [row = '', column = ''] = key.split('/');
            return { row: row === 'total' ? row : Number(row), column: column === 'total' ? column : Number(column) };
          });
        const result = recoverable(table, withheld);
        const open = new Set(result.ok ? result.value.map(name) : []);
        for (const key of foundByElimination(table, withheld)) expect(open.has(key), key).toBe(true);
        for (const key of foundByBounds(table, withheld)) expect(open.has(key), key).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('in a published row or column the withheld cells are of three firms or more', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { withheld } = protectedOf(table);
        const hidden = new Set(withheld.map(name));
        for (const [r, row] of table.rows.entries()) {
          if (hidden.has(name({ row: r, column: 'total' }))) continue;
          const parts = row.filter((_, c) => hidden.has(name({ row: r, column: c })));
          if (parts.length > 0) expect(parts.reduce((firms, one) => firms + one.firms, 0)).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });
});
