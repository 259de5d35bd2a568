import type { z } from 'zod';
import type { Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { changedMeanwhile, conflict, forbidden, notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { findRegion } from '../../kernel/region/queries.ts';
import { levelOf } from './library-guess.ts';
import {
  deletePlanRow,
  findPlan,
  itemsFollowPlan,
  lockPlan,
  type PlanWithRights,
  replaceParents,
  updatePlan,
  versionsOf,
  visiblePlans,
  writableAmong,
} from './library-queries.ts';
import type { PlanPatch, PlanView } from './model.ts';
import { planViews } from './plan-views.ts';
import { documentsFollowPlan } from './review-publish-queries.ts';

/** Changes what is said of a plan. What hangs on its region, its end or its openness follows. */
export function changePlan(
  { actor, run }: Asking,
  id: string,
  patch: z.infer<typeof PlanPatch>,
  { etag, now }: { etag: string | null; now: Date },
): Promise<PlanView> {
  return run(async (tx) => {
    const plan = await takePlan(tx, id);
    if (etag !== null && etag !== plan.updated_at.toISOString()) throw changedMeanwhile('plan');
    const start = patch.periodStart === undefined ? plan.period_start : patch.periodStart;
    const end = patch.periodEnd === undefined ? plan.period_end : patch.periodEnd;
    if (start !== null && end !== null && start > end) {
      throw unprocessable('period-reversed', `The period ${start}-${end} ends before it begins.`, [
        { field: 'periodEnd', code: 'period-reversed', message: `${start} or later` },
      ]);
    }
    const region = patch.regionCode === undefined ? undefined : await ownRegion(tx, patch.regionCode);
    if (patch.parents !== undefined) await setParents(tx, id, patch.parents);
    await updatePlan(tx, id, {
      ...(patch.title === undefined ? {} : { title: patch.title }),
      ...(patch.shortTitle === undefined ? {} : { short_title: patch.shortTitle }),
      ...(patch.kind === undefined ? {} : { kind: patch.kind }),
      ...(patch.state === undefined ? {} : { state: patch.state }),
      ...(patch.effectiveFrom === undefined ? {} : { effective_from: patch.effectiveFrom }),
      ...(patch.open === undefined ? {} : { open: patch.open }),
      ...(region === undefined ? {} : { region_code: region.code, level: levelOf(region.level) }),
      period_start: start,
      period_end: end,
    });
    await itemsFollowPlan(tx, { planId: id, fromRegion: plan.region_code, periodEnd: end });
    if (patch.open !== undefined) await documentsFollowPlan(tx, id);
    await audit(tx, actor, { action: 'plan.change', subject: `plan:${id}`, detail: patch });
    return viewOf(tx, { actor, now }, id);
  });
}

/** Deletes an uploaded plan with all that was read from it. One that is published is ended first: targets may be in use. */
export function deletePlan({ actor, run }: Asking, id: string): Promise<void> {
  return run(async (tx) => {
    const plan = await takePlan(tx, id);
    if (plan.shipped) throw conflict('plan-shipped', 'Shipped plans stay; they can be ended.');
    const versions = await versionsOf(tx, [id]);
    if (plan.state !== 'ended' && versions.some(({ state }) => state === 'published')) {
      throw conflict('plan-published', 'The plan is published; set its state to ended first.');
    }
    await deletePlanRow(tx, id);
    await audit(tx, actor, {
      action: 'plan.delete',
      subject: `plan:${id}`,
      detail: { title: plan.title, versions: versions.length },
    });
  });
}

export const showPlan = ({ actor, run }: Asking, id: string, now: Date): Promise<PlanView> =>
  run((tx) => viewOf(tx, { actor, now }, id));

async function viewOf(tx: Tx, asked: { actor: Asking['actor']; now: Date }, id: string): Promise<PlanView> {
  const plan = await findPlan(tx, id);
  const [view] = plan ? await planViews(tx, [plan], asked) : [];
  if (!view) throw notFound('plan', id);
  return view;
}

/** @throws AppError 404 where it cannot be seen, 403 where it is not the actor's. */
async function takePlan(tx: Tx, id: string): Promise<PlanWithRights> {
  const seen = await findPlan(tx, id);
  if (!seen) throw notFound('plan', id);
  const plan = seen.mayWrite ? await lockPlan(tx, id) : undefined;
  if (!plan) throw forbidden('outside-your-regions', 'This plan is not yours to change.');
  return { ...seen, ...plan };
}

async function ownRegion(tx: Tx, code: string) {
  const region = await findRegion(tx, code);
  if (!region) throw notFound('region', code);
  if ((await writableAmong(tx, [code])).length === 0)
    throw forbidden('outside-your-regions', `${region.name} is not yours to change.`);
  return region;
}

async function setParents(tx: Tx, id: string, parents: readonly { planId: string | null; title: string }[]) {
  const named = parents.flatMap(({ planId }) => planId ?? []);
  const seen = new Set(await visiblePlans(tx, named));
  const missing = named.find((parent) => !seen.has(parent) || parent === id);
  if (missing) throw notFound('plan', missing);
  await replaceParents(tx, id, parents);
}
