import ExcelJS from 'exceljs';
import { zipEntries } from '../document/zip-entries.ts';
import { type CellValue, looksLikeFormula, plainText } from './csv.ts';

export interface SheetColumn {
  readonly header: string;
  /** In characters; by content where it is not given. */
  readonly width?: number;
  /** Excel number format; `@` makes the whole column text, also what is typed later. */
  readonly numFmt?: string;
  /** What belongs in the column; any note makes a second sheet that lists them. */
  readonly note?: string;
}

export interface WorkbookSpec {
  readonly sheetName: string;
  readonly columns: readonly SheetColumn[];
  /** Numbers stay numbers, dates dates; text is never a formula. */
  readonly rows: readonly (readonly CellValue[])[];
  /** Title in the file's properties and on each printed page. Not a row: the first row is the header. */
  readonly title?: string;
  /** Name and headings of the sheet of notes. */
  readonly guide?: { readonly sheetName: string; readonly column: string; readonly note: string };
  /** References and the like: carried along, seen only by who looks for them. */
  readonly hiddenSheets?: readonly { readonly name: string; readonly rows: readonly (readonly CellValue[])[] }[];
}

const GUIDE = { sheetName: '说明', column: '列', note: '填写说明' };
// The same input gives the same bytes, so that a file can be compared by its hash: no clock in it.
const EPOCH = new Date('2020-01-01T00:00:00Z');
const MAX_CELL_LENGTH = 32_767;
const HEADER_FILL: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFECEFF3' } };
const HEADER_BORDER: Partial<ExcelJS.Borders> = { bottom: { style: 'thin', color: { argb: 'FFC6CED6' } } };

/** An XLSX workbook: header frozen, numbers typed, notes on a second sheet. */
export async function writeXlsx(spec: WorkbookSpec): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  Object.assign(workbook, { creator: 'Liannao', lastModifiedBy: 'Liannao', created: EPOCH, modified: EPOCH });
  if (spec.title) workbook.title = spec.title;
  addMainSheet(workbook, spec);
  const noted = spec.columns.filter((column) => column.note);
  if (noted.length > 0) {
    const guide = spec.guide ?? GUIDE;
    const sheet = addSheet(workbook, guide.sheetName);
    addRows(sheet, [[guide.column, guide.note], ...noted.map((column) => [column.header, column.note])]);
    styleHeader(sheet, [guide.column, guide.note]);
    sheet.getColumn(1).width = 24;
    sheet.getColumn(2).width = 80;
    sheet.getColumn(2).alignment = { wrapText: true, vertical: 'top' };
  }
  for (const hidden of spec.hiddenSheets ?? []) {
    const sheet = addSheet(workbook, hidden.name);
    sheet.state = 'hidden';
    addRows(sheet, hidden.rows);
  }
  return withoutTimes(Buffer.from(await workbook.xlsx.writeBuffer()));
}

function addMainSheet(workbook: ExcelJS.Workbook, { sheetName, columns, rows, title }: WorkbookSpec): void {
  const sheet = addSheet(workbook, sheetName);
  for (const [index, column] of columns.entries()) {
    const target = sheet.getColumn(index + 1);
    target.width = column.width ?? widthOf(column.header, rows, index);
    if (column.numFmt) target.numFmt = column.numFmt;
  }
  addRows(sheet, [columns.map((column) => column.header), ...rows], columns);
  styleHeader(
    sheet,
    columns.map((column) => column.header),
  );
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  sheet.pageSetup = { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' };
  if (title) sheet.headerFooter.oddHeader = `&C${title.replaceAll('&', '&&')}`;
}

/** A sheet's name may have 31 characters and none of []:*?/\ in it. */
const addSheet = (workbook: ExcelJS.Workbook, name: string) =>
  workbook.addWorksheet(name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31) || 'Sheet');

function addRows(
  sheet: ExcelJS.Worksheet,
  rows: readonly (readonly CellValue[])[],
  columns: readonly SheetColumn[] = [],
): void {
  for (const row of rows) {
    const added = sheet.addRow(row.map(stored));
    for (const [index, value] of row.entries()) {
      if (value instanceof Date && !columns[index]?.numFmt) added.getCell(index + 1).numFmt = 'yyyy-mm-dd';
      // Stored as text anyway; the format keeps it text when somebody edits the cell.
      else if (typeof value === 'string' && looksLikeFormula(value)) added.getCell(index + 1).numFmt = '@';
    }
  }
}

function stored(value: CellValue): string | number | boolean | Date | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string')
    return value.length > MAX_CELL_LENGTH ? `${value.slice(0, MAX_CELL_LENGTH - 1)}…` : value;
  return value ?? null;
}

function styleHeader(sheet: ExcelJS.Worksheet, headers: readonly string[]): void {
  for (let index = 1; index <= headers.length; index++) {
    const cell = sheet.getRow(1).getCell(index);
    cell.font = { bold: true, color: { argb: 'FF1B2530' } };
    cell.fill = HEADER_FILL;
    cell.border = HEADER_BORDER;
    cell.alignment = { vertical: 'middle', wrapText: true };
  }
}

const MEASURED_ROWS = 200;

function widthOf(header: string, rows: WorkbookSpec['rows'], index: number): number {
  const widths = rows.slice(0, MEASURED_ROWS).map((row) => displayWidth(plainText(row[index])));
  return Math.min(48, Math.max(8, displayWidth(header) + 2, ...widths.map((width) => width + 2)));
}

/** Chinese characters are two digits wide. */
const displayWidth = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '⺀' ? 2 : 1), 0);

const DOS_EPOCH = 0x00210000; // 1980-01-01 00:00, the earliest time that the format can say

/** Overwrites the time of writing in each record of the archive. */
function withoutTimes(file: Buffer): Buffer {
  for (const { record, header } of zipEntries(file, 'workbook')) {
    file.writeUInt32LE(DOS_EPOCH, record + 12);
    file.writeUInt32LE(DOS_EPOCH, header + 10);
  }
  return file;
}
