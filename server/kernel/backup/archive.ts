import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../errors.ts';
import type { AuditHead } from './catalog.ts';

/**
 * The backup file: gzip over text, in the form that PostgreSQL's own tools write, so that it can be read without us.
 *
 *     -- liannao-backup 1
 *     copy public."region" ("code", …) from stdin;
 *     …rows in COPY's text format…
 *     \.
 *     …the other tables, those referred to first…
 *     -- manifest {"format":"liannao-backup","version":1,…}
 *
 * The manifest stands last because counts and checksums are known only then; a file without it was cut off.
 */
export const FORMAT = 'liannao-backup';
export const VERSION = 1;
export const FIRST_LINE = `-- ${FORMAT} ${VERSION}`;
export const MANIFEST_MARK = '-- manifest ';
export const END_OF_ROWS = '\\.\n';

export interface TableSum {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Of the rows as COPY writes them. */
  readonly sha256: string;
}

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly createdAt: string;
  /** Module -> names of the migrations applied. */
  readonly migrations: Readonly<Record<string, readonly string[]>>;
  readonly tables: readonly TableSum[];
  /** Newest entry of the audit chain: noted elsewhere, it proves that nothing was cut off. */
  readonly auditHead: AuditHead | null;
}

/** Counts rows and hashes them as they pass. In COPY's text format a line feed ends a row and stands nowhere else. */
export function tally() {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(chunk: Buffer) {
      hash.update(chunk);
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++;
    },
    sum: () => ({ rows, sha256: hash.digest('hex') }),
  };
}

export interface Visitor {
  /** Called at each table; the rows go into what it answers, to which `end` is called after the last. */
  table(name: string, columns: readonly string[]): Writable;
}

/**
 * Walks through a backup from front to back and answers its manifest. Holds one chunk in memory, whatever a row weighs.
 * @throws AppError 422 `backup-damaged` for a file that is cut off, altered so that it does not unpack, or none of ours.
 */
export async function walkArchive(file: string, visitor: Visitor): Promise<Manifest> {
  const source = createReadStream(file);
  const text = pipeline(source, createGunzip(), () => {}) as unknown as AsyncIterable<Buffer>;
  const reader = chunkReader(text, file);
  if ((await reader.line()) !== FIRST_LINE) throw damaged(file, `it does not begin with "${FIRST_LINE}"`);
  for (;;) {
    const line = await reader.line();
    if (line === null) throw damaged(file, 'it ends before its manifest');
    if (line.startsWith(MANIFEST_MARK)) {
      // Read to the very end, so that gzip checks its own checksum.
      if ((await reader.line()) !== null) throw damaged(file, 'something follows its manifest');
      return manifestOf(line.slice(MANIFEST_MARK.length), file);
    }
    const copy = /^copy public\.("(?:[^"]|"")+") \((.+)\) from stdin;$/.exec(line);
    if (!copy?.[1] || !copy[2]) throw damaged(file, 'it has a line that belongs to no table');
    const columns = [...copy[2].matchAll(/"((?:[^"]|"")+)"/g)].map((match) => unquoted(match[0]));
    await reader.rowsInto(visitor.table(unquoted(copy[1]), columns));
  }
}

const unquoted = (name: string) => name.slice(1, -1).replaceAll('""', '"');

const MAX_LINE = 1024 * 1024;
const END_MARK = Buffer.from(`\n${END_OF_ROWS}`);

function chunkReader(chunks: AsyncIterable<Buffer>, file: string) {
  const iterator = chunks[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    try {
      const next = await iterator.next();
      if (next.done) return false;
      held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
      return true;
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code;
      if (code === 'ENOENT') throw new AppError(404, 'backup-not-found', `${file}: there is no such file.`, { cause });
      throw damaged(file, 'it does not unpack', cause);
    }
  }

  return {
    /** The next line without its end; null at the end of the file. */
    async line(): Promise<string | null> {
      for (;;) {
        const end = held.indexOf(10);
        if (end >= 0) {
          const line = held.toString('utf8', 0, end);
          held = held.subarray(end + 1);
          return line;
        }
        if (held.length > MAX_LINE) throw damaged(file, 'it has a line without an end');
        if (!(await more())) {
          if (held.length > 0) throw damaged(file, 'it ends within a line');
          return null;
        }
      }
    },
    /** Everything up to the line `\.`, which no row can be: COPY writes a backslash as two. */
    async rowsInto(target: Writable): Promise<void> {
      // The line feed of the header line, so that the mark is found in an empty table too.
      held = Buffer.concat([Buffer.from('\n'), held]);
      let given = 1;
      const put = intoStream(target);
      for (;;) {
        const end = held.indexOf(END_MARK);
        // Of what might be the beginning of the mark nothing is given away yet.
        const safe = end >= 0 ? end + 1 : held.length - END_MARK.length + 1;
        if (safe > given) await put.write(held.subarray(given, safe));
        if (end >= 0) {
          held = held.subarray(end + END_MARK.length);
          return put.end();
        }
        const keepFrom = Math.max(safe, 0);
        given = Math.max(given - keepFrom, 0);
        held = held.subarray(keepFrom);
        if (!(await more())) throw damaged(file, 'it ends within a table');
      }
    },
  };
}

/** Waits for the target, so that memory holds no more than it takes in; its error ends whatever is being waited for. */
function intoStream(target: Writable) {
  const failed = new Promise<never>((_, reject) => target.once('error', reject));
  // It may fail while nothing is waited for; the next write says so.
  failed.catch(() => {});
  return {
    write: (chunk: Buffer) =>
      Promise.race([failed, new Promise<void>((resolve) => target.write(Buffer.from(chunk), () => resolve()))]),
    end: () => Promise.race([failed, new Promise<void>((resolve) => target.end(() => resolve()))]),
  };
}

function manifestOf(text: string, file: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (manifest.format === FORMAT && manifest.version === VERSION && Array.isArray(manifest.tables)) return manifest;
  } catch {
    // Falls through to the same refusal.
  }
  throw damaged(file, 'its manifest cannot be read');
}

export const damaged = (file: string, why: string, cause?: unknown) =>
  new AppError(422, 'backup-damaged', `${file} is no whole backup: ${why}. Nothing was changed.`, {
    params: { file },
    cause,
  });

/**
 * Reads the whole file once and compares every table with what the manifest says of it.
 * @throws AppError 422 `backup-damaged`.
 */
export async function verifyArchive(file: string): Promise<Manifest> {
  const found: { name: string; columns: readonly string[]; sum: () => { rows: number; sha256: string } }[] = [];
  const manifest = await walkArchive(file, {
    table(name, columns) {
      const { add, sum } = tally();
      found.push({ name, columns, sum });
      return new Writable({
        write(chunk, _encoding, done) {
          add(chunk);
          done();
        },
      });
    },
  });
  const described = (table: TableSum) => [table.name, table.rows, table.sha256, ...table.columns].join('\u001f');
  const sums = found.map(({ sum, ...table }) => described({ ...table, ...sum() }));
  const wrong = manifest.tables.findIndex((table, index) => described(table) !== sums[index]);
  if (wrong >= 0) throw damaged(file, `the rows of ${manifest.tables[wrong]?.name} are not those that were written`);
  if (sums.length !== manifest.tables.length) throw damaged(file, 'it holds tables that its manifest does not name');
  return manifest;
}
