/**
 * One return being filled in: what is typed, kept in the browser at each cell, saved on the server after a pause, handed
 * in when there is a connection. Knows neither React nor the network: both are handed in, and so is the clock.
 */
import type { Cells } from '@liannao/statistics';
import type { ReturnSaved } from '../../../../../server/modules/statistics/returns/model.ts';
import { type CellSet, cellKey, sameCell, sameCells, splitCellKey, withCells } from '../model/cells.ts';
import { type CellChange, type CellState, type History, noHistory, record, redo, undo } from '../model/history.ts';
import { type Merged, mergeCells } from '../model/merge.ts';
import type { ReturnView } from '../view.ts';
import type { KeptDraft } from './kept.ts';
import { nextSend, retrySeconds, setbackOf } from './sending.ts';

export type Phase = 'still' | 'waiting' | 'sending' | 'off-line' | 'conflict' | 'refused';

export interface Draft {
  readonly cells: Cells;
  /** Texts that could not be read, by cell key. */
  readonly typed: Readonly<Record<string, string>>;
  /** What the server has, as far as is known here. */
  readonly base: { readonly revision: number; readonly cells: Cells };
  readonly phase: Phase;
  /** When it was last kept in this browser; null: not yet, `false`: the browser refuses. */
  readonly keptAt: number | null | false;
  readonly savedAt: number | null;
  /** What the server said that the return became by saving; null: as it was loaded. */
  readonly state: ReturnSaved['state'] | null;
  readonly retryAt: number | null;
  readonly submitKey: string | null;
  /** Why the server refused. */
  readonly problem: unknown;
  readonly conflict: { readonly view: ReturnView; readonly merged: Merged } | null;
  /** Somebody else's changes of other cells that came in, to be told once. */
  readonly taken: number;
  readonly mayUndo: boolean;
  readonly mayRedo: boolean;
}

export interface DraftDeps {
  readonly save: (cells: Cells, revision: number) => Promise<ReturnSaved>;
  readonly submit: (input: { cells: Cells; revision: number; key: string }) => Promise<unknown>;
  readonly fetch: () => Promise<ReturnView>;
  readonly keep: (draft: KeptDraft | null) => Promise<void>;
  /** Told after handing in, so that the page shows the new state. */
  readonly onSubmitted: () => void;
  readonly newKey: () => string;
  readonly now: () => number;
  readonly later: (run: () => void, ms: number) => () => void;
}

export interface DraftStore {
  readonly get: () => Draft;
  readonly subscribe: (listener: () => void) => () => void;
  /** Cells set together are one step; typing within one `group` is one as well. */
  readonly put: (sets: readonly CellSet[], more?: PutOptions) => void;
  readonly replace: (cells: Cells) => void;
  readonly undo: () => readonly CellChange[];
  readonly redo: () => readonly CellChange[];
  readonly submit: () => void;
  readonly stopSubmit: () => void;
  /** Sends now what waits: the connection is back, or the page is left. */
  readonly flush: () => void;
  readonly resolve: (cells: Cells) => void;
  readonly adopt: (view: ReturnView, cells: Cells) => void;
  readonly dispose: () => void;
}

interface PutOptions {
  readonly group?: string;
  readonly unread?: readonly { readonly row: string; readonly column: CellSet['column']; readonly typed: string }[];
}

const saveAfterMs = 1500;
const keepAfterMs = 150;

export interface DraftStart {
  readonly returnId: string;
  /** Reporter and form, for the list of what waits. */
  readonly name: string;
  readonly revision: number;
  readonly cells: Cells;
  /** What was typed here earlier and has not reached the server. */
  readonly kept: KeptDraft | null;
}

export function createDraft(start: DraftStart, deps: DraftDeps): DraftStore {
  const listeners = new Set<() => void>();
  let history: History = noHistory;
  let failures = 0;
  let stopSave: (() => void) | null = null;
  let stopKeep: (() => void) | null = null;
  let draft: Draft = begin(start);

  const set = (change: Partial<Draft>) => {
    draft = { ...draft, ...change, mayUndo: history.done.length > 0, mayRedo: history.undone.length > 0 };
    for (const listener of listeners) listener();
  };
  const isSettled = () => nextSend(draft) === null && Object.keys(draft.typed).length === 0;

  const keepNow = async () => {
    stopKeep?.();
    stopKeep = null;
    const { cells, typed, base, submitKey } = draft;
    const { returnId, name } = start;
    const kept = isSettled() ? null : { returnId, name, cells, typed, base, submitKey, at: deps.now() };
    try {
      await deps.keep(kept);
      set({ keptAt: deps.now() });
    } catch {
      set({ keptAt: false });
    }
  };
  const keepSoon = () => {
    stopKeep ??= deps.later(() => void keepNow(), keepAfterMs);
  };
  const sendIn = (ms: number) => {
    stopSave?.();
    stopSave = deps.later(() => void send(), ms);
  };
  const changed = (next: Partial<Draft>) => {
    set({ ...next, problem: null, ...(canSend(draft.phase) ? { phase: 'waiting' as const } : {}) });
    keepSoon();
    if (canSend(draft.phase)) sendIn(saveAfterMs);
  };

  async function send(): Promise<void> {
    stopSave?.();
    stopSave = null;
    if (draft.phase === 'sending' || draft.phase === 'conflict') return;
    const what = nextSend(draft);
    if (what === null) return set({ phase: 'still' });
    const { cells, base, submitKey } = draft;
    set({ phase: 'sending', retryAt: null });
    try {
      if (what === 'submit' && submitKey !== null) {
        await deps.submit({ cells, revision: base.revision, key: submitKey });
        set({ submitKey: null, base: { revision: base.revision, cells }, savedAt: deps.now(), phase: 'still' });
        await keepNow();
        return deps.onSubmitted();
      }
      const saved = await deps.save(cells, base.revision);
      failures = 0;
      set({
        base: { revision: saved.revision, cells },
        savedAt: deps.now(),
        phase: 'still',
        problem: null,
        state: saved.state,
      });
      await keepNow();
      if (nextSend(draft) !== null) sendIn(0);
    } catch (error) {
      await setBack(error);
    }
  }

  async function setBack(error: unknown): Promise<void> {
    const setback = setbackOf(error);
    if (setback === 'again') return waitAgain();
    if (setback === 'refused') {
      set({ phase: 'refused', problem: error, submitKey: null });
      return void keepNow();
    }
    try {
      const view = await deps.fetch();
      // Told of a change that is not there: asking again at once would go on for ever.
      if (view.revision <= draft.base.revision) return waitAgain();
      const merged = mergeCells({ base: draft.base.cells, mine: draft.cells, theirs: view.cells });
      if (merged.conflicts.length > 0 || draft.submitKey !== null) {
        return set({ phase: 'conflict', conflict: { view, merged } });
      }
      set({
        cells: merged.cells,
        base: { revision: view.revision, cells: view.cells },
        taken: merged.taken,
        phase: 'waiting',
      });
      sendIn(0);
    } catch {
      waitAgain();
    }
  }

  function waitAgain(): void {
    failures++;
    const seconds = retrySeconds(failures);
    set({ phase: 'off-line', retryAt: deps.now() + seconds * 1000 });
    sendIn(seconds * 1000);
  }

  const apply = (changes: readonly CellChange[]) => {
    const typed = { ...draft.typed };
    for (const { row, column, after } of changes) {
      if (after.typed === null) delete typed[cellKey(row, column)];
      else typed[cellKey(row, column)] = after.typed;
    }
    changed({
      cells: withCells(
        draft.cells,
        changes.map(({ row, column, after }) => ({ row, column, cell: after.cell })),
      ),
      typed,
    });
  };
  const stateOf = (row: string, column: CellSet['column']): CellState => ({
    cell: draft.cells[row]?.[column] ?? null,
    typed: draft.typed[cellKey(row, column)] ?? null,
  });
  const taken = (step: ReturnType<typeof undo>) => {
    if (!step) return [];
    history = step.history;
    apply(step.changes);
    return step.changes;
  };

  if (start.kept) sendIn(0);
  return {
    get: () => draft,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put: (sets, { group, unread = [] } = {}) => {
      const changes = [
        ...sets.map(({ row, column, cell }) => ({ row, column, after: { cell, typed: null } })),
        ...unread.map(({ row, column, typed }) => ({ row, column, after: { cell: null, typed } })),
      ]
        .map((one) => ({ ...one, before: stateOf(one.row, one.column) }))
        .filter(({ before, after }) => !sameCell(before.cell, after.cell) || before.typed !== after.typed);
      if (changes.length === 0) return;
      history = record(history, changes, group ?? null);
      apply(changes);
    },
    replace: (cells) => changed({ cells }),
    undo: () => taken(undo(history)),
    redo: () => taken(redo(history)),
    submit: () => {
      set({ submitKey: deps.newKey(), phase: 'waiting', problem: null });
      void keepNow();
      void send();
    },
    stopSubmit: () => {
      set({ submitKey: null });
      void keepNow();
    },
    flush: () => {
      if (nextSend(draft) !== null) void send();
      else if (stopKeep) void keepNow();
    },
    resolve: (cells) => {
      const view = draft.conflict?.view;
      if (!view) return;
      set({ cells, base: { revision: view.revision, cells: view.cells }, conflict: null, phase: 'waiting' });
      keepSoon();
      sendIn(0);
    },
    adopt: (view, cells) => {
      if (draft.state !== null) set({ state: null });
      if (view.revision <= draft.base.revision || nextSend(draft) !== null || draft.phase === 'sending') return;
      history = noHistory;
      set({ cells, base: { revision: view.revision, cells }, phase: 'still' });
    },
    dispose: () => {
      stopSave?.();
      if (stopKeep) void keepNow();
      if (nextSend(draft) !== null && canSend(draft.phase)) void send();
    },
  };
}

const canSend = (phase: Phase) => phase !== 'conflict' && phase !== 'sending';

/** What was typed here comes back; what somebody else wrote since then is settled at the first try to save. */
function begin({ revision, cells, kept }: DraftStart): Draft {
  const known = kept && kept.base.revision === revision ? { revision, cells } : kept?.base;
  const still: Draft = {
    cells,
    typed: {},
    base: known ?? { revision, cells },
    phase: 'still',
    keptAt: null,
    savedAt: null,
    state: null,
    retryAt: null,
    submitKey: null,
    problem: null,
    conflict: null,
    taken: 0,
    mayUndo: false,
    mayRedo: false,
  };
  if (!kept) return still;
  const { typed, submitKey } = kept;
  const isSame = submitKey === null && sameCells(kept.cells, still.base.cells);
  return { ...still, cells: kept.cells, typed, submitKey, keptAt: kept.at, phase: isSame ? 'still' : 'waiting' };
}

/** The cells whose text could not be read, in no order. */
export const unreadCells = (draft: Pick<Draft, 'typed'>) =>
  Object.entries(draft.typed).map(([key, typed]) => ({ ...splitCellKey(key), typed }));
