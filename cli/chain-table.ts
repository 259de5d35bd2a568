import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { separatorOf } from '@liannao/server/kernel/tabular/csv.ts';
import { InputError } from './command.ts';

/** Headings that a column goes by, English first; units in brackets, blanks and case do not count. */
export type Columns = Readonly<Record<string, { readonly names: readonly string[]; readonly required?: boolean }>>;

export interface Row {
  readonly line: number;
  /** Cells in the order of `Columns`; '' for a column that the file has not. Good until the next row. */
  readonly cells: readonly string[];
}

/** How many mistakes are listed before the reading stops. */
const MOST_MISTAKES = 20;

/**
 * Reads a CSV file row by row, whatever its length: UTF-8 with or without byte order mark, else GB18030; quoted cells may
 * hold separators and line ends. `take` answers with what is wrong in a row: the field and a message.
 * @throws InputError that names file, line and field of every mistake.
 */
export async function readCsv(
  file: string,
  columns: Columns,
  take: (row: Row) => { at?: string; message: string } | null,
): Promise<void> {
  const chunks = await chunksOf(file);
  const decoder = new TextDecoder((await isUtf8Text(chunks())) ? 'utf-8' : 'gb18030');
  const mistakes: string[] = [];
  const complain = (line: number, field: string | undefined, message: string) => {
    mistakes.push(`${file}: line ${line}${field ? `, ${field}` : ''}: ${message}`);
    if (mistakes.length >= MOST_MISTAKES) throw new InputError(mistakes.join('\n'));
  };
  let heading: Heading | null = null;
  let cells: string[] = [];
  const lines = lineReader((text, line) => {
    if (heading === null) {
      heading = readHeading(file, text, columns);
      cells = heading.places.map(() => '');
      return;
    }
    if (text.trim() === '') return;
    const found = splitLine(text, heading.separator);
    if (found.length > heading.width && found.slice(heading.width).some((cell) => cell.trim() !== '')) {
      complain(line, undefined, `there are ${found.length} cells under ${heading.width} headings`);
      return;
    }
    for (const [at, place] of heading.places.entries()) cells[at] = found[place]?.trim() ?? '';
    const wrong = take({ line, cells });
    if (wrong) complain(line, wrong.at && fieldName(heading, wrong.at), wrong.message);
  });
  for await (const chunk of chunks()) lines.push(decoder.decode(chunk, { stream: true }));
  lines.push(decoder.decode());
  const open = lines.end();
  if (open !== null) complain(open, undefined, 'the quote that opens here is never closed');
  if (heading === null) throw new InputError(`${file}: line 1: there is no heading; the file is empty`);
  if (mistakes.length > 0) throw new InputError(mistakes.join('\n'));
}

/** The bytes of a file as often as they are asked for. What can be read only once (a pipe) is kept. */
async function chunksOf(file: string): Promise<() => AsyncIterable<Uint8Array>> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new InputError(`${file}: there is no such file`);
  if (found.isDirectory()) throw new InputError(`${file}: is not a file`);
  if (found.isFile()) return () => createReadStream(file, { highWaterMark: 1 << 20 });
  const bytes = await readFile(file);
  return async function* () {
    yield bytes;
  };
}

async function isUtf8Text(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (rest.length === 0 && isAscii(chunk)) continue;
    const joined = Buffer.concat([rest, chunk]);
    const whole = joined.length - openBytes(joined);
    if (!isUtf8(joined.subarray(0, whole))) return false;
    rest = joined.subarray(whole);
  }
  return rest.length === 0;
}

/** Bytes at the end that begin a character which the next chunk may complete. */
function openBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return byte >= (back === 1 ? 0xc0 : back === 2 ? 0xe0 : 0xf0) ? back : 0;
  }
  return 0;
}

/** Cuts text that comes in pieces into lines; a line end within quotes does not end one. */
function lineReader(take: (text: string, line: number) => void) {
  let rest = '';
  let held = '';
  let line = 1;
  let begins = 1;
  const one = (raw: string) => {
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const whole = held === '' ? text : `${held}\n${text}`;
    line++;
    if (whole.includes('"') && quotes(whole) % 2 === 1) {
      held = whole;
      return;
    }
    held = '';
    take(whole, begins);
    begins = line;
  };
  return {
    push: (text: string) => {
      const joined = rest === '' ? text : rest + text;
      let from = 0;
      for (let end = joined.indexOf('\n'); end >= 0; end = joined.indexOf('\n', from)) {
        one(joined.slice(from, end));
        from = end + 1;
      }
      rest = joined.slice(from);
    },
    /** @returns the line where a quote opens that nothing closes, or null. */
    end: (): number | null => {
      if (rest !== '') one(rest);
      return held === '' ? null : begins;
    },
  };
}

function quotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++;
  return count;
}

function splitLine(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const cells: string[] = [];
  for (let at = 0; ; ) {
    let value = '';
    if (text[at] === '"') {
      for (at++; ; ) {
        const close = text.indexOf('"', at);
        value += text.slice(at, close < 0 ? text.length : close);
        at = close < 0 ? text.length : close + 1;
        if (text[at] !== '"') break;
        value += '"';
        at++;
      }
    }
    const end = text.indexOf(separator, at);
    cells.push(value + text.slice(at, end < 0 ? text.length : end));
    if (end < 0) return cells;
    at = end + 1;
  }
}

interface Heading {
  readonly separator: string;
  readonly width: number;
  /** Cell of each column; −1 where the file has none. */
  readonly places: readonly number[];
  readonly fields: readonly string[];
  readonly titles: readonly string[];
}

function readHeading(file: string, text: string, columns: Columns): Heading {
  const separator = separatorOf(text);
  const titles = splitLine(text, separator).map((title) => title.replace(/^\ufeff/, '').trim());
  const plain = titles.map(plainTitle);
  const places = Object.values(columns).map(({ names }) => plain.findIndex((title) => names.includes(title)));
  for (const [at, [field, { names, required }]] of Object.entries(columns).entries()) {
    if (required && places[at] === -1) {
      throw new InputError(`${file}: line 1, ${field}: the column is missing (${names.join(', ')})`);
    }
  }
  return { separator, width: titles.length, places, fields: Object.keys(columns), titles };
}

const plainTitle = (title: string) =>
  title
    .replace(/[（(].*?[)）]/g, '')
    .replace(/\s+/g, '')
    .toLowerCase();

/** The field and, where it differs, the heading that the file has for it. */
function fieldName({ fields, places, titles }: Heading, field: string): string {
  const title = titles[places[fields.indexOf(field)] ?? -1] ?? field;
  return title === field ? field : `${field} (${title})`;
}
