import type { Field, RegisterDefinition } from '@liannao/registers';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { audit } from '../audit/audit.ts';
import { entryMoved, entryRemoved } from '../cases/index.ts';
import { AppError, conflict, forbidden, notFound } from '../errors.ts';
import { columnsOf, META, pastOf, quoted, tableOf } from './columns.ts';
import { beginWrite, type EntryContext } from './entry-context.ts';
import { mayBeIn } from './entry-own.ts';
import { entryChanged, rowsToChange } from './entry-save.ts';
import { deleteRows, idsByKey } from './entry-store.ts';
import type { RegisterSet } from './store.ts';

/** A field of some register whose values are entries of another. */
export interface Lead {
  readonly definition: RegisterDefinition;
  readonly field: Field;
  /** Line item that the field belongs to. */
  readonly child: string | null;
}

/** Every field that can name an entry of this register: references to it, and parties where its entries are parties. */
export function leadsTo(set: RegisterSet, target: RegisterDefinition): Lead[] {
  const leads = (field: Field) =>
    (field.type === 'reference' && field.to === target.id) || (field.type === 'party' && target.partyOf !== null);
  return [...set.registers.values()].flatMap(({ definition }) => [
    ...definition.fields.filter(leads).map((field) => ({ definition, field, child: null })),
    ...definition.children.flatMap((child) =>
      child.fields.filter(leads).map((field) => ({ definition, field, child: child.id })),
    ),
  ]);
}

/** Rows of `lead.definition` (as `e`) that name the entry. Uses the indexes that `ddl.ts` makes. */
export function leadSql({ field, child }: Lead, id: string): RawBuilder<boolean> {
  const column = sql.raw(`e.${quoted(child ?? field.id)}`);
  if (child !== null) {
    const item = JSON.stringify([{ [field.id]: field.many ? [id] : id }]);
    return sql<boolean>`${column} @> ${item}::jsonb`;
  }
  return field.many ? sql<boolean>`${column} @> array[${id}]::uuid[]` : sql<boolean>`${column}::text = ${id}`;
}

/**
 * Deletes an entry, which stays in the history and can be restored.
 * @throws AppError 409 `entry-referred-to` naming the registers that refer to it, 412 `entry-changed`, 404, 403.
 */
export async function deleteEntry(
  tx: Tx,
  context: EntryContext,
  { id, revision, note }: { readonly id: string; readonly revision?: number; readonly note?: string | null },
): Promise<void> {
  const { definition, actor, now } = context;
  await beginWrite(tx, context);
  const [row] = await rowsToChange(tx, context, [id]);
  if (revision !== undefined && revision !== row?._revision) throw entryChanged();
  if (!mayBeIn(definition, actor, row?._state ?? null)) {
    throw conflict('entry-with-office', 'The office has taken it in hand.');
  }
  await refuseReferred(tx, context, id);
  await deleteRows(tx, definition, [id], { now, userId: actor.userId, name: actor.name, note: note ?? null });
  const left = await sql`select 1 from ${sql.table(tableOf(definition.id))} where _id = ${id}::uuid`.execute(tx);
  // Row-level security leaves out what may be read but not deleted.
  if (left.rows.length > 0)
    throw forbidden('outside-your-regions', 'This belongs to a region that you may not change.');
  await audit(tx, actor, {
    action: 'entry.delete',
    subject: `entry:${definition.id}:${id}`,
    detail: { title: row?._title },
  });
  await entryRemoved(tx, { definition, entryId: id, actor, note: note ?? null, now });
}

/** Whoever refers to it counts, seen by the actor or not; which entries they are is not told. */
async function refuseReferred(tx: Tx, { set, definition, actor }: EntryContext, id: string): Promise<void> {
  const leads = leadsTo(set, definition);
  if (leads.length === 0) return;
  const counts = leads.map(
    (lead, at) => sql`select ${at}::int as at, count(*) as count
      from (select 1 from ${sql.table(tableOf(lead.definition.id))} as e where ${leadSql(lead, id)} limit 1000) as few`,
  );
  const { rows } = await asSystem(tx, () =>
    sql<{ at: number; count: number }>`select at, count from (${sql.join(counts, sql` union all `)}) as counted
      where count > 0`.execute(tx),
  );
  if (rows.length === 0) return;
  const errors = rows.map(({ at, count }) => {
    const { definition: other, field } = leads[at] as Lead;
    const message = `${other[actor.locale]} · ${field[actor.locale]}: ${count}`;
    return { field: `${other.id}.${field.id}`, code: 'refers', message };
  });
  const list = errors.map(({ message }) => message).join('；');
  throw new AppError(409, 'entry-referred-to', `Others refer to it: ${list}.`, { errors, params: { list } });
}

/**
 * Brings back a deleted entry as it last was.
 * @throws AppError 404 `entry-not-found` where none was deleted, 409 `entry-exists` where its key is in use again.
 */
export async function restoreEntry(tx: Tx, context: EntryContext, id: string): Promise<void> {
  const { definition, actor, now } = context;
  await beginWrite(tx, context);
  const names = [...META.map(([name]) => name as string), ...columnsOf(definition).map(({ name }) => name)];
  const stamped: Readonly<Record<string, RawBuilder<unknown>>> = {
    _revision: sql`_revision + 1`,
    _updated_at: sql`${now}::timestamptz`,
    _updated_by: sql`${actor.userId}::uuid`,
    _updated_name: sql`${actor.name}::text`,
    _kind: sql`'restored'`,
    _note: sql`null`,
  };
  const table = sql.table(tableOf(definition.id));
  const { rows: last } = await sql<Record<string, unknown>>`select ${sql.raw(definition.key.map(quoted).join(', '))}
    from ${sql.table(pastOf(definition.id))} as p where _id = ${id}::uuid and _kind = 'deleted'
      and not exists (select 1 from ${table} as t where t._id = p._id) order by _revision desc limit 1`.execute(tx);
  if (last.length === 0) throw notFound('entry', id);
  const [other] = await idsByKey(tx, definition, last);
  if (other)
    throw new AppError(409, 'entry-exists', 'There is an entry with that key again.', {
      params: { key: '', id: other },
    });
  const { rows: back } = await sql<RestoredRow>`insert into ${table} (${sql.raw(names.map(quoted).join(', '))})
    select ${sql.join(names.map((name) => stamped[name] ?? sql.raw(quoted(name))))}
    from ${sql.table(pastOf(definition.id))} where _id = ${id}::uuid and _kind = 'deleted'
    order by _revision desc limit 1 returning _state, _title, _region, _synthetic, _owner`.execute(tx);
  await audit(tx, actor, { action: 'entry.restore', subject: `entry:${definition.id}:${id}` });
  for (const row of back) {
    if (row._state === null) continue;
    await entryMoved(tx, {
      definition,
      entryId: id,
      title: row._title,
      regionCode: row._region,
      from: null,
      to: row._state,
      actor,
      note: null,
      now,
      synthetic: row._synthetic,
      partyId: row._owner,
    });
  }
}

interface RestoredRow {
  readonly _state: string | null;
  readonly _title: string;
  readonly _region: string;
  readonly _synthetic: boolean;
  readonly _owner: string | null;
}
