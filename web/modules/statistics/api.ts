import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  IndicatorDetail,
  IndicatorView,
  ObservationInput,
  ObservationSaved,
  ObservationView,
} from '../../../server/modules/statistics/model.ts';
import { get, post } from '../../shell/api.ts';
import type { Language } from '../../shell/preferences.tsx';

export interface Paged<T> {
  items: T[];
  nextCursor: string | null;
}

export const observationsPath = 'statistics/observations';
export const indicatorsPath = 'statistics/indicators';

/** The catalogue is a few hundred entries: one page is all of it. */
export const catalogueQuery = (language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'catalogue', language],
    queryFn: ({ signal }) => get<Paged<IndicatorView>>(indicatorsPath, { query: { limit: 1000 }, signal }),
    staleTime: 60 * 60_000,
  });

export const indicatorQuery = (code: string, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'indicator', code, language],
    queryFn: ({ signal }) => get<IndicatorDetail>(`${indicatorsPath}/${encodeURIComponent(code)}`, { signal }),
    // Where a register leads may be changed at any time.
    staleTime: 60_000,
  });

export interface FigureFilter {
  indicator: string;
  region?: string | undefined;
  below?: boolean | undefined;
  from?: string | undefined;
  to?: string | undefined;
  [key: string]: string | boolean | undefined;
}

/** The region's own figures, for the sentence and the line. */
export const seriesQuery = (filter: FigureFilter, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'series', filter, language],
    queryFn: ({ signal }) =>
      get<Paged<ObservationView>>(observationsPath, { query: { ...filter, limit: 1000 }, signal }),
    placeholderData: keepPreviousData,
  });

export const figuresQuery = (filter: FigureFilter, language: Language) =>
  infiniteQueryOptions({
    queryKey: ['statistics', 'figures', filter, language],
    queryFn: ({ pageParam, signal }) =>
      get<Paged<ObservationView>>(observationsPath, { query: { ...filter, limit: 300, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** A new figure moves series, provenance and every judgement that rests on it. */
export function useEnterFigure() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ObservationInput) => post<ObservationSaved>(observationsPath, input),
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[1] !== 'catalogue',
      }),
  });
}
