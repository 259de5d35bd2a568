import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { NewWebhook, Webhook as Schema, WebhookMade } from '../../../../server/kernel/cases/model.ts';
import { get, post, remove } from '../../../shell/api.ts';

export type Webhook = z.infer<typeof Schema>;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => get<{ items: Webhook[] }>('cases/webhooks', { signal }),
});

export function useWebhookChanges() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  return {
    add: useMutation({
      mutationFn: (body: z.infer<typeof NewWebhook>) => post<z.infer<typeof WebhookMade>>('cases/webhooks', body),
      onSuccess,
    }),
    drop: useMutation({ mutationFn: (id: string) => remove(`cases/webhooks/${id}`), onSuccess }),
  };
}
