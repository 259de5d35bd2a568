import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { API, act, review, uploadAndRead } from './library-testing.ts';

const PLAN = `杭州市新能源汽车示例行动方案（2025—2027年）
一、发展基础
2024年，全市新能源汽车产量9.6万辆。
二、主要目标
到2027年，全市新能源汽车产量达到20万辆。
`;

let server: TestApp;
let hangzhou: Ask;

beforeAll(async () => {
  server = await testApp();
  hangzhou = await server.as('bureau', '330100');
});
afterAll(() => server.close());

const figures = () =>
  server.deps.db
    .selectFrom('observation')
    .select(['indicator_code', 'region_code', 'period', 'value', 'synthetic', 'source'])
    .where('period', '=', '2024')
    .execute();

test('what a published plan says was reached becomes a figure of its year, and the base of its target', async () => {
  const { planId } = await uploadAndRead(server, hangzhou, PLAN);
  expect(await figures()).toEqual([]);
  const { targets } = await review(hangzhou, planId);
  for (const { id } of targets) {
    await hangzhou({
      method: 'PATCH',
      url: `${API}/targets/${id}?accept=true`,
      payload: { indicatorCode: 'nev-output' },
    });
  }
  expect((await act(hangzhou, `library/${planId}/publish`, {})).statusCode).toBe(200);
  expect(await figures()).toMatchObject([
    {
      indicator_code: 'nev-output',
      region_code: '330100',
      value: 96_000,
      synthetic: false,
      source: { kind: 'plan', plan: planId },
    },
  ]);
});

test('a figure that is there already stays', async () => {
  const { planId } = await uploadAndRead(server, hangzhou, PLAN.replace('9.6', '9.9'));
  for (const { id } of (await review(hangzhou, planId)).targets) {
    await hangzhou({
      method: 'PATCH',
      url: `${API}/targets/${id}?accept=true`,
      payload: { indicatorCode: 'nev-output' },
    });
  }
  expect((await act(hangzhou, `library/${planId}/publish`, {})).statusCode).toBe(200);
  expect(await figures()).toMatchObject([{ value: 96_000 }]);
});
