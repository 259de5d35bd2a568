import { type Actor, systemActor, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { conflict, forbidden, notFound } from '../../../kernel/errors.ts';
import type { Db } from '../../../kernel/store/open-store.ts';
import { tellChanged } from './change.ts';
import { standingIn } from './rights.ts';

/**
 * Opens a round's settled figures to everybody; what is settled later is open at once. The figures get their open revision
 * when the round is added up next.
 * @throws AppError 404, 403, 409 `round-already-released`, `round-not-settled`.
 */
export async function releaseRound(
  tx: Tx,
  actor: Actor,
  id: string,
  { note, now }: { readonly note?: string | undefined; readonly now: Date },
): Promise<void> {
  const round = await tx
    .selectFrom('statistics_round')
    .select(['region_code as regionCode', 'released_at as releasedAt', 'form_id as form', 'period'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!round) throw notFound('round', id);
  const { isHolder, rank } = await standingIn(tx, actor, { partyId: null, regionCode: round.regionCode });
  if (!isHolder || rank === 0)
    throw forbidden('outside-your-regions', 'A round is released by the bureau of its region.');
  if (round.releasedAt !== null) throw alreadyReleased();
  const settled = await tx
    .selectFrom('statistics_progress')
    .select('region_code')
    .where('round_id', '=', id)
    .where('settled_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  if (!settled) throw conflict('round-not-settled', 'Nothing of the round is settled yet.');
  const done = await setReleased(tx, actor, { id, form: round.form, period: round.period, note: note ?? null, now });
  if (!done) throw alreadyReleased();
}

const alreadyReleased = () => conflict('round-already-released', 'The round has been released.');

interface Releasing {
  readonly id: string;
  readonly form: string;
  readonly period: string;
  readonly note: string | null;
  readonly now: Date;
}

/** False where another has just done it. */
async function setReleased(tx: Tx, actor: Actor, { id, form, period, note, now }: Releasing): Promise<boolean> {
  const done = await tx
    .updateTable('statistics_round')
    .set({ released_at: now })
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!done) return false;
  await tellChanged(tx, { roundId: id, returnId: null, reason: null });
  await audit(tx, actor, { action: 'round.release', subject: `round:${id}`, detail: { form, period, note } });
  return true;
}

const CLOCK = systemActor('release');

/** Releases every round whose hour has come. Answers how many. */
export function releaseDue(db: Db, now: Date): Promise<number> {
  return withActor(db, CLOCK, async (tx) => {
    const due = await tx
      .selectFrom('statistics_round')
      .select(['id', 'form_id as form', 'period'])
      .where('released_at', 'is', null)
      .where('release_at', '<=', now)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const round of due) await setReleased(tx, CLOCK, { ...round, note: null, now });
    return due.length;
  });
}
