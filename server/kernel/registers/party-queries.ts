import type { PartyKind } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';

export interface PartyFound {
  readonly id: string;
  readonly kind: Exclude<PartyKind, 'any'>;
  readonly name: string;
  readonly uscc: string | null;
  readonly regionCode: string;
}

/** Parties with one of these ids, credit codes or names, as far as the actor may see them. */
export const selectParties = async (tx: Tx, words: readonly string[]): Promise<PartyFound[]> => {
  if (words.length === 0) return [];
  const ids = words.filter((word) => UUID.test(word));
  const { rows } = await sql<PartyFound>`select id, kind, name, uscc, region_code as "regionCode" from party
    where id = any(${ids}::uuid[]) or uscc = any(${words}::text[]) or name = any(${words}::text[])`.execute(tx);
  return rows;
};

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface NewParty {
  readonly id: string;
  readonly kind: PartyFound['kind'];
  readonly name: string;
  readonly uscc: string | null;
  readonly regionCode: string;
}

/** Adds parties and brings those with the same id up to date. */
export async function upsertParties(tx: Tx, parties: readonly NewParty[]): Promise<void> {
  if (parties.length === 0) return;
  await sql`insert into party (id, kind, name, uscc, region_code)
    select id, kind, name, uscc, "regionCode" from json_to_recordset(${JSON.stringify(parties)}::json)
      as p(id uuid, kind text, name text, uscc text, "regionCode" text)
    on conflict (id) do update set kind = excluded.kind, name = excluded.name, uscc = excluded.uscc,
      region_code = excluded.region_code`.execute(tx);
}

/** Ids of the parties with these credit codes. */
export async function idsByUscc(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; uscc: string }>`select id, uscc from party
    where uscc = any(${codes}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.uscc, row.id]));
}

/** Names of parties by id. Those of firms elsewhere are not hidden where an entry that the reader sees names them. */
export async function partyNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from liannao_party_names(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Parties whose name holds the words, or whose credit code begins with them: for a picker, at most twenty. */
export async function searchParties(
  tx: Tx,
  { kind, q }: { readonly kind: string; readonly q: string },
): Promise<{ id: string; title: string }[]> {
  const ofKind = kind === 'any' ? sql`true` : sql`kind = ${kind}`;
  const { rows } = await sql<{
    id: string;
    title: string;
  }>`select id, name || coalesce('（' || uscc || '）', '') as title
    from party where ${ofKind} and (strpos(name, ${q}) > 0 or starts_with(uscc, ${q.toUpperCase()}) or id::text = ${q})
    order by length(name), name limit 20`.execute(tx);
  return rows;
}
