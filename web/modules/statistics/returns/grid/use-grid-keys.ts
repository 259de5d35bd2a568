import type { Cells, FormColumn, RowKey } from '@liannao/statistics';
import { useRef, useState } from 'react';
import { useHotkeys } from '../../../../shell/hotkeys.ts';
import { useText } from '../../../../shell/preferences.tsx';
import type { DraftStore } from '../draft/draft.ts';
import { isGreyed } from '../model/base.ts';
import { isBaseColumn } from '../model/cells.ts';
import { readEntry } from '../model/entry.ts';
import { type CellAt, type Direction, moved, nextAfter } from '../model/moves.ts';
import { isBlock, parseBlock, placeBlock } from '../model/paste.ts';
import { text } from '../text.ts';
import type { Found, Layout } from '../use-return.ts';
import { cellId, type GridActions } from './GridCell.tsx';

/** Brings a cell into view and under the keys; what stands in it is selected, so that typing replaces it. */
export function goToCell({ row, column }: CellAt): void {
  const input = document.getElementById(cellId(row, column));
  input?.focus();
  if (input instanceof HTMLInputElement) input.select();
}

interface GridKeysInput {
  store: DraftStore;
  layout: Layout;
  found: Found;
  isOpen: boolean;
  onChangeBase: (cell: CellAt) => void;
  say: (words: string) => void;
}

/** Keyboard, clipboard and undo of the grid: one set of listeners for all its cells. */
export function useGridKeys(input: GridKeysInput) {
  const t = useText(text).grid;
  const [focused, setFocused] = useState<CellAt | null>(null);
  const now = useRef(input);
  now.current = input;
  const step = useRef<CellAt | null>(null);

  const [actions] = useState<GridActions>(() => ({
    type: (row, column, words) => {
      const { store, layout } = now.current;
      const line = layout.rows.find(({ id }) => id === row);
      if (!line) return;
      const read = readEntry(words, line.row);
      const group = `${row}|${column}`;
      if (!read.ok) return store.put([], { group, unread: [{ row, column, typed: words.trim() }] });
      const before = store.get().cells[row]?.[column];
      store.put([{ row, column, cell: read.cell && withSaid(read.cell, before) }], { group });
    },
    changeBase: (row, column) => now.current.onChangeBase({ row, column }),
  }));

  const nextProblem = () => {
    const { layout, found } = now.current;
    const next = nextAfter(layout, found.due, focused);
    if (next?.row) goToCell({ row: next.row, column: next.column ?? firstAsked(layout, next.row) });
  };
  useHotkeys([{ keys: 'F8', label: t.keys.problem, run: nextProblem, whileTyping: true }]);

  const takeBack = (how: 'undo' | 'redo', target: HTMLElement) => {
    target.blur();
    const changes = input.store[how]();
    const [first] = changes;
    input.say(first ? (how === 'undo' ? t.undone : t.redone) : t.nothingUndone);
    // After the cells have their old values again.
    requestAnimationFrame(() => (first ? goToCell(first) : target.focus()));
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const at = cellOf(event.target);
    if (!at || event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if ((event.ctrlKey || event.metaKey) && (key === 'z' || key === 'y')) {
      event.preventDefault();
      return takeBack(key === 'y' || event.shiftKey ? 'redo' : 'undo', target);
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((key === 'F2' || key === 'Enter') && target.classList.contains('stat-greyed') && input.isOpen) {
      event.preventDefault();
      return input.onChangeBase(at);
    }
    const direction = directionOf(event, target);
    if (!direction) return;
    event.preventDefault();
    const next = moved(input.layout, at, direction);
    if (next) goToCell(next);
  };

  const onPaste = (event: React.ClipboardEvent) => {
    const at = cellOf(event.target);
    const words = event.clipboardData.getData('text/plain');
    if (!at || !input.isOpen || !isBlock(words)) return;
    event.preventDefault();
    const target = event.target as HTMLElement;
    target.blur();
    const { store, layout } = now.current;
    const { cells } = store.get();
    const pasted = placeBlock(
      {
        ...layout,
        isLocked: (cell) => isLocked(layout, cells, cell),
        cellOf: ({ row, column }) => cells[row]?.[column] ?? null,
      },
      at,
      parseBlock(words),
    );
    store.put(
      pasted.sets.map((one) => ({ ...one, cell: one.cell && withSaid(one.cell, cells[one.row]?.[one.column]) })),
      { unread: pasted.unread },
    );
    target.focus();
    input.say(
      [
        t.pasted(pasted.sets.length + pasted.unread.length),
        pasted.unread.length > 0 ? t.pastedUnread(pasted.unread.length) : '',
        pasted.locked > 0 ? t.pastedLocked(pasted.locked) : '',
        pasted.outside > 0 ? t.pastedOutside(pasted.outside) : '',
      ].join(''),
    );
  };

  const onFocus = (event: React.FocusEvent) => {
    const at = cellOf(event.target);
    if (!at || (step.current?.row === at.row && step.current.column === at.column)) return;
    step.current = at;
    setFocused(at);
    if (event.target instanceof HTMLInputElement) event.target.select();
  };

  return { actions, handlers: { onKeyDown, onPaste, onFocus }, focused, nextProblem };
}

/** What was said to a cell stays when its figure is corrected. */
const withSaid = (cell: NonNullable<ReturnType<typeof asCell>>, before: Cells[string][FormColumn]) => ({
  ...cell,
  ...(before?.reason === undefined ? {} : { reason: before.reason }),
  ...(before?.reasonCode === undefined ? {} : { reasonCode: before.reasonCode }),
});
const asCell = (cell: Cells[string][FormColumn]) => cell;

const firstAsked = (layout: Layout, row: RowKey): FormColumn =>
  layout.columns.find((column) => layout.rows.find(({ id }) => id === row)?.asked.has(column)) ?? 'current';

const isLocked = ({ known }: Layout, cells: Cells, { row, column }: CellAt) =>
  isBaseColumn(column) && isGreyed(cells[row]?.[column], known[row]?.[column]);

function cellOf(target: EventTarget): CellAt | null {
  if (!(target instanceof HTMLElement)) return null;
  const { row, column } = target.dataset;
  return row === undefined || column === undefined ? null : { row, column: column as FormColumn };
}

/** Enter and the arrows; sideways only where the caret would leave the text. A list of answers keeps its own arrows. */
function directionOf(event: React.KeyboardEvent, target: HTMLElement): Direction | null {
  if (event.key === 'Enter') return event.shiftKey ? 'up' : 'down';
  if (!(target instanceof HTMLInputElement) || event.shiftKey) return null;
  if (event.key === 'ArrowDown') return 'down';
  if (event.key === 'ArrowUp') return 'up';
  const { selectionStart, selectionEnd, value } = target;
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  if (event.key === 'ArrowLeft' && (isWhole || selectionEnd === 0)) return 'left';
  if (event.key === 'ArrowRight' && (isWhole || selectionStart === value.length)) return 'right';
  return null;
}
