/** What the report pages ask of the server. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  NewReport,
  ReportHead,
  ReportLock,
  ReportPage,
  ReportPatch,
  ReportView,
} from '../../../server/modules/reports/model.ts';
import { get, patch, post, put, type Query, remove } from '../../shell/api.ts';
import { pagedQuery } from '../../shell/paged.ts';
import type { Language } from '../../shell/preferences.tsx';

export type { ReportHead, ReportView };

export const reportsQuery = (filter: Query, language: Language) =>
  pagedQuery<ReportPage>({ queryKey: ['reports', 'list', filter, language], path: 'reports', filter, limit: 100 });

const reportKey = (id: string, lang: Language) => ['reports', 'one', id, lang] as const;

export const reportQuery = (id: string, lang: Language) =>
  queryOptions({
    queryKey: reportKey(id, lang),
    queryFn: ({ signal }) => get<ReportView>(`reports/${id}`, { query: { lang }, signal }),
  });

/** Plans by name, for an evaluation. */
export const planNamesQuery = (language: Language) =>
  queryOptions({
    queryKey: ['plans', 'names', language],
    queryFn: ({ signal }) =>
      get<{ items: { id: string; shortTitle: string }[] }>('plans/library', { query: { limit: 1000 }, signal }),
    staleTime: 60_000,
  });

export function useMakeReport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: NewReport) => post<ReportView>('reports', wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reports', 'list'] }),
  });
}

export type ReportAction =
  | { readonly do: 'edit'; readonly patch: ReportPatch }
  | { readonly do: 'update'; readonly keys?: readonly string[] }
  | { readonly do: 'lock'; readonly lock: ReportLock }
  | { readonly do: 'check' }
  | { readonly do: 'issue'; readonly open: boolean }
  | { readonly do: 'open'; readonly open: boolean };

/** Every change answers with the page as it is then, and is refused where somebody was faster. */
export function useReportAction(view: ReportView, lang: Language) {
  const client = useQueryClient();
  const { id, revision } = view.head;
  const options = { query: { lang }, ifMatch: `"${revision}"` };
  return useMutation({
    mutationFn: (action: ReportAction): Promise<ReportView> => {
      switch (action.do) {
        case 'edit':
          return patch(`reports/${id}`, action.patch, options);
        case 'update':
          return post(`reports/${id}/update`, { keys: action.keys }, options);
        case 'lock':
          return put(`reports/${id}/lock`, action.lock, options);
        case 'check':
          return post(`reports/${id}/check`, undefined, options);
        case 'issue':
          return post(`reports/${id}/issue`, { open: action.open }, options);
        case 'open':
          return put(`reports/${id}/open`, { open: action.open }, options);
      }
    },
    onSuccess: (next) => {
      client.setQueryData(reportKey(id, lang), next);
      void client.invalidateQueries({ queryKey: ['reports', 'list'] });
      void client.invalidateQueries({
        queryKey: ['reports', 'one', id],
        predicate: ({ queryKey }) => queryKey[3] !== lang,
      });
    },
  });
}

export function useRemoveReport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove(`reports/${id}`),
    onSuccess: () => {
      client.removeQueries({ queryKey: ['reports', 'one', id] });
      return client.invalidateQueries({ queryKey: ['reports', 'list'] });
    },
  });
}
