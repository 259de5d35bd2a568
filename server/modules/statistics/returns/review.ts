import type { z } from 'zod';
import { type Actor, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { type AppError, notFound } from '../../../kernel/errors.ts';
import { problemText } from '../../../kernel/http/problem-text.ts';
import type { Db } from '../../../kernel/store/open-store.ts';
import { storeRefusal } from '../../../kernel/store/refusal.ts';
import { noteAct, tellChanged } from './change.ts';
import { writeFigures } from './figures.ts';
import type { Act, Bulk, BulkDone } from './model.ts';
import { remindReporter } from './notice.ts';
import { lockReturn, type ReturnRow } from './queries.ts';
import { publicReason } from './reasons.ts';
import { demandAct, standingIn } from './rights.ts';

/** Loads and locks a return for an act that the actor may do now. */
export async function takeForAct(tx: Tx, actor: Actor, id: string, act: Act): Promise<ReturnRow> {
  const row = await lockReturn(tx, id);
  demandAct(row, await standingIn(tx, actor, row), actor, act);
  return row;
}

const NO_CHECK = { checked_at: null, checked_by: null, checked_by_name: null } as const;

/** Back to who reports, with what has to be mended. */
export async function sendBack(tx: Tx, actor: Actor, id: string, { reason, now }: { reason: string; now: Date }) {
  const row = await takeForAct(tx, actor, id, 'send-back');
  await tx
    .updateTable('statistics_return')
    .set({ state: 'returned', ...NO_CHECK, updated_at: now, updated_by_name: actor.name })
    .where('id', '=', id)
    .execute();
  await tellChanged(tx, { roundId: row.roundId, returnId: id, reason: null });
  await noteAct(tx, actor, { row, action: 'send-back', revision: row.revision, note: reason, now });
}

/** The first of two steps. */
export async function checkReturnStep(
  tx: Tx,
  actor: Actor,
  id: string,
  { note, now }: { note?: string | undefined; now: Date },
) {
  const row = await takeForAct(tx, actor, id, 'check');
  await tx
    .updateTable('statistics_return')
    .set({ state: 'checked', checked_at: now, checked_by: actor.userId, checked_by_name: actor.name })
    .where('id', '=', id)
    .execute();
  await tellChanged(tx, { roundId: row.roundId, returnId: id, reason: null });
  await noteAct(tx, actor, { row, action: 'check', revision: row.revision, note, now });
}

/**
 * The last step: locks the return and makes its figures observations. Of a correction they are revisions with its reason;
 * the sums of the regions that were settled with the earlier ones become revisions that name the kind of reason only.
 */
export async function approveReturn(
  tx: Tx,
  actor: Actor,
  id: string,
  { note, now }: { note?: string | undefined; now: Date },
) {
  const row = await takeForAct(tx, actor, id, 'approve');
  const written = await writeFigures(tx, row, actor);
  await tx
    .updateTable('statistics_return')
    .set({
      state: 'approved',
      approved_at: now,
      approved_by: actor.userId,
      approved_by_name: actor.name,
      approved_cells: null,
      correction_reason: null,
      correction_code: null,
    })
    .where('id', '=', id)
    .execute();
  await tellChanged(tx, { roundId: row.roundId, returnId: id, reason: publicReason(row.correctionCode) });
  await noteAct(tx, actor, { row, action: 'approve', revision: row.revision, note, detail: written, now });
}

const ACTS = { check: checkReturnStep, approve: approveReturn, remind: remindReporter } as const;

/** Many returns, each in a transaction of its own, so that one refusal holds up no other; answers what became of each. */
export async function actOnMany(
  db: Db,
  actor: Actor,
  { act, ids, note }: z.infer<typeof Bulk>,
  now: Date,
): Promise<z.infer<typeof BulkDone>> {
  const refused: z.infer<typeof BulkDone>['refused'] = [];
  let done = 0;
  for (const id of new Set(ids)) {
    try {
      await withActor(db, actor, (tx) => ACTS[act](tx, actor, id, { note, now }));
      done += 1;
    } catch (error) {
      const refusal = storeRefusal(error);
      if (!refusal || refusal.status >= 500) throw error;
      refused.push({
        id,
        reporter: await reporterName(db, actor, id),
        code: refusal.code,
        message: wordsOf(refusal, actor),
      });
    }
  }
  return { done, refused };
}

const wordsOf = (refusal: AppError, { locale }: Actor) =>
  problemText(refusal.code, locale, refusal.params) ?? refusal.message;

/** Empty for a return that the actor may not see. */
const reporterName = (db: Db, actor: Actor, id: string): Promise<string> =>
  withActor(db, actor, async (tx) => {
    const row = await tx
      .selectFrom('statistics_return as r')
      .innerJoin('region as g', 'g.code', 'r.region_code')
      .leftJoin('party as p', 'p.id', 'r.party_id')
      .select(['g.name as region', 'p.name as party'])
      .where('r.id', '=', id)
      .executeTakeFirst();
    return row?.party ?? row?.region ?? '';
  });

/** @throws AppError 404 for a return that is not to be seen. */
export async function demandVisible(tx: Tx, id: string): Promise<void> {
  const row = await tx.selectFrom('statistics_return').select('id').where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('return', id);
}
