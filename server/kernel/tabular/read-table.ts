import { decodeText } from '../document/decode-text.ts';
import { readInWorker } from '../document/in-worker.ts';
import { AppError } from '../errors.ts';
import { csvRecords, withoutGuard } from './csv.ts';

export interface TableRow {
  /** Line or row in the file, the first being 1. */
  readonly line: number;
  /** At least as many as there are columns. */
  readonly cells: readonly string[];
}

/** A table as a person wrote it: everything is text, the first line with anything in it is the header. */
export interface OpenTable {
  readonly columns: readonly string[];
  /** Read as they are asked for, and anew each time; throws on the way as `readTable` does. */
  readonly rows: Iterable<TableRow>;
  /** Name of the sheet; null in a CSV file. */
  readonly sheet: string | null;
  readonly format: 'csv' | 'xlsx';
}

/** The same with all its rows in memory. */
export interface Table extends OpenTable {
  readonly rows: readonly TableRow[];
}

export interface SheetText {
  readonly sheet: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** More than any form or register asks for; a larger list is a matter for the bulk interfaces. */
const MAX_ROWS = 200_000;
/** Columns of a file, and cells once each row is as long as the header: a small file must not become a large one here. */
const MAX_COLUMNS = 1000;
const MAX_CELLS = 5_000_000;

/**
 * Reads CSV (UTF-8, GB18030 or UTF-16; comma, semicolon or tab) or the first sheet of an XLSX workbook.
 * @throws AppError 422: `file-empty` (no line at all), `file-not-text`, `table-unreadable` (old .xls, broken workbook, open
 * quote, too many rows), `file-encrypted`, `file-too-complex`.
 */
export async function readTable(file: TableFile): Promise<Table> {
  const table = await openTable(file);
  return { ...table, rows: [...table.rows] };
}

interface TableFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The header now, the rows as they are asked for. @throws AppError 422 as `readTable`. */
export async function openTable(file: TableFile): Promise<OpenTable> {
  const { name, bytes } = file;
  if (bytes.length === 0) throw refusal('file-empty', `${name} is empty.`, name);
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (start.startsWith('\xd0\xcf\x11\xe0')) throw oldContainer(file);
  if (start.startsWith('PK\x03\x04')) {
    const { sheet, rows } = await readInWorker<SheetText>(new URL('./xlsx-worker.ts', import.meta.url), file, 60_000);
    return tableOf(rows, { name, sheet, format: 'xlsx' });
  }
  if (/\.xlsx?$/i.test(name)) throw refusal('table-unreadable', `${name} is not a workbook.`, name);
  const { text } = decodeText(bytes, name);
  const limits = { maxRows: MAX_ROWS + 1, maxCells: MAX_COLUMNS };
  const records = {
    *[Symbol.iterator]() {
      for (const { line, cells } of csvRecords(text, limits)) yield { line, cells: cells.map(withoutGuard) };
    },
  };
  return tableOf(records, { name, sheet: null, format: 'csv' });
}

function tableOf(
  records: Iterable<TableRow>,
  of: { name: string; sheet: string | null; format: Table['format'] },
): OpenTable {
  const [header] = records;
  if (!header) throw refusal('file-empty', `${of.name} holds no line.`, of.name);
  const columns = header.cells.map((cell) => cell.trim());
  while (columns.at(-1) === '') columns.pop();
  const width = columns.length;
  const maxRows = Math.min(MAX_ROWS, Math.floor(MAX_CELLS / Math.max(1, width)));
  if (width > MAX_COLUMNS) throw refusal('table-unreadable', `${of.name} has ${width} columns.`, of.name);
  const rows = {
    *[Symbol.iterator]() {
      let count = -1;
      for (const { line, cells } of records) {
        count++;
        if (count === 0) continue;
        if (count > maxRows) {
          throw refusal('table-unreadable', `${of.name} has more than ${maxRows} rows of ${width} columns.`, of.name);
        }
        const missing = width - cells.length;
        yield { line, cells: missing > 0 ? [...cells, ...Array<string>(missing).fill('')] : cells };
      }
    },
  };
  return { columns, rows, sheet: of.sheet, format: of.format };
}

function oldContainer({ name, bytes }: { name: string; bytes: Uint8Array }): AppError {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return content.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? refusal('file-encrypted', `${name} is protected by a password.`, name)
    : refusal('table-unreadable', `${name} is an old .xls workbook; save it as .xlsx.`, name);
}

const refusal = (code: string, message: string, name: string) =>
  new AppError(422, code, message, { params: { file: name } });
