import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, withActor } from '../../../kernel/access/actor.ts';
import { usccOf } from '../../../kernel/registers/import-samples.ts';
import { parseCsv } from '../../../kernel/tabular/csv.ts';
import { type Ask, multipart, type TestApp, testApp } from '../../../testing/app.ts';
import type { RosterLine } from './model.ts';
import { openDueRounds } from './rounds-open.ts';
import { COUNTIES, testForm } from './testing.ts';

const API = '/api/v1/statistics';
let now = new Date();
let server: TestApp;
let admin: Ask;
let hangzhou: Ask;
let xiaoshan: Ask;
let ningbo: Ask;
let analyst: Ask;

beforeAll(async () => {
  server = await testApp(() => now);
  hangzhou = await server.as('bureau', '330100');
  xiaoshan = await server.as('bureau', '330109');
  ningbo = await server.as('bureau', '330200');
  analyst = await server.as('analyst', '330100');
  admin = await server.as('admin');
  now = new Date('2025-09-03T02:00:00Z');
  for (const [id, more] of [
    ['test-monthly', {}],
    ['test-counties', { reporter: COUNTIES }],
  ] as const) {
    const payload = { source: testForm({ id, ...more }), region: '330000' };
    await ok(admin({ method: 'PUT', url: `${API}/forms/${id}`, payload }), 201);
    await ok(
      hangzhou({ method: 'POST', url: `${API}/forms/${id}/uses`, payload: { region: '330100', from: '2025-07' } }),
      201,
    );
  }
  for (const [n, region] of [
    [1, '330109'],
    [2, '330109'],
    [3, '330110'],
    [4, '330203'],
  ] as const) {
    const ask = region === '330203' ? ningbo : hangzhou;
    await ok(
      ask({ method: 'POST', url: '/api/v1/registers/enterprises/entries', payload: { values: firm(n, region) } }),
      201,
    );
  }
  await open();
});
afterAll(() => server.close());

const firm = (n: number, region: string) => ({
  uscc: usccOf(n),
  name: `测试企业${n}号`,
  region,
  'industry-code': '3670',
  'chain-role': 'part',
  'established-on': '2015-01-01',
  status: 'operating',
  'above-scale': n !== 2,
});

async function ok(asked: ReturnType<Ask>, status: number) {
  const answer = await asked;
  expect(answer.statusCode, answer.body).toBe(status);
  return answer;
}

const system = systemActor('test');
const open = () => withActor(server.deps.db, system, (tx) => openDueRounds(tx, now));
const line = (change: object = {}) => ({
  form: 'test-monthly',
  party: usccOf(1),
  region: '330109',
  since: '2025-01',
  ...change,
});
const add = (ask: Ask, change: object = {}) => ask({ method: 'POST', url: `${API}/roster`, payload: line(change) });
const patch = (ask: Ask, id: string, payload: object) => ask({ method: 'PATCH', url: `${API}/roster/${id}`, payload });
const list = async (ask: Ask, query = 'form=test-monthly') =>
  (await ask({ url: `${API}/roster?${query}` })).json<{ items: RosterLine[]; nextCursor: string | null }>();
/** Months and states of the returns of a firm. */
const returnsOf = async (uscc: string) =>
  (
    await sql<{ month: string; state: string }>`select t.last_month as month, t.state from statistics_return t
      join party p on p.id = t.party_id where p.uscc = ${uscc} order by 1`.execute(server.deps.db)
  ).rows.map(({ month, state }) => `${month} ${state}`);

describe('a reporter', () => {
  test('gets a return in every open round of his months, and none after he left', async () => {
    const made = (await ok(add(hangzhou), 201)).json<RosterLine>();
    expect(made).toMatchObject({
      party: { name: '测试企业1号' },
      region: { name: '萧山区' },
      since: '2025-01',
      until: null,
    });
    expect(await returnsOf(usccOf(1))).toEqual(['2025-07 open', '2025-08 open']);
    expect((await patch(xiaoshan, made.id, { until: '2025-07' })).json()).toMatchObject({
      status: 422,
      code: 'roster-frozen',
    });
    await ok(patch(xiaoshan, made.id, { until: '2025-07', note: '停产迁出' }), 200);
    expect(await returnsOf(usccOf(1))).toEqual(['2025-07 open']);
    await ok(patch(xiaoshan, made.id, { until: null, note: '没有迁出' }), 200);
    expect(await returnsOf(usccOf(1))).toHaveLength(2);
  });

  test('who has begun is not taken away, only given a last month', async () => {
    const [found] = (await list(xiaoshan)).items;
    await sql`update statistics_return set state = 'draft', revision = 1 where last_month = '2025-08'`.execute(
      server.deps.db,
    );
    const asked = [
      await xiaoshan({ method: 'DELETE', url: `${API}/roster/${found?.id}` }),
      await patch(xiaoshan, found?.id ?? '', { until: '2025-07', note: '停产' }),
      await patch(xiaoshan, found?.id ?? '', { since: '2025-09', note: '写错' }),
    ];
    for (const answer of asked) expect(answer.json()).toMatchObject({ status: 409, code: 'roster-in-use' });
    await ok(patch(xiaoshan, found?.id ?? '', { until: '2025-12' }), 200);
    await sql`update statistics_return set state = 'open', revision = 0`.execute(server.deps.db);
  });

  test('reports in one place in a month, where the firm works, and once', async () => {
    const elsewhere = await add(hangzhou, { region: '330110', party: usccOf(3), since: '2025-01' });
    expect(elsewhere.statusCode, elsewhere.body).toBe(201);
    await sql`update party set region_code = '330109' where uscc = ${usccOf(3)}`.execute(server.deps.db);
    const twice = await add(xiaoshan, { party: usccOf(3), since: '2025-06', note: '迁入' });
    expect(twice.json()).toMatchObject({ status: 409, code: 'reporter-elsewhere' });
    expect(twice.json().title).toContain('余杭区');
    expect((await add(hangzhou)).json()).toMatchObject({ status: 409, code: 'roster-overlaps' });
    expect((await add(hangzhou, { party: usccOf(4) })).json()).toMatchObject({ code: 'reporter-of-another-region' });
    expect((await add(hangzhou, { party: usccOf(9) })).json()).toMatchObject({ code: 'reporter-unknown' });
    expect((await add(ningbo)).statusCode).toBe(403);
    expect((await add(hangzhou, { region: '339999' })).statusCode).toBe(404);
    expect((await add(hangzhou, { since: '2026-05', until: '2026-01' })).json()).toMatchObject({
      code: 'months-reversed',
    });
    expect((await add(hangzhou, { party: usccOf(2), since: '2025-08' })).json()).toMatchObject({
      code: 'roster-frozen',
      errors: [{ field: 'body.note' }],
    });
    await sql`update party set region_code = '330110' where uscc = ${usccOf(3)}`.execute(server.deps.db);
  });

  test('with a file of last year’s figures is a new entrant', async () => {
    const entryFile = { '01': { current: { value: '120.5' } } };
    const made = await ok(add(xiaoshan, { party: usccOf(2), since: '2025-08', note: '新建投产', entryFile }), 201);
    expect(made.json()).toMatchObject({ isNewEntrant: true, note: '新建投产' });
    expect(
      (await add(xiaoshan, { party: usccOf(2), since: '2027-01', entryFile: { '01': { other: {} } } })).statusCode,
    ).toBe(400);
    await ok(xiaoshan({ method: 'DELETE', url: `${API}/roster/${made.json().id}` }), 204);
    expect(await returnsOf(usccOf(2))).toEqual([]);
  });

  test('of a form that regions report is the region', async () => {
    expect((await add(hangzhou, { form: 'test-counties' })).json()).toMatchObject({ code: 'reporter-not-asked' });
    expect((await add(hangzhou, { party: undefined })).json()).toMatchObject({ code: 'reporter-not-asked' });
    const made = await ok(add(hangzhou, { form: 'test-counties', party: undefined }), 201);
    expect(made.json()).toMatchObject({ party: null, region: { code: '330109' } });
    expect((await add(hangzhou, { form: 'test-counties', party: undefined })).json()).toMatchObject({
      code: 'roster-overlaps',
    });
  });
});

test('a form with a roster does not change from firms to regions', async () => {
  const payload = { source: testForm({ reporter: COUNTIES }) };
  const answer = await admin({ method: 'PUT', url: `${API}/forms/test-monthly`, payload });
  expect(answer.json()).toMatchObject({ status: 409, code: 'form-reporters-differ' });
});

test('a roster is for who holds the region', async () => {
  expect((await list(hangzhou)).items.map(({ region }) => region.code)).toEqual(['330109', '330110']);
  expect((await list(analyst)).items).toHaveLength(2);
  expect((await list(xiaoshan)).items).toHaveLength(1);
  expect((await list(ningbo)).items).toEqual([]);
  const first = await list(hangzhou, 'form=test-monthly&limit=1');
  const second = await list(hangzhou, `form=test-monthly&limit=1&cursor=${first.nextCursor}`);
  expect(second.items.map(({ region }) => region.code)).toEqual(['330110']);
  expect((await list(hangzhou, 'form=test-monthly&q=1号&month=2025-03')).items).toHaveLength(1);
  expect((await list(hangzhou, 'form=test-monthly&month=2024-12')).items).toEqual([]);
});

test('the form’s own condition on the register proposes who comes and who goes', async () => {
  const propose = async (form: string, month: string) =>
    (
      await ok(
        hangzhou({ method: 'POST', url: `${API}/roster/propose`, payload: { form, region: '330100', month } }),
        200,
      )
    ).json();
  expect(await propose('test-monthly', '2025-08')).toMatchObject({ add: [], end: [], same: 2 });
  const before = await propose('test-monthly', '2024-12');
  expect(before.add.map((one: { party: { uscc: string } }) => one.party.uscc)).toEqual([usccOf(1), usccOf(3)]);
  const counties = await propose('test-counties', '2025-08');
  expect(counties).toMatchObject({ same: 1, end: [] });
  expect(counties.add.length).toBeGreaterThan(8);
  expect(counties.add[0].party).toBeNull();
});

describe('a roster as a table', () => {
  const upload = async (csv: string) => {
    const file = multipart({ name: 'roster.csv', bytes: Buffer.from(csv) });
    const checked = await ok(hangzhou({ method: 'POST', url: '/api/v1/imports/roster', ...file }), 200);
    return checked.json();
  };

  test('goes out and comes in unchanged', async () => {
    const file = (await hangzhou({ url: `${API}/roster?form=test-monthly&format=csv` })).body;
    expect(parseCsv(file)).toHaveLength(3);
    expect((await upload(file)).counts).toMatchObject({ unchanged: 2 });
  });

  test('is written, taken back, and refused where a line by hand would be', async () => {
    const head = '报表,统一社会信用代码,地区,起始月份,终止月份,说明\n';
    const wrong = await upload(
      `${head}test-monthly,${usccOf(4)},330109,2025-01,,\ntest-monthly,${usccOf(2)},萧山区,2025-3,,\n`,
    );
    expect(wrong.counts).toMatchObject({ wrong: 2 });
    const good = await upload(`${head}test-monthly,${usccOf(2)},萧山区,2025-08,,新建投产\n`);
    expect(good.counts).toMatchObject({ new: 1 });
    await ok(hangzhou({ method: 'POST', url: `/api/v1/imports/runs/${good.id}/write` }), 200);
    expect(await returnsOf(usccOf(2))).toEqual(['2025-08 open']);
    await ok(hangzhou({ method: 'POST', url: `/api/v1/imports/runs/${good.id}/undo` }), 200);
    expect(await returnsOf(usccOf(2))).toEqual([]);
  });
});
