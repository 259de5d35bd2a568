import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  AnalysisView,
  PivotInput,
  PivotTable,
  RoundNowcast,
  ViewInput,
} from '../../../../server/modules/statistics/analysis/model.ts';
import { get, post, remove } from '../../../shell/api.ts';
import type { Language } from '../../../shell/preferences.tsx';

export const pivotPath = 'statistics/pivot';
const viewsPath = 'statistics/views';

export const pivotQuery = (ask: PivotInput | null, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'pivot', ask, language],
    queryFn: ({ signal }) => post<PivotTable>(pivotPath, ask, { signal }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
  });

export const viewsQuery = () =>
  queryOptions({
    queryKey: ['statistics', 'views'],
    queryFn: ({ signal }) => get<{ items: AnalysisView[] }>(viewsPath, { signal }),
  });

function useViewsChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['statistics', 'views'] });
}

export function useSaveView() {
  const changed = useViewsChanged();
  return useMutation({
    mutationFn: (
      input: Omit<ViewInput, 'definition'> & { definition: { ask: PivotInput; shown: string; search: string } },
    ) => post<AnalysisView>(viewsPath, input),
    onSuccess: changed,
  });
}

export function useRemoveView() {
  const changed = useViewsChanged();
  return useMutation({ mutationFn: (id: string) => remove<null>(`${viewsPath}/${id}`), onSuccess: changed });
}

export const nowcastQuery = (round: string, region: string, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'nowcast', round, region, language],
    queryFn: ({ signal }) =>
      get<RoundNowcast>(`statistics/rounds/${encodeURIComponent(round)}/nowcast`, { query: { region }, signal }),
    staleTime: 60_000,
  });
