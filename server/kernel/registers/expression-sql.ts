import {
  type CheckedExpression,
  type Field,
  type Issue,
  type RegisterDefinition,
  type ResolvedStep,
  readExpression,
  toSql,
} from '@liannao/registers';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { AppError } from '../errors.ts';
import { type Access, accessFor, allowedSql, fieldSql } from './access-sql.ts';
import { quoted, tableOf } from './columns.ts';
import { contextOf, type RegisterSet } from './store.ts';

export interface ExpressionPlace {
  readonly set: RegisterSet;
  readonly actor: Actor;
  /** Of the rows that the expression is about. */
  readonly access: Access;
  /** `today` in the expression, `2025-03-01`. */
  readonly today: string;
  readonly thresholds?: Readonly<Record<string, number>>;
}

export interface ExpressionSql {
  /** Three-valued; of line items true where one of them makes it so. */
  readonly where: RawBuilder<boolean>;
  /** Other registers that it reads, to stand behind `from … as e`. */
  readonly joins: RawBuilder<unknown>;
}

/**
 * A filter in SQL over fields as the actor may see them: what is hidden is empty here too.
 * @throws AppError 400 `filter-invalid` naming the place in the text and what would be right.
 */
export function filterSql(text: string, place: ExpressionPlace): ExpressionSql {
  const { definition } = place.access;
  const checked = readExpression(text, definition, contextOf(place.set), {
    want: 'boolean',
    ...(place.thresholds ? { thresholds: place.thresholds } : {}),
  });
  if (!checked.ok) throw invalidFilter(checked.issues, place.actor.locale);
  return expressionSql(checked.value, place);
}

export function expressionSql(checked: CheckedExpression, place: ExpressionPlace): ExpressionSql {
  const joins: Joins = new Map();
  const where = openSql(checked, place, joins) as RawBuilder<boolean>;
  const joined = joinsSql(joins);
  if (checked.child === null) return { where, joins: joined };
  const items = sql.raw(`${place.access.alias}.${quoted(checked.child)}`);
  return {
    where: sql<boolean>`exists (select 1 from jsonb_array_elements(${items}) as item ${joined} where ${where})`,
    joins: sql``,
  };
}

/** The value of an expression where the entry, and of line items each as `item`, are at hand; what it joins goes into `joins`. */
export function openSql(checked: CheckedExpression, place: ExpressionPlace, joins: Joins): RawBuilder<unknown> {
  const parts: unknown[] = [];
  const param = (value: unknown) => `\u0000${parts.push(value) - 1}\u0000`;
  const text = toSql(checked, {
    param,
    column: (path) => param(columnSql(path, place, joins)),
    today: param(sql`${place.today}::date`),
  });
  return assemble(text, parts);
}

export const joinsSql = (joins: Joins): RawBuilder<unknown> =>
  sql.join(
    [...joins.values()].map((join) => join.sql),
    sql` `,
  );

/** Text with marks in it as a statement's part: a mark stands for a value or for another part. */
function assemble(text: string, parts: readonly unknown[]): RawBuilder<boolean> {
  const pieces = text
    .split('\u0000')
    .map((piece, index) => (index % 2 === 0 ? sql.raw(piece) : partOf(parts[Number(piece)])));
  return sql<boolean>`${sql.join(pieces, sql.raw(''))}`;
}

const partOf = (part: unknown): RawBuilder<unknown> =>
  typeof part === 'object' && part !== null && 'toOperationNode' in part ? (part as RawBuilder<unknown>) : sql`${part}`;

/** Other registers that expressions of one statement read, by the path that leads there. */
export type Joins = Map<string, { readonly sql: RawBuilder<unknown>; readonly access: Access }>;

/** The last step's value; the steps before it are entries that lead to it, each joined once. */
function columnSql(path: readonly ResolvedStep[], place: ExpressionPlace, joins: Joins): RawBuilder<unknown> {
  let { access } = place;
  let from = stepSql(path[0] as ResolvedStep, access);
  for (let at = 1; at < path.length; at++) {
    const step = path[at] as ResolvedStep;
    const key = path
      .slice(0, at)
      .map(({ child, name }) => `${child ?? ''}.${name}`)
      .join('>');
    const known = joins.get(key);
    if (known) access = known.access;
    else {
      access = accessFor(definitionOf(place.set, step.register), place.actor, {
        alias: `${place.access.alias}_via${joins.size}`,
      });
      const table = sql.table(tableOf(step.register));
      joins.set(key, {
        access,
        sql: sql`left join ${table} as ${sql.raw(access.alias)} on ${sql.raw(access.alias)}._id = ${uuid(from, path[at - 1])}`,
      });
    }
    from = stepSql(step, access);
  }
  return asRead(from, path.at(-1)?.field ?? null);
}

/** Items of a line hold their ids as text. */
const uuid = (from: RawBuilder<unknown>, step: ResolvedStep | undefined) => (step?.child ? sql`(${from})::uuid` : from);

function stepSql(step: ResolvedStep, access: Access): RawBuilder<unknown> {
  if (step.kind === 'state') return sql.raw(`${access.alias}._state`);
  if (step.child === null) return fieldSql(access, step.name);
  const { field } = step;
  if (!field) throw new TypeError(`${step.name} of a line item is a field`);
  const allowed = allowedSql(access, field.grade);
  const value = itemSql(field);
  return allowed === true ? value : sql`case when ${allowed} then ${value} end`;
}

const ITEM_TYPES: Readonly<Record<string, string>> = {
  number: 'double precision',
  integer: 'double precision',
  money: 'double precision',
  year: 'double precision',
  date: 'date',
  datetime: 'timestamptz',
  boolean: 'boolean',
};

function itemSql(field: Field): RawBuilder<unknown> {
  if (field.many) {
    return sql`(select array_agg(one) from jsonb_array_elements_text(nullif(item->${field.id}, 'null')) as one)`;
  }
  const type = ITEM_TYPES[field.type] ?? 'text';
  return sql`(item->>${field.id})::${sql.raw(type)}`;
}

/** Ids are text in expressions. */
function asRead(column: RawBuilder<unknown>, field: Field | null): RawBuilder<unknown> {
  if (!field || (field.type !== 'party' && field.type !== 'reference' && field.type !== 'file')) return column;
  return sql`(${column})::${sql.raw(field.many ? 'text[]' : 'text')}`;
}

function definitionOf(set: RegisterSet, id: string): RegisterDefinition {
  const found = set.registers.get(id);
  if (!found) throw new TypeError(`a checked expression leads to the unknown register ${id}`);
  return found.definition;
}

export const issueText = (issue: Issue, locale: 'zh' | 'en') =>
  issue.suggestion ? `${issue[locale]}${locale === 'zh' ? '；可用：' : '; try '}${issue.suggestion}` : issue[locale];

function invalidFilter(issues: readonly Issue[], locale: 'zh' | 'en'): AppError {
  const errors = issues.map((issue) => ({
    field: issue.at === undefined ? 'filter' : `filter@${issue.at}`,
    code: issue.code,
    message: issueText(issue, locale),
  }));
  const what = errors[0]?.message ?? '';
  return new AppError(400, 'filter-invalid', what, { errors, params: { what } });
}
