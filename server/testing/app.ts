import type { FastifyInstance, InjectOptions } from 'fastify';
import { type Actor, systemActor, withActor } from '../kernel/access/actor.ts';
import { hashPassword } from '../kernel/access/secrets.ts';
import { createUser, grantRole } from '../kernel/access/users.ts';
import { readConfig } from '../kernel/config.ts';
import type { Deps } from '../kernel/module.ts';
import type { RoleName } from '../kernel/store/tables.ts';
import { testDatabase } from '../kernel/testing/database.ts';
import { composeApp, depsFor } from '../main.ts';

export interface TestApp {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  /** Signs in a new user of this role and answers a way to ask as that user. Null: nobody. */
  as(role: RoleName | null, regionCode?: string | null, partyId?: string | null): Promise<Ask>;
  close(): Promise<void>;
}

export type Ask = (options: InjectOptions & { url: string }) => Promise<Awaited<ReturnType<FastifyInstance['inject']>>>;

const PASSWORD = 'a long enough password';

/** The whole server on a database of its own, without listening. */
export async function testApp(now: () => Date = () => new Date()): Promise<TestApp> {
  const { store, close } = await testDatabase();
  const config = readConfig({}, { requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 });
  const deps = { ...depsFor(store, config), now };
  const app = await composeApp(deps, config);
  const passwordHash = await hashPassword(PASSWORD);
  let made = 0;
  return {
    app,
    deps,
    as: async (role, regionCode = null, partyId = null) => {
      if (role === null) return (options) => app.inject(options);
      const name = `${role}-${made++}`;
      await addUser(deps, { name, role, regionCode, partyId, passwordHash });
      const answer = await app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { name, password: PASSWORD },
      });
      const cookie = answer.cookies[0];
      if (!cookie) throw new Error(`no session for ${name}: ${answer.body}`);
      return (options) => app.inject({ ...options, cookies: { [cookie.name]: cookie.value } });
    },
    close: async () => {
      await app.close();
      await close();
    },
  };
}

async function addUser(
  deps: Deps,
  user: { name: string; role: RoleName; regionCode: string | null; partyId: string | null; passwordHash: string },
) {
  const actor: Actor = systemActor('test');
  await withActor(deps.db, actor, async (tx) => {
    const userId = await createUser(tx, actor, { ...user, displayName: user.name, mustChange: false });
    await grantRole(tx, actor, { userId, role: user.role, regionCode: user.regionCode, partyId: user.partyId });
  });
}

/** A multipart body of one file and some fields, as a browser sends it. */
export function multipart(file: { name: string; bytes: Uint8Array }, fields: Record<string, string> = {}) {
  const boundary = 'liannao-test-boundary';
  const head = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const part = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${encodeURIComponent(file.name)}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head.join('') + part), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
