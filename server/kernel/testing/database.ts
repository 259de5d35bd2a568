import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { connect, type Store } from '../store/open-store.ts';

/** A database of one's own, copied from the migrated template that the test run made; dropped by `close`. */
export async function testDatabase(): Promise<{ store: Store; close(): Promise<void> }> {
  const { LIANNAO_TEST_SERVER: server, LIANNAO_TEST_TEMPLATE: template } = process.env;
  if (!server || !template) throw new Error('No test server: run by `npm test`, which starts one.');
  const name = `liannao_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const store = connect(url.toString(), 'external', 4);
  return {
    store,
    close: async () => {
      await store.close();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** One statement on the maintenance database. */
export async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
