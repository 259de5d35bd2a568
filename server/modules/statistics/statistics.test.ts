import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../kernel/tabular/csv.ts';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadDemoFigures } from './demo.ts';
import type { ObservationSaved, ObservationView, Provenance } from './model.ts';

let server: TestApp;
let admin: Ask;
let hangzhou: Ask;
let nobody: Ask;

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  hangzhou = await server.as('bureau', '330100');
  nobody = await server.as(null);
  await loadDemoFigures(server.deps);
});
afterAll(() => server.close());

const API = '/api/v1/statistics';
const figure = (change: object = {}) => ({
  indicatorCode: 'nev-stock',
  regionCode: '330109',
  period: '2024年1-9月',
  value: 1.26,
  unit: '万辆',
  ...change,
});
const enter = (ask: Ask, payload: object) => ask({ method: 'POST', url: `${API}/observations`, payload });

describe('a figure entered by hand', () => {
  test('is converted exactly to the stored unit, in whatever form its period is written', async () => {
    const answer = await enter(hangzhou, figure({ regionCode: '330102', period: '2023年1-9月' }));
    expect(answer.statusCode, answer.body).toBe(201);
    const saved = answer.json<ObservationSaved>();
    expect(saved.observation).toMatchObject({ period: '2023-01..09', value: 12_600, unit: '辆', synthetic: false });
    expect(saved.outcome).toBe('new');
  });

  test('again unchanged adds nothing; changed it needs a reason, and the earlier value stays', async () => {
    const first = figure({ regionCode: '330105', period: '2021' });
    expect((await enter(hangzhou, first)).statusCode).toBe(201);
    expect((await enter(hangzhou, first)).json<ObservationSaved>().outcome).toBe('unchanged');
    const silent = await enter(hangzhou, { ...first, value: 1.3 });
    expect(silent.statusCode).toBe(422);
    expect(silent.json().errors).toMatchObject([{ field: 'body.reason', code: 'reason-required' }]);
    const reasoned = (await enter(hangzhou, { ...first, value: 1.3, reason: '补报一家' })).json<ObservationSaved>();
    expect(reasoned.observation).toMatchObject({ value: 13_000, revision: 2, reason: '补报一家' });
    const traced = await hangzhou({ url: `${API}/observations/${reasoned.observation.id}/provenance` });
    expect(traced.json<Provenance>().revisions.map((one) => one.value)).toEqual([13_000, 12_600]);
  });

  test('is refused with what would be right, for every field at once', async () => {
    const wrong = figure({
      indicatorCode: '新能源汽车产理',
      regionCode: '杭州市肖山区',
      period: '2025年13月',
      unit: '亿元',
    });
    const answer = await enter(hangzhou, wrong);
    expect(answer.statusCode).toBe(422);
    const errors = answer.json<{ errors: { field: string; message: string }[] }>().errors;
    expect(errors.map((one) => one.field)).toEqual(['body.indicatorCode', 'body.regionCode', 'body.period']);
    expect(errors[0]?.message).toMatch(/新能源汽车产[量能]/);
    expect(errors[1]?.message).toContain('萧山区（330109）');
    const unit = (await enter(hangzhou, figure({ unit: '亿元' }))).json().errors[0];
    expect(unit).toMatchObject({ field: 'body.unit', code: 'unit-wrong' });
    expect(unit.message).toContain('万辆');
    expect((await enter(hangzhou, figure({ scope: { owner: 'private' } }))).json().errors[0].code).toBe(
      'scope-unknown',
    );
  });

  test('outside the usual range is refused until somebody says why, in the unit as typed', async () => {
    const odd = figure({ regionCode: '330106', period: '2021', value: 9000 });
    const silent = await enter(hangzhou, odd);
    expect(silent.statusCode).toBe(422);
    expect(silent.json().errors).toMatchObject([{ field: 'body.reason', code: 'outside-range' }]);
    expect(silent.json().errors[0].message).toMatch(/^在 0–[\d,]+ 万辆 之外；确实如此请写原因$/);
    const saved = (await enter(hangzhou, { ...odd, reason: '已向企业核实' })).json();
    expect(saved.outcome).toBe('new');
    expect(saved.warnings).toMatchObject([{ code: 'outside-range' }]);
    // What is there already is not asked about again.
    expect((await enter(hangzhou, odd)).json<ObservationSaved>().outcome).toBe('unchanged');
    const negative = await enter(hangzhou, figure({ regionCode: '330106', period: '2022', value: -1 }));
    expect(negative.json().errors).toMatchObject([{ field: 'body.reason', code: 'outside-range' }]);
  });

  test('of another city is refused by the database, and nobody enters anything without signing in', async () => {
    const ningbo = await enter(hangzhou, figure({ regionCode: '330200', period: '2021' }));
    expect(ningbo.statusCode).toBe(403);
    expect(ningbo.json().code).toBe('outside-your-regions');
    expect((await enter(nobody, figure())).statusCode).toBe(401);
  });
});

describe('the list of figures', () => {
  const list = async (query: string) =>
    (await nobody({ url: `${API}/observations?${query}` })).json<{
      items: ObservationView[];
      nextCursor: string | null;
    }>();

  test('is paged without gaps or repeats', async () => {
    const all = (await list('indicator=nev-output&region=330000&limit=1000')).items;
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(`indicator=nev-output&region=330000&limit=7&cursor=${cursor}`.replace(/&cursor=$/, ''));
      seen.push(...page.items.map((one) => one.id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.map((one) => one.id));
    expect(all.length).toBeGreaterThan(20);
  });

  test('takes regions below and a span of months', async () => {
    const { items } = await list('indicator=nev-output&region=330000&below=true&from=2025-08&to=2025年8月&limit=1000');
    expect(new Set(items.map((one) => one.period))).toEqual(new Set(['2025-01..08']));
    expect(items.map((one) => one.region.code)).toContain('330200');
    expect((await nobody({ url: `${API}/observations?from=soon` })).statusCode).toBe(422);
  });

  test('tells the real baselines of a plan from synthetic figures', async () => {
    const { items } = await list('indicator=public-chargers&region=330100&to=2020');
    expect(items.length).toBeGreaterThan(0);
    for (const item of items)
      expect(item).toMatchObject({ period: '2020', synthetic: false, source: { kind: 'plan' } });
    const csvText = (await nobody({ url: `${API}/observations?indicator=public-chargers&region=330100&format=csv` }))
      .body;
    expect(csvText.split('\r\n')[0]).toContain('synthetic');
  });
});

describe('where a figure comes from', () => {
  const provenance = async (query: string) => {
    const list = (await nobody({ url: `${API}/observations?${query}` })).json<{ items: ObservationView[] }>();
    const answer = await nobody({ url: `${API}/observations/${list.items.at(-1)?.id}/provenance` });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<Provenance>();
  };

  test('shows the cities that add up to the province', async () => {
    const { steps } = await provenance('indicator=nev-output&region=330000&from=2025-08&to=2025-08');
    const sum = steps.find((step) => step.kind === 'sum');
    expect(sum?.parts).toHaveLength(11);
    expect(sum?.text).toContain('与本数一致');
    expect(steps.some((step) => step.text.includes('演示数据'))).toBe(true);
  });

  test('puts the numbers into the formula of a rate', async () => {
    const { steps, citation } = await provenance('indicator=nev-share-of-output&region=330000&from=2025-08&to=2025-08');
    const formula = steps.find((step) => step.kind === 'formula');
    expect(formula?.text).toMatch(/新能源汽车产量 74\.6 万辆 \/ 汽车产量 118\.0 万辆/);
    expect(formula?.parts.every((part) => part.observationId)).toBe(true);
    expect(citation).toContain('演示数据');
  });

  test('of nothing is not found', async () => {
    for (const id of ['c~nonsense', 'nonsense', '00000000-0000-4000-8000-000000000000']) {
      expect((await nobody({ url: `${API}/observations/${id}/provenance` })).statusCode, id).toBe(404);
    }
  });
});

test('a region is called by its English name where the reader reads English; its code stays', async () => {
  const url = `${API}/observations?indicator=nev-output&region=330100&limit=1`;
  const read = async (language: string) =>
    (await admin({ url, headers: { 'accept-language': language } })).json<{ items: ObservationView[] }>().items[0];
  const [zh, en] = [await read('zh-CN'), await read('en')];
  expect(zh?.region).toEqual({ code: '330100', name: '杭州市' });
  expect(en?.region.code).toBe('330100');
  expect(en?.region.name).toMatch(/^Hangzhou/);
  const table = await admin({ url, headers: { 'accept-language': 'en', accept: 'text/csv' } });
  expect(parseCsv(table.body)[1]?.cells.slice(4, 6)).toEqual(['330100', en?.region.name]);
});

describe('the catalogue', () => {
  test('is searched by synonym and given out as a table', async () => {
    const found = (await nobody({ url: `${API}/indicators?q=${encodeURIComponent('整车产量')}` })).json();
    expect(found.items.map((one: { code: string }) => one.code)).toContain('vehicle-output');
    expect((await nobody({ url: `${API}/indicators/nev-output` })).json()).toMatchObject({
      unit: '辆',
      shownAs: '万辆',
    });
    expect((await nobody({ url: `${API}/indicators/none` })).statusCode).toBe(404);
    const table = await nobody({ url: `${API}/indicators`, headers: { accept: 'text/csv' } });
    // What registers declare beyond the catalogue's own is in it as well.
    const { items } = (await nobody({ url: `${API}/indicators?limit=1000` })).json();
    expect(items.length).toBeGreaterThanOrEqual(220);
    expect(parseCsv(table.body).length).toBe(items.length + 1);
  });
});
