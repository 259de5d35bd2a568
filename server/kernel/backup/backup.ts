import { open, rename, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import type { Store } from '../store/open-store.ts';
import {
  END_OF_ROWS,
  FIRST_LINE,
  FORMAT,
  MANIFEST_MARK,
  type Manifest,
  type TableSum,
  tally,
  VERSION,
} from './archive.ts';
import { appliedMigrations, auditHead, listTables, quoted, type TableFacts } from './catalog.ts';

export { restoreStore } from './restore.ts';

export interface BackupReport {
  readonly tables: number;
  readonly rows: number;
  readonly manifest: Manifest;
}

/**
 * Writes the whole store, documents included, as one consistent file (its form: `archive.ts`), while the server goes on
 * working. The file appears under its name only when it is whole, readable by its owner alone: it holds password hashes.
 * Signed-in sessions and the job queue are left out. `report` is told of each table.
 */
export async function backupStore(
  store: Pick<Store, 'url'>,
  file: string,
  report: (line: string) => void = () => {},
): Promise<BackupReport> {
  const client = new pg.Client({ connectionString: store.url, application_name: 'liannao backup' });
  await client.connect();
  const partial = `${file}.partial`;
  try {
    // One snapshot for all tables, whatever is written meanwhile.
    await client.query('begin isolation level repeatable read read only');
    const manifest = await writeArchive(client, partial, report);
    await client.query('commit');
    await rename(partial, file);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { tables: manifest.tables.length, rows, manifest };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function writeArchive(client: pg.Client, file: string, report: (line: string) => void): Promise<Manifest> {
  const handle = await open(file, 'w', 0o600);
  const text = new PassThrough();
  const done = pipeline(text, createGzip(), handle.createWriteStream({ flush: true }));
  // Errors of the file come out of `done`; the copying must not go on waiting for a reader that is gone.
  const failed = done.then(() => new Promise<never>(() => {}));
  const put = (chunk: string | Buffer) =>
    Promise.race([failed, new Promise<void>((resolve) => text.write(chunk, () => resolve()))]);
  try {
    const manifest = await writeTables(client, { put, report });
    text.end();
    await done;
    return manifest;
  } catch (error) {
    text.destroy();
    await done.catch(() => {});
    throw error;
  }
}

type Put = (chunk: string | Buffer) => Promise<void>;

async function writeTables(
  client: pg.Client,
  { put, report }: { put: Put; report: (line: string) => void },
): Promise<Manifest> {
  await put(`${FIRST_LINE}\n`);
  const tables: TableSum[] = [];
  for (const table of await listTables(client)) {
    const sum = await writeTable(client, table, put);
    report(`${table.name}: ${sum.rows}`);
    tables.push(sum);
  }
  const manifest: Manifest = {
    format: FORMAT,
    version: VERSION,
    createdAt: new Date().toISOString(),
    migrations: await appliedMigrations(client),
    tables,
    auditHead: await auditHead(client),
  };
  await put(`${MANIFEST_MARK}${JSON.stringify(manifest)}\n`);
  return manifest;
}

async function writeTable(client: pg.Client, { name, columns }: TableFacts, put: Put): Promise<TableSum> {
  const list = columns.map(quoted).join(', ');
  await put(`copy public.${quoted(name)} (${list}) from stdin;\n`);
  const { add, sum } = tally();
  for await (const chunk of client.query(copyStreams.to(`copy public.${quoted(name)} (${list}) to stdout`))) {
    add(chunk);
    await put(chunk);
  }
  await put(END_OF_ROWS);
  return { name, columns, ...sum() };
}
