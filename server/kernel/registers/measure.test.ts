import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boundSeries } from '../../modules/plans/index.ts';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { systemActor, withActor } from '../access/actor.ts';
import { runJob } from '../jobs/jobs.ts';
import { contextFor } from './entry-context.ts';
import { insertEntries, updateEntries } from './entry-save.ts';
import { usccOf } from './import-samples.ts';
import { measureFilter } from './measure-filter.ts';
import { measureJob } from './measure-job.ts';
import { findRegister, loadRegisters } from './store.ts';
import { define, PLOTS, plot } from './test-definitions.ts';

const NOW = new Date();
const system = systemActor('test');
let app: TestApp;
let admin: Ask;
let firms: string[];

beforeAll(async () => {
  app = await testApp();
  admin = await app.as('admin');
  firms = await add(
    'enterprises',
    [
      { n: 1, region: '330109', 'chain-tags': ['nev-chain'] },
      { n: 2, region: '330106', 'chain-tags': ['nev-chain', 'icnev-parts'] },
      { n: 3, region: '331002', 'chain-tags': ['auto-parts'] },
    ].map(({ n, ...rest }) => ({ ...firm(n), ...rest })),
  );
});
afterAll(() => app.close());

const firm = (n: number) => ({
  uscc: usccOf(n),
  name: `企业${n}`,
  'industry-code': '3670',
  'chain-role': 'part',
  'established-on': '2015-01-01',
  status: 'operating',
  'above-scale': true,
  'size-class': 'small',
  revenue: 100_000 * 10 ** n,
});
const add = (register: string, values: object[], state?: string, synthetic = false) =>
  withActor(app.deps.db, system, async (tx) =>
    insertEntries(
      tx,
      contextFor(await loadRegisters(tx), register, system, NOW),
      values.map((one) => ({ values: one as Record<string, unknown>, ...(state ? { state } : {}) })),
      { reasons: 'all', synthetic, cases: false },
    ),
  );
const figures = async (register: string, query: string, ask = admin) => {
  const answer = await ask({ url: `/api/v1/registers/${register}/figures?${query}` });
  return answer.statusCode === 200
    ? answer.json().items.map((one: Record<string, unknown>) => `${one.region} ${one.period} ${one.value}`)
    : answer.json();
};
const count = async () => {
  const { rows } = await sql<{
    id: string;
  }>`select id from job_run where kind = 'registers.measure' and state = 'queued'
    order by created_at`.execute(app.deps.db);
  const faults: unknown[] = [];
  for (const { id } of rows)
    await runJob(app.deps.db, measureJob(boundSeries, app.deps.now), id, (error) => faults.push(error));
  expect(faults).toEqual([]);
  return rows.length;
};
const inForce = async (code: string) => {
  const { rows } = await sql<
    Record<string, unknown>
  >`select region_code || ' ' || scope_key || ' ' || period as key, value,
    revision, synthetic, source from observation_current where indicator_code = ${code} order by 1`.execute(
    app.deps.db,
  );
  return rows;
};

describe('figures that a register counts', () => {
  test('a stock goes by the days of validity, region by region, and rolls up', async () => {
    const one = { enterprise: firms[0], region: '330109', rung: 'little-giant', level: 'national', document: '文件' };
    await add(
      'ladder-certifications',
      [
        { ...one, 'certified-on': '2024-05-01', 'valid-to': '2027-05-01' },
        { ...one, enterprise: firms[1], region: '330106', 'certified-on': '2025-02-01', 'valid-to': '2028-01-01' },
        {
          ...one,
          enterprise: firms[2],
          region: '331002',
          level: 'provincial',
          'certified-on': '2025-02-01',
          'valid-to': '2025-06-01',
        },
      ],
      'recognised',
    );
    expect(
      await figures('ladder-certifications', 'code=little-giants&region=330000&periods=2024-12,2025-03,2025-08'),
    ).toEqual(['330000 2024-12 1', '330000 2025-03 3', '330000 2025-08 2']);
    expect(
      await figures('ladder-certifications', 'code=little-giants&region=330100&periods=2025-03&byRegion=true'),
    ).toEqual(expect.arrayContaining(['330100 2025-03 2', '330109 2025-03 1', '330102 2025-03 0']));
  });

  test('a scope narrows through the firm’s own entry, takes levels upwards, and says what it cannot tell apart', async () => {
    const at = 'code=little-giants&region=330000&periods=2025-03';
    expect(await figures('ladder-certifications', `${at}&scope=industry=nev-chain;level=national`)).toEqual([
      '330000 2025-03 2',
    ]);
    expect(await figures('ladder-certifications', `${at}&scope=level=provincial-or-higher`)).toEqual([
      '330000 2025-03 3',
    ]);
    expect(await figures('ladder-certifications', `${at}&scope=level=galactic`)).toMatchObject({
      code: 'scope-not-measured',
    });
    expect(
      await figures('enterprises', 'code=firms-above-revenue&region=330000&scope=threshold=1000亿元'),
    ).toHaveLength(1);
    const set = await loadRegisters(app.deps.db);
    const { definition } = findRegister(set, 'enterprises');
    const measure = definition.indicators.find((one) => one.code === 'firms-above-revenue');
    if (!measure) throw new Error('no measure');
    expect(measureFilter(set, definition, measure, { threshold: '1000亿元' })).toMatchObject({
      where: 'state = active and revenue >= 10000000',
    });
    expect(await figures('enterprises', 'code=firms-above-revenue&region=330000')).toEqual([
      expect.stringMatching(/ 3$/),
    ]);
    expect(await figures('enterprises', 'code=firms-above-revenue&region=330000&scope=threshold=1000亿元')).toEqual([
      expect.stringMatching(/ 2$/),
    ]);
  });

  test('a flow goes by its date, of line items too; shares, medians and distinct counts', async () => {
    const project = {
      code: '2501-330109-04-01-100001',
      name: '一号',
      enterprise: firms[0],
      region: '330109',
      kind: 'manufacture',
      levels: ['landmark'],
      nature: 'new',
      'total-invest': 5000,
      'entered-on': '2025-01-02',
      'start-plan': '2025-02-01',
      'finish-plan': '2026-02-01',
      'lead-unit': '萧山区发改局',
    };
    const set = await loadRegisters(app.deps.db);
    for (const field of ['kind', 'nature'] as const) {
      const { definition } = findRegister(set, 'major-projects');
      const list = definition.fields.find(({ id }) => id === field)?.list ?? '';
      project[field] =
        set.lists.get(list)?.values[0]?.code ?? definition.lists.find(({ id }) => id === list)?.values[0]?.code ?? '';
    }
    const months = [
      { month: '2024-12', done: 7 },
      { month: '2025-01', done: 100 },
      { month: '2025-08', done: 30.5 },
      { month: '2025-09', done: 1000 },
    ];
    await add('major-projects', [{ ...project, months }], 'building', true);
    expect(
      await figures(
        'major-projects',
        'code=project-investment-completed&region=330100&periods=2025-01..08,2025,2024,2023',
      ),
    ).toEqual(['330100 2025-01..08 130.5', '330100 2025 1130.5', '330100 2024 7', '330100 2023 0']);
    const request = {
      kind: 'agency',
      title: 'x',
      enterprise: firms[0],
      region: '330109',
      agent: '萧山区发改局',
      description: 'x',
      plan: 'x',
    };
    await add('agency-requests', [
      {
        ...request,
        code: 'A1',
        'opened-on': '2025-01-01',
        'due-on': '2025-02-01',
        'closed-on': '2025-01-20',
        satisfaction: 4,
      },
      {
        ...request,
        code: 'A2',
        'opened-on': '2025-01-01',
        'due-on': '2025-02-01',
        'closed-on': '2025-03-20',
        satisfaction: 5,
      },
      { ...request, code: 'A3', 'opened-on': '2025-01-01', 'due-on': '2025-02-01' },
    ]);
    expect(
      await figures('agency-requests', 'code=agency-cases-on-time&region=330100&periods=2025-01..08,2024'),
    ).toEqual(['330100 2025-01..08 50', '330100 2024 null']);
    expect(await figures('agency-requests', 'code=service-satisfaction&region=330100&periods=2025')).toEqual([
      '330100 2025 4.5',
    ]);
    expect(await figures('ladder-certifications', 'code=nonsense')).toMatchObject({ code: 'measure-not-found' });
  });

  test('the list under the figure’s filter has as many entries as were counted', async () => {
    for (const [register, code, periods] of [
      ['ladder-certifications', 'little-giants', '2025-03'],
      ['agency-requests', 'agency-cases-on-time', '2025-01..08'],
      ['major-projects', 'project-investment-completed', '2025-01..08'],
    ]) {
      const answer = await admin({
        url: `/api/v1/registers/${register}/figures?code=${code}&region=330000&periods=${periods}`,
      });
      const [figure] = answer.json().items;
      const query = new URLSearchParams({
        filter: figure.filter,
        region: '330000',
        ...(figure.asAt ? { asAt: figure.asAt } : {}),
      });
      const listed = await admin({ url: `/api/v1/registers/${register}/entries/count?${query}` });
      expect([register, listed.json().count]).toEqual([register, figure.entries]);
      expect(figure.entries).toBeGreaterThan(0);
    }
  });

  test('every measure of every register that ships can be counted', async () => {
    const set = await loadRegisters(app.deps.db);
    const failed: unknown[] = [];
    for (const { definition } of set.registers.values()) {
      for (const measure of definition.indicators) {
        const answer = await figures(definition.id, `code=${measure.code}&region=330000&periods=2025`);
        if (!Array.isArray(answer)) failed.push([definition.id, measure.code, answer]);
      }
    }
    expect(failed).toEqual([]);
    expect(set.registers.size).toBeGreaterThan(50);
  });
});

describe('a lead', () => {
  test('writes the register’s figures over those of forms, for its region and below, and revises what changes', async () => {
    await sql`insert into observation (indicator_code, region_code, period, revision, value, status, source)
      values ('little-giants', '330100', '2025-03', 1, 99, 'approved', '{"kind":"entry"}'),
        ('little-giants', '310000', '2025-03', 1, 55, 'approved', '{"kind":"entry"}'),
        ('nev-output', '310000', '2025-01..12', 1, 5, 'approved', '{"kind":"entry"}')`.execute(app.deps.db);
    const put = await admin({
      method: 'PUT',
      url: '/api/v1/registers/ladder-certifications/leads',
      payload: { region: '330100', since: '2025-01' },
    });
    expect(put.json().items).toMatchObject([
      { register: 'ladder-certifications', region: '330100', regionName: '杭州市', since: '2025-01' },
    ]);
    expect(await count()).toBe(1);
    const figure = async (region: string, period: string) =>
      (await inForce('little-giants')).find(({ key }) => key === `${region}  ${period}`);
    expect(await figure('330100', '2025-03')).toMatchObject({
      value: 2,
      revision: 2,
      source: {
        kind: 'register',
        register: 'ladder-certifications',
        code: 'little-giants',
        asAt: '2025-03-31',
        entries: 2,
      },
    });
    expect(await figure('330109', '2025-01')).toMatchObject({ value: 1, revision: 1 });
    expect(await figure('330000', '2025-03')).toBeUndefined();
    expect(await figure('310000', '2025-03')).toMatchObject({ value: 55 });
    expect(await figure('330100', '2025')).toMatchObject({ value: 2 });

    // What changes is counted once more, and revised only where the figure differs.
    const before = (await inForce('little-giants')).length;
    await withActor(app.deps.db, system, async (tx) => {
      const context = contextFor(await loadRegisters(tx), 'ladder-certifications', system, NOW);
      const { rows } = await sql<{ id: string }>`select _id as id from reg_ladder_certifications
        where _region = '330106'`.execute(tx);
      await updateEntries(tx, context, [{ id: rows[0]?.id ?? '', values: { 'valid-to': '2025-04-01' } }], {
        reasons: 'all',
      });
    });
    const { rows: events } = await sql<{
      payload: object;
    }>`select payload from outbox_event where type = 'entries.changed'
      order by id desc limit 1`.execute(app.deps.db);
    expect(events[0]?.payload).toEqual({ register: 'ladder-certifications' });
    await (await import('./measure-job.ts')).measureHandlers['entries.changed']?.(
      { register: 'ladder-certifications' } as never,
      app.deps.db,
    );
    expect(await count()).toBe(1);
    expect(await figure('330100', '2025-03')).toMatchObject({ value: 2, revision: 2 });
    expect(await figure('330100', '2025-04')).toMatchObject({ value: 1, revision: 2 });
    expect((await inForce('little-giants')).length).toBe(before);
  });

  test('is set by whoever holds the region, and ends', async () => {
    const bureau = await app.as('bureau', '330100');
    const elsewhere = { region: '331000', since: '2025-01' };
    const url = '/api/v1/registers/ladder-certifications/leads';
    expect((await bureau({ method: 'PUT', url, payload: elsewhere })).statusCode).toBe(403);
    expect((await bureau({ method: 'PUT', url, payload: { region: '330100', since: '2999-01' } })).statusCode).toBe(
      400,
    );
    expect((await bureau({ method: 'DELETE', url: `${url}/330100` })).statusCode).toBe(204);
    expect((await bureau({ method: 'DELETE', url: `${url}/330100` })).json()).toMatchObject({ code: 'lead-not-found' });
    expect((await bureau({ url })).json()).toEqual({ items: [] });
  });
});

describe('what entries do not say or hide', () => {
  beforeAll(async () => {
    await define(
      admin,
      'test-plots',
      `${PLOTS}indicators:
  - {code: test-plot-price, zh: 亩均地价, en: Price a mu, measure: ratio, of: price, per: area, at: stock, unit: 万元, direction: down}
  - {code: test-plots-costly, zh: 高价地块, en: Costly plots, measure: count, where: "price > 5", at: stock, unit: 个, direction: down}
  - {code: test-plots-all, zh: 地块, en: Plots, measure: count, at: stock, unit: 个, direction: up}
`,
    );
    await add('test-plots', [
      plot({ code: 'A', price: 10, area: 5 }),
      plot({ code: 'B', price: 100 }),
      plot({ code: 'C', area: 5 }),
    ]);
  });

  test('a quotient is of entries that say both sides', async () => {
    expect(await figures('test-plots', 'code=test-plot-price&region=330109&periods=2025-03')).toEqual([
      '330109 2025-03 2',
    ]);
  });

  test('whoever may see nothing of what is counted is told nothing, not zero', async () => {
    const nobody = await app.as(null);
    const of = (code: string) => figures('test-plots', `code=${code}&region=330109&periods=2025-03`, nobody);
    expect(await of('test-plots-costly')).toEqual(['330109 2025-03 null']);
    expect(await of('test-plots-all')).toEqual(['330109 2025-03 0']);
  });

  test('a figure of few entries that rests on what they hide is not open to everybody', async () => {
    await admin({
      method: 'PUT',
      url: '/api/v1/registers/test-plots/leads',
      payload: { region: '330109', since: '2025-03' },
    });
    await count();
    const { rows } = await sql`select indicator_code as code, value, open from observation_current
      where indicator_code like 'test-plot%' and region_code = '330109' and period = '2025-03' order by 1`.execute(
      app.deps.db,
    );
    expect(rows).toEqual([
      { code: 'test-plot-price', value: 2, open: true },
      { code: 'test-plots-all', value: 3, open: true },
      { code: 'test-plots-costly', value: 2, open: false },
    ]);
  });
});
