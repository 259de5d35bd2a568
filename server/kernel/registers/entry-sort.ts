import { type RawBuilder, sql } from 'kysely';
import { badRequest } from '../errors.ts';
import { decodeCursor, encodeCursor } from '../paging.ts';
import { accessFor, allowedSql, fieldSql, titleSql } from './access-sql.ts';
import { fieldOf, quoted, tableOf, typeOf } from './columns.ts';
import type { Asked, Selection } from './entry-select.ts';
import { UUID } from './party-queries.ts';

export interface Sort {
  readonly key: RawBuilder<unknown>;
  readonly type: string;
  readonly falling: boolean;
  /** May be empty: empty ones come last, whichever the direction. */
  readonly nullable: boolean;
  /** What the key needs to be joined. */
  readonly join: RawBuilder<unknown>;
}

const NOTHING = sql``;
const NEWEST_FIRST: Sort = {
  key: sql`e._updated_at`,
  type: 'timestamptz',
  falling: true,
  nullable: false,
  join: NOTHING,
};

/**
 * The order of a list: `field` or `-field`; also `title`, `region`, `state` and `updated`, which is newest first by default.
 * @throws AppError 400 `sort-unknown`.
 */
export function sortOf(asked: Asked, selection: Selection, wanted: string | undefined): Sort {
  if (!wanted) return NEWEST_FIRST;
  const falling = wanted.startsWith('-');
  const name = falling ? wanted.slice(1) : wanted;
  const field = fieldOf(asked.definition, name);
  if (!field) return { ...metaSort(selection, name), falling, join: NOTHING };
  if (field.type === 'place' || field.type === 'file' || (field.many && field.type !== 'code')) {
    throw badRequest('sort-unknown', `Entries cannot be sorted by ${name}.`);
  }
  // Sorting by what nobody may see is no order at all, and the newest first is as good.
  if (allowedSql(selection.access, field.grade) === false) return NEWEST_FIRST;
  const column = fieldSql(selection.access, name);
  const text = (key: RawBuilder<unknown>, join = NOTHING) => ({
    key: sql`${key} collate "C"`,
    type: 'text',
    falling,
    nullable: true,
    join,
  });
  if (field.type === 'party') {
    return text(sql`sorted.name`, sql`left join party as sorted on sorted.id = ${column}`);
  }
  const target = field.type === 'reference' && field.to ? asked.set.registers.get(field.to)?.definition : undefined;
  if (target) {
    const access = accessFor(target, asked.actor, { alias: 'sorted' });
    return text(titleSql(access), sql`left join ${sql.table(tableOf(target.id))} as sorted on sorted._id = ${column}`);
  }
  const type = typeOf(field);
  return type === 'text' ? text(column) : { key: column, type, falling, nullable: true, join: NOTHING };
}

function metaSort(selection: Selection, name: string): Pick<Sort, 'key' | 'type' | 'nullable'> {
  if (name === 'title') return { key: sql`${titleSql(selection.access)} collate "C"`, type: 'text', nullable: true };
  if (name === 'region') return { key: sql`e._region collate "C"`, type: 'text', nullable: false };
  if (name === 'state') return { key: sql`e._state collate "C"`, type: 'text', nullable: true };
  if (name === 'updated') return { key: sql`e._updated_at`, type: 'timestamptz', nullable: false };
  throw badRequest('sort-unknown', `Entries cannot be sorted by ${name}.`);
}

export function orderSql({ key, falling, nullable }: Sort): RawBuilder<unknown> {
  return sql`order by ${key} ${sql.raw(falling ? 'desc' : 'asc')} ${sql.raw(nullable ? 'nulls last' : '')}, e._id`;
}

/** Entries behind the one at which the last page ended. */
export function afterSql(sort: Sort, cursor: string | undefined): RawBuilder<boolean> {
  if (cursor === undefined) return sql<boolean>`true`;
  const [isEmpty, text, id] = decodeCursor(cursor, 3);
  if (typeof text !== 'string' || typeof id !== 'string' || !UUID.test(id)) {
    throw badRequest('invalid-request', 'The cursor is not one of this list.');
  }
  const { key, type, falling, nullable } = sort;
  if (isEmpty === 1) return sql<boolean>`(${key} is null and e._id > ${id}::uuid)`;
  const place = sql`${text}::${sql.raw(type)}`;
  const beyond = sql`${key} ${sql.raw(falling ? '<' : '>')} ${place}`;
  const behind = sql`(${beyond} or (${key} = ${place} and e._id > ${id}::uuid)`;
  // The first half alone lets an index find the place; the second tells apart what is equal there.
  const range = sql`${key} ${sql.raw(falling ? '<=' : '>=')} ${place}`;
  return nullable ? sql<boolean>`${behind} or ${key} is null)` : sql<boolean>`(${range} and ${behind}))`;
}

export const cursorOf = (key: string | null, id: string): string => encodeCursor([key === null ? 1 : 0, key ?? '', id]);

/** Fields whose values can be counted one by one. */
export function facetKey(asked: Asked, selection: Selection, name: string) {
  if (name === 'state') return sql`e._state`;
  const field = fieldOf(asked.definition, name);
  if (!field || !['code', 'boolean', 'region', 'year', 'month', 'party'].includes(field.type)) {
    throw badRequest('facet-unknown', `There are no counts by ${quoted(name)}.`);
  }
  const column = fieldSql(selection.access, name);
  return field.many ? sql`unnest(${column})` : column;
}
