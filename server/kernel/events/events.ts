import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import type { Db } from '../store/open-store.ts';

export interface DomainEvent {
  readonly type: string;
  readonly payload: object;
}

export type EventHandler = (payload: never, db: Db) => Promise<void>;
export type EventHandlers = Readonly<Record<string, EventHandler>>;

/** Puts an event into the outbox of the caller's transaction: handed out after commit, or never happened. */
export async function emit(tx: Tx, event: DomainEvent): Promise<void> {
  await sql`insert into outbox_event (type, payload) values (${event.type}, ${JSON.stringify(event.payload)})`.execute(
    tx,
  );
  await sql`select pg_notify('liannao_outbox', '')`.execute(tx);
}

/** Many events at once, in the order given. */
export async function emitAll(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  const types = events.map(({ type }) => type);
  const payloads = events.map(({ payload }) => JSON.stringify(payload));
  await sql`insert into outbox_event (type, payload)
    select type, payload::jsonb from unnest(${types}::text[], ${payloads}::text[]) as t(type, payload)`.execute(tx);
  await sql`select pg_notify('liannao_outbox', '')`.execute(tx);
}

const MAX_ATTEMPTS = 12;
/** A failed event waits 10, 20, 40 … seconds from when it happened: about three hours in all. */
const isDue = sql<boolean>`(attempts = 0 or occurred_at + make_interval(secs => 5 * 2 ^ attempts) <= now())`;

/** Somebody looks at a progress bar: a job does not stand behind a thousand signals that opened at once. */
const isWaitedFor = sql<boolean>`type = 'job.requested'`;

/**
 * Hands out what waits in the outbox, jobs first, then the oldest, each at least once: handlers must be idempotent. Several
 * processes may run it; a row is taken by one.
 */
export async function dispatchOutbox(db: Db, handlers: readonly EventHandlers[]): Promise<number> {
  let handled = 0;
  for (;;) {
    const one = await db.transaction().execute(async (tx) => {
      const event = await tx
        .selectFrom('outbox_event')
        .selectAll()
        .where('dispatched_at', 'is', null)
        .where('attempts', '<', MAX_ATTEMPTS)
        .where(isDue)
        .orderBy(isWaitedFor, 'desc')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!event) return false;
      const error = await runHandlers(db, handlers, event.type, event.payload);
      await tx
        .updateTable('outbox_event')
        .set(error === null ? { dispatched_at: sql`now()` } : { attempts: event.attempts + 1, last_error: error })
        .where('id', '=', event.id)
        .execute();
      return true;
    });
    if (!one) return handled;
    handled += 1;
  }
}

async function runHandlers(db: Db, handlers: readonly EventHandlers[], type: string, payload: object) {
  try {
    for (const table of handlers) await table[type]?.(payload as never, db);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
