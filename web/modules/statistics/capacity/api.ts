import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CapacityKind, CapacityView } from '../../../../server/modules/statistics/capacity/model.ts';
import { get, post } from '../../../shell/api.ts';
import type { Language } from '../../../shell/preferences.tsx';

export const capacityPath = 'statistics/capacity';

export interface CapacityAsked {
  region: string | undefined;
  month: string | undefined;
  kind: string;
  basis: string;
  segment: string | undefined;
  by: string;
  [key: string]: string | undefined;
}

export const capacityQuery = (asked: CapacityAsked, language: Language) =>
  queryOptions({
    queryKey: ['statistics', 'capacity', asked, language],
    queryFn: ({ signal }) => get<CapacityView>(capacityPath, { query: asked, signal }),
    placeholderData: keepPreviousData,
  });

/** Opens the correction dialogue with a firm. */
export function useAskFirm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { party: string; kind: CapacityKind; question: string }) =>
      post<{ caseId: string }>(`${capacityPath}/checks`, input),
    onSuccess: () => client.invalidateQueries({ queryKey: ['statistics', 'capacity'] }),
  });
}
