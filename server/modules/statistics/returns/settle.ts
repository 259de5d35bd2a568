import type { z } from 'zod';
import { type Actor, systemActor, type Tx } from '../../../kernel/access/actor.ts';
import { asSystem } from '../../../kernel/access/as-system.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { conflict, forbidden, notFound, unprocessable } from '../../../kernel/errors.ts';
import type { Settle } from '../forms/model.ts';
import { tellChanged } from './change.ts';
import { BY_ITSELF } from './reasons.ts';
import { standingIn } from './rights.ts';
import type { Counts, RoundFacts } from './totals-queries.ts';

const isComplete = ({ expected, approved, excused }: Counts) => expected > 0 && approved + excused === expected;

/** Every region in which nothing is waited for any more is settled by itself. Answers those that were settled now. */
export async function settleComplete(
  tx: Tx,
  round: RoundFacts,
  { counts, settled, now }: { counts: ReadonlyMap<string, Counts>; settled: ReadonlySet<string>; now: Date },
): Promise<Set<string>> {
  const fresh = [...counts].flatMap(([region, count]) => (isComplete(count) && !settled.has(region) ? [region] : []));
  if (fresh.length === 0) return new Set();
  await tx
    .updateTable('statistics_progress')
    .set({ settled_at: now, settled_by_name: BY_ITSELF, settled_incomplete: false })
    .where('round_id', '=', round.id)
    .where('region_code', 'in', fresh)
    .execute();
  return new Set(fresh);
}

/** Last in its transaction, because entries of the audit wait for one another. */
export async function auditSettled(tx: Tx, round: RoundFacts, regions: ReadonlySet<string>): Promise<void> {
  if (regions.size === 0) return;
  await audit(tx, systemActor('totals'), {
    action: 'round.settle',
    subject: `round:${round.id}`,
    detail: { form: round.formId, period: round.period, regions: [...regions] },
  });
}

const alreadySettled = () => conflict('region-already-settled', 'The region has been settled.');

/**
 * A bureau settles its region before all have reported, with a note: an incomplete sum. The figures are written when the
 * round is added up next.
 * @throws AppError 404 `round-not-found`, `round-region-not-found`; 403; 409 `region-already-settled`; 422
 * `settlement-note-required`, `settlement-without-returns`.
 */
export async function settleRegion(
  tx: Tx,
  actor: Actor,
  roundId: string,
  { region, note, now }: z.infer<typeof Settle> & { readonly now: Date },
): Promise<void> {
  const round = await tx
    .selectFrom('statistics_round')
    .select(['form_id', 'period'])
    .where('id', '=', roundId)
    .executeTakeFirst();
  if (!round) throw notFound('round', roundId);
  const { isHolder, rank } = await standingIn(tx, actor, { partyId: null, regionCode: region });
  if (!isHolder || rank === 0) throw forbidden('outside-your-regions', 'The region is settled by its own bureau.');
  const progress = await tx
    .selectFrom('statistics_progress')
    .selectAll()
    .where('round_id', '=', roundId)
    .where('region_code', '=', region)
    .executeTakeFirst();
  if (!progress) throw notFound('round-region', region);
  if (progress.settled_at !== null) throw alreadySettled();
  if (progress.approved === 0) {
    throw unprocessable(
      'settlement-without-returns',
      'No return of the region is approved: there is nothing to settle.',
    );
  }
  const incomplete = !isComplete(progress);
  if (incomplete && !note) {
    throw unprocessable('settlement-note-required', 'Returns are missing: say why the sum is taken without them.', [
      { field: 'body.note', code: 'required', message: 'why without them' },
    ]);
  }
  // Of two who press at once one has done it.
  const done = await asSystem(tx, () =>
    tx
      .updateTable('statistics_progress')
      .set({
        settled_at: now,
        settled_by_name: actor.name,
        settled_note: note ?? null,
        settled_incomplete: incomplete,
      })
      .where('round_id', '=', roundId)
      .where('region_code', '=', region)
      .where('settled_at', 'is', null)
      .returning('region_code')
      .executeTakeFirst(),
  );
  if (!done) throw alreadySettled();
  await tellChanged(tx, { roundId, returnId: null, reason: null });
  await audit(tx, actor, {
    action: 'round.settle',
    subject: `round:${roundId}`,
    detail: { form: round.form_id, period: round.period, regions: [region], incomplete, note: note ?? null },
  });
}
