import { queryOptions } from '@tanstack/react-query';
import type { OpenIndicators, OpenSeries } from '../../../../server/modules/statistics/open/model.ts';
import { get } from '../../../shell/api.ts';
import type { Language } from '../../../shell/preferences.tsx';

export const openListQuery = (region: string, language: Language) =>
  queryOptions({
    queryKey: ['open', 'indicators', region, language],
    queryFn: ({ signal }) => get<OpenIndicators>('/open/v1/indicators', { query: { region }, signal }),
    staleTime: 5 * 60_000,
  });

export const openSeriesQuery = (code: string, region: string, language: Language) =>
  queryOptions({
    queryKey: ['open', 'series', code, region, language],
    queryFn: ({ signal }) =>
      get<OpenSeries>(`/open/v1/indicators/${encodeURIComponent(code)}`, { query: { region }, signal }),
    staleTime: 5 * 60_000,
  });
