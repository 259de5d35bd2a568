import { systemActor, withActor } from '../access/actor.ts';
import type { EventHandlers } from '../events/events.ts';
import { enqueue, type JobDefinition } from '../jobs/jobs.ts';
import type { Db } from '../store/open-store.ts';
import { checkSignals } from './check.ts';
import { signalRules } from './registry.ts';

export const CHECK_SIGNALS = 'signals.check';
const system = systemActor('signals');

/** Every hour, after figures or entries change, and when somebody asks. */
export const signalJob = (now: () => Date): JobDefinition => ({
  kind: CHECK_SIGNALS,
  cron: '7 * * * *',
  run: async ({ db, report }) => {
    const rules = await withActor(db, system, signalRules);
    return checkSignals(db, rules, now(), report);
  },
});

/** One check that waits will see what is new; a second behind it would see the same. */
async function askAgain(_payload: unknown, db: Db): Promise<void> {
  await withActor(db, system, async (tx) => {
    const waiting = await tx
      .selectFrom('job_run')
      .select('id')
      .where('kind', '=', CHECK_SIGNALS)
      .where('state', '=', 'queued')
      .limit(1)
      .executeTakeFirst();
    if (!waiting) await enqueue(tx, system, CHECK_SIGNALS, {});
  });
}

export const signalEvents: EventHandlers = { 'figures.changed': askAgain, 'entries.changed': askAgain };
