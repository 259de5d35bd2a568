import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { startEmbedded } from './embedded.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

export interface Store {
  readonly db: Db;
  readonly url: string;
  readonly kind: 'embedded' | 'external';
  /** Another process, which runs the embedded store and ends it when it ends. */
  readonly owner?: number | null;
  close(): Promise<void>;
}

// Numbers that PostgreSQL sends as text. Sixteen digits are enough for every figure here; dates stay text, so that no
// time zone moves them.
const NUMERIC = 1700;
const INT8 = 20;
const DATE = 1082;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === NUMERIC || oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** Opens the store: yours where `databaseUrl` is given, else the embedded one in `dataDir`. No code above knows which. */
export async function openStore(options: { databaseUrl: string | null; dataDir: string }): Promise<Store> {
  if (options.databaseUrl) await refuseUnusable(options.databaseUrl);
  const embedded = options.databaseUrl ? null : await startEmbedded(options.dataDir);
  const url = embedded?.url ?? options.databaseUrl ?? '';
  const store = connect(url, embedded ? 'embedded' : 'external');
  return {
    ...store,
    owner: embedded?.owner ?? null,
    close: async () => {
      await store.close();
      await embedded?.stop();
    },
  };
}

const OLDEST = 150_000;

/** @throws an error that names the address, without its password, and what is wrong with it. */
async function refuseUnusable(databaseUrl: string): Promise<void> {
  const url = URL.parse(databaseUrl);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new Error('DATABASE_URL is no address like postgresql://user:password@host:5432/database.');
  }
  url.password = '';
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    if ((rows[0]?.version ?? 0) < OLDEST) throw new Error('it is older than PostgreSQL 15');
  } catch (cause) {
    const reason = cause instanceof AggregateError ? cause.errors[0]?.message : (cause as Error).message;
    throw new Error(`The store at DATABASE_URL (${url}) cannot be used: ${reason}.`, { cause });
  } finally {
    await client.end().catch(() => {});
  }
}

/** A pool on a server that is already running. */
export function connect(url: string, kind: Store['kind'] = 'external', max = 12): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: 'liannao',
    // Whoever waits longer for a free connection is told so (503), and not kept waiting.
    connectionTimeoutMillis: 15_000,
  });
  // A connection lost while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // The same for one lost while a transaction holds it, between two statements: the next statement says so.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, url, kind, close: () => db.destroy() };
}
