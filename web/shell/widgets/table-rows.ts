/** What a table shows and in which order: pure functions, so that the component only draws. */
import type { ReactNode } from 'react';

export interface Column<T> {
  key: string;
  title: ReactNode;
  /** The column's name as plain text, where the title is a drawing. */
  name?: string;
  render: (row: T) => ReactNode;
  /** What sorting compares (numbers or text); also the cell's plain text for its title. */
  value?: (row: T) => number | string | null | undefined;
  align?: 'left' | 'right' | 'center';
  /** px at standard text size; a column without one shares what is left. */
  width?: number;
  /** px below which a column that shares what is left is never squeezed; the list scrolls sideways instead. */
  minWidth?: number;
  /** How soon it leaves a narrow window: 0 never (state, name, figure), then the highest first. Default 1. */
  rank?: number;
  sortable?: boolean;
}

export type Item<T> =
  | { kind: 'group'; key: string; rows: readonly T[]; folded: boolean }
  | { kind: 'row'; row: T; index: number };

/** 'name' ascending, '-name' descending; rows without a value stay last either way. */
export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], sort: string): readonly T[] {
  const descending = sort.startsWith('-');
  const value = columns.find((column) => column.key === sort.replace(/^-/, ''))?.value;
  if (!value) return rows;
  const collator = new Intl.Collator('zh-CN', { numeric: true });
  return rows.toSorted((left, right) => {
    const a = value(left);
    const b = value(right);
    if (a === null || a === undefined) return b === null || b === undefined ? 0 : 1;
    if (b === null || b === undefined) return -1;
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
    return descending ? -order : order;
  });
}

/** Rows with a heading before each group; groups stand in the order of their first row. */
export function groupRows<T>(
  rows: readonly T[],
  groupOf: ((row: T) => string) | undefined,
  folded: ReadonlySet<string>,
): Item<T>[] {
  if (!groupOf) return rows.map((row, index) => ({ kind: 'row', row, index }));
  const groups = Map.groupBy(rows, groupOf);
  const items: Item<T>[] = [];
  let index = 0;
  for (const [key, members] of groups) {
    items.push({ kind: 'group', key, rows: members, folded: folded.has(key) });
    if (folded.has(key)) continue;
    for (const row of members) items.push({ kind: 'row', row, index: index++ });
  }
  return items;
}

const widthOf = <T>(column: Column<T>) => column.width ?? column.minWidth ?? 150;

/** The columns that fit; those of the highest rank leave first, rank 0 never. */
export function fitColumns<T>(columns: readonly Column<T>[], available: number, scale: number): readonly Column<T>[] {
  const kept = [...columns];
  const total = () => kept.reduce((sum, column) => sum + widthOf(column) * scale, 0);
  while (available > 0 && total() > available) {
    const highest = Math.max(...kept.map((column) => column.rank ?? 1));
    if (highest <= 0) break;
    kept.splice(
      kept.findLastIndex((column) => (column.rank ?? 1) === highest),
      1,
    );
  }
  return kept;
}

/** Width of each column in px; undefined is an equal share of what is left, as long as that is not below its least. */
export function columnWidths<T>(columns: readonly Column<T>[], available: number, scale: number) {
  const fixed = new Map(
    columns.flatMap((column) => (column.width ? [[column.key, column.width * scale] as const] : [])),
  );
  for (;;) {
    const rest = available - [...fixed.values()].reduce((sum, width) => sum + width, 0);
    const sharing = columns.filter(({ key }) => !fixed.has(key));
    const narrow = sharing.filter(({ minWidth = 0 }) => minWidth * scale > rest / sharing.length);
    if (available <= 0 || narrow.length === 0) return columns.map(({ key }) => fixed.get(key));
    for (const { key, minWidth = 0 } of narrow) fixed.set(key, minWidth * scale);
  }
}

/** The browser's limit of an element's height is about 33 million px; beyond this we scroll faster than 1:1. */
const tallest = 12_000_000;

/** Which items are on screen, and how much room to leave before and after them. */
export function visibleWindow(input: { count: number; rowHeight: number; scrollTop: number; viewHeight: number }) {
  const { count, rowHeight, scrollTop, viewHeight } = input;
  const full = count * rowHeight;
  const height = Math.min(full, tallest);
  const travel = Math.max(1, height - viewHeight);
  const top = full <= tallest ? scrollTop : (Math.min(scrollTop, travel) / travel) * (full - viewHeight);
  const overscan = 8;
  const first = Math.max(0, Math.min(count, Math.floor(top / rowHeight)) - overscan);
  const last = Math.min(count, Math.ceil((top + viewHeight) / rowHeight) + overscan);
  const before = Math.max(0, scrollTop + first * rowHeight - top);
  const after = Math.max(0, height - before - (last - first) * rowHeight);
  return { first, last, before, after };
}

/** Where to scroll so that an item is in view; null when it already is. */
export function scrollToItem(input: {
  index: number;
  count: number;
  rowHeight: number;
  scrollTop: number;
  viewHeight: number;
}): number | null {
  const { index, count, rowHeight, scrollTop, viewHeight } = input;
  const full = count * rowHeight;
  const scale = full <= tallest ? 1 : (full - viewHeight) / (tallest - viewHeight);
  const top = scrollTop * scale;
  if (index * rowHeight < top) return (index * rowHeight) / scale;
  if ((index + 1) * rowHeight > top + viewHeight) return ((index + 1) * rowHeight - viewHeight) / scale;
  return null;
}

/** Where each pinned column stands, from the left edge. */
export function pinnedLefts<T>(pinned: readonly Column<T>[], start: number, scale: number): number[] {
  let left = start;
  return pinned.map((column) => {
    const here = left;
    left += widthOf(column) * scale;
    return here;
  });
}
