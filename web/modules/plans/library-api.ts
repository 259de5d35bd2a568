/** What the plan library and a plan's page ask of the server. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  CommentInput as CommentInputSchema,
  CommentView as CommentViewSchema,
  Ledger,
  Library as LibrarySchema,
  PlanPatch as PlanPatchSchema,
  PlanRelations as PlanRelationsSchema,
  PlanView,
  UploadAnswer as UploadAnswerSchema,
  UploadLimits as UploadLimitsSchema,
  VersionDiff,
} from '../../../server/modules/plans/model.ts';
import { get, patch, post, type Query, remove } from '../../shell/api.ts';
import { pagedQuery } from '../../shell/paged.ts';
import type { Language } from '../../shell/preferences.tsx';

type Library = z.infer<typeof LibrarySchema>;
export type PlanPatch = z.infer<typeof PlanPatchSchema>;
export type PlanRelations = z.infer<typeof PlanRelationsSchema>;
export type CommentInput = z.infer<typeof CommentInputSchema>;
export type CommentView = z.infer<typeof CommentViewSchema>;
export type UploadAnswer = z.infer<typeof UploadAnswerSchema>;

export const libraryPath = 'plans/library';
export const planPath = (id: string) => `${libraryPath}/${id}`;

export const libraryQuery = (filter: Query, language: Language) =>
  pagedQuery<Library>({
    queryKey: ['plans', 'library', filter, language],
    path: libraryPath,
    filter,
    limit: 200,
  });

/** All plans by name, for pickers. */
export const planNamesQuery = (language: Language) =>
  queryOptions({
    queryKey: ['plans', 'names', language],
    queryFn: ({ signal }) => get<Library>(libraryPath, { query: { limit: 1000 }, signal }),
    staleTime: 60_000,
  });

/** How large a file may be. */
export const uploadLimitsQuery = queryOptions({
  queryKey: ['plans', 'upload-limits'],
  queryFn: ({ signal }) => get<z.infer<typeof UploadLimitsSchema>>('plans/upload-limits', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const planQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['plans', 'plan', id, language],
    queryFn: ({ signal }) => get<PlanView>(planPath(id), { signal }),
  });

export const relationsQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['plans', 'relations', id, language],
    queryFn: ({ signal }) => get<PlanRelations>(`${planPath(id)}/relations`, { signal }),
  });

/** The targets that slip, worst first. */
export const attentionQuery = (id: string, month: string, language: Language) =>
  queryOptions({
    queryKey: ['plans', 'attention', id, month, language],
    queryFn: ({ signal }) =>
      get<Ledger>('plans/targets', {
        query: { plan: id, state: 'off-track,at-risk', kind: 'target', sort: 'ratio', month, limit: 8 },
        signal,
      }),
  });

export const commentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', 'comments', id],
    queryFn: ({ signal }) => get<{ items: CommentView[] }>(`${planPath(id)}/comments`, { signal }),
  });

export const diffQuery = (id: string, from: number, to: number, language: Language) =>
  queryOptions({
    queryKey: ['plans', 'diff', id, from, to, language],
    queryFn: ({ signal }) => get<VersionDiff>(`${planPath(id)}/versions/${from}/diff/${to}`, { signal }),
    staleTime: 5 * 60_000,
  });

/** Counts, judgements and names all over may follow from a change to a plan. */
export function useAfterPlanChange() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['plans'] });
}

export function useEditPlan(id: string) {
  const onSuccess = useAfterPlanChange();
  return useMutation({ mutationFn: (fields: PlanPatch) => patch<PlanView>(planPath(id), fields), onSuccess });
}

export function useDeletePlan(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove(planPath(id)),
    onSuccess: () => {
      client.removeQueries({ queryKey: ['plans', 'plan', id] });
      return client.invalidateQueries({ queryKey: ['plans'], predicate: ({ queryKey }) => !queryKey.includes(id) });
    },
  });
}

export function useSaveComment(planId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fields }: { id: string | null; fields: CommentInput }) =>
      id === null
        ? post<CommentView>(`${planPath(planId)}/comments`, fields)
        : patch<CommentView>(`${planPath(planId)}/comments/${id}`, fields),
    onSuccess: () => client.invalidateQueries({ queryKey: ['plans', 'comments', planId] }),
  });
}
