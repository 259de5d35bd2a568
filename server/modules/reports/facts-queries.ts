import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';

/** Which series a region has any figure of. */
export const selectSeriesOf = (tx: Tx, regionCode: string) =>
  tx
    .selectFrom('observation')
    .select(['indicator_code as code', 'scope_key as scope'])
    .distinct()
    .where('region_code', '=', regionCode)
    .where('party_id', 'is', null)
    .orderBy('indicator_code')
    .orderBy('scope_key')
    .execute();

export const selectSources = (tx: Tx, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('observation')
        .select(['id', 'source'])
        .where('id', '=', sql<string>`any(${ids}::uuid[])`)
        .execute();

export const selectRegionFacts = (tx: Tx, codes: readonly string[]) =>
  codes.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('region')
        .select(['code', 'name', 'name_en as nameEn', 'short_name as short', 'level'])
        .where('code', 'in', [...new Set(codes)])
        .execute();
