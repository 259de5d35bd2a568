import { type CheckedExpression, type Measure, type RegisterDefinition, readExpression } from '@liannao/registers';
import { type RawBuilder, sql } from 'kysely';
import type { Actor, Tx } from '../access/actor.ts';
import { accessFor } from './access-sql.ts';
import { quoted } from './columns.ts';
import { type ExpressionPlace, type Joins, joinsSql, openSql } from './expression-sql.ts';
import { allOf } from './measure-filter.ts';
import { entrySource } from './source-sql.ts';
import { contextOf, type RegisterSet } from './store.ts';

export interface Counting {
  readonly set: RegisterSet;
  readonly definition: RegisterDefinition;
  readonly actor: Actor;
  readonly measure: Measure;
  /** Conditions of what is counted and of what it is a share of; null: every entry. */
  readonly where: string | null;
  readonly over: string | null;
  /** As the entries stood at the end of that day, and what `today` means in a condition. */
  readonly day: string;
  /** Null: as they are now, whether in force or not, as a flow is counted. */
  readonly asAt: string | null;
}

export interface Counted {
  readonly region: string;
  readonly value: number | null;
  /** Entries that were counted: under a share those of the part, not those of the whole. */
  readonly entries: number;
  readonly synthetic: boolean;
}

/**
 * One statement for all of `regions`: each figure is of the region and all below it, so that what is distinct counts once
 * in each. A region without an entry is not in the answer. Rights of rows and fields are the asker's.
 */
export async function countByRegion(tx: Tx, counting: Counting, regions: readonly string[]): Promise<Counted[]> {
  if (regions.length === 0) return [];
  const part = rowsOf(counting, 'part');
  const whole = counting.measure.over ? rowsOf(counting, 'whole') : null;
  const { rows } = await sql<{ region: string; value: number | null; entries: number; synthetic: boolean }>`
    with part as (${part})${whole ? sql`, whole as (${whole})` : sql``},
    part_in as (${rolledUp(counting, 'part', regions)})
    ${whole ? sql`, whole_in as (${rolledUp(counting, 'whole', regions)})` : sql``}
    ${answerOf(counting.measure, whole !== null)}`.execute(tx);
  return rows.map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) }));
}

/** Regions, of `within` and below, that have at least one entry as it is now or ever stood. */
export async function regionsWithEntries(
  tx: Tx,
  definition: RegisterDefinition,
  within: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select distinct up.ancestor as code
    from (select distinct _region from ${entrySource(definition)} as e) as here
    join region_closure up on up.descendant = here._region
    join region_closure lead on lead.descendant = up.ancestor and lead.ancestor = any(${[...within]}::text[])`.execute(
    tx,
  );
  return rows.map(({ code }) => code);
}

type Side = 'part' | 'whole';

/** Entries or line items with what is measured of them. */
function rowsOf(counting: Counting, side: Side): RawBuilder<unknown> {
  const { set, measure, actor, day } = counting;
  const other =
    side === 'whole' && measure.over?.register ? set.registers.get(measure.over.register)?.definition : undefined;
  const definition = other ?? counting.definition;
  const place: ExpressionPlace = { set, actor, access: accessFor(definition, actor), today: day };
  const joins: Joins = new Map();
  const read = (text: string | null): CheckedExpression | null => {
    if (text === null) return null;
    const checked = readExpression(text, definition, contextOf(set));
    if (!checked.ok) throw new TypeError(`${definition.id}, ${measure.code}: ${text}: ${checked.issues[0]?.en}`);
    return checked.value;
  };
  const measured = (text: string | null) => (other || text === null ? null : read(text));
  const where = read(side === 'part' ? counting.where : counting.over);
  const of = side === 'part' ? measured(measure.of) : null;
  const [per, from, to] = side === 'part' ? [measured(measure.per), measured(measure.from), measured(measure.to)] : [];
  const date = !other && measure.at === 'flow' ? measured(measure.date) : null;
  const child = [where, of, per ?? null, from ?? null, to ?? null, date].find((one) => one?.child)?.child ?? null;
  const written = (checked: CheckedExpression | null | undefined) =>
    checked ? openSql(checked, place, joins) : sql`null`;
  const columns = sql`e._id as id, e._region as region, e._synthetic as synthetic,
    ${written(of)} as of, ${written(per)} as per, ${written(from)} as since, ${written(to)} as until`;
  const condition = where ? openSql(where, place, joins) : sql`true`;
  const items = child ? sql`cross join lateral jsonb_array_elements(e.${sql.raw(quoted(child))}) as item` : sql``;
  // A flow keeps what has gone out of force since; the other side of a share is counted as it is counted.
  const source = entrySource(definition, { asAt: counting.asAt });
  return sql`select ${columns} from ${source} as e ${items} ${joinsSql(joins)} where ${condition}`;
}

/** Each row once for every wanted region that holds it; what only one entry says is not rolled up. */
function rolledUp({ measure }: Counting, side: Side, regions: readonly string[]): RawBuilder<unknown> {
  const exact = measure.measure === 'value' ? sql`and up.depth = 0` : sql``;
  return sql`select up.ancestor as area, r.* from ${sql.raw(side)} r
    join region_closure up on up.descendant = r.region and up.ancestor = any(${[...regions]}::text[]) ${exact}`;
}

function answerOf({ measure }: Measure, hasWhole: boolean): RawBuilder<unknown> {
  const entries = sql`count(distinct id) as entries, coalesce(bool_or(synthetic), false) as synthetic`;
  if (!hasWhole) return sql`select area as region, ${plain(measure)} as value, ${entries} from part_in group by area`;
  const counted =
    measure === 'share-distinct'
      ? sql`count(distinct of) filter (where exists (
      select 1 from whole w where w.id::text = part_in.of::text))`
      : sql`count(*)`;
  return sql`select w.area as region, 100 * coalesce(p.counted, 0)::numeric / nullif(w.counted, 0) as value,
      coalesce(p.entries, 0) as entries, w.synthetic or coalesce(p.synthetic, false) as synthetic
    from (select area, count(*) as counted, coalesce(bool_or(synthetic), false) as synthetic from whole_in group by area) w
    left join (select area, ${counted} as counted, ${entries} from part_in group by area) p on p.area = w.area`;
}

function plain(measure: Measure['measure']): RawBuilder<unknown> {
  switch (measure) {
    case 'count':
      return sql`count(*)`;
    case 'distinct':
      return sql`count(distinct of)`;
    case 'sum':
      return sql`sum(of)`;
    case 'average':
      return sql`avg(of)`;
    case 'median-days':
      return sql`percentile_cont(0.5) within group (order by (until - since)::double precision)`;
    // The one entry in force; two of them say nothing.
    case 'value':
      return sql`case when count(*) = 1 then max(of) end`;
    // Of entries that say both: what is missing on one side is no zero there.
    case 'ratio':
      return sql`sum(of) filter (where per is not null) / nullif(sum(per) filter (where of is not null), 0)`;
    case 'share-sum':
      return sql`100 * sum(of) filter (where per is not null) / nullif(sum(per) filter (where of is not null), 0)`;
    case 'share':
    case 'share-distinct':
      throw new TypeError(`${measure} needs what it is a share of`);
  }
}

/** A measure of nothing: a count is zero, a mean of none is not known. */
export const valueOfNone = ({ measure }: Measure): number | null =>
  measure === 'count' || measure === 'distinct' || measure === 'sum' ? 0 : null;

/** The conditions with a flow's days among them. */
export const withDays = (filter: { where: string | null; over: string | null }, days: string | null) => ({
  where: allOf(filter.where, days),
  over: allOf(filter.over, days),
});
