import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import type { ObservationTable } from '../../../kernel/store/tables.ts';
import type { AggregateRegion, AggregateRegions } from './types.ts';

const REGION = sql`r.code, r.name, r.name_en as "nameEn", r.level, r.parent_code as "parentCode"`;
/** Zones and groups overlap the divisions: they are shown where asked for by name, and are nobody's part. */
const DIVISION = sql`r.level in ('nation', 'province', 'city', 'county', 'functional')`;

/** The regions asked for, by code. */
export async function selectAsked(tx: Tx, asked: AggregateRegions): Promise<AggregateRegion[]> {
  if ('codes' in asked) {
    const { rows } = await sql<AggregateRegion>`select ${REGION} from region r
      where r.code = any(${[...asked.codes]}::text[]) order by r.code`.execute(tx);
    return rows;
  }
  const { root, depth = null, level = null } = asked;
  const { rows } =
    await sql<AggregateRegion>`select ${REGION} from region_closure c join region r on r.code = c.descendant
    where c.ancestor = ${root} and (r.code = ${root} or ${DIVISION})
      and (${depth}::int is null or c.depth <= ${depth}::int) and (${level}::text is null or r.level = ${level}::text)
    order by r.code`.execute(tx);
  return rows;
}

/** Everything that rolls up into the regions, themselves included. */
export async function selectBelow(tx: Tx, codes: readonly string[]): Promise<AggregateRegion[]> {
  const { rows } = await sql<AggregateRegion>`select ${REGION} from region r where r.code in (
      select descendant from region_closure where ancestor = any(${[...codes]}::text[]))
    and (${DIVISION} or r.code = any(${[...codes]}::text[]))`.execute(tx);
  return rows;
}

/** The members of named groups. */
export async function selectMembers(
  tx: Tx,
  codes: readonly string[],
): Promise<{ readonly group: string; readonly member: string }[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<{ group: string; member: string }>`select ancestor as "group", descendant as member
    from region_closure where ancestor = any(${[...codes]}::text[]) and via = 'group' and depth = 1
    order by descendant`.execute(tx);
  return rows;
}

export interface StoredFigure {
  /** Which of the series, from 1. */
  readonly series: number;
  readonly region: string;
  readonly period: string;
  readonly id: string;
  readonly value: number | null;
  readonly missing: ObservationTable['missing'];
  readonly status: ObservationTable['status'];
  readonly synthetic: boolean;
}

/** Regional figures in force, today or as they were known at a moment, of all series, regions and periods at once. */
export async function selectFigures(
  tx: Tx,
  wanted: {
    readonly series: readonly { readonly indicatorCode: string; readonly scopeKey: string }[];
    readonly regions: readonly string[];
    readonly periods: readonly string[];
    readonly knownAt: Date | null;
  },
): Promise<StoredFigure[]> {
  const { series, regions, periods, knownAt } = wanted;
  if (series.length === 0 || regions.length === 0 || periods.length === 0) return [];
  const keys = sql`unnest(${series.map((one) => one.indicatorCode)}::text[], ${series.map((one) => one.scopeKey)}::text[])
    with ordinality as w (indicator_code, scope_key, n)`;
  const columns = sql`w.n::int as series, o.region_code as region, o.period, o.id, o.value, o.missing, o.status, o.synthetic`;
  const where = sql`indicator_code = w.indicator_code and scope_key = w.scope_key and party_id is null
    and region_code = any(${[...regions]}::text[]) and period = any(${[...periods]}::text[])`;
  // Series after series by the index, whatever the planner thinks of the number of regions: the offset keeps them apart.
  const { rows } = await (knownAt === null
    ? sql<StoredFigure>`select ${columns} from ${keys} cross join lateral (
        select region_code, period, observation_id as id, value, missing, status, synthetic
        from observation_head where ${where} offset 0) as o`
    : sql<StoredFigure>`select ${columns} from ${keys} cross join lateral (
        select distinct on (region_code, period) region_code, period, id, value, missing, status, synthetic
        from observation where ${where} and entered_at <= ${knownAt}::timestamptz
        order by region_code, period, revision desc) as o`
  ).execute(tx);
  return rows;
}
