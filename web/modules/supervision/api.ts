/** What the pages of supervision ask of the server. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ItemList as ItemListSchema,
  ItemMade,
  NewItem,
  NewRun,
  RunCheck,
  RunDetail,
  RunRow,
  SchemeBody,
  SchemeDetail,
  SchemeRow as SchemeRowSchema,
} from '../../../server/modules/supervision/model.ts';
import { get, post, remove } from '../../shell/api.ts';
import type { Language } from '../../shell/preferences.tsx';

export type {
  CellView,
  Criterion,
  IncentiveRule,
  ItemView,
  RunCheck,
  RunDetail,
  RunRow,
  SchemeBody,
  SchemeDetail,
  SubjectView,
} from '../../../server/modules/supervision/model.ts';
export type SchemeRow = z.infer<typeof SchemeRowSchema>;
type ItemList = z.infer<typeof ItemListSchema>;

export const runPath = (id: string) => `supervision/runs/${id}`;

export const itemsQuery = (region: string, language: Language) =>
  queryOptions({
    queryKey: ['supervision', 'items', region, language],
    queryFn: ({ signal }) => get<ItemList>('supervision/items', { query: { region }, signal }),
  });

export const runsQuery = (region: string, language: Language) =>
  queryOptions({
    queryKey: ['supervision', 'runs', region, language],
    queryFn: ({ signal }) => get<{ items: RunRow[] }>('supervision/runs', { query: { region }, signal }),
  });

export const schemesQuery = (language: Language) =>
  queryOptions({
    queryKey: ['supervision', 'schemes', language],
    queryFn: ({ signal }) => get<{ items: SchemeRow[] }>('supervision/schemes', { signal }),
  });

export const schemeQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['supervision', 'scheme', id, language],
    queryFn: ({ signal }) => get<SchemeDetail>(`supervision/schemes/${id}`, { signal }),
  });

export const runQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['supervision', 'run', id, language],
    queryFn: ({ signal }) => get<RunDetail>(runPath(id), { signal }),
  });

/** A change after which everything of supervision is asked for again. */
function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['supervision'] }),
  });
}

export const useMakeItem = () =>
  useChange((item: z.input<typeof NewItem>) => post<z.infer<typeof ItemMade>>('supervision/items', item));
export const useMakeRun = () =>
  useChange((run: z.input<typeof NewRun>) => post<{ id: string }>('supervision/runs', run));
export const useMakeVersion = (id: string) =>
  useChange((version: { body: SchemeBody; reason: string }) =>
    post<{ version: number }>(`supervision/schemes/${id}/versions`, version),
  );
export const usePublishRun = (id: string) => useChange(() => post<void>(`${runPath(id)}/publish`));
export const useRemoveRun = (id: string) => useChange(() => remove<void>(runPath(id)));
export const useCheckRun = (id: string) => useMutation({ mutationFn: () => post<RunCheck>(`${runPath(id)}/check`) });
export const useGiveScore = (id: string) =>
  useChange((score: { criterion: string; subject: string; value: number; reason: string }) =>
    post<void>(`${runPath(id)}/scores`, score),
  );
export const useAdjust = (id: string) =>
  useChange((change: { subject: string; action: 'add' | 'remove'; reason: string }) =>
    post<void>(`${runPath(id)}/incentives`, change),
  );
