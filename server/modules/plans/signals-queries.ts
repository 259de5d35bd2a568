import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';

export interface LateItem {
  readonly id: string;
  readonly title: string;
  readonly planId: string;
  readonly plan: string;
  readonly regionCode: string;
  /** Year of a yearly item; null: the task as a whole. */
  readonly year: number | null;
  readonly goal: string;
  readonly dueOn: string;
}

/** Accepted tasks of the versions in force, and their yearly items, that were due before `today` and are not done. */
export const selectLate = (tx: Tx, today: string): Promise<LateItem[]> => {
  const tasks = () =>
    tx
      .selectFrom('plans_task as t')
      .innerJoin('plans_plan as p', 'p.id', 't.plan_id')
      .where('t.review', '=', 'accepted')
      .where(
        sql<boolean>`t.version_id = (select v.id from plans_version v where v.plan_id = p.id and v.state = 'published'
          order by v.number desc limit 1)`,
      )
      .where('t.state', 'in', ['planned', 'doing']);
  const facts = [
    't.id',
    't.title',
    't.plan_id as planId',
    'p.short_title as plan',
    't.region_code as regionCode',
  ] as const;
  return tasks()
    .select([
      ...facts,
      sql<number | null>`null::int`.as('year'),
      sql<string>`''`.as('goal'),
      sql<string>`t.due_on`.as('dueOn'),
    ])
    .where('t.due_on', '<', today)
    .unionAll(
      tasks()
        .innerJoin('plans_task_year as y', 'y.task_id', 't.id')
        .select([...facts, sql<number | null>`y.year`.as('year'), 'y.goal', sql<string>`y.due_on`.as('dueOn')])
        .where('y.due_on', '<', today)
        .where('y.state', 'in', ['planned', 'doing']),
    )
    .execute();
};

/** Those of the regions that are named groups of divisions, or the country: nobody's own to act in. */
export async function groupsAmong(tx: Tx, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('region')
    .select('code')
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .where('level', 'in', ['group', 'nation'])
    .execute();
  return new Set(rows.map(({ code }) => code));
}
