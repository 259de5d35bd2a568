import { systemActor, withActor } from '../../../kernel/access/actor.ts';
import type { JobDefinition } from '../../../kernel/jobs/jobs.ts';
import { remindReporters } from './reminders.ts';
import { countOverdue } from './rounds-changed.ts';
import { calendarMissing, openDueRounds, ROUNDS_JOB } from './rounds-open.ts';
import { textFor } from './text.ts';

const system = systemActor('rounds');

/**
 * Opens the rounds whose day has come, reminds of what is due, has counted what has become late. Fails, after all that could be done, where a round's
 * dates lie beyond the known working days.
 */
export const roundsJob = (now: () => Date): JobDefinition => ({
  kind: ROUNDS_JOB,
  cron: '3 * * * *',
  run: async ({ db, report }) => {
    const say = textFor('zh').job;
    await report(0, say.reading);
    const { opened, unopened, reminded, overdue } = await withActor(db, system, async (tx) => ({
      ...(await openDueRounds(tx, now())),
      reminded: await remindReporters(tx, { now: now(), by: system.name }),
      overdue: await countOverdue(tx, now()),
    }));
    const [first] = unopened;
    if (first) {
      await report(1, say.unopened(unopened.map(({ form, period }) => `${form} ${period}`).join('、')));
      throw calendarMissing(first.missingYear);
    }
    return { opened, reminded, overdue };
  },
});
