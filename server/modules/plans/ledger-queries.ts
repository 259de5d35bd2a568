import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { subtreeOf } from '../../kernel/region/queries.ts';
import type { TargetRow } from './target-rows.ts';

export interface LedgerSelection {
  readonly q?: string | undefined;
  readonly region?: string | undefined;
  readonly indicator?: readonly string[] | undefined;
  readonly kind: readonly string[];
  /** Absent: what is accepted in the version in force. Given: these, in the newest version for those who may change the plan. */
  readonly review?: readonly string[] | undefined;
  readonly binding?: readonly string[] | undefined;
}

export type LedgerRow = TargetRow & {
  readonly plan_title: string;
  readonly plan_short_title: string;
  readonly plan_region: string;
};

const like = (text: string) => `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;

/** A version still being reviewed is seen by those whose regions reach the plan, not by all who may read it. */
const visible = sql<boolean>`(v.state in ('published', 'superseded') or liannao_within(p.region_code))`;
const readable = sql<boolean>`v.state in ('published', 'review')`;
/** The version in force: the newest that was published. A plan still under its first review has none. */
const inForce = sql<boolean>`v.id = (select w.id from plans_version w where w.plan_id = p.id
  and w.state = 'published' order by w.number desc limit 1)`;
/** For those who may change the plan, the newest that was read. */
const newest = sql<boolean>`v.id = (select w.id from plans_version w where w.plan_id = p.id
  and (w.state = 'published' or (w.state = 'review' and liannao_may_write(p.region_code)))
  order by w.number desc limit 1)`;

/** Targets in the order of the ledger: by region and title of their plan, then as the plan has them. */
export const selectLedger = (tx: Tx, wanted: LedgerSelection): Promise<LedgerRow[]> =>
  tx
    .selectFrom('plans_target as t')
    .innerJoin('plans_plan as p', 'p.id', 't.plan_id')
    .innerJoin('plans_version as v', 'v.id', 't.version_id')
    .leftJoin('indicator as i', 'i.code', 't.indicator_code')
    .selectAll('t')
    .select(['p.title as plan_title', 'p.short_title as plan_short_title', 'p.region_code as plan_region'])
    .where(visible)
    .where(readable)
    .where(wanted.review ? newest : inForce)
    .where('t.review', 'in', (wanted.review ?? ['accepted']) as TargetRow['review'][])
    .where('t.kind', 'in', wanted.kind as TargetRow['kind'][])
    .$if(Boolean(wanted.q?.trim()), (query) => {
      const pattern = like(wanted.q ?? '');
      return query.where((eb) =>
        eb.or([
          eb('t.indicator_name', 'ilike', pattern),
          eb('t.quote', 'ilike', pattern),
          eb('i.name_zh', 'ilike', pattern),
          eb('i.name_en', 'ilike', pattern),
          eb('p.title', 'ilike', pattern),
        ]),
      );
    })
    .$if(wanted.region !== undefined, (query) => query.where('t.region_code', 'in', subtreeOf(tx, wanted.region ?? '')))
    .$if(Boolean(wanted.indicator?.length), (query) => query.where('t.indicator_code', 'in', wanted.indicator ?? []))
    .$if(Boolean(wanted.binding?.length), (query) =>
      query.where('t.binding', 'in', wanted.binding as TargetRow['binding'][]),
    )
    .orderBy('p.region_code')
    .orderBy('p.title')
    .orderBy('p.id')
    .orderBy('t.ordinal')
    .orderBy('t.id')
    .execute();

export const selectOne = (tx: Tx, id: string): Promise<LedgerRow | undefined> =>
  tx
    .selectFrom('plans_target as t')
    .innerJoin('plans_plan as p', 'p.id', 't.plan_id')
    .innerJoin('plans_version as v', 'v.id', 't.version_id')
    .selectAll('t')
    .select(['p.title as plan_title', 'p.short_title as plan_short_title', 'p.region_code as plan_region'])
    .where(visible)
    .where('t.id', '=', id)
    .executeTakeFirst();

/** Names that contain the words; shorter ones are nearer. */
export const selectTargetsLike = (tx: Tx, text: string, limit: number) =>
  tx
    .selectFrom('plans_target as t')
    .innerJoin('plans_plan as p', 'p.id', 't.plan_id')
    .innerJoin('plans_version as v', 'v.id', 't.version_id')
    .innerJoin('region as r', 'r.code', 't.region_code')
    .select(['t.id', 't.indicator_name', 'p.short_title', 'r.name as region_name', 't.deadline'])
    .where(visible)
    .where(inForce)
    .where('t.review', '=', 'accepted')
    .where('t.kind', '=', 'target')
    .where((eb) => eb.or([eb('t.indicator_name', 'ilike', like(text)), eb('t.quote', 'ilike', like(text))]))
    .orderBy(sql`length(t.indicator_name)`)
    .orderBy('t.id')
    .limit(limit)
    .execute();
