import type { z } from 'zod';
import { audit } from '../../kernel/audit/audit.ts';
import { notFound } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import type { AdjustmentBody } from './model.ts';
import { insertAdjustment, selectRun } from './queries.ts';
import { type RunResult, refusePublished } from './runs.ts';
import { madeBy } from './schemes.ts';

/** Puts somebody on the incentive list or takes one off it, by name and with a reason. */
export const adjustIncentives = (
  { run, actor }: Asking,
  id: string,
  wanted: z.infer<typeof AdjustmentBody>,
  now: Date,
): Promise<void> =>
  run(async (tx) => {
    const row = await selectRun(tx, id);
    if (!row) throw notFound('run', id);
    refusePublished(row.state);
    const { subjects } = row.result as unknown as RunResult;
    if (!subjects.some((subject) => subject.id === wanted.subject)) throw notFound('subject', wanted.subject);
    await insertAdjustment(tx, { run_id: id, ...wanted, ...madeBy(actor, now) });
    await audit(tx, actor, { action: 'supervision.incentive.adjust', subject: `run:${id}`, detail: wanted });
  });
