import { separatorOf } from '@liannao/server/kernel/tabular/csv.ts';

/** Cells of a line as places in bytes, blanks around them left out; good until the next line. */
export interface Cells {
  bytes: Buffer;
  count: number;
  from: Uint32Array;
  to: Uint32Array;
}

/** A row by its columns. Good until the next. */
export interface CsvRow {
  readonly line: number;
  readonly bytes: Buffer;
  /** Bytes of a column; from = to where it is empty or the file has it not. */
  readonly from: (column: number) => number;
  readonly to: (column: number) => number;
  readonly text: (column: number) => string;
}

export interface Line {
  readonly cells: Cells;
  readonly row: CsvRow;
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/**
 * Cuts UTF-8 that comes in pieces into lines and cells without making a text of any. A cell that begins with a quote may hold
 * separators, line ends and doubled quotes. Lines with nothing in them are left out. The separator is what the first line
 * uses; for that line `take` answers which cell each column is.
 */
export function lineReader(take: (line: Line) => readonly number[] | null) {
  const cells: Cells = { bytes: Buffer.alloc(0), count: 0, from: new Uint32Array(64), to: new Uint32Array(64) };
  let places: readonly number[] = [];
  let line = 0;
  const cellOf = (column: number) => places[column] ?? -1;
  const has = (cell: number) => cell >= 0 && cell < cells.count;
  const row = {
    line: 0,
    bytes: cells.bytes,
    from: (column: number) => (has(cellOf(column)) ? (cells.from[cellOf(column)] as number) : 0),
    to: (column: number) => (has(cellOf(column)) ? (cells.to[cellOf(column)] as number) : 0),
    text: (column: number) => {
      const [from, to] = [row.from(column), row.to(column)];
      return from === to ? '' : row.bytes.toString('utf8', from, to).trim();
    },
  };
  const both = { cells, row };
  let rest: Buffer = Buffer.alloc(0);
  let separator = -1;

  const add = (from: number, to: number) => {
    if (cells.count === cells.from.length) {
      cells.from = widened(cells.from);
      cells.to = widened(cells.to);
    }
    const { bytes } = cells;
    let first = from;
    let end = to;
    while (first < end && isBlank(bytes[first] as number)) first++;
    while (end > first && isBlank(bytes[end - 1] as number)) end--;
    cells.from[cells.count] = first;
    cells.to[cells.count++] = end;
  };

  const give = (begins: number) => {
    for (let cell = 0; ; cell++) {
      if (cell === cells.count) return;
      if (cells.to[cell] !== cells.from[cell]) break;
    }
    row.line = begins;
    row.bytes = cells.bytes;
    places = take(both) ?? places;
  };

  /** Reads the line at `start`. @returns where the next begins, or −1 where the end of this one is not there yet. */
  const readLine = (bytes: Buffer, start: number, isLast: boolean): number => {
    cells.bytes = bytes;
    cells.count = 0;
    let from = start;
    for (let at = start; ; at++) {
      const byte = at < bytes.length ? (bytes[at] as number) : LINE_FEED;
      if (at === bytes.length && !isLast) return -1;
      if (byte === separator) {
        add(from, at);
        from = at + 1;
      } else if (byte === LINE_FEED) {
        add(from, at);
        line++;
        give(line);
        return at + 1;
      } else if (byte === QUOTE && at === from) return readQuoted(bytes, start, isLast);
    }
  };

  /** The same for a line with quoted cells, whose contents are copied without their quotes. */
  const readQuoted = (bytes: Buffer, start: number, isLast: boolean): number => {
    const copy: number[] = [];
    const spans: [number, number][] = [];
    let ends = 0;
    let at = start;
    for (;;) {
      const from = copy.length;
      let quoted = bytes[at] === QUOTE;
      if (quoted) at++;
      for (; ; at++) {
        if (at >= bytes.length && (!isLast || quoted)) return -1;
        const byte = bytes[at];
        if (quoted && byte === QUOTE) {
          if (at + 1 === bytes.length && !isLast) return -1;
          if (bytes[at + 1] === QUOTE) copy.push(bytes[++at] as number);
          else quoted = false;
        } else if (byte === undefined || (!quoted && (byte === separator || byte === LINE_FEED))) break;
        else {
          if (byte === LINE_FEED) ends++;
          copy.push(byte);
        }
      }
      spans.push([from, copy.length]);
      if (bytes[at] !== separator) break;
      at++;
    }
    cells.bytes = Buffer.from(copy);
    cells.count = 0;
    for (const [from, to] of spans) add(from, to);
    line++;
    give(line);
    line += ends;
    return at + 1;
  };

  const readAll = (bytes: Buffer, isLast: boolean): Buffer => {
    if (separator < 0) {
      const end = bytes.indexOf(LINE_FEED);
      if (end < 0 && !isLast) return bytes;
      separator = separatorOf(bytes.toString('utf8', 0, end < 0 ? bytes.length : end)).charCodeAt(0);
    }
    let at = 0;
    while (at < bytes.length) {
      const next = readLine(bytes, at, isLast);
      if (next < 0) return bytes.subarray(at);
      at = next;
    }
    return Buffer.alloc(0);
  };

  return {
    push: (chunk: Buffer) => {
      rest = readAll(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), false);
    },
    /** @returns the line where a quote opens that nothing closes, or null. */
    end: (): number | null => (readAll(rest, true).length > 0 ? line + 1 : null),
  };
}

/** A space, a tab or the first half of a line end. */
const isBlank = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0d;

function widened(places: Uint32Array): Uint32Array {
  const wider = new Uint32Array(places.length * 2);
  wider.set(places);
  return wider;
}
