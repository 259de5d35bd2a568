import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { accessFor, rankOf, titleSql } from './access-sql.ts';
import { fieldOf, tableOf } from './columns.ts';
import { type EntryRow, type Leads, leadsOf, maskValues, valuesOf } from './entry-rows.ts';
import type { Asked } from './entry-select.ts';
import type { Entry } from './model.ts';
import { partyNames } from './party-queries.ts';

/** Rows as the contract shows them: hidden fields out, words for what ids and codes lead to. */
export async function entryViews(tx: Tx, asked: Asked, rows: readonly EntryRow[]): Promise<Entry[]> {
  const { definition } = asked;
  const titleRank = rankOf(fieldOf(definition, definition.title)?.grade ?? 'L1');
  const leads: Leads = { regions: new Set(), parties: new Set(), entries: new Map() };
  const shown = rows.map((row) => {
    const masked = maskValues(definition, valuesOf(definition, row), row._rank);
    leadsOf(definition, masked.values, leads);
    leads.regions.add(row._region);
    return { row, ...masked };
  });
  const words = await wordsFor(tx, asked, leads);
  return shown.map(({ row, values, masked }) => ({
    id: row._id,
    title: titleRank <= row._rank ? row._title : '—',
    state: row._state,
    region: { code: row._region, name: words.get(row._region) ?? row._region },
    revision: row._revision,
    synthetic: row._synthetic,
    values,
    refs: refsOf(definition, values, words),
    masked,
    updatedAt: row._updated_at.toISOString(),
  }));
}

function refsOf(
  definition: Asked['definition'],
  values: Readonly<Record<string, unknown>>,
  words: ReadonlyMap<string, string>,
): Record<string, string> {
  const { regions, parties, entries } = leadsOf(definition, values);
  const keys = [...regions, ...parties, ...[...entries.values()].flatMap((ids) => [...ids])];
  return Object.fromEntries(keys.map((key) => [key, words.get(key) ?? '—']));
}

/** Names by code or id, for a page of rows at once. */
export async function wordsFor(tx: Tx, asked: Asked, leads: Leads): Promise<Map<string, string>> {
  const words = new Map<string, string>();
  if (leads.regions.size > 0) {
    const name = asked.actor.locale === 'en' ? sql`coalesce(name_en, name)` : sql`name`;
    const { rows } = await sql<{ code: string; name: string }>`select code, ${name} as name from region
      where code = any(${[...leads.regions]}::text[])`.execute(tx);
    for (const { code, name: word } of rows) words.set(code, word);
  }
  for (const [id, name] of await partyNames(tx, [...leads.parties])) words.set(id, name);
  for (const [register, ids] of leads.entries) {
    for (const [id, title] of await titlesOf(tx, asked, register, [...ids])) words.set(id, title);
  }
  return words;
}

/** Titles of entries that the actor may see. */
export async function titlesOf(
  tx: Tx,
  asked: Pick<Asked, 'set' | 'actor'>,
  register: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = asked.set.registers.get(register);
  if (!found || ids.length === 0) return new Map();
  const access = accessFor(found.definition, asked.actor);
  const { rows } = await sql<{ _id: string; title: string | null }>`select e._id, ${titleSql(access)} as title
    from ${sql.table(tableOf(register))} as e where e._id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.flatMap((row) => (row.title === null ? [] : [[row._id, row.title] as const])));
}
