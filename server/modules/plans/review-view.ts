import type { Tx } from '../../kernel/access/actor.ts';
import { notFound } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import {
  findPlan,
  findVersion,
  findVersionText,
  type PlanWithRights,
  targetsOfVersion,
  versionsOf,
} from './library-queries.ts';
import type { ReviewView } from './model.ts';
import { maySeeVersion, planViews } from './plan-views.ts';
import { tasksOfVersion } from './read-queries.ts';
import { unitCounts } from './review-queries.ts';
import { taskViews } from './review-tasks.ts';
import { targetViews } from './target-rows.ts';

/** Everything of one version, the newest that the reader may see by default: the text and what was read from it. */
export function reviewView(
  { actor, run }: Asking,
  planId: string,
  number: number | undefined,
  now: Date,
): Promise<ReviewView> {
  return run(async (tx) => {
    const { plan, version } = await visibleVersion(tx, planId, number);
    const [view] = await planViews(tx, [plan], { actor, now });
    if (!view) throw new TypeError('one plan gives one view');
    return {
      plan: view,
      versionNumber: version.number,
      state: version.state,
      text: (await findVersionText(tx, version)) ?? '',
      sections: version.sections as ReviewView['sections'],
      targets: await targetViews(tx, await targetsOfVersion(tx, version.id), { actor }),
      tasks: await taskViews(tx, await tasksOfVersion(tx, version.id), { actor }),
      layout: version.layout as ReviewView['layout'],
      units: await unitCounts(tx, version.id),
    };
  });
}

/** @throws AppError 404 `plan-not-found`, or `version-not-found` also for a draft that the reader may not see. */
export async function visibleVersion(tx: Tx, planId: string, number: number | undefined) {
  const plan: PlanWithRights | undefined = await findPlan(tx, planId);
  if (!plan) throw notFound('plan', planId);
  const wanted = number ?? (await versionsOf(tx, [planId])).find(({ state }) => maySeeVersion(plan, state))?.number;
  const version = wanted === undefined ? undefined : await findVersion(tx, planId, wanted);
  if (!version || !maySeeVersion(plan, version.state)) throw notFound('version', String(wanted ?? ''));
  return { plan, version };
}
