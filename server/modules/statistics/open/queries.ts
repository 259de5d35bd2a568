import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import { scopeKey } from '../../../kernel/observation/scope.ts';
import type { ObservationTable } from '../../../kernel/store/tables.ts';
import { industryScope } from '../scope.ts';

/** A released figure as the public sees it. */
export interface Observation {
  readonly id: string;
  readonly indicatorCode: string;
  readonly scopeKey: string;
  readonly regionCode: string;
  readonly period: string;
  readonly revision: number;
  readonly value: number | null;
  readonly missing: ObservationTable['missing'];
  readonly synthetic: boolean;
  readonly releasedAt: Date;
}

/** What is asked for; all of it is narrowed by row-level security to what is approved and open. */
export interface Selection {
  readonly indicators: readonly string[];
  /** Null: any. */
  readonly regions: readonly string[] | null;
  /** Patterns of period codes; null: any. */
  readonly periods: readonly string[] | null;
  /** By scope dimension: the members, null among them for "not cut by it". */
  readonly scopes: readonly { readonly dimension: string; readonly members: readonly (string | null)[] }[];
  /** Months since year 0 of the period's last month, both included. */
  readonly from: number | null;
  readonly to: number | null;
  readonly asOf: Date | null;
  readonly updatedAfter: Date | null;
  readonly after: readonly [string, string, string, string] | null;
  readonly limit: number;
}

const COLUMNS = sql`o.indicator_code as "indicatorCode", o.scope_key as "scopeKey", o.region_code as "regionCode", o.period,
  o.revision, o.value, o.missing, o.synthetic, o.entered_at as "releasedAt"`;
const ORDER = sql`o.indicator_code, o.scope_key, o.region_code, o.period`;

/** Whether the scope has the pair, or nothing of the dimension. */
const scopeHolds = (dimension: string, member: string | null) =>
  member === null
    ? sql`strpos(';' || o.scope_key, ${`;${dimension}=`}) = 0`
    : sql`strpos(';' || o.scope_key || ';', ${`;${dimension}=${member};`}) > 0`;

function conditions(wanted: Selection) {
  const all = [sql`o.party_id is null`, sql`o.indicator_code = any(${wanted.indicators}::text[])`];
  if (wanted.regions) all.push(sql`o.region_code = any(${wanted.regions}::text[])`);
  if (wanted.periods) all.push(sql`o.period like any(${wanted.periods}::text[])`);
  for (const { dimension, members } of wanted.scopes) {
    all.push(
      sql`(${sql.join(
        members.map((member) => scopeHolds(dimension, member)),
        sql` or `,
      )})`,
    );
  }
  if (wanted.after) all.push(sql`(${ORDER}) > (${sql.join(wanted.after)})`);
  return all;
}

/**
 * Figures in force by indicator, scope, region and period; with `asOf` the newest that had been released by then, with
 * `updatedAfter` only what has been released since. Withdrawn ones are among them where changes are asked for.
 */
export async function selectOpenFigures(tx: Tx, wanted: Selection): Promise<Observation[]> {
  const where = conditions(wanted);
  const months = (column: ReturnType<typeof sql>) => [
    ...(wanted.from === null ? [] : [sql`${column} >= ${wanted.from}`]),
    ...(wanted.to === null ? [] : [sql`${column} <= ${wanted.to}`]),
  ];
  const since = wanted.updatedAfter === null ? [] : [sql`o."releasedAt" > ${wanted.updatedAfter}`];
  const standing = wanted.updatedAfter === null ? [sql`o.missing is distinct from 'withdrawn'`] : [];
  const and = (parts: readonly ReturnType<typeof sql>[]) => sql.join([sql`true`, ...parts], sql` and `);
  const { rows } =
    wanted.asOf === null
      ? await sql<Observation>`
          select o.* from (
            select o.observation_id as id, ${COLUMNS} from observation_head o
            where ${and([...where, ...months(sql`o.last_month`)])}) as o
          where ${and([...since, ...standing])}
          order by o."indicatorCode", o."scopeKey", o."regionCode", o.period limit ${wanted.limit}`.execute(tx)
      : await sql<Observation>`
          select o.* from (
            select distinct on (${ORDER}) o.id, ${COLUMNS} from observation o
            where ${and([...where, ...months(sql`liannao_last_month(o.period)`), sql`o.entered_at <= ${wanted.asOf}`])}
            order by ${ORDER}, o.revision desc) as o
          where ${and([...since, ...standing])}
          order by o."indicatorCode", o."scopeKey", o."regionCode", o.period limit ${wanted.limit}`.execute(tx);
  return rows;
}

export interface NewestRow extends Observation {
  readonly firstPeriod: string;
  readonly figures: number;
}

/** How much of an indicator a figure is: all of it, what the forms take for all, then the less it is cut the more. */
const cutOf = sql`case o.scope_key when '' then 0 when ${scopeKey(industryScope)} then 1
  else 1 + cardinality(string_to_array(o.scope_key, ';')) end`;

/** For each indicator with released figures of the region: the least cut one, the newest of it, and how many there are. */
export async function selectNewest(tx: Tx, regionCode: string): Promise<NewestRow[]> {
  const { rows } = await sql<NewestRow>`
    select distinct on (o.indicator_code) o.observation_id as id, ${COLUMNS},
      count(*) over whole as figures, first_value(o.period) over (partition by o.indicator_code order by o.last_month) as "firstPeriod"
    from observation_head o
    where o.party_id is null and o.region_code = ${regionCode} and o.missing is distinct from 'withdrawn'
      and strpos(o.scope_key, 'basis=') = 0
    window whole as (partition by o.indicator_code)
    order by o.indicator_code, o.period like '____..____', (o.value is null), ${cutOf}, o.last_month desc nulls last, o.scope_key, length(o.period) desc`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, figures: Number(row.figures) }));
}

export const selectRegionCodes = (tx: Tx) =>
  tx
    .selectFrom('region')
    .select(['code', 'name', 'name_en as nameEn', 'parent_code as parentCode'])
    .orderBy('code')
    .execute();

export const selectNames = (tx: Tx, codes: readonly string[]) =>
  codes.length === 0
    ? Promise.resolve([])
    : tx.selectFrom('region').select(['code', 'name', 'name_en as nameEn']).where('code', 'in', codes).execute();
