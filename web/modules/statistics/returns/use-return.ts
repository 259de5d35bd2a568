import {
  type CheckFinding,
  type CheckParameters,
  checkReturn,
  defaultCheckParameters,
  dueFindings,
  type Period,
} from '@liannao/statistics';
import { useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { fetchReturn, type LoadedReturn, saveReturn, submitReturn, useReturnsChanged } from './api.ts';
import { type Draft, type DraftStore, unreadCells } from './draft/draft.ts';
import { forgetDraft, keepDraft } from './draft/kept.ts';
import { createDraft } from './draft/store.ts';
import { knownBase, withBase } from './model/base.ts';
import { columnsShown, linesOf, openKeys, type RowLine } from './model/lines.ts';
import type { GridShape } from './model/moves.ts';
import { type FindingIndex, indexFindings } from './model/problems.ts';
import type { ReturnView } from './view.ts';
import { periodOf } from './words.ts';

/** A key that cannot be guessed or come twice; also where the page is not served securely. */
const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const filled = (view: ReturnView) =>
  view.may.includes('save') ? withBase(view.cells, view.suggestedBase) : view.cells;

/** The return as it is being filled in, with its way to browser and server. */
export function useDraft({ view, kept }: LoadedReturn, user: string): { store: DraftStore; draft: Draft } {
  const changed = useReturnsChanged();
  const onSubmitted = useRef(changed);
  onSubmitted.current = changed;
  const [store] = useState(() =>
    createDraft(
      {
        returnId: view.id,
        name: `${view.reporter.name} ${view.form.name}`,
        revision: view.revision,
        cells: filled(view),
        // What may not be changed any more stands as the server has it.
        kept: view.may.includes('save') ? kept : null,
      },
      {
        save: (cells, revision) => saveReturn(view.id, cells, revision),
        submit: (input) => submitReturn(view.id, input),
        fetch: () => fetchReturn(view.id),
        keep: (draft) => (draft ? keepDraft(user, draft) : forgetDraft(user, view.id)),
        onSubmitted: () => void onSubmitted.current(),
        newKey,
        now: Date.now,
        later: (run, ms) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
    ),
  );
  const draft = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => store.adopt(view, filled(view)), [store, view]);
  useEffect(() => {
    const flush = () => store.flush();
    const hide = () => document.visibilityState === 'hidden' && store.flush();
    addEventListener('online', flush);
    addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', hide);
    return () => {
      removeEventListener('online', flush);
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', hide);
      store.dispose();
    };
  }, [store]);
  return { store, draft };
}

export interface Layout extends GridShape {
  readonly period: Period;
  readonly lines: ReturnType<typeof linesOf>;
  readonly rows: readonly RowLine[];
  readonly known: ReturnType<typeof knownBase>;
}

/** The lines and columns of the form; made again only when a line is added or taken away. */
export function useLayout(view: ReturnView, draft: Draft): Layout {
  const { definition, past, entryFile, suggestedBase } = view;
  const keys = openKeys(draft.cells);
  const period = useMemo(() => periodOf(view.period), [view.period]);
  const known = useMemo(
    () => knownBase({ period, past: pastOf(past), entryFile, suggested: suggestedBase }),
    [period, past, entryFile, suggestedBase],
  );
  return useMemo(() => {
    const lines = linesOf(definition, period, keys === '' ? [] : keys.split('\n'));
    const rows = lines.filter((line): line is RowLine => line.kind === 'row');
    return { period, lines, rows, columns: columnsShown(definition, lines), known };
  }, [definition, period, keys, known]);
}

const pastOf = (past: ReturnView['past']) => past.map(({ period, cells }) => ({ period: periodOf(period), cells }));

export interface Found {
  readonly all: readonly CheckFinding[];
  readonly index: FindingIndex;
  /** What holds up handing in, texts that cannot be read among it. */
  readonly due: readonly Pick<CheckFinding, 'row' | 'column'>[];
}

/** The checks of the engine, run behind the typing: a key is painted first. */
export function useFindings(view: ReturnView, period: Period, draft: Draft): Found {
  const cells = useDeferredValue(draft.cells);
  const before = useRef<FindingIndex>(undefined);
  const { definition, past, entryFile, isStopped, others, parameters } = view;
  const { uscc: creditCode } = view.reporter;
  const isLate = view.isLate && view.submittedAt === null;
  const fixed = useMemo(
    () => ({
      definition,
      period,
      past: pastOf(past),
      entryFile,
      isStopped,
      others: new Map(Object.entries(others)),
      parameters: { ...defaultCheckParameters, ...(parameters as Partial<CheckParameters>) },
      creditCode,
      isLate,
    }),
    [definition, period, past, entryFile, isStopped, others, parameters, creditCode, isLate],
  );
  // Who is excused has nothing to mend.
  const isExcused = view.state === 'excused';
  const all = useMemo(() => (isExcused ? [] : checkReturn({ ...fixed, cells })), [fixed, cells, isExcused]);
  const index = useMemo(() => indexFindings(all, before.current), [all]);
  useEffect(() => {
    before.current = index;
  }, [index]);
  const { typed } = draft;
  const due = useMemo(() => [...unreadCells({ typed }), ...dueFindings(all).filter(notUnread(typed))], [all, typed]);
  return useMemo(() => ({ all, index, due }), [all, index, due]);
}

/** A cell whose text cannot be read is told once, not as a blank as well. */
const notUnread = (typed: Draft['typed']) => (finding: CheckFinding) =>
  !(finding.level === 'blank' && `${finding.row}|${finding.column}` in typed);
