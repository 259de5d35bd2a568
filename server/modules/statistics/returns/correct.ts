import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { conflict, unprocessable } from '../../../kernel/errors.ts';
import { noteAct, tellChanged } from './change.ts';
import type { WithReason } from './model.ts';
import { selectQuestions } from './queries.ts';
import { takeForAct } from './review.ts';

type Asked = z.infer<typeof WithReason> & { readonly now: Date };

/** The reporter takes it back before anybody has looked at it. @throws AppError 409 `return-looked-at`. */
export async function withdrawReturn(tx: Tx, actor: Actor, id: string, { reason, now }: Asked) {
  const row = await takeForAct(tx, actor, id, 'withdraw');
  const asked = (await selectQuestions(tx, id)).some(({ answer }) => answer === null);
  if (asked) throw conflict('return-looked-at', 'It has been looked at: a question waits for an answer.');
  await tx
    .updateTable('statistics_return')
    .set({
      state: row.approvedCells === null ? 'draft' : 'reopened',
      submitted_at: null,
      // Of what nobody has looked at, it has never been handed in, and may yet be late.
      ...((await isFirst(tx, id)) ? { first_submitted_at: null } : {}),
      updated_at: now,
      updated_by_name: actor.name,
    })
    .where('id', '=', id)
    .execute();
  await tellChanged(tx, { roundId: row.roundId, returnId: id, reason: null });
  await noteAct(tx, actor, { row, action: 'withdraw', revision: row.revision, note: reason, now });
}

/** Whether what it holds is all that was ever handed in. */
async function isFirst(tx: Tx, id: string): Promise<boolean> {
  const versions = await tx
    .selectFrom('statistics_return_version')
    .select('revision')
    .where('return_id', '=', id)
    .limit(2)
    .execute();
  return versions.length < 2;
}

/**
 * Unlocks an approved return for a correction: what was approved stays in force until the corrected one is. An excused
 * one is asked for again. @throws AppError 422 `reason-code-required` for an approved one.
 */
export async function reopenReturn(tx: Tx, actor: Actor, id: string, { reason, reasonCode, now }: Asked) {
  const row = await takeForAct(tx, actor, id, 'reopen');
  if (row.state === 'approved' && reasonCode === undefined) {
    throw unprocessable('reason-code-required', 'Say which kind of reason it is.', [
      { field: 'body.reasonCode', code: 'required', message: 'which kind of reason' },
    ]);
  }
  const change =
    row.state === 'approved'
      ? {
          state: 'reopened' as const,
          approved_cells: JSON.stringify(row.cells),
          correction_reason: reason,
          correction_code: reasonCode ?? null,
        }
      : { state: row.revision === 0 ? ('open' as const) : ('draft' as const) };
  await tx
    .updateTable('statistics_return')
    .set({ ...change, updated_at: now, updated_by_name: actor.name })
    .where('id', '=', id)
    .execute();
  await tellChanged(tx, { roundId: row.roundId, returnId: id, reason: null });
  const detail = reasonCode === undefined ? {} : { reasonCode };
  await noteAct(tx, actor, { row, action: 'reopen', revision: row.revision, note: reason, detail, now });
}

/** Nobody waits for it any more: stopped, or exempt. */
export async function excuseReturn(tx: Tx, actor: Actor, id: string, { reason, reasonCode, now }: Asked) {
  const row = await takeForAct(tx, actor, id, 'excuse');
  await tx
    .updateTable('statistics_return')
    .set({ state: 'excused', updated_at: now, updated_by_name: actor.name })
    .where('id', '=', id)
    .execute();
  await tellChanged(tx, { roundId: row.roundId, returnId: id, reason: null });
  const detail = reasonCode === undefined ? {} : { reasonCode };
  await noteAct(tx, actor, { row, action: 'excuse', revision: row.revision, note: reason, detail, now });
}
