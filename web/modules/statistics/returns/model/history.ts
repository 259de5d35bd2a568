/** Steps of editing that can be taken back. Pure. */
import type { Cell, FormColumn, RowKey } from '@liannao/statistics';

/** What a cell holds: what was read from the text, and the text itself where it could not be read. */
export interface CellState {
  readonly cell: Cell | null;
  readonly typed: string | null;
}

export interface CellChange {
  readonly row: RowKey;
  readonly column: FormColumn;
  readonly before: CellState;
  readonly after: CellState;
}

export interface History {
  readonly done: readonly (readonly CellChange[])[];
  readonly undone: readonly (readonly CellChange[])[];
  /** Changes of one group (typing in one cell) are one step. */
  readonly group: string | null;
}

export const noHistory: History = { done: [], undone: [], group: null };
const mostSteps = 200;

/** `group`: null for a step of its own. Recording clears what could be done again. */
export function record(history: History, changes: readonly CellChange[], group: string | null = null): History {
  if (changes.length === 0) return history;
  const last = history.done.at(-1);
  if (group !== null && group === history.group && last && history.undone.length === 0) {
    return { ...history, done: [...history.done.slice(0, -1), joined(last, changes)] };
  }
  return { done: [...history.done, changes].slice(-mostSteps), undone: [], group };
}

/** Later changes of the same cell keep the first `before`. */
function joined(first: readonly CellChange[], then: readonly CellChange[]): CellChange[] {
  const all = [...first];
  for (const change of then) {
    const at = all.findIndex(({ row, column }) => row === change.row && column === change.column);
    const known = all[at];
    if (known) all[at] = { ...known, after: change.after };
    else all.push(change);
  }
  return all;
}

/** The step to take back, its changes turned round; null where there is none. */
export function undo(history: History): { history: History; changes: readonly CellChange[] } | null {
  const step = history.done.at(-1);
  if (!step) return null;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step], group: null },
    changes: step.toReversed().map((change) => ({ ...change, before: change.after, after: change.before })),
  };
}

export function redo(history: History): { history: History; changes: readonly CellChange[] } | null {
  const step = history.undone.at(-1);
  if (!step) return null;
  return {
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1), group: null },
    changes: step,
  };
}
