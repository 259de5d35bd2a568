import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  BulkAnswer,
  BulkBody,
  Entry,
  EntryBody,
  EntryCount,
  EntryDetail,
  EntryPage,
  Facet,
  MapFeatures,
  MoveBody,
  NewView,
  Ref,
  Register,
  RegisterSummary,
  SavedView,
} from '../../../server/kernel/registers/model.ts';
import { get, getTagged, patch, post, remove, type Tagged, upload } from '../../shell/api.ts';
import { pagedQuery } from '../../shell/paged.ts';

type EntryPageView = z.infer<typeof EntryPage>;
type EntryInput = z.infer<typeof EntryBody>;
type MoveInput = z.infer<typeof MoveBody>;
export type BulkInput = z.infer<typeof BulkBody>;
export type BulkResult = z.infer<typeof BulkAnswer>;
export type ViewOf = z.infer<typeof SavedView>;
type PlaceFeatures = z.infer<typeof MapFeatures>;
type RefOf = z.infer<typeof Ref>;

/** What narrows a list; the same for its rows, its count, its map and its file. */
export type ListFilter = {
  filter?: string | undefined;
  q?: string | undefined;
  region?: string | undefined;
  asAt?: string | undefined;
  sort?: string | undefined;
};

export const registerPath = (register: string) => `registers/${register}`;
export const entriesPath = (register: string) => `registers/${register}/entries`;
const entryPath = (register: string, id: string) => `${entriesPath(register)}/${id}`;

export const registersQuery = () =>
  queryOptions({
    queryKey: ['registers'],
    queryFn: ({ signal }) => get<{ items: RegisterSummary[] }>('registers', { signal }),
    staleTime: 60_000,
  });

export const registerQuery = (register: string) =>
  queryOptions({
    queryKey: ['registers', register, 'definition'],
    queryFn: ({ signal }) => get<Register>(registerPath(register), { signal }),
    staleTime: 60_000,
  });

export const entriesQuery = (register: string, filter: ListFilter) =>
  pagedQuery<EntryPageView>({
    queryKey: ['registers', register, 'entries', filter],
    path: entriesPath(register),
    filter,
    limit: 100,
  });

export const countQuery = (register: string, { sort: _, ...filter }: ListFilter) =>
  queryOptions({
    queryKey: ['registers', register, 'count', filter],
    queryFn: ({ signal }) =>
      get<z.infer<typeof EntryCount>>(`${entriesPath(register)}/count`, { query: filter, signal }),
    placeholderData: keepPreviousData,
  });

export const facetQuery = (register: string, field: string, { sort: _, ...filter }: ListFilter) =>
  queryOptions({
    queryKey: ['registers', register, 'facet', field, filter],
    queryFn: ({ signal }) =>
      get<z.infer<typeof Facet>>(`${entriesPath(register)}/facets`, { query: { ...filter, field }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** The few entries that words lead to, for a picker. */
export const entrySearchQuery = (register: string, q: string) =>
  queryOptions({
    queryKey: ['registers', register, 'search', q],
    queryFn: ({ signal }) => get<EntryPageView>(entriesPath(register), { query: { q, limit: 20 }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export const partySearchQuery = (kind: string, q: string) =>
  queryOptions({
    queryKey: ['registers', 'parties', kind, q],
    queryFn: ({ signal }) => get<{ items: RefOf[] }>('registers/parties', { query: { kind, q }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export const entryQuery = (register: string, id: string) =>
  queryOptions({
    queryKey: ['registers', register, 'entry', id],
    queryFn: ({ signal }): Promise<Tagged<EntryDetail>> => getTagged<EntryDetail>(entryPath(register, id), { signal }),
  });

export const mapQuery = (register: string, filter: ListFilter, view: { bbox?: string | undefined; zoom: number }) => {
  const { sort: _, ...rest } = filter;
  return queryOptions({
    queryKey: ['registers', register, 'map', rest, view],
    queryFn: ({ signal }) =>
      get<PlaceFeatures>(`${registerPath(register)}/map`, { query: { ...rest, ...view }, signal }),
    placeholderData: keepPreviousData,
  });
};

export const viewsQuery = (register: string) =>
  queryOptions({
    queryKey: ['registers', register, 'views'],
    queryFn: ({ signal }) => get<{ items: ViewOf[] }>(`${registerPath(register)}/views`, { signal }),
  });

/** After a change everything that a register shows is asked for anew: rows, counts, figures, the entry. */
function useChanged(register: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['registers', register] });
}

export function useSaveEntry(register: string, id: string | null) {
  const changed = useChanged(register);
  return useMutation({
    mutationFn: ({ body, etag }: { body: EntryInput; etag: string | null }) =>
      id === null
        ? post<Entry>(entriesPath(register), body)
        : patch<Entry>(entryPath(register, id), body, { ifMatch: etag ?? undefined }),
    onSuccess: changed,
  });
}

export function useMoveEntry(register: string, id: string) {
  const changed = useChanged(register);
  return useMutation({
    mutationFn: ({ body, etag }: { body: MoveInput; etag: string | null }) =>
      post(`${entryPath(register, id)}/moves`, body, { ifMatch: etag ?? undefined }),
    onSuccess: changed,
  });
}

export function useDeleteEntry(register: string) {
  const changed = useChanged(register);
  return useMutation({
    mutationFn: ({ id, etag }: { id: string; etag: string | null }) =>
      remove(entryPath(register, id), { ifMatch: etag ?? undefined }),
    onSuccess: changed,
  });
}

export function useBulk(register: string) {
  const changed = useChanged(register);
  return useMutation({
    mutationFn: (body: BulkInput) => post<BulkResult>(`${entriesPath(register)}/bulk`, body),
    onSuccess: changed,
  });
}

export function useSaveView(register: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof NewView>) => post<ViewOf>(`${registerPath(register)}/views`, body),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery(register).queryKey }),
  });
}

export function useDeleteView(register: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => remove(`${registerPath(register)}/views/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery(register).queryKey }),
  });
}

export const uploadFile = (register: string, file: File, onProgress?: (share: number) => void) =>
  upload<{ id: string; name: string; bytes: number }>(`${registerPath(register)}/files`, file, { onProgress });
export const filePath = (register: string, id: string) => `${registerPath(register)}/files/${id}`;
