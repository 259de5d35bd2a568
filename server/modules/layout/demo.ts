import { systemActor, withActor } from '../../kernel/access/actor.ts';
import type { Deps } from '../../kernel/module.ts';
import { planLayouts } from '../plans/index.ts';
import { takeLayoutIn } from './take-layout.ts';

/** The layouts of the shipped plans, which are facts and not synthetic. */
export async function loadLayoutDemo(deps: Deps): Promise<void> {
  const actor = systemActor('demo');
  await withActor(deps.db, actor, async (tx) => {
    for (const { id } of await planLayouts(tx))
      await takeLayoutIn(tx, actor, { planId: id, now: deps.now(), synthetic: false });
  });
}
