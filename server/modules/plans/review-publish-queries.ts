import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';

/** SQL of publishing a version in the place of another. */
export const publishedVersions = (tx: Tx, planId: string) =>
  tx
    .selectFrom('plans_version')
    .select(['id', 'number'])
    .where('plan_id', '=', planId)
    .where('state', '=', 'published')
    .execute();

export const supersedeOlder = (tx: Tx, planId: string, number: number) =>
  tx
    .updateTable('plans_version')
    .set({ state: 'superseded' })
    .where('plan_id', '=', planId)
    .where('number', '<', number)
    .where('state', 'in', ['reading', 'review', 'published'])
    .execute();

/** Texts of what was published are as open as their plan; drafts are not. */
export const documentsFollowPlan = (tx: Tx, planId: string) =>
  sql`update document d set open = p.open and v.state in ('published', 'superseded')
    from plans_version v join plans_plan p on p.id = v.plan_id
    where v.plan_id = ${planId} and d.id = v.document_id`.execute(tx);

/**
 * Yearly values, drawn paths, yearly goals, progress and notes of one version's items go to the next version's items of the
 * same passage or title, facts without a passage to those of the same meaning. The old ones keep theirs.
 */
export async function carryRunning(tx: Tx, from: string, to: string): Promise<void> {
  const targets = sql`(select n.id as new_id, o.id as old_id, o.path from plans_target n
    join lateral (select id, path from plans_target o where o.version_id = ${from}
      and (o.quote = n.quote and o.indicator_name = n.indicator_name
        or o.quote is null and o.kind = n.kind and o.indicator_code = n.indicator_code and o.scope = n.scope
          and o.region_code = n.region_code and o.deadline is not distinct from n.deadline
          and o.value_canonical = n.value_canonical)
      order by o.ordinal limit 1) o on true
    where n.version_id = ${to})`;
  await sql`insert into plans_target_year (target_id, year, value, note)
    select p.new_id, y.year, y.value, y.note from ${targets} p join plans_target_year y on y.target_id = p.old_id
    on conflict do nothing`.execute(tx);
  await sql`update plans_target t set path = p.path from ${targets} p
    where t.id = p.new_id and t.path = '{"kind":"seasonal"}' and p.path <> t.path`.execute(tx);
  const tasks = sql`(select n.id as new_id, o.id as old_id from plans_task n
    join lateral (select id from plans_task o where o.version_id = ${from} and o.title = n.title
      order by (o.path = n.path) desc, o.ordinal limit 1) o on true
    where n.version_id = ${to})`;
  await sql`update plans_task n set state = o.state, percent = o.percent, starts_on = coalesce(n.starts_on, o.starts_on),
      due_on = coalesce(n.due_on, o.due_on)
    from ${tasks} p join plans_task o on o.id = p.old_id where n.id = p.new_id and n.percent <= o.percent`.execute(tx);
  await sql`insert into plans_task_year (task_id, year, goal, state, due_on)
    select p.new_id, y.year, y.goal, y.state, y.due_on from ${tasks} p join plans_task_year y on y.task_id = p.old_id
    on conflict do nothing`.execute(tx);
  await sql`insert into plans_task_note (task_id, at, author_id, author_name, text, percent, document_id)
    select p.new_id, n.at, n.author_id, n.author_name, n.text, n.percent, n.document_id
    from ${tasks} p join plans_task_note n on n.task_id = p.old_id
    where not exists (select 1 from plans_task_note own where own.task_id = p.new_id and own.at = n.at)`.execute(tx);
}
