import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';

/** Whole history of a target, newest first. */
export const selectHistory = (tx: Tx, targetId: string) =>
  tx
    .selectFrom('plans_target_history')
    .select(['at', 'actor_name as actorName', 'action', 'before', 'after'])
    .where('target_id', '=', targetId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();

/** Regions that hold `code` and regions that it holds, divisions and groups alike; itself left out. */
export async function selectKin(tx: Tx, code: string): Promise<ReadonlyMap<string, 'higher' | 'lower'>> {
  const { rows } = await sql<{ code: string; relation: 'higher' | 'lower' }>`
    select ancestor as code, 'higher' as relation from region_closure where descendant = ${code} and ancestor <> ${code}
    union all
    select descendant, 'lower' from region_closure where ancestor = ${code} and descendant <> ${code}`.execute(tx);
  return new Map(rows.map((row) => [row.code, row.relation]));
}

export async function setPath(tx: Tx, id: string, path: object): Promise<void> {
  await tx
    .updateTable('plans_target')
    .set({ path: JSON.stringify(path) })
    .where('id', '=', id)
    .execute();
}

export async function replaceYears(
  tx: Tx,
  targetId: string,
  years: readonly { year: number; value: number; note: string }[],
): Promise<void> {
  await tx.deleteFrom('plans_target_year').where('target_id', '=', targetId).execute();
  if (years.length === 0) return;
  await tx
    .insertInto('plans_target_year')
    .values(years.map((one) => ({ ...one, target_id: targetId })))
    .execute();
}
