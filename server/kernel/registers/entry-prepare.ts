import {
  compileRowCheck,
  type Field,
  type RegisterDefinition,
  type RowCheck,
  type RowProblem,
} from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { tableOf } from './columns.ts';
import { findLeads, replaceLeads, valueProblem } from './entry-leads.ts';
import { leadsOf } from './entry-rows.ts';
import type { Asked } from './entry-select.ts';
import { derivedColumns } from './entry-words.ts';
import { type NewParty, partyNames, UUID } from './party-queries.ts';
import { contextOf, type RegisterSet } from './store.ts';

export interface EntryDraft {
  readonly values: Readonly<Record<string, unknown>>;
  readonly state: string | null;
  /** Files that the entry has already: others must be the actor's to see. */
  readonly files?: readonly string[];
}

export interface Prepared {
  /** Complete: parties and references as ids, what is empty null, line items as arrays. */
  readonly values: Record<string, unknown>;
  /** Values as columns, with region, owner, title and words. Only to be stored where `problems` has no error. */
  readonly columns: Record<string, unknown>;
  readonly problems: readonly RowProblem[];
  /** Units that it names and that are new, by the id that `values` has for them. */
  readonly made: ReadonlyMap<string, NewParty>;
}

const compiled = new WeakMap<RegisterDefinition, RowCheck>();

/** The check of a definition in force, compiled once. */
export function rowCheckOf(set: RegisterSet, definition: RegisterDefinition): RowCheck {
  let check = compiled.get(definition);
  if (!check) {
    check = compileRowCheck(definition, contextOf(set));
    compiled.set(definition, check);
  }
  return check;
}

/**
 * Makes entries ready to be stored: finds the parties, entries, regions and files that values name, checks every value and
 * rule, and computes what is stored beside them. Changes nothing but, with `createParties`, units that are new.
 */
export async function prepareEntries(
  tx: Tx,
  asked: Asked,
  drafts: readonly EntryDraft[],
  { createParties }: { readonly createParties: boolean },
): Promise<Prepared[]> {
  const { definition, set } = asked;
  const rows = drafts.map(({ values }) => completed(definition, values));
  const found = await findLeads(tx, asked, rows, createParties);
  const check = rowCheckOf(set, definition);
  const files = await filesSeen(tx, definition, drafts, rows);
  const replaced = rows.map((row) => replaceLeads(definition, row.values, found, files));
  const names = await namesFor(
    tx,
    asked,
    replaced.map((row) => row.values),
  );
  return replaced.map(({ values, problems, made }, at) => {
    const context = { today: asked.today, state: drafts[at]?.state ?? null };
    const all = [...(rows[at]?.problems ?? []), ...problems, ...check(values, context)];
    const derived = all.some((problem) => problem.level === 'error')
      ? {}
      : derivedColumns(definition, values, { names, lists: set.lists });
    return { values, columns: { ...values, ...derived }, problems: withoutRepeats(all), made };
  });
}

/** A value that leads nowhere was emptied, and is not to be missed on top. */
const withoutRepeats = (problems: readonly RowProblem[]) =>
  problems.filter(
    (problem) =>
      problem.code !== 'required' ||
      !problems.some(
        (other) => other !== problem && other.field === problem.field && other.child?.row === problem.child?.row,
      ),
  );

/** Every field, empty ones null; what is no field is a problem. */
function completed(definition: RegisterDefinition, given: Readonly<Record<string, unknown>>) {
  const values: Record<string, unknown> = {};
  const problems: RowProblem[] = [];
  const known = new Set([...definition.fields, ...definition.children].map(({ id }) => id));
  for (const name of Object.keys(given)) {
    if (!known.has(name))
      problems.push(valueProblem(name, 'unknown-field', `没有字段 ${name}`, `There is no field ${name}`));
  }
  for (const field of definition.fields) values[field.id] = plain(field, given[field.id]);
  for (const child of definition.children) {
    const items = given[child.id] ?? [];
    if (!Array.isArray(items) || items.some((item) => typeof item !== 'object' || item === null)) {
      problems.push(valueProblem(child.id, 'wrong-type', '明细应为多行', 'Has to be rows of line items'));
      values[child.id] = [];
      continue;
    }
    values[child.id] = (items as Record<string, unknown>[]).map((item) =>
      Object.fromEntries(child.fields.map((field) => [field.id, plain(field, item[field.id])])),
    );
  }
  return { values, problems };
}

function plain(field: Field, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value) && field.many) return value.length === 0 ? null : value.map((one) => plain(field, one));
  return typeof value === 'string' ? value.replaceAll('\u0000', '').trim() || null : value;
}

/** Of the files that rows name, those that they had before or the actor may see. */
async function filesSeen(
  tx: Tx,
  definition: RegisterDefinition,
  drafts: readonly EntryDraft[],
  rows: readonly { values: Record<string, unknown> }[],
): Promise<ReadonlySet<string>> {
  const kept = new Set(drafts.flatMap((draft) => draft.files ?? []));
  const wanted = rows.flatMap(({ values }) => fileIds(definition, values)).filter((id) => !kept.has(id));
  const ids = wanted.filter((id) => UUID.test(id));
  if (ids.length === 0) return kept;
  const { rows: seen } = await sql<{ id: string }>`select id from document where id = any(${ids}::uuid[])`.execute(tx);
  return new Set([...kept, ...seen.map((row) => row.id)]);
}

/** Ids of the files of an entry, line items included. */
export function fileIds(definition: RegisterDefinition, values: Readonly<Record<string, unknown>>): string[] {
  const of = (fields: readonly Field[], from: Readonly<Record<string, unknown>>) =>
    fields.flatMap((field) =>
      field.type === 'file' ? [from[field.id]].flat().filter((id) => typeof id === 'string') : [],
    );
  const items = definition.children.flatMap((child) =>
    ((values[child.id] ?? []) as Record<string, unknown>[]).flatMap((item) => of(child.fields, item)),
  );
  return [...of(definition.fields, values), ...items] as string[];
}

/** Names that titles and words to search in are made of. */
export async function namesFor(
  tx: Tx,
  asked: {
    readonly definition: RegisterDefinition;
    readonly set: { readonly registers: { has(id: string): boolean } };
  },
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<Map<string, string>> {
  const leads = { regions: new Set<string>(), parties: new Set<string>(), entries: new Map<string, Set<string>>() };
  for (const values of rows) leadsOf(asked.definition, values, leads);
  const names = await partyNames(tx, [...leads.parties]);
  const title = asked.definition.fields.find((field) => field.id === asked.definition.title);
  if (title?.type === 'region') {
    const { rows: regions } = await sql<{ code: string; name: string }>`select code, name from region
      where code = any(${[...leads.regions]}::text[])`.execute(tx);
    for (const { code, name } of regions) names.set(code, name);
  }
  for (const [register, ids] of leads.entries) {
    if (!asked.set.registers.has(register)) continue;
    const { rows: titles } = await sql<{ _id: string; _title: string }>`select _id, _title
      from ${sql.table(tableOf(register))} where _id = any(${[...ids]}::uuid[])`.execute(tx);
    for (const { _id, _title } of titles) names.set(_id, _title);
  }
  return names;
}
