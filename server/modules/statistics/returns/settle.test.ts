import type { Cells, FormRow } from '@liannao/statistics';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { usccOf } from '../../../kernel/registers/import-samples.ts';
import { testDatabase } from '../../../kernel/testing/database.ts';
import { provenanceOf } from '../provenance.ts';
import { reopenReturn } from './correct.ts';
import { approveReturn } from './review.ts';
import { saveReturn, submitReturn } from './save.ts';
import { settleRegion } from './settle.ts';
import { addFirms, addForm, addRound, asTest, openForm, output, ownForm } from './testing.ts';
import { drainTotals } from './totals-drain.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let firms: string[];
const now = new Date('2025-04-05T02:00:00Z');
const LINHAI = '331082';

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database.store;
  await addForm(db, { ...openForm(), review: ['city'], columns: ['current', 'cumulative'] });
  await addForm(
    db,
    ownForm({
      id: 'own-regions',
      review: ['city'],
      reporter: { kind: 'region', level: 'county', names: { zh: '县级经信局', en: 'County bureaus' } },
    }),
  );
  firms = await addFirms(db, [
    { name: '甲厂', uscc: usccOf(51), region: LINHAI },
    { name: '乙厂', uscc: usccOf(52), region: LINHAI },
  ]);
});
afterAll(() => database.close());

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
const drain = () => drainTotals(database.store.db, now);
const approve = async (id: string, cells: Cells) => {
  await run('填报人', (tx, actor) =>
    submitReturn(tx, actor, id, { cells: cells as never, basedOn: null, key: null, now }),
  );
  await run('审定人', (tx, actor) => approveReturn(tx, actor, id, { now }));
};
const correct = async (id: string, cells: Cells, reason: string) => {
  await run('审定人', (tx, actor) => reopenReturn(tx, actor, id, { reason, reasonCode: 'error-correction', now }));
  await approve(id, cells);
  await drain();
};

const newest = (region: string, party: string | null = null) =>
  asTest(database.store.db, async (tx) => {
    const rows = await tx
      .selectFrom('observation')
      .select([
        'id',
        'indicator_code as code',
        'scope_key as scope',
        'period',
        'value',
        'missing',
        'open',
        'revision',
        'reason',
      ])
      .where('region_code', '=', region)
      .where('party_id', party === null ? 'is' : '=', party)
      .orderBy('revision')
      .execute();
    return new Map(rows.map((row) => [`${row.code} ${row.scope} ${row.period}`, row]));
  });

const reporters = () => firms.map((party) => ({ party, region: LINHAI }));
const PURCHASES = 'parts-purchases sourceRegion=330100 2025-03';

test('a line that a correction leaves out is withdrawn, of the firm and of the regions; the rest stays as it is', async () => {
  const { returns } = await addRound(database.store.db, {
    form: 'own-lines',
    period: '2025-03',
    reporters: reporters(),
  });
  const [first = '', second = ''] = returns;
  const lines: Cells = { '11#sourceRegion=330100': { current: { value: '7.5' }, cumulative: { value: '9' } } };
  await approve(first, { ...output(100, 300), ...lines });
  await approve(second, output(50, 150));
  await drain();
  expect((await newest(LINHAI)).get(PURCHASES)).toMatchObject({ value: 7.5, revision: 1 });
  await correct(first, output(100, 300), '重复填报');
  expect((await newest(LINHAI, firms[0])).get(PURCHASES)).toMatchObject({
    value: null,
    missing: 'withdrawn',
    revision: 2,
  });
  expect((await newest(LINHAI)).get(PURCHASES)).toMatchObject({
    missing: 'withdrawn',
    revision: 2,
    reason: '差错更正',
  });
  expect((await newest('331000')).get(PURCHASES)).toMatchObject({ missing: 'withdrawn', revision: 2 });
  expect((await newest(LINHAI)).get('nev-output  2025-03')).toMatchObject({ value: 150, revision: 1 });
});

test('a figure leads back to who reported, how it was checked, who approved', async () => {
  const figure = (await newest(LINHAI)).get('nev-output  2025-03');
  const trace = (actor: Actor, id: string) => withActor(database.store.db, actor, (tx) => provenanceOf(tx, actor, id));
  const { steps } = await trace(person('市局'), figure?.id ?? '');
  const sum = steps.find((step) => step.kind === 'sum' && step.href !== null);
  expect(sum?.text).toContain('2 家应报，2 家已审定');
  expect(sum?.text).toContain('全部报齐');
  expect(sum?.parts.map((part) => [part.label, part.value])).toEqual([
    ['甲厂', 100],
    ['乙厂', 50],
  ]);
  expect(steps.find((step) => step.kind === 'check' && step.text.includes('2 张表'))).toBeDefined();
  const own = await trace(person('市局'), sum?.parts[0]?.observationId ?? '');
  expect(own.steps.find((step) => step.kind === 'approval')?.text).toContain('审定人');
  expect(own.steps.find((step) => step.href?.startsWith('/returns/'))).toBeDefined();
});

test('regions that report for themselves: their figures are theirs, sums go up, rates do not', async () => {
  const counties = ['331081', '331003'].map((region) => ({ party: null, region }));
  const { returns } = await addRound(database.store.db, {
    form: 'own-regions',
    period: '2025-03',
    reporters: counties,
  });
  const [first = '', second = ''] = returns;
  const staff = { '03': { current: { value: '500' } } };
  await approve(first, { ...output(30, 90), ...staff, '04': { current: { value: '80' } } });
  await drain();
  expect((await newest('331081')).get('vehicle-capacity-utilisation  2025-03')).toMatchObject({ value: 80 });
  await approve(second, { ...output(20, 60), '04': { current: { value: '90' } } });
  await drain();
  const city = await newest('331000');
  expect(city.get('vehicle-capacity-utilisation  2025-03')).toBeUndefined();
  // Written at the approval; settling adds no second revision to it.
  expect((await newest('331081')).get('nev-output  2025-03')).toMatchObject({ value: 30, revision: 1 });
  // Corrected to "not known" it is not known, which is not the same as taken back.
  const unknown = { '03': { current: { value: null, missing: 'unknown' as const, reason: '台账缺失' } } };
  await correct(first, { ...output(30, 90), ...unknown, '04': { current: { value: '80' } } }, '某厂台账缺失');
  expect((await newest('331081')).get('employees  2025-03')).toMatchObject({
    value: null,
    missing: 'unknown',
    revision: 2,
    reason: '差错更正',
  });
});

test('what comes in after an incomplete settlement revises its figures; several at work at once do it once', async () => {
  const { round, returns } = await addRound(database.store.db, {
    form: 'own-lines',
    period: '2025-04',
    reporters: reporters(),
  });
  const [first = '', second = ''] = returns;
  await approve(first, output(90, 390));
  await drain();
  const settle = () =>
    run('市局', (tx, actor) => settleRegion(tx, actor, round, { region: LINHAI, note: '一家未报', now }));
  const pressed = await Promise.allSettled([settle(), settle()]);
  expect(pressed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await Promise.all([drain(), drain(), drain()]);
  expect((await newest(LINHAI)).get('nev-output  2025-04')).toMatchObject({ value: 90, revision: 1 });
  expect((await newest('331000')).get('nev-output  2025-04')).toBeUndefined();
  const isIncomplete = () =>
    asTest(database.store.db, (tx) =>
      tx
        .selectFrom('statistics_progress')
        .select('settled_incomplete as is')
        .where('round_id', '=', round)
        .where('region_code', '=', LINHAI)
        .executeTakeFirst(),
    );
  expect(await isIncomplete()).toEqual({ is: true });
  await approve(second, output(45, 195));
  await Promise.all([drain(), drain(), drain()]);
  expect((await newest(LINHAI)).get('nev-output  2025-04')).toMatchObject({
    value: 135,
    revision: 2,
    reason: '补报后重新汇总',
  });
  expect(await isIncomplete()).toEqual({ is: false });
  expect((await newest('331000')).get('nev-output  2025-04')).toMatchObject({ value: 135, revision: 1 });
});

test('of two people who keep a draft of the same revision one is told who was first', async () => {
  const { returns } = await addRound(database.store.db, {
    form: 'own-lines',
    period: '2025-05',
    reporters: reporters(),
  });
  const id = returns[0] ?? '';
  const keep = (name: string, value: number) =>
    run(name, (tx, actor) => saveReturn(tx, actor, id, { cells: output(value, value) as never, basedOn: 0, now }));
  const outcomes = await Promise.allSettled([keep('甲', 1), keep('乙', 2)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((one) => one.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'return-changed', status: 409 });
});

test('where a register is told to count, a form’s sum does not speak against it; the region above still adds up', async () => {
  await addForm(
    database.store.db,
    ownForm({
      id: 'own-stations',
      review: ['city'],
      sections: [
        {
          id: 'stations',
          zh: '加氢站',
          en: 'Stations',
          open: null,
          rows: [
            { ...(ownForm().sections[0]?.rows[2] as FormRow), code: '01', unit: '座', indicator: 'hydrogen-stations' },
          ],
        },
      ],
    }),
  );
  await asTest(database.store.db, (tx) =>
    tx
      .insertInto('register_lead')
      .values({ register_id: 'hydrogen-stations', region_code: LINHAI, since: '2025-01', created_by: null })
      .execute(),
  );
  const { returns } = await addRound(database.store.db, {
    form: 'own-stations',
    period: '2025-03',
    reporters: reporters(),
  });
  for (const id of returns) await approve(id, { '01': { current: { value: '2' } } });
  await drain();
  const STATIONS = 'hydrogen-stations  2025-03';
  expect((await newest(LINHAI)).has(STATIONS)).toBe(false);
  expect((await newest('331000')).get(STATIONS)).toMatchObject({ value: 4 });
});
