import { systemActor, withActor } from '../access/actor.ts';
import type { EventHandlers } from '../events/events.ts';
import { enqueue, type JobDefinition } from '../jobs/jobs.ts';
import type { Db } from '../store/open-store.ts';
import { deliverWebhooks } from './deliver.ts';
import { composeDigests } from './digest.ts';
import { sendMails } from './mail.ts';
import { queueDeliveries, WEBHOOK_EVENTS } from './webhooks.ts';

export interface NotifySettings {
  /** Null: no mail is written or sent. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Where people reach the pages, for links. */
  readonly publicUrl: string;
  readonly webhookPrivate: boolean;
}

const SEND = 'notify.send';
const system = systemActor('notify');

/** Digests are written every hour, where one is due; what waits is sent every few minutes and as soon as there is any. */
export const notifyJobs = (settings: NotifySettings, now: () => Date): readonly JobDefinition[] => [
  {
    kind: 'notify.digest',
    cron: '1 * * * *',
    run: async ({ db }) => {
      if (settings.smtpUrl === null) return { made: 0 };
      const made = await composeDigests(db, { now: now(), publicUrl: settings.publicUrl });
      if (made > 0) await askToSend(db);
      return { made };
    },
  },
  {
    kind: SEND,
    cron: '*/5 * * * *',
    run: async ({ db }) => {
      const webhooks = await deliverWebhooks(db, { now: now(), allowPrivate: settings.webhookPrivate });
      const { smtpUrl, mailFrom: from } = settings;
      const mails = smtpUrl === null ? null : await sendMails(db, { smtpUrl, from, now: now() });
      return { webhooks, mails };
    },
  },
];

async function askToSend(db: Db): Promise<void> {
  await withActor(db, system, async (tx) => {
    const waiting = await tx
      .selectFrom('job_run')
      .select('id')
      .where('kind', '=', SEND)
      .where('state', '=', 'queued')
      .limit(1)
      .executeTakeFirst();
    if (!waiting) await enqueue(tx, system, SEND, {});
  });
}

/** Every event that a webhook can ask for goes into the queue of those that did. */
export const notifyEvents = (now: () => Date): EventHandlers =>
  Object.fromEntries(
    WEBHOOK_EVENTS.map((type) => [
      type,
      async (payload: { eventId: string; at: string }, db: Db) => {
        if ((await queueDeliveries(db, { type, payload }, now())) > 0) await askToSend(db);
      },
    ]),
  );
