import type { Tx } from '../../kernel/access/actor.ts';
import type { PlanRow } from './library-queries.ts';
import { sameTitle } from './read-parents.ts';
import { linkParent, openParents, planTitles } from './read-queries.ts';

/** Each title with the plan of that title, where the library holds it. */
export async function linkedParents(tx: Tx, titles: readonly string[], ownId: string) {
  const plans = new Map<string, string>();
  for (const { id, title, shortTitle } of await planTitles(tx)) {
    for (const key of [sameTitle(title), sameTitle(shortTitle)])
      if (id !== ownId && !plans.has(key)) plans.set(key, id);
  }
  return titles.map((title) => ({ planId: plans.get(sameTitle(title)) ?? null, title }));
}

/** Plans that named this one before it was there. */
export async function linkWaitingParents(tx: Tx, plan: Pick<PlanRow, 'id' | 'title' | 'short_title'>): Promise<void> {
  const names = new Set([sameTitle(plan.title), sameTitle(plan.short_title)]);
  for (const waiting of await openParents(tx)) {
    if (waiting.planId !== plan.id && names.has(sameTitle(waiting.title))) {
      await linkParent(tx, waiting.planId, waiting.ordinal, plan.id);
    }
  }
}
