import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadDemoFigures } from '../statistics/index.ts';
import { loadPlansDemo } from './demo.ts';
import { API, act, review, uploadAndRead } from './library-testing.ts';
import type { Ledger, PlanView, TargetView, VersionDiff } from './model.ts';

let server: TestApp;
let admin: Ask;

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  await loadDemoFigures(server.deps);
  await loadPlansDemo(server.deps);
});
afterAll(() => server.close());

const CHONGQING = new URL('../../../../shared/plans/chongqing-parts-cluster-explained.txt', import.meta.url);

test('the text of a shipped plan as its new version knows what the shipped facts knew', async (context) => {
  if (!existsSync(CHONGQING)) context.skip(`${CHONGQING.pathname} is not here`);
  const library = (await admin({ url: `${API}/library?q=${encodeURIComponent('重庆')}` })).json<{
    items: PlanView[];
  }>();
  const planId = library.items[0]?.id ?? '';
  const ledger = async () => (await admin({ url: `${API}/targets?plan=${planId}&limit=200` })).json<Ledger>();
  const before = await ledger();
  expect(before.total).toBeGreaterThan(20);
  const measured = before.items.find(({ indicatorCode }) => indicatorCode === 'parts-revenue');
  await server.deps.db
    .insertInto('plans_target_year')
    .values({ target_id: measured?.id ?? '', year: 2026, value: 6000, note: '' })
    .execute();

  await uploadAndRead(server, admin, readFileSync(CHONGQING, 'utf8'), { planId });
  const view = await review(admin, planId);
  expect(view.versionNumber).toBe(2);
  const carried = view.targets.filter((item) => item.review === 'accepted');
  expect(carried.every((item) => item.question === null && item.origin === 'reader')).toBe(true);
  expect(view.tasks.filter((task) => task.review === 'accepted').length).toBeGreaterThanOrEqual(10);

  const diff = (await admin({ url: `${API}/library/${planId}/versions/1/diff/2` })).json<VersionDiff>();
  expect(diff.changed.length + diff.unchanged).toBeGreaterThanOrEqual(before.total - 2);
  expect(diff.removed.length).toBeLessThanOrEqual(2);
  for (const { before: old, after } of diff.changed) expect(after.value, old.indicatorName).toBe(old.value);

  await act(admin, `library/${planId}/accept-confident`, { version: 2 });
  for (const item of (await review(admin, planId)).targets) {
    if (item.review === 'proposed' && item.question !== null) await act(admin, `targets/${item.id}/reject`);
  }
  const published = await act(admin, `library/${planId}/publish`, {});
  expect(published.statusCode, published.body).toBe(200);
  const after = await ledger();
  const key = (item: TargetView) => JSON.stringify([item.indicatorCode, item.scope, item.region.code, item.value]);
  const now = new Map(after.items.map((item) => [key(item), item]));
  const judgedAsBefore = before.items.filter((item) => now.get(key(item))?.judgement?.state === item.judgement?.state);
  expect(judgedAsBefore.length).toBeGreaterThanOrEqual(before.total - 2);
  const output = now.get(key(measured as TargetView));
  const years = await server.deps.db
    .selectFrom('plans_target_year')
    .selectAll()
    .where('target_id', '=', output?.id ?? '')
    .execute();
  expect(years).toMatchObject([{ year: 2026, value: 6000 }]);
});
