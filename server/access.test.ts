import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RoleName } from './kernel/store/tables.ts';
import { permissions } from './main.ts';
import { type Ask, type TestApp, testApp } from './testing/app.ts';

const ROLES = [null, 'analyst', 'bureau', 'reporter', 'enterprise', 'operator', 'admin'] as const;

let server: TestApp;
const asking = new Map<RoleName | null, Ask>();

beforeAll(async () => {
  server = await testApp();
  for (const role of ROLES)
    asking.set(role, await server.as(role, role === null || role === 'admin' ? null : '330100'));
});
afterAll(() => server.close());

const NO_SUCH = '00000000-0000-4000-8000-000000000000';
const path = (url: string) =>
  url.replace(/:(\w+)/g, (_, name: string) => (name === 'kind' || name === 'code' ? 'none' : NO_SUCH));

test('every route answers each role by its declared permission, and by nothing else', async () => {
  const wrong: string[] = [];
  const leavesSession = (url: string) => url === '/api/v1/session' || url === '/api/v1/session/password';
  const routes = server.app.routeTable.filter((route) => !(leavesSession(route.url) && route.method !== 'GET'));
  expect(routes.length).toBeGreaterThan(40);
  for (const route of routes) {
    for (const role of ROLES) {
      const answer = await asking.get(role)?.({ method: route.method as 'GET', url: path(route.url) });
      const allowed = permissions[route.permission]?.roles.includes(role ?? 'public');
      const refused = answer?.statusCode === 401 || answer?.statusCode === 403;
      const due = role === null ? 401 : 403;
      if (allowed ? refused : answer?.statusCode !== due) {
        wrong.push(`${route.method} ${route.url} as ${role ?? 'nobody'}: ${answer?.statusCode}, allowed ${allowed}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('no route shows a fault to the user', async () => {
  const faults: string[] = [];
  for (const route of server.app.routeTable) {
    if (route.url.startsWith('/api/v1/session')) continue;
    const answer = await asking.get('admin')?.({ method: route.method as 'GET', url: path(route.url) });
    if ((answer?.statusCode ?? 500) >= 500) faults.push(`${route.method} ${route.url}: ${answer?.body}`);
  }
  expect(faults).toEqual([]);
});

test('an address that does not exist is a problem with a code, not a page', async () => {
  const answer = await server.app.inject({ url: '/api/v1/nothing-here', headers: { 'accept-language': 'en' } });
  expect(answer.json()).toMatchObject({ status: 404, code: 'route-not-found', title: 'There is no such address.' });
});

test('a write that another site sends in the user’s name is refused', async () => {
  const answer = await asking.get('admin')?.({
    method: 'PATCH',
    url: `/api/v1/users/${NO_SUCH}`,
    payload: { displayName: 'x' },
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(answer?.json()).toMatchObject({ status: 403, code: 'foreign-site' });
});
