import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DigestSetting, NewWebhook, Webhook, WebhookDelivery, WebhookMade } from '../cases/model.ts';
import { typed } from '../http/route.ts';
import { IdParam } from '../model.ts';
import type { Deps } from '../module.ts';
import { readDigest, setDigest } from './digest.ts';
import { addWebhook, listWebhooks, removeWebhook, webhookLog } from './webhooks.ts';

const own = { permission: 'cases.read' };
const manage = { permission: 'notify.manage' };

/** One's own digest; an administrator's webhooks. */
export function notifyRoutes(app: FastifyInstance, deps: Deps, { webhookPrivate }: { webhookPrivate: boolean }): void {
  const scope = typed(app);
  scope.get('/cases/digest', { config: own, schema: { response: { 200: DigestSetting } } }, ({ asking }) =>
    asking.run((tx) => readDigest(tx, asking.actor)),
  );
  scope.put(
    '/cases/digest',
    { config: own, schema: { body: DigestSetting, response: { 200: DigestSetting } } },
    ({ asking, body }) => asking.run((tx) => setDigest(tx, asking.actor, body, deps.now())),
  );
  scope.get(
    '/cases/webhooks',
    { config: manage, schema: { response: { 200: z.object({ items: z.array(Webhook) }) } } },
    ({ asking }) => asking.run(async (tx) => ({ items: await listWebhooks(tx) })),
  );
  scope.post(
    '/cases/webhooks',
    { config: manage, schema: { body: NewWebhook, response: { 201: WebhookMade } } },
    async ({ asking, body }, reply) => {
      const made = await asking.run((tx) =>
        addWebhook(tx, asking.actor, { wanted: body, allowPrivate: webhookPrivate }),
      );
      return reply.status(201).send(made);
    },
  );
  scope.get(
    '/cases/webhooks/:id/deliveries',
    {
      config: manage,
      schema: { params: IdParam, response: { 200: z.object({ items: z.array(WebhookDelivery) }) } },
    },
    ({ asking, params }) => asking.run(async (tx) => ({ items: await webhookLog(tx, params.id) })),
  );
  scope.delete(
    '/cases/webhooks/:id',
    { config: manage, schema: { params: IdParam, response: { 204: z.null() } } },
    async ({ asking, params }, reply) => {
      await asking.run((tx) => removeWebhook(tx, asking.actor, params.id));
      return reply.status(204).send(null);
    },
  );
}
