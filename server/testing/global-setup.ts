import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../kernel/store/embedded.ts';
import { connect } from '../kernel/store/open-store.ts';
import { onServer } from '../kernel/testing/database.ts';
import { prepareStore } from '../main.ts';

/**
 * One PostgreSQL server for the whole run: the one at `DATABASE_URL`, else the embedded one in a temporary folder. Makes
 * a migrated and seeded template database that each test file copies.
 */
export default async function setup() {
  const external = process.env.DATABASE_URL;
  const folder = external ? null : await mkdtemp(path.join(tmpdir(), 'liannao-test-'));
  // As root the server runs as another user, who must be able to walk in.
  if (folder) await chmod(folder, 0o755);
  const embedded = folder ? await startEmbedded(folder) : null;
  const server = external ?? embedded?.url ?? '';
  const template = `liannao_template_${process.pid}`;
  await onServer(server, `drop database if exists ${template} with (force)`);
  await onServer(server, `create database ${template}`);
  const url = new URL(server);
  url.pathname = `/${template}`;
  const store = connect(url.toString(), 'external', 4);
  await prepareStore(store);
  await store.close();
  process.env.LIANNAO_TEST_SERVER = server;
  process.env.LIANNAO_TEST_TEMPLATE = template;
  console.log(`tests run on ${external ? 'the PostgreSQL at DATABASE_URL' : 'the embedded PostgreSQL'}`);
  return async () => {
    await onServer(server, `drop database if exists ${template} with (force)`);
    await embedded?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  };
}
