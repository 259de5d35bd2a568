import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { usccOf } from '../../../kernel/registers/import-samples.ts';
import { testDatabase } from '../../../kernel/testing/database.ts';
import { reopenReturn } from './correct.ts';
import { approveReturn } from './review.ts';
import { submitReturn } from './save.ts';
import { addFirms, addForm, addRound, asTest, output, ownForm } from './testing.ts';
import { drainTotals } from './totals-drain.ts';

// Whatever is corrected in whatever order: sums stay the sums, and nothing else gets a revision.
let database: Awaited<ReturnType<typeof testDatabase>>;
let returns: string[];
const REGIONS = ['331082', '331082', '331081', '331002'];
const now = new Date('2025-04-05T02:00:00Z');
const person = (name: string): Actor => ({
  userId: null,
  name,
  locale: 'zh',
  grants: [{ role: 'admin', regionCode: null, partyId: null }],
  tokenPermissions: null,
  isSystem: false,
});
const run = <T>(name: string, work: (tx: Tx, actor: Actor) => Promise<T>) => {
  const actor = person(name);
  return withActor(database.store.db, actor, (tx) => work(tx, actor));
};

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database.store;
  const ours = ownForm({ review: ['city'] });
  await addForm(db, ours);
  const firms = await addFirms(
    db,
    REGIONS.map((region, at) => ({ name: `厂${at}`, uscc: usccOf(at + 10), region })),
  );
  const reporters = firms.map((party, at) => ({ party, region: REGIONS[at] ?? '' }));
  ({ returns } = await addRound(db, { form: ours.id, period: '2025-03', reporters }));
});
afterAll(() => database.close());

const submit = (at: number, month: number, since: number) =>
  run('填报人', (tx, actor) =>
    submitReturn(tx, actor, returns[at] ?? '', { cells: output(month, since), basedOn: null, key: null, now }),
  );
const approve = (at: number) => run('审定人', (tx, actor) => approveReturn(tx, actor, returns[at] ?? '', { now }));

const observations = () =>
  asTest(database.store.db, (tx) =>
    tx
      .selectFrom('observation')
      .select(['id', 'indicator_code', 'scope_key', 'region_code', 'party_id', 'period', 'revision', 'value', 'reason'])
      .orderBy('revision')
      .execute(),
  );

test('random corrections keep totals equal to the sums, and revise exactly what depends on them', async () => {
  const values = REGIONS.map((_, at) => ({ month: 10 + at, since: 40 + at }));
  for (const [at, { month, since }] of values.entries()) {
    await submit(at, month, since);
    await approve(at);
  }
  await drainTotals(database.store.db, now);
  let before = await observations();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: REGIONS.length - 1 }),
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 500, max: 2000 }),
      async (at, month, since) => {
        const id = returns[at] ?? '';
        const reason = `更正 ${at} ${month} ${since}`;
        await run('审定人', (tx, actor) =>
          reopenReturn(tx, actor, id, { reason, reasonCode: 'error-correction', now }),
        );
        await submit(at, month, since);
        await approve(at);
        await drainTotals(database.store.db, now);
        const stood = values[at] ?? { month: 0, since: 0 };
        values[at] = { month, since };
        const all = await observations();
        const known = new Set(before.map((one) => one.id));
        const added = all.filter((one) => !known.has(one.id));
        before = all;
        const changed = [
          ...(stood.month === month ? [] : ['2025-03']),
          ...(stood.since === since ? [] : ['2025-01..03']),
        ];
        const dependents = changed.flatMap((period) => [
          `firm ${period}`,
          `${REGIONS[at]} ${period}`,
          `331000 ${period}`,
        ]);
        expect(added.map((one) => `${one.party_id ? 'firm' : one.region_code} ${one.period}`).sort()).toEqual(
          dependents.sort(),
        );
        expect(
          added.every(
            (one) =>
              one.reason === (one.party_id === null ? '差错更正' : reason) &&
              one.indicator_code === 'nev-output' &&
              one.scope_key === '',
          ),
        ).toBe(true);
        for (const region of ['331000', ...new Set(REGIONS)]) {
          const under = values.filter((_, i) => region === '331000' || REGIONS[i] === region);
          for (const [period, pick] of [
            ['2025-03', 'month'],
            ['2025-01..03', 'since'],
          ] as const) {
            const newest = all.findLast(
              (one) =>
                one.party_id === null && one.region_code === region && one.period === period && one.scope_key === '',
            );
            expect(newest?.value, `${region} ${period}`).toBe(under.reduce((sum, one) => sum + one[pick], 0));
          }
        }
      },
    ),
    { numRuns: 12 },
  );
});
