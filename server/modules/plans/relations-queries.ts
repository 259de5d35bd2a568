import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import type { TargetRow } from './target-rows.ts';

/** SQL of how plans rest on one another. Row-level security leaves out the plans that the actor does not see. */
const inForce = sql<boolean>`v.id = (select w.id from plans_version w where w.plan_id = p.id
  and w.state in ('published', 'review') order by (w.state = 'published') desc, w.number desc limit 1)`;
const visible = sql<boolean>`(v.state in ('published', 'superseded') or liannao_within(p.region_code))`;
const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;

/** What is accepted in the versions in force, in the order of the plans. */
export const selectAccepted = (
  tx: Tx,
  planIds: readonly string[],
  kinds: readonly TargetRow['kind'][],
): Promise<TargetRow[]> =>
  tx
    .selectFrom('plans_target as t')
    .innerJoin('plans_plan as p', 'p.id', 't.plan_id')
    .innerJoin('plans_version as v', 'v.id', 't.version_id')
    .selectAll('t')
    .where('t.plan_id', '=', anyOf(planIds))
    .where(inForce)
    .where(visible)
    .where('t.review', '=', 'accepted')
    .where('t.kind', 'in', kinds)
    .orderBy('p.title')
    .orderBy('p.id')
    .orderBy('t.ordinal')
    .orderBy('t.id')
    .execute();

export const selectChildren = (tx: Tx, planId: string) =>
  tx
    .selectFrom('plans_plan')
    .select(['id', 'title', 'region_code'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('plans_parent as c')
          .select('c.plan_id')
          .whereRef('c.plan_id', '=', 'plans_plan.id')
          .where('c.parent_id', '=', planId),
      ),
    )
    .orderBy('region_code')
    .orderBy('title')
    .execute();

/** The plans that it rests on, and of those that they rest on in turn the ones of regions above its own. Nearest first. */
export const selectAbove = async (tx: Tx, planId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select parent_id as id, 1 as step from plans_parent where plan_id = ${planId} and parent_id is not null
      union
      select next.parent_id, up.step + 1 from up join plans_parent next on next.plan_id = up.id
        where next.parent_id is not null and up.step < 6)
    select p.id from (select id, min(step) as step from up group by id) n
    join plans_plan p on p.id = n.id, plans_plan own
    where own.id = ${planId} and p.id <> own.id and (n.step = 1 or exists (
      select 1 from region_closure c where c.ancestor = p.region_code and c.descendant = own.region_code and c.depth > 0))
    order by n.step, p.title`.execute(tx);
  return rows.map(({ id }) => id);
};

/** Plans of the same region that still count, the plan itself included. */
export const selectBeside = async (
  tx: Tx,
  plan: { readonly id: string; readonly region_code: string },
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('plans_plan')
    .select('id')
    .where('region_code', '=', plan.region_code)
    .where((eb) => eb.or([eb('id', '=', plan.id), eb('state', '<>', 'ended')]))
    .execute();
  return rows.map(({ id }) => id);
};

/** Which of the regions lie in which, themselves included. */
export const selectWithin = async (
  tx: Tx,
  codes: readonly string[],
): Promise<(inner: string, outer: string) => boolean> => {
  const pairs =
    codes.length === 0
      ? []
      : await tx
          .selectFrom('region_closure')
          .select(['ancestor', 'descendant'])
          .where('ancestor', 'in', codes)
          .where('descendant', 'in', codes)
          .execute();
  const known = new Set(pairs.map(({ ancestor, descendant }) => `${descendant} ${ancestor}`));
  return (inner, outer) => inner === outer || known.has(`${inner} ${outer}`);
};

export interface Division {
  readonly code: string;
  readonly parent: string | null;
  /** Provinces, cities or counties that make it up. */
  readonly divisions: number;
}

/** Zones and groups are left out: their figures are in those of the divisions that they lie in. */
export const selectDivisions = async (tx: Tx, codes: readonly string[]): Promise<Map<string, Division>> => {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('region')
    .select(['code', 'parent_code as parent'])
    .select(
      sql<number>`(select count(*) from region b where b.parent_code = region.code
      and b.level in ('province', 'city', 'county'))`.as('divisions'),
    )
    .where('code', 'in', codes)
    .where('level', 'in', ['nation', 'province', 'city', 'county'])
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
};
