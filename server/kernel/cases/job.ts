import type { JobDefinition } from '../jobs/jobs.ts';
import { runDeadlines } from './deadlines.ts';

/** Reminders and escalation, every hour. */
export const deadlineJob = (now: () => Date): JobDefinition => ({
  kind: 'cases.deadlines',
  cron: '17 * * * *',
  run: ({ db }) => runDeadlines(db, now()),
});
