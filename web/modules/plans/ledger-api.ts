/** What the ledger, the target's page and the comparison ask of the server. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Comparison as ComparisonSchema,
  Ledger,
  PathChoice as PathChoiceSchema,
  TargetDetail,
  TargetPatch,
  YearSplit as YearSplitSchema,
} from '../../../server/modules/plans/model.ts';
import { get, getTagged, patch, put } from '../../shell/api.ts';
import { pagedQuery } from '../../shell/paged.ts';
import type { Language } from '../../shell/preferences.tsx';

export type PathChoice = z.infer<typeof PathChoiceSchema>;
export type YearSplit = z.infer<typeof YearSplitSchema>;
export type Comparison = z.infer<typeof ComparisonSchema>;

export interface LedgerFilter {
  q?: string | undefined;
  plan?: readonly string[] | undefined;
  region?: string | undefined;
  indicator?: readonly string[] | undefined;
  unit?: readonly string[] | undefined;
  deadline?: readonly string[] | undefined;
  state?: readonly string[] | undefined;
  kind?: readonly string[] | undefined;
  binding?: readonly string[] | undefined;
  source?: readonly string[] | undefined;
  month?: string | undefined;
  sort?: string | undefined;
  order?: string | undefined;
  [key: string]: string | readonly string[] | undefined;
}

export const ledgerPath = 'plans/targets';
export const targetPath = (id: string) => `plans/targets/${id}`;

export const ledgerQuery = (filter: LedgerFilter, language: Language) =>
  pagedQuery<Ledger>({
    queryKey: ['plans', 'targets', filter, language],
    path: ledgerPath,
    filter,
    limit: 500,
  });

export const targetQuery = (id: string, month: string, language: Language) =>
  queryOptions({
    queryKey: ['plans', 'target', id, month, language],
    queryFn: ({ signal }) => getTagged<TargetDetail>(targetPath(id), { query: { month }, signal }),
    placeholderData: (before, query) => (query?.queryKey[2] === id ? before : undefined),
  });

export const comparisonQuery = (
  query: { plan: readonly string[]; indicator?: string | undefined; region?: string | undefined; month: string },
  language: Language,
) =>
  queryOptions({
    queryKey: ['plans', 'compare', query, language],
    queryFn: ({ signal }) => get<Comparison>('plans/compare', { query, signal }),
    placeholderData: keepPreviousData,
  });

export const suggestYears = (id: string) => get<YearSplit>(`${targetPath(id)}/years/suggest`);

export const etagOf = (revision: number) => `"${revision}"`;

export interface TargetEdit {
  id: string;
  fields: TargetPatch;
  ifMatch: string;
}

/** Everything of the plans may have moved after an edit: judgements, counts, comparisons. */
function useAfterEdit() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['plans'] });
}

export function useEditTarget() {
  const onSuccess = useAfterEdit();
  return useMutation({
    mutationFn: ({ id, fields, ifMatch }: TargetEdit) => patch(targetPath(id), fields, { ifMatch }),
    onSuccess,
  });
}

/** Several targets, one after another: what fails is told by target, the rest stands. */
export function useEditTargets() {
  const onSettled = useAfterEdit();
  return useMutation({
    mutationFn: async (edits: readonly TargetEdit[]) => {
      const failed: { id: string; error: unknown }[] = [];
      for (const { id, fields, ifMatch } of edits) {
        await patch(targetPath(id), fields, { ifMatch }).catch((error: unknown) => failed.push({ id, error }));
      }
      return { done: edits.length - failed.length, failed };
    },
    onSettled,
  });
}

export function useChoosePath(id: string, ifMatch: string | null) {
  const onSuccess = useAfterEdit();
  return useMutation({
    mutationFn: (choice: PathChoice) => put(`${targetPath(id)}/path`, choice, ifMatch ? { ifMatch } : {}),
    onSuccess,
  });
}

export function useSplitYears(id: string, ifMatch: string | null) {
  const onSuccess = useAfterEdit();
  return useMutation({
    mutationFn: (split: YearSplit) => put(`${targetPath(id)}/years`, split, ifMatch ? { ifMatch } : {}),
    onSuccess,
  });
}
