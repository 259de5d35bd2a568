import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import { emit } from '../../../kernel/events/events.ts';

/** Has the sums of these rounds added up again whole, soon after the caller's transaction. */
export async function roundsChanged(tx: Tx, rounds: readonly string[]): Promise<void> {
  if (rounds.length === 0) return;
  await sql`insert into statistics_due (round_id) select unnest(${rounds}::uuid[])`.execute(tx);
  await emit(tx, { type: 'statistics.return-changed', payload: { rounds } });
}
