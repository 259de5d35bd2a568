import type pg from 'pg';

export interface TableFacts {
  readonly name: string;
  /** Those that are stored: a generated column is not copied. */
  readonly columns: readonly string[];
}

export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** Sessions end with a restore: whoever signed out since must not find themselves signed in again. */
const NOT_COPIED = new Set(['session']);

/** Tables that hold reference data and settings in a store that nobody has used yet. */
const REFERENCE = new Set([
  'region',
  'region_closure',
  'indicator',
  'setting',
  'register_definition',
  'statistics_form',
  'statistics_form_version',
]);

const isHistory = (table: string) => /_migration(_lock)?$/.test(table);

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * The tables of schema `public` that hold data, those referred to before those that refer. Migration histories are no data:
 * they are compared. Job queues live in a schema of their own and start empty.
 * @throws RangeError where foreign keys that are not deferrable go round in a circle.
 */
export async function listTables(client: pg.ClientBase): Promise<TableFacts[]> {
  const found = await client.query<TableFacts>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`);
  const tables = found.rows.filter(({ name }) => !isHistory(name) && !NOT_COPIED.has(name));
  const keys = await client.query<{ child: string; parent: string }>(`
    select c.relname as child, p.relname as parent
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
    where k.contype = 'f' and not k.condeferrable and k.conrelid <> k.confrelid
      and c.relnamespace = 'public'::regnamespace`);
  return parentsFirst(tables, keys.rows);
}

function parentsFirst(tables: readonly TableFacts[], keys: readonly { child: string; parent: string }[]): TableFacts[] {
  const waiting = new Set(tables);
  const ordered: TableFacts[] = [];
  while (waiting.size > 0) {
    const names = new Set([...waiting].map((table) => table.name));
    const ready = [...waiting].filter(
      (table) => !keys.some((key) => key.child === table.name && names.has(key.parent)),
    );
    if (ready.length === 0) throw new RangeError(`foreign keys go round in a circle: ${[...names].join(', ')}`);
    for (const table of ready) waiting.delete(table);
    ordered.push(...ready);
  }
  return ordered;
}

/** Migrations applied, by module, in order. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Record<string, string[]>> {
  const histories = await client.query<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname like '%\\_migration' order by relname`);
  const applied: Record<string, string[]> = {};
  for (const { name } of histories.rows) {
    const rows = await client.query<{ name: string }>(`select name from public.${quoted(name)} order by name`);
    applied[name.replace(/_migration$/, '')] = rows.rows.map((row) => row.name);
  }
  return applied;
}

export async function countRows(client: pg.ClientBase, table: string): Promise<number> {
  const found = await client.query<{ count: string }>(`select count(*) as count from public.${quoted(table)}`);
  return Number(found.rows[0]?.count);
}

/** A table in which somebody has left something, reference data aside; null in a fresh store. */
export async function tableInUse(client: pg.ClientBase, tables: readonly TableFacts[]): Promise<string | null> {
  for (const { name } of tables) {
    if (REFERENCE.has(name)) continue;
    const found = await client.query(`select 1 from public.${quoted(name)} limit 1`);
    if (found.rowCount) return name;
  }
  return null;
}

export async function auditHead(client: pg.ClientBase): Promise<AuditHead | null> {
  const found = await client.query<{ seq: string; hash: string }>(
    'select seq, hash from public.audit_entry order by seq desc limit 1',
  );
  const head = found.rows[0];
  return head ? { seq: Number(head.seq), hash: head.hash } : null;
}

/** Sets every sequence of the given tables behind the greatest number that its column holds. */
export async function resetSequences(client: pg.ClientBase): Promise<void> {
  const found = await client.query<{ sequence: string; table: string; column: string }>(`
    select s.oid::regclass::text as sequence, t.relname as table, a.attname as column
    from pg_class s join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and t.relnamespace = 'public'::regnamespace`);
  for (const { sequence, table, column } of found.rows) {
    await client.query(
      `select setval($1::regclass, coalesce((select max(${quoted(column)}) from public.${quoted(table)}), 0) + 1, false)`,
      [sequence],
    );
  }
}
