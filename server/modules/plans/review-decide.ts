import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { conflict, forbidden, notFound } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { findPlan, findVersion } from './library-queries.ts';
import type { AcceptConfident, AcceptedCounts, TargetPatch, TargetView } from './model.ts';
import type { Columns } from './review-fields.ts';
import { changeTarget } from './review-history.ts';
import { openTarget, openTask, textOf } from './review-open.ts';
import { patchedColumns } from './review-patch.ts';
import { acceptProposedTasks, acceptTargets, addHistory, lockConfident, setTaskReview } from './review-queries.ts';
import { type TaskRow, taskViews } from './review-tasks.ts';
import { type TargetRow, targetViews } from './target-rows.ts';

/** Decisions on what the reader found: each is one transaction, noted in the history, and can be undone. */
type Decision = 'accept' | 'reject' | 'restore';

/** Accepting an item answers its question and confirms its indicator. */
const accepted = (row: TargetRow): Columns => ({
  review: 'accepted',
  question: null,
  ...(row.binding === 'suggested' ? { binding: 'bound' } : {}),
});

export function decideTarget(
  { actor, run }: Asking,
  id: string,
  decision: Decision,
  revision: number | null,
): Promise<TargetView> {
  return run(async (tx) => {
    const row = await openTarget(tx, id, revision);
    const columns: Columns =
      decision === 'accept' ? accepted(row) : { review: decision === 'reject' ? 'rejected' : 'proposed' };
    return viewOf(tx, actor, await changeTarget(tx, actor, row, { action: decision, columns }));
  });
}

/** Sets what a person knows better; the item stays as undecided as it was unless `accept` is asked for. */
export function editTarget(
  { actor, run }: Asking,
  id: string,
  patch: TargetPatch,
  { revision, accept }: { revision: number | null; accept: boolean },
): Promise<TargetView> {
  return run(async (tx) => {
    const row = await openTarget(tx, id, revision);
    const plan = await findPlan(tx, row.plan_id);
    if (!plan) throw notFound('plan', row.plan_id);
    const { columns, units } = await patchedColumns(tx, row, plan, patch, () => textOf(tx, row.version_id));
    const all = accept ? { ...columns, ...accepted({ ...row, ...columns }) } : columns;
    return viewOf(tx, actor, await changeTarget(tx, actor, row, { action: 'edit', columns: all, units }));
  });
}

export function decideTask({ actor, run }: Asking, id: string, decision: 'accept' | 'reject', revision: number | null) {
  return run(async (tx) => {
    const row = await openTask(tx, id, revision);
    const changed: TaskRow = await setTaskReview(tx, id, decision === 'accept' ? 'accepted' : 'rejected');
    await audit(tx, actor, {
      action: `task.${decision}`,
      subject: `task:${id}`,
      detail: { before: { review: row.review }, after: { review: changed.review } },
    });
    const [view] = await taskViews(tx, [changed], { actor });
    if (!view) throw new TypeError('one row gives one view');
    return view;
  });
}

/** Accepts every proposed target without a question that the reader is sure enough of, indicator included, and every proposed task. */
export function acceptConfident(
  { actor, run }: Asking,
  planId: string,
  { version: number, minConfidence }: z.output<typeof AcceptConfident>,
): Promise<z.infer<typeof AcceptedCounts>> {
  return run(async (tx) => {
    const plan = await findPlan(tx, planId);
    if (!plan) throw notFound('plan', planId);
    if (!plan.mayWrite) throw forbidden('outside-your-regions', 'This plan is not yours to change.');
    const version = await findVersion(tx, planId, number);
    if (!version) throw notFound('version', String(number));
    if (version.state !== 'review' && version.state !== 'published') {
      throw conflict('version-not-in-review', `Version ${number} is ${version.state}.`);
    }
    const rows = await lockConfident(tx, version.id, minConfidence);
    const before = new Map(rows.map((row) => [row.id, row]));
    const changed = await acceptTargets(tx, [...before.keys()], minConfidence);
    await addHistory(
      tx,
      actor,
      changed.map((row) => ({
        targetId: row.id,
        action: 'accept',
        before: { review: 'proposed', binding: before.get(row.id)?.binding },
        after: { review: 'accepted', binding: row.binding },
      })),
    );
    const counts = { targets: changed.length, tasks: await acceptProposedTasks(tx, version.id) };
    await audit(tx, actor, {
      action: 'plan.accept-confident',
      subject: `plan:${planId}`,
      detail: { version: number, minConfidence, ...counts },
    });
    return counts;
  });
}

async function viewOf(tx: Tx, actor: Actor, row: TargetRow): Promise<TargetView> {
  const [view] = await targetViews(tx, [row], { actor });
  if (!view) throw new TypeError('one row gives one view');
  return view;
}
