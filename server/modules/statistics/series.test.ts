import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, withActor } from '../../kernel/access/actor.ts';
import { insertFirstObservations, type NewObservation } from '../../kernel/observation/queries.ts';
import { testDatabase } from '../../kernel/testing/database.ts';
import { parseFormula } from './formula.ts';
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

test('formulas of other shapes are left alone', () => {
  expect(parseFormula('[a] / ([b] + [c @ x=y])')).toMatchObject({
    kind: 'ratio',
    lower: [{ code: 'b' }, { scope: { x: 'y' } }],
  });
  expect(parseFormula('streak(min([a], [b]) >= 100 %)')).toBeNull();
  expect(parseFormula('[a] / [a @ period=year-earlier, basis=comparable] - 1')).toBeNull();
});
