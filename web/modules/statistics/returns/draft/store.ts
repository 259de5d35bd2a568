/**
 * One return being filled in: what is typed, kept in the browser at each cell, saved on the server after a pause, handed
 * in when there is a connection. Knows neither React nor the network: both are handed in, and so is the clock.
 */
import { type CellSet, cellKey, sameCell, withCells } from '../model/cells.ts';
import { type CellChange, type CellState, type History, noHistory, record, redo, undo } from '../model/history.ts';
import { mergeCells } from '../model/merge.ts';
import { begin, type Draft, type DraftDeps, type DraftStart, type DraftStore, type Phase } from './draft.ts';
import { nextSend, retrySeconds, setbackOf } from './sending.ts';

const saveAfterMs = 1500;
const keepAfterMs = 150;

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
