import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../testing/app.ts';

let server: TestApp;
let hangzhou: Ask;
let ningbo: Ask;
let nobody: Ask;

beforeAll(async () => {
  server = await testApp();
  hangzhou = await server.as('bureau', '330100');
  ningbo = await server.as('bureau', '330200');
  nobody = await server.as(null);
});
afterAll(() => server.close());

const ASK = {
  rows: ['region'],
  columns: ['period'],
  indicators: ['vehicle-output'],
  regions: { codes: ['330100'] },
  periods: { from: '2025-03', to: '2025-05', kind: 'month' },
};

describe('a saved view', () => {
  const URL = '/api/v1/statistics/views';
  const save = (ask: Ask, change: object = {}) =>
    ask({ method: 'POST', url: URL, payload: { name: '各市产量', definition: { ask: ASK }, ...change } });
  const names = async (ask: Ask) =>
    (await ask({ url: URL })).json<{ items: { name: string }[] }>().items.map(({ name }) => name);

  test('is its owner’s until it is shared, and then the region’s readers’; nobody else changes it', async () => {
    const saved = await save(hangzhou);
    expect(saved.statusCode, saved.body).toBe(201);
    const { id, mine } = saved.json();
    expect(mine).toBe(true);
    expect((await save(hangzhou)).json().code).toBe('analysis-view-named');
    expect(await names(ningbo)).toEqual([]);
    expect((await ningbo({ url: `${URL}/${id}` })).statusCode).toBe(404);
    const share = { shared: true, region: '330100' };
    expect((await hangzhou({ method: 'PATCH', url: `${URL}/${id}`, payload: share })).json()).toMatchObject({
      shared: true,
    });
    expect(await names(ningbo)).toEqual([]);
    const county = await server.as('bureau', '330109');
    expect(await names(county)).toEqual(['各市产量']);
    const foreign = await county({ method: 'PATCH', url: `${URL}/${id}`, payload: { name: '我的' } });
    expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'analysis-view-of-other']);
    expect((await county({ method: 'DELETE', url: `${URL}/${id}` })).statusCode).toBe(403);
    expect((await nobody({ url: URL })).statusCode).toBe(401);
    expect((await hangzhou({ method: 'DELETE', url: `${URL}/${id}` })).statusCode).toBe(204);
    expect(await names(county)).toEqual([]);
  });

  test('keeps only what is a question', async () => {
    expect((await save(hangzhou, { definition: { ask: { ...ASK, rows: ['colour'] } } })).statusCode).toBe(400);
  });
});
