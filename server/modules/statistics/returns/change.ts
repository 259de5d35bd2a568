import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { emit } from '../../../kernel/events/events.ts';
import { insertEvent, type ReturnRow } from './queries.ts';

export const RETURN_CHANGED = 'statistics.return-changed';

/**
 * Lets what stands on a return be added up again soon: in the caller's transaction noted, after it done. `reason`: why
 * figures that are settled already will change.
 */
export async function tellChanged(
  tx: Tx,
  { roundId, returnId, reason }: { roundId: string; returnId: string | null; reason: string | null },
): Promise<void> {
  await tx.insertInto('statistics_due').values({ round_id: roundId, return_id: returnId, reason }).execute();
  await emit(tx, { type: RETURN_CHANGED, payload: { round: roundId } });
}

/** An act goes into the return's own trail and, last because entries of the audit wait for one another, into the audit. */
export async function noteAct(
  tx: Tx,
  actor: Actor,
  act: {
    readonly row: Pick<ReturnRow, 'id' | 'formId' | 'period' | 'regionCode' | 'partyId'>;
    readonly action: string;
    readonly revision: number;
    readonly note?: string | null | undefined;
    readonly detail?: object;
    readonly now: Date;
  },
): Promise<void> {
  const { row, action, revision, now } = act;
  const note = act.note ?? null;
  await insertEvent(tx, row, { by: actor, action, revision, note, at: now });
  await audit(tx, actor, {
    action: `return.${action}`,
    subject: `return:${row.id}`,
    detail: {
      form: row.formId,
      period: row.period,
      region: row.regionCode,
      party: row.partyId,
      revision,
      ...(note === null ? {} : { note }),
      ...act.detail,
    },
  });
}
