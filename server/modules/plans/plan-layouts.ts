import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';

export interface PlanLayoutRow {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly regionCode: string;
  readonly periodStart: number | null;
  readonly periodEnd: number | null;
  readonly layout: readonly {
    readonly pattern: string;
    readonly nodes: readonly { readonly name: string; readonly role: string; readonly places: readonly string[] }[];
  }[];
  /** The text as read; null of shipped facts. */
  readonly text: string | null;
}

/** The spatial patterns of plans in force: of the newest published version, where it has any. */
export const planLayouts = (tx: Tx, planId?: string): Promise<PlanLayoutRow[]> =>
  tx
    .selectFrom('plans_plan as p')
    .innerJoin('plans_version as v', 'v.plan_id', 'p.id')
    .leftJoin('document as d', 'd.id', 'v.document_id')
    .select(['p.id', 'p.title', 'p.short_title as shortTitle', 'p.region_code as regionCode'])
    .select(['p.period_start as periodStart', 'p.period_end as periodEnd', 'd.text'])
    .select(sql<PlanLayoutRow['layout']>`v.layout`.as('layout'))
    .where(
      sql<boolean>`v.id = (select w.id from plans_version w where w.plan_id = p.id and w.state = 'published'
        order by w.number desc limit 1)`,
    )
    .where(sql<boolean>`jsonb_array_length(v.layout) > 0`)
    .$if(planId !== undefined, (query) => query.where('p.id', '=', planId ?? ''))
    .orderBy('p.region_code')
    .orderBy('p.title')
    .execute();
