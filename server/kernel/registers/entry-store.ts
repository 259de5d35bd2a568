import type { RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { columnsOf, META, quoted, tableOf } from './columns.ts';

/** A row as it goes into the store: every meta column that is not left to its default, fields and line items. */
export type NewRow = Readonly<Record<string, unknown>> & { readonly _id: string };

const allNames = (definition: RegisterDefinition) => [
  ...META.map(([name]) => name as string),
  ...columnsOf(definition).map(({ name }) => name),
];

/** Many rows by one statement. All of them need the same columns. */
export async function insertRows(tx: Tx, definition: RegisterDefinition, rows: readonly NewRow[]): Promise<void> {
  if (rows.length === 0) return;
  const names = allNames(definition).filter((name) => name in (rows[0] as NewRow));
  const list = sql.raw(names.map(quoted).join(', '));
  const table = sql.table(tableOf(definition.id));
  await sql`insert into ${table} (${list}) select ${list}
    from json_populate_recordset(null::${table}, ${JSON.stringify(rows)}::json)`.execute(tx);
}

/**
 * Changes many rows by one statement, by `_id`; rows carry their whole new content and the revision they had plus one.
 * Answers the ids of those that were changed: one that somebody else changed first is not among them.
 */
export async function updateRows(
  tx: Tx,
  definition: RegisterDefinition,
  rows: readonly NewRow[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const names = allNames(definition).filter((name) => name !== '_id' && name in (rows[0] as NewRow));
  const table = sql.table(tableOf(definition.id));
  const set = sql.raw(names.map((name) => `${quoted(name)} = n.${quoted(name)}`).join(', '));
  const changed = await sql<{ _id: string }>`update ${table} as t set ${set}
    from json_populate_recordset(null::${table}, ${JSON.stringify(rows)}::json) as n
    where t._id = n._id and t._revision = n._revision - 1 returning t._id`.execute(tx);
  return new Set(changed.rows.map((row) => row._id));
}

/** Ids of entries that have the same key as one of these, in the order asked; null where there is none to be seen. */
export async function idsByKey(
  tx: Tx,
  definition: RegisterDefinition,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<(string | null)[]> {
  if (rows.length === 0) return [];
  const table = sql.table(tableOf(definition.id));
  const same = sql.raw(
    definition.key.map((id) => `t.${quoted(id)} is not distinct from k.${quoted(id)}`).join(' and '),
  );
  // With `=` on the first part the key's index is used; it is required, so never empty.
  const first = definition.key[0]
    ? sql.raw(`t.${quoted(definition.key[0])} = k.${quoted(definition.key[0])} and`)
    : sql``;
  const keys = rows.map((row, at) => ({
    _revision: at,
    ...Object.fromEntries(definition.key.map((id) => [id, row[id] ?? null])),
  }));
  const { rows: found } = await sql<{ at: number; _id: string }>`select k._revision as at, t._id
    from json_populate_recordset(null::${table}, ${JSON.stringify(keys)}::json) as k
    join ${table} as t on ${first} ${same}`.execute(tx);
  const ids: (string | null)[] = rows.map(() => null);
  for (const { at, _id } of found) ids[at] = _id;
  return ids;
}

/** Deletes rows, leaving a last version that says who did it and when. */
export async function deleteRows(
  tx: Tx,
  definition: RegisterDefinition,
  ids: readonly string[],
  by: { readonly now: Date; readonly userId: string | null; readonly name: string; readonly note: string | null },
): Promise<void> {
  const table = sql.table(tableOf(definition.id));
  await sql`update ${table} set _updated_at = ${by.now}, _updated_by = ${by.userId}, _updated_name = ${by.name},
    _revision = _revision + 1, _kind = 'deleted', _note = ${by.note} where _id = any(${ids}::uuid[])`.execute(tx);
  await sql`delete from ${table} where _id = any(${ids}::uuid[])`.execute(tx);
}
