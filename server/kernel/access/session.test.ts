import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../testing/app.ts';

let server: TestApp;
let clock = new Date();

beforeAll(async () => {
  server = await testApp(() => clock);
});
afterAll(() => server.close());

const signIn = (name: string, password: string) =>
  server.app.inject({ method: 'POST', url: '/api/v1/session', payload: { name, password } });

async function newUser(name: string) {
  const admin = await server.as('admin');
  const made = await admin({
    method: 'POST',
    url: '/api/v1/users',
    payload: { name, displayName: name, role: 'analyst', regionCode: '330000' },
  });
  expect(made.statusCode).toBe(201);
  return made.json() as { id: string; password: string };
}

test('a new user signs in with the password shown once and is asked to change it', async () => {
  const { password } = await newUser('first');
  const answer = await signIn('first', password);
  expect(answer.json()).toMatchObject({ user: { name: 'first' }, mustChangePassword: true });
  const cookie = answer.cookies[0];
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
});

test('an unknown name and a wrong password get the same answer', async () => {
  await newUser('second');
  const [unknown, wrong] = [await signIn('nobody-here', 'x'), await signIn('second', 'x')];
  expect(unknown.statusCode).toBe(401);
  expect(unknown.json().code).toBe(wrong.json().code);
});

test('five wrong passwords lock the name for fifteen minutes', async () => {
  const { password } = await newUser('third');
  for (let at = 0; at < 5; at++) await signIn('third', 'wrong');
  expect((await signIn('third', password)).json()).toMatchObject({ status: 429, code: 'sign-in-locked' });
  clock = new Date(clock.getTime() + 16 * 60_000);
  expect((await signIn('third', password)).statusCode).toBe(200);
});

test('a weak new password is refused and says how long it must be', async () => {
  const user = await server.as('analyst', '330000');
  const answer = await user({
    method: 'POST',
    url: '/api/v1/session/password',
    payload: { current: 'a long enough password', next: 'short' },
  });
  expect(answer.json()).toMatchObject({ status: 400, code: 'password-too-short', errors: [{ field: 'password' }] });
});

test('a changed password ends the other sessions', async () => {
  const { password } = await newUser('fourth');
  const one = (await signIn('fourth', password)).cookies[0];
  const two = (await signIn('fourth', password)).cookies[0];
  const ask = (cookie: typeof one, url: string, payload?: object) =>
    server.app.inject({
      url,
      method: payload ? 'POST' : 'GET',
      ...(payload ? { payload } : {}),
      cookies: { liannao_session: cookie?.value ?? '' },
    });
  await ask(one, '/api/v1/session/password', { current: password, next: 'another long password' });
  expect((await ask(one, '/api/v1/session')).json().user).toMatchObject({ name: 'fourth' });
  expect((await ask(two, '/api/v1/session')).json().user).toBeNull();
});

test('the last administrator cannot be disabled', async () => {
  const admin = await server.as('admin');
  const users = (await admin({ url: '/api/v1/users' })).json().items as { id: string; grants: { role: string }[] }[];
  const admins = users.filter((user) => user.grants.some((grant) => grant.role === 'admin'));
  const answers = [];
  for (const user of admins) {
    answers.push(
      (await admin({ method: 'PATCH', url: `/api/v1/users/${user.id}`, payload: { disabled: true } })).statusCode,
    );
  }
  // The administrator who asks is ended by disabling itself last or is refused as the last one.
  expect(answers.filter((status) => status === 204).length).toBeLessThan(admins.length);
});

test('a disabled user’s session ends at once', async () => {
  const admin = await server.as('admin');
  const { id, password } = await newUser('fifth');
  const cookie = (await signIn('fifth', password)).cookies[0];
  await admin({ method: 'PATCH', url: `/api/v1/users/${id}`, payload: { disabled: true } });
  const answer = await server.app.inject({ url: '/api/v1/session', cookies: { liannao_session: cookie?.value ?? '' } });
  expect(answer.json().user).toBeNull();
});

test('passwords and tokens are stored only as hashes', async () => {
  const { password } = await newUser('sixth');
  await signIn('sixth', password);
  const user = await server.deps.db
    .selectFrom('app_user')
    .selectAll()
    .where('name', '=', 'sixth')
    .executeTakeFirstOrThrow();
  expect(user.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const sessions = await server.deps.db.selectFrom('session').selectAll().execute();
  expect(sessions.every((session) => /^[0-9a-f]{64}$/.test(session.token_hash))).toBe(true);
});

test('failures from one place lock that place out, not the name; and a name that nobody has locks as well', async () => {
  const { password } = await newUser('seventh');
  const from = (remoteAddress: string, name: string, secret: string) =>
    server.app.inject({ method: 'POST', url: '/api/v1/session', remoteAddress, payload: { name, password: secret } });
  for (const name of ['seventh', 'nobody-at-all']) {
    // Side by side, so that none of them may overlook the others.
    await Promise.all(Array.from({ length: 5 }, () => from('192.0.2.1', name, 'wrong')));
    expect((await from('192.0.2.1', name, password)).json()).toMatchObject({ status: 429, code: 'sign-in-locked' });
  }
  expect((await from('192.0.2.2', 'seventh', password)).statusCode).toBe(200);
  for (let at = 0; at < 100; at++)
    await server.deps.db
      .insertInto('sign_in_failure')
      .values({ name: 'seventh', client: `198.51.100.${at}`, failures: 1, last_at: clock })
      .execute();
  expect((await from('192.0.2.3', 'seventh', password)).statusCode).toBe(429);
});

test('a password set by somebody else opens nothing but the choice of one’s own', async () => {
  const { id, password } = await newUser('eighth');
  const cookie = (await signIn('eighth', password)).cookies[0]?.value ?? '';
  const ask = (url: string, payload?: object) =>
    server.app.inject({
      url,
      method: payload ? 'POST' : 'GET',
      ...(payload ? { payload } : {}),
      cookies: { liannao_session: cookie },
    });
  expect((await ask('/api/v1/plans/library')).json()).toMatchObject({ status: 403, code: 'password-change-due' });
  const change = (next: string) => ask('/api/v1/session/password', { current: password, next });
  expect((await change(password)).json()).toMatchObject({ status: 400, code: 'password-same' });
  expect((await change('a password of one’s own')).statusCode).toBe(204);
  expect((await ask('/api/v1/plans/library')).statusCode).toBe(200);
  const admin = await server.as('admin');
  expect((await admin({ method: 'POST', url: `/api/v1/users/${id}/password` })).statusCode).toBe(200);
  expect((await ask('/api/v1/session')).json().user).toBeNull();
  const nobody = '00000000-0000-4000-8000-000000000000';
  expect((await admin({ method: 'POST', url: `/api/v1/users/${nobody}/password` })).statusCode).toBe(404);
});

test('a grant that makes no sense is refused in words: a bureau of nowhere, an administrator of one place', async () => {
  const { id } = await newUser('ninth');
  const admin = await server.as('admin');
  const grant = async (payload: object) =>
    (await admin({ method: 'POST', url: `/api/v1/users/${id}/grants`, payload })).json();
  expect(await grant({ role: 'bureau', regionCode: null })).toMatchObject({ status: 400, code: 'grant-without-place' });
  expect(await grant({ role: 'admin', regionCode: '330100' })).toMatchObject({ code: 'grant-admin-everywhere' });
  expect(await grant({ role: 'bureau', regionCode: '999999' })).toMatchObject({
    status: 404,
    code: 'region-not-found',
  });
});
