import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Grant } from '../../../kernel/access/actor.ts';
import { type Actor, systemActor, withActor } from '../../../kernel/access/actor.ts';
import { usccOf } from '../../../kernel/registers/import-samples.ts';
import { testDatabase } from '../../../kernel/testing/database.ts';
import { addFirms, addForm, addRound, asTest, ownForm } from '../returns/testing.ts';
import { drainTotals } from '../returns/totals-drain.ts';
import { selectRounds } from './round-queries.ts';
import { countOverdue } from './rounds-changed.ts';
import { openRound } from './rounds-open.ts';
import { returnLate } from './signals.ts';
import { roundTotals } from './totals.ts';

const [TAIZHOU, LINHAI, WENLING] = ['331000', '331082', '331081'];
let database: Awaited<ReturnType<typeof testDatabase>>;
let reporters: { party: string; region: string }[];

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database.store;
  await addForm(db, ownForm({ columns: ['current', 'current-base'] }));
  const firms = await addFirms(db, [
    { name: '甲厂', uscc: usccOf(61), region: LINHAI },
    { name: '乙厂', uscc: usccOf(62), region: WENLING },
  ]);
  reporters = firms.map((party, at) => ({ party, region: at === 0 ? LINHAI : WENLING }));
});
afterAll(() => database.close());

const drain = (at: string) => drainTotals(database.store.db, new Date(at));
const holding = (...places: [Grant['role'], string][]): Actor => ({
  ...systemActor('test'),
  isSystem: false,
  grants: places.map(([role, regionCode]) => ({ role, regionCode, partyId: null })),
});

test('what becomes late by the calendar alone is counted once its day is over', async () => {
  const { db } = database.store;
  const { round } = await addRound(db, { form: 'own-output', period: '2025-07', due: '2025-08-12', reporters });
  const late = async () => {
    const { rows } = await sql<{ late: number }>`select late from statistics_progress
      where round_id = ${round}::uuid and region_code = ${TAIZHOU}`.execute(db);
    return rows[0]?.late;
  };
  const overdue = (at: string) => asTest(db, (tx) => countOverdue(tx, new Date(at)));
  await drain('2025-08-12T15:00:00Z');
  expect([await overdue('2025-08-12T15:30:00Z'), await late()]).toEqual([0, 0]);
  expect(await overdue('2025-08-12T16:30:00Z')).toBe(1);
  await drain('2025-08-12T16:31:00Z');
  expect(await late()).toBe(2);
  expect(await overdue('2025-08-20T00:00:00Z')).toBe(0);
});

test('who has not reported by the release is waited for until the region is settled', async () => {
  const { db } = database.store;
  const { round } = await addRound(db, { form: 'own-output', period: '2025-06', due: '2025-07-10', reporters });
  await drain('2025-07-01T02:00:00Z');
  const late = () =>
    asTest(db, async (tx) => {
      const found = await returnLate.find(tx, {
        now: new Date('2025-07-28T02:00:00Z'),
        month: '2025-06',
        isTuned: false,
        at: () => 5,
      });
      const own = await tx.selectFrom('statistics_return').select('id').where('round_id', '=', round).execute();
      return own.filter(({ id }) => found.some(({ subjectId }) => subjectId === id)).length;
    });
  await asTest(db, (tx) => sql`update statistics_round set released_at = now() where id = ${round}::uuid`.execute(tx));
  expect(await late()).toBe(2);
  await asTest(db, (tx) =>
    sql`update statistics_progress set settled_at = now() where round_id = ${round}::uuid and region_code = ${LINHAI}`.execute(
      tx,
    ),
  );
  expect(await late()).toBe(1);
});

test('who holds a city and one of its counties does not count the county twice', async () => {
  const { db } = database.store;
  await addRound(db, { form: 'own-output', period: '2025-08', region: '330000', reporters });
  await drain('2025-09-01T02:00:00Z');
  const expected = async (actor: Actor) => {
    const asked = { month: '2025-08', limit: 5, today: '2025-09-01' };
    const [round] = await withActor(db, actor, (tx) => selectRounds(tx, actor, asked));
    return round?.expected;
  };
  expect(await expected(holding(['bureau', LINHAI]))).toBe(1);
  expect(await expected(holding(['bureau', LINHAI], ['bureau', WENLING]))).toBe(2);
  expect(await expected(holding(['bureau', LINHAI], ['analyst', TAIZHOU]))).toBe(2);
});

test('no growth where a reporter lacks the figure of one of the two years', async () => {
  const { db } = database.store;
  const { round } = await addRound(db, { form: 'own-output', period: '2025-09', reporters });
  const put = (region: string, current: object, base: object) =>
    asTest(db, (tx) =>
      sql`update statistics_return set state = 'submitted', cells = ${JSON.stringify({
        '01': { current, 'current-base': base },
      })}::jsonb where round_id = ${round}::uuid and region_code = ${region}`.execute(tx),
    );
  const growth = async () => {
    await asTest(db, (tx) => sql`insert into statistics_due (round_id) values (${round}::uuid)`.execute(tx));
    await drain('2025-10-01T02:00:00Z');
    const now = new Date('2025-10-01T02:00:00Z');
    const of = { id: round, region: undefined, now };
    return (await asTest(db, (tx) => roundTotals(tx, systemActor('test'), of))).growth['01']?.current;
  };
  await put(LINHAI, { value: '120' }, { value: '100' });
  expect(await growth()).toBeCloseTo(20, 10);
  await put(WENLING, { value: '30' }, { value: null, missing: 'unknown' });
  expect(await growth()).toBeNull();
  await put(WENLING, { value: null, missing: 'unknown' }, { value: null, missing: 'unknown' });
  expect(await growth()).toBeCloseTo(20, 10);
  // A new plant has no year before: it counts in the growth of the whole.
  await put(WENLING, { value: '30' }, { value: null, missing: 'not-applicable' });
  expect(await growth()).toBeCloseTo(50, 10);
});

test('two who open the same round at once are both answered', async () => {
  const { db } = database.store;
  await asTest(db, (tx) =>
    sql`insert into statistics_form_use (form_id, region_code, from_month, set_by_name)
      values ('own-output', ${TAIZHOU}, '2025-01', 'test')`.execute(tx),
  );
  const actor = systemActor('test');
  const asked = { form: 'own-output', region: TAIZHOU, period: '2025-05', now: new Date('2025-06-10T02:00:00Z') };
  const both = await Promise.all([1, 2].map(() => withActor(db, actor, (tx) => openRound(tx, actor, asked))));
  expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
  expect(new Set(both.map(({ id }) => id)).size).toBe(1);
});
