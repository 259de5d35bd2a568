import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import type { ObservationTable } from '../../kernel/store/tables.ts';

export interface SeriesRow {
  readonly id: string;
  readonly indicatorCode: string;
  readonly scopeKey: string;
  readonly regionCode: string;
  readonly period: string;
  readonly revision: number;
  readonly value: number | null;
  readonly missing: ObservationTable['missing'];
  readonly status: ObservationTable['status'];
  readonly synthetic: boolean;
}

interface Wanted {
  readonly indicatorCode: string;
  readonly scopeKey: string;
  readonly regionCode: string;
}

/**
 * The figures in force of many series at once, today or as they were known at a moment; those of a firm or another holder
 * are not among them.
 */
export async function selectSeries(tx: Tx, keys: readonly Wanted[], knownAt: Date | null = null): Promise<SeriesRow[]> {
  if (keys.length === 0) return [];
  const wanted = sql`unnest(${keys.map((key) => key.indicatorCode)}::text[], ${keys.map((key) => key.scopeKey)}::text[],
    ${keys.map((key) => key.regionCode)}::text[]) as wanted (indicator_code, scope_key, region_code)`;
  const columns = (id: string) => sql`o.${sql.ref(id)} as id, o.indicator_code as "indicatorCode",
    o.scope_key as "scopeKey", o.region_code as "regionCode", o.period, o.revision, o.value, o.missing, o.status, o.synthetic`;
  const { rows } = await (knownAt === null
    ? sql<SeriesRow>`select ${columns('observation_id')}
        from ${wanted} join observation_head o using (indicator_code, scope_key, region_code)
        where o.party_id is null order by o.indicator_code, o.scope_key, o.region_code, o.period`
    : sql<SeriesRow>`select distinct on (o.indicator_code, o.scope_key, o.region_code, o.period) ${columns('id')}
        from ${wanted} join observation o using (indicator_code, scope_key, region_code)
        where o.party_id is null and o.entered_at <= ${knownAt}::timestamptz
        order by o.indicator_code, o.scope_key, o.region_code, o.period, o.revision desc`
  ).execute(tx);
  return rows;
}

/** Figures in force of one indicator and scope, for some regions and periods. */
export async function selectRegions(
  tx: Tx,
  key: { indicatorCode: string; scopeKey: string; regionCodes: readonly string[]; periods: readonly string[] },
): Promise<SeriesRow[]> {
  if (key.regionCodes.length === 0 || key.periods.length === 0) return [];
  return tx
    .selectFrom('observation_head')
    .select([
      'observation_id as id',
      'indicator_code as indicatorCode',
      'scope_key as scopeKey',
      'region_code as regionCode',
      'period',
      'revision',
      'value',
      'missing',
      'status',
      'synthetic',
    ])
    .where('indicator_code', '=', key.indicatorCode)
    .where('scope_key', '=', key.scopeKey)
    .where('region_code', 'in', key.regionCodes)
    .where('period', 'in', key.periods)
    .where('party_id', 'is', null)
    .execute();
}

export const selectParents = (tx: Tx, codes: readonly string[]) =>
  codes.length === 0
    ? Promise.resolve([])
    : tx.selectFrom('region').select(['code', 'parent_code as parentCode']).where('code', 'in', codes).execute();

/** Divisions directly below a region, or the members of a named group; zones and groups overlap them and stay out. */
export const selectChildRegions = (tx: Tx, code: string) =>
  tx
    .selectFrom('region_closure')
    .innerJoin('region', 'region.code', 'region_closure.descendant')
    .select(['region.code', 'region.name', 'region.name_en as nameEn'])
    .where('ancestor', '=', code)
    .where('depth', '=', 1)
    .where('level', 'in', ['province', 'city', 'county', 'functional'])
    .orderBy('region.code')
    .execute();

export const selectRegionName = (tx: Tx, code: string) =>
  tx.selectFrom('region').select(['name', 'name_en as nameEn']).where('code', '=', code).executeTakeFirst();
