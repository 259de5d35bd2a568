import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';

/** Which series any of the regions has a figure of. */
/** Series with figures in these regions; with a year, those that have one in it. */
export const selectSeriesOf = (tx: Tx, regionCodes: readonly string[], year?: number) =>
  regionCodes.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('observation')
        .select(['indicator_code as code', 'scope_key as scope'])
        .distinct()
        .where('region_code', 'in', regionCodes)
        .where('party_id', 'is', null)
        .$if(year !== undefined, (query) => query.where('period', 'like', `${year}%`))
        .orderBy('indicator_code')
        .orderBy('scope_key')
        .execute();

export const selectPlanTitle = (tx: Tx, id: string) =>
  tx.selectFrom('plans_plan').select(['short_title as title']).where('id', '=', id).executeTakeFirst();

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
