/** What signals and their rules ask of the server. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { CasePage } from '../../../server/kernel/cases/model.ts';
import type { Acknowledge, CaseMade, RuleSetting, RuleView, SignalPage } from '../../../server/kernel/signals/model.ts';
import { get, post, put } from '../../shell/api.ts';
import { pagedQuery } from '../../shell/paged.ts';
import type { Language } from '../../shell/preferences.tsx';

export type SignalsPage = z.infer<typeof SignalPage>;
export type Setting = z.infer<typeof RuleSetting>;

export interface SignalFilter {
  region?: string | undefined;
  state?: string | undefined;
  severity?: string | undefined;
  rule?: string | undefined;
  q?: string | undefined;
  [key: string]: string | undefined;
}

export const signalsQuery = (filter: SignalFilter, language: Language) =>
  pagedQuery<SignalsPage>({ queryKey: ['signals', 'list', filter, language], path: 'signals', filter, limit: 200 });

/** What is open about one subject. */
export const subjectSignals = (kind: string, id: string, language: Language) =>
  queryOptions({
    queryKey: ['signals', 'subject', kind, id, language],
    queryFn: ({ signal }) =>
      get<SignalsPage>('signals', {
        query: { subjectKind: kind, subjectId: id, state: 'open,acknowledged,in-case', limit: 5 },
        signal,
      }),
  });

export const subjectCases = (kind: string, id: string, language: Language) =>
  queryOptions({
    queryKey: ['cases', 'subject', kind, id, language],
    queryFn: ({ signal }) =>
      get<z.infer<typeof CasePage>>('cases', {
        query: { scope: 'all', subjectKind: kind, subjectId: id, limit: 5 },
        signal,
      }),
  });

export const rulesQuery = (region: string, language: Language) =>
  queryOptions({
    queryKey: ['signals', 'rules', region, language],
    queryFn: ({ signal }) => get<{ items: RuleView[] }>('signals/rules', { query: { region }, signal }),
  });

/** A signal acted on changes lists, counts, cases and the cockpit. */
export function useAfterSignal(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => Promise.all(['signals', 'cases', 'cockpit'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

export function useSignalChanges() {
  const onSuccess = useAfterSignal();
  return {
    acknowledge: useMutation({
      mutationFn: ({ id, ...body }: z.infer<typeof Acknowledge> & { id: string }) =>
        post(`signals/${id}/acknowledge`, body),
      onSuccess,
    }),
    makeCase: useMutation({
      mutationFn: (id: string) => post<z.infer<typeof CaseMade>>(`signals/${id}/case`),
      onSuccess,
    }),
    check: useMutation({ mutationFn: () => post<{ jobId: string }>('signals/check'), onSuccess }),
  };
}

export function useRuleSetting() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: Setting & { id: string }) => put(`signals/rules/${encodeURIComponent(id)}`, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['signals'] }),
  });
}
