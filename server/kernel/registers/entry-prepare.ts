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
import { leadsOf } from './entry-rows.ts';
import type { Asked } from './entry-select.ts';
import { derivedColumns } from './entry-words.ts';
import { type PartyAnswer, type PartyWish, partyKey, resolveParties } from './parties.ts';
import { partyNames, UUID } from './party-queries.ts';
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
  return replaced.map(({ values, problems }, at) => {
    const context = { today: asked.today, state: drafts[at]?.state ?? null };
    const all = [...(rows[at]?.problems ?? []), ...problems, ...check(values, context)];
    const derived = all.some((problem) => problem.level === 'error')
      ? {}
      : derivedColumns(definition, values, { names, lists: set.lists });
    return { values, columns: { ...values, ...derived }, problems: withoutRepeats(all) };
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
      problems.push(problem(name, 'unknown-field', `没有字段 ${name}`, `There is no field ${name}`));
  }
  for (const field of definition.fields) values[field.id] = plain(field, given[field.id]);
  for (const child of definition.children) {
    const items = given[child.id] ?? [];
    if (!Array.isArray(items) || items.some((item) => typeof item !== 'object' || item === null)) {
      problems.push(problem(child.id, 'wrong-type', '明细应为多行', 'Has to be rows of line items'));
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

const problem = (field: string, code: string, zh: string, en: string, child?: RowProblem['child']): RowProblem => ({
  field,
  level: 'error',
  code,
  zh,
  en,
  ...(child ? { child } : {}),
});

interface FoundLeads {
  readonly parties: ReadonlyMap<string, PartyAnswer>;
  /** Register and word -> entry id; null: several of that title. */
  readonly entries: ReadonlyMap<string, string | null>;
  readonly regions: ReadonlySet<string>;
}

async function findLeads(
  tx: Tx,
  asked: Asked,
  rows: readonly { values: Record<string, unknown> }[],
  create: boolean,
): Promise<FoundLeads> {
  const wishes: PartyWish[] = [];
  const entries = new Map<string, Set<string>>();
  const regions = new Set<string>();
  for (const { values } of rows) {
    eachLead(asked.definition, values, (field, word) => {
      if (field.type === 'party') wishes.push(partyWish(asked.definition, field, word, values));
      else if (field.type === 'region') regions.add(word);
      else if (field.to) entries.set(field.to, (entries.get(field.to) ?? new Set()).add(word));
    });
  }
  const { rows: known } = await sql<{ code: string }>`select code from region
    where code = any(${[...regions]}::text[])`.execute(tx);
  const real = new Set(known.map((row) => row.code));
  // A unit is made in the entry's region, which has to exist for that.
  const placed = wishes.filter((wish) => real.has(wish.regionCode));
  return {
    parties: await resolveParties(tx, placed, { create }),
    entries: await findEntries(tx, asked.set, entries),
    regions: real,
  };
}

const partyWish = (
  definition: RegisterDefinition,
  field: Field,
  word: string,
  values: Readonly<Record<string, unknown>>,
): PartyWish => ({ word, kind: field.party ?? 'any', regionCode: String(values[definition.region.field] ?? '') });

function eachLead(
  definition: RegisterDefinition,
  values: Readonly<Record<string, unknown>>,
  visit: (field: Field, word: string) => void,
): void {
  const walk = (fields: readonly Field[], from: Readonly<Record<string, unknown>>) => {
    for (const field of fields) {
      if (field.type !== 'party' && field.type !== 'reference' && field.type !== 'region') continue;
      const value = from[field.id];
      for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string') visit(field, one);
    }
  };
  walk(definition.fields, values);
  for (const child of definition.children) {
    for (const item of values[child.id] as Record<string, unknown>[]) walk(child.fields, item);
  }
}

/** Entries by id, title or first part of their key, as far as the actor sees them. */
async function findEntries(tx: Tx, set: RegisterSet, wanted: ReadonlyMap<string, ReadonlySet<string>>) {
  const found = new Map<string, string | null>();
  for (const [register, words] of wanted) {
    const target = set.registers.get(register)?.definition;
    if (!target) continue;
    const list = [...words];
    const ids = list.filter((word) => UUID.test(word));
    const key = target.fields.find((field) => field.id === target.key[0] && field.type === 'text' && !field.many);
    const byKey = key ? sql`or e.${sql.id(key.id)} = any(${list}::text[])` : sql``;
    const { rows } = await sql<{ _id: string; _title: string; key: string | null }>`select e._id, e._title,
      ${key ? sql`e.${sql.id(key.id)}` : sql`null`} as key from ${sql.table(tableOf(register))} as e
      where e._id = any(${ids}::uuid[]) or e._title = any(${list}::text[]) ${byKey} limit 100000`.execute(tx);
    for (const row of rows) {
      for (const word of new Set([row._id, row.key, row._title])) {
        const at = `${register} ${word}`;
        if (word) found.set(at, found.has(at) && found.get(at) !== row._id ? null : row._id);
      }
    }
  }
  return found;
}

function replaceLeads(
  definition: RegisterDefinition,
  values: Record<string, unknown>,
  found: FoundLeads,
  files: ReadonlySet<string>,
) {
  const problems: RowProblem[] = [];
  const region = values[definition.region.field];
  const walk = (fields: readonly Field[], from: Record<string, unknown>, child?: RowProblem['child']) => {
    const row: Record<string, unknown> = { ...from };
    for (const field of fields) {
      const value = from[field.id];
      if (value === null || value === undefined) continue;
      const one = (word: unknown): unknown => {
        if (typeof word !== 'string') return word;
        const answer = answerFor(field, word, { found, files, region: String(region ?? '') });
        if (typeof answer === 'string') return answer;
        problems.push({ ...answer, ...(child ? { child } : {}) });
        return null;
      };
      row[field.id] = Array.isArray(value) && field.type !== 'place' ? keepFull(value.map(one)) : one(value);
    }
    return row;
  };
  const replaced = walk(definition.fields, values);
  for (const child of definition.children) {
    const items = values[child.id] as Record<string, unknown>[];
    replaced[child.id] = items.map((item, row) => walk(child.fields, item, { id: child.id, row }));
  }
  return { values: replaced, problems };
}

const keepFull = (values: unknown[]) => {
  const full = values.filter((value) => value !== null);
  return full.length === 0 ? null : full;
};

/** The id or code that a word stands for, or what is wrong with it. */
function answerFor(
  field: Field,
  word: string,
  { found, files, region }: { found: FoundLeads; files: ReadonlySet<string>; region: string },
): string | RowProblem {
  if (field.type === 'region') {
    return found.regions.has(word)
      ? word
      : problem(field.id, 'unknown-region', `没有地区代码 ${word}`, `There is no region with the code ${word}`);
  }
  if (field.type === 'file') {
    return files.has(word)
      ? word
      : problem(field.id, 'unknown-file', '没有这个文件，请上传', 'No such file; upload it');
  }
  if (field.type === 'reference') {
    const id = found.entries.get(`${field.to} ${word}`);
    if (typeof id === 'string') return id;
    return id === null
      ? problem(field.id, 'ambiguous', `“${word}”不止一条，请用编号`, `“${word}” names several; use the id`)
      : problem(field.id, 'unknown-entry', `${field.zh}里没有“${word}”`, `There is no “${word}” to refer to`);
  }
  if (field.type !== 'party') return word;
  const answer = found.parties.get(partyKey({ word, kind: field.party ?? 'any', regionCode: region }));
  if (answer && 'id' in answer) return answer.id;
  if (answer?.problem === 'ambiguous') {
    const list = answer.candidates.slice(0, 5).join('、');
    return problem(field.id, 'ambiguous', `“${word}”不止一家：${list}`, `“${word}” names several: ${list}`);
  }
  return problem(
    field.id,
    'unknown-party',
    `没有登记“${word}”，请先录入企业名录或改用信用代码`,
    `“${word}” is not registered; enter it first, or use its credit code`,
  );
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
async function namesFor(tx: Tx, asked: Asked, rows: readonly Record<string, unknown>[]): Promise<Map<string, string>> {
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
