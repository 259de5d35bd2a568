import type { Field, RegisterDefinition, RowProblem } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { tableOf } from './columns.ts';
import type { Asked } from './entry-select.ts';
import { type PartyAnswer, type PartyWish, partyKey, resolveParties } from './parties.ts';
import { type NewParty, UUID } from './party-queries.ts';
import type { RegisterSet } from './store.ts';

export const valueProblem = (
  field: string,
  code: string,
  zh: string,
  en: string,
  child?: RowProblem['child'],
): RowProblem => ({
  field,
  level: 'error',
  code,
  zh,
  en,
  ...(child ? { child } : {}),
});

/** What the words of a batch of entries lead to. */
export interface FoundLeads {
  readonly parties: ReadonlyMap<string, PartyAnswer>;
  /** Register and word -> entry id; null: several of that title. */
  readonly entries: ReadonlyMap<string, string | null>;
  readonly regions: ReadonlySet<string>;
  /** Units that are new, by the id that they get. */
  readonly made: ReadonlyMap<string, NewParty>;
}

export async function findLeads(
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
  const parties = await resolveParties(tx, placed, { create });
  return {
    parties,
    made: new Map([...parties.values()].flatMap((one) => ('made' in one && one.made ? [[one.id, one.made]] : []))),
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

/** Values with ids and codes instead of words, what leads nowhere, and the units among them that are new. */
export function replaceLeads(
  definition: RegisterDefinition,
  values: Record<string, unknown>,
  found: FoundLeads,
  files: ReadonlySet<string>,
) {
  const problems: RowProblem[] = [];
  const made = new Map<string, NewParty>();
  const region = values[definition.region.field];
  const walk = (fields: readonly Field[], from: Record<string, unknown>, child?: RowProblem['child']) => {
    const row: Record<string, unknown> = { ...from };
    for (const field of fields) {
      const value = from[field.id];
      if (value === null || value === undefined) continue;
      const one = (word: unknown): unknown => {
        if (typeof word !== 'string') return word;
        const answer = answerFor(field, word, { found, files, region: String(region ?? '') });
        if (typeof answer === 'string') {
          const unit = found.made.get(answer);
          if (unit) made.set(answer, unit);
          return answer;
        }
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
  return { values: replaced, problems, made };
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
      : valueProblem(field.id, 'unknown-region', `没有地区代码 ${word}`, `There is no region with the code ${word}`);
  }
  if (field.type === 'file') {
    return files.has(word)
      ? word
      : valueProblem(field.id, 'unknown-file', '没有这个文件，请上传', 'No such file; upload it');
  }
  if (field.type === 'reference') {
    const id = found.entries.get(`${field.to} ${word}`);
    if (typeof id === 'string') return id;
    return id === null
      ? valueProblem(field.id, 'ambiguous', `“${word}”不止一条，请用编号`, `“${word}” names several; use the id`)
      : valueProblem(field.id, 'unknown-entry', `${field.zh}里没有“${word}”`, `There is no “${word}” to refer to`);
  }
  if (field.type !== 'party') return word;
  const answer = found.parties.get(partyKey({ word, kind: field.party ?? 'any', regionCode: region }));
  if (answer && 'id' in answer) return answer.id;
  if (answer?.problem === 'ambiguous') {
    const list = answer.candidates.slice(0, 5).join('、');
    return valueProblem(field.id, 'ambiguous', `“${word}”不止一家：${list}`, `“${word}” names several: ${list}`);
  }
  return valueProblem(
    field.id,
    'unknown-party',
    `没有登记“${word}”，请先录入企业名录或改用信用代码`,
    `“${word}” is not registered; enter it first, or use its credit code`,
  );
}
