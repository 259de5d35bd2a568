import type { z } from 'zod';
import { audit } from '../../kernel/audit/audit.ts';
import { AppError, conflict, forbidden, notFound } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { findPlan, findVersion, lockPlan, newestNumber, updatePlan, updateVersion } from './library-queries.ts';
import type { PlanView, PublishInput } from './model.ts';
import { planViews } from './plan-views.ts';
import { recordBaselines } from './review-baselines.ts';
import { carryRunning, documentsFollowPlan, publishedVersions, supersedeOlder } from './review-publish-queries.ts';
import { countOpenQuestions } from './review-queries.ts';

/**
 * Ends the review of a version: it enters the ledger, older ones leave it, what was running on the same targets and
 * tasks (yearly values, notes of progress) goes on with the new ones, and its baselines become figures.
 * @throws AppError 409 `review-unfinished` while a question is open; `version-not-in-review`, `version-older`.
 */
export function publishPlan(
  { actor, run }: Asking,
  planId: string,
  input: z.infer<typeof PublishInput>,
  now: Date,
): Promise<PlanView> {
  return run(async (tx) => {
    const plan = await findPlan(tx, planId);
    if (!plan) throw notFound('plan', planId);
    if (!plan.mayWrite || !(await lockPlan(tx, planId)))
      throw forbidden('outside-your-regions', 'This plan is not yours to change.');
    const number = input.version ?? (await newestNumber(tx, planId));
    const version = await findVersion(tx, planId, number);
    if (!version) throw notFound('version', String(number));
    if (version.state !== 'review') throw conflict('version-not-in-review', `Version ${number} is ${version.state}.`);
    const published = await publishedVersions(tx, planId);
    const newer = published.find((other) => other.number > number);
    if (newer) throw conflict('version-older', `Version ${newer.number} is published already.`);
    const open = await countOpenQuestions(tx, version.id);
    if (open > 0) {
      throw new AppError(409, 'review-unfinished', `${open} questions are not decided.`, { params: { count: open } });
    }
    for (const before of published) await carryRunning(tx, before.id, version.id);
    await supersedeOlder(tx, planId, number);
    await updateVersion(tx, version.id, { state: 'published', published_at: now });
    await documentsFollowPlan(tx, planId);
    const state = input.state ?? (plan.state === 'ended' ? 'in-force' : plan.state);
    await updatePlan(tx, planId, { state });
    const baselines = await recordBaselines(tx, actor, plan, version.id);
    await audit(tx, actor, {
      action: 'plan.publish',
      subject: `plan:${planId}`,
      detail: { version: number, state, baselines },
    });
    const [view] = await planViews(tx, [(await findPlan(tx, planId)) ?? plan], { actor, now });
    if (!view) throw new TypeError('one plan gives one view');
    return view;
  });
}
