import { createHash } from 'node:crypto';
import type { Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { AppError, conflict, notFound } from '../errors.ts';
import type { ImportReport } from '../model.ts';
import { readTable } from '../tabular/read-table.ts';
import { checkFile, type Progress, type ReportedProblem } from './check.ts';
import type { ImportChange, ImportContext, Importer } from './importer.ts';
import { findImporter, type Importers } from './importers.ts';
import { addMends, type Mend } from './mends.ts';
import * as queries from './queries.ts';

const UNDO_DAYS = 30;
const DAY_MS = 86_400_000;
/** More than anybody reads on a page; the error file has all. */
const SHOWN_PROBLEMS = 1000;

/**
 * Dry run: says what each row of the file would do, and keeps the file so that it can be written later. Changes nothing
 * else.
 * @throws AppError 422 for a file that is no table (see `openTable`) or lacks required columns.
 */
export async function checkImport(
  tx: Tx,
  importer: Importer,
  file: { name: string; bytes: Uint8Array },
  context: ImportContext,
): Promise<ImportReport> {
  const checked = await checkFile(tx, importer, { file, context });
  const run = await queries.insertRun(tx, { ...runOf(importer, file, context), ...checked });
  return reportOf(run, checked.problems, titleOf(importer, context));
}

/** Keeps a file that is to be looked at later; answers the run's id. */
export async function receiveImport(
  tx: Tx,
  importer: Importer,
  file: { name: string; bytes: Uint8Array },
  context: ImportContext,
): Promise<string> {
  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 };
  const run = await queries.insertRun(tx, {
    ...runOf(importer, file, context),
    counts,
    problems: [],
    state: 'received',
  });
  return run.id;
}

const runOf = (importer: Importer, file: { name: string; bytes: Uint8Array }, context: ImportContext) => ({
  kind: importer.kind,
  fileName: file.name,
  sha256: createHash('sha256').update(file.bytes).digest('hex'),
  content: file.bytes,
  createdBy: context.actor.userId,
});

/**
 * Looks at a received file; one that was looked at already is left as it is.
 * @throws AppError 404 `import-not-found`, and as `checkImport`.
 */
export async function checkReceived(
  tx: Tx,
  importer: Importer,
  { runId, progress }: { runId: string; progress?: Progress },
  context: ImportContext,
): Promise<ImportReport> {
  const run = await queries.findRunForChange(tx, runId);
  if (!run || run.kind !== importer.kind) throw notFound('import', runId);
  const { content, mends, problems: known } = await queries.findRunFile(tx, runId);
  if (run.state !== 'received') return reportOf(run, known, titleOf(importer, context));
  const file = { name: run.fileName, bytes: content, mends };
  const checked = await checkFile(tx, importer, { file, context, progress });
  await queries.markChecked(tx, { id: runId, ...checked, mends });
  return reportOf({ ...run, ...checked, state: 'checked' }, checked.problems, titleOf(importer, context));
}

/**
 * Reads cells of a checked file otherwise, and says again what each row would do. The file stays as it came; what was
 * mended is kept beside it. With `later` only the mends are kept: `checkReceived` says what comes of them.
 * @throws AppError 404 `import-not-found`; 409 `import-already-written` for a run that is not waiting; 400 where a cell is
 * not in the file.
 */
export async function mendImport(
  tx: Tx,
  importer: Importer,
  { runId, changes, later = false }: { runId: string; changes: readonly Mend[]; later?: boolean },
  context: ImportContext,
): Promise<ImportReport> {
  const run = await queries.findRunForChange(tx, runId);
  if (!run || run.kind !== importer.kind) throw notFound('import', runId);
  if (run.state !== 'checked') throw conflict('import-already-written', `${run.fileName} was written already.`);
  const { content, mends: kept } = await queries.findRunFile(tx, runId);
  const file = { name: run.fileName, bytes: content };
  const mends = addMends(importer, await readTable(file), { kept, asked: changes });
  if (later) {
    await queries.keepMends(tx, runId, mends);
    return reportOf({ ...run, state: 'received', mended: mends.length }, [], titleOf(importer, context));
  }
  const checked = await checkFile(tx, importer, { file: { ...file, mends }, context });
  await queries.markChecked(tx, { id: runId, ...checked, mends });
  return reportOf({ ...run, ...checked, mended: mends.length }, checked.problems, titleOf(importer, context));
}

/**
 * Writes the good rows of a checked file in the caller's transaction, after checking them against the store as it is now.
 * @throws AppError 404 `import-not-found`; 409 `import-already-written` for a run that is not waiting, or for the same
 * file written by another run and not taken back, unless `again`.
 */
export async function writeImport(
  tx: Tx,
  importer: Importer,
  { runId, again = false, progress }: { runId: string; again?: boolean; progress?: Progress },
  context: ImportContext,
): Promise<ImportReport> {
  await queries.lockKind(tx, importer.kind);
  const run = await queries.findRunForChange(tx, runId);
  if (!run || run.kind !== importer.kind) throw notFound('import', runId);
  const { content, mends } = await queries.findRunFile(tx, runId);
  if (run.state !== 'checked' || (!again && (await queries.findWrittenTwin(tx, run, mends)))) {
    throw conflict('import-already-written', `${run.fileName} was written already.`);
  }
  let from = 0;
  const into = async (changes: readonly ImportChange[]) => {
    await importer.write(tx, changes, { ...context, runId });
    const kept = importer.kept ? changes.map(importer.kept) : changes;
    await queries.insertChanges(tx, runId, { changes: kept, from });
    from += changes.length;
  };
  const file = { name: run.fileName, bytes: content, mends };
  const checked = await checkFile(tx, importer, { file, context, into, progress });
  await queries.markWritten(tx, { id: runId, ...checked, at: context.now });
  await audit(tx, context.actor, {
    action: 'import.write',
    subject: `import:${runId}`,
    detail: {
      kind: run.kind,
      fileName: run.fileName,
      sha256: run.sha256,
      counts: checked.counts,
      ...(mends.length > 0 ? { mends: mends.length } : {}),
    },
  });
  const written = { ...run, ...checked, state: 'written' as const, writtenAt: context.now };
  return reportOf(written, checked.problems, titleOf(importer, context));
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
  return reportOf({ ...run, state: 'undone', undoneAt: context.now }, [], titleOf(importer, context));
}

/** The actor's own runs, newest first, without their problems. */
export async function listImports(
  tx: Tx,
  importers: Importers,
  context: ImportContext,
  limit: number,
): Promise<ImportReport[]> {
  const runs = await queries.listRuns(tx, context.actor.userId, limit);
  const known = new Map<string, Importer | undefined>();
  for (const { kind } of runs) if (!known.has(kind)) known.set(kind, await findImporter(tx, importers, kind));
  return runs.map((run) => reportOf(run, [], titleOf(known.get(run.kind), context)));
}

/** One run with its problems. @throws AppError 404 `import-not-found`. */
export async function readImport(
  tx: Tx,
  importers: Importers,
  runId: string,
  context: ImportContext,
): Promise<ImportReport> {
  const run = await queries.findRun(tx, runId);
  if (!run) throw notFound('import', runId);
  const { problems } = await queries.findRunFile(tx, runId);
  return reportOf(run, problems, titleOf(await findImporter(tx, importers, run.kind), context));
}

const titleOf = (importer: Importer | undefined, { locale }: ImportContext) => importer?.names[locale];

/** Kind and number of rows of a run. @throws AppError 404 `import-not-found`. */
export async function findImportRun(tx: Tx, runId: string): Promise<{ kind: string; rows: number }> {
  const run = await queries.findRun(tx, runId);
  if (!run) throw notFound('import', runId);
  return { kind: run.kind, rows: Object.values(run.counts).reduce((sum, count) => sum + count, 0) };
}

const undoableUntil = (writtenAt: Date) => new Date(writtenAt.getTime() + UNDO_DAYS * DAY_MS);

function reportOf(run: queries.RunRow, problems: readonly ReportedProblem[], title: string | undefined): ImportReport {
  return {
    id: run.id,
    kind: run.kind,
    title: title ?? run.kind,
    fileName: run.fileName,
    sha256: run.sha256,
    state: run.state,
    counts: run.counts,
    problems: problems.slice(0, SHOWN_PROBLEMS).map((problem) => ({ ...problem })),
    mended: run.mended,
    newUnits: { count: run.newUnits.count, names: [...run.newUnits.names] },
    createdAt: run.createdAt.toISOString(),
    writtenAt: run.writtenAt?.toISOString() ?? null,
    undoneAt: run.undoneAt?.toISOString() ?? null,
    undoableUntil: run.state === 'written' && run.writtenAt ? undoableUntil(run.writtenAt).toISOString() : null,
  };
}
