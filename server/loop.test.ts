import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadEntriesDemo } from './demo-entries.ts';
import { systemActor, withActor } from './kernel/access/actor.ts';
import { runDeadlines } from './kernel/cases/deadlines.ts';
import type { CaseDetail } from './kernel/cases/model.ts';
import { docxText } from './kernel/document/docx-text.ts';
import { dispatchOutbox } from './kernel/events/events.ts';
import { runJob } from './kernel/jobs/jobs.ts';
import { measureHandlers, measureJob } from './kernel/registers/measure-job.ts';
import { checkSignals, signalRules } from './kernel/signals/index.ts';
import type { SignalView } from './kernel/signals/model.ts';
import { modules } from './modules/index.ts';
import { boundSeries } from './modules/plans/index.ts';
import type { Ledger } from './modules/plans/model.ts';
import { type Ask, type TestApp, testApp } from './testing/app.ts';

// The whole loop on the demonstration, with a clock that the test moves on from today: three targets lose their data each
// in another way, become signals, cases that nobody handles, that go up, are handled, get their data back, and are told of.
const DAY = 86_400_000;
const API = '/api/v1';
const ZHEJIANG = '330000';
const CHONGQING = '500000';
const HANGZHOU = '330100';
let now = new Date();
let server: TestApp;
let admin: Ask;

beforeAll(async () => {
  server = await testApp(() => now);
  admin = await server.as('admin');
  await loadEntriesDemo(server.deps);
  for (const { id, loadDemo } of modules) if (['statistics', 'plans'].includes(id)) await loadDemo(server.deps);
  // Whatever the day on which this runs, its working days are known.
  for (const year of [now.getUTCFullYear(), now.getUTCFullYear() + 1]) {
    const payload = { notice: 'test', off: [`${year}-01-01`], work: [] };
    await ask('PUT', `/calendar/${year}`, payload);
  }
  await count();
});
afterAll(() => server.close());

async function ask<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  payload?: object,
  by = admin,
): Promise<T> {
  const answer = await by({ method, url: `${API}${path}`, ...(payload ? { payload } : {}) });
  expect(answer.statusCode, `${method} ${path}: ${answer.body.slice(0, 600)}`).toBeLessThan(300);
  return answer.json<T>();
}

/** What the queue does in a running server: counts the registers that changed, then asks the rules. */
async function count(): Promise<void> {
  const { db } = server.deps;
  await dispatchOutbox(db, [measureHandlers]);
  const waiting = await db
    .selectFrom('job_run')
    .select('id')
    .where('kind', '=', 'registers.measure')
    .where('state', '=', 'queued')
    .execute();
  const fail = (error: unknown) => {
    throw error;
  };
  for (const { id } of waiting)
    await runJob(
      db,
      measureJob(boundSeries, () => now),
      id,
      fail,
    );
}
async function check() {
  const { db } = server.deps;
  return checkSignals(db, await withActor(db, systemActor('test'), signalRules), now);
}

interface Story {
  readonly code: string;
  readonly region: string;
  readonly scope: Readonly<Record<string, string>>;
  readonly spoil: () => Promise<unknown>;
  readonly mend: () => Promise<unknown>;
}

/** Ids of entries under a filter in a region. */
async function idsOf(register: string, filter: string, region: string, limit: number): Promise<string[]> {
  const query = new URLSearchParams({ filter, region, limit: String(limit) });
  const { items } = await ask<{ items: { id: string }[] }>('GET', `/registers/${register}/entries?${query}`);
  expect(items).toHaveLength(limit);
  return items.map(({ id }) => id);
}
const bulk = (register: string, payload: object) =>
  ask<{ done: number; refused: unknown[] }>('POST', `/registers/${register}/entries/bulk`, payload);
const outputOf = (value: number, reason: string) =>
  ask('POST', '/statistics/observations', {
    indicatorCode: 'nev-output',
    regionCode: ZHEJIANG,
    period: '2025-01..08',
    value,
    unit: '万辆',
    reason,
  });

let centres: string[] = [];
let workshops: string[] = [];
const stories: readonly Story[] = [
  {
    code: 'enterprise-technology-centres',
    region: HANGZHOU,
    scope: { industry: 'auto-industry', level: 'provincial' },
    spoil: async () => {
      centres = await idsOf('rd-institutions', 'kind = tech-center and level = provincial', HANGZHOU, 30);
      const answer = await bulk('rd-institutions', {
        ids: centres,
        values: { 'revoked-on': '2025-06-30' },
        note: '撤销',
      });
      expect(answer).toMatchObject({ done: 30, refused: [] });
    },
    mend: () => bulk('rd-institutions', { ids: centres, values: { 'revoked-on': null }, note: '更正' }),
  },
  {
    code: 'nev-output',
    region: ZHEJIANG,
    scope: {},
    spoil: () => outputOf(60, '统计口径更正'),
    mend: () => outputOf(74.6, '更正撤回'),
  },
  {
    code: 'digital-workshops',
    region: CHONGQING,
    scope: { industry: 'icnev-parts' },
    spoil: async () => {
      workshops = await idsOf('factory-rungs', 'rung = digital-workshop and state = recognised', CHONGQING, 100);
      expect(await bulk('factory-rungs', { ids: workshops, move: 'expire' })).toMatchObject({ done: 100, refused: [] });
    },
    mend: () => bulk('factory-rungs', { ids: workshops, move: 'recheck' }),
  },
];

async function targetOf({ code, region, scope }: Story) {
  const { items } = await ask<Ledger>('GET', `/plans/targets?indicator=${code}&kind=target&region=${region}&limit=200`);
  const names = Object.keys(scope);
  const found = items.find(
    (item) =>
      item.region.code === region &&
      Object.keys(item.scope).length === names.length &&
      names.every((name) => item.scope[name] === scope[name]),
  );
  if (!found) throw new Error(`no target on ${code}: ${JSON.stringify(items.map(({ scope: one }) => one))}`);
  return found;
}
const signalOf = async (targetId: string, state: string) =>
  (await ask<{ items: SignalView[] }>('GET', `/signals?subjectKind=target&subjectId=${targetId}&state=${state}`))
    .items[0];

test('three targets slip, are chased, put right, and the report says so', async () => {
  const targets = new Map<string, string>();
  for (const story of stories) {
    const target = await targetOf(story);
    expect(['met', 'on-track'], story.code).toContain(target.judgement?.state);
    targets.set(story.code, target.id);
  }
  await check();
  for (const id of targets.values()) expect(await signalOf(id, 'open')).toBeUndefined();

  for (const story of stories) await story.spoil();
  await count();
  await check();
  const cases = new Map<string, string>();
  for (const story of stories) {
    const id = targets.get(story.code) ?? '';
    expect((await targetOf(story)).judgement?.state, story.code).toBe('off-track');
    const signal = await signalOf(id, 'open');
    expect(signal, story.code).toMatchObject({ severity: 'orange', rule: { id: 'plans.target-off-track' } });
    // Every figure of the evidence leads to a figure that is on record.
    const figures = signal?.evidence.flatMap(({ source }) => (source?.kind === 'observation' ? [source.id] : [])) ?? [];
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) await ask('GET', `/statistics/observations/${figure}/provenance`);
    cases.set(story.code, (await ask<{ caseId: string }>('POST', `/signals/${signal?.id}/case`)).caseId);
  }

  // Nobody acts: past its day and three working days more, each goes up where there is somebody above.
  now = new Date(now.getTime() + 21 * DAY);
  await runDeadlines(server.deps.db, now);
  // Above a province there is nobody; a city's case is the province's now.
  const raised = await ask<CaseDetail>('GET', `/cases/${cases.get('enterprise-technology-centres')}`);
  expect(raised).toMatchObject({ urgency: 'escalated', level: 'province' });
  expect(raised.events.map(({ kind }) => kind)).toContain('escalated');
  for (const [code, id] of cases) {
    const late = await ask<CaseDetail>('GET', `/cases/${id}`);
    expect(late.workdaysLeft, code).toBeLessThan(-3);
    expect(['overdue', 'escalated'], code).toContain(late.urgency);
    expect(
      late.events.map(({ kind }) => kind),
      code,
    ).toContain('reminded');
  }

  for (const story of stories) expect(await story.mend(), story.code).not.toMatchObject({ refused: [{}] });
  await count();
  await check();
  for (const story of stories) {
    expect(['met', 'on-track'], story.code).toContain((await targetOf(story)).judgement?.state);
    const caseId = cases.get(story.code) ?? '';
    const open = await ask<CaseDetail>('GET', `/cases/${caseId}`);
    expect(
      open.events.map(({ kind }) => kind),
      story.code,
    ).toContain('cause-gone');
    for (const [move, note] of [['confirm'], ['submit', '数据已更正'], ['accept']]) {
      await ask('POST', `/cases/${caseId}/moves`, { move, ...(note ? { note } : {}) });
    }
    const closed = await ask<CaseDetail>('GET', `/cases/${caseId}`);
    expect(closed).toMatchObject({ state: { id: 'closed', final: true }, signal: { state: 'closed' } });
  }

  const report = await ask<{ head: { id: string } }>('POST', '/reports', {
    kind: 'analysis',
    region: ZHEJIANG,
    period: '2025-08',
  });
  const file = await admin({
    url: `${API}/reports/${report.head.id}/file`,
    headers: { accept: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  });
  expect(file.statusCode, file.body.slice(0, 300)).toBe(200);
  const words = docxText({ name: 'report.docx', bytes: file.rawPayload });
  expect(words).toContain('新能源汽车产量');
  // Two of the three cases are Zhejiang's.
  expect(words).toMatch(/办结 2 (件|项)/);
});
