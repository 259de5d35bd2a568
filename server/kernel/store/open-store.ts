import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { startEmbedded } from './embedded.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

export interface Store {
  readonly db: Db;
  readonly url: string;
  readonly kind: 'embedded' | 'external';
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
  const embedded = options.databaseUrl ? null : await startEmbedded(options.dataDir);
  const url = embedded?.url ?? options.databaseUrl ?? '';
  const store = connect(url, embedded ? 'embedded' : 'external');
  return {
    ...store,
    close: async () => {
      await store.close();
      await embedded?.stop();
    },
  };
}

/** A pool on a server that is already running. */
export function connect(url: string, kind: Store['kind'] = 'external', max = 12): Store {
  const pool = new pg.Pool({ connectionString: url, max, types, application_name: 'liannao' });
  // A connection lost while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, url, kind, close: () => db.destroy() };
}
