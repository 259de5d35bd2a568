import type { Store } from '@liannao/server/kernel/store/open-store.ts';
import { sql } from 'kysely';
import { copyIn } from '../registers/copy.ts';
import { COLUMNS, type Filled, linesOf } from './data.ts';

export interface Loaded {
  readonly rows: number;
  readonly seconds: number;
}

/** COPY into the observations month after month, as they come in; the triggers are the store's own. */
export async function load(
  store: Store,
  filled: Filled,
  months: readonly string[],
  say = (_: string) => {},
): Promise<Loaded> {
  let [rows, seconds] = [0, 0];
  for (const [at, month] of months.entries()) {
    const lines = linesOf(filled, month, at);
    seconds += await copyIn(store.url, `copy observation (${COLUMNS}) from stdin`, [lines.text]);
    rows += lines.rows;
    if (at % 50 === 49) say(`${rows} observations, ${(rows / seconds).toFixed(0)} rows/s`);
  }
  return { rows, seconds };
}

/** The same without keeping the figures in force; leaves the store empty. */
export async function loadWithoutHeads(store: Store, filled: Filled, months: readonly string[]): Promise<Loaded> {
  await sql`alter table observation disable trigger observation_heads`.execute(store.db);
  const loaded = await load(store, filled, months);
  await sql`alter table observation enable trigger observation_heads`.execute(store.db);
  await sql`truncate observation, observation_head`.execute(store.db);
  return loaded;
}

/** What one would write who had nothing but these figures: a plain table, nobody's rights, the same index. */
export async function makePlain({ db }: Store): Promise<void> {
  await sql`create table bench_plain as select indicator_code, scope_key, region_code, period, value, missing, synthetic,
    status, observation_id from observation_head`.execute(db);
  await sql`create unique index on bench_plain(indicator_code, scope_key, region_code, period)`.execute(db);
  for (const table of ['bench_plain', 'observation', 'observation_head'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db);
}
