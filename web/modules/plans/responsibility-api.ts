/** What the pages of responsibilities and of coordination bodies ask of the server. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  BodyInput as BodyInputSchema,
  BodyView as BodyViewSchema,
  DecisionView as DecisionViewSchema,
  MeetingInput as MeetingInputSchema,
  ResponsibilityRow as ResponsibilityRowSchema,
} from '../../../server/modules/plans/model.ts';
import { get, patch, post, type Query, remove } from '../../shell/api.ts';
import type { Language } from '../../shell/preferences.tsx';

export type ResponsibilityRow = z.infer<typeof ResponsibilityRowSchema>;
export type BodyInput = z.infer<typeof BodyInputSchema>;
export type BodyView = z.infer<typeof BodyViewSchema>;
export type MeetingInput = z.infer<typeof MeetingInputSchema>;
export type DecisionView = z.infer<typeof DecisionViewSchema>;

export const responsibilityPath = 'plans/responsibility';

export const responsibilityQuery = (filter: Query, language: Language) =>
  queryOptions({
    queryKey: ['plans', 'responsibility', filter, language],
    queryFn: ({ signal }) => get<{ rows: ResponsibilityRow[] }>(responsibilityPath, { query: filter, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const bodiesQuery = (filter: Query, language: Language) =>
  queryOptions({
    queryKey: ['plans', 'bodies', filter, language],
    queryFn: ({ signal }) => get<{ items: BodyView[] }>('plans/bodies', { query: filter, signal }),
    placeholderData: keepPreviousData,
  });

const useAfterBodyChange = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['plans', 'bodies'] });
};

export function useSaveBody() {
  const onSuccess = useAfterBodyChange();
  return useMutation({
    mutationFn: ({ body, fields }: { body: BodyView | null; fields: BodyInput }) =>
      body === null
        ? post<BodyView>('plans/bodies', fields)
        : patch<BodyView>(`plans/bodies/${body.id}`, fields, { ifMatch: `"${body.revision}"` }),
    onSuccess,
  });
}

export function useRemoveBody() {
  const onSuccess = useAfterBodyChange();
  return useMutation({
    mutationFn: ({ id, revision }: BodyView) => remove(`plans/bodies/${id}`, { ifMatch: `"${revision}"` }),
    onSuccess,
  });
}

export function useAddMeeting() {
  const onSuccess = useAfterBodyChange();
  return useMutation({
    mutationFn: ({ bodyId, fields }: { bodyId: string; fields: MeetingInput }) =>
      post<BodyView>(`plans/bodies/${bodyId}/meetings`, fields),
    onSuccess,
  });
}

export function useDecide() {
  const onSuccess = useAfterBodyChange();
  return useMutation({
    mutationFn: ({ id, state }: Pick<DecisionView, 'id' | 'state'>) =>
      patch<DecisionView>(`plans/decisions/${id}`, { state }),
    onSuccess,
  });
}
