import { type FormDefinition, monthAt, monthIndex, periodCode } from '@liannao/statistics';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../testing/app.ts';
import type { RoundNowcast } from './model.ts';

const names = { zh: '测试', en: 'Test' };
const row = (code: string, kind: 'flow' | 'rate', zh: string) => ({
  code,
  zh,
  en: zh,
  kind,
  unit: kind === 'flow' ? '千元' : '%',
  indicator: kind === 'flow' ? 'parts-output-value' : null,
  scope: {},
  parent: null,
  exhaustive: false,
  required: true,
  mayFall: false,
  mayBeNegative: false,
  hint: { zh: '', en: '' },
});
const definition: FormDefinition = {
  id: 'test-monthly',
  ...names,
  number: '测试 1',
  authority: names,
  edition: '2025',
  validFrom: '2022-01',
  validUntil: null,
  frequency: 'monthly',
  exempt: [1],
  reporter: { kind: 'region', level: 'county', names },
  columns: ['current', 'cumulative'],
  opens: 0,
  due: 5,
  release: null,
  review: ['city'],
  sections: [
    {
      id: 'main',
      ...names,
      open: null,
      rows: [row('01', 'flow', '产值'), row('02', 'rate', '产销率'), row('03', 'flow', '电池产值')],
    },
  ],
  checks: [],
};
const COUNTIES = ['330102', '330105', '330106', '330108', '330109'];
const NOW = monthIndex(2025, 8);

let server: TestApp;
let city: Ask;
let rounds: string[];

/** Each county grows by a tenth a year, with the seasons. */
const value = (county: number, month: number) =>
  Math.round(1000 * (county + 1) * 1.1 ** (Math.floor(month / 12) - 2023) * (1 + (month % 12) / 50));

beforeAll(async () => {
  server = await testApp();
  city = await server.as('bureau', '330100');
  const { db } = server.deps;
  await db
    .insertInto('statistics_form')
    .values({ id: definition.id, region_code: '330000', retired_at: null })
    .execute();
  await db
    .insertInto('statistics_form_version')
    .values({
      form_id: definition.id,
      version: 1,
      definition: JSON.stringify(definition),
      source: '',
      valid_from: '2022-01',
      valid_until: null,
      shipped: false,
      created_by: null,
      created_by_name: 'test',
    })
    .execute();
  rounds = [];
  for (let month = NOW - 26; month <= NOW; month += 1) {
    const period = periodCode(monthAt(month));
    const { id } = await db
      .insertInto('statistics_round')
      .values({
        form_id: definition.id,
        version: 1,
        period,
        last_month: period,
        region_code: '330100',
        opens_on: '2025-09-01',
        due_on: '2025-09-08',
        release_at: null,
        released_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    rounds.push(id);
    // Of the running month one county is still at it.
    const isIn = (county: number) => month < NOW || county !== 4;
    await db
      .insertInto('statistics_return')
      .values(
        COUNTIES.map((region_code, county) => ({
          round_id: id,
          form_id: definition.id,
          period,
          last_month: period,
          party_id: null,
          region_code,
          state: isIn(county) ? ('approved' as const) : ('draft' as const),
          cells: JSON.stringify({
            '01': { current: { value: String(value(county, month)) } },
            // Two of the five make batteries.
            '03': {
              current:
                county < 3 ? { value: null, missing: 'not-applicable' } : { value: String(value(county, month)) },
            },
          }),
          findings: JSON.stringify({ error: 0, warning: 0, blank: 0, explained: 0 }),
          due_on: '2025-09-08',
        })),
      )
      .execute();
  }
});
afterAll(() => server.close());

const ask = (as: Ask, region: string, query = '', round = rounds.at(-1)) =>
  as({ url: `/api/v1/statistics/rounds/${round}/nowcast?region=${region}${query}` });

test('a total is estimated from those who reported and everybody’s past, with its range and what it rests on', async () => {
  const answer = await ask(city, '330100');
  expect(answer.statusCode, answer.body).toBe(200);
  const { rows } = answer.json<RoundNowcast>();
  const month = rows.find(({ column }) => column === 'current');
  const truth = COUNTIES.reduce((sum, _, county) => sum + value(county, NOW), 0);
  expect(month).toMatchObject({ row: '01', units: 4, expected: 5, refused: null });
  expect(Math.abs((month?.estimate ?? 0) / truth - 1)).toBeLessThan(0.01);
  expect(month?.low ?? 0).toBeLessThanOrEqual(month?.estimate ?? 0);
  expect(month?.high ?? 0).toBeGreaterThanOrEqual(month?.estimate ?? 0);
  expect(month?.basePercent ?? 0).toBeGreaterThan(50);
  // A rate is not added up, and so not estimated as a total.
  expect(rows.map(({ row: code }) => code)).not.toContain('02');
  // Nobody has ever said anything in the cumulative column.
  expect(rows.find(({ column }) => column === 'cumulative')).toMatchObject({
    estimate: null,
    refused: 'nowcast-nothing-expected',
  });
});

test('who has none of a row is not waited for in it', async () => {
  const { rows } = (await ask(city, '330100', '&row=03')).json<RoundNowcast>();
  expect(rows.find(({ column }) => column === 'current')).toMatchObject({ units: 1, expected: 2 });
});

test('an estimate is no figure: none is written', async () => {
  await ask(city, '330100');
  const { count } = await server.deps.db
    .selectFrom('observation')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('indicator_code', '=', 'parts-output-value')
    .executeTakeFirstOrThrow();
  expect(Number(count)).toBe(0);
});

test('it is for who holds the region, of a round and a row that there are', async () => {
  const other = await server.as('bureau', '330200');
  expect((await ask(other, '330100')).json().code).toBe('outside-your-regions');
  expect((await ask(city, '330000')).statusCode).toBe(403);
  expect((await ask(city, '330100', '&row=77')).json().code).toBe('nowcast-row-unknown');
  expect((await ask(city, '330100', '', '00000000-0000-4000-8000-000000000000')).statusCode).toBe(404);
  expect((await ask(await server.as(null), '330100')).statusCode).toBe(401);
});
