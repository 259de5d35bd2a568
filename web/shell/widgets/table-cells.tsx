import { useText } from '../preferences.tsx';
import type { Column, Item } from './table-rows.ts';
import { text } from './text.ts';

const cellClass = (align: Column<never>['align'], left: number | undefined) =>
  `ln-${align ?? 'left'}${left === undefined ? '' : ' ln-pinned'}`;

/** A row's element, to be brought into view. */
export const rowId = (table: string, key: string) => `ln-row-${table}-${key}`;

/** The room that rows out of sight would take. */
export function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr className="ln-gap">
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

interface HeadCellProps<T> {
  column: Column<T>;
  sort: string;
  onSort: (sort: string | null) => void;
  /** px from the left edge where it is pinned. */
  left: number | undefined;
}

/** A column's heading; a press sorts up, then down, then not. */
export function HeadCell<T>({ column, sort, onSort, left }: HeadCellProps<T>) {
  const t = useText(text);
  const sortable = column.sortable ?? column.value !== undefined;
  const direction = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : 'none';
  const next = { none: column.key, ascending: `-${column.key}`, descending: null }[direction];
  const name = column.name ?? (typeof column.title === 'string' ? column.title : column.key);
  return (
    <th
      scope="col"
      className={cellClass(column.align, left)}
      style={left === undefined ? undefined : { left }}
      aria-sort={sortable ? direction : undefined}
    >
      {sortable ? (
        <button type="button" className="ln-sort" title={t.sortBy(name)} onClick={() => onSort(next)}>
          {column.title}
          <span aria-hidden="true">{{ none: '', ascending: ' ↑', descending: ' ↓' }[direction]}</span>
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

interface BodyRowProps<T> {
  item: Extract<Item<T>, { kind: 'row' }>;
  table: { id: string; rowKey: (row: T) => string; rowName?: ((row: T) => string) | undefined };
  columns: readonly Column<T>[];
  lefts: readonly number[];
  state: { selectable: boolean; active: boolean; selected: boolean };
  onToggle: (key: string) => void;
  onActivate: (key: string) => void;
  onOpen: ((row: T) => void) | undefined;
}

/** One row: its checkbox, its cells, and a click that opens it. */
export function BodyRow<T>({ item, table, columns, lefts, state, onToggle, onActivate, onOpen }: BodyRowProps<T>) {
  const t = useText(text);
  const { row } = item;
  const key = table.rowKey(row);
  const click = (event: React.MouseEvent) => {
    onActivate(key);
    const onControl = event.target instanceof Element && event.target.closest('a, button, input, label, select');
    if (onOpen && !onControl && !getSelection()?.toString()) onOpen(row);
  };
  return (
    <tr
      id={rowId(table.id, key)}
      aria-rowindex={item.index + 2}
      aria-selected={state.selectable ? state.selected : undefined}
      className={`${state.selected ? 'ln-selected' : ''}${state.active ? ' ln-active' : ''}${onOpen ? ' ln-opens' : ''}`}
      onClick={click}
    >
      {state.selectable ? (
        <td className="ln-pick">
          <input
            type="checkbox"
            aria-label={t.selectRow(table.rowName?.(row) ?? key)}
            checked={state.selected}
            onChange={() => onToggle(key)}
          />
        </td>
      ) : null}
      {columns.map((column, index) => {
        const left = lefts[index];
        const content = column.render(row);
        const title = column.value?.(row);
        return (
          <td
            key={column.key}
            className={cellClass(column.align, left)}
            style={left === undefined ? undefined : { left }}
            title={typeof title === 'string' ? title : undefined}
          >
            {content}
          </td>
        );
      })}
    </tr>
  );
}
