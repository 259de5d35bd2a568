import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { AppError } from '../errors.ts';
import type { Store } from '../store/open-store.ts';
import { damaged, type Manifest, verifyArchive, walkArchive } from './archive.ts';
import { appliedMigrations, auditHead, countRows, listTables, quoted, resetSequences, tableInUse } from './catalog.ts';
import { makeRegisterTables } from './register-tables.ts';

export interface RestoreOptions {
  /** Replace what a store in use holds. */
  readonly force?: boolean;
  readonly report?: (line: string) => void;
}

/**
 * Puts a backup into a migrated store, all or nothing. The file is read through and checked before anything is touched,
 * and counted again before it counts as done.
 * @throws AppError 404 `backup-not-found`; 422 `backup-damaged`; 409 `store-not-empty` (without `force`),
 * `backup-other-version` (migrations differ: bring both to the same release), `store-busy`.
 */
export async function restoreStore(
  store: Pick<Store, 'url'>,
  file: string,
  { force = false, report = () => {} }: RestoreOptions = {},
): Promise<{ tables: number; rows: number; manifest: Manifest }> {
  const manifest = await verifyArchive(file);
  report(`checked: ${manifest.tables.length} tables of ${manifest.createdAt}`);
  const client = new pg.Client({ connectionString: store.url, application_name: 'liannao restore' });
  await client.connect();
  try {
    await client.query('begin');
    // A server at work on the store would make this wait for ever.
    await client.query(`set local lock_timeout = '20s'`);
    await replaceAll(client, { file, manifest, force, report });
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw refusalOf(error);
  } finally {
    await client.end();
  }
  return {
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    manifest,
  };
}

interface Work {
  readonly file: string;
  readonly manifest: Manifest;
  readonly force: boolean;
  readonly report: (line: string) => void;
}

async function replaceAll(client: pg.Client, { file, manifest, force, report }: Work): Promise<void> {
  refuseOtherVersion(manifest, await appliedMigrations(client));
  const inUse = force ? null : await tableInUse(client, await listTables(client));
  if (inUse) {
    throw new AppError(
      409,
      'store-not-empty',
      `The store is in use (${inUse} holds rows); restore into an empty one, or force.`,
    );
  }
  await makeRegisterTables(client, file);
  const tables = await listTables(client);
  const all = [...tables.map((table) => table.name), 'session'].map((name) => `public.${quoted(name)}`);
  await client.query(`truncate ${all.join(', ')}`);
  // Our own triggers would number and hash the audit anew; foreign keys and checks are the system's and go on holding.
  for (const table of all) await client.query(`alter table ${table} disable trigger user`);
  await client.query('set constraints all deferred');

  await walkArchive(file, {
    table: (name, columns) => {
      report(name);
      const list = columns.map(quoted).join(', ');
      return client.query(copyStreams.from(`copy public.${quoted(name)} (${list}) from stdin`));
    },
  });

  await client.query('set constraints all immediate');
  for (const table of all) await client.query(`alter table ${table} enable trigger user`);
  await resetSequences(client);
  await compare(client, { file, manifest });
}

async function compare(client: pg.Client, { file, manifest }: Pick<Work, 'file' | 'manifest'>): Promise<void> {
  for (const { name, rows } of manifest.tables) {
    const counted = await countRows(client, name);
    if (counted !== rows) throw damaged(file, `${name} has ${counted} rows after restoring, not ${rows}`);
  }
  const head = await auditHead(client);
  if (head?.hash !== manifest.auditHead?.hash) throw damaged(file, 'the audit does not end as its manifest says');
}

function refuseOtherVersion(manifest: Manifest, applied: Readonly<Record<string, readonly string[]>>): void {
  const modules = [...new Set([...Object.keys(manifest.migrations), ...Object.keys(applied)])].sort();
  const differing = modules.filter((module) => levelOf(manifest.migrations, module) !== levelOf(applied, module));
  if (differing.length === 0) return;
  const list = differing.map(
    (module) => `${module}: backup ${levelOf(manifest.migrations, module)}, store ${levelOf(applied, module)}`,
  );
  throw new AppError(
    409,
    'backup-other-version',
    `The backup is of another release (${list.join('; ')}). Restore it with the release that wrote it, then upgrade.`,
  );
}

const levelOf = (migrations: Readonly<Record<string, readonly string[]>>, module: string) =>
  migrations[module]?.join(', ') || 'none';

function refusalOf(error: unknown): unknown {
  // lock_not_available, deadlock_detected
  if (error instanceof pg.DatabaseError && (error.code === '55P03' || error.code === '40P01')) {
    return new AppError(409, 'store-busy', 'The store is being used; stop the server and restore again.', {
      cause: error,
    });
  }
  return error;
}
