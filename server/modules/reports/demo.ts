import { systemActor, withActor } from '../../kernel/access/actor.ts';
import type { Deps } from '../../kernel/module.ts';
import { createReport } from './create.ts';

/** A bulletin and a white paper of the demonstration's province, as drafts. */
export async function loadReportsDemo(deps: Deps): Promise<void> {
  const actor = systemActor('demo');
  await withActor(deps.db, actor, async (tx) => {
    for (const kind of ['bulletin', 'white-paper'] as const) {
      await createReport(tx, actor, { kind, region: '330000', period: '2025-08' }, { now: deps.now(), author: '演示' });
    }
  });
}
