import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import type { Finding, Severity } from '../signals/contract.ts';
import { checkSignals, useSignalRules } from '../signals/index.ts';
import { runDeadlines } from './deadlines.ts';
import { useCaseTypes } from './index.ts';
import type { CaseDetail } from './model.ts';
import { testRule, testType } from './testing.ts';

// The loop at kernel level, with a clock that the test moves: a rule finds, a signal opens, a case is made of it, nobody
// acts, it goes up, somebody acts, the cause is gone, it is closed.
const LUQIAO = '331004';
// People sign in by the store's own clock; the story begins after that.
let now = new Date();
let found: Finding[] = [];
const rule = testRule(async () => found);
let server: TestApp;
let luqiao: Ask;
let taizhou: Ask;
let zhejiang: Ask;
let hangzhou: Ask;

const finding = (severity: Severity = 'yellow', regionCode = LUQIAO): Finding => ({
  subjectKind: 'target',
  subjectId: 'a-target',
  regionCode,
  severity,
  title: { zh: '产量落后', en: 'Output behind' },
  evidence: [{ zh: '只有 80%', en: 'Only 80%', source: { kind: 'observation', id: 'x' } }],
  href: '/targets/a-target',
  unit: null,
  synthetic: true,
});
const check = () => checkSignals(server.deps.db, [{ module: 'test', rule }], now);
const to = (day: string) => {
  now = new Date(`${day}T02:00:00Z`);
};
const json = async (ask: Ask, url: string, options: object = {}) =>
  (await ask({ url: `/api/v1${url}`, ...options })).json();
const post = (ask: Ask, url: string, payload: object = {}, headers = {}) =>
  ask({ method: 'POST', url: `/api/v1${url}`, payload, headers });

beforeAll(async () => {
  server = await testApp(() => now);
  useCaseTypes(async () => [testType]);
  useSignalRules(async () => [{ module: 'test', rule }]);
  luqiao = await server.as('bureau', LUQIAO);
  taizhou = await server.as('bureau', '331000');
  zhejiang = await server.as('bureau', '330000');
  hangzhou = await server.as('bureau', '330100');
  to('2025-09-01');
});
afterAll(() => server.close());
beforeEach(() => {
  found = [];
});

test('a rule finds, a case is handled late, goes up, is closed when its cause is gone', async () => {
  found = [finding()];
  expect(await check()).toMatchObject({ opened: 1, seen: 0, closed: 0, failed: [] });
  expect(await check()).toMatchObject({ opened: 0, seen: 1, closed: 0 });
  const page = await json(luqiao, '/signals?state=open');
  expect(page).toMatchObject({ total: 1, counts: { byState: { open: 1 }, bySeverity: { yellow: 1 } } });
  const signal = page.items[0];
  expect(signal).toMatchObject({ title: '产量落后', unit: '经信部门 · 路桥区', mayHandle: true, synthetic: true });
  expect(signal.thresholds).toEqual([{ name: '天数', value: 30, unit: '天', setBy: '默认' }]);
  expect((await json(hangzhou, '/signals')).total).toBe(0);
  expect((await json(zhejiang, '/signals')).total).toBe(1);

  const { caseId } = (await post(luqiao, `/signals/${signal.id}/case`)).json();
  expect((await post(taizhou, `/signals/${signal.id}/case`)).json()).toEqual({ caseId });
  const opened: CaseDetail = await json(luqiao, `/cases/${caseId}`);
  // Monday 1 September and three working days, over a parade that is no day off.
  expect(opened).toMatchObject({ dueOn: '2025-09-04', workdaysLeft: 3, urgency: 'none', level: 'county', revision: 1 });
  expect(opened.signal).toMatchObject({ id: signal.id, state: 'in-case' });
  expect(opened.events.map(({ text }) => text)).toEqual(['由预警信号立案，状态为“待核实”']);
  expect(opened.line.map(({ place }) => place)).toEqual(['now', 'next', 'next']);

  to('2025-09-02');
  expect(await runDeadlines(server.deps.db, now)).toEqual({ reminded: 1, overdue: 0, escalated: 0 });
  expect(await runDeadlines(server.deps.db, now)).toEqual({ reminded: 0, overdue: 0, escalated: 0 });
  expect((await json(luqiao, '/cases?scope=mine')).counts).toMatchObject({ open: 1, soon: 1, overdue: 0 });
  expect((await json(taizhou, '/cases?scope=mine')).total).toBe(0);
  expect((await json(taizhou, '/cases?scope=unit')).total).toBe(1);

  to('2025-09-05');
  expect(await runDeadlines(server.deps.db, now)).toEqual({ reminded: 0, overdue: 1, escalated: 0 });
  // Nobody ran anything until six working days past: both levels at once, each with its own event.
  to('2025-09-12');
  expect(await runDeadlines(server.deps.db, now)).toEqual({ reminded: 0, overdue: 0, escalated: 2 });
  expect(await runDeadlines(server.deps.db, now)).toEqual({ reminded: 0, overdue: 0, escalated: 0 });
  const raised = (await json(zhejiang, '/cases?scope=mine')).items[0];
  expect(raised).toMatchObject({ id: caseId, level: 'province', urgency: 'escalated', workdaysLeft: -6 });
  const trail: CaseDetail = await json(zhejiang, `/cases/${caseId}`);
  expect(trail.events.map(({ text }) => text).slice(-2)).toEqual([
    '逾期 3 个工作日，升级到市级（台州市）',
    '逾期 6 个工作日，升级到省级（浙江省）',
  ]);

  const moved = await post(luqiao, `/cases/${caseId}/moves`, { move: 'confirm' }, { 'if-match': '"1"' });
  expect(moved.json()).toMatchObject({ state: { id: 'handling' }, level: 'county', urgency: 'none', revision: 2 });
  expect(moved.headers.etag).toBe('"2"');
  expect((await json(zhejiang, '/cases?scope=mine')).total).toBe(0);

  found = [];
  expect(await check()).toMatchObject({ closed: 1 });
  const gone: CaseDetail = await json(luqiao, `/cases/${caseId}`);
  expect(gone).toMatchObject({ closedAt: null, signal: { state: 'closed' } });
  expect(gone.events.at(-1)).toMatchObject({ kind: 'cause-gone' });
  expect((await post(luqiao, `/cases/${caseId}/moves`, { move: 'close' })).json()).toMatchObject({
    code: 'case-note-required',
  });
  const closed = await post(luqiao, `/cases/${caseId}/moves`, { move: 'close', note: '已补报' });
  expect(closed.json()).toMatchObject({ state: { id: 'closed', final: true }, closedAt: now.toISOString(), moves: [] });
  const types = await server.deps.db.selectFrom('outbox_event').select('type').orderBy('id').execute();
  expect(types.map(({ type }) => type).filter((type) => /^(signal|case)\./.test(type))).toEqual([
    'signal.opened',
    'case.opened',
    'case.overdue',
    'case.escalated',
    'case.escalated',
    'case.moved',
    'signal.closed',
    'case.moved',
  ]);
});

test('a case that ends while its cause is still there sets the signal free again', async () => {
  to('2025-09-15');
  found = [finding('orange')];
  await check();
  const signal = (await json(luqiao, '/signals?state=open')).items[0];
  const { caseId } = (await post(luqiao, `/signals/${signal.id}/case`)).json();
  await post(luqiao, `/cases/${caseId}/moves`, { move: 'confirm' });
  await post(luqiao, `/cases/${caseId}/moves`, { move: 'close', note: '说明情况' });
  expect(await json(luqiao, `/signals/${signal.id}`)).toMatchObject({ state: 'open', caseId });
  const again = (await post(luqiao, `/signals/${signal.id}/case`)).json();
  expect(again.caseId).not.toBe(caseId);
  await check();
  found = [];
  await check();
  expect(await json(luqiao, `/signals/${signal.id}`)).toMatchObject({ state: 'closed' });
});

test('what somebody has taken note of asks again when it grows worse', async () => {
  found = [{ ...finding('yellow'), subjectId: 'worse' }];
  await check();
  const signal = (await json(luqiao, '/signals?state=open')).items[0];
  const noted = await post(luqiao, `/signals/${signal.id}/acknowledge`, { note: '知道了' });
  expect(noted.json()).toMatchObject({ state: 'acknowledged', note: '知道了' });
  await check();
  expect(await json(luqiao, `/signals/${signal.id}`)).toMatchObject({ state: 'acknowledged' });
  found = [{ ...finding('orange'), subjectId: 'worse' }];
  await check();
  expect(await json(luqiao, `/signals/${signal.id}`)).toMatchObject({ state: 'open', severity: 'orange' });
  expect((await post(hangzhou, `/signals/${signal.id}/acknowledge`)).statusCode).toBe(404);
});

test('two who move a case at once: the second is told what the first did', async () => {
  found = [{ ...finding('red'), subjectId: 'another' }];
  await check();
  const signal = (await json(luqiao, '/signals?subjectId=another')).items[0];
  const { caseId } = (await post(luqiao, `/signals/${signal.id}/case`)).json();
  const move = (ask: Ask) => post(ask, `/cases/${caseId}/moves`, { move: 'confirm' }, { 'if-match': '"1"' });
  const answers = await Promise.all([move(luqiao), move(taizhou)]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
  const refused = answers.find(({ statusCode }) => statusCode === 412)?.json();
  expect(refused.code).toBe('case-changed');
  expect(refused.title).toMatch(/^bureau-\d在 2025-09-15 10:00 刚改过这件事（转为“督办中”），请看过再决定。$/);
});

test('a date that a person sets begins anew: the case goes up from its own level, one after another', async () => {
  to('2025-09-15');
  found = [{ ...finding('red'), subjectId: 'anew' }];
  await check();
  const signal = (await json(luqiao, '/signals?subjectId=anew')).items[0];
  const { caseId } = (await post(luqiao, `/signals/${signal.id}/case`)).json();
  const level = async () => (await json(luqiao, `/cases/${caseId}`)).level;
  to('2025-09-23');
  await runDeadlines(server.deps.db, now);
  expect(await level()).toBe('city');
  const payload = { dueOn: '2025-09-24', reason: '延期' };
  const set = await luqiao({ method: 'PATCH', url: `/api/v1/cases/${caseId}`, payload });
  expect(set.json()).toMatchObject({ level: 'county', urgency: 'soon' });
  to('2025-09-29');
  await runDeadlines(server.deps.db, now);
  expect(await level()).toBe('city');
  // Moved on under the same date, it is late again from the start, and its trail says so again.
  await post(luqiao, `/cases/${caseId}/moves`, { move: 'confirm' });
  await runDeadlines(server.deps.db, now);
  const { events } = (await json(luqiao, `/cases/${caseId}`)) as CaseDetail;
  expect(events.filter(({ kind }) => kind === 'escalated')).toHaveLength(3);
});
