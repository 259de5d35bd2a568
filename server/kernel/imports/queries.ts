import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import type { Checked, NewUnits, ReportedProblem } from './check.ts';
import type { ImportChange } from './importer.ts';
import type { Mend } from './mends.ts';

export interface RunRow {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly sha256: string;
  /** `received`: kept, and not looked at yet. */
  readonly state: 'received' | 'checked' | 'written' | 'undone';
  readonly counts: { new: number; changed: number; unchanged: number; wrong: number };
  /** Cells that are read otherwise than the file has them. */
  readonly mended: number;
  readonly newUnits: NewUnits;
  readonly createdAt: Date;
  readonly writtenAt: Date | null;
  readonly undoneAt: Date | null;
}

const FACTS = [
  'id',
  'kind',
  'file_name as fileName',
  'sha256',
  'state',
  'counts',
  sql<number>`jsonb_array_length(mends)`.as('mended'),
  'new_units as newUnits',
  'created_at as createdAt',
  'written_at as writtenAt',
  'undone_at as undoneAt',
] as const;

export async function insertRun(
  tx: Tx,
  run: {
    kind: string;
    fileName: string;
    sha256: string;
    content: Uint8Array;
    counts: object;
    problems: readonly ReportedProblem[];
    newUnits?: NewUnits;
    createdBy: string | null;
    state?: 'received' | 'checked';
  },
): Promise<RunRow> {
  return tx
    .insertInto('import_run')
    .values({
      kind: run.kind,
      file_name: run.fileName,
      sha256: run.sha256,
      content: Buffer.from(run.content),
      counts: JSON.stringify(run.counts),
      problems: JSON.stringify(run.problems),
      ...(run.newUnits ? { new_units: JSON.stringify(run.newUnits) } : {}),
      created_by: run.createdBy,
      state: run.state ?? 'checked',
    })
    .returning(FACTS)
    .executeTakeFirstOrThrow() as Promise<RunRow>;
}

/** The run, held until the transaction ends, so that nobody else writes or undoes it meanwhile. */
export const findRunForChange = (tx: Tx, id: string) =>
  tx.selectFrom('import_run').select(FACTS).where('id', '=', id).forUpdate().executeTakeFirst() as Promise<
    RunRow | undefined
  >;

export const findRun = (tx: Tx, id: string) =>
  tx.selectFrom('import_run').select(FACTS).where('id', '=', id).executeTakeFirst() as Promise<RunRow | undefined>;

export const findRunFile = (tx: Tx, id: string) =>
  tx
    .selectFrom('import_run')
    .select(['content', 'problems', 'mends'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow() as Promise<{
    content: Buffer;
    problems: ReportedProblem[];
    mends: Mend[];
  }>;

export const listRuns = (tx: Tx, createdBy: string | null, limit: number) =>
  tx
    .selectFrom('import_run')
    .select(FACTS)
    .where('created_by', 'is not distinct from', createdBy)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute() as Promise<RunRow[]>;

/** Another run that wrote the very same file and was not taken back; what was mended since makes it another file. */
export const findWrittenTwin = (tx: Tx, run: RunRow, mends: readonly Mend[]) =>
  tx
    .selectFrom('import_run')
    .select('id')
    .where('kind', '=', run.kind)
    .where('sha256', '=', run.sha256)
    .$if(mends.length > 0, (query) => query.where(sql<boolean>`mends = ${JSON.stringify(mends)}::jsonb`))
    .where('state', '=', 'written')
    .where('id', '<>', run.id)
    .limit(1)
    .executeTakeFirst();

/** Imports of one kind are written one after another: the check just before would else be of a store that changes. */
export const lockKind = (tx: Tx, kind: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`import ${kind}`}, 0))`.execute(tx);

export async function markWritten(tx: Tx, run: Checked & { id: string; at: Date }): Promise<void> {
  await tx
    .updateTable('import_run')
    .set({
      state: 'written',
      counts: JSON.stringify(run.counts),
      problems: JSON.stringify(run.problems),
      new_units: JSON.stringify(run.newUnits),
      written_at: run.at,
    })
    .where('id', '=', run.id)
    .execute();
}

/** A run after its file was looked at, for the first time or with its cells mended. */
export const markChecked = (tx: Tx, run: Checked & { id: string; mends: readonly Mend[] }) =>
  tx
    .updateTable('import_run')
    .set({
      state: 'checked',
      counts: JSON.stringify(run.counts),
      problems: JSON.stringify(run.problems),
      new_units: JSON.stringify(run.newUnits),
      mends: JSON.stringify(run.mends),
    })
    .where('id', '=', run.id)
    .execute();

/** Cells to be read otherwise, of a run that is looked at again later. */
export const keepMends = (tx: Tx, id: string, mends: readonly Mend[]) =>
  tx
    .updateTable('import_run')
    .set({ state: 'received', mends: JSON.stringify(mends) })
    .where('id', '=', id)
    .execute();

/** Withdraws a run whose file turned out to be none that can be read. */
export const forgetRun = (tx: Tx, id: string) =>
  tx.updateTable('import_run').set({ state: 'undone' }).where('id', '=', id).where('state', '=', 'received').execute();

export const markUndone = (tx: Tx, id: string, at: Date) =>
  tx.updateTable('import_run').set({ state: 'undone', undone_at: at }).where('id', '=', id).execute();

/** Adds to what the run did; `from` is how many changes are there already. */
export async function insertChanges(
  tx: Tx,
  runId: string,
  { changes, from }: { changes: readonly ImportChange[]; from: number },
): Promise<void> {
  if (changes.length === 0) return;
  const texts = (values: readonly (object | null)[]) => values.map((value) => value && JSON.stringify(value));
  await sql`insert into import_change (run_id, ordinal, subject, before, after)
    select ${runId}::uuid, ${from}::int + (n - 1)::int, subject, before::jsonb, after::jsonb
    from unnest(${changes.map((change) => change.subject)}::text[], ${texts(changes.map((change) => change.before))}::text[],
      ${texts(changes.map((change) => change.after))}::text[]) with ordinality as c (subject, before, after, n)`.execute(
    tx,
  );
}

/** Last first. */
export const listChanges = (tx: Tx, runId: string) =>
  tx
    .selectFrom('import_change')
    .select(['subject', 'before', 'after'])
    .where('run_id', '=', runId)
    .orderBy('ordinal', 'desc')
    .execute() as Promise<ImportChange[]>;

/** A subject of this run that a later one, not taken back, has written again. */
export async function findLaterChange(tx: Tx, run: RunRow): Promise<string | null> {
  const found = await tx
    .selectFrom('import_change as later')
    .innerJoin('import_run', 'import_run.id', 'later.run_id')
    .select('later.subject')
    .where('import_run.kind', '=', run.kind)
    .where('import_run.state', '=', 'written')
    .where('import_run.written_at', '>', run.writtenAt)
    .where('later.subject', 'in', (eb) =>
      eb.selectFrom('import_change as own').select('own.subject').where('own.run_id', '=', run.id),
    )
    .limit(1)
    .executeTakeFirst();
  return found?.subject ?? null;
}
