import { expect, test } from 'vitest';
import {
  type Column,
  columnWidths,
  fitColumns,
  groupRows,
  scrollToItem,
  sortRows,
  visibleWindow,
} from './table-rows.ts';

interface Row {
  name: string;
  value: number | null;
}
const column = (key: string, more: Partial<Column<Row>> = {}): Column<Row> => ({
  key,
  title: key,
  render: () => key,
  ...more,
});
const columns = [column('value', { value: (row) => row.value })];
const rows: Row[] = [
  { name: 'a', value: 2 },
  { name: 'b', value: null },
  { name: 'c', value: 10 },
];

test('rows without a value stay last in either direction', () => {
  expect(sortRows(rows, columns, 'value').map(({ name }) => name)).toEqual(['a', 'c', 'b']);
  expect(sortRows(rows, columns, '-value').map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  expect(sortRows(rows, columns, 'unheard-of')).toBe(rows);
});

test('a folded group keeps its heading and gives up its rows', () => {
  const items = groupRows(rows, (row) => (row.value === null ? 'none' : 'some'), new Set(['some']));
  expect(items.map((item) => (item.kind === 'group' ? item.key : item.row.name))).toEqual(['some', 'none', 'b']);
});

test('the column of the highest rank leaves first, rank 0 never', () => {
  const all = [
    column('a', { width: 100, rank: 0 }),
    column('b', { width: 100, rank: 2 }),
    column('c', { width: 100, rank: 3 }),
  ];
  const kept = (available: number) => fitColumns(all, available, 1).map(({ key }) => key);
  expect(kept(300)).toEqual(['a', 'b', 'c']);
  expect(kept(250)).toEqual(['a', 'b']);
  expect(kept(150)).toEqual(['a']);
  expect(kept(50)).toEqual(['a']);
});

test('a column that shares what is left keeps its least width; the others share the rest', () => {
  const all = [
    column('a', { width: 100 }),
    column('b', { minWidth: 300 }),
    column('c', { minWidth: 100 }),
    column('d'),
  ];
  expect(columnWidths(all, 1300, 1)).toEqual([100, undefined, undefined, undefined]);
  expect(columnWidths(all, 700, 1)).toEqual([100, 300, undefined, undefined]);
  expect(columnWidths(all, 500, 1)).toEqual([100, 300, 100, undefined]);
  expect(columnWidths(all, 0, 1)).toEqual([100, undefined, undefined, undefined]);
});

test.each([100, 10_000, 1_000_000, 5_000_000])(
  'of %i rows the window shows the first at the top and the last at the bottom',
  (count) => {
    const view = { count, rowHeight: 36, viewHeight: 720 };
    const top = visibleWindow({ ...view, scrollTop: 0 });
    expect(top.first).toBe(0);
    const height = top.before + top.after + (top.last - top.first) * 36;
    const bottom = visibleWindow({ ...view, scrollTop: height - 720 });
    expect(bottom.last).toBe(count);
    expect(bottom.last - bottom.first).toBeLessThanOrEqual(720 / 36 + 18);
    expect(bottom.before + (bottom.last - bottom.first) * 36 + bottom.after).toBeCloseTo(height, 3);
  },
);

test('scrolling to a row brings it into view, and does nothing when it is there', () => {
  const view = { count: 2_000_000, rowHeight: 36, viewHeight: 720 };
  for (const index of [0, 17, 1_234_567, 1_999_999]) {
    const scrollTop = scrollToItem({ ...view, scrollTop: 3_000_000, index }) ?? 3_000_000;
    const shown = visibleWindow({ ...view, scrollTop });
    expect(shown.first).toBeLessThanOrEqual(index);
    expect(shown.last).toBeGreaterThan(index);
    expect(scrollToItem({ ...view, scrollTop, index })).toBeNull();
  }
});
