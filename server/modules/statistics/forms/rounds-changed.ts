import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import { emit } from '../../../kernel/events/events.ts';

/** Has the sums of these rounds added up again whole, soon after the caller's transaction. */
export async function roundsChanged(tx: Tx, rounds: readonly string[]): Promise<void> {
  if (rounds.length === 0) return;
  await sql`insert into statistics_due (round_id) select unnest(${rounds}::uuid[])`.execute(tx);
  await emit(tx, { type: 'statistics.return-changed', payload: { rounds } });
}

/**
 * Has the rounds counted again that fell due since they were counted last: a return becomes late by the calendar alone,
 * without anybody changing it. Answers how many.
 */
export async function countOverdue(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`select r.id from statistics_round r
    join statistics_progress p on p.round_id = r.id and p.region_code = r.region_code
    where r.due_on < ${dayOf(now)}::date and (p.updated_at at time zone 'Asia/Shanghai')::date <= r.due_on
      and exists (select 1 from statistics_return t
        where t.round_id = r.id and t.first_submitted_at is null and t.state <> 'excused')`.execute(tx);
  await roundsChanged(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.length;
}
