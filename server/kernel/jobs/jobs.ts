import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { type Actor, systemActor, type Tx, withActor } from '../access/actor.ts';
import { AppError } from '../errors.ts';
import { type EventHandlers, emit } from '../events/events.ts';
import type { Db } from '../store/open-store.ts';
import { storeRefusal } from '../store/refusal.ts';

/** Background work with progress that the page shows. `run` must be safe to repeat. */
export interface JobDefinition {
  readonly kind: string;
  /** Also by the clock, in China's time, and once at every start: `7 * * * *`. */
  readonly cron?: string;
  readonly run: (context: JobContext) => Promise<object>;
  /** Tidies up after work whose process died each time that it was tried: what waits for it must not wait for ever. */
  readonly lost?: (context: Pick<JobContext, 'db' | 'input' | 'createdBy'>) => Promise<void>;
}

export interface JobContext {
  readonly db: Db;
  readonly input: Record<string, unknown>;
  readonly createdBy: string | null;
  /** `share` from 0 to 1; the message is shown as it is. */
  readonly report: (share: number, message: string) => Promise<void>;
}

/** Starts when the caller's transaction commits. */
export async function enqueue(tx: Tx, actor: Actor, kind: string, input: object): Promise<string> {
  const { id } = await tx
    .insertInto('job_run')
    .values({ kind, input: JSON.stringify(input), created_by: actor.userId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await emit(tx, { type: 'job.requested', payload: { id, kind } });
  return id;
}

export interface Jobs {
  readonly handlers: EventHandlers;
  stop(): Promise<void>;
}

/** Starts the workers on the store's own queue (pg-boss, schema `pgboss`). */
export async function startJobs(
  store: { db: Db; url: string },
  definitions: readonly JobDefinition[],
  log: (error: unknown) => void,
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: store.url,
    max: 3,
    application_name: 'liannao-jobs',
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  });
  boss.on('error', log);
  await boss.start();
  for (const job of definitions) {
    await boss.createQueue(lostQueue(job.kind));
    await boss.createQueue(job.kind);
    await boss.work<{ id: string }>(lostQueue(job.kind), async ([work]) => {
      if (work) await giveUp(store.db, job, work.data.id);
    });
    await boss.work<{ id: string }>(job.kind, { pollingIntervalSeconds: 0.5 }, async ([work]) => {
      if (work) await runJob(store.db, job, work.data.id, log);
    });
    if (job.cron !== undefined) await runByClock(boss, store.db, job.kind, job.cron);
  }
  return {
    handlers: {
      'job.requested': async ({ id, kind }: { id: string; kind: string }) => {
        await boss.send(kind, { id }, { ...TRIES, deadLetter: lostQueue(kind) });
      },
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
}

const clockQueue = (kind: string) => `${kind}.clock`;

/** Several processes may keep the same clock: pg-boss rings it once. What was missed while none ran is done at the start. */
async function runByClock(boss: PgBoss, db: Db, kind: string, cron: string): Promise<void> {
  const queue = clockQueue(kind);
  await boss.createQueue(queue);
  await boss.work(queue, () => ringClock(db, kind));
  await boss.schedule(queue, cron, null, { tz: 'Asia/Shanghai' });
  await ringClock(db, kind);
}

const CLOCK = systemActor('clock');

/** Asks for a run, unless one waits already; runs of the clock are kept for a month. */
async function ringClock(db: Db, kind: string): Promise<void> {
  await withActor(db, CLOCK, async (tx) => {
    const waiting = await tx
      .selectFrom('job_run')
      .select('id')
      .where('kind', '=', kind)
      .where('state', '=', 'queued')
      .limit(1)
      .executeTakeFirst();
    if (!waiting) await enqueue(tx, CLOCK, kind, {});
  });
  await db
    .deleteFrom('job_run')
    .where('kind', '=', kind)
    .where('created_by', 'is', null)
    .where('finished_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute();
}

/** A process that is killed stops its heartbeat: its work is taken up again within half a minute, here or elsewhere. */
const TRIES = { heartbeatSeconds: 15, retryLimit: 3, retryDelay: 2 } as const;
const lostQueue = (kind: string) => `${kind}.lost`;

/** Work that was begun again and again and never came to an end. */
export async function giveUp(db: Db, job: JobDefinition, id: string): Promise<void> {
  const run = await db
    .updateTable('job_run')
    .set({ state: 'failed', problem: JSON.stringify(FAULT), finished_at: sql`now()` })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returning(['input', 'created_by'])
    .executeTakeFirst();
  if (run) await job.lost?.({ db, input: run.input as Record<string, unknown>, createdBy: run.created_by });
}

const FAULT = { code: 'job-failed', detail: 'The work stopped on a fault; it has been logged.' };

/** Runs one recorded job now, in this process. @throws where the store is away, so that the queue tries again. */
export async function runJob(db: Db, job: JobDefinition, id: string, log: (error: unknown) => void): Promise<void> {
  const run = await db.selectFrom('job_run').selectAll().where('id', '=', id).executeTakeFirst();
  if (!run || run.state === 'done') return;
  const set = (values: object) => db.updateTable('job_run').set(values).where('id', '=', id).execute();
  await set({ state: 'running' });
  try {
    const result = await job.run({
      db,
      input: run.input as Record<string, unknown>,
      createdBy: run.created_by,
      report: async (progress, message) => {
        await set({ progress, message });
      },
    });
    await set({ state: 'done', progress: 1, result: JSON.stringify(result), finished_at: sql`now()` });
  } catch (error) {
    if (storeRefusal(error)?.status === 503) throw error;
    const known = error instanceof AppError;
    if (!known) log(error);
    const problem = known ? { code: error.code, detail: error.message } : FAULT;
    await set({ state: 'failed', problem: JSON.stringify(problem), finished_at: sql`now()` });
  }
}
