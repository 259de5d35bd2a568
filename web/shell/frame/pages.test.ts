import { expect, test } from 'vitest';
import type { PageDefinition, WebModule } from '../module.ts';
import type { Session } from '../session.ts';
import { mayOpen, menuOf, trailOf } from './pages.ts';

const page = (path: string, more: Partial<PageDefinition> = {}): PageDefinition => ({
  path,
  entry: 'targets',
  title: () => path,
  load: () => Promise.reject(new Error('not in this test')),
  ...more,
});
const session = (more: Partial<Session> = {}) =>
  ({
    user: { id: '1', name: 'zhou', displayName: '周某', locale: 'zh' },
    grants: [],
    permissions: [],
    ...more,
  }) as unknown as Session;
const anonymous = session({ user: null });
const modules: WebModule[] = [
  {
    name: 'plans',
    pages: [
      page('/tasks', { order: 20 }),
      page('/targets', { order: 10, permission: 'plans.read' }),
      page('/targets/:id', { parent: '/targets', permission: 'plans.read' }),
      page('/find', { entry: 'energy', public: true, firmEntry: 'home' }),
    ],
  },
];

test('what a reader may not do is not in the menu', () => {
  const paths = (reader: Session) =>
    menuOf(modules, reader).map(({ key, pages }) => [key, ...pages.map(({ path }) => path)]);
  expect(paths(session())).toEqual([
    ['targets', '/tasks'],
    ['energy', '/find'],
  ]);
  expect(paths(session({ permissions: ['plans.read'] }))).toEqual([
    ['targets', '/targets', '/tasks'],
    ['energy', '/find'],
  ]);
  expect(paths(anonymous)).toEqual([['energy', '/find']]);
});

test('a permission counts without sign-in too, where the public has it', () => {
  expect(mayOpen(page('/x', { permission: 'plans.read' }), session({ user: null, permissions: ['plans.read'] }))).toBe(
    true,
  );
  expect(mayOpen(page('/x'), anonymous)).toBe(false);
});

test("a firm's user sees the firm's entries", () => {
  const firm = session({ grants: [{ role: 'enterprise' }] as unknown as Session['grants'] });
  expect(menuOf(modules, firm).map(({ key }) => key)).toEqual(['home']);
});

test('the trail goes from the top down to the page above', () => {
  const detail = modules[0]?.pages[2] as PageDefinition;
  expect(trailOf(modules, detail).map(({ path }) => path)).toEqual(['/targets']);
  expect(trailOf(modules, detail, (one) => (one === detail ? '/tasks' : one.parent)).map(({ path }) => path)).toEqual([
    '/tasks',
  ]);
});
