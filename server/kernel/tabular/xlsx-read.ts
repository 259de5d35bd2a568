import ExcelJS from 'exceljs';
import { checkUnpackedSize } from '../document/zip-entries.ts';
import { AppError } from '../errors.ts';
import { isoDate } from './csv.ts';
import type { SheetText } from './read-table.ts';

/**
 * The first visible sheet as text: dates as ISO, formulas as their results, numbers as they would be typed. A cell merged
 * downwards counts for each of its rows; one merged across counts once.
 * @throws AppError 422 `table-unreadable`, `file-damaged`, `file-too-complex`.
 */
export async function sheetText(file: { name: string; bytes: Uint8Array }): Promise<SheetText> {
  const { worksheets } = await load(file);
  const sheet = worksheets.find((one) => one.state === 'visible') ?? worksheets[0];
  if (!sheet) throw unreadable(file.name);
  return textOf(sheet);
}

/** Every sheet as text in the same way, hidden ones too: what a file of our own carries along. @throws as `sheetText`. */
export async function sheetsText(file: { name: string; bytes: Uint8Array }): Promise<SheetText[]> {
  return (await load(file)).worksheets.map(textOf);
}

async function load({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<ExcelJS.Workbook> {
  checkUnpackedSize(bytes, name);
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  } catch (cause) {
    throw unreadable(name, cause);
  }
  return workbook;
}

function textOf(sheet: ExcelJS.Worksheet): SheetText {
  const rows: { line: number; cells: string[] }[] = [];
  sheet.eachRow((row, line) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = cell.isMerged && cell.master.col !== cell.col ? '' : cellText(cell.value, cell.numFmt ?? '');
    });
    for (let index = 0; index < cells.length; index++) cells[index] ??= '';
    if (cells.some((text) => text.trim() !== '')) rows.push({ line, cells });
  });
  return { sheet: sheet.name, rows };
}

function cellText(value: ExcelJS.CellValue, format: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value, format);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return dateText(value, format);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('hyperlink' in value) return cellText(value.text as ExcelJS.CellValue, format);
  if ('formula' in value || 'sharedFormula' in value) return cellText(value.result, format);
  if ('error' in value) return value.error;
  return '';
}

/**
 * Fifteen digits are what Excel itself keeps and shows, so 0.1+0.2 is 0.3 again. A percentage is written as it is seen,
 * `35.5%`, the same as in a CSV that Excel saves: the bare 0.355 would be read as a third of a per cent.
 */
function numberText(value: number, format: string): string {
  return withoutLiterals(format).includes('%') ? `${rounded(value * 100)}%` : rounded(value);
}

const rounded = (value: number) => String(Number(value.toPrecision(15)));

const withoutLiterals = (format: string) => format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');

/** A month that somebody typed as 2025-03 is stored as its first day; its format shows no day, so the text has none. */
function dateText(value: Date, format: string): string {
  const shown = withoutLiterals(format);
  const text = isoDate(value);
  if (/y/i.test(shown) && !/d/i.test(shown)) return text.slice(0, 7);
  return text.startsWith('1899-12-3') ? value.toISOString().slice(11, 16) : text;
}

const unreadable = (name: string, cause?: unknown) =>
  new AppError(422, 'table-unreadable', `${name} is a damaged workbook.`, { params: { file: name }, cause });
