import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { replaceUnits } from './read-queries.ts';
import { type Columns, differenceOf, type Snapshot, snapshotOf } from './review-fields.ts';
import { addHistory, type HistoryEntry, targetYears, updateTarget } from './review-queries.ts';
import { responsibleOf, type TargetRow } from './target-rows.ts';

export interface Unit {
  readonly unit: string;
  readonly role: 'lead' | 'support';
}

export interface Change {
  readonly action: string;
  readonly columns: Columns;
  readonly units?: readonly Unit[] | undefined;
  /** Noted in the history beside the fields. */
  readonly extraBefore?: Snapshot;
  readonly extraAfter?: Snapshot;
}

/** Changes a target and notes in its history what stood there before; a change that changes nothing leaves no trace. */
export async function changeTarget(tx: Tx, actor: Actor, row: TargetRow, change: Change): Promise<TargetRow> {
  const { before, after } = differenceOf(row, change.columns);
  if (change.units !== undefined) {
    const units = (await responsibleOf(tx, [row.id])).get(row.id) ?? [];
    if (JSON.stringify(units) !== JSON.stringify(change.units)) {
      before.responsible = units;
      after.responsible = change.units;
      await replaceUnits(tx, [{ planId: row.plan_id, kind: 'target', subjectId: row.id, units: change.units }]);
    }
  }
  Object.assign(before, change.extraBefore);
  Object.assign(after, change.extraAfter);
  if (Object.keys(after).length === 0 && Object.keys(before).length === 0) return row;
  const changed = await updateTarget(tx, row.id, change.columns);
  await note(tx, actor, { targetId: row.id, action: change.action, before, after });
  return changed;
}

/** One entry of the target's history and of the audit. */
export async function note(tx: Tx, actor: Actor, entry: HistoryEntry): Promise<void> {
  await addHistory(tx, actor, [entry]);
  await audit(tx, actor, {
    action: `target.${entry.action}`,
    subject: `target:${entry.targetId}`,
    detail: { before: entry.before, after: entry.after },
  });
}

/** Everything of a target, so that it can be put back as it was. */
export async function wholeTarget(tx: Tx, row: TargetRow): Promise<Snapshot> {
  return {
    ...snapshotOf(row),
    id: row.id,
    ordinal: row.ordinal,
    revision: row.revision,
    path: row.path,
    responsible: (await responsibleOf(tx, [row.id])).get(row.id) ?? [],
    years: await targetYears(tx, row.id),
  };
}
