import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { systemActor, type Tx, withActor } from '../access/actor.ts';
import { hashPassword } from '../access/secrets.ts';
import { createUser, grantRole } from '../access/users.ts';
import { countCases, moveCase, openCase, useCaseTypes } from './index.ts';
import type { CaseDetail, CasePage as CasePageSchema } from './model.ts';
import { testType } from './testing.ts';

type CasePage = z.infer<typeof CasePageSchema>;
const LUQIAO = '331004';
let now = new Date();
let server: TestApp;
let luqiao: Ask;
let taizhou: Ask;
let hangzhou: Ask;
let analyst: Ask;
let firm: Ask;
let party = '';
const system = systemActor('test');
const run = <T>(work: (tx: Tx) => Promise<T>) => withActor(server.deps.db, system, work);
const call = (
  ask: Ask,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  headers = {},
) => ask({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) });
const json = async <T = CaseDetail>(ask: Ask, url: string): Promise<T> => (await call(ask, 'GET', url)).json();
const userId = async (name: string) =>
  (await server.deps.db.selectFrom('app_user').select('id').where('name', 'like', name).executeTakeFirstOrThrow()).id;
const byHand = async (title: string, more: object = {}) =>
  (await call(luqiao, 'POST', '/cases', { title, region: LUQIAO, unit: '路桥区经信局', ...more })).json<CaseDetail>();

async function signInFirm(): Promise<Ask> {
  party = (
    await server.deps.db
      .insertInto('party')
      .values({ kind: 'enterprise', name: '路桥电机', uscc: null, region_code: LUQIAO })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;
  await run(async (tx) => {
    const passwordHash = await hashPassword('a long enough password');
    const id = await createUser(tx, system, { name: 'firm', displayName: '路桥电机', passwordHash, mustChange: false });
    await grantRole(tx, system, { userId: id, role: 'enterprise', regionCode: null, partyId: party });
  });
  const signedIn = await server.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { name: 'firm', password: 'a long enough password' },
  });
  const [cookie] = signedIn.cookies;
  return (options) => server.app.inject({ ...options, cookies: { [cookie?.name ?? '']: cookie?.value ?? '' } });
}

beforeAll(async () => {
  server = await testApp(() => now);
  useCaseTypes(async () => [testType]);
  luqiao = await server.as('bureau', LUQIAO);
  taizhou = await server.as('bureau', '331000');
  hangzhou = await server.as('bureau', '330100');
  analyst = await server.as('analyst', '331000');
  firm = await signInFirm();
  now = new Date('2025-09-01T02:00:00Z');
});
afterAll(() => server.close());

test('a case by hand is seen and changed by those whose region it is, and by nobody else', async () => {
  const made = await byHand('核对产能', { text: '先看三家', dueOn: '2025-09-30' });
  expect(made).toMatchObject({
    type: { id: 'general', name: '一般事项' },
    state: { id: 'to-do', name: '待办' },
    dueOn: '2025-09-30',
    mayHandle: true,
  });
  expect(made.summary).toBe('2025年9月1日立案，现在“待办”，由路桥区经信局办理。期限2025年9月30日，还有 22 个工作日。');
  expect(made.moves.map(({ name, allowed, dueOn }) => [name, allowed, dueOn])).toEqual([
    ['接办', true, '2025-09-04'],
    ['办结', true, '2025-09-15'],
  ]);
  expect((await call(hangzhou, 'GET', `/cases/${made.id}`)).statusCode).toBe(404);
  const seen = await json(analyst, `/cases/${made.id}`);
  expect(seen).toMatchObject({ mayHandle: false });
  expect(seen.moves[0]).toMatchObject({ allowed: false, by: ['主管部门'] });
  expect((await call(hangzhou, 'POST', `/cases/${made.id}/moves`, { move: 'take' })).statusCode).toBe(404);
  expect((await call(luqiao, 'POST', '/cases', { title: 'x', region: '330100', unit: 'y' })).statusCode).toBe(403);
  const wrong = await call(luqiao, 'POST', `/cases/${made.id}/moves`, { move: 'return' });
  expect(wrong.json()).toMatchObject({ status: 409, code: 'case-move-not-open' });
});

test('handler, unit and date change with their trail; a date needs its reason, a stale revision is refused', async () => {
  const made = await byHand('换人');
  const handler = await userId('bureau-1');
  const assigned = await call(
    luqiao,
    'PATCH',
    `/cases/${made.id}`,
    { handler, unit: '台州市经信局' },
    { 'if-match': '"1"' },
  );
  expect(assigned.json()).toMatchObject({ unit: '台州市经信局', handler: { id: handler, name: 'bureau-1' } });
  expect(assigned.json().events.at(-1).text).toBe('交给bureau-1办理，责任单位改为台州市经信局');
  expect((await json<CasePage>(taizhou, '/cases?scope=mine')).items.map(({ id }) => id)).toContain(made.id);
  expect((await json<CasePage>(luqiao, '/cases?scope=mine')).items.map(({ id }) => id)).not.toContain(made.id);
  const stale = await call(
    luqiao,
    'PATCH',
    `/cases/${made.id}`,
    { dueOn: '2025-10-10', reason: 'x' },
    { 'if-match': '"1"' },
  );
  expect(stale.json()).toMatchObject({ status: 412, code: 'case-changed' });
  const bare = await call(luqiao, 'PATCH', `/cases/${made.id}`, { dueOn: '2025-10-10' });
  expect(bare.json()).toMatchObject({ status: 422, code: 'case-reason-required' });
  const dated = await call(luqiao, 'PATCH', `/cases/${made.id}`, { dueOn: '2025-10-10', reason: '企业申请延期' });
  expect(dated.json().events.at(-1)).toMatchObject({
    kind: 'due-set',
    text: '期限改为2025年10月10日',
    note: '企业申请延期',
  });
  const stranger = await call(luqiao, 'PATCH', `/cases/${made.id}`, { handler: await userId('bureau-2') });
  expect(stranger.json()).toMatchObject({ status: 422, code: 'case-person-unknown' });
  // A date that a person set is the whole case's: the next state does not move it.
  const moved = await call(taizhou, 'POST', `/cases/${made.id}/moves`, { move: 'take' });
  expect(moved.json()).toMatchObject({ dueOn: '2025-10-10' });
});

test('who takes part reads, writes messages and fetches files, without the region', async () => {
  const made = await byHand('请市里协办');
  const people = await json<{ items: { id: string; name: string }[] }>(luqiao, `/cases/${made.id}/people`);
  expect(people.items.map(({ name }) => name).sort()).toEqual(['bureau-0', 'bureau-1']);
  const added = await call(luqiao, 'POST', `/cases/${made.id}/participants`, {
    userId: await userId('bureau-1'),
    role: 'support',
  });
  expect(added.json().participants).toMatchObject([{ name: 'bureau-1', role: 'support' }]);
  const file = multipart({ name: 'evidence.pdf', bytes: Buffer.from('%PDF-1.4 x') }, { note: '佐证' });
  const attached = await luqiao({ method: 'POST', url: `/api/v1/cases/${made.id}/files`, ...file });
  const event = attached.json<CaseDetail>().events.at(-1);
  expect(event).toMatchObject({ kind: 'attached', document: { name: 'evidence.pdf', bytes: 10 } });
  const fetched = await call(taizhou, 'GET', `/cases/${made.id}/files/${event?.document?.id}`);
  expect(fetched.body).toBe('%PDF-1.4 x');
  expect((await call(hangzhou, 'GET', `/cases/${made.id}/files/${event?.document?.id}`)).statusCode).toBe(404);
  const spoken = await call(taizhou, 'POST', `/cases/${made.id}/messages`, { text: '收到' });
  expect(spoken.json().events.at(-1)).toMatchObject({ kind: 'message', note: '收到' });
});

test('a firm acts in its own case alone, and only where a move is the firm’s', async () => {
  const open = (partyId: string | null, subjectId: string) =>
    run((tx) =>
      openCase(
        tx,
        system,
        {
          type: testType.id,
          title: { zh: '申报', en: 'Application' },
          subjectKind: 'entry',
          subjectId,
          href: '/x',
          regionCode: LUQIAO,
          unitKind: 'industry',
          unit: null,
          partyId,
          synthetic: false,
        },
        now,
      ),
    );
  const own = await open(party, 'own');
  const other = await open(null, 'other');
  expect((await open(party, 'own')).id).toBe(own.id);
  expect((await json<CasePage>(firm, '/cases?scope=all')).items.map(({ id }) => id)).toEqual([own.id]);
  expect((await call(firm, 'GET', `/cases/${other.id}`)).statusCode).toBe(404);
  const notIts = await call(firm, 'POST', `/cases/${own.id}/moves`, { move: 'confirm' });
  expect(notIts.json()).toMatchObject({ status: 403, code: 'case-move-not-yours' });
  expect((await call(firm, 'PATCH', `/cases/${own.id}`, { unit: '我' })).statusCode).toBe(403);
  const paid = await call(firm, 'POST', `/cases/${own.id}/moves`, { move: 'pay' });
  expect(paid.json()).toMatchObject({ state: { id: 'handling' } });
});

test('a closed case is taken up again where it was, with a reason', async () => {
  const made = await byHand('又来了');
  await call(luqiao, 'POST', `/cases/${made.id}/moves`, { move: 'take' });
  const early = await call(luqiao, 'POST', `/cases/${made.id}/reopen`, { reason: 'x' });
  expect(early.json()).toMatchObject({ status: 409, code: 'case-open' });
  const done = (await call(luqiao, 'POST', `/cases/${made.id}/moves`, { move: 'finish', note: '办好了' })).json();
  expect(done.line.map(({ id, place }: { id: string; place: string }) => [id, place])).toEqual([
    ['to-do', 'done'],
    ['handling', 'done'],
    ['done', 'now'],
  ]);
  expect((await call(luqiao, 'PATCH', `/cases/${made.id}`, { unit: 'x' })).json()).toMatchObject({
    code: 'case-closed',
  });
  const again = await call(luqiao, 'POST', `/cases/${made.id}/reopen`, { reason: '没办好' });
  expect(again.json()).toMatchObject({ state: { id: 'handling' }, closedAt: null });
});

test('the list goes through pages by due date, each case once', async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: CasePage = await json(luqiao, `/cases?scope=unit&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    expect(page.total).toBe(6);
  } while (cursor);
  expect(new Set(seen).size).toBe(6);
  const counts = await run((tx) => countCases(tx, system, { region: '331000' }, now));
  expect(counts).toMatchObject({ total: 6, open: 6 });
});

test('two transactions at once: the second waits for the first and is then told what it did', async () => {
  const { id } = await byHand('同时');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = run(async (tx) => {
    await moveCase(tx, system, { caseId: id, move: 'take', note: null, revision: 1, now });
    await held;
  });
  const second = run((tx) => moveCase(tx, system, { caseId: id, move: 'finish', note: 'x', revision: 1, now }));
  const refused = expect(second).rejects.toMatchObject({ status: 412, code: 'case-changed' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  release();
  await first;
  await refused;
});

test('without the year’s holidays there is no due date, and the case says which year is missing', async () => {
  now = new Date('2026-12-30T02:00:00Z');
  const made = await byHand('跨年');
  expect(made).toMatchObject({ dueOn: null, noDueReason: '还没有 2027 年的放假安排，算不出工作日期限。' });
  now = new Date();
  const admin = await server.as('admin');
  now = new Date('2026-12-30T02:00:00Z');
  const year = { notice: '测试通知', off: ['2027-01-01..2027-01-03'], work: ['2027-01-02'] };
  const wrong = await call(admin, 'PUT', '/calendar/2027', year);
  expect(wrong.json()).toMatchObject({ status: 422, errors: [{ field: 'work.0', code: 'off-and-work' }] });
  expect((await call(luqiao, 'PUT', '/calendar/2027', year)).statusCode).toBe(403);
  const set = await call(admin, 'PUT', '/calendar/2027', { ...year, work: ['2027-01-09'] });
  expect(set.json()).toMatchObject({
    year: 2027,
    certainty: 'entered',
    off: ['2027-01-01', '2027-01-02', '2027-01-03'],
  });
  const years = await json<{ items: { year: number }[] }>(luqiao, '/calendar');
  expect(years.items.map(({ year: one }) => one)).toEqual([2023, 2024, 2025, 2026, 2027]);
  expect(await byHand('有了通知')).toMatchObject({ dueOn: '2027-01-05', noDueReason: null });
});
