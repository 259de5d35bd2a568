import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';

/** As much of the catalogue as says where figures come from. */
export const selectSources = (tx: Tx) =>
  tx
    .selectFrom('indicator')
    .select(['code', 'name_zh', 'name_en', 'source', 'scope_dimensions', 'time_rule'])
    .execute();
export type SourceRow = Awaited<ReturnType<typeof selectSources>>[number];

export const selectLeadsByRegister = (tx: Tx, locale: 'zh' | 'en') =>
  tx
    .selectFrom('register_lead as l')
    .innerJoin('region as r', 'r.code', 'l.region_code')
    .select([
      'l.register_id as register',
      'l.region_code as region',
      'l.since',
      locale === 'en' ? sql<string>`coalesce(r.name_en, r.name)`.as('regionName') : 'r.name as regionName',
    ])
    .orderBy('l.region_code')
    .execute();
