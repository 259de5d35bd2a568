import type { Cells } from '@liannao/statistics';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, anonymous, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { usccOf } from '../../../kernel/registers/import-samples.ts';
import { testDatabase } from '../../../kernel/testing/database.ts';
import { provenanceOf } from '../provenance.ts';
import { reopenReturn, withdrawReturn } from './correct.ts';
import { releaseDue, releaseRound } from './release.ts';
import { approveReturn } from './review.ts';
import { submitReturn } from './save.ts';
import { addFirms, addForm, addRound, asTest, output, ownForm } from './testing.ts';
import { drainTotals } from './totals-drain.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let firms: string[];
let round: string;
let returns: string[];
const now = new Date('2025-07-05T02:00:00Z');
// Three firms in each of three counties of Taizhou 331000; in Wenling 331081 a single one.
const PLACES = ['331082', '331081', '331002', '331003'];
const OUTPUTS = [[10, 20, 30], [40], [50, 60, 70], [1, 2, 3]];
const REPORTS = OUTPUTS.flatMap((values, at) => values.map((value) => ({ region: PLACES[at] ?? '', value })));

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
const asSystem = <T>(work: (tx: Tx) => Promise<T>) => asTest(database.store.db, work);
const drain = () => drainTotals(database.store.db, now);
const submit = (id: string, cells: Cells) =>
  run('填报人', (tx, actor) => submitReturn(tx, actor, id, { cells: cells as never, basedOn: null, key: null, now }));
const approve = async (id: string, cells: Cells) => {
  await submit(id, cells);
  await run('审定人', (tx, actor) => approveReturn(tx, actor, id, { now }));
};
const figure = (region: string) =>
  asSystem((tx) =>
    tx
      .selectFrom('observation')
      .select(['id', 'value', 'open', 'revision', 'reason'])
      .where('region_code', '=', region)
      .where('party_id', 'is', null)
      .where('indicator_code', '=', 'nev-output')
      .where('scope_key', '=', '')
      .where('period', '=', '2025-06')
      .orderBy('revision', 'desc')
      .executeTakeFirst(),
  );

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database.store;
  await addForm(db, ownForm({ review: ['city'] }));
  firms = await addFirms(
    db,
    REPORTS.map(({ region }, at) => ({ name: `厂${at}号`, uscc: usccOf(at + 70), region })),
  );
  const reporters = REPORTS.map(({ region }, at) => ({ party: firms[at] ?? '', region }));
  ({ round, returns } = await addRound(db, { form: 'own-output', period: '2025-06', reporters }));
});
afterAll(() => database.close());

test('a release tells nothing of a single firm, neither of itself nor by what is left of the sum above it', async () => {
  for (const [at, id] of returns.entries()) {
    const value = REPORTS[at]?.value ?? 0;
    await approve(id, output(value, value * 6));
  }
  await drain();
  expect(await figure('331000')).toMatchObject({ value: 286, open: false, revision: 1 });
  await asSystem((tx) => tx.updateTable('statistics_round').set({ release_at: now }).where('id', '=', round).execute());
  expect(await releaseDue(database.store.db, now)).toBe(1);
  expect(await releaseDue(database.store.db, now)).toBe(0);
  await drain();
  const open = { open: true, revision: 2, reason: '对外公布' };
  expect(await figure('331000')).toMatchObject({ value: 286, ...open });
  expect(await figure('331082')).toMatchObject({ value: 60, ...open });
  expect(await figure('331002')).toMatchObject({ value: 180, ...open });
  expect(await figure('331081')).toMatchObject({ value: 40, open: false, revision: 1 });
  expect(await figure('331003')).toMatchObject({ value: 6, open: false, revision: 1 });
});

test('a stranger is told numbers, not names', async () => {
  const seen = await withActor(database.store.db, anonymous(), async (tx) =>
    provenanceOf(tx, anonymous(), (await figure('331000'))?.id ?? ''),
  );
  expect(seen.steps.find((step) => step.text.includes('您无权查看'))).toMatchObject({ parts: [] });
  expect(JSON.stringify(seen)).not.toMatch(/厂\d号/);
});

test('a correction goes up without the words of the firm, and what was withheld stays so', async () => {
  const id = returns[3] ?? '';
  const reason = '厂3号停产一周';
  await run('审定人', (tx, actor) => reopenReturn(tx, actor, id, { reason, reasonCode: 'stopped', now }));
  await approve(id, output(41, 241));
  await drain();
  expect(await figure('331000')).toMatchObject({ value: 287, open: true, revision: 3, reason: '停产' });
  expect(await figure('331081')).toMatchObject({ value: 41, open: false, revision: 2, reason: '停产' });
  expect(await figure('331003')).toMatchObject({ revision: 1 });
});

test('of two who release at once one does; a round that cannot be added up holds up no other and is told', async () => {
  const reporters = [0, 1].map((at) => ({ party: firms[at] ?? '', region: at === 0 ? '331082' : '331081' }));
  const broken = await addRound(database.store.db, { form: 'own-output', period: '2025-07', reporters });
  const sound = await addRound(database.store.db, { form: 'own-output', period: '2025-08', reporters });
  const rename = (period: string) =>
    asSystem((tx) => tx.updateTable('statistics_round').set({ period }).where('id', '=', broken.round).execute());
  const progress = (id: string) =>
    asSystem((tx) =>
      tx
        .selectFrom('statistics_progress')
        .select('region_code as region')
        .where('round_id', '=', id)
        .orderBy('region_code')
        .execute(),
    );
  await rename('no-month');
  await expect(drain()).rejects.toThrow('no-month');
  expect(await progress(broken.round)).toEqual([]);
  expect(await progress(sound.round)).toHaveLength(3);
  await rename('2025-07');
  expect(await drain()).toBe(1);
  // A region that nobody reports for any more goes.
  await asSystem(async (tx) => {
    await tx
      .deleteFrom('statistics_return')
      .where('id', '=', sound.returns[1] ?? '')
      .execute();
    await tx.insertInto('statistics_due').values({ round_id: sound.round }).execute();
  });
  await drain();
  expect((await progress(sound.round)).map(({ region }) => region)).toEqual(['331000', '331082']);
  await approve(sound.returns[0] ?? '', output(12, 90));
  await drain();
  const release = () => run('市局', (tx, actor) => releaseRound(tx, actor, sound.round, { now }));
  const pressed = await Promise.allSettled([release(), release()]);
  expect(pressed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what is taken back before anybody looked at it was never handed in', async () => {
  const [party = ''] = firms;
  const { returns: own } = await addRound(database.store.db, {
    form: 'own-output',
    period: '2025-09',
    reporters: [{ party, region: '331082' }],
  });
  const [id = ''] = own;
  await submit(id, output(13, 103));
  await run('填报人', (tx, actor) => withdrawReturn(tx, actor, id, { reason: '再核一遍', now }));
  const row = await asSystem((tx) =>
    tx
      .selectFrom('statistics_return')
      .select(['state', 'first_submitted_at as first'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  expect(row).toEqual({ state: 'draft', first: null });
});
