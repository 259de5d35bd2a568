import type { Tx } from '../../kernel/access/actor.ts';
import { AppError, changedMeanwhile, conflict, forbidden, notFound } from '../../kernel/errors.ts';
import { findVersionById, findVersionText } from './library-queries.ts';
import { findTarget, findTask, lockTarget, lockTask } from './review-queries.ts';
import type { TargetRow } from './target-rows.ts';

/** The revision in an If-Match header; null where none was sent or any will do. */
export function revisionOf(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined || ifMatch === '*') return null;
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch.trim())?.[1];
  if (digits === undefined)
    throw new AppError(400, 'invalid-request', 'If-Match takes the revision that the change is based on.');
  return Number(digits);
}

/**
 * Takes a target for a change.
 * @throws AppError 404; 403 for a plan of another region; 412 for another revision; 409 in a version that was replaced.
 */
export async function openTarget(tx: Tx, id: string, revision: number | null): Promise<TargetRow> {
  const row = await lockTarget(tx, id);
  if (!row) throw (await findTarget(tx, id)) ? outside() : notFound('target', id);
  if (revision !== null && row.revision !== revision) throw changedMeanwhile('target');
  await refuseReplaced(tx, row.version_id);
  return row;
}

export async function openTask(tx: Tx, id: string, revision: number | null) {
  const row = await lockTask(tx, id);
  if (!row) throw (await findTask(tx, id)) ? outside() : notFound('task', id);
  if (revision !== null && row.revision !== revision) throw changedMeanwhile('task');
  await refuseReplaced(tx, row.version_id);
  return row;
}

/** The text of the version that a target belongs to; 409 for facts without one. */
export async function textOf(tx: Tx, versionId: string): Promise<string> {
  const version = await findVersionById(tx, versionId);
  const text = version && (await findVersionText(tx, version));
  if (text === undefined) throw conflict('plan-without-text', 'This version has no text; only facts were taken in.');
  return text;
}

const outside = () => forbidden('outside-your-regions', 'This plan is not yours to change.');

async function refuseReplaced(tx: Tx, versionId: string): Promise<void> {
  const version = await findVersionById(tx, versionId);
  if (version?.state === 'superseded') {
    throw conflict('version-superseded', `Version ${version.number} was replaced; change the newer one.`);
  }
}
