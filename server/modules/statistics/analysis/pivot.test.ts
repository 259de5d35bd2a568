import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, withActor } from '../../../kernel/access/actor.ts';
import { appendObservation, type NewObservation } from '../../../kernel/observation/queries.ts';
import { usccOf } from '../../../kernel/registers/import-samples.ts';
import { contextFor, insertEntries, loadRegisters } from '../../../kernel/registers/index.ts';
import { parseCsv } from '../../../kernel/tabular/csv.ts';
import { type Ask, type TestApp, testApp } from '../../../testing/app.ts';
import type { PivotInput, PivotTable } from './model.ts';

let server: TestApp;
let admin: Ask;
let hangzhou: Ask;
let ningbo: Ask;
let nobody: Ask;

const CITIES = ['330100', '330200', '330300'];
const MONTHS = ['2025-03', '2025-04', '2025-05'];
const system = systemActor('test');

const put = (figures: readonly Partial<NewObservation>[]) =>
  withActor(server.deps.db, system, async (tx) => {
    for (const change of figures) {
      await appendObservation(tx, {
        indicatorCode: 'vehicle-output',
        scopeKey: '',
        regionCode: '330100',
        partyId: null,
        period: '2025-03',
        value: 1,
        missing: null,
        status: 'approved',
        synthetic: false,
        open: true,
        source: { kind: 'entry', note: '' },
        reason: null,
        importRunId: null,
        enteredBy: null,
        ...change,
      });
    }
  });

const all = (city: number, month: number) => 1000 * (city + 1) + 100 * month;
const nev = (city: number, month: number) => 300 * (city + 1) + 70 * month;
const base = (city: number, month: number) => 900 * (city + 1) + 50 * month;

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  hangzhou = await server.as('bureau', '330100');
  ningbo = await server.as('bureau', '330200');
  nobody = await server.as(null);
  await put(
    CITIES.flatMap((regionCode, c) =>
      MONTHS.flatMap((period, m) => [
        { regionCode, period, value: all(c, m) },
        { regionCode, period, indicatorCode: 'nev-output', value: nev(c, m) },
        { regionCode, period: period.replace('2025', '2024'), value: base(c, m), scopeKey: 'basis=comparable' },
      ]),
    ),
  );
});
afterAll(() => server.close());

const ASK: PivotInput = {
  rows: ['region'],
  columns: ['period'],
  indicators: ['vehicle-output'],
  regions: { codes: CITIES },
  periods: { from: '2025-03', to: '2025-05', kind: 'month' },
};
const pivot = async (change: Partial<PivotInput> = {}, ask: Ask = admin): Promise<PivotTable> => {
  const answer = await ask({ method: 'POST', url: '/api/v1/statistics/pivot', payload: { ...ASK, ...change } });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<PivotTable>();
};
const refusal = async (change: Partial<PivotInput>, ask: Ask = admin): Promise<string> => {
  const answer = await ask({ method: 'POST', url: '/api/v1/statistics/pivot', payload: { ...ASK, ...change } });
  expect(answer.statusCode, answer.body).toBe(422);
  return answer.json().code;
};
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const grid = <T>(cell: (city: number, month: number) => T) => CITIES.map((_, c) => MONTHS.map((__, m) => cell(c, m)));
const values = (table: PivotTable) => table.cells.map((row) => row.map(({ value }) => value));

describe('totals', () => {
  test('of amounts are what adding up by hand gives, over regions, over months, over all', async () => {
    const table = await pivot();
    expect(values(table)).toEqual(grid(all));
    expect(table.rowTotal?.map(({ value }) => value)).toEqual(
      MONTHS.map((_, m) => sum(CITIES.map((__, c) => all(c, m)))),
    );
    expect(table.columnTotal?.map(({ value }) => value)).toEqual(
      CITIES.map((_, c) => sum(MONTHS.map((__, m) => all(c, m)))),
    );
    expect(table.total?.value).toBe(sum(grid(all).flat()));
    expect(table.cells[0]?.[0]).toMatchObject({ unit: '辆', complete: true, reported: 1, of: 1 });
    expect(table.cells[0]?.[0]?.ref).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('of rates are rates of sums, never sums or means of rates', async () => {
    const table = await pivot({ indicators: ['nev-share-of-output'] });
    const percent = (upper: number, lower: number) => (100 * upper) / lower;
    const whole = percent(sum(grid(nev).flat()), sum(grid(all).flat()));
    expect(table.cells[1]?.[2]?.value).toBeCloseTo(percent(nev(1, 2), all(1, 2)), 9);
    expect(table.rowTotal?.[0]?.value).toBeCloseTo(
      percent(sum(CITIES.map((_, c) => nev(c, 0))), sum(CITIES.map((_, c) => all(c, 0)))),
      9,
    );
    expect(table.total?.value).toBeCloseTo(whole, 9);
  });

  test('of cumulations over months there are none, and several indicators are no one number', async () => {
    await put(['2025-01..03', '2025-01..04'].map((period, n) => ({ period, value: n, regionCode: '330400' })));
    const table = await pivot({ regions: { codes: ['330400'] }, periods: { list: ['2025-01..03', '2025-01..04'] } });
    expect(table.columnTotal?.[0]).toMatchObject({ value: null, refused: 'not-additive-over-time' });
    const two = await pivot({
      rows: ['indicator'],
      indicators: ['vehicle-output', 'nev-output'],
      regions: { codes: ['330100'] },
    });
    expect(two.rowTotal?.[0]).toMatchObject({ value: null, refused: 'several-indicators' });
  });

  test('say what is missing of them, and do not count a region twice', async () => {
    const table = await pivot({ regions: { codes: [...CITIES, '330500', '330102'] } });
    expect(table.cells[3]?.[0]).toMatchObject({ value: null, complete: false });
    expect(table.rowTotal?.[0]).toMatchObject({
      value: sum(CITIES.map((_, c) => all(c, 0))),
      complete: false,
      reported: 3,
      of: 4,
    });
  });
});

describe('a measure', () => {
  test('growth is on the comparable base, of totals on the total of the bases', async () => {
    const table = await pivot({ measure: 'growth-comparable' });
    expect(table.cells[0]?.[1]?.value).toBeCloseTo((all(0, 1) / base(0, 1) - 1) * 100, 9);
    expect(table.total?.value).toBeCloseTo((sum(grid(all).flat()) / sum(grid(base).flat()) - 1) * 100, 9);
    const published = await pivot({ measure: 'growth-published' });
    expect(published.cells[0]?.[0]).toMatchObject({ value: null, state: 'none' });
  });

  test('pulls add up to the growth of the total, shares to a hundred', async () => {
    const pulls = await pivot({ measure: 'pull', columns: [], periods: { list: ['2025-04'] } });
    const growth = await pivot({ measure: 'growth-comparable', columns: [], periods: { list: ['2025-04'] } });
    expect(sum(pulls.cells.map(([cell]) => cell?.value ?? 0))).toBeCloseTo(growth.rowTotal?.[0]?.value ?? 0, 9);
    const shares = await pivot({ measure: 'share' });
    expect(sum(shares.cells.map((row) => row[1]?.value ?? 0))).toBeCloseTo(100, 9);
    expect((await pivot({ measure: 'contribution' })).rowTotal?.[0]?.value).toBeCloseTo(100, 9);
  });

  test('of a rate is a change in points, and a share of it is none', async () => {
    await put([
      { indicatorCode: 'nev-share-of-output', period: '2025-06', value: 75.6 },
      { indicatorCode: 'nev-share-of-output', period: '2024-06', value: 74.4 },
    ]);
    const one = { indicators: ['nev-share-of-output'], regions: { codes: ['330100'] }, periods: { list: ['2025-06'] } };
    expect((await pivot({ ...one, measure: 'change-in-points' })).cells[0]?.[0]).toMatchObject({
      value: 1.2,
      unit: '百分点',
    });
    expect((await pivot({ ...one, measure: 'share' })).cells[0]?.[0]?.refused).toBe('share-of-a-rate');
  });
});

test('what cannot be put together is refused, each with its reason', async () => {
  expect(await refusal({ indicators: ['vehicle-output', 'value-added'] })).toBe('pivot-dimensions-mixed');
  expect(await refusal({ indicators: ['vehicle-output', 'nev-output'] })).toBe('pivot-indicators-off-axis');
  expect(await refusal({ periods: { list: ['2025-03', '2025-01..03'] } })).toBe('pivot-periods-mixed');
  expect(await refusal({ columns: [] })).toBe('pivot-periods-off-axis');
  expect(await refusal({ indicators: ['nothing'] })).toBe('indicator-unknown');
  expect(await refusal({ periods: { list: ['soon'] } })).toBe('period-unreadable');
  expect(await refusal({ rows: ['region', 'region'] })).toBe('pivot-dimension-twice');
});

test('a day that is gone has the figures as they were known then', async () => {
  await put([{ regionCode: '330600', value: 5 }]);
  const ask = { regions: { codes: ['330600'] }, periods: { list: ['2025-03'] } };
  expect(values(await pivot({ ...ask, asOf: '2001-01-01' }))).toEqual([[null]]);
  expect(values(await pivot(ask))).toEqual([[5]]);
});

test('what is not released is in nobody’s table but its own region’s; published only is what the public gets', async () => {
  await put([{ regionCode: '330109', value: 77, open: false }]);
  const ask = { regions: { codes: ['330109'] }, periods: { list: ['2025-03'] } };
  expect(values(await pivot(ask, hangzhou))).toEqual([[77]]);
  expect(values(await pivot(ask, ningbo))).toEqual([[null]]);
  expect(values(await pivot(ask, nobody))).toEqual([[null]]);
  expect(values(await pivot({ ...ask, publishedOnly: true }, hangzhou))).toEqual([[null]]);
});

test('as a file the numbers are in the published unit, with unit and mark', async () => {
  const answer = await admin({ method: 'POST', url: '/api/v1/statistics/pivot?format=csv', payload: ASK });
  const rows = parseCsv(answer.body).map(({ cells }) => cells);
  expect(rows[0]?.slice(-3)).toEqual(['合计', '单位', 'synthetic']);
  expect(rows[1]).toEqual(['杭州市', '0.1', '0.11', '0.12', '0.33', '万辆', 'false']);
  expect(rows).toHaveLength(5);
});

describe('figures of firms', () => {
  const FIRMS = [
    { size: 'large', value: 500 },
    { size: 'large', value: 400 },
    { size: 'large', value: 300 },
    { size: 'medium', value: 60 },
    { size: 'small', value: 30 },
    { size: 'small', value: 20 },
    { size: 'small', value: 25 },
    { size: 'small', value: 22 },
  ];
  const PERIOD = '2025-07';
  const ask = {
    rows: ['party:size-class'],
    columns: [],
    regions: { codes: ['330100'] },
    periods: { list: [PERIOD] },
  };

  beforeAll(async () => {
    await withActor(server.deps.db, system, async (tx) => {
      const context = contextFor(await loadRegisters(tx), 'enterprises', system, new Date());
      const rows = FIRMS.map(({ size }, n) => ({
        values: {
          uscc: usccOf(n),
          name: `企业${n}`,
          region: '330109',
          'industry-code': '3670',
          'chain-role': n % 2 ? 'part' : 'key-part',
          'chain-tags': ['nev-chain'],
          'established-on': '2015-01-01',
          status: 'operating',
          'above-scale': true,
          'size-class': size,
        },
      }));
      await insertEntries(tx, context, rows, { reasons: 'all', synthetic: false, cases: false });
    });
    const parties = await server.deps.db
      .selectFrom('party')
      .select(['id', 'uscc'])
      .where('uscc', 'is not', null)
      .execute();
    const idOf = new Map(parties.map(({ id, uscc }) => [uscc, id]));
    await put(
      FIRMS.map(({ value }, n) => ({
        partyId: idOf.get(usccOf(n)) ?? null,
        regionCode: '330109',
        period: PERIOD,
        value,
        open: false,
      })),
    );
  });

  const bySize = (table: PivotTable) =>
    Object.fromEntries(table.rows.map(([member], at) => [member?.key ?? '', table.cells[at]?.[0]]));

  test('are whole for who holds the region', async () => {
    const table = await pivot(ask, hangzhou);
    expect(bySize(table)).toMatchObject({
      large: { value: 1200, of: 3 },
      medium: { value: 60, of: 1 },
      small: { value: 97, of: 4 },
    });
    expect(table.rowTotal?.[0]?.value).toBe(1357);
    expect(table.withheld).toBe(0);
  });

  test('are nothing for others before the region’s own figure is theirs to read, then protected', async () => {
    const before = await pivot(ask, ningbo);
    expect(before.cells.flat().every(({ value, missing }) => value === null && missing === null)).toBe(true);
    await put([{ period: PERIOD, value: 1357 }]);
    const after = bySize(await pivot(ask, ningbo));
    expect(after.medium).toMatchObject({ value: null, missing: 'suppressed', of: 0 });
    // One beside it is withheld, or the total would give it away.
    expect(Object.values(after).filter((cell) => cell?.missing === 'suppressed').length).toBeGreaterThan(1);
    expect(
      Object.values(bySize(await pivot({ ...ask, measure: 'share' }, ningbo))).map((cell) => cell?.missing),
    ).toContain('suppressed');
    for (const one of ['party:size-class', 'party:chain-role']) {
      const table = await pivot({ ...ask, rows: [one] }, nobody);
      const shown = table.cells.flat().filter(({ value }) => value !== null && value > 0);
      expect(shown.every(({ of }) => of >= 3)).toBe(true);
    }
  });

  test('crossed by two fields, or as known on a day, are for who holds the region: together they tell single firms', async () => {
    const cross = { ...ask, columns: ['party:chain-role'] };
    const whole = await pivot(cross, hangzhou);
    expect(whole.total?.value).toBe(1357);
    expect(whole.withheld).toBe(0);
    const then = { ...ask, asOf: '2099-01-01' };
    expect((await pivot(then, hangzhou)).rowTotal?.[0]?.value).toBe(1357);
    for (const asker of [ningbo, nobody]) {
      expect(await refusal(cross, asker)).toBe('pivot-firms-one-field');
      expect(await refusal({ ...ask, columns: [], rows: ['party:size-class', 'party:chain-role'] }, asker)).toBe(
        'pivot-firms-one-field',
      );
      expect(await refusal(then, asker)).toBe('pivot-firms-as-of');
    }
  });

  test('are grouped by public fields alone, of one region, and rates are not added up', async () => {
    expect(await refusal({ ...ask, rows: ['party:revenue'] })).toBe('pivot-firms-field');
    expect(await refusal({ ...ask, regions: { codes: CITIES } })).toBe('pivot-firms-region');
    expect(await refusal({ ...ask, indicators: ['nev-share-of-output'] })).toBe('pivot-firms-rate');
    expect(await refusal({ ...ask, measure: 'pull' })).toBe('pivot-firms-measure');
  });
});
