import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { contextFor, insertEntries, loadRegisters } from '../../kernel/registers/index.ts';
import { planLayouts } from '../plans/index.ts';
import type { TakenLayout } from './model.ts';
import { draftNodes } from './node-draft.ts';
import { NODES, selectNodeKeys, selectRegions } from './queries.ts';
import { loadSeats } from './seats.ts';

export const takeLayout = ({ run, actor }: Asking, planId: string, now: Date): Promise<TakenLayout> =>
  run((tx) => takeLayoutIn(tx, actor, { planId, now, synthetic: false }));

/**
 * Takes the layout of a plan in force into the register: nodes that are not there yet, matched to regions. What is there
 * stays as it is: people may have mended it. @throws AppError 404 `plan-not-found`, 422 `plan-without-layout`, 403.
 */
export async function takeLayoutIn(
  tx: Tx,
  actor: Actor,
  { planId, now, synthetic }: { planId: string; now: Date; synthetic: boolean },
): Promise<TakenLayout> {
  const [plan] = await planLayouts(tx, planId);
  if (!plan) {
    const exists = await tx.selectFrom('plans_plan').select('id').where('id', '=', planId).executeTakeFirst();
    if (!exists) throw notFound('plan', planId);
    throw unprocessable('plan-without-layout', 'The plan in force has no spatial layout.');
  }
  const context = contextFor(await loadRegisters(tx), NODES, actor, now);
  const regions = new Map((await selectRegions(tx)).map((region) => [region.code, region]));
  const drafts = draftNodes(plan, regions, await loadSeats());
  const there = new Set(await selectNodeKeys(tx, context.definition, planId));
  const fresh = drafts.filter(({ values }) => !there.has(String(values.name)));
  if (fresh.length > 0)
    await insertEntries(
      tx,
      context,
      fresh.map(({ values }) => ({ values })),
      { synthetic, reasons: 'all' },
    );
  await audit(tx, actor, { action: 'layout.take', subject: `plan:${planId}`, detail: { added: fresh.length } });
  return {
    added: fresh.length,
    unchanged: drafts.length - fresh.length,
    unknownPlaces: [...new Set(drafts.flatMap(({ unknown }) => unknown))],
  };
}
