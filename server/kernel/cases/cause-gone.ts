import { systemActor, type Tx } from '../access/actor.ts';
import { findCase, insertEvent } from './queries.ts';

/** Says in an open case's trail that the signal behind it is over; once for each signal. */
export async function noteCauseGone(
  tx: Tx,
  { caseId, signalId, now }: { caseId: string; signalId: string; now: Date },
): Promise<void> {
  const file = await findCase(tx, caseId);
  if (!file || file.closed_at !== null) return;
  await insertEvent(tx, {
    caseId,
    kind: 'cause-gone',
    actor: systemActor('signals'),
    at: now,
    once: `cause-gone:${signalId}`,
  });
}
