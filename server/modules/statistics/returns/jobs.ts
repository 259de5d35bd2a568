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

export const returnEvents = (now: () => Date): EventHandlers => ({
  [RETURN_CHANGED]: async (_payload: object, db: Db) => {
    await drainTotals(db, now());
  },
  [NOTICE]: queueNotice,
});
