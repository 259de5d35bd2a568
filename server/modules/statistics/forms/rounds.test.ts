import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, withActor } from '../../../kernel/access/actor.ts';
import { checkSignals, signalRules } from '../../../kernel/signals/index.ts';
import { parseCsv } from '../../../kernel/tabular/csv.ts';
import { type Ask, type TestApp, testApp } from '../../../testing/app.ts';
import { roundsJob } from './jobs.ts';
import type { RoundDetail, RoundView, TimelinessView } from './model.ts';
import { openDueRounds } from './rounds-open.ts';
import { COUNTIES, testForm } from './testing.ts';

const API = '/api/v1/statistics';
let now = new Date();
let server: TestApp;
let admin: Ask;
let hangzhou: Ask;
let xiaoshan: Ask;
let ningbo: Ask;
let firm: Ask;

const FIRM = '00000000-0000-4000-8000-0000000000f1';
const FORMS = [
  ['test-monthly', {}],
  ['test-quarterly', { frequency: 'quarterly', exempt: '[]', release: 'null', reporter: COUNTIES }],
  ['test-old', { validUntil: "'2025-06'", exempt: '[]' }],
] as const;

beforeAll(async () => {
  server = await testApp(() => now);
  admin = await server.as('admin');
  hangzhou = await server.as('bureau', '330100');
  xiaoshan = await server.as('bureau', '330109');
  ningbo = await server.as('bureau', '330200');
  await sql`insert into party (id, kind, name, uscc, region_code)
    values (${FIRM}::uuid, 'enterprise', '测试企业', '91330109MA0000001A', '330109')`.execute(server.deps.db);
  firm = await server.as('enterprise', '330109');
  await sql`update role_grant set party_id = ${FIRM}::uuid, region_code = null where role = 'enterprise'`.execute(
    server.deps.db,
  );
  now = new Date('2025-06-10T02:00:00Z');
  for (const [id, more] of FORMS) {
    const payload = { source: testForm({ id, ...more }), region: '330000' };
    await ok(admin({ method: 'PUT', url: `${API}/forms/${id}`, payload }), 201);
  }
  const lines = [{ form: 'test-monthly', party: FIRM }, { form: 'test-old', party: FIRM }, { form: 'test-quarterly' }];
  for (const line of lines) {
    const payload = { region: '330109', since: '2025-01', ...line };
    await ok(hangzhou({ method: 'POST', url: `${API}/roster`, payload }), 201);
  }
});
afterAll(() => server.close());

async function ok(asked: ReturnType<Ask>, status: number) {
  const answer = await asked;
  expect(answer.statusCode, answer.body).toBe(status);
  return answer;
}

const system = systemActor('test');
const open = () => withActor(server.deps.db, system, (tx) => openDueRounds(tx, now));
const use = (form: string, from: string, until: string | null = null) =>
  ok(hangzhou({ method: 'POST', url: `${API}/forms/${form}/uses`, payload: { region: '330100', from, until } }), 201);
const rounds = async (ask: Ask, query = '') =>
  (await ok(ask({ url: `${API}/rounds?${query}` }), 200)).json<{ items: RoundView[] }>().items;
const byHand = (ask: Ask, payload: object) =>
  ask({ method: 'POST', url: `${API}/rounds`, payload: { form: 'test-monthly', region: '330100', ...payload } });

describe('rounds open by the calendar', () => {
  test('on their working day, what was missed too, each once', async () => {
    await use('test-monthly', '2025-01');
    // 10 June: May closed on Saturday, the 31st; the first working day after it, past the festival, was 3 June.
    expect(await open()).toEqual({ opened: 4, unopened: [] });
    expect(await open()).toEqual({ opened: 0, unopened: [] });
    const found = await rounds(hangzhou, 'form=test-monthly');
    expect(found.map(({ period, opensOn, dueOn }) => [period, opensOn, dueOn])).toEqual([
      ['2025-05', '2025-06-03', '2025-06-12'],
      ['2025-04', '2025-05-06', '2025-05-15'],
      ['2025-03', '2025-04-01', '2025-04-11'],
      ['2025-02', '2025-03-03', '2025-03-12'],
    ]);
    expect(found[0]).toMatchObject({
      daysLeft: 2,
      releaseAt: '2025-06-20T02:00:00.000Z',
      counts: { expected: 1, submitted: 0, late: 0 },
      mayReport: true,
      mayReview: true,
    });
    now = new Date('2025-06-30T16:00:00Z');
    expect((await open()).opened).toBe(1);
  });

  test('December’s in January of the next year, and in the year without working days not at all', async () => {
    await use('test-quarterly', '2025-07');
    now = new Date('2026-01-05T02:00:00Z');
    await open();
    const [december] = await rounds(hangzhou, 'form=test-monthly&month=2025-12');
    expect(december).toMatchObject({ period: '2025-12', opensOn: '2026-01-04', dueOn: '2026-01-13' });
    const quarters = await rounds(hangzhou, 'form=test-quarterly');
    expect(quarters.map(({ period, releaseAt }) => [period, releaseAt])).toEqual([
      ['2025Q4', null],
      ['2025Q3', null],
    ]);
    now = new Date('2027-01-20T02:00:00Z');
    const late = await open();
    expect(late.unopened).toContainEqual({
      form: 'test-monthly',
      period: '2026-12',
      region: '330100',
      missingYear: 2027,
    });
    const job = roundsJob(() => now).run({ db: server.deps.db, input: {}, createdBy: null, report: async () => {} });
    await expect(job).rejects.toMatchObject({ code: 'calendar-year-missing' });
    expect((await byHand(hangzhou, { period: '2026-12' })).json()).toMatchObject({ code: 'calendar-year-missing' });
  });

  test('by the edition that is valid then', async () => {
    now = new Date('2025-09-03T02:00:00Z');
    await use('test-old', '2025-05');
    await open();
    expect((await rounds(hangzhou, 'form=test-old')).map(({ period }) => period)).toEqual(['2025-06', '2025-05']);
    const source = testForm({ id: 'test-old', edition: "'2026'", validFrom: "'2025-07'", exempt: '[]', due: '5' });
    await ok(admin({ method: 'PUT', url: `${API}/forms/test-old`, payload: { source } }), 201);
    await open();
    const both = await rounds(hangzhou, 'form=test-old');
    expect(both.map(({ period, form }) => [period, form.version])).toEqual([
      ['2025-08', 2],
      ['2025-07', 2],
      ['2025-06', 1],
      ['2025-05', 1],
    ]);
  });
});

describe('rounds opened by hand', () => {
  test('are what the calendar would open; one that is there is answered', async () => {
    const again = await byHand(hangzhou, { period: '2025年8月' });
    expect([again.statusCode, again.json().period]).toEqual([200, '2025-08']);
  });

  test.each([
    ['2025Q3', 'period-of-another-rhythm'],
    ['2025-01..08', 'period-of-another-rhythm'],
    ['2025-01', 'period-exempt'],
    ['2024-12', 'form-not-used-here'],
    ['2022-12', 'form-not-valid-then'],
    ['2025-10', 'period-not-begun'],
    ['nonsense', 'period-unreadable'],
  ])('%s is refused as %s', async (period, code) => {
    expect((await byHand(hangzhou, { period })).json()).toMatchObject({ status: 422, code });
  });

  test('by the bureau of the region alone', async () => {
    expect((await byHand(ningbo, { period: '2025-08' })).statusCode).toBe(403);
    expect((await byHand(xiaoshan, { period: '2025-08' })).statusCode).toBe(403);
    expect((await byHand(hangzhou, { period: '2025-08', form: 'test-none' })).statusCode).toBe(404);
  });
});

describe('who sees what of a round', () => {
  test('a firm its own, a bureau its region, others the dates alone', async () => {
    const one = async (ask: Ask) => (await rounds(ask, 'form=test-monthly&month=2025-08'))[0];
    expect(await one(firm)).toMatchObject({ counts: { expected: 1 }, mayReport: true, mayReview: false });
    expect(await one(xiaoshan)).toMatchObject({ counts: { expected: 1 }, mayReview: true });
    expect(await one(ningbo)).toMatchObject({ counts: { expected: 0 }, mayReport: false, mayReview: false });
    const id = (await one(hangzhou))?.id ?? '';
    const detail = (await ok(hangzhou({ url: `${API}/rounds/${id}` }), 200)).json<RoundDetail>();
    expect(detail.isAdding).toBe(true);
    expect((await hangzhou({ url: `${API}/rounds/${FIRM}` })).statusCode).toBe(404);
    expect((await ningbo({ url: `${API}/rounds/${id}/totals` })).statusCode).toBe(403);
    expect((await hangzhou({ url: `${API}/rounds/${id}/totals?region=330200` })).statusCode).toBe(404);
  });

  test('progress goes down the regions, and sums grow on the comparable base', async () => {
    const [round] = await rounds(hangzhou, 'form=test-monthly&month=2025-08');
    const id = round?.id ?? '';
    await withActor(server.deps.db, system, async (tx) => {
      for (const region of ['330100', '330109']) {
        await sql`insert into statistics_progress (round_id, region_code, expected, submitted, checked, approved, excused,
          late, questions) values (${id}::uuid, ${region}, 1, 1, 0, 0, 0, 0, 2)`.execute(tx);
        for (const [row, column, value] of [
          ['01', 'current', '57.2'],
          ['01', 'current-base', '53.2'],
          ['01', 'cumulative', '110'],
          ['02', 'current', '5'],
        ] as const)
          await sql`insert into statistics_total (round_id, region_code, row_key, column_id, value, reported)
            values (${id}::uuid, ${region}, ${row}, ${column}, ${value}::numeric, 1)`.execute(tx);
      }
      await sql`delete from statistics_due`.execute(tx);
    });
    const detail = (await ok(hangzhou({ url: `${API}/rounds/${id}` }), 200)).json<RoundDetail>();
    expect(detail.regions.map(({ region, maySettle }) => [region.code, region.depth, maySettle])).toEqual([
      ['330100', 0, true],
      ['330109', 1, true],
    ]);
    expect(detail).toMatchObject({ isAdding: false, counts: { submitted: 1, questions: 2 } });
    const county = (await ok(xiaoshan({ url: `${API}/rounds/${id}` }), 200)).json<RoundDetail>();
    expect(county.regions.map(({ region }) => region.code)).toEqual(['330109']);
    const totals = (await ok(xiaoshan({ url: `${API}/rounds/${id}/totals?region=330109` }), 200)).json();
    const output = { row: '01', column: 'current', value: '57.2', reported: 1, missing: {}, ref: null };
    expect(totals.rows).toContainEqual(output);
    expect(totals.growth['01'].current).toBeCloseTo(7.5188, 4);
    expect([totals.growth['01'].cumulative, totals.growth['02']]).toEqual([null, { current: null, cumulative: null }]);
  });

  test('dates are changed with a reason, for every return, before the release', async () => {
    const [round] = await rounds(hangzhou, 'form=test-monthly&month=2025-08');
    const patch = (ask: Ask, payload: object) => ask({ method: 'PATCH', url: `${API}/rounds/${round?.id}`, payload });
    expect((await patch(hangzhou, { dueOn: '2025-09-15' })).statusCode).toBe(400);
    expect((await patch(xiaoshan, { dueOn: '2025-09-15', reason: '系统停机' })).statusCode).toBe(403);
    expect((await patch(hangzhou, { dueOn: '2025-08-15', reason: '系统停机' })).json()).toMatchObject({
      code: 'due-before-opening',
    });
    expect((await patch(hangzhou, { dueOn: '2025-09-30', reason: '系统停机' })).json()).toMatchObject({
      code: 'release-before-due',
    });
    await ok(patch(hangzhou, { dueOn: '2025-09-15', reason: '系统停机' }), 200);
    const { rows } =
      await sql`select due_on::text as due from statistics_return where round_id = ${round?.id}::uuid`.execute(
        server.deps.db,
      );
    expect(rows).toEqual([{ due: '2025-09-15' }]);
    await sql`update statistics_round set released_at = now() where id = ${round?.id}::uuid`.execute(server.deps.db);
    expect((await patch(hangzhou, { dueOn: '2025-09-16', reason: '系统停机' })).json()).toMatchObject({
      code: 'round-released',
    });
    await sql`update statistics_round set released_at = null where id = ${round?.id}::uuid`.execute(server.deps.db);
    const changes =
      await sql`select detail::json->>'reason' as reason from audit_entry where action = 'round.change'`.execute(
        server.deps.db,
      );
    expect(changes.rows).toEqual([{ reason: '系统停机' }]);
  });
});

test('punctuality is counted by region and month', async () => {
  await sql`update statistics_return set state = 'submitted', first_submitted_at = case last_month
    when '2025-05' then timestamptz '2025-06-12 15:00Z' when '2025-06' then timestamptz '2025-08-01 00:00Z' end
    where form_id = 'test-monthly' and last_month in ('2025-05', '2025-06')`.execute(server.deps.db);
  const url = `${API}/timeliness?region=330100&form=test-monthly&months=4&until=2025-08`;
  const view = (await ok(hangzhou({ url }), 200)).json<TimelinessView>();
  expect(view.months).toEqual(['2025-05', '2025-06', '2025-07', '2025-08']);
  expect(view.items.map(({ region }) => region.code)).toEqual(['330100', '330109']);
  expect(view.items[0]?.byMonth).toMatchObject({
    '2025-05': { onTime: 1, share: 100 },
    '2025-06': { late: 1, share: 0 },
    '2025-07': { missing: 1 },
    '2025-08': { pending: 1, share: null },
  });
  expect(view.items[0]?.total).toMatchObject({ expected: 4, onTime: 1, late: 1, missing: 1, pending: 1 });
  expect((await ningbo({ url })).json<TimelinessView>().items[0]?.total.expected).toBe(0);
  const table = parseCsv((await hangzhou({ url: `${url}&format=csv` })).body);
  expect(table).toHaveLength(1 + 2 * 5);
  expect((await hangzhou({ url: `${API}/timeliness?region=none` })).statusCode).toBe(404);
});

test('what is late is a signal until it is handed in, and a question left open another', async () => {
  const states = async () => {
    const rules = await withActor(server.deps.db, system, signalRules);
    const own = rules.filter(({ rule }) => rule.id.startsWith('statistics.return-'));
    await checkSignals(server.deps.db, own, now);
    const { rows } = await sql<{ rule: string; severity: string; month: string; state: string }>`
      select s.rule, s.severity, t.last_month as month, s.state from signal s
      join statistics_return t on t.id::text = s.subject_id where t.form_id = 'test-monthly'
        and t.last_month between '2025-07' and '2025-08' order by 1, 3`.execute(server.deps.db);
    return rows.map(({ rule, severity, month, state }) => `${rule} ${month} ${severity} ${state}`);
  };
  now = new Date('2025-08-18T02:00:00Z');
  expect(await states()).toEqual(['statistics.return-late 2025-07 yellow open']);
  now = new Date('2025-09-03T02:00:00Z');
  expect(await states()).toEqual(['statistics.return-late 2025-07 orange open']);
  await sql`update statistics_return set state = 'submitted' where last_month = '2025-07'`.execute(server.deps.db);
  await sql`insert into statistics_question (return_id, question, asked_by_name, asked_at)
    select id, '为什么少一半？', '审核人', timestamptz '2025-08-27 02:00Z' from statistics_return
    where form_id = 'test-monthly' and last_month = '2025-07'`.execute(server.deps.db);
  const after = await states();
  expect(after[0]).toMatch(/^statistics\.return-late 2025-07 orange closed$/);
  expect(after[1]).toBe('statistics.return-questions 2025-07 yellow open');
});

test('reporters are reminded two working days before the date and on it, once each', async () => {
  const notices = async (at: string) => {
    now = new Date(at);
    await sql`delete from outbox_event where type = 'statistics.notice'`.execute(server.deps.db);
    await roundsJob(() => now).run({ db: server.deps.db, input: {}, createdBy: null, report: async () => {} });
    const { rows } = await sql<{ month: string }>`select t.last_month as month from outbox_event o
      join statistics_return t on t.id = (o.payload->>'returnId')::uuid
      where o.type = 'statistics.notice' and t.form_id = 'test-monthly'`.execute(server.deps.db);
    return rows.map(({ month }) => month);
  };
  // Due on Monday, 15 September: two working days before it is Thursday, the 11th.
  expect(await notices('2025-09-10T02:00:00Z')).toEqual([]);
  expect(await notices('2025-09-10T20:00:00Z')).toEqual([]);
  expect(await notices('2025-09-11T02:00:00Z')).toEqual(['2025-08']);
  expect(await notices('2025-09-12T02:00:00Z')).toEqual([]);
  expect(await notices('2025-09-15T02:00:00Z')).toEqual(['2025-08']);
  expect(await notices('2025-09-15T03:00:00Z')).toEqual([]);
  expect(await notices('2025-09-16T03:00:00Z')).toEqual([]);
});
