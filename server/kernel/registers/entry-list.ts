import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { selectRows } from './entry-rows.ts';
import { type Asked, type EntryFilter, type Selection, selectionOf } from './entry-select.ts';
import { afterSql, cursorOf, facetKey, orderSql, type Sort, sortOf } from './entry-sort.ts';
import { entryViews } from './entry-view.ts';
import type { Entry, EntryQuery } from './model.ts';
import { entrySource } from './source-sql.ts';

/** One page of a register, ids first and the page's rows alone in full. */
export async function listEntries(
  tx: Tx,
  asked: Asked,
  query: EntryQuery,
): Promise<{ items: Entry[]; nextCursor: string | null }> {
  const { ids, nextCursor, access } = await selectIds(tx, asked, query);
  const rows = await selectRows(tx, access, entrySource(asked.definition, { asAt: query.asAt }), ids);
  return { items: await entryViews(tx, asked, rows), nextCursor };
}

/** Ids of the entries of a page in their order. */
export async function selectIds(tx: Tx, asked: Asked, query: EntryQuery) {
  const selection = await selectionOf(tx, asked, query);
  const sort = sortOf(asked, selection, query.sort);
  const page = { selection, sort, cursor: query.cursor, limit: query.limit + 1 };
  const isNewestFirst = query.sort === undefined && query.asAt === undefined;
  const near = isNewestFirst ? await amongNewest(tx, asked, page) : [];
  const rows = near.length === page.limit ? near : await amongAll(tx, page);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    ids: shown.map((row) => row._id),
    nextCursor: rows.length > query.limit && last ? cursorOf(last.key, last._id) : null,
    access: selection.access,
  };
}

interface Page {
  readonly selection: Selection;
  readonly sort: Sort;
  readonly cursor: string | undefined;
  readonly limit: number;
}
interface Found {
  readonly _id: string;
  readonly key: string | null;
}

/**
 * Most filters let so much through that the page is full among the newest few thousand, found by their index. Where it is
 * not, the whole register is looked through by all processors, never row by row along that index: that takes three times
 * as long, and the database cannot tell which of the two it will be.
 */
const NEWEST = 5000;
async function amongNewest(tx: Tx, asked: Asked, { selection, sort, cursor, limit }: Page): Promise<Found[]> {
  const newest = sql`(select * from ${entrySource(asked.definition)} as e where ${afterSql(sort, cursor)}
    ${orderSql(sort)} limit ${NEWEST})`;
  return found(
    tx,
    sort,
    sql`select e._id, ${sort.key} as key from ${newest} as e ${selection.joins}
      where ${selection.where} ${orderSql(sort)} limit ${limit}`,
  );
}

async function amongAll(tx: Tx, { selection, sort, cursor, limit }: Page): Promise<Found[]> {
  // The key in another form is one that no index is for.
  const order = orderSql(sort.type === 'timestamptz' ? { ...sort, key: sql`(${sort.key} at time zone 'UTC')` } : sort);
  return found(
    tx,
    sort,
    sql`select e._id, ${sort.key} as key from ${selection.from} ${sort.join}
      where ${selection.where} and ${afterSql(sort, cursor)} ${order} limit ${limit}`,
  );
}

/** Keys as text, those of the page alone: to write out a million numbers takes longer than to sort them. */
async function found(tx: Tx, sort: Sort, page: RawBuilder<unknown>): Promise<Found[]> {
  const { rows } = await sql<Found>`select e._id, e.key::text as key from (${page}) as e
    ${orderSql({ ...sort, key: sql`e.key` })}`.execute(tx);
  return rows;
}

/** How many entries there are under a filter, and whether any of them is of the demonstration. */
export async function countEntries(tx: Tx, asked: Asked, filter: EntryFilter) {
  const { from, where } = await selectionOf(tx, asked, filter);
  const { rows } = await sql<{ count: number; synthetic: boolean }>`select count(*) as count,
    coalesce(bool_or(e._synthetic), false) as synthetic from ${from} where ${where}`.execute(tx);
  return rows[0] ?? { count: 0, synthetic: false };
}

/** Most frequent values first, at most 500. */
export async function countFacet(tx: Tx, asked: Asked, field: string, filter: EntryFilter) {
  const selection = await selectionOf(tx, asked, filter);
  const key = facetKey(asked, selection, field);
  const { rows } = await sql<{ value: unknown; count: number }>`select value, count(*) as count
    from (select ${key} as value from ${selection.from} where ${selection.where}) as counted
    group by value order by count(*) desc, value limit 500`.execute(tx);
  return rows.map(({ value, count }) => ({ value: value === null ? null : String(value), count }));
}
