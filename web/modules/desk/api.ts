/** What the desk's pages ask of the server. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  CaseDetail,
  CaseMessage,
  CaseMoveBody,
  CasePage,
  CasePatch,
  CasePeople,
  CaseRow,
  CaseTypes,
  DigestSetting,
  NewCaseBody,
  ParticipantBody,
} from '../../../server/kernel/cases/model.ts';
import type { Cockpit } from '../../../server/modules/cockpit/model.ts';
import type { TargetDetail } from '../../../server/modules/plans/model.ts';
import { get, getTagged, patch, post, put, remove, upload } from '../../shell/api.ts';
import { pagedQuery } from '../../shell/paged.ts';
import type { Language } from '../../shell/preferences.tsx';

export const cockpitQuery = (query: { region: string; month: string }, language: Language) =>
  queryOptions({
    queryKey: ['cockpit', query, language],
    queryFn: ({ signal }) => get<Cockpit>('cockpit', { query, signal }),
    placeholderData: (before) => before,
  });

export type Cases = z.infer<typeof CasePage>;
export type Digest = z.infer<typeof DigestSetting>;
export type NewCase = z.infer<typeof NewCaseBody>;

export interface CaseFilter {
  scope: 'mine' | 'unit' | 'all';
  region?: string | undefined;
  type?: string | undefined;
  state?: string | undefined;
  urgency?: string | undefined;
  unit?: string | undefined;
  q?: string | undefined;
  [key: string]: string | undefined;
}

export const casesQuery = (filter: CaseFilter, language: Language) =>
  pagedQuery<Cases>({ queryKey: ['cases', 'list', filter, language], path: 'cases', filter, limit: 200 });

export const caseQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['cases', 'one', id, language],
    queryFn: ({ signal }) => getTagged<CaseDetail>(`cases/${id}`, { signal }),
  });

/** The list of cases as a file. */
export const workSheet = 'cockpit/work';

export const caseTypesQuery = (language: Language) =>
  queryOptions({
    queryKey: ['case-types', language],
    queryFn: ({ signal }) => get<z.infer<typeof CaseTypes>>('cases/types', { signal }),
    staleTime: 10 * 60_000,
  });

/** Whom a case can be given to. */
export const peopleQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case-people', caseId],
    queryFn: ({ signal }) => get<z.infer<typeof CasePeople>>(`cases/${caseId}/people`, { signal }),
  });

/** Whom all of these cases can be given to: one case of each region is asked. */
export const peopleOfAllQuery = (cases: readonly CaseRow[]) => {
  const asked = [...new Map(cases.map(({ id, region }) => [region.code, id])).values()].toSorted();
  return queryOptions({
    queryKey: ['case-people', ...asked],
    queryFn: async ({ signal }) => {
      const [first = [], ...others] = await Promise.all(
        asked.map(async (id) => (await get<z.infer<typeof CasePeople>>(`cases/${id}/people`, { signal })).items),
      );
      return { items: first.filter(({ id }) => others.every((list) => list.some((one) => one.id === id))) };
    },
  });
};

/** The target that a case is about. */
export const subjectTarget = (id: string, month: string, language: Language) =>
  queryOptions({
    queryKey: ['plans', 'subject', id, month, language],
    queryFn: ({ signal }) => get<TargetDetail>(`plans/targets/${id}`, { query: { month }, signal }),
  });

export const digestQuery = queryOptions({
  queryKey: ['cases', 'digest'],
  queryFn: ({ signal }) => get<Digest>('cases/digest', { signal }),
});

export const ifMatch = (revision: number) => `"${revision}"`;

/** After any change of a case: lists, counts and the cockpit may say otherwise. */
export function useAfterCase(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => Promise.all(['cases', 'cockpit', 'signals'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

export function useCaseChanges(id: string) {
  const onSuccess = useAfterCase();
  const tag = (revision: number) => ({ ifMatch: ifMatch(revision) });
  return {
    reopen: useMutation({
      mutationFn: ({ revision, reason }: { revision: number; reason: string }) =>
        post(`cases/${id}/reopen`, { reason }, tag(revision)),
      onSuccess,
    }),
    move: useMutation({
      mutationFn: ({ revision, ...body }: z.infer<typeof CaseMoveBody> & { revision: number }) =>
        post(`cases/${id}/moves`, body, tag(revision)),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ revision, ...body }: z.infer<typeof CasePatch> & { revision: number }) =>
        patch(`cases/${id}`, body, tag(revision)),
      onSuccess,
    }),
    message: useMutation({
      mutationFn: (body: z.infer<typeof CaseMessage>) => post(`cases/${id}/messages`, body),
      onSuccess,
    }),
    attach: useMutation({ mutationFn: (file: File) => upload(`cases/${id}/files`, file), onSuccess }),
    add: useMutation({
      mutationFn: (body: z.infer<typeof ParticipantBody>) => post(`cases/${id}/participants`, body),
      onSuccess,
    }),
    drop: useMutation({
      mutationFn: (userId: string) => remove(`cases/${id}/participants/${userId}`),
      onSuccess,
    }),
  };
}

export function useAssignCases() {
  const onSettled = useAfterCase();
  return useMutation({
    mutationFn: async (input: { cases: readonly CaseRow[]; handler: string; reason: string }) => {
      const failed: { title: string; error: unknown }[] = [];
      for (const { id, title, revision } of input.cases) {
        const body = { handler: input.handler, ...(input.reason ? { reason: input.reason } : {}) };
        await patch(`cases/${id}`, body, { ifMatch: ifMatch(revision) }).catch((error: unknown) =>
          failed.push({ title, error }),
        );
      }
      return { done: input.cases.length - failed.length, failed };
    },
    onSettled,
  });
}

export function useNewCase() {
  const onSuccess = useAfterCase();
  return useMutation({ mutationFn: (body: NewCase) => post<{ id: string }>('cases', body), onSuccess });
}

export function useDigest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (setting: Digest) => put<Digest>('cases/digest', setting),
    onSuccess: () => client.invalidateQueries({ queryKey: digestQuery.queryKey }),
  });
}
