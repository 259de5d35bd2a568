import { monthIndex } from '@liannao/statistics';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { subtreeOf } from '../../kernel/region/queries.ts';
import { likeText } from './catalogue-queries.ts';

export interface ObservationSelection {
  readonly indicator?: string;
  readonly region?: string;
  readonly below: boolean;
  readonly holder: 'regions' | 'firms';
  /** First and last month, `2025-08`: a figure counts where its last month lies between. */
  readonly from?: string;
  readonly to?: string;
  readonly q?: string;
  /** Of the last figure shown: indicator, scope, region, period and id. */
  readonly after?: readonly [string, string, string, string, string];
  readonly limit: number;
}

const views = (tx: Tx) =>
  tx
    .selectFrom('observation as o')
    .innerJoin('indicator as i', 'i.code', 'o.indicator_code')
    .innerJoin('region as r', 'r.code', 'o.region_code')
    .leftJoin('party as p', 'p.id', 'o.party_id')
    .selectAll('o')
    .select([
      'p.name as party_name',
      'r.name as region_name',
      'r.name_en as region_name_en',
      'i.name_zh',
      'i.name_en',
      'i.unit',
      'i.shown_as',
      'i.scoped_names',
    ]);

export type ObservationRow = Awaited<ReturnType<typeof selectObservations>>[number];

const KEY = sql`indicator_code, scope_key, region_code, period`;

/**
 * Figures in force of regions or of firms, by indicator, scope, region and period. A page is read off the index of the
 * figures in force, so that a later one costs what the first does.
 */
export async function selectObservations(tx: Tx, wanted: ObservationSelection) {
  const { after, limit, holder } = wanted;
  const filters = await filtersOf(tx, wanted);
  if (!filters) return [];
  const isOfFirms = holder === 'firms';
  const order = isOfFirms ? sql`${KEY}, party_id` : KEY;
  filters.push(isOfFirms ? sql`party_id is not null` : sql`party_id is null`);
  if (after) {
    const key = sql.join(after.slice(0, 4));
    filters.push(
      isOfFirms ? sql`(${order}) > (${key}, ${await holderOf(tx, after[4])}::uuid)` : sql`(${KEY}) > (${key})`,
    );
  }
  const page = sql<{ observation_id: string }>`(select observation_id from observation_head
    where ${sql.join(filters, sql` and `)} order by ${order} limit ${limit})`;
  return views(tx)
    .innerJoin(page.as('page'), 'page.observation_id', 'o.id')
    .orderBy(sql`o.indicator_code, o.scope_key, o.region_code, o.period, o.party_id`)
    .execute();
}

/** Nobody remembers whose the last figure shown was; its own row does. */
async function holderOf(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.selectFrom('observation').select('party_id').where('id', '=', id).executeTakeFirst();
  return row?.party_id ?? null;
}

/**
 * Null where nothing can be found. Names and subtrees become lists of codes first: with those the index is walked from one
 * to the next, where a join would read everything to find nothing.
 */
async function filtersOf(tx: Tx, wanted: ObservationSelection): Promise<RawBuilder<unknown>[] | null> {
  const { indicator, region, below, from, to, q } = wanted;
  const filters: RawBuilder<unknown>[] = [];
  if (indicator !== undefined) filters.push(sql`indicator_code = ${indicator}`);
  if (region !== undefined && !below) filters.push(sql`region_code = ${region}`);
  if (region !== undefined && below) {
    const codes = (await subtreeOf(tx, region).execute()).map(({ descendant }) => descendant);
    if (codes.length === 0) return null;
    filters.push(oneOf('region_code', codes));
  }
  if (from !== undefined) filters.push(sql`last_month >= ${monthNumber(from)}`);
  if (to !== undefined) filters.push(sql`last_month <= ${monthNumber(to)}`);
  if (q !== undefined) {
    const [indicators, regions] = await selectNamed(tx, likeText(q));
    const named = [
      ...(indicators.length > 0 ? [oneOf('indicator_code', indicators)] : []),
      ...(regions.length > 0 ? [oneOf('region_code', regions)] : []),
    ];
    if (named.length === 0) return null;
    filters.push(sql`(${sql.join(named, sql` or `)})`);
  }
  return filters;
}

const oneOf = (column: string, codes: readonly string[]) => sql`${sql.ref(column)} = any(${[...codes]}::text[])`;

/** Codes of the indicators and of the regions that bear the name or a part of it. */
async function selectNamed(tx: Tx, like: string): Promise<readonly [indicators: string[], regions: string[]]> {
  const indicators = await sql<{ code: string }>`select code from indicator
    where name_zh like ${like} or name_en ilike ${like} or code ilike ${like}`.execute(tx);
  const regions = await sql<{ code: string }>`select code from region
    where name like ${like} or name_en ilike ${like}`.execute(tx);
  return [indicators.rows.map(({ code }) => code), regions.rows.map(({ code }) => code)];
}

/** `2025-08`, months since year 0. */
const monthNumber = (month: string) => monthIndex(Number(month.slice(0, 4)), Number(month.slice(5)));

export const selectObservation = (tx: Tx, id: string) => views(tx).where('o.id', '=', id).executeTakeFirst();

/** All revisions of the figure, newest first. */
export const selectRevisions = (
  tx: Tx,
  row: { indicator_code: string; scope_key: string; region_code: string; party_id: string | null; period: string },
) =>
  views(tx)
    .where('o.indicator_code', '=', row.indicator_code)
    .where('o.scope_key', '=', row.scope_key)
    .where('o.region_code', '=', row.region_code)
    .where('o.party_id', row.party_id === null ? 'is' : '=', row.party_id)
    .where('o.period', '=', row.period)
    .orderBy('o.revision', 'desc')
    .execute();

/** Name and kind of the file a figure came with; nothing where the reader may not see it. */
export const selectImportFile = (tx: Tx, runId: string) =>
  tx
    .selectFrom('import_run')
    .select(['file_name as fileName', 'written_at as writtenAt'])
    .where('id', '=', runId)
    .executeTakeFirst();
