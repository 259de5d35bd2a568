import { type Field, formatCell, placeText, type RegisterDefinition } from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import type { CellValue } from '../tabular/csv.ts';
import type { RowBatch } from '../tabular/stream.ts';
import { rankSql } from './access-sql.ts';
import { fieldOf, quoted, tableOf } from './columns.ts';
import { type EntryRow, leadsOf, maskValues, rowColumns, valuesOf } from './entry-rows.ts';
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
    select ${rowColumns(asked.definition)}, ${rankSql(selection.access)} as _rank
    from ${selection.from} ${sort.join} where ${selection.where} ${orderSql(sort)}`.execute(tx);
  const columns = exportColumns(asked);
  const regions = await regionWriter(tx, options.locale);
  for (;;) {
    const { rows } = await sql<EntryRow>`fetch ${sql.raw(String(FETCH))} from register_export`.execute(tx);
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

async function cellsOf(tx: Tx, asked: Asked, rows: readonly EntryRow[], writing: Writing): Promise<RowBatch> {
  const { definition } = asked;
  const shown = rows.map((row) => maskValues(definition, valuesOf(definition, row), row._rank).values);
  const leads = { regions: new Set<string>(), parties: new Set<string>(), entries: new Map<string, Set<string>>() };
  for (const values of shown) leadsOf(definition, values, leads);
  leads.regions.clear();
  const words = writing.options.codes ? await codesFor(tx, asked, leads) : await wordsFor(tx, asked, leads);
  const write = cellWriter(asked, words, writing);
  const lines: CellValue[][] = [];
  rows.forEach((row, at) => {
    const values = shown[at] as Record<string, unknown>;
    const items = definition.children.map((child) => (values[child.id] ?? []) as unknown[]);
    const count = Math.max(1, ...items.map((list) => list.length));
    for (let line = 0; line < count; line++) {
      lines.push(writing.columns.map((column) => write(column, row, values, line)));
    }
  });
  return lines;
}

function cellWriter(asked: Asked, words: ReadonlyMap<string, string>, { options, regions }: Writing) {
  const { definition, set } = asked;
  const engine = contextOf(set);
  const yes = options.locale === 'zh' ? '是' : 'yes';
  const fieldCell = (field: Field, value: unknown): CellValue => {
    if (value === null || value === undefined) return null;
    if (field.type === 'party' || field.type === 'reference') {
      return [value]
        .flat()
        .map((id) => words.get(String(id)) ?? '')
        .join(';');
    }
    if (field.type === 'region')
      return [value]
        .flat()
        .map((code) => (options.codes ? String(code) : regions(String(code))))
        .join(';');
    if (field.type === 'place') return isPoint(value) || isAddress(value) ? null : placeText(value);
    if (typeof value === 'number') return value;
    if (field.type === 'date' && typeof value === 'string') return new Date(`${value}T00:00:00Z`);
    if (options.codes && field.list !== null) return [value].flat().join(';');
    return formatCell(field, value, definition, engine, options.locale);
  };
  return ({ role }: RegisterColumn, row: EntryRow, values: Record<string, unknown>, line: number): CellValue => {
    if (role.kind === 'field' && role.child) {
      const item = ((values[role.child.id] ?? []) as Record<string, unknown>[])[line];
      return item ? fieldCell(role.field, item[role.field.id]) : null;
    }
    // Further lines of an entry repeat its key alone.
    if (line > 0 && !(role.field && definition.key.includes(role.field.id))) return null;
    switch (role.kind) {
      case 'field':
        return fieldCell(role.field, values[role.field.id]);
      case 'state':
        return stateCell(definition, row._state, options);
      case 'synthetic':
        return row._synthetic ? yes : null;
      case 'reason':
        return null;
      default:
        return placePart(values[role.field.id], role.kind);
    }
  };
}

function stateCell(
  { lifeCycle }: RegisterDefinition,
  state: string | null,
  { codes, locale }: ExportOptions,
): string | null {
  return codes ? state : (lifeCycle?.states.find(({ id }) => id === state)?.[locale] ?? state);
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
