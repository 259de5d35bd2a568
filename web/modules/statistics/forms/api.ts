import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  FormCheckReport,
  FormListItem,
  FormView,
  RosterLine,
  RosterProposal,
  RoundDetail,
  RoundTotals,
  RoundView,
  TimelinessView,
} from '../../../../server/modules/statistics/forms/model.ts';
import type { ReturnListItem } from '../../../../server/modules/statistics/returns/model.ts';
import { get, patch, post, put } from '../../../shell/api.ts';
import type { Language } from '../../../shell/preferences.tsx';
import type { Paged } from '../api.ts';
import { returnsPath, useReturnsChanged } from '../returns/api.ts';

const formsPath = 'statistics/forms';
export const rosterPath = 'statistics/roster';
export const timelinessPath = 'statistics/timeliness';
const roundPath = (id: string) => `statistics/rounds/${encodeURIComponent(id)}`;
export const formPath = (id: string) => `${formsPath}/${encodeURIComponent(id)}`;

export const roundsQuery = (query: { region: string; state: 'open' | 'done' }, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'rounds', query, language],
    queryFn: ({ signal }) => get<Paged<RoundView>>('statistics/rounds', { query: { ...query, limit: 200 }, signal }),
    placeholderData: keepPreviousData,
  });

/** While sums are being added up again it is asked for every few seconds. */
export const roundQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'round', id, language],
    queryFn: ({ signal }) => get<RoundDetail>(roundPath(id), { signal }),
    refetchInterval: ({ state }) => (state.data?.isAdding ? 2_000 : 60_000),
  });

export const totalsQuery = (id: string, region: string, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'totals', id, region, language],
    queryFn: ({ signal }) => get<RoundTotals>(`${roundPath(id)}/totals`, { query: { region }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export interface ReturnFilter {
  round?: string | undefined;
  region?: string | undefined;
  state?: string | undefined;
  late?: boolean | undefined;
  questions?: boolean | undefined;
  mine?: boolean | undefined;
  q?: string | undefined;
  [key: string]: string | boolean | undefined;
}

export const returnsQuery = (filter: ReturnFilter, language: Language) =>
  infiniteQueryOptions({
    queryKey: ['statistics', 'returns', filter, language],
    queryFn: ({ pageParam, signal }) =>
      get<Paged<ReturnListItem>>(returnsPath, { query: { ...filter, limit: 200, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const timelinessQuery = (
  query: { region: string; form: string; months: number; until: string },
  language: Language,
) =>
  queryOptions({
    queryKey: ['statistics', 'timeliness', query, language],
    queryFn: ({ signal }) => get<TimelinessView>(timelinessPath, { query, signal }),
    placeholderData: keepPreviousData,
  });

export function useSettle(round: string) {
  const changed = useReturnsChanged();
  return useMutation({
    mutationFn: (input: { region: string; note?: string }) => post(`${roundPath(round)}/settle`, input),
    onSuccess: changed,
  });
}

export function useRelease(round: string) {
  const changed = useReturnsChanged();
  return useMutation({ mutationFn: () => post(`${roundPath(round)}/release`, {}), onSuccess: changed });
}

export function useRoundDates(round: string) {
  const changed = useReturnsChanged();
  return useMutation({
    mutationFn: (input: { dueOn?: string; releaseAt?: string | null; reason: string }) =>
      patch(roundPath(round), input),
    onSuccess: changed,
  });
}

/** Answers the round, opened now or there already. */
export function useOpenRound() {
  const changed = useReturnsChanged();
  return useMutation({
    mutationFn: (input: { form: string; region: string; period: string }) =>
      post<RoundDetail>('statistics/rounds', input),
    onSuccess: changed,
  });
}

export const formListQuery = (region: string, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'forms', region, language],
    queryFn: ({ signal }) => get<{ items: FormListItem[] }>(formsPath, { query: { region }, signal }),
  });

export const formQuery = (id: string, version: number | null, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'form', id, version, language],
    queryFn: ({ signal }) => get<FormView>(formPath(id), { query: { version }, signal }),
  });

export const formCheckQuery = (source: string, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'form-check', source, language],
    queryFn: ({ signal }) => post<FormCheckReport>(`${formsPath}/check`, { source }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export function useSaveForm() {
  const changed = useReturnsChanged();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; source: string; note: string; region: string }) =>
      put<{ version: number; isNew: boolean }>(formPath(id), body),
    onSuccess: changed,
  });
}

export function useRetireForm() {
  const changed = useReturnsChanged();
  return useMutation({
    mutationFn: ({ id, retired }: { id: string; retired: boolean }) => patch(formPath(id), { retired }),
    onSuccess: changed,
  });
}

export function useFormUses() {
  const changed = useReturnsChanged();
  const add = useMutation({
    mutationFn: ({ form, ...body }: { form: string; region: string; from: string }) =>
      post(`${formPath(form)}/uses`, body),
    onSuccess: changed,
  });
  const end = useMutation({
    mutationFn: ({ id, until }: { id: string; until: string }) =>
      patch(`statistics/form-uses/${encodeURIComponent(id)}`, { until }),
    onSuccess: changed,
  });
  return { add, end };
}

export const rosterQuery = (filter: { form: string; region: string; q: string }, language: Language) =>
  infiniteQueryOptions({
    queryKey: ['statistics', 'roster', filter, language],
    queryFn: ({ pageParam, signal }) =>
      get<Paged<RosterLine>>(rosterPath, { query: { ...filter, limit: 200, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export type Proposal = z.infer<typeof RosterProposal>;
export function useRoster() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['statistics', 'roster'] });
  const propose = useMutation({
    mutationFn: (input: { form: string; region: string; month: string }) =>
      post<Proposal>(`${rosterPath}/propose`, input),
  });
  const add = useMutation({
    mutationFn: (inputs: readonly { form: string; party?: string; region: string; since: string }[]) =>
      eachInTurn(inputs, (input) => post(rosterPath, input)),
    onSuccess,
  });
  const end = useMutation({
    mutationFn: ({ ids, until, note }: { ids: readonly string[]; until: string; note: string }) =>
      eachInTurn(ids, (id) => patch(`${rosterPath}/${encodeURIComponent(id)}`, { until, note })),
    onSuccess,
  });
  return { propose, add, end };
}

/** One after the other: the first refusal ends it, and what went before stays. */
async function eachInTurn<T>(items: readonly T[], send: (item: T) => Promise<unknown>): Promise<number> {
  for (const item of items) await send(item);
  return items.length;
}
