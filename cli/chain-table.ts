import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { type Cells, type CsvRow, type Line, lineReader } from './chain-lines.ts';
import { InputError } from './command.ts';

/** Headings that a column goes by, English first; units in brackets, blanks and case do not count. */
export type Columns = Readonly<Record<string, { readonly names: readonly string[]; readonly required?: boolean }>>;

/** How many mistakes are listed before the reading stops. */
const MOST_MISTAKES = 20;

/**
 * Reads a CSV file row by row, whatever its length: UTF-8 with or without byte order mark, else GB18030; quoted cells may
 * hold separators and line ends. `take` answers with what is wrong in a row: the field and a message. Cells are numbered as
 * `columns` has them.
 * @throws InputError that names file, line and field of every mistake.
 */
export async function readCsv(
  file: string,
  columns: Columns,
  take: (row: CsvRow) => { at?: string; message: string } | null,
): Promise<void> {
  const chunks = await chunksOf(file);
  const mistakes: string[] = [];
  const complain = (line: number, field: string | undefined, message: string) => {
    mistakes.push(`${file}: line ${line}${field ? `, ${field}` : ''}: ${message}`);
    if (mistakes.length >= MOST_MISTAKES) throw new InputError(mistakes.join('\n'));
  };
  let heading: Heading | null = null;
  const reader = lineReader((line: Line) => {
    if (heading === null) {
      heading = readHeading(file, line.cells, columns);
      return heading.places;
    }
    const { cells, row } = line;
    for (let cell = heading.width; cell < cells.count; cell++) {
      if (cells.to[cell] === cells.from[cell]) continue;
      complain(row.line, undefined, `there are ${cells.count} cells under ${heading.width} headings`);
      return null;
    }
    const wrong = take(row);
    if (wrong) complain(row.line, wrong.at && fieldName(heading, wrong.at), wrong.message);
    return null;
  });
  for await (const chunk of utf8(chunks)) reader.push(chunk);
  const open = reader.end();
  if (open !== null) complain(open, undefined, 'the quote that opens here is never closed');
  if (heading === null) throw new InputError(`${file}: line 1: there is no heading; the file is empty`);
  if (mistakes.length > 0) throw new InputError(mistakes.join('\n'));
}

type Chunks = () => AsyncIterable<Buffer>;

/** The bytes of a file as often as they are asked for. What can be read only once (a pipe) is kept. */
async function chunksOf(file: string): Promise<Chunks> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new InputError(`${file}: there is no such file`);
  if (found.isDirectory()) throw new InputError(`${file}: is not a file`);
  if (found.isFile()) return () => createReadStream(file, { highWaterMark: 1 << 20 });
  const bytes = await readFile(file);
  return async function* () {
    yield bytes;
  };
}

/** The text in UTF-8, whatever the file is in, without its byte order mark. */
async function* utf8(chunks: Chunks): AsyncGenerator<Buffer> {
  if (await isUtf8Text(chunks())) {
    let first = true;
    for await (const chunk of chunks()) {
      const marked = first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
      first = false;
      yield marked ? chunk.subarray(3) : chunk;
    }
    return;
  }
  const decoder = new TextDecoder('gb18030');
  for await (const chunk of chunks()) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function isUtf8Text(chunks: AsyncIterable<Buffer>): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0);
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
    // 110… begins two bytes, 1110… three, 11110… four.
    if (byte >= 0xc0) return byte >= (back === 1 ? 0xc0 : back === 2 ? 0xe0 : 0xf0) ? back : 0;
  }
  return 0;
}

interface Heading {
  readonly width: number;
  /** Cell of each column; −1 where the file has none. */
  readonly places: readonly number[];
  readonly fields: readonly string[];
  readonly titles: readonly string[];
}

function readHeading(file: string, cells: Cells, columns: Columns): Heading {
  const titles = Array.from({ length: cells.count }, (_, cell) =>
    cells.bytes.toString('utf8', cells.from[cell], cells.to[cell]).trim(),
  );
  const plain = titles.map(plainTitle);
  const places = Object.values(columns).map(({ names }) => plain.findIndex((title) => names.includes(title)));
  for (const [at, [field, { names, required }]] of Object.entries(columns).entries()) {
    if (required && places[at] === -1) {
      throw new InputError(`${file}: line 1, ${field}: the column is missing (${names.join(', ')})`);
    }
  }
  return { width: titles.length, places, fields: Object.keys(columns), titles };
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
