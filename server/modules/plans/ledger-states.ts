import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { countStates, dataMonth, judgeTargets } from './judge-targets.ts';
import { selectLedger } from './ledger-queries.ts';
import type { PlanView } from './model.ts';

/** How many targets of each plan are in each state, as at the newest month or the one asked for; one reading for all. */
export async function statesOfPlans(
  tx: Tx,
  planIds: readonly string[],
  asked: { readonly actor: Actor; readonly now: Date; readonly month?: string | undefined },
): Promise<ReadonlyMap<string, PlanView['states']>> {
  const wanted = new Set(planIds);
  const rows = (await selectLedger(tx, { kind: ['target'] })).filter((row) => wanted.has(row.plan_id));
  const month = await dataMonth(tx, asked.month, asked.now);
  const judged = await judgeTargets(tx, rows, { month, locale: asked.actor.locale });
  const byPlan = Map.groupBy(rows, (row) => row.plan_id);
  return new Map(planIds.map((id) => [id, countStates((byPlan.get(id) ?? []).map((row) => judged.get(row.id)?.view))]));
}
