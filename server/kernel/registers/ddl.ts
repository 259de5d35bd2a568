import { createHash } from 'node:crypto';
import type { RegisterDefinition } from '@liannao/registers';
import { columnsOf, META, pastOf, quoted, tableOf } from './columns.ts';
import { policiesOf } from './policies.ts';

/** Statements that make, change and protect the tables of registers. Run as the store's owner, in one transaction. */
export interface Index {
  readonly name: string;
  readonly sql: string;
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Everything a new register needs. */
export function createStatements(definition: RegisterDefinition): string[] {
  const fields = columnsOf(definition).map(({ name, type }) => `${quoted(name)} ${type}`);
  const meta = META.map(([name, type, rest]) => `${name} ${type} ${rest}`);
  const past = META.map(([name, type]) => `${name} ${type}`);
  const own = ['_past_from timestamptz not null', '_past_to timestamptz not null', '_deleted boolean not null'];
  const [table, twin] = namesOf(definition);
  return [
    `create table ${table} (${[...meta, ...fields].join(', ')})`,
    `create table ${twin} (${[...own, ...past, ...fields].join(', ')})`,
    ...indexesOf(definition).map((index) => index.sql),
    `create trigger keeps_past after update on ${table} referencing old table as old_rows new table as new_rows
      for each statement execute function liannao_register_past()`,
    `create trigger keeps_deleted after delete on ${table} referencing old table as old_rows
      for each statement execute function liannao_register_past()`,
    `create trigger tells after insert or update or delete on ${table}
      for each statement execute function liannao_tell_entries(${literal(definition.id)})`,
    ...[table, twin].map((name) => `alter table ${name} enable row level security`),
    `grant select, insert, update, delete on ${table} to liannao_app`,
    `grant select on ${twin} to liannao_app`,
    `comment on table ${table} is ${literal(definition.zh)}`,
    ...policyStatements(definition),
  ];
}

export const dropStatements = (definition: RegisterDefinition): string[] =>
  namesOf(definition).map((name) => `drop table if exists ${name}`);

/** Rights of rows, made anew: they follow the definition's access and public states. */
export function policyStatements(definition: RegisterDefinition): string[] {
  const [table, twin] = namesOf(definition);
  const { reads, writes } = policiesOf(definition);
  return [
    ...[table, twin].flatMap((name) => [
      `drop policy if exists reads on ${name}`,
      `create policy reads on ${name} for select to liannao_app using (${reads})`,
    ]),
    ...['insert', 'update', 'delete'].flatMap((action) => [
      `drop policy if exists ${action}s on ${table}`,
      `create policy ${action}s on ${table} for ${action} to liannao_app ${[
        action === 'insert' ? '' : `using (${writes})`,
        action === 'delete' ? '' : `with check (${writes})`,
      ].join(' ')}`,
    ]),
  ];
}

const namesOf = ({ id }: RegisterDefinition) => [quoted(tableOf(id)), quoted(pastOf(id))] as const;

/** PostgreSQL cuts names after 63 bytes, where two might become one. */
const bounded = (name: string) =>
  name.length <= 63 ? name : `${name.slice(0, 54)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;

/**
 * The indexes that a definition gives reason for: its key, newest changes, region, what is synthetic, state, the
 * beginning of validity, and whatever leads to another entry or a party, which is looked up from there.
 */
export function indexesOf(definition: RegisterDefinition): Index[] {
  const [table, twin] = namesOf(definition);
  const base = tableOf(definition.id);
  const on = (what: string, columns: string, extra = '') => {
    const name = bounded(`${base}__${what}`);
    return { name, sql: `create index ${quoted(name)} on ${table} ${columns}${extra}` };
  };
  const key = definition.key.map(quoted).join(', ');
  const leads = definition.fields.filter(
    (field) => (field.type === 'party' || field.type === 'reference') && field.id !== definition.key[0],
  );
  return [
    {
      name: `${base}__key`,
      sql: `create unique index ${quoted(`${base}__key`)} on ${table} (${key}) nulls not distinct`,
    },
    on('changed', '(_updated_at desc, _id)'),
    on('region', '(_region)'),
    on('synthetic', '(_id)', ' where _synthetic'),
    ...(definition.lifeCycle ? [on('state', '(_state)')] : []),
    ...(definition.ownerField ? [on('owner', '(_owner)', ' where _owner is not null')] : []),
    ...(definition.asAt.from ? [on('from', `(${quoted(definition.asAt.from)})`)] : []),
    ...leads.map((field) =>
      field.many
        ? on(`to_${field.id}`, `using gin (${quoted(field.id)})`)
        : // As text, which is how expressions compare it.
          on(`to_${field.id}`, `((${quoted(field.id)}::text))`, ` where ${quoted(field.id)} is not null`),
    ),
    { name: `${base}_past__id`, sql: `create index ${quoted(`${base}_past__id`)} on ${twin} (_id)` },
  ];
}
