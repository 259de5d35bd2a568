import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Actor, Tx } from '../access/actor.ts';
import { AppError } from '../errors.ts';
import { type EventHandlers, emit } from '../events/events.ts';
import type { Db } from '../store/open-store.ts';

/** Background work with progress that the page shows. `run` must be safe to repeat. */
export interface JobDefinition {
  readonly kind: string;
  readonly run: (context: JobContext) => Promise<object>;
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
  const boss = new PgBoss({ connectionString: store.url, max: 3, application_name: 'liannao-jobs' });
  boss.on('error', log);
  await boss.start();
  for (const job of definitions) {
    await boss.createQueue(job.kind);
    await boss.work<{ id: string }>(job.kind, { pollingIntervalSeconds: 0.5 }, async ([work]) => {
      if (work) await runJob(store.db, job, work.data.id, log);
    });
  }
  return {
    handlers: {
      'job.requested': async ({ id, kind }: { id: string; kind: string }) => {
        await boss.send(kind, { id });
      },
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
}

/** Runs one recorded job now, in this process. */
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
    const known = error instanceof AppError;
    if (!known) log(error);
    const problem = known
      ? { code: error.code, detail: error.message }
      : { code: 'job-failed', detail: 'The work stopped on a fault; it has been logged.' };
    await set({ state: 'failed', problem: JSON.stringify(problem), finished_at: sql`now()` });
  }
}
