import type { DefinitionContext, RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { columnsOf, pastOf, quoted, tableOf } from './columns.ts';
import { indexesOf, policyStatements } from './ddl.ts';
import { converter } from './definition-questions.ts';
import { type EntryRow, valuesOf } from './entry-rows.ts';

type Pair = {
  readonly before: RegisterDefinition;
  readonly after: RegisterDefinition;
  readonly context: DefinitionContext;
};

/**
 * Brings a register's table and its twin to a new definition, values that change their type along. What would lose data
 * has been refused before. Works as the store's owner.
 */
export async function alterTables(tx: Tx, pair: Pair): Promise<void> {
  const { before, after } = pair;
  const [old, now] = [indexesOf(before), indexesOf(after)];
  const gone = old.filter((index) => !now.some((other) => other.sql === index.sql));
  for (const index of gone) await run(tx, `drop index if exists ${quoted(index.name)}`);
  // Values that change their form are the same values: nothing for the history, whose table is not ready for them either.
  const main = quoted(tableOf(after.id));
  await run(tx, `alter table ${main} disable trigger user`);
  for (const table of [tableOf(after.id), pastOf(after.id)]) await alterColumns(tx, table, pair);
  await fillNew(tx, pair);
  await run(tx, `alter table ${main} enable trigger user`);
  for (const index of now) {
    if (!old.some((other) => other.sql === index.sql)) await run(tx, index.sql);
  }
  for (const statement of policyStatements(after)) await run(tx, statement);
}

const run = (tx: Tx, statement: string) => sql.raw(statement).execute(tx);

/** The same steps on both tables, so that their columns stay in the same order. */
async function alterColumns(tx: Tx, table: string, pair: Pair): Promise<void> {
  const [old, now] = [columnsOf(pair.before), columnsOf(pair.after)];
  const name = quoted(table);
  for (const column of old) {
    if (!now.some((other) => other.name === column.name))
      await run(tx, `alter table ${name} drop column ${quoted(column.name)}`);
  }
  for (const column of now) {
    const was = old.find((other) => other.name === column.name);
    if (!was) await run(tx, `alter table ${name} add column ${quoted(column.name)} ${column.type}`);
    else if (was.type !== column.type || retyped(pair, column.name))
      await convert(tx, { name, column, was: was.type, pair });
  }
}

const retyped = ({ before, after }: Pair, id: string) => {
  const [was, now] = [before, after].map(({ fields }) => fields.find((field) => field.id === id)?.type);
  return was !== undefined && now !== undefined && was !== now && !(PLAIN_TEXT.has(was) && now === 'text');
};
const PLAIN_TEXT: ReadonlySet<string> = new Set(['code', 'month', 'period', 'region', 'text']);

interface Conversion {
  readonly name: string;
  readonly column: { readonly name: string; readonly type: string };
  readonly was: string;
  readonly pair: Pair;
}

/** Casts where the database can, reads the values anew where it cannot. */
async function convert(tx: Tx, { name, column, was, pair }: Conversion): Promise<void> {
  const id = quoted(column.name);
  const alter = (using: string) => run(tx, `alter table ${name} alter column ${id} type ${column.type} using ${using}`);
  if (`${was}[]` === column.type) return void (await alter(`case when ${id} is null then null else array[${id}] end`));
  if (was === `${column.type}[]`) return void (await alter(`(${id})[1]`));
  const numbers = ['bigint', 'double precision'];
  if (numbers.includes(was) && numbers.includes(column.type)) return void (await alter(`${id}::${column.type}`));
  const read = converter(pair, column.name);
  if (!read) return;
  const old = quoted(`${column.name}__old`);
  await run(tx, `alter table ${name} rename column ${id} to ${old}`);
  await run(tx, `alter table ${name} add column ${id} ${column.type}`);
  const field = { ...pair.before, fields: pair.before.fields.filter((one) => one.id === column.name), children: [] };
  const { rows } = await sql<EntryRow & { __text: string }>`select distinct on (e.${sql.raw(old)}::text)
    e.${sql.raw(old)} as ${sql.id(column.name)}, e.${sql.raw(old)}::text as __text
    from ${sql.raw(name)} as e where e.${sql.raw(old)} is not null`.execute(tx);
  const mapped = rows.map((row) => {
    const result = read(valuesOf(field, row)[column.name]);
    return { __text: row.__text, value: result.ok ? result.value : null };
  });
  await sql`update ${sql.raw(name)} as t set ${sql.raw(id)} = m.value
    from json_to_recordset(${JSON.stringify(mapped)}::json) as m(__text text, value ${sql.raw(column.type)})
    where t.${sql.raw(old)}::text = m.__text`.execute(tx);
  await run(tx, `alter table ${name} drop column ${old}`);
}

/** What a new definition says of entries that were there before it; no change that the history tells. */
async function fillNew(tx: Tx, { before, after }: Pair): Promise<void> {
  const table = sql.table(tableOf(after.id));
  if (!before.lifeCycle && after.lifeCycle) {
    await sql`update ${table} set _state = ${after.lifeCycle.initial} where _state is null`.execute(tx);
  }
  if (before.region.field !== after.region.field) {
    await sql`update ${table} set _region = ${sql.id(after.region.field)}`.execute(tx);
  }
  if (before.ownerField !== after.ownerField) {
    const owner = after.fields.find((field) => field.id === after.ownerField);
    const value = owner ? (owner.many ? sql`(${sql.id(owner.id)})[1]` : sql.id(owner.id)) : sql`null`;
    await sql`update ${table} set _owner = ${value}`.execute(tx);
  }
}
