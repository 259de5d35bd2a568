import type { Field, RegisterDefinition } from '@liannao/registers';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { type Access, rankOf, rankSql } from './access-sql.ts';
import { META, quoted } from './columns.ts';
import { UUID } from './party-queries.ts';

/** A row as it lies in the store, whole; `_rank` is the highest grade of it that the actor may see. */
export interface EntryRow {
  readonly _id: string;
  readonly _region: string;
  readonly _owner: string | null;
  readonly _state: string | null;
  readonly _title: string;
  readonly _revision: number;
  readonly _created_at: Date;
  readonly _updated_at: Date;
  readonly _updated_name: string;
  readonly _synthetic: boolean;
  readonly _import_run: string | null;
  readonly _kind: string;
  readonly _note: string | null;
  readonly _rank: number;
  readonly [fieldOrChild: string]: unknown;
}

const SHOWN_META = META.map(([name]) => name).filter((name) => !name.startsWith('_search'));

/** Columns of whole rows. Dates in arrays come as text, as single ones do. */
export function rowColumns(definition: RegisterDefinition, alias = 'e'): RawBuilder<unknown> {
  const fields = definition.fields.map((field) => {
    const column = `${alias}.${quoted(field.id)}`;
    return field.many && field.type === 'date' ? `${column}::text[] as ${quoted(field.id)}` : column;
  });
  const children = definition.children.map((child) => `${alias}.${quoted(child.id)}`);
  return sql.raw([...SHOWN_META.map((name) => `${alias}.${name}`), ...fields, ...children].join(', '));
}

/** Whole rows of `source` (as `e`) by id, in the order of the ids. Those that the actor may not see are missing. */
export async function selectRows(
  tx: Tx,
  access: Access,
  source: RawBuilder<unknown>,
  ids: readonly string[],
): Promise<EntryRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<EntryRow>`select ${rowColumns(access.definition)}, ${rankSql(access)} as _rank
    from ${source} as e where e._id = any(${ids}::uuid[])`.execute(tx);
  const byId = new Map(rows.map((row) => [row._id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Values by field and line items, as the contract has them; what is empty is null. Nothing is hidden yet. */
export function valuesOf(definition: RegisterDefinition, row: EntryRow): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of definition.fields) values[field.id] = plainValue(field, row[field.id]);
  for (const child of definition.children) values[child.id] = row[child.id] ?? [];
  return values;
}

function plainValue(field: Field, stored: unknown): unknown {
  if (stored === null || stored === undefined) return null;
  const plain = (value: unknown) => {
    if (value instanceof Date) return value.toISOString();
    return field.type === 'integer' || field.type === 'year' ? Number(value) : value;
  };
  return Array.isArray(stored) && field.type !== 'place' ? stored.map(plain) : plain(stored);
}

/** Takes out what is above `rank`, and names it: `phone`, `months.issues`. */
export function maskValues(
  definition: RegisterDefinition,
  values: Readonly<Record<string, unknown>>,
  rank: number,
): { values: Record<string, unknown>; masked: string[] } {
  const shown: Record<string, unknown> = {};
  const masked: string[] = [];
  for (const field of definition.fields) {
    if (rankOf(field.grade) > rank) masked.push(field.id);
    else if (field.id in values) shown[field.id] = values[field.id];
  }
  for (const child of definition.children) {
    if (!(child.id in values)) continue;
    const hidden = child.fields.filter((field) => rankOf(field.grade) > rank).map((field) => field.id);
    masked.push(...hidden.map((id) => `${child.id}.${id}`));
    if (hidden.length === child.fields.length) continue;
    const items = (values[child.id] ?? []) as Record<string, unknown>[];
    shown[child.id] = items.map((item) =>
      Object.fromEntries(Object.entries(item).filter(([name]) => !hidden.includes(name))),
    );
  }
  return { values: shown, masked };
}

/** Ids and codes among values that lead to regions, parties and entries, by what they lead to. */
export interface Leads {
  readonly regions: Set<string>;
  readonly parties: Set<string>;
  /** Register -> ids of its entries. */
  readonly entries: Map<string, Set<string>>;
}

export function leadsOf(
  definition: RegisterDefinition,
  values: Readonly<Record<string, unknown>>,
  into: Leads = { regions: new Set(), parties: new Set(), entries: new Map() },
): Leads {
  const collect = (fields: readonly Field[], from: Readonly<Record<string, unknown>>) => {
    for (const field of fields) {
      const value = from[field.id];
      if (value === null || value === undefined) continue;
      for (const one of Array.isArray(value) ? value : [value]) addLead(field, String(one), into);
    }
  };
  collect(definition.fields, values);
  for (const child of definition.children) {
    for (const item of (values[child.id] ?? []) as Record<string, unknown>[]) collect(child.fields, item);
  }
  return into;
}

function addLead(field: Field, value: string, into: Leads): void {
  if (field.type === 'region') into.regions.add(value);
  else if (field.type === 'party' && UUID.test(value)) into.parties.add(value);
  else if (field.type === 'reference' && field.to && UUID.test(value)) {
    const ids = into.entries.get(field.to) ?? new Set();
    into.entries.set(field.to, ids.add(value));
  }
}
