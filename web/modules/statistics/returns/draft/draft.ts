/** What a return being filled in is made of, and how it begins. */
import type { Cells } from '@liannao/statistics';
import type { ReturnSaved } from '../../../../../server/modules/statistics/returns/model.ts';
import { type CellSet, sameCells, splitCellKey } from '../model/cells.ts';
import type { CellChange } from '../model/history.ts';
import type { Merged } from '../model/merge.ts';
import type { ReturnView } from '../view.ts';
import type { KeptDraft } from './kept.ts';

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

export interface PutOptions {
  readonly group?: string;
  readonly unread?: readonly { readonly row: string; readonly column: CellSet['column']; readonly typed: string }[];
}

export interface DraftStart {
  readonly returnId: string;
  /** Reporter and form, for the list of what waits. */
  readonly name: string;
  readonly revision: number;
  readonly cells: Cells;
  /** What was typed here earlier and has not reached the server. */
  readonly kept: KeptDraft | null;
}

/** What was typed here comes back; what somebody else wrote since then is settled at the first try to save. */
export function begin({ revision, cells, kept }: DraftStart): Draft {
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
