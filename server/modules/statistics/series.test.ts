import { checkFormulas } from '@liannao/statistics';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, withActor } from '../../kernel/access/actor.ts';
import { insertFirstObservations, type NewObservation } from '../../kernel/observation/queries.ts';
import { testDatabase } from '../../kernel/testing/database.ts';
import { formulaText, loadCatalogue } from './catalogue.ts';
import { operandsOf } from './formula.ts';
import { provenanceOf } from './provenance.ts';
import { loadSeries } from './series.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const actor = systemActor('test');
const row = (
  indicatorCode: string,
  period: string,
  value: number | null,
  change: Partial<NewObservation> = {},
): NewObservation => ({
  indicatorCode,
  scopeKey: '',
  regionCode: '330100',
  partyId: null,
  period,
  value,
  missing: value === null ? 'not-yet-reported' : null,
  status: 'approved',
  synthetic: false,
  open: true,
  source: { kind: 'entry' },
  reason: null,
  importRunId: null,
  enteredBy: null,
  ...change,
});

const read = async (
  rows: readonly NewObservation[],
  indicatorCode: string,
  key: { scopeKey?: string; regionCode?: string } = {},
) =>
  withActor(database.store.db, actor, async (tx) => {
    await insertFirstObservations(tx, rows);
    const set = await loadSeries(tx, [{ indicatorCode, scopeKey: '', regionCode: '330100', ...key }]);
    return set.figures({ indicatorCode, scopeKey: '', regionCode: '330100', ...key });
  });

test('a rate without a figure of its own is the ratio of its operands of the same period, and says so', async () => {
  const figures = await read(
    [
      row('nev-output', '2024', 60_000, { synthetic: true }),
      row('vehicle-output', '2024', 80_000, { status: 'submitted' }),
      row('nev-output', '2025-01..03', 10_000),
      row('vehicle-output', '2025-01..03', null),
    ],
    'nev-share-of-output',
  );
  expect(figures).toMatchObject([{ period: '2024', value: 75, synthetic: true, status: 'submitted', computed: true }]);
});

test('its own figure goes before the computed one', async () => {
  const figures = await read([row('nev-share-of-output', '2024', 74.9)], 'nev-share-of-output');
  expect(figures).toMatchObject([{ period: '2024', value: 74.9, computed: false }]);
});

test('shares of the region above and of the nation take their whole from there', async () => {
  const scopeKey = 'industry=auto-industry';
  const rows = [
    row('gross-output-value', '2024', 25, { scopeKey }),
    row('gross-output-value', '2024', 100, { scopeKey, regionCode: '330000' }),
  ];
  const figures = await read(rows, 'output-value-share-of-parent-region', { scopeKey });
  expect(figures).toMatchObject([{ value: 25 }]);
});

test('sums of three kinds, and the quotient over such a sum, carry their units', async () => {
  const rows = [
    row('public-chargers', '2024-12', 1000),
    row('dedicated-chargers', '2024-12', 500),
    row('private-chargers', '2024-12', 500),
    row('nev-stock', '2024-12', 6000),
  ];
  expect(await read(rows, 'vehicle-to-charger-ratio')).toMatchObject([{ period: '2024-12', value: 3 }]);
  expect(await read([], 'chargers')).toMatchObject([{ value: 2000 }]);
});

test('a flow over a stock is not computed from one observation of each', async () => {
  const rows = [row('tax-paid', '2024', 900), row('industrial-land-in-use', '2024', 100)];
  expect(await read(rows, 'tax-per-land')).toEqual([]);
});

test('a flow over a stock takes the mean of the stock at both ends of the period', async () => {
  const rows = [
    row('value-added', '2024', 900),
    row('employees', '2023-12', 100),
    row('employees', '2024', 200, { status: 'submitted' }),
  ];
  const figures = await read(rows, 'labour-productivity');
  expect(figures).toMatchObject([{ period: '2024', value: 6, status: 'submitted', computed: true }]);
});

const comparable = { scopeKey: 'basis=comparable' };

test('growth is taken on the comparable base of a year earlier, never on the figure of last year', async () => {
  const rows = [
    row('revenue', '2024-01..08', 52.5),
    row('revenue', '2025-01..08', 57.2),
    row('revenue', '2023', 40),
    row('revenue', '2024', 80),
  ];
  expect(await read(rows, 'revenue-growth')).toEqual([]);
  const [growth] = await read([row('revenue', '2024-01..08', 53.2, comparable)], 'revenue-growth');
  expect(growth).toMatchObject({ period: '2025-01..08', computed: true });
  expect(growth?.value).toBeCloseTo(7.5188, 4);
});

test('what gives no growth rate says why', async () => {
  const region = { regionCode: '330200' };
  const key = { indicatorCode: 'revenue-growth', scopeKey: '', ...region };
  const why = await withActor(database.store.db, actor, async (tx) => {
    await insertFirstObservations(tx, [
      row('revenue', '2025-01..08', 10, region),
      row('revenue', '2025-01..07', 10, region),
      row('revenue', '2024-01..07', 0, { ...region, ...comparable }),
      row('revenue', '2025-01..06', 10, region),
      row('revenue', '2024-01..06', null, { ...region, ...comparable, missing: 'suppressed' }),
      row('revenue', '2025-01..05', 10, region),
      row('revenue', '2024-01..05', -10, { ...region, ...comparable }),
    ]);
    const set = await loadSeries(tx, [key]);
    expect(set.figures(key)).toEqual([]);
    return [5, 6, 7, 8].map((m) => set.derivation(key, `2025-01..0${m}`)?.outcome);
  });
  expect(why).toMatchObject([
    { reason: 'no-rate', growth: { kind: 'to-profit' } },
    { reason: 'operand-missing', operands: [{ missing: 'suppressed', operand: { basis: 'comparable' } }] },
    { reason: 'base-zero' },
    { reason: 'operand-missing', operands: [{ missing: 'no-figure' }] },
  ]);
});

test('years in a row are counted at the ends of whole years, back to where it no longer holds', async () => {
  const at = { regionCode: '330300' };
  const output = { 2021: 90, 2022: 100, 2023: 210, 2024: 430, 2025: 900 };
  const rows = ['nev-output', 'nev-sales'].flatMap((code) =>
    Object.entries(output).flatMap(([y, value]) => [
      row(code, y, value, at),
      row(code, y, value, { ...at, ...comparable }),
    ]),
  );
  const figures = await read([...rows, row('nev-output', '2025-01..08', 500, at)], 'nev-doubling-streak', at);
  expect(figures.map(({ period, value }) => [period, value])).toEqual([
    ['2022', 0],
    ['2023', 1],
    ['2024', 2],
    ['2025', 3],
  ]);
  const [last] = figures.slice(-1);
  const { steps } = await withActor(database.store.db, actor, (tx) => provenanceOf(tx, actor, last?.ref ?? ''));
  expect(steps.find(({ kind }) => kind === 'formula')?.text).toMatch(
    /^streak\(min\(.+ 109\.3%, .+ 109\.3%\) >= 100 %\)$/,
  );
});

test('one and the same months may be named in two ways', async () => {
  const at = { regionCode: '330400' };
  const rows = [row('total-profit', '2024', 8, at), row('revenue', '2024-01..12', 100, at)];
  expect(await read(rows, 'profit-margin', at)).toMatchObject([{ period: '2024', value: 8 }]);
});

test('the formulas in force are sound: indicators, units, times, and no circle', async () => {
  const catalogue = await withActor(database.store.db, actor, (tx) => loadCatalogue(tx));
  const all = [...catalogue.values()].map((one) => ({ ...one, scope: one.scopeDimensions, formula: formulaText(one) }));
  expect(all.filter(({ formula }) => formula !== null).length).toBeGreaterThanOrEqual(37);
  expect(checkFormulas(all)).toEqual([]);
});

test('every formula of the catalogue is computed where its operands have figures', async () => {
  const [codes, uncomputed] = await withActor(database.store.db, actor, async (tx) => {
    const catalogue = await loadCatalogue(tx);
    const derived = [...catalogue.values()].filter((one) => formulaText(one) !== null);
    const used = new Set(derived.flatMap((one) => operandsOf(one).map(({ code }) => code)));
    const leaves = [...catalogue.values()].filter((one) => used.has(one.code) && formulaText(one) === null);
    const cuts = ['', 'basis=comparable', 'industry=all-industry', 'partySize=above-scale'];
    await insertFirstObservations(
      tx,
      leaves.flatMap(({ code }) =>
        ['330500', '330000', '000000'].flatMap((regionCode) =>
          cuts.flatMap((scopeKey) =>
            ['2018', '2019'].map((period) => row(code, period, Number(period) - 2000, { regionCode, scopeKey })),
          ),
        ),
      ),
    );
    const keys = derived.map(({ code }) => ({ indicatorCode: code, scopeKey: '', regionCode: '330500' }));
    const set = await loadSeries(tx, keys);
    const without = keys.filter((key) => !set.figures(key).some(({ period }) => period === '2019'));
    return [derived.map(({ code }) => code), without.map((key) => set.derivation(key, '2019')?.outcome ?? key)];
  });
  expect(codes.length).toBeGreaterThanOrEqual(37);
  expect(uncomputed).toEqual([]);
});

test('the step of the formula shows both ends of a mean, and what is missing where nothing comes of it', async () => {
  const at = { regionCode: '330600' };
  const texts = await withActor(database.store.db, actor, async (tx) => {
    await insertFirstObservations(tx, [
      row('value-added', '2024', 900_000, at),
      row('employees', '2023-12', 90_000, at),
      row('employees', '2024-12', 110_000, at),
      row('revenue-growth', '2024', 5, at),
      row('revenue', '2024', 100, at),
    ]);
    const key = { indicatorCode: 'labour-productivity', scopeKey: '', ...at };
    const growth = { indicatorCode: 'revenue-growth', scopeKey: '', ...at };
    const set = await loadSeries(tx, [key, growth]);
    const refs = [...set.figures(key), ...set.figures(growth)].map(({ ref }) => ref);
    const found = await Promise.all(refs.map((ref) => provenanceOf(tx, actor, ref)));
    return found.map(({ steps }) => steps.find(({ kind }) => kind === 'formula'));
  });
  expect(texts[0]?.text).toMatch(/ \/ 从业人员.* 10\.0 万人（期初、期末平均）$/);
  expect(texts[0]?.parts.map(({ value }) => value)).toEqual([900_000, 90_000, 110_000]);
  expect(texts[1]?.text).toMatch(/“营业收入（上年同期，可比口径）”没有数据。$/);
});
