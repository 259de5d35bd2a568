import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newestMonth } from '../../../kernel/observation/queries.ts';
import { usccOf } from '../../../kernel/registers/import-samples.ts';
import { type Ask, type TestApp, testApp } from '../../../testing/app.ts';
import type { ReturnListItem, ReturnSaved, ReturnView } from './model.ts';
import { addFirms, addForm, addRound, asTest, output, ownForm, regionFigures, signedIn } from './testing.ts';
import { drainTotals } from './totals-drain.ts';

// Linhai 331082 and Wenling 331081 are counties of Taizhou 331000.
let server: TestApp;
let now = new Date();
let firms: string[];
let firm: Ask;
let other: Ask;
let county: Ask;
let county2: Ask;
let elsewhere: Ask;
let city: Ask;
let city2: Ask;
let round: string;
let returns: string[];

beforeAll(async () => {
  server = await testApp(() => now);
  const { db } = server.deps;
  await addForm(db, ownForm());
  firms = await addFirms(db, [
    { name: '临海甲厂', uscc: usccOf(1), region: '331082' },
    { name: '临海乙厂', uscc: usccOf(2), region: '331082' },
    { name: '温岭丙厂', uscc: usccOf(3), region: '331081' },
  ]);
  const reporters = firms.map((party, at) => ({ party, region: at < 2 ? '331082' : '331081' }));
  ({ round, returns } = await addRound(db, { form: 'own-output', period: '2025-03', reporters, due: '2025-04-14' }));
  firm = await signedIn(server, { role: 'reporter', party: firms[0] ?? '' });
  other = await signedIn(server, { role: 'enterprise', party: firms[2] ?? '' });
  county = await signedIn(server, { role: 'bureau', region: '331082' });
  county2 = await signedIn(server, { role: 'bureau', region: '331082' });
  elsewhere = await signedIn(server, { role: 'bureau', region: '331081' });
  city = await signedIn(server, { role: 'bureau', region: '331000' });
  city2 = await signedIn(server, { role: 'bureau', region: '331000' });
  // Sessions are of today; the returns are of then.
  now = new Date('2025-04-05T02:00:00Z');
});
afterAll(() => server.close());

const API = '/api/v1/statistics';
const id = (at: number) => returns[at] ?? '';
const act = (ask: Ask, at: number, name: string, payload: object = {}, headers = {}) =>
  ask({ method: 'POST', url: `${API}/returns/${id(at)}/${name}`, payload, headers });
const save = (ask: Ask, at: number, cells: object, revision?: number) =>
  ask({
    method: 'PUT',
    url: `${API}/returns/${id(at)}`,
    payload: { cells },
    headers: revision === undefined ? {} : { 'if-match': `"${revision}"` },
  });
const drain = () => drainTotals(server.deps.db, now);
const code = (answer: { json(): unknown }) => (answer.json() as { code: string }).code;

const figures = (region: string, period: string) => regionFigures(server.deps.db, region, period);

test('a firm keeps a draft; nobody elsewhere sees it, and a stale or strange one is refused', async () => {
  const first = await save(firm, 0, output(100, 300, 40, 90), 0);
  expect(first.statusCode, first.body).toBe(200);
  expect(first.json<ReturnSaved>()).toMatchObject({ revision: 1, state: 'draft' });
  // The nearest bureau is named to him who may ask; a bureau is told of none.
  const contactFor = async (ask: Ask) => (await ask({ url: `${API}/returns/${id(0)}` })).json<ReturnView>().contact;
  expect(await contactFor(firm)).toMatch(/^bureau-of-test/);
  expect(await contactFor(county)).toBeNull();
  const stale = await save(county, 0, output(1, 2), 0);
  expect(stale.statusCode).toBe(409);
  expect(stale.json()).toMatchObject({ code: 'return-changed' });
  expect(stale.json().title).toContain('reporter-of-test');
  for (const ask of [other, elsewhere]) {
    expect((await ask({ url: `${API}/returns/${id(0)}` })).statusCode).toBe(404);
    expect((await save(ask, 0, output(1, 2))).statusCode).toBe(404);
    expect(code(await act(ask, 0, 'submit'))).toBe('return-not-found');
  }
  const strange = await save(firm, 0, { '99': { current: { value: '1' } }, '03': { cumulative: { value: '1' } } }, 1);
  expect(strange.statusCode).toBe(422);
  expect(strange.json().errors.map((one: { field: string; code: string }) => [one.field, one.code])).toEqual([
    ['body.cells.99', 'row-unknown'],
    ['body.cells.03.cumulative', 'column-not-asked'],
  ]);
});

test('only what passes the checks is handed in, with each finding at its cell', async () => {
  await save(firm, 0, { '01': { current: { value: '100' } } });
  const answer = await act(firm, 0, 'submit');
  expect(answer.statusCode, answer.body).toBe(422);
  expect(answer.json().code).toBe('return-has-errors');
  expect(answer.json().errors.map((one: { field: string }) => one.field)).toContain('body.cells.01.cumulative');
});

test('handing in twice with the same key is one return; other figures under the key are refused', async () => {
  const headers = { 'idempotency-key': 'k-1' };
  const cells = output(100, 300, 40, 90);
  const both = await Promise.all([
    act(firm, 0, 'submit', { cells }, headers),
    act(firm, 0, 'submit', { cells }, headers),
  ]);
  expect(both.map((one) => one.statusCode)).toEqual([200, 200]);
  expect(both[0]?.json()).toEqual(both[1]?.json());
  const again = await act(firm, 0, 'submit', { cells: output(1, 300) }, headers);
  expect(code(again)).toBe('key-used-otherwise');
  const versions = await firm({ url: `${API}/returns/${id(0)}/versions` });
  expect(versions.json().items).toHaveLength(1);
  expect(code(await act(firm, 0, 'submit', { cells }, {}))).toBe('return-not-in-state');
});

test('it can be taken back until somebody has asked; a question is answered; sent back it is handed in again', async () => {
  expect((await act(firm, 0, 'withdraw', { reason: '再看看' })).json<ReturnView>().state).toBe('draft');
  expect((await act(firm, 0, 'submit')).statusCode).toBe(200);
  const asked = await act(county, 0, 'ask', { row: '01', column: 'current', question: '为何增长？' });
  expect(asked.statusCode, asked.body).toBe(200);
  expect(code(await act(firm, 0, 'withdraw', { reason: '再看看' }))).toBe('return-looked-at');
  const view = (await firm({ url: `${API}/returns/${id(0)}` })).json<ReturnView>();
  expect(view.may).toEqual(['answer']);
  const question = view.questions[0]?.id;
  expect((await act(other, 0, 'answer', { question, answer: '无' })).statusCode).toBe(404);
  expect(
    (await act(firm, 0, 'answer', { question, answer: '新增一条线' })).json<ReturnView>().questions[0],
  ).toMatchObject({
    answer: '新增一条线',
  });
  expect(code(await act(firm, 0, 'answer', { question, answer: '再答' }))).toBe('question-answered');
  expect((await act(county, 0, 'send-back', { reason: '请补说明' })).json<ReturnView>().state).toBe('returned');
  expect((await act(firm, 0, 'submit')).statusCode).toBe(200);
});

test('two steps by two people of the right levels; no step twice, none by who handed it in', async () => {
  expect((await act(elsewhere, 0, 'check')).statusCode).toBe(404);
  expect((await act(firm, 0, 'check')).statusCode).toBe(403);
  expect(code(await act(city, 0, 'approve'))).toBe('return-not-checked');
  expect((await act(county, 0, 'check')).json<ReturnView>().state).toBe('checked');
  expect(code(await act(county, 0, 'approve'))).toBe('review-step-not-yours');
  // Linhai fills in for its second firm; who did may check, but the city's approval is another's.
  expect((await act(county, 1, 'submit', { cells: output(50, 150, 50, 150) })).json().state).toBe('submitted');
  const second = (await county2({ url: `${API}/returns/${id(1)}` })).json<ReturnView>();
  expect(second).toMatchObject({ onBehalf: true, state: 'submitted' });
  await act(city, 1, 'check');
  expect(code(await act(city, 1, 'approve'))).toBe('second-pair-of-eyes');
  const approved = await act(city, 0, 'approve');
  expect(approved.statusCode, approved.body).toBe(200);
  expect(approved.json<ReturnView>()).toMatchObject({ state: 'approved', may: ['ask', 'reopen'] });
  expect(code(await act(city, 0, 'approve'))).toBe('return-already-approved');
  expect(code(await save(firm, 0, output(1, 1)))).toBe('return-already-approved');
});

test('the store itself refuses to change what is approved, also for the administrator', async () => {
  const change = asTest(server.deps.db, (tx) =>
    tx.updateTable('statistics_return').set({ cells: '{}' }).where('id', '=', id(0)).execute(),
  );
  await expect(change).rejects.toMatchObject({ status: 403 });
});

test('live totals count what is handed in and what is missing; figures of regions wait until all is in', async () => {
  await drain();
  const totals = await city({ url: `${API}/rounds/${round}/totals?region=331082` });
  expect(totals.statusCode, totals.body).toBe(200);
  const of = (row: string, column: string) =>
    totals.json().rows.find((one: { row: string; column: string }) => one.row === row && one.column === column);
  expect(of('01', 'cumulative')).toMatchObject({ value: '450', reported: 2, missing: {} });
  expect(of('03', 'current')).toMatchObject({ value: null, reported: 0, missing: { unknown: 2 } });
  expect(of('04', 'current')).toBeUndefined();
  expect(await figures('331082', '2025-03')).toEqual([]);
  const city1 = (await city({ url: `${API}/rounds/${round}/totals` })).json();
  const whole = city1.rows.find((one: { row: string; column: string }) => one.row === '01' && one.column === 'current');
  expect(whole).toMatchObject({ value: '150', missing: { 'not-yet-reported': 1 } });
});

test('a region in which nothing is waited for is settled by itself, and its totals are figures', async () => {
  expect((await act(city2, 1, 'approve')).statusCode).toBe(200);
  await drain();
  const rows = await figures('331082', '2025-01..03');
  expect(
    rows.filter((one) => one.code === 'nev-output').map(({ scope, value, revision }) => [scope, value, revision]),
  ).toEqual([
    ['', 450, 1],
    ['product=bev', 240, 1],
  ]);
  expect(await figures('331000', '2025-03')).toEqual([]);
  // The sum that is shown leads to the figure that it has become; where nothing is settled there is none yet.
  const refsIn = async (region: string) => {
    const answer = await city({ url: `${API}/rounds/${round}/totals?region=${region}` });
    const { rows: sums } = answer.json<{ rows: { row: string; column: string; ref: string | null }[] }>();
    return sums.find(({ row, column }) => row === '01' && column === 'cumulative')?.ref ?? null;
  };
  const ref = await refsIn('331082');
  const shown = await county({ url: `${API}/observations/${ref}/provenance` });
  expect(shown.json()).toMatchObject({ observation: { value: 450, period: '2025-01..03' } });
  expect(await refsIn('331000')).toBeNull();
  // The firm's own figures stand by the firm, and do not say of which month the data are.
  const own = await asTest(server.deps.db, (tx) =>
    tx
      .selectFrom('observation')
      .select(['value', 'status', 'open'])
      .where('party_id', '=', firms[0] ?? '')
      .where('period', '=', '2025-03')
      .where('scope_key', '=', '')
      .execute(),
  );
  expect(own).toEqual([{ value: 100, status: 'approved', open: false }]);
});

test('an incomplete region needs a note; excused returns are not waited for', async () => {
  const settle = (ask: Ask, payload: object) => ask({ method: 'POST', url: `${API}/rounds/${round}/settle`, payload });
  expect(code(await settle(county, { region: '331000', note: '先汇总' }))).toBe('outside-your-regions');
  expect(code(await settle(city, { region: '331000' }))).toBe('settlement-note-required');
  expect(code(await settle(city, { region: '331081', note: '先汇总' }))).toBe('settlement-without-returns');
  expect(code(await settle(city, { region: '331082' }))).toBe('region-already-settled');
  expect(code(await settle(city, { region: '330100' }))).toBe('outside-your-regions');
  const done = await settle(city, { region: '331000', note: '温岭一家停产待核' });
  expect(done.statusCode, done.body).toBe(200);
  const [whole] = await figures('331000', '2025-01..03');
  expect(whole).toMatchObject({ value: 450, revision: 1, open: false });
  const excused = await act(elsewhere, 2, 'excuse', { reason: '停产' });
  expect(excused.json<ReturnView>().state).toBe('excused');
  await drain();
  // Nothing changes by it but who is waited for.
  expect((await figures('331000', '2025-01..03'))[0]).toMatchObject({ value: 450, revision: 1 });
});

test('a round is released once; what is of two firms only stays closed', async () => {
  const release = (ask: Ask) => ask({ method: 'POST', url: `${API}/rounds/${round}/release`, payload: {} });
  expect(code(await release(county))).toBe('outside-your-regions');
  expect((await release(city)).statusCode).toBe(200);
  expect(code(await release(city))).toBe('round-already-released');
  expect((await figures('331082', '2025-01..03'))[0]).toMatchObject({ value: 450, open: false, revision: 1 });
});

test('a correction of a locked month needs a reason, and revises exactly what depends on it', async () => {
  const before = await asTest(server.deps.db, (tx) => tx.selectFrom('observation').select('id').execute());
  now = new Date('2025-08-20T02:00:00Z');
  expect(code(await act(county, 0, 'reopen', { reason: '漏报', reasonCode: 'error-correction' }))).toBe(
    'review-step-not-yours',
  );
  expect(code(await act(city, 0, 'reopen', { reason: '漏报' }))).toBe('reason-code-required');
  const reopened = (
    await act(city, 0, 'reopen', { reason: '漏报一车间', reasonCode: 'error-correction' })
  ).json<ReturnView>();
  expect(reopened).toMatchObject({ state: 'reopened', correction: { reason: '漏报一车间' } });
  await save(firm, 0, output(110, 310, 40, 90));
  await drain();
  // Until the correction is approved what was approved stays in force.
  expect((await figures('331082', '2025-03'))[0]).toMatchObject({ value: 150 });
  expect((await act(firm, 0, 'submit')).statusCode).toBe(200);
  await act(county, 0, 'check');
  expect((await act(city, 0, 'approve')).statusCode).toBe(200);
  await drain();
  const added = await asTest(server.deps.db, (tx) =>
    tx
      .selectFrom('observation')
      .select(['region_code', 'scope_key', 'period', 'value', 'reason', 'party_id'])
      .where(
        'id',
        'not in',
        before.map((one) => one.id),
      )
      .execute(),
  );
  const shown = added.map((one) => [
    one.party_id === null ? one.region_code : 'firm',
    one.scope_key,
    one.period,
    one.value,
  ]);
  expect(shown.sort()).toEqual(
    [
      ['331000', '', '2025-01..03', 460],
      ['331000', '', '2025-03', 160],
      ['331082', '', '2025-01..03', 460],
      ['331082', '', '2025-03', 160],
      ['firm', '', '2025-01..03', 310],
      ['firm', '', '2025-03', 110],
    ].sort(),
  );
  // What was written of the correction stays with the firm; of the regions only its kind is told.
  for (const one of added) expect(one.reason).toBe(one.party_id === null ? '差错更正' : '漏报一车间');
  const versions = (await firm({ url: `${API}/returns/${id(0)}/versions` })).json().items;
  expect(versions[0]).toMatchObject({ reason: '漏报一车间', reasonCode: 'error-correction' });
});

test('the list is filtered, sorted, paged and saved as a table', async () => {
  const list = async (ask: Ask, query = '') =>
    (await ask({ url: `${API}/returns?round=${round}&${query}` })).json<{
      items: ReturnListItem[];
      nextCursor: string | null;
    }>();
  expect((await list(firm)).items.map((one) => one.reporter.name)).toEqual(['临海甲厂']);
  expect((await list(county)).items).toHaveLength(2);
  const all = await list(city);
  expect(all.items.map((one) => one.reporter.name)).toEqual(
    ['温岭丙厂', '临海乙厂', '临海甲厂'].sort(
      (a, b) => all.items.findIndex((x) => x.reporter.name === a) - all.items.findIndex((x) => x.reporter.name === b),
    ),
  );
  for (const sort of ['reporter', '-reporter', 'state', 'due', '-submitted']) {
    const whole = (await list(city, `sort=${sort}`)).items.map((one) => one.id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: ReturnListItem[]; nextCursor: string | null } = await list(
        city,
        `sort=${sort}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map((one) => one.id));
      cursor = page.nextCursor;
    }
    expect(seen, sort).toEqual(whole);
  }
  expect((await list(city, 'state=excused')).items).toHaveLength(1);
  expect((await list(city, 'q=乙厂')).items).toHaveLength(1);
  expect((await list(city, 'late=true')).items).toEqual([]);
  const csv = await city({ url: `${API}/returns?round=${round}&format=csv` });
  expect(csv.body).toContain('临海甲厂');
});

test('many at once: each by itself, with what became of it', async () => {
  const reporters = firms.map((party, at) => ({ party, region: at < 2 ? '331082' : '331081' }));
  const may = await addRound(server.deps.db, { form: 'own-output', period: '2025-04', reporters });
  returns = may.returns;
  for (const [at, cells] of [output(90, 400, 30, 120), output(52, 202, 52, 202)].entries()) {
    const sent = await act(county, at, 'submit', { cells });
    expect(sent.statusCode, sent.body).toBe(200);
  }
  const done = await city({ method: 'POST', url: `${API}/returns/bulk`, payload: { act: 'check', ids: may.returns } });
  expect(done.json()).toMatchObject({
    done: 2,
    refused: [{ id: id(2), reporter: '温岭丙厂', code: 'return-not-in-state' }],
  });
  const reminded = await city({
    method: 'POST',
    url: `${API}/returns/bulk`,
    payload: { act: 'remind', ids: may.returns },
  });
  expect(reminded.json().refused.map((one: { code: string }) => one.code)).toEqual([
    'return-handed-in',
    'return-handed-in',
  ]);
  // Who was reminded sees it in his list, also without mail; who has handed in is asked for nothing.
  const listed = async (ask: Ask) =>
    (await ask({ url: `${API}/returns?mine=true&period=2025-04` })).json<{ items: ReturnListItem[] }>().items;
  expect((await listed(other)).map(({ remindedAt }) => remindedAt)).toEqual([now.toISOString()]);
  expect((await listed(firm)).map(({ remindedAt }) => remindedAt)).toEqual([null]);
  expect(
    (await firm({ method: 'POST', url: `${API}/returns/bulk`, payload: { act: 'check', ids: may.returns } }))
      .statusCode,
  ).toBe(403);
});

test('January alone is a firm’s figure and never a region’s; December is of its own year', async () => {
  const reporters = [{ party: firms[0] ?? '', region: '331082' }];
  for (const [period, cells] of [
    ['2026-01', output(5, 5)],
    ['2026-02', output(6, 11)],
    ['2025-12', output(7, 407, 7, 140)],
  ] as const) {
    returns = (await addRound(server.deps.db, { form: 'own-output', period, reporters })).returns;
    const explained = Object.fromEntries(
      Object.entries(cells).map(([key, own]) => [
        key,
        Object.fromEntries(Object.entries(own).map(([column, cell]) => [column, { ...cell, reason: '已核实' }])),
      ]),
    );
    const sent = await act(firm, 0, 'submit', { cells: explained });
    expect(sent.statusCode, sent.body).toBe(200);
    await act(county, 0, 'check');
    expect((await act(city, 0, 'approve')).statusCode).toBe(200);
  }
  await drain();
  const periods = await asTest(server.deps.db, async (tx) => {
    const { rows } = await sql<{ firm: boolean; period: string }>`select distinct party_id is not null as firm, period
      from observation where period ~ '^2026|^2025-12|^2025-01..12' order by 1, 2`.execute(tx);
    return rows.map((one) => `${one.firm ? 'firm' : 'region'} ${one.period}`);
  });
  expect(periods).toEqual([
    'region 2025-01..12',
    'region 2025-12',
    'region 2026-01..02',
    'firm 2025-01..12',
    'firm 2025-12',
    'firm 2026-01',
    'firm 2026-01..01',
    'firm 2026-01..02',
    'firm 2026-02',
  ]);
});

test('what firms report moves no month by which targets are judged', async () => {
  const reporters = [
    { party: firms[0] ?? '', region: '331082' },
    { party: firms[1] ?? '', region: '331082' },
  ];
  ({ returns } = await addRound(server.deps.db, { form: 'own-output', period: '2026-03', reporters }));
  expect((await act(firm, 0, 'submit', { cells: output(5, 16) })).statusCode).toBe(200);
  await act(county, 0, 'check');
  expect((await act(city, 0, 'approve')).statusCode).toBe(200);
  await drain();
  const month = await asTest(server.deps.db, (tx) => newestMonth(tx, new Date('2026-05-01')));
  expect(month).toBe('2026-02');
});
