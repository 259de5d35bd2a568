import { AppError } from '../errors.ts';

/** A line of a table as read; `line` is where it begins in the file, the first being 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: string[];
}

export type CellValue = string | number | boolean | Date | null | undefined;

const SEPARATORS = [',', ';', '\t'] as const;

/** The separator that the first line uses most outside quotes; a comma where it uses none. */
export function separatorOf(text: string): string {
  const counts = new Map<string, number>(SEPARATORS.map((separator) => [separator, 0]));
  let quoted = false;
  for (const sign of text.slice(0, 100_000)) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '\n' || sign === '\r')) break;
    else if (!quoted && counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/**
 * Reads CSV (RFC 4180, and what spreadsheets make of it: any line end, quotes only where a cell begins with one, a last
 * line without an end). Lines with nothing in them are left out.
 * @throws AppError 422 `table-unreadable` for a quote that never closes or more than is asked for; the message names the
 * line.
 */
export function parseCsv(
  text: string,
  {
    separator = separatorOf(text),
    maxRows = Number.POSITIVE_INFINITY,
    maxCells = Number.POSITIVE_INFINITY,
  }: CsvLimits = {},
): CsvRecord[] {
  return [...csvRecords(text, { separator, maxRows, maxCells })];
}

export interface CsvLimits {
  readonly separator?: string;
  readonly maxRows?: number;
  readonly maxCells?: number;
}

/** The same line by line, so that a long file is never there twice. @throws AppError as `parseCsv`, on the way. */
export function* csvRecords(
  text: string,
  {
    separator = separatorOf(text),
    maxRows = Number.POSITIVE_INFINITY,
    maxCells = Number.POSITIVE_INFINITY,
  }: CsvLimits = {},
): Generator<CsvRecord> {
  const separatorCode = separator.charCodeAt(0);
  let line = 1;
  let at = 0;
  let count = 0;
  while (at < text.length) {
    const begins = line;
    const cells: string[] = [];
    for (;;) {
      if (text[at] === '"') {
        const { value, next, lines } = quotedCell(text, at, line);
        line += lines;
        // Text after the closing quote is not CSV, but dropping it would lose what somebody wrote.
        const end = cellEnd(text, next, separatorCode);
        cells.push(value + text.slice(next, end));
        at = end;
      } else {
        const end = cellEnd(text, at, separatorCode);
        cells.push(text.slice(at, end));
        at = end;
      }
      if (text[at] !== separator) break;
      if (cells.length >= maxCells) {
        throw new AppError(422, 'table-unreadable', `Line ${begins} has more than ${maxCells} cells.`, {
          params: { line: begins },
        });
      }
      at++;
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    line++;
    if (cells.every((cell) => cell.trim() === '')) continue;
    count++;
    if (count > maxRows) {
      throw new AppError(422, 'table-unreadable', `There are more than ${maxRows} lines.`, {
        params: { line: begins },
      });
    }
    yield { line: begins, cells };
  }
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

function cellEnd(text: string, from: number, separatorCode: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === separatorCode || code === LINE_FEED || code === CARRIAGE_RETURN) return at;
  }
  return text.length;
}

function quotedCell(text: string, from: number, line: number): { value: string; next: number; lines: number } {
  let value = '';
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) {
      throw new AppError(422, 'table-unreadable', `The quote that opens in line ${line} is never closed.`, {
        params: { line },
      });
    }
    value += text.slice(at, close);
    if (text[close + 1] !== '"') return { value, next: close + 1, lines: value.match(/\r\n?|\n/g)?.length ?? 0 };
    value += '"';
    at = close + 2;
  }
}

/**
 * CSV in UTF-8 with a byte order mark, without which Excel takes it for the system's own encoding. Lines end in CRLF.
 * Text that a spreadsheet would take for a formula gets an apostrophe before it: unlike XLSX, CSV has no way to say that
 * a cell is text, and a firm's name must not run as a program on the desk of whoever opens the list. `withoutGuard` takes
 * the apostrophe away when such a file comes back.
 */
export function writeCsv(columns: readonly string[], rows: readonly (readonly CellValue[])[]): Buffer {
  return Buffer.from(`\ufeff${[columns, ...rows].map(csvLine).join('')}`);
}

/** One line of such a file with its end. */
export function csvLine(row: readonly CellValue[]): string {
  let line = '';
  for (let at = 0; at < row.length; at++) {
    const value = row[at];
    if (at > 0) line += ',';
    if (value !== null && value !== undefined) line += csvCell(value);
  }
  return `${line}\r\n`;
}

function csvCell(value: CellValue): string {
  const text = typeof value === 'string' ? guarded(value) : plainText(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/** A value as text: dates as ISO, nothing for what is not there. */
export function plainText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return isoDate(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return String(value);
}

/** `2025-03-01`, with the time where there is one. */
export function isoDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
}

const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;
const HARMLESS = /^([+-]?\d[\d,]*(\.\d+)?%?|-+)$/;

/** Whether a spreadsheet might take this text for a formula. A plain signed number is none, nor is a dash for "none". */
export const looksLikeFormula = (text: string) => FORMULA_START.test(text) && !HARMLESS.test(text);

const guarded = (text: string) => (looksLikeFormula(text) ? `'${text}` : text);

/** Undoes the apostrophe that `writeCsv` puts before what looks like a formula. */
export const withoutGuard = (text: string) =>
  text.startsWith("'") && looksLikeFormula(text.slice(1)) ? text.slice(1) : text;
