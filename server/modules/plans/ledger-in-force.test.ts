import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { act, PLAN, review, uploadAndRead } from './library-testing.ts';
import type { Ledger } from './model.ts';

let server: TestApp;
let hangzhou: Ask;

beforeAll(async () => {
  server = await testApp();
  hangzhou = await server.as('bureau', '330100');
});
afterAll(() => server.close());

const get = async <T>(path: string, ask = hangzhou): Promise<T> => {
  const answer = await ask({ url: `/api/v1/plans/${path}` });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<T>();
};

test('a version under review is in no ledger, comparison or map of duties until it is published', async () => {
  const { planId } = await uploadAndRead(server, hangzhou, PLAN);
  const counted = (await act(hangzhou, `library/${planId}/accept-confident`, { version: 1 })).json();
  expect(counted.targets).toBeGreaterThan(0);
  expect(counted.tasks).toBeGreaterThan(0);
  const own = `plan=${planId}`;
  expect(await get<Ledger>(`targets?${own}`)).toMatchObject({ total: 0, items: [] });
  expect((await get<{ plans: unknown[] }>(`compare?${own}`)).plans).toEqual([]);
  expect((await get<{ rows: unknown[] }>(`responsibility?${own}`)).rows).toEqual([]);
  // Who may change the plan finds its items by asking for them; others do not.
  expect((await get<Ledger>(`targets?${own}&review=accepted`)).total).toBeGreaterThan(0);
  const elsewhere = await server.as('analyst', '330100');
  expect((await get<Ledger>(`targets?${own}&review=accepted`, elsewhere)).total).toBe(0);

  for (const item of (await review(hangzhou, planId)).targets) {
    if (item.review === 'proposed') await act(hangzhou, `targets/${item.id}/accept`);
  }
  expect((await act(hangzhou, `library/${planId}/publish`, {})).statusCode).toBe(200);
  expect((await get<Ledger>(`targets?${own}`)).total).toBeGreaterThan(0);
  expect((await get<{ rows: unknown[] }>(`responsibility?${own}`)).rows).not.toEqual([]);
});
