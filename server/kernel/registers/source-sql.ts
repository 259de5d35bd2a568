import type { RegisterDefinition } from '@liannao/registers';
import { type RawBuilder, sql } from 'kysely';
import { columnsOf, META, pastOf, quoted, tableOf } from './columns.ts';

export interface SourceOptions {
  /** Day, `2025-03-31`: entries as they stood at its end, China's time. Absent: as they stand. */
  readonly asAt?: string | null | undefined;
  /** Only what the definition's own dates say is in force that day, `from <= day < to`; default true. */
  readonly inForce?: boolean;
}

/**
 * The rows of a register as a table expression, to be given an alias: `from ${entrySource(d, { asAt })} as e`. Its columns
 * are the fields and the meta columns of `columns.ts`. Row-level security holds in it as in the table itself.
 *
 * Rows taken in later than the day count as they are now: then the definition's dates alone decide.
 */
export function entrySource(definition: RegisterDefinition, options: SourceOptions = {}): RawBuilder<unknown> {
  const table = sql.table(tableOf(definition.id));
  const day = options.asAt;
  if (!day) return table;
  const columns = sql.raw(allColumns(definition));
  const end = sql`((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')`;
  const now = sql`select ${columns} from ${table} where _updated_at < ${end} or _created_at >= ${end}`;
  const past = sql`select ${columns} from ${sql.table(pastOf(definition.id))}
    where _past_from < ${end} and _past_to >= ${end} and _kind <> 'deleted'`;
  const force = options.inForce === false ? sql`true` : inForce(definition, day);
  return sql`(select * from (${now} union all ${past}) as stood where ${force})`;
}

/** Whether an entry is in force at the end of a day by its own dates. One without a beginning always was. */
export function inForce({ asAt }: RegisterDefinition, day: string, alias?: string): RawBuilder<boolean> {
  const column = (name: string) => sql.raw(`${alias ? `${alias}.` : ''}${quoted(name)}`);
  const from = asAt.from ? sql`(${column(asAt.from)} is null or ${column(asAt.from)} <= ${day}::date)` : sql`true`;
  const to = asAt.to ? sql`(${column(asAt.to)} is null or ${column(asAt.to)} > ${day}::date)` : sql`true`;
  return sql<boolean>`(${from} and ${to})`;
}

const allColumns = (definition: RegisterDefinition) =>
  [...META.map(([name]) => name), ...columnsOf(definition).map(({ name }) => quoted(name))].join(', ');
