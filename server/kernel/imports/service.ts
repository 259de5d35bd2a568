import { createHash } from 'node:crypto';
import type { Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { AppError, conflict, notFound } from '../errors.ts';
import type { ImportReport } from '../model.ts';
import { type Checked, checkFile, type ReportedProblem } from './check.ts';
import type { ImportContext, Importer } from './importer.ts';
import * as queries from './queries.ts';

const UNDO_DAYS = 30;
const DAY_MS = 86_400_000;
/** More than anybody reads on a page; the error file has all. */
const SHOWN_PROBLEMS = 1000;

/**
 * Dry run: says what each row of the file would do, and keeps the file so that it can be written later. Changes nothing
 * else.
 * @throws AppError 422 for a file that is no table (see `readTable`) or lacks required columns.
 */
export async function checkImport(
  tx: Tx,
  importer: Importer,
  file: { name: string; bytes: Uint8Array },
  context: ImportContext,
): Promise<ImportReport> {
  const checked = await checkFile(tx, importer, { file, context });
  const id = await queries.insertRun(tx, {
    kind: importer.kind,
    fileName: file.name,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    content: file.bytes,
    counts: checked.counts,
    problems: checked.problems,
    createdBy: context.actor.userId,
  });
  const run = { id, kind: importer.kind, fileName: file.name, state: 'checked' as const, writtenAt: null };
  return reportOf({ ...run, counts: checked.counts }, checked.problems);
}

/**
 * Writes the good rows of a checked file in the caller's transaction, after checking them against the store as it is now.
 * @throws AppError 404 `import-not-found`; 409 `import-already-written` for a run that is not waiting, or for the same
 * file written by another run and not taken back, unless `again`.
 */
export async function writeImport(
  tx: Tx,
  importer: Importer,
  { runId, again = false }: { runId: string; again?: boolean },
  context: ImportContext,
): Promise<ImportReport> {
  await queries.lockKind(tx, importer.kind);
  const run = await queries.findRunForChange(tx, runId);
  if (!run || run.kind !== importer.kind) throw notFound('import', runId);
  if (run.state !== 'checked' || (!again && (await queries.findWrittenTwin(tx, run)))) {
    throw conflict('import-already-written', `${run.fileName} was written already.`);
  }
  const { content } = await queries.findRunFile(tx, runId);
  const checked = await checkFile(tx, importer, { file: { name: run.fileName, bytes: content }, context });
  if (checked.changes.length > 0) await importer.write(tx, checked.changes, { ...context, runId });
  await queries.insertChanges(tx, runId, checked.changes);
  await queries.markWritten(tx, { id: runId, ...checked, at: context.now });
  await audit(tx, context.actor, {
    action: 'import.write',
    subject: `import:${runId}`,
    detail: { kind: run.kind, fileName: run.fileName, sha256: run.sha256, counts: checked.counts },
  });
  return reportOf({ ...run, state: 'written', counts: checked.counts, writtenAt: context.now }, checked.problems);
}

/**
 * Takes a written import back as a whole, within 30 days.
 * @throws AppError 404 `import-not-found`; 409 `import-not-undoable` (too late, or not written),
 * `import-changed-since` where a later import wrote one of its subjects again: that one goes first.
 */
export async function undoImport(
  tx: Tx,
  importer: Importer,
  runId: string,
  context: ImportContext,
): Promise<ImportReport> {
  await queries.lockKind(tx, importer.kind);
  const run = await queries.findRunForChange(tx, runId);
  if (!run || run.kind !== importer.kind) throw notFound('import', runId);
  if (run.state !== 'written' || !run.writtenAt || context.now > undoableUntil(run.writtenAt)) {
    throw conflict(
      'import-not-undoable',
      `${run.fileName} cannot be taken back: over ${UNDO_DAYS} days ago, or not written.`,
    );
  }
  const subject = await queries.findLaterChange(tx, run);
  if (subject !== null) {
    throw new AppError(
      409,
      'import-changed-since',
      `${subject} was imported again since; take that import back first.`,
      {
        params: { subject },
      },
    );
  }
  const changes = await queries.listChanges(tx, runId);
  if (changes.length > 0) await importer.undo(tx, changes, { ...context, runId });
  await queries.markUndone(tx, runId, context.now);
  await audit(tx, context.actor, {
    action: 'import.undo',
    subject: `import:${runId}`,
    detail: { kind: run.kind, fileName: run.fileName, changes: changes.length },
  });
  return reportOf({ ...run, state: 'undone' }, []);
}

/** The actor's own runs, newest first, without their problems. */
export async function listImports(tx: Tx, context: ImportContext, limit: number): Promise<ImportReport[]> {
  const runs = await queries.listRuns(tx, context.actor.userId, limit);
  return runs.map((run) => reportOf(run, []));
}

/** @throws AppError 404 `import-not-found`. */
export async function findImportKind(tx: Tx, runId: string): Promise<string> {
  const run = await queries.findRun(tx, runId);
  if (!run) throw notFound('import', runId);
  return run.kind;
}

const undoableUntil = (writtenAt: Date) => new Date(writtenAt.getTime() + UNDO_DAYS * DAY_MS);

function reportOf(
  run: Pick<queries.RunRow, 'id' | 'kind' | 'fileName' | 'state' | 'writtenAt'> & { counts: Checked['counts'] },
  problems: readonly ReportedProblem[],
): ImportReport {
  return {
    id: run.id,
    kind: run.kind,
    fileName: run.fileName,
    state: run.state,
    counts: run.counts,
    problems: problems.slice(0, SHOWN_PROBLEMS).map((problem) => ({ ...problem })),
    writtenAt: run.writtenAt?.toISOString() ?? null,
    undoableUntil: run.state === 'written' && run.writtenAt ? undoableUntil(run.writtenAt).toISOString() : null,
  };
}
