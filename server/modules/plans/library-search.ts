import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import type { SearchHit } from '../../kernel/module.ts';
import { likePattern } from './library-queries.ts';

/** Plans by title, the shortest first. */
export async function searchPlans(tx: Tx, q: string, limit: number): Promise<SearchHit[]> {
  if (q.trim() === '' || limit < 1) return [];
  const like = likePattern(q);
  const plans = await tx
    .selectFrom('plans_plan')
    .innerJoin('region', 'region.code', 'plans_plan.region_code')
    .select(['plans_plan.id', 'plans_plan.title', 'region.name as region'])
    .where((eb) => eb.or([eb('plans_plan.title', 'ilike', like), eb('plans_plan.short_title', 'ilike', like)]))
    .orderBy(sql`length(plans_plan.title)`)
    .orderBy('plans_plan.id')
    .limit(limit)
    .execute();
  return plans.map(({ id, title, region }) => ({ kind: 'plan', title, sub: region, href: `/plans/${id}/review` }));
}
