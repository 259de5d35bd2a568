import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, withActor } from '../../../kernel/access/actor.ts';
import { insertFirstObservations, type NewObservation } from '../../../kernel/observation/queries.ts';
import { type Ask, type TestApp, testApp } from '../../../testing/app.ts';
import type { CapacityView } from './model.ts';
import { capacityRules } from './signals.ts';

const LINHAI = '331082';
const TAIZHOU = '331000';
const system = systemActor('test');
const NOW = new Date('2025-09-20T02:00:00Z');

let server: TestApp;
let taizhou: Ask;
let hangzhou: Ask;
const firms = new Map<string, string>();

const figure = (
  indicatorCode: string,
  period: string,
  value: number,
  more: Partial<NewObservation> = {},
): NewObservation => ({
  indicatorCode,
  scopeKey: '',
  regionCode: LINHAI,
  partyId: null,
  period,
  value,
  missing: null,
  status: 'approved',
  synthetic: true,
  open: false,
  source: {},
  reason: null,
  importRunId: null,
  enteredBy: null,
  ...more,
});

beforeAll(async () => {
  server = await testApp();
  taizhou = await server.as('bureau', TAIZHOU);
  hangzhou = await server.as('bureau', '330100');
  await withActor(server.deps.db, system, async (tx) => {
    for (const name of ['甲', '乙', '丙']) {
      const { id } = await tx
        .insertInto('party')
        .values({ kind: 'enterprise', name: `${name}汽车`, region_code: LINHAI })
        .returning('id')
        .executeTakeFirstOrThrow();
      firms.set(name, id);
    }
    const of = (name: string) => ({ partyId: firms.get(name) ?? '' });
    await insertFirstObservations(tx, [
      // 7-C: 17.2 over eight months of 30 is 86.0 %, reported for the period itself.
      figure('vehicle-output', '2025-01..08', 172_000, of('甲')),
      figure('vehicle-capacity-available', '2025-01..08', 200_000, of('甲')),
      // A year's capacity alone: its eight twelfths.
      figure('vehicle-output', '2025-01..08', 10_000, of('乙')),
      figure('vehicle-capacity-available', '2025', 60_000, of('乙')),
      figure('vehicle-output', '2025-01..08', 0, of('丙')),
      figure('vehicle-capacity-available', '2024', 30_000, of('丙')),
      figure('vehicle-output', '2025-01..08', 182_000),
      figure('vehicle-capacity-available', '2025-01..08', 260_000),
      figure('vehicle-output', '2024-01..08', 180_000),
      figure('vehicle-capacity-available', '2024-01..08', 240_000),
    ]);
  });
});
afterAll(() => server.close());

const asked = async (ask: Ask, query: string) =>
  (await ask({ url: `/api/v1/statistics/capacity?month=2025-08&${query}` })).json<CapacityView>();

describe('utilisation of capacity', () => {
  test('of firms: the period’s capacity, a year’s share, an earlier year’s carried on, worst first', async () => {
    const view = await asked(taizhou, `region=${LINHAI}&by=firm`);
    expect(view.period).toBe('2025-01..08');
    expect(
      view.items.map(({ subject, rate, state, capacityFrom }) => [subject.name, rate, state, capacityFrom]),
    ).toEqual([
      ['丙汽车', 0, 'idle', 'carried'],
      ['乙汽车', 25, 'idle', 'year'],
      ['甲汽车', 86, 'normal', 'period'],
    ]);
    expect(view.items[1]?.reasons[0]).toContain('25.0%');
    expect(view.withoutStopped).toEqual({ rate: (182_000 / 240_000) * 100, stopped: 1, capacity: 240_000 });
  });

  test('of regions, with the change in points against a year earlier', async () => {
    const view = await asked(taizhou, `region=${TAIZHOU}`);
    expect(view.whole).toBeNull();
    const [line] = view.items;
    expect(line).toMatchObject({ subject: { id: LINHAI }, rate: 70, state: 'surplus' });
    expect(line?.change).toBeCloseTo(-5, 10);
    expect(line?.reasons.join()).toContain('75.0%');
  });

  test('by what was built, approved or usable says so where there is none', async () => {
    const view = await asked(taizhou, `region=${LINHAI}&by=firm&basis=built`);
    expect(view.items.every(({ state, reasons }) => state === 'unknown' && reasons.length === 1)).toBe(true);
    const answer = await taizhou({ url: '/api/v1/statistics/capacity?kind=battery&basis=approved' });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'capacity-basis-unknown']);
  });

  test('January alone is never judged', async () => {
    const view = (await taizhou({ url: `/api/v1/statistics/capacity?month=2025-01&region=${LINHAI}` })).json();
    expect(view).toMatchObject({ period: null, items: [] });
  });

  test('shows no firm to another city', async () =>
    expect((await asked(hangzhou, `region=${LINHAI}&by=firm`)).items).toEqual([]));

  test('as a sheet', async () => {
    const sheet = await taizhou({
      url: `/api/v1/statistics/capacity?month=2025-08&region=${LINHAI}&by=firm&format=csv`,
    });
    expect(sheet.body.split('\n')).toHaveLength(6);
    expect(sheet.body).toContain('闲置');
  });
});

test('the rules find idle and surplus capacity, name the firm whose matter it is, and close when it is mended', async () => {
  const context = {
    now: NOW,
    month: '2025-08',
    isTuned: false,
    at: (_region: string, name: string) => ({ idle: 30, floor: 75, strained: 110 })[name] ?? 0,
  };
  const found = await withActor(server.deps.db, system, async (tx) =>
    Promise.all(capacityRules.map((rule) => rule.find(tx, context))),
  );
  expect(found.map((list) => list.map(({ title }) => title.zh))).toEqual([
    ['整车产能闲置：乙汽车', '整车产能闲置：丙汽车'],
    ['整车产能过剩：临海市'],
    [],
  ]);
  expect(found[0]?.map(({ partyId }) => partyId)).toEqual([firms.get('乙'), firms.get('丙')]);
});

test('a firm is asked, sees the case, explains; another county’s bureau may not ask', async () => {
  const party = firms.get('乙');
  const ask = (by: Ask) =>
    by({
      method: 'POST',
      url: '/api/v1/statistics/capacity/checks',
      payload: { party, kind: 'vehicle', question: '利用率只有 25%，请核实产能。' },
    });
  expect((await ask(hangzhou)).statusCode).toBe(404);
  const opened = await ask(taizhou);
  expect(opened.statusCode, opened.body).toBe(201);
  const { caseId } = opened.json<{ caseId: string }>();
  expect((await ask(taizhou)).json()).toEqual({ caseId });
  const firm = await server.as('reporter', null, party);
  const moved = await firm({
    method: 'POST',
    url: `/api/v1/cases/${caseId}/moves`,
    payload: { move: 'confirm', note: '新线爬坡，年底达产。' },
  });
  expect(moved.statusCode, moved.body).toBe(200);
  const view = await asked(taizhou, `region=${LINHAI}&by=firm`);
  expect(view.items.find(({ subject }) => subject.id === party)?.caseId).toBe(caseId);
});

test('capacity without what stands still is told only to who sees all firms of the region', async () => {
  await withActor(server.deps.db, system, async (tx) => {
    const { id } = await tx
      .insertInto('party')
      .values({ kind: 'enterprise', name: '丁汽车', region_code: '331081' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const idle = { regionCode: '331081', partyId: id };
    const city = { regionCode: TAIZHOU };
    await insertFirstObservations(tx, [
      figure('vehicle-output', '2025-01..05', 0, idle),
      figure('vehicle-capacity-available', '2025-01..05', 20_000, idle),
      figure('vehicle-output', '2025-01..05', 60_000, city),
      figure('vehicle-capacity-available', '2025-01..05', 100_000, city),
    ]);
  });
  const view = async (ask: Ask) =>
    (await ask({ url: `/api/v1/statistics/capacity?month=2025-05&region=${TAIZHOU}` })).json<CapacityView>();
  expect((await view(taizhou)).withoutStopped).toEqual({ rate: 75, stopped: 1, capacity: 80_000 });
  const county = await view(await server.as('bureau', '331081'));
  expect(county.whole).toMatchObject({ rate: 60 });
  expect(county.withoutStopped).toBeNull();
});

test('in value: output and capacity as the forms bring them, by industry and size, for the page and for the rules', async () => {
  const region = { regionCode: '331083' };
  const usual = { scopeKey: 'industry=auto-industry;partySize=above-scale' };
  await withActor(server.deps.db, system, async (tx) => {
    const { id } = await tx
      .insertInto('party')
      .values({ kind: 'enterprise', name: '戊汽车', region_code: '331083' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const firm = { ...region, partyId: id };
    await insertFirstObservations(tx, [
      figure('gross-output-value', '2025-01..06', 1_200, { ...firm, ...usual }),
      figure('industry-capacity-value', '2025Q1', 2_000, { ...firm, ...usual }),
      figure('industry-capacity-value', '2025Q2', 4_000, { ...firm, ...usual }),
      figure('gross-output-value', '2025-01..06', 8_000, { ...region, ...usual }),
      // Of one industry alone, and a capacity that nothing says the scope of: neither is held against the rest.
      figure('gross-output-value', '2025-01..06', 100, { ...region, scopeKey: 'industry=battery' }),
      figure('industry-capacity-value', '2025-01..06', 50_000, region),
      figure('industry-capacity-value', '2025-01..06', 10_000, { ...region, ...usual }),
    ]);
  });
  const view = async (query: string) =>
    (await taizhou({ url: `/api/v1/statistics/capacity?kind=value&month=2025-06&region=331083&${query}` })).json();
  expect((await view('')).whole).toMatchObject({ rate: 80, output: { value: 8_000 }, capacity: { value: 10_000 } });
  expect((await view('by=firm')).items).toMatchObject([{ subject: { name: '戊汽车' }, rate: 20, state: 'idle' }]);
  expect((await view('segment=auto-industry')).whole).toMatchObject({ rate: 80 });
  expect((await view('segment=battery')).whole).toMatchObject({ rate: null, output: { value: 100 } });
  const context = {
    now: NOW,
    month: '2025-06',
    isTuned: false,
    at: (_region: string, name: string) => ({ idle: 30, floor: 85, strained: 110 })[name] ?? 0,
  };
  const found = await withActor(server.deps.db, system, async (tx) =>
    Promise.all(capacityRules.map((rule) => rule.find(tx, context))),
  );
  const ofValue = found.flat().filter(({ subjectId }) => subjectId.startsWith('value:'));
  expect(ofValue.map(({ title }) => title.zh)).toEqual(['工业产能闲置：戊汽车', '工业产能过剩：玉环市']);
});
