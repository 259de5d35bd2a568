import { z } from 'zod';
import { type Actor, systemActor, type Tx, withActor } from '../access/actor.ts';
import { actorOfUserId } from '../access/session.ts';
import { forbidden, notFound } from '../errors.ts';
import type { JobContext, JobDefinition } from '../jobs/jobs.ts';
import type { Db } from '../store/open-store.ts';
import type { Progress } from './check.ts';
import type { ImportContext, Importer } from './importer.ts';
import { findImporter, type Importers } from './importers.ts';
import { findRun, forgetRun } from './queries.ts';
import { checkReceived, writeImport } from './service.ts';

export const CHECK_IMPORT = 'imports.check';
export const WRITE_IMPORT = 'imports.write';

const Input = z.object({
  runId: z.uuid(),
  rows: z.number().int().positive(),
  locale: z.enum(['zh', 'en']),
  /** Also write the good rows, of a file that was only received. */
  write: z.boolean().default(false),
  again: z.boolean().default(false),
});
export type ImportJobInput = z.input<typeof Input>;

const TEXT = {
  zh: {
    checking: (rows: number, of: number) =>
      `已核对 ${rows.toLocaleString('en')} 行，共约 ${of.toLocaleString('en')} 行`,
    writing: (rows: number, of: number) => `已写 ${rows.toLocaleString('en')} 行，共约 ${of.toLocaleString('en')} 行`,
  },
  en: {
    checking: (rows: number, of: number) =>
      `Checked ${rows.toLocaleString('en')} of about ${of.toLocaleString('en')} rows`,
    writing: (rows: number, of: number) =>
      `Wrote ${rows.toLocaleString('en')} of about ${of.toLocaleString('en')} rows`,
  },
};

/**
 * Long lists are checked and written in the background, each in one transaction and with the rights that whoever sent
 * them has now: killed half way, nothing of it is there, and the queue begins anew.
 */
export const importJobs = (importers: Importers, now: () => Date): readonly JobDefinition[] => [
  {
    kind: CHECK_IMPORT,
    run: (job) => work(job, importers, now, { check: true }),
    lost: ({ db, input }) => forget(db, input),
  },
  { kind: WRITE_IMPORT, run: (job) => work(job, importers, now, { check: false }) },
];

async function work(
  job: JobContext,
  importers: Importers,
  now: () => Date,
  { check }: { check: boolean },
): Promise<object> {
  const input = Input.parse(job.input);
  const actor = await senderOf(job.db, job.createdBy);
  const context: ImportContext = { actor, locale: input.locale, now: now() };
  const say = TEXT[input.locale];
  const progress = (said: typeof say.checking, from: number, to: number): Progress => {
    let next = 0;
    return async (rows) => {
      if (Date.now() < next) return;
      next = Date.now() + REPORT_MS;
      await job.report(from + (to - from) * Math.min(1, rows / input.rows), said(rows, input.rows));
    };
  };
  try {
    return await withActor(job.db, actor, async (tx) => {
      const { runId } = input;
      const importer = await importerOf(tx, importers, runId);
      const middle = check && input.write ? 0.5 : 1;
      if (check) {
        const report = await checkReceived(
          tx,
          importer,
          { runId, progress: progress(say.checking, 0, middle) },
          context,
        );
        if (!input.write) return summary(report);
      }
      const run = await findRun(tx, runId);
      // Run again after it was done: what is there stays.
      if (run?.state === 'written') return summary(run);
      const from = check ? middle : 0;
      const written = { runId, again: input.again, progress: progress(say.writing, from, 1) };
      return summary(await writeImport(tx, importer, written, context));
    });
  } catch (error) {
    if (check && isRefused(error)) await forget(job.db, input);
    throw error;
  }
}

const REPORT_MS = 400;
const summary = ({ id, counts }: { id: string; counts: object }) => ({ runId: id, counts });
const isRefused = (error: unknown) => error instanceof Error && error.name === 'AppError';

async function importerOf(tx: Tx, importers: Importers, runId: string): Promise<Importer> {
  const run = await findRun(tx, runId);
  const importer = run && (await findImporter(tx, importers, run.kind));
  if (!importer) throw notFound('import', runId);
  return importer;
}

async function senderOf(db: Db, userId: string | null): Promise<Actor> {
  if (userId === null) return systemActor('import');
  const actor = await actorOfUserId(db, userId);
  if (!actor) throw forbidden();
  return actor;
}

/** A file that could not be read leaves no run behind that nobody can open. */
async function forget(db: Db, input: unknown): Promise<void> {
  const { runId } = Input.parse(input);
  await withActor(db, systemActor('import'), (tx) => forgetRun(tx, runId));
}
