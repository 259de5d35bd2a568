import type { EventHandlers } from '../../../kernel/events/events.ts';
import type { JobDefinition } from '../../../kernel/jobs/jobs.ts';
import type { Db } from '../../../kernel/store/open-store.ts';
import { RETURN_CHANGED } from './change.ts';
import { NOTICE, queueNotice } from './notice.ts';
import { releaseDue } from './release.ts';
import { drainTotals } from './totals-drain.ts';

/** What no event brought is added up by the minute; releases are looked for every five. */
export const returnJobs = (now: () => Date): readonly JobDefinition[] => [
  {
    kind: 'statistics.totals',
    cron: '* * * * *',
    run: async ({ db }) => ({ rounds: await drainTotals(db, now()) }),
  },
  {
    kind: 'statistics.release',
    cron: '*/5 * * * *',
    run: async ({ db }) => {
      const released = await releaseDue(db, now());
      return { released, rounds: await drainTotals(db, now()) };
    },
  },
];

const SOON_MS = 500;

/**
 * On the evening of the deadline hundreds of returns change in a minute: they are added up together, twice a second at
 * most. What is due is kept in the store, so that a process that ends in between leaves it to the clock.
 */
export function returnEvents(now: () => Date): EventHandlers {
  let waiting = false;
  let adding = Promise.resolve();
  const addSoon = (db: Db) => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      adding = adding.then(async () => {
        waiting = false;
        // The clock's run meets the same fault, and its job tells it.
        await drainTotals(db, now()).catch(() => 0);
      });
    }, SOON_MS).unref();
  };
  return {
    [RETURN_CHANGED]: async (_payload: object, db: Db) => addSoon(db),
    [NOTICE]: queueNotice,
  };
}
