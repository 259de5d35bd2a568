import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, type Tx, withActor } from '../access/actor.ts';
import { testDatabase } from '../testing/database.ts';
import { appendObservation, newestMonth } from './queries.ts';

const system = systemActor('test');
const NOW = new Date('2025-10-15');
let database: Awaited<ReturnType<typeof testDatabase>>;
const run = <T>(work: (tx: Tx) => Promise<T>) => withActor(database.store.db, system, work);

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const put = (tx: Tx, indicatorCode: string, period: string, value: number | null, partyId: string | null = null) =>
  appendObservation(tx, {
    indicatorCode,
    scopeKey: '',
    regionCode: '330100',
    partyId,
    period,
    value,
    missing: value === null ? 'withdrawn' : null,
    status: 'approved',
    synthetic: false,
    open: false,
    source: {},
    reason: null,
    importRunId: null,
    enteredBy: null,
  });

test('the newest month is that of the newest figure that stands: withdrawn ones do not count, put back they do', () =>
  run(async (tx) => {
    const { code } = await tx.selectFrom('indicator').select('code').orderBy('code').limit(1).executeTakeFirstOrThrow();
    expect(await newestMonth(tx, NOW)).toBeNull();
    await put(tx, code, '2025', 1);
    expect(await newestMonth(tx, NOW)).toBeNull();
    await put(tx, code, '2025-07', 1);
    await put(tx, code, '2025-01..08', 10);
    expect(await newestMonth(tx, NOW)).toBe('2025-08');
    await put(tx, code, '2025-09', 2);
    await put(tx, code, '2025-09', 3);
    await put(tx, code, '2025-09', null);
    expect(await newestMonth(tx, NOW)).toBe('2025-08');
    await put(tx, code, '2025-09', 4);
    expect(await newestMonth(tx, NOW)).toBe('2025-09');
    // 2025-10 with two figures turned round: nobody has figures of a month to come.
    await put(tx, code, '2052-10', 5);
    expect(await newestMonth(tx, NOW)).toBe('2025-09');
  }));

test('a firm’s own figure does not begin the month: its region has not spoken yet', () =>
  run(async (tx) => {
    const { code } = await tx.selectFrom('indicator').select('code').orderBy('code').limit(1).executeTakeFirstOrThrow();
    const { id } = await tx
      .insertInto('party')
      .values({ kind: 'enterprise', name: '甲', region_code: '330100' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const before = await newestMonth(tx, NOW);
    await put(tx, code, '2025-10', 7, id);
    expect(await newestMonth(tx, NOW)).toBe(before);
    await put(tx, code, '2025-10', 9);
    expect(await newestMonth(tx, NOW)).toBe('2025-10');
  }));
