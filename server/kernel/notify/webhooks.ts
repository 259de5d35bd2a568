import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Actor, Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import type { NewWebhook, Webhook, WebhookMade } from '../cases/model.ts';
import { notFound, unprocessable } from '../errors.ts';
import type { Db } from '../store/open-store.ts';
import { addressProblem } from './address.ts';

export const WEBHOOK_EVENTS = [
  'signal.opened',
  'signal.closed',
  'case.opened',
  'case.moved',
  'case.overdue',
  'case.escalated',
] as const;

const FACTS = ['id', 'url', 'events', 'enabled', 'last_status as lastStatus'] as const;

export const listWebhooks = (tx: Tx): Promise<z.infer<typeof Webhook>[]> =>
  tx.selectFrom('webhook').select(FACTS).orderBy('created_at').execute();

/** The secret is in this answer and in no other. @throws AppError 422 `webhook-url-refused`, `webhook-event-unknown`. */
export async function addWebhook(
  tx: Tx,
  actor: Actor,
  { wanted, allowPrivate }: { wanted: z.infer<typeof NewWebhook>; allowPrivate: boolean },
): Promise<z.infer<typeof WebhookMade>> {
  const problem = addressProblem(wanted.url, allowPrivate);
  if (problem) {
    throw unprocessable('webhook-url-refused', `${wanted.url}: ${problem}.`, [
      { field: 'url', code: 'refused', message: problem },
    ]);
  }
  const unknown = wanted.events.filter((event) => !(WEBHOOK_EVENTS as readonly string[]).includes(event));
  if (unknown.length > 0) {
    throw unprocessable('webhook-event-unknown', `There is no event ${unknown.join(', ')}.`, [
      { field: 'events', code: 'unknown', message: `one of ${WEBHOOK_EVENTS.join(', ')}` },
    ]);
  }
  const secret = `whsec_${randomBytes(32).toString('base64url')}`;
  const made = await tx
    .insertInto('webhook')
    .values({ url: wanted.url, events: [...new Set(wanted.events)], secret, created_by: actor.userId })
    .returning(FACTS)
    .executeTakeFirstOrThrow();
  const detail = { url: made.url, events: made.events };
  await audit(tx, actor, { action: 'webhook.create', subject: `webhook:${made.id}`, detail });
  return { ...made, secret };
}

export async function removeWebhook(tx: Tx, actor: Actor, id: string): Promise<void> {
  const gone = await tx.deleteFrom('webhook').where('id', '=', id).returning(['id', 'url']).executeTakeFirst();
  if (!gone) throw notFound('webhook', id);
  await audit(tx, actor, { action: 'webhook.delete', subject: `webhook:${id}`, detail: { url: gone.url } });
}

/** The newest hundred deliveries of a webhook: what was sent, when, and what the other side said. */
export async function webhookLog(tx: Tx, id: string) {
  const hook = await tx.selectFrom('webhook').select('id').where('id', '=', id).executeTakeFirst();
  if (!hook) throw notFound('webhook', id);
  const rows = await tx
    .selectFrom('webhook_delivery')
    .select([
      'id',
      'event_id',
      'type',
      'created_at',
      'attempts',
      'delivered_at',
      'gave_up_at',
      'next_at',
      'last_status',
    ])
    .where('webhook_id', '=', id)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    event: row.event_id,
    type: row.type,
    at: row.created_at.toISOString(),
    attempts: row.attempts,
    status: row.last_status,
    state: row.delivered_at ? ('delivered' as const) : row.gave_up_at ? ('given-up' as const) : ('waiting' as const),
    nextAt: row.delivered_at || row.gave_up_at ? null : row.next_at.toISOString(),
  }));
}

/** Puts an event into the queue of every webhook that asked for it; handed out twice it is queued once. */
export async function queueDeliveries(
  db: Db,
  event: { type: string; payload: { readonly eventId: string; readonly at: string } },
  now: Date,
): Promise<number> {
  const hooks = await db.selectFrom('webhook').select(['id', 'events']).where('enabled', '=', true).execute();
  const wanted = hooks.filter(({ events }) => events.includes(event.type));
  if (wanted.length === 0) return 0;
  const { eventId, at, ...data } = event.payload;
  const payload = JSON.stringify({ id: eventId, type: event.type, at, data });
  await db
    .insertInto('webhook_delivery')
    .values(
      wanted.map(({ id }) => ({
        webhook_id: id,
        event_id: eventId,
        type: event.type,
        payload,
        created_at: now,
        next_at: now,
      })),
    )
    .onConflict((oc) => oc.columns(['webhook_id', 'event_id']).doNothing())
    .execute();
  return wanted.length;
}
