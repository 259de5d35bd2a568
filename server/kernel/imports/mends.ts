import { badRequest } from '../errors.ts';
import type { OpenTable, Table, TableRow } from '../tabular/read-table.ts';
import { cellText, columnNamed, mapColumns } from './columns.ts';
import type { Importer, Locale } from './importer.ts';

/** A cell that is read otherwise than the file has it. */
export interface Mend {
  /** Line of the file, the header being 1. */
  readonly row: number;
  /** Id of the importer's column. */
  readonly column: string;
  readonly value: string;
}

/**
 * The table as mended; a column that the file does not have is added at the end. The file itself is never touched: its
 * bytes and their hash stay what somebody sent.
 */
export function withMends(importer: Importer, table: OpenTable, mends: readonly Mend[], locale: Locale): OpenTable {
  if (mends.length === 0) return table;
  const places = new Map(mapColumns(importer, table, locale).places);
  const columns = [...table.columns];
  for (const { column } of mends) {
    if (places.has(column)) continue;
    places.set(column, columns.length);
    columns.push(importer.columns.find(({ id }) => id === column)?.[locale] ?? column);
  }
  const byRow = Map.groupBy(mends, ({ row }) => row);
  const mended = ({ line, cells }: TableRow): TableRow => {
    // What stands beyond the header was never read; it must not slip under a column that is added.
    const own = [...cells.slice(0, table.columns.length), ...Array(columns.length - table.columns.length).fill('')];
    for (const { column, value } of byRow.get(line) ?? []) own[places.get(column) ?? 0] = value;
    return { line, cells: own };
  };
  const rows = {
    *[Symbol.iterator]() {
      for (const row of table.rows) yield mended(row);
    },
  };
  return { ...table, columns, rows };
}

/**
 * What was asked for, with the columns' ids, after the mends that are there; of two for one cell the last stands, and
 * what the file says itself takes the mend away.
 * @throws AppError 400 `invalid-request` for a row or a column that is not in the file; nothing is mended then.
 */
export function addMends(
  importer: Importer,
  table: Table,
  { kept, asked }: { kept: readonly Mend[]; asked: readonly Mend[] },
): Mend[] {
  const { places } = mapColumns(importer, table, 'zh');
  const lines = new Map(table.rows.map(({ line, cells }) => [line, cells]));
  const faults: { field: string; code: string; message: string }[] = [];
  const cells = new Map(kept.map((mend) => [cellOf(mend), mend]));
  for (const [index, { row, column, value }] of asked.entries()) {
    const known = columnNamed(importer, column);
    const field = `body.changes.${index}`;
    const written = lines.get(row);
    if (!written) faults.push({ field: `${field}.row`, code: 'row-unknown', message: `no row ${row}` });
    if (!known) faults.push({ field: `${field}.column`, code: 'column-unknown', message: `no column ${column}` });
    const mend = { row, column: known?.id ?? column, value };
    // Put back as it was, a cell is not mended.
    if (value.trim() === cellText(written?.[places.get(mend.column) ?? -1])) cells.delete(cellOf(mend));
    else cells.set(cellOf(mend), mend);
  }
  if (faults.length > 0) throw badRequest('invalid-request', faults[0]?.message ?? '', faults.slice(0, 20));
  return [...cells.values()];
}

const cellOf = ({ row, column }: Mend) => `${row} ${column}`;
