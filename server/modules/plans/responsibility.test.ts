import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadDemoFigures } from '../statistics/index.ts';
import { loadPlansDemo } from './demo.ts';
import type { Row } from './responsibility.ts';

let server: TestApp;
let nobody: Ask;

beforeAll(async () => {
  server = await testApp();
  nobody = await server.as(null);
  await loadDemoFigures(server.deps);
  await loadPlansDemo(server.deps);
});
afterAll(() => server.close());

const rows = async (query = '') =>
  (await nobody({ url: `/api/v1/plans/responsibility?${query}` })).json<{ rows: Row[] }>().rows;

test('one row a unit: what it leads and supports, its targets by their state', async () => {
  const all = await rows();
  const unit = all.find((row) => row.unit === '省经信厅');
  if (!unit) throw new Error('no 省经信厅');
  expect(unit.leads + unit.supports).toBe(unit.targets + unit.tasks);
  expect(Object.values(unit.states).reduce((a, b) => a + b, 0)).toBe(unit.targets);
  expect(unit.plans).toEqual([expect.objectContaining({ title: '浙江省加快新能源汽车产业发展行动方案' })]);
  expect(all.map(({ leads }) => leads)).toEqual(all.map(({ leads }) => leads).toSorted((a, b) => b - a));
  expect(new Set(all.map((row) => row.unit)).size).toBe(all.length);
});

test('is filtered by region, plan and part of a name, and handed out as a table', async () => {
  expect((await rows('region=331000')).some((row) => row.unit === '省经信厅')).toBe(false);
  const found = await rows(`q=${encodeURIComponent('经信')}`);
  expect(found.length).toBeGreaterThan(0);
  expect(found.every((row) => row.unit.includes('经信'))).toBe(true);
  expect(await rows('plan=7b1f6c1e-7a53-4a0f-9d0a-3f1de1b6a001')).toEqual([]);
  const csv = await nobody({ url: '/api/v1/plans/responsibility?format=csv' });
  expect(csv.body.split('\r\n')[0]).toContain('单位,牵头,配合,目标,任务');
});
