import {
  compileCell,
  type DataQuestion,
  type DefinitionContext,
  type DefinitionDifference,
  type Field,
  formatCell,
  type RegisterDefinition,
  type RowCheck,
} from '@liannao/registers';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../access/actor.ts';
import { quoted, tableOf } from './columns.ts';
import { type EntryRow, rowColumns, valuesOf } from './entry-rows.ts';
import type { DefinitionChange } from './model.ts';

export type Against = Pick<z.infer<typeof DefinitionChange>, 'count' | 'rows'>;
type Named = Against['rows'][number];

export interface Asking {
  readonly before: RegisterDefinition;
  readonly after: RegisterDefinition;
  readonly context: DefinitionContext;
  /** The check of rows under the new definition. */
  readonly check: RowCheck;
  readonly today: string;
}

const NONE: Against = { count: 0, rows: [] };
const SHOWN = 100;

/** The stored entries that stand against a change: how many, and the first hundred by name. Works as the store's owner. */
export async function entriesAgainst(tx: Tx, asking: Asking, { question }: DefinitionDifference): Promise<Against> {
  if (question === null) return NONE;
  if (question.ask === 'breaks-check') return byRow(tx, asking, breaksCheck(asking, question));
  if (question.ask === 'not-readable-as') return byRow(tx, asking, notReadable(asking, question));
  if (question.ask === 'same-key') {
    return question.child === null ? sameKey(tx, asking, question.fields) : byRow(tx, asking, sameItemKey(question));
  }
  const { where, value } = conditionOf(asking, question);
  const { rows } = await sql<Named & { count: number }>`select e._id as id, e._title as title,
    coalesce(left(${value}, 60), '') as value, count(*) over () as count
    from ${sql.table(tableOf(asking.before.id))} as e where ${where} order by e._id limit ${SHOWN}`.execute(tx);
  return { count: rows[0]?.count ?? 0, rows: rows.map(({ id, title, value: text }) => ({ id, title, value: text })) };
}

interface Condition {
  readonly where: RawBuilder<boolean>;
  readonly value: RawBuilder<unknown>;
}

type Plain = Exclude<DataQuestion, { ask: 'breaks-check' | 'not-readable-as' | 'same-key' }>;

function conditionOf({ before }: Asking, question: Plain): Condition {
  if (question.ask === 'has-entries') return { where: sql<boolean>`true`, value: sql`''` };
  if (question.ask === 'in-state') {
    return { where: sql<boolean>`e._state = any(${question.states}::text[])`, value: sql`e._state` };
  }
  if (question.ask === 'has-rows') {
    const column = sql.raw(`e.${quoted(question.child)}`);
    return { where: sql<boolean>`jsonb_array_length(coalesce(${column}, '[]')) > 0`, value: sql`${column}::text` };
  }
  const [childId, itemField] = question.field.split('.');
  const own = before.fields.find((field) => field.id === question.field);
  if (own) return fieldCondition(own, question);
  const known = before.children.find((child) => child.id === childId);
  const field = known?.fields.find((one) => one.id === itemField);
  // A field that is new, or of a new line item: nobody has filled it.
  if (!known || !field) return { where: question.ask === 'is-empty' ? sql`true` : sql`false`, value: sql`''` };
  const items = sql.raw(`coalesce(e.${quoted(known.id)}, '[]')`);
  const filled = sql`coalesce(item->${field.id}, 'null') not in ('null', '[]')`;
  const test =
    question.ask === 'is-empty'
      ? sql`not (${filled})`
      : question.ask === 'has-several'
        ? sql`jsonb_typeof(item->${field.id}) = 'array' and jsonb_array_length(item->${field.id}) > 1`
        : question.ask === 'has-code'
          ? sql`(item->>${field.id} = any(${question.codes}::text[]) or (item->${field.id}) ?| ${question.codes}::text[])`
          : filled;
  return {
    where: sql<boolean>`exists (select 1 from jsonb_array_elements(${items}) as item where ${test})`,
    value: sql`${items}::text`,
  };
}

function fieldCondition(field: Field, question: Extract<Plain, { field: string }>): Condition {
  const column = sql.raw(`e.${quoted(field.id)}`);
  const value = sql`${column}::text`;
  switch (question.ask) {
    case 'has-value':
      return { where: sql<boolean>`${column} is not null`, value };
    case 'is-empty':
      return { where: sql<boolean>`${column} is null`, value: sql`''` };
    case 'has-several':
      return { where: sql<boolean>`cardinality(${column}) > 1`, value };
    case 'has-code':
      return {
        where: field.many
          ? sql<boolean>`${column} && ${question.codes}::text[]`
          : sql<boolean>`${column} = any(${question.codes}::text[])`,
        value,
      };
  }
}

async function sameKey(tx: Tx, { before, after }: Asking, fields: readonly string[]): Promise<Against> {
  // A field that is new is empty in all of them.
  const known = fields.filter((id) => before.fields.some((field) => field.id === id));
  const list = sql.raw(known.map((id) => `e.${quoted(id)}`).join(', '));
  const window = known.length > 0 ? sql`(partition by ${list})` : sql`()`;
  const { rows } = await sql<Named & { count: number }>`select id, title, value, count(*) over () as count from (
      select e._id as id, e._title as title, left(concat_ws(' ', ${known.length > 0 ? list : sql`''`}), 60) as value,
        count(*) over ${window} as twins
      from ${sql.table(tableOf(after.id))} as e) as counted
    where twins > 1 order by value, id limit ${SHOWN}`.execute(tx);
  return { count: rows[0]?.count ?? 0, rows: rows.map(({ id, title, value }) => ({ id, title, value })) };
}

/** Value that stands against the change, or null. */
type RowTest = (values: Readonly<Record<string, unknown>>, row: EntryRow) => string | null;
const PAGE = 5000;

async function byRow(tx: Tx, { before }: Asking, test: RowTest): Promise<Against> {
  const rows: Named[] = [];
  let count = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await pageOfRows(tx, before, after);
    for (const row of page) {
      const value = test(valuesOf(before, row), row);
      if (value === null) continue;
      count++;
      if (rows.length < SHOWN) rows.push({ id: row._id, title: row._title, value: value.slice(0, 60) });
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return { count, rows };
    after = last._id;
  }
}

export async function pageOfRows(tx: Tx, definition: RegisterDefinition, after: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`select ${rowColumns(definition)}, 4 as _rank
    from ${sql.table(tableOf(definition.id))} as e where e._id > ${after}::uuid order by e._id limit ${PAGE}`.execute(
    tx,
  );
  return rows;
}

function breaksCheck(
  { check, today }: Asking,
  { field, check: rule }: Extract<DataQuestion, { ask: 'breaks-check' }>,
): RowTest {
  const [first = '', item] = (field ?? '').split('.');
  return (values, row) => {
    const found = check(values, { today, state: row._state }).find((problem) => {
      if (problem.level !== 'error') return false;
      if (field === null) return problem.code === rule;
      if (problem.code === 'required' || problem.code === 'wrong-type') return false;
      return problem.child ? problem.child.id === first && problem.field === item : problem.field === field;
    });
    return found ? String(values[found.field ?? ''] ?? found.zh) : null;
  };
}

function notReadable(asking: Asking, { field: id }: Extract<DataQuestion, { ask: 'not-readable-as' }>): RowTest {
  const convert = converter(asking, id);
  // Values inside line items are not converted.
  if (!convert) return (values) => (((values[id.split('.')[0] ?? ''] ?? []) as unknown[]).length > 0 ? id : null);
  return (values) => {
    const result = convert(values[id]);
    return result.ok ? null : result.text;
  };
}

/** Reads a stored value as the field's new type, by way of the text that a file would hold. */
export function converter({ before, after, context }: Pick<Asking, 'before' | 'after' | 'context'>, id: string) {
  const [was, now] = [before, after].map(({ fields }) => fields.find((field) => field.id === id));
  if (!was || !now) return null;
  const read = compileCell(now, after, context);
  const old = { ...context, registers: context.registers };
  return (value: unknown): { ok: true; value: unknown } | { ok: false; text: string } => {
    const text = was.list !== null && now.type === 'code' ? String(value ?? '') : formatCell(was, value, before, old);
    const result = read(text);
    return result.ok ? { ok: true, value: result.value } : { ok: false, text };
  };
}

function sameItemKey({ fields, child }: Extract<DataQuestion, { ask: 'same-key' }>): RowTest {
  return (values) => {
    const keys = ((values[child ?? ''] ?? []) as Record<string, unknown>[]).map((item) =>
      JSON.stringify(fields.map((id) => item[id] ?? null)),
    );
    return keys.find((key, at) => keys.indexOf(key) !== at) ?? null;
  };
}
