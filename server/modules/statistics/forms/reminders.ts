import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import { loadCalendar } from '../../../kernel/calendar/load.ts';
import { addWorkdays, dayOf, hourOf } from '../../../kernel/calendar/workdays.ts';
import { emitAll } from '../../../kernel/events/events.ts';

/** Working days before a return is due on which its reporter is reminded; once more on the day itself. */
const DAYS_BEFORE = 2;
/** Nobody is written to at night: from this hour in China on. */
const FROM_HOUR = 8;
/** Who signs what the clock writes. */
const PRODUCT = '链脑 Liannao';

/**
 * Reminds whoever has not handed in yet: from two working days before the date on, once, and again on the day. What was
 * done stands in the return's trail with the date, so that running again, or after days without running, says nothing
 * twice and leaves nothing out. Answers how many returns.
 */
export async function remindReporters(tx: Tx, { now, by }: { now: Date; by: string }): Promise<number> {
  if (hourOf(now) < FROM_HOUR) return 0;
  const today = dayOf(now);
  const soon = addWorkdays(await loadCalendar(tx), today, DAYS_BEFORE).day ?? today;
  const { rows } = await sql<{ id: string }>`
    insert into statistics_return_event (return_id, at, actor_id, actor_name, action, revision, note)
    select t.id, ${now}::timestamptz, null, ${by}, 'remind', t.revision, t.due_on::text
    from statistics_return t join statistics_round r on r.id = t.round_id
    where t.state in ('open', 'draft', 'returned') and t.due_on between ${today}::date and ${soon}::date
      and r.released_at is null and not exists (
        select 1 from statistics_return_event e
        where e.return_id = t.id and e.action = 'remind' and e.actor_name = ${by} and e.note = t.due_on::text
          and (t.due_on > ${today}::date or (e.at at time zone 'Asia/Shanghai')::date = t.due_on))
    returning return_id as id`.execute(tx);
  await emitAll(
    tx,
    rows.map(({ id }) => ({
      type: 'statistics.notice',
      payload: { returnId: id, kind: 'reminder', text: '', by: PRODUCT, at: now.toISOString() },
    })),
  );
  return rows.length;
}
