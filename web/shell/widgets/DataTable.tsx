import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useHotkeys } from '../hotkeys.ts';
import { Link, useGo } from '../Link.tsx';
import { textScale, usePreferences, useText } from '../preferences.tsx';
import { useUrlState } from '../url.ts';
import { KeyHints } from './KeyHints.tsx';
import { rememberedList, rememberList } from './neighbours.ts';
import { formatNumber } from './number.ts';
import { SyntheticMark } from './SyntheticMark.tsx';
import { mostPrinted, usePrinting, useScrollView } from './scroll-view.ts';
import { BodyRow, Gap, HeadCell, rowId } from './table-cells.tsx';
import {
  type Column,
  columnWidths,
  fitColumns,
  groupRows,
  pinnedLefts,
  scrollToItem,
  sortRows,
  visibleWindow,
} from './table-rows.ts';
import { text } from './text.ts';

export type { Column } from './table-rows.ts';

export interface DataTableProps<T> {
  /** Names the list: for its place when coming back, and for `useNeighbours` on the detail page. */
  id: string;
  /** Said to a screen reader. */
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** What the row is called, for its checkbox. Default: its key. */
  rowName?: (row: T) => string;
  /** `Enter` or a click on the row opens it. */
  rowPath?: ((row: T) => string) | undefined;
  onOpen?: ((row: T) => void) | undefined;
  /** `o`: the source sentence. */
  onSource?: ((row: T) => void) | undefined;
  /** `e`: the export. */
  onExport?: (() => void) | undefined;
  /** With it rows can be selected (`x`); it draws the buttons of the action bar. */
  actions?: ((selected: readonly T[], clear: () => void) => ReactNode) | undefined;
  groupOf?: ((row: T) => string) | undefined;
  groupTitle?: (key: string, rows: readonly T[]) => ReactNode;
  /** At the right of a group's heading: counts. */
  groupNote?: (key: string, rows: readonly T[]) => ReactNode;
  /** All rows there are, where more are loaded on the way down. */
  total?: number | undefined;
  onNeedMore?: (() => void) | undefined;
  /** URL parameter of the order; `serverSort` when the server sorts by it. Default 'sort'. */
  sortKey?: string;
  serverSort?: boolean;
  /** How many columns stay at the left while scrolling sideways; those before the last need a width. Default 1. */
  pinned?: number;
  density?: 'dense' | 'normal';
  /** 'fill' scrolls within what is left of the window, 'content' is as tall as its rows, a number is px. */
  height?: 'fill' | 'content' | number;
  /** Old rows at 60 % while new ones come. */
  updating?: boolean;
  synthetic?: boolean | undefined;
  footer?: ReactNode;
  /** j, k, x, Enter. Off for a second table on the page. */
  keyboard?: boolean;
  empty?: ReactNode;
}

/** A list: virtual from the first row, sorted, grouped, by keyboard, with what is selected acted on together. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, rows, rowKey, groupOf, height = 'fill', density = 'dense', keyboard = true } = props;
  const t = useText(text);
  const go = useGo();
  const scale = textScale[usePreferences().textSize];
  const [sort, setSort] = useUrlState(props.sortKey ?? 'sort', '');
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(() => rememberedList(props.id)?.current ?? null);
  const [allColumns, setAllColumns] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const view = useScrollView(scroller, height);
  const isNarrow = view.width > 0 && view.width < narrowWidth * scale;
  const rowHeight = Math.round((isNarrow ? 52 : density === 'dense' ? 36 : 40) * scale);

  const selectable = props.actions !== undefined;
  const room = view.width - (selectable ? pickWidth : 0);
  const wanted = isNarrow ? columns.map(halved) : columns;
  const shownColumns = allColumns ? wanted : fitColumns(wanted, room, scale);
  const widths = columnWidths(shownColumns, room, scale);
  const hidden = columns.length - shownColumns.length;
  const lefts = pinnedLefts(shownColumns.slice(0, props.pinned ?? 1), selectable ? pickWidth : 0, scale);
  const items = useMemo(
    () => groupRows(props.serverSort ? rows : sortRows(rows, columns, sort), groupOf, folded),
    [rows, columns, sort, groupOf, folded, props.serverSort],
  );
  const rowItems = useMemo(() => items.filter((item) => item.kind === 'row'), [items]);
  const keys = useMemo(() => rowItems.map((item) => rowKey(item.row)), [rowItems, rowKey]);
  const headHeight = Math.round(36 * scale);
  const limits = {
    count: items.length,
    rowHeight,
    scrollTop: view.top,
    viewHeight: Math.max(0, view.height - headHeight),
  };
  const printing = usePrinting();
  const whole = height === 'content' || (printing && items.length <= mostPrinted);
  const shown = whole ? { first: 0, last: items.length, before: 0, after: 0 } : visibleWindow(limits);

  const { onNeedMore } = props;
  useEffect(() => {
    if (onNeedMore && shown.last >= items.length - 20 && rows.length < (props.total ?? rows.length)) onNeedMore();
  }, [onNeedMore, shown.last, items.length, rows.length, props.total]);

  const reveal = (key: string) => {
    const index = items.findIndex((item) => item.kind === 'row' && rowKey(item.row) === key);
    const top = scrollToItem({ ...limits, index });
    if (top !== null && height !== 'content') scroller.current?.scrollTo({ top });
    else if (height === 'content') document.getElementById(rowId(props.id, key))?.scrollIntoView({ block: 'nearest' });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list comes back
  useLayoutEffect(() => {
    if (active && view.height > 0) reveal(active);
  }, [view.height > 0]);

  const move = (by: number) => {
    const at = active === null ? -1 : keys.indexOf(active);
    const next = keys[Math.max(0, Math.min(keys.length - 1, at + by))];
    if (next === undefined) return;
    setActive(next);
    reveal(next);
  };
  const activeRow = () => rowItems.find((item) => rowKey(item.row) === active)?.row;
  const open = (row: T) => {
    rememberList(props.id, keys, rowKey(row));
    setActive(rowKey(row));
    if (props.onOpen) props.onOpen(row);
    else if (props.rowPath) go(props.rowPath(row));
  };
  const canOpen = props.onOpen !== undefined || props.rowPath !== undefined;
  const toggle = (key: string) => setSelected(withToggled(selected, key));
  const clear = () => setSelected(new Set());
  const withActive = (act: ((row: T) => void) | undefined) => () => {
    const row = activeRow();
    if (row !== undefined) act?.(row);
  };
  const optional = (present: unknown, keys: string, label: string, run: () => void) =>
    present ? [{ keys, label, run }] : [];
  useHotkeys(
    [
      { keys: 'j', label: t.keys.next, run: () => move(1) },
      { keys: 'k', label: t.keys.previous, run: () => move(-1) },
      ...optional(selectable, 'x', t.keys.select, () => active && toggle(active)),
      ...optional(canOpen, 'Enter', t.keys.open, withActive(open)),
      ...optional(props.onSource, 'o', t.keys.source, withActive(props.onSource)),
      ...optional(props.onExport, 'e', t.keys.export, () => props.onExport?.()),
    ],
    keyboard,
  );

  const chosen = rows.filter((row) => selected.has(rowKey(row)));
  const allSelected = keys.length > 0 && chosen.length === keys.length;
  const span = shownColumns.length + (selectable ? 1 : 0);
  const total = props.total ?? rows.length;
  const at = active === null ? -1 : keys.indexOf(active);
  return (
    <div className="ln-card ln-table-card">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={scroller} className="ln-table-scroll" aria-label={props.caption} tabIndex={0} style={view.style}>
        <table
          className={`ln-table${props.updating ? ' ln-outdated' : ''}${isNarrow ? ' ln-narrow' : ''}`}
          aria-rowcount={total + 1}
          aria-busy={props.updating}
          style={{ '--row': `${rowHeight}px`, '--head': `${headHeight}px` } as React.CSSProperties}
        >
          <caption className="ln-hidden">{props.caption}</caption>
          <colgroup>
            {selectable ? <col style={{ width: pickWidth }} /> : null}
            {shownColumns.map((column, index) => (
              <col key={column.key} style={{ width: widths[index] }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {selectable ? (
                <th scope="col" className="ln-pick">
                  <input
                    type="checkbox"
                    aria-label={t.selectAll}
                    checked={allSelected}
                    onChange={() => setSelected(allSelected ? new Set() : new Set(keys))}
                  />
                </th>
              ) : null}
              {shownColumns.map((column, index) => (
                <HeadCell key={column.key} column={column} sort={sort} onSort={setSort} left={lefts[index]} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.before > 0 ? <Gap height={shown.before} span={span} /> : null}
            {items.slice(shown.first, shown.last).map((item) =>
              item.kind === 'group' ? (
                <tr key={`group ${item.key}`} className="ln-group">
                  <th scope="colgroup" colSpan={span}>
                    <button
                      type="button"
                      aria-expanded={!item.folded}
                      title={t.foldGroup}
                      onClick={() => setFolded(withToggled(folded, item.key))}
                    >
                      <span aria-hidden="true">{item.folded ? '▸' : '▾'}</span>{' '}
                      {props.groupTitle?.(item.key, item.rows) ?? <b>{item.key}</b>}
                    </button>
                    <span className="ln-group-note">{props.groupNote?.(item.key, item.rows)}</span>
                  </th>
                </tr>
              ) : (
                <BodyRow
                  key={rowKey(item.row)}
                  item={item}
                  table={props}
                  columns={shownColumns}
                  lefts={lefts}
                  state={{ selectable, active: active === rowKey(item.row), selected: selected.has(rowKey(item.row)) }}
                  onToggle={toggle}
                  onActivate={setActive}
                  onOpen={canOpen ? open : undefined}
                />
              ),
            )}
            {shown.after > 0 ? <Gap height={shown.after} span={span} /> : null}
          </tbody>
        </table>
        {items.length === 0 ? props.empty : null}
      </section>
      <footer className="ln-table-foot ln-small">
        {chosen.length > 0 ? (
          <span className="ln-row" aria-live="polite">
            <span>{t.selected(chosen.length)}</span>
            {props.actions?.(chosen, clear)}
            <button type="button" className="ln-link" onClick={clear}>
              {t.clearSelection}
            </button>
          </span>
        ) : (
          <span className="ln-third" aria-live="polite">
            {at >= 0 ? t.rowOf(formatNumber(at + 1), formatNumber(total)) : t.rowsTotal(formatNumber(total))}
            {props.updating ? ` ${t.updating}` : ''}
          </span>
        )}
        {hidden > 0 || allColumns ? (
          <span className="ln-third">
            {allColumns ? null : `${t.hiddenColumns(hidden)} `}
            {allColumns ? null : (
              <button type="button" className="ln-link" onClick={() => setAllColumns(true)}>
                {t.showColumns}
              </button>
            )}
          </span>
        ) : null}
        <span className="ln-grow" />
        {props.synthetic ? <SyntheticMark /> : null}
        {props.footer}
        {keyboard ? (
          <KeyHints
            hints={[
              { keys: ['J', 'K'], label: t.keys.move },
              ...(selectable ? [{ keys: ['X'], label: t.keys.select }] : []),
              ...(canOpen ? [{ keys: ['Enter'], label: t.keys.open }] : []),
              ...(props.onSource ? [{ keys: ['O'], label: t.keys.source }] : []),
            ]}
          />
        ) : null}
      </footer>
    </div>
  );
}

/** px of the column with the checkboxes. */
const pickWidth = 36;

/** Below this many px, as on a phone, rows are tall enough for a name on two lines, which then needs half the width. */
const narrowWidth = 520;
const halved = <T,>(column: Column<T>): Column<T> =>
  column.minWidth === undefined ? column : { ...column, minWidth: Math.ceil(column.minWidth / 2) };

function withToggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** A name in a row that leads to its page, by mouse, by Tab, or in a new window. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="ln-row-link">
      {children}
    </Link>
  );
}
