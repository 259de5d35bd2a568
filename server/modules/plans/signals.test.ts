import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, withActor } from '../../kernel/access/actor.ts';
import { checkSignals, signalRules } from '../../kernel/signals/index.ts';
import type { SignalView } from '../../kernel/signals/model.ts';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadDemoFigures } from '../statistics/index.ts';
import { loadPlansDemo } from './demo.ts';
import type { Ledger } from './model.ts';

let now = new Date();
let server: TestApp;
let admin: Ask;

beforeAll(async () => {
  server = await testApp(() => now);
  admin = await server.as('admin');
  await loadDemoFigures(server.deps);
  await loadPlansDemo(server.deps);
  now = new Date('2025-09-20T02:00:00Z');
});
afterAll(() => server.close());

const check = async () => {
  const rules = await withActor(server.deps.db, systemActor('test'), signalRules);
  return checkSignals(
    server.deps.db,
    rules.filter(({ module }) => module === 'plans'),
    now,
  );
};
const signals = async (query: string, locale = 'zh'): Promise<SignalView[]> =>
  (await admin({ url: `/api/v1/signals?limit=500&${query}`, headers: { 'accept-language': locale } })).json().items;
const ledger = async () => (await admin({ url: '/api/v1/plans/targets?limit=1000' })).json<Ledger>().items;
const tune = (thresholds: object, region = '000000') =>
  admin({
    method: 'PUT',
    url: '/api/v1/signals/rules/plans.target-off-track',
    payload: { region, thresholds, reason: '试' },
  });

test('the signals are the targets that the ledger calls at risk or off track, no more and no fewer', async () => {
  expect((await check()).failed).toEqual([]);
  const slipping = (await ledger()).filter(
    ({ judgement, binding }) => binding === 'bound' && ['at-risk', 'off-track'].includes(judgement?.state ?? ''),
  );
  expect(slipping.length).toBeGreaterThan(3);
  const found = await signals('rule=plans.target-off-track');
  expect(found.map(({ subject }) => subject.id).sort()).toEqual(slipping.map(({ id }) => id).sort());
  for (const one of found) {
    const target = slipping.find(({ id }) => id === one.subject.id);
    expect(one.severity, one.title).toBe(target?.judgement?.state === 'off-track' ? 'orange' : 'yellow');
    expect(one.evidence[0]?.text).toBe(target?.judgement?.sentence);
    expect(one.evidence.slice(1).map(({ source }) => source?.id)).toEqual(target?.judgement?.actual?.observationIds);
    expect(one.subject.href).toBe(`/targets/${target?.id}`);
  }
});

test('a signal shows the judgement, the figures with their sources and the unit that answers, in both languages', async () => {
  const [exports] = await signals(`q=${encodeURIComponent('出口量')}`);
  expect(exports).toMatchObject({ severity: 'orange', synthetic: true, state: 'open' });
  expect(exports?.title).toBe('新能源整车出口量：偏离路径（浙江新能源汽车行动方案）');
  expect(exports?.evidence[0]).toMatchObject({ source: { kind: 'judgement', id: exports?.subject.id } });
  expect(exports?.evidence[1]).toMatchObject({ text: '2025年1–8月：10.4 万辆', source: { kind: 'observation' } });
  const english = (await signals('q=NEV exports', 'en')).find(({ id }) => id === exports?.id);
  expect(english?.evidence[0]?.text).toMatch(/off track/);
  expect(english?.evidence[1]?.text).toMatch(/^Jan–Aug 2025: 104,000 vehicles$/);
});

test('a region that asks for a lower share hears less, and the ledger’s judgement stays what it is', async () => {
  const before = await signals('rule=plans.target-off-track&state=open');
  expect((await tune({ 'at-risk': 70, 'off-track': 60 })).statusCode).toBe(200);
  const { closed } = await check();
  expect(closed).toBeGreaterThan(0);
  await tune({ 'at-risk': null, 'off-track': null });
  await check();
  expect(await signals('rule=plans.target-off-track&state=open')).toHaveLength(before.length);
});

test('a task past its date is a signal, and a worse one after thirty days', async () => {
  const { items } = (await admin({ url: '/api/v1/plans/tasks?limit=1' })).json();
  const [{ id, revision }] = items;
  const patch = (payload: object, version: number) =>
    admin({ method: 'PATCH', url: `/api/v1/plans/tasks/${id}`, payload, headers: { 'if-match': `"${version}"` } });
  const changed = await patch({ dueOn: '2025-09-01', state: 'doing' }, revision);
  expect(changed.statusCode, changed.body).toBe(200);
  await server.deps.db.updateTable('plans_task').set({ review: 'accepted' }).where('id', '=', id).execute();
  await check();
  const [late] = await signals(`subjectId=${id}`);
  expect(late).toMatchObject({ severity: 'yellow', subject: { kind: 'task', href: `/tasks/${id}` } });
  expect(late?.evidence[0]?.text).toBe('应于 2025-09-01 前完成，尚未办结');
  now = new Date('2025-10-20T02:00:00Z');
  await check();
  expect((await signals(`subjectId=${id}`))[0]).toMatchObject({ severity: 'orange' });
  await patch({ state: 'done' }, changed.json().revision);
  await check();
  expect((await signals(`subjectId=${id}`))[0]).toMatchObject({ state: 'closed' });
});
