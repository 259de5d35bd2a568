import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { conflict } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import type { TargetChange } from './model.ts';
import { replaceUnits } from './read-queries.ts';
import type { TargetFields } from './read-target.ts';
import { columnsOf, type Snapshot } from './review-fields.ts';
import { changeTarget, note, type Unit, wholeTarget } from './review-history.ts';
import { openTarget } from './review-open.ts';
import { deleteTarget, findTarget, historyOf, insertTarget, insertTargetYears } from './review-queries.ts';
import { answer } from './review-reshape.ts';
import type { TargetRow } from './target-rows.ts';

/** Actions of the review; what other pages note in the history (a path, yearly values) is theirs to take back. */
const OURS = new Set(['edit', 'accept', 'reject', 'restore', 'split', 'merge', 'add']);

interface Entry {
  readonly id: number;
  readonly action: string;
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
}

/** Takes back the last change of a target that has not been taken back; again and again goes further back. */
export function undoTarget({ actor, run }: Asking, id: string, revision: number | null): Promise<TargetChange> {
  return run(async (tx) => {
    let row = await openTarget(tx, id, revision);
    let last = await lastChange(tx, id);
    if (last?.action === 'split' && last.before === null) {
      // The piece that was cut off goes back into the item that it was cut from.
      row = await openTarget(tx, String(last.after?.other), null);
      const cut = await lastChange(tx, row.id);
      if (cut?.action !== 'split' || cut.after?.other !== id) throw inTheWay();
      last = cut;
    }
    if (!last) throw conflict('nothing-to-undo', 'There is no change of this target to take back.');
    const removed: string[] = [];
    const back: string[] = [];
    if (last.action === 'add') {
      await note(tx, actor, { targetId: row.id, action: 'undo', before: last.after, after: null });
      await deleteTarget(tx, row.id);
      return answer(tx, actor, row.version_id, [], [row.id]);
    }
    if (last.action === 'split') removed.push(await dropPiece(tx, actor, String(last.after?.other)));
    if (last.action === 'merge') back.push(await putBack(tx, actor, row, last.before?.other as Snapshot));
    const { other: _before, responsible, ...fields } = last.before ?? {};
    await changeTarget(tx, actor, row, {
      action: 'undo',
      columns: columnsOf(fields),
      units: responsible as readonly Unit[] | undefined,
      extraAfter: { other: last.action },
    });
    return answer(tx, actor, row.version_id, [row.id, ...back], removed);
  });
}

async function lastChange(tx: Tx, id: string): Promise<Entry | undefined> {
  const standing: Entry[] = [];
  for (const entry of (await historyOf(tx, id)) as Entry[]) {
    if (entry.action === 'undo') standing.pop();
    else if (OURS.has(entry.action)) standing.push(entry);
  }
  return standing.at(-1);
}

/** A piece that has been worked on since is not thrown away unasked. */
async function dropPiece(tx: Tx, actor: Actor, id: string): Promise<string> {
  const piece = await findTarget(tx, id);
  if (!piece) return id;
  const last = await lastChange(tx, id);
  if (last?.action !== 'split' || last.before !== null) throw inTheWay();
  await note(tx, actor, { targetId: id, action: 'undo', before: last.after, after: null });
  await deleteTarget(tx, id);
  return id;
}

/** The item that a merge took in, with its own id, so that its history is there again. */
async function putBack(tx: Tx, actor: Actor, row: TargetRow, absorbed: Snapshot): Promise<string> {
  // Written whole by `wholeTarget` when it was taken in.
  const fields = columnsOf(absorbed) as TargetFields & Pick<TargetRow, 'review' | 'origin'>;
  const made = await insertTarget(tx, {
    ...fields,
    scope: JSON.stringify(fields.scope),
    id: String(absorbed.id),
    plan_id: row.plan_id,
    version_id: row.version_id,
    ordinal: Number(absorbed.ordinal),
    path: JSON.stringify(absorbed.path),
    revision: Number(absorbed.revision) + 1,
  });
  await replaceUnits(tx, [
    { planId: row.plan_id, kind: 'target', subjectId: made.id, units: absorbed.responsible as readonly Unit[] },
  ]);
  await insertTargetYears(tx, made.id, absorbed.years as { year: number; value: number; note: string }[]);
  await note(tx, actor, { targetId: made.id, action: 'back', before: null, after: await wholeTarget(tx, made) });
  return made.id;
}

const inTheWay = () => conflict('undo-other-first', 'The other piece has been changed since; take that back first.');
