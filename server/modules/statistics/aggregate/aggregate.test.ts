import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, anonymous, systemActor, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { insertFirstObservations, type NewObservation } from '../../../kernel/observation/queries.ts';
import { testDatabase } from '../../../kernel/testing/database.ts';
import { type AggregateAsk, type AggregateFigure, aggregateFigures } from './index.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
const system = systemActor('test');

/** A province P with the cities A (counties A1, A2) and B (county B1), a zone in A, and a group of A1 and B. */
const PARENTS: Readonly<Record<string, string | null>> = { P: null, A: 'P', B: 'P', A1: 'A', A2: 'A', B1: 'B' };
const below = (code: string) => Object.keys(PARENTS).filter((one) => PARENTS[one] === code);

beforeAll(async () => {
  database = await testDatabase();
  await sql`insert into region (code, name, short_name, level, parent_code) values ('P', 'P', 'P', 'province', null),
    ('A', 'A', 'A', 'city', 'P'), ('B', 'B', 'B', 'city', 'P'), ('A1', 'A1', 'A1', 'county', 'A'),
    ('A2', 'A2', 'A2', 'county', 'A'), ('B1', 'B1', 'B1', 'county', 'B'), ('Z', 'Z', 'Z', 'zone', 'A'),
    ('G', 'G', 'G', 'group', null)`.execute(database.store.db);
  await sql`insert into region_closure (ancestor, descendant, depth, via) values ('P','P',0,'division'), ('P','A',1,'division'),
    ('P','B',1,'division'), ('P','A1',2,'division'), ('P','A2',2,'division'), ('P','B1',2,'division'), ('P','Z',2,'division'),
    ('A','A',0,'division'), ('A','A1',1,'division'), ('A','A2',1,'division'), ('A','Z',1,'division'), ('B','B',0,'division'),
    ('B','B1',1,'division'), ('A1','A1',0,'division'), ('A2','A2',0,'division'), ('B1','B1',0,'division'),
    ('Z','Z',0,'division'), ('G','G',0,'division'), ('G','A1',1,'group'), ('G','B',1,'group'), ('G','B1',2,'group')`.execute(
    database.store.db,
  );
});
afterAll(() => database.close());

const row = (
  regionCode: string,
  period: string,
  value: number | null,
  change: Partial<NewObservation> = {},
): NewObservation => ({
  indicatorCode: 'nev-output',
  scopeKey: '',
  regionCode,
  partyId: null,
  period,
  value,
  missing: value === null ? 'not-yet-reported' : null,
  status: 'approved',
  synthetic: false,
  open: false,
  source: { kind: 'entry' },
  reason: null,
  importRunId: null,
  enteredBy: null,
  ...change,
});

class Undo extends Error {}
/** In a transaction that leaves nothing. */
const rolledBack = (work: (tx: Tx) => Promise<void>) =>
  withActor(database.store.db, system, async (tx) => {
    await work(tx);
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });

const TREE: AggregateAsk = {
  indicators: ['nev-output'],
  scopeKey: '',
  regions: { root: 'P' },
  periods: ['2024-03'],
  overTime: 'each',
};
/** The figures of a few rows for one period, by region. */
async function ask(rows: readonly NewObservation[], change: Partial<AggregateAsk> = {}) {
  const found: Record<string, AggregateFigure> = {};
  await rolledBack(async (tx) => {
    await insertFirstObservations(tx, rows);
    const wanted = { ...TREE, ...change };
    const set = await aggregateFigures(tx, wanted);
    for (const { code } of set.regions) {
      found[code] = set.figure(wanted.indicators[0] ?? '', code, wanted.periods[0] ?? '');
    }
  });
  return found;
}

test('what is stored stands, what is not is the sum of the nearest that are', async () => {
  const found = await ask([
    row('A1', '2024-03', 1),
    row('A2', '2024-03', 2),
    row('B', '2024-03', 10),
    row('B1', '2024-03', 4),
  ]);
  expect(found).toMatchObject({
    P: { how: 'rolled-up', value: 13, complete: true, reported: 3, of: 3 },
    A: { how: 'rolled-up', value: 3 },
    B: { how: 'stored', value: 10 },
    A1: { how: 'stored', value: 1, observationId: expect.any(String) },
  });
  expect(found).not.toHaveProperty('Z');
});

test('a sum that lacks a part says so; a branch without any figure is one that is due', async () => {
  const found = await ask([row('A1', '2024-03', 1, { synthetic: true }), row('A2', '2024-03', null)]);
  expect(found.A).toMatchObject({ value: 1, complete: false, reported: 1, of: 2, synthetic: true });
  expect(found.P).toMatchObject({ value: 1, complete: false, reported: 1, of: 3 });
  expect(found.B).toMatchObject({ how: 'none', value: null, missing: null });
  const none = await ask([row('A1', '2024-03', null, { missing: 'not-applicable' }), row('A2', '2024-03', 5)]);
  expect(none.A).toMatchObject({ value: 5, complete: true, reported: 1, of: 1 });
});

test('withheld stays withheld, withdrawn is as if never said', async () => {
  const parts = [row('A1', '2024-03', 1), row('A2', '2024-03', 2)];
  const withheld = await ask([...parts, row('A', '2024-03', null, { missing: 'suppressed' })]);
  expect(withheld.A).toMatchObject({ how: 'stored', value: null, missing: 'suppressed' });
  const withdrawn = await ask([...parts, row('A', '2024-03', null, { missing: 'withdrawn' })]);
  expect(withdrawn.A).toMatchObject({ how: 'rolled-up', value: 3 });
});

test('regions by depth, by level, by list, and a named group, whose members are its parts', async () => {
  const rows = [row('A1', '2024-03', 1), row('A2', '2024-03', 2), row('B1', '2024-03', 4)];
  expect(await ask(rows, { regions: { root: 'P', depth: 1 } })).toMatchObject({
    P: { value: 7 },
    A: { value: 3 },
    B: { value: 4 },
  });
  expect(Object.keys(await ask(rows, { regions: { root: 'P', level: 'city' } }))).toEqual(['A', 'B']);
  const some = await ask(rows, { regions: { codes: ['P', 'G', 'A1', 'nowhere'] } });
  expect(some).toMatchObject({ P: { value: 7, complete: true }, G: { value: 5, complete: true }, A1: { value: 1 } });
});

test('a flow adds months over the year, and takes the cumulative figure as it is', async () => {
  const months = (region: string, count: number) =>
    Array.from({ length: count }, (_, at) => row(region, `2024-${String(at + 1).padStart(2, '0')}`, 0.1));
  const year: Partial<AggregateAsk> = { periods: ['2024'], overTime: 'rule' };
  const added = await ask([...months('A1', 12), ...months('A2', 11)], year);
  expect(added.A1).toMatchObject({ how: 'rolled-up', value: 1.2, complete: true, reported: 12, of: 12 });
  expect(added.A2).toMatchObject({ value: 1.1, complete: false, reported: 11, of: 12 });
  expect(added.A).toMatchObject({ value: 2.3, complete: false, reported: 23, of: 24 });
  const cumulative = await ask([...months('A1', 12), row('A1', '2024-01..12', 9)], year);
  expect(cumulative.A1).toMatchObject({ how: 'stored', value: 9 });
  const quarter = await ask([row('A1', '2024-01..02', 5), ...months('A1', 3).slice(2)], {
    periods: ['2024Q1'],
    overTime: 'rule',
  });
  expect(quarter.A1).toMatchObject({ value: 0.1, complete: false, reported: 1, of: 3 });
  expect((await ask(months('A1', 12), { periods: ['2024'] })).A1).toMatchObject({ how: 'none' });
});

test('a stock takes the last, and says when that is not the end', async () => {
  const stock = (period: string, value: number) => row('A1', period, value, { indicatorCode: 'public-chargers' });
  const asked: Partial<AggregateAsk> = { indicators: ['public-chargers'], periods: ['2024'], overTime: 'rule' };
  const whole = await ask([stock('2024-08', 7), stock('2024-12', 9)], asked);
  expect(whole.A1).toMatchObject({ value: 9, complete: true });
  expect((await ask([stock('2024-07', 6), stock('2024-08', 7)], asked)).A1).toMatchObject({
    value: 7,
    complete: false,
  });
});

test('a rate goes through its operands, over equal parts or not at all', async () => {
  const all = (region: string, value: number) => row(region, '2024-03', value, { indicatorCode: 'vehicle-output' });
  const share: Partial<AggregateAsk> = { indicators: ['nev-share-of-output'] };
  const rows = [row('A1', '2024-03', 1), row('A2', '2024-03', 2), all('A1', 2), all('A2', 10)];
  expect((await ask(rows, share)).A).toMatchObject({ how: 'computed', value: 25, complete: true, reported: 4, of: 4 });
  expect((await ask(rows.slice(0, 3), share)).A).toMatchObject({
    how: 'none',
    value: null,
    refused: 'operands-incomplete',
  });
});

test('what the rule forbids is refused with its reason', async () => {
  const growth = (region: string) => row(region, '2024-03', 5, { indicatorCode: 'value-added-growth' });
  const found = await ask([growth('A1'), growth('A2')], { indicators: ['value-added-growth'] });
  expect(found.A).toMatchObject({ value: null, refused: 'not-additive-over-regions' });
  expect(found.A1).toMatchObject({ how: 'stored', value: 5, refused: null });
});

test('figures as they were known at a moment', () =>
  rolledBack(async (tx) => {
    await insertFirstObservations(tx, [row('A1', '2024-03', 1)]);
    const set = await aggregateFigures(tx, { ...TREE, knownAt: new Date('2020-01-01') });
    expect(set.figure('nev-output', 'P', '2024-03').how).toBe('none');
    const later = await aggregateFigures(tx, { ...TREE, knownAt: new Date('2100-01-01') });
    expect(later.figure('nev-output', 'P', '2024-03').value).toBe(1);
    expect(() => later.figure('nev-output', 'P', '2024-04')).toThrow(RangeError);
  }));

test('a reader adds up only what that reader may see', async () => {
  const county: Actor = { ...anonymous(), grants: [{ role: 'analyst', regionCode: 'A1', partyId: null }] };
  const seen = async (actor: Actor) => {
    const set = await withActor(database.store.db, actor, (tx) =>
      aggregateFigures(tx, { ...TREE, periods: ['2023-03'] }),
    );
    const { value, reported, of } = set.figure('nev-output', 'A', '2023-03');
    return { value, reported, of };
  };
  await withActor(database.store.db, system, (tx) =>
    insertFirstObservations(tx, [row('A1', '2023-03', 1), row('A2', '2023-03', 2, { open: true })]),
  );
  expect(await seen(system)).toEqual({ value: 3, reported: 2, of: 2 });
  expect(await seen(county)).toEqual({ value: 3, reported: 2, of: 2 });
  expect(await seen(anonymous())).toEqual({ value: 2, reported: 1, of: 2 });
});

test('over any figures, sums over regions and months equal those added by hand', async () => {
  const anyFigures = fc.uniqueArray(
    fc.record({
      region: fc.constantFrom('P', 'A', 'B', 'A1', 'A2', 'B1'),
      period: fc.constantFrom('2024-01', '2024-02', '2024-03', '2024Q1', '2024-01..03'),
      value: fc.option(
        fc.integer({ min: 0, max: 999 }).map((n) => n / 10),
        { freq: 5 },
      ),
    }),
    { selector: ({ region, period }) => `${region} ${period}`, maxLength: 24 },
  );
  await fc.assert(
    fc.asyncProperty(anyFigures, (figures) =>
      rolledBack(async (tx) => {
        await insertFirstObservations(
          tx,
          figures.map(({ region, period, value }) => row(region, period, value)),
        );
        const set = await aggregateFigures(tx, { ...TREE, periods: ['2024-01', '2024-02', '2024-03'] });
        const said = (region: string, period: string) =>
          figures.find((one) => one.region === region && one.period === period);
        /** Tenths known, figures known, and figures due. */
        const byHand = (region: string, period: string): readonly [number, number, number] => {
          const own = said(region, period);
          if (own) return own.value === null ? [0, 0, 1] : [Math.round(own.value * 10), 1, 1];
          const parts = below(region).map((part) => byHand(part, period));
          const speaks = (at: string): boolean => said(at, period) !== undefined || below(at).some(speaks);
          if (!speaks(region)) return [0, 0, 1];
          return parts.reduce<readonly [number, number, number]>(
            (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]],
            [0, 0, 0],
          );
        };
        for (const region of Object.keys(PARENTS)) {
          for (const period of ['2024-01', '2024-02', '2024-03']) {
            const [tenths, reported, of] = byHand(region, period);
            const found = set.figure('nev-output', region, period);
            expect([found.reported, found.of, found.complete]).toEqual([reported, of, reported === of]);
            expect(found.value).toBe(reported === 0 ? null : tenths / 10);
          }
        }
        const quarter = await aggregateFigures(tx, { ...TREE, periods: ['2024Q1'], overTime: 'rule' });
        for (const region of ['A1', 'A2', 'B1']) {
          const own = said(region, '2024Q1') ?? said(region, '2024-01..03');
          const months = ['2024-01', '2024-02', '2024-03'].map((period) => said(region, period)?.value ?? null);
          const known = months.filter((value) => value !== null);
          const sum = known.length === 0 ? null : Math.round(known.reduce((a, b) => a + b, 0) * 10) / 10;
          expect(quarter.figure('nev-output', region, '2024Q1').value).toBe(own ? own.value : sum);
        }
      }),
    ),
    { numRuns: 60 },
  );
});
