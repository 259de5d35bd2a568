import { decodeText } from '../document/decode-text.ts';
import { readInWorker } from '../document/in-worker.ts';
import { AppError } from '../errors.ts';
import { parseCsv, withoutGuard } from './csv.ts';

/** A table as a person wrote it: everything is text, the first line with anything in it is the header. */
export interface Table {
  readonly columns: readonly string[];
  /** `line` is the line or row in the file, the first being 1. At least as many cells as columns. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Name of the sheet; null in a CSV file. */
  readonly sheet: string | null;
  readonly format: 'csv' | 'xlsx';
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
export async function readTable(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<Table> {
  const { name, bytes } = file;
  if (bytes.length === 0) throw refusal('file-empty', `${name} is empty.`, name);
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (start.startsWith('\xd0\xcf\x11\xe0')) throw oldContainer(file);
  if (start.startsWith('PK\x03\x04')) {
    const { sheet, rows } = await readInWorker<SheetText>(new URL('./xlsx-worker.ts', import.meta.url), file, 60_000);
    return tableOf(rows, { name, sheet, format: 'xlsx' });
  }
  if (/\.xlsx?$/i.test(name)) throw refusal('table-unreadable', `${name} is not a workbook.`, name);
  const records = parseCsv(decodeText(bytes, name).text, { maxRows: MAX_ROWS + 1, maxCells: MAX_COLUMNS }).map(
    ({ line, cells }) => ({
      line,
      cells: cells.map(withoutGuard),
    }),
  );
  return tableOf(records, { name, sheet: null, format: 'csv' });
}

function tableOf(
  records: SheetText['rows'],
  of: { name: string; sheet: string | null; format: Table['format'] },
): Table {
  const [header, ...rows] = records;
  if (!header) throw refusal('file-empty', `${of.name} holds no line.`, of.name);
  if (rows.length > MAX_ROWS) throw refusal('table-unreadable', `${of.name} has more than ${MAX_ROWS} rows.`, of.name);
  const columns = header.cells.map((cell) => cell.trim());
  while (columns.at(-1) === '') columns.pop();
  if (columns.length > MAX_COLUMNS || columns.length * rows.length > MAX_CELLS) {
    throw refusal('table-unreadable', `${of.name} has ${columns.length} columns of ${rows.length} rows.`, of.name);
  }
  return {
    columns,
    rows: rows.map(({ line, cells }) => ({
      line,
      cells:
        cells.length < columns.length ? [...cells, ...Array<string>(columns.length - cells.length).fill('')] : cells,
    })),
    sheet: of.sheet,
    format: of.format,
  };
}

function oldContainer({ name, bytes }: { name: string; bytes: Uint8Array }): AppError {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return content.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? refusal('file-encrypted', `${name} is protected by a password.`, name)
    : refusal('table-unreadable', `${name} is an old .xls workbook; save it as .xlsx.`, name);
}

const refusal = (code: string, message: string, name: string) =>
  new AppError(422, code, message, { params: { file: name } });
