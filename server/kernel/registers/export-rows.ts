import { type Field, formatCell, placeText, type RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import type { CellValue } from '../tabular/csv.ts';
import type { RowBatch } from '../tabular/stream.ts';
import { rankOf, rankSql } from './access-sql.ts';
import { fieldOf, quoted, tableOf } from './columns.ts';
import { type Asked, type EntryFilter, selectionOf } from './entry-select.ts';
import { orderSql, sortOf } from './entry-sort.ts';
import { wordsFor } from './entry-view.ts';
import { type RegisterColumn, registerColumns } from './import-columns.ts';
import { regionWriter } from './import-regions.ts';
import { contextOf } from './store.ts';

export interface ExportOptions {
  readonly locale: 'zh' | 'en';
  /** Codes, credit codes and keys instead of words. */
  readonly codes: boolean;
  /** Days as dates rather than as text: a workbook has cells for them. */
  readonly typedDates?: boolean;
}

const FETCH = 2000;

/**
 * Entries as rows of the register's file, in the order of the list and with the rights of its reader, fetched by a cursor:
 * any number of them in the same memory. Line items follow in rows of their own that repeat the entry's key.
 */
export async function* exportRows(
  tx: Tx,
  asked: Asked,
  query: EntryFilter & { readonly sort?: string | undefined },
  options: ExportOptions,
): AsyncGenerator<RowBatch> {
  const selection = await selectionOf(tx, asked, query);
  const sort = sortOf(asked, selection, query.sort);
  await sql`declare register_export no scroll cursor for
    select ${fetchedColumns(asked.definition)}, ${rankSql(selection.access)} as _rank
    from ${selection.from} ${sort.join} where ${selection.where} ${orderSql(sort)}`.execute(tx);
  const columns = exportColumns(asked);
  const regions = await regionWriter(tx, options.locale);
  for (;;) {
    const { rows } = await sql<Fetched>`fetch ${sql.raw(String(FETCH))} from register_export`.execute(tx);
    if (rows.length > 0) yield await cellsOf(tx, asked, rows, { columns, options, regions });
    if (rows.length < FETCH) break;
  }
  await sql`close register_export`.execute(tx);
}

/** Columns of the file; a reason is said when a file comes in, and is part of the history afterwards. */
export const exportColumns = ({ set, definition }: Pick<Asked, 'set' | 'definition'>): RegisterColumn[] =>
  registerColumns(set, definition).filter(({ role }) => role.kind !== 'reason');

/** Lines that an export has, its header left out. */
export async function countExportLines(tx: Tx, asked: Asked, query: EntryFilter): Promise<number> {
  const { from, where } = await selectionOf(tx, asked, query);
  const items = asked.definition.children.map((child) => `jsonb_array_length(e.${quoted(child.id)})`);
  const { rows } = await sql<{
    lines: number;
  }>`select coalesce(sum(${sql.raw(`greatest(1, ${items.join(', ') || '1'})`)}), 0)::bigint as lines
    from ${from} where ${where}`.execute(tx);
  return Number(rows[0]?.lines ?? 0);
}

interface Writing {
  readonly columns: readonly RegisterColumn[];
  readonly options: ExportOptions;
  readonly regions: (code: string) => string;
}

/** A fetched row: fields and line items by id, state, mark, and the highest grade that the reader sees of it. */
type Fetched = Readonly<Record<string, unknown>> & { readonly _rank: number };

function fetchedColumns({ fields, children }: RegisterDefinition) {
  const plain = fields.map(({ id, many, type }) =>
    many && type === 'date' ? `e.${quoted(id)}::text[] as ${quoted(id)}` : `e.${quoted(id)}`,
  );
  return sql.raw(['e._state', 'e._synthetic', ...plain, ...children.map(({ id }) => `e.${quoted(id)}`)].join(', '));
}

async function cellsOf(tx: Tx, asked: Asked, rows: readonly Fetched[], writing: Writing): Promise<RowBatch> {
  const leads = leadsIn(asked.definition, rows);
  const words = writing.options.codes ? await codesFor(tx, asked, leads) : await wordsFor(tx, asked, leads);
  const { children } = asked.definition;
  const writers = writing.columns.map((column) => writerOf(asked, words, writing, column));
  const lines: CellValue[][] = [];
  for (const row of rows) {
    let count = 1;
    for (const { id } of children) count = Math.max(count, (row[id] as unknown[] | null)?.length ?? 0);
    for (let line = 0; line < count; line++) {
      const cells = new Array<CellValue>(writers.length);
      for (let at = 0; at < writers.length; at++) cells[at] = (writers[at] as Writer)(row, line);
      lines.push(cells);
    }
  }
  return lines;
}

/** Parties and entries that the rows lead to, as far as they are shown. */
function leadsIn({ fields, children }: RegisterDefinition, rows: readonly Fetched[]): Parameters<typeof wordsFor>[2] {
  const leads = { regions: new Set<string>(), parties: new Set<string>(), entries: new Map<string, Set<string>>() };
  const isLead = (field: Field) => field.type === 'party' || field.type === 'reference';
  const note = (field: Field, value: unknown) => {
    if (value === null || value === undefined) return;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (field.type === 'party') leads.parties.add(String(one));
      else if (field.to) leads.entries.set(field.to, (leads.entries.get(field.to) ?? new Set()).add(String(one)));
    }
  };
  const own = fields.filter(isLead);
  const ofItems = children.flatMap((child) => child.fields.filter(isLead).map((field) => ({ child: child.id, field })));
  for (const row of rows) {
    for (const field of own) if (rankOf(field.grade) <= row._rank) note(field, row[field.id]);
    for (const { child, field } of ofItems) {
      if (rankOf(field.grade) > row._rank) continue;
      for (const item of (row[child] ?? []) as Record<string, unknown>[]) note(field, item[field.id]);
    }
  }
  return leads;
}

type Writer = (row: Fetched, line: number) => CellValue;

/** How a column gets its cell from a row: decided once, done for each. */
function writerOf(
  asked: Asked,
  words: ReadonlyMap<string, string>,
  writing: Writing,
  { role }: RegisterColumn,
): Writer {
  const { definition } = asked;
  const { options } = writing;
  const first =
    (write: (row: Fetched) => CellValue): Writer =>
    (row, line) =>
      line === 0 ? write(row) : null;
  if (role.kind === 'state') {
    const names = new Map(
      definition.lifeCycle?.states.map((state) => [state.id, options.codes ? state.id : state[options.locale]]),
    );
    return first(({ _state }) => names.get(_state as string) ?? (_state as string | null));
  }
  if (role.kind === 'synthetic')
    return first(({ _synthetic }) => (_synthetic ? (options.locale === 'zh' ? '是' : 'yes') : null));
  if (role.kind === 'reason') return () => null;
  const { field, kind } = role;
  const rank = rankOf(field.grade);
  if (kind !== 'field') return first((row) => (rank > row._rank ? null : placePart(row[field.id], kind)));
  const cell = cellOf(asked, field, words, writing);
  const { child } = role;
  if (child) {
    return (row, line) => {
      const item = rank > row._rank ? undefined : ((row[child.id] ?? []) as Record<string, unknown>[])[line];
      return item ? cell(item[field.id]) : null;
    };
  }
  const own = (row: Fetched) => (rank > row._rank ? null : cell(row[field.id]));
  // Further lines of an entry repeat its key alone.
  return definition.key.includes(field.id) ? own : first(own);
}

function cellOf(asked: Asked, field: Field, words: ReadonlyMap<string, string>, { options, regions }: Writing) {
  const { definition, set } = asked;
  const several = (word: (value: string) => string) => (value: unknown) =>
    Array.isArray(value) ? value.map((one) => word(String(one))).join(';') : word(String(value));
  const filled = (write: (value: unknown) => CellValue) => (value: unknown) =>
    value === null || value === undefined ? null : write(value);
  if (field.type === 'party' || field.type === 'reference') return filled(several((id) => words.get(id) ?? ''));
  if (field.type === 'region') return filled(several((code) => (options.codes ? code : regions(code))));
  if (field.type === 'place') return filled((value) => (isPoint(value) || isAddress(value) ? null : placeText(value)));
  if (field.list !== null) {
    const engine = contextOf(set);
    const known = new Map<string, string>();
    return filled(
      several((code) => {
        let word = known.get(code);
        if (word === undefined) {
          word = options.codes ? code : formatCell({ ...field, many: false }, code, definition, engine, options.locale);
          known.set(code, word);
        }
        return word;
      }),
    );
  }
  if (field.type === 'date' && !field.many && options.typedDates) {
    return filled((value) => new Date(`${String(value)}T00:00:00Z`));
  }
  if (field.type === 'boolean')
    return filled((value) => (options.locale === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'));
  return filled((value) => {
    if (typeof value === 'number') return value;
    if (value instanceof Date) return value.toISOString();
    return Array.isArray(value)
      ? value.map((one) => (one instanceof Date ? one.toISOString() : String(one))).join(';')
      : String(value);
  });
}

type Geometry = { readonly type?: string; readonly coordinates?: unknown; readonly address?: string };
const isPoint = (value: unknown) => (value as Geometry).type === 'Point';
/** What has no coordinates yet. */
const isAddress = (value: unknown) => (value as Geometry).coordinates === undefined;

function placePart(value: unknown, part: 'lon' | 'lat' | 'datum' | 'address'): CellValue {
  if (typeof value !== 'object' || value === null) return null;
  const place = value as Geometry;
  if (part === 'address') return place.address ?? null;
  if (place.coordinates === undefined) return null;
  if (part === 'datum') return 'wgs84';
  return isPoint(place) ? ((place.coordinates as number[])[part === 'lon' ? 0 : 1] ?? null) : null;
}

/** Credit codes of parties and keys of entries, where they have one; else their names. */
async function codesFor(tx: Tx, asked: Asked, leads: Parameters<typeof wordsFor>[2]): Promise<Map<string, string>> {
  const words = await wordsFor(tx, asked, leads);
  const { rows } = await sql<{ id: string; uscc: string }>`select id, uscc from party
    where id = any(${[...leads.parties]}::uuid[]) and uscc is not null`.execute(tx);
  for (const { id, uscc } of rows) words.set(id, uscc);
  for (const [register, ids] of leads.entries) {
    const target = asked.set.registers.get(register)?.definition;
    const key = target && fieldOf(target, target.key[0] ?? '');
    if (key?.type !== 'text') continue;
    const { rows: keys } = await sql<{ id: string; key: string }>`select _id as id, ${sql.id(key.id)} as key
      from ${sql.table(tableOf(register))} where _id = any(${[...ids]}::uuid[])`.execute(tx);
    for (const { id, key: code } of keys) words.set(id, code);
  }
  return words;
}
