import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Act,
  BulkDone,
  ExcelRead,
  ReturnListItem,
  ReturnSaved,
  Versions,
} from '../../../../server/modules/statistics/returns/model.ts';
import { get, post, put, type Query, upload } from '../../../shell/api.ts';
import type { Language } from '../../../shell/preferences.tsx';
import { NoConnection } from '../../../shell/problem.ts';
import type { Paged } from '../api.ts';
import { type KeptDraft, keepView, readDraft, readView } from './draft/kept.ts';
import type { ReturnView } from './view.ts';

export const returnsPath = 'statistics/returns';
export const returnPath = (id: string) => `${returnsPath}/${encodeURIComponent(id)}`;
const revisionTag = (revision: number) => `"${revision}"`;

export interface LoadedReturn {
  readonly view: ReturnView;
  /** What was typed in this browser and has not reached the server. */
  readonly kept: KeptDraft | null;
  /** Not null: there is no connection, and this is the copy of then (milliseconds). */
  readonly copyOf: number | null;
}

/** From the server, else the copy that this browser keeps. Without either the failure stands. */
async function loadReturn(id: string, user: string, signal: AbortSignal): Promise<LoadedReturn> {
  const kept = await readDraft(user, id).catch(() => null);
  try {
    const view = await get<ReturnView>(returnPath(id), { signal });
    void keepView(user, view).catch(() => undefined);
    return { view, kept, copyOf: null };
  } catch (error) {
    const copy = error instanceof NoConnection ? await readView(user, id).catch(() => null) : null;
    if (!copy) throw error;
    return { view: copy.view, kept, copyOf: copy.at };
  }
}

export const returnQuery = (id: string, user: string, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'return', id, user, language],
    queryFn: ({ signal }) => loadReturn(id, user, signal),
    networkMode: 'always',
    staleTime: 10_000,
  });

export const fetchReturn = (id: string) => get<ReturnView>(returnPath(id));
export const saveReturn = (id: string, cells: object, revision: number) =>
  put<ReturnSaved>(returnPath(id), { cells }, { ifMatch: revisionTag(revision) });
export const submitReturn = (id: string, input: { cells: object; revision: number; key: string }) =>
  post(
    `${returnPath(id)}/submit`,
    { cells: input.cells },
    { ifMatch: revisionTag(input.revision), headers: { 'Idempotency-Key': input.key } },
  );

type VersionsView = z.infer<typeof Versions>;
export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['statistics', 'return-versions', id],
    queryFn: ({ signal }) => get<VersionsView>(`${returnPath(id)}/versions`, { signal }),
  });

/** The reporters of a round, as far as they are seen: for going from one to another. */
export const reportersQuery = (query: Query, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'returns', 'all', query, language],
    queryFn: ({ signal }) => get<Paged<ReturnListItem>>(returnsPath, { query: { ...query, limit: 500 }, signal }),
    staleTime: 30_000,
  });

export const readExcel = (id: string, file: File) => upload<ExcelRead>(`${returnPath(id)}/excel`, file);

/** Everything that shows returns is asked for again: lists, progress, totals, the return itself. */
export function useReturnsChanged() {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] === 'statistics' && queryKey[1] !== 'catalogue',
    });
}

/** One act on a return: ask, answer, send back, check, approve, reopen, excuse, withdraw. */
export function useAct(id: string) {
  const changed = useReturnsChanged();
  return useMutation({
    mutationFn: ({ act, body, revision }: { act: Exclude<Act, 'save'>; body?: object; revision?: number }) =>
      post(`${returnPath(id)}/${act}`, body ?? {}, revision === undefined ? {} : { ifMatch: revisionTag(revision) }),
    onSuccess: changed,
  });
}

export type BulkAct = 'check' | 'approve' | 'remind';
export function useBulk() {
  const changed = useReturnsChanged();
  return useMutation({
    mutationFn: (input: { act: BulkAct; ids: string[]; note?: string }) =>
      post<z.infer<typeof BulkDone>>(`${returnsPath}/bulk`, input),
    onSuccess: changed,
  });
}
