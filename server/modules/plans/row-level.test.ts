import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, withActor } from '../../kernel/access/actor.ts';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { act, PLAN, review, uploadAndRead } from './library-testing.ts';

// Real rows of one bureau, asked for by the bureaus beside, below and above it, and by nobody, in plain SQL: what the
// database itself lets through where a route forgets its `where`.
const TABLES = [
  'plans_version',
  'plans_target',
  'plans_task',
  'plans_responsibility',
  'plans_comment',
  'plans_target_history',
  'plans_task_note',
  'document',
  'import_run',
  'job_run',
  'audit_entry',
  'session',
] as const;
let server: TestApp;
let zhejiang: Ask;
let planId: string;

beforeAll(async () => {
  server = await testApp();
  zhejiang = await server.as('bureau', '330000');
  const text = PLAN.replaceAll('杭州市', '浙江省').replaceAll('市', '省');
  ({ planId } = await uploadAndRead(server, zhejiang, text, { regionCode: '330000', state: 'draft' }));
  const { targets, tasks } = (await zhejiang({ url: `/api/v1/plans/library/${planId}/review` })).json();
  const post = (url: string, payload: object) => zhejiang({ method: 'POST', url: `/api/v1/plans/${url}`, payload });
  await post(`targets/${targets[0].id}/accept`, {});
  await post(`tasks/${tasks[0].id}/notes`, { text: '进展' });
  await post(`library/${planId}/comments`, { unit: '某厂', receivedOn: '2026-01-01', text: '意见' });
  const csv = { name: 'figures.csv', bytes: Buffer.from('指标,地区,期间,数值,单位\nnev-output,浙江省,2024,1,辆\n') };
  await zhejiang({ method: 'POST', url: '/api/v1/imports/observations', ...multipart(csv) });
});
afterAll(() => server.close());

const seen = (role: 'bureau' | 'analyst' | null, regionCode: string) =>
  withActor(
    server.deps.db,
    {
      ...anonymous(),
      userId: role && '00000000-0000-4000-8000-000000000001',
      grants: role ? [{ role, regionCode, partyId: null }] : [],
    },
    async (tx) => {
      const counts: Record<string, number> = {};
      for (const table of [...TABLES, 'plans_plan'] as const) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx);
        counts[table] = rows[0]?.n ?? -1;
      }
      return counts;
    },
  );

const none = Object.fromEntries([...TABLES, 'plans_plan'].map((table) => [table, 0]));
const publish = (change: object) =>
  zhejiang({ method: 'PATCH', url: `/api/v1/plans/library/${planId}`, payload: change });

test('a draft of the province is nothing to the cities below, the province beside or nobody', async () => {
  for (const [role, region] of [
    ['bureau', '330100'],
    ['analyst', '330200'],
    ['bureau', '320000'],
    [null, ''],
  ] as const) {
    expect(await seen(role, region), `${role} of ${region}`).toEqual(none);
  }
  // Whoever holds the region sees what is worked on there, but nobody's imports, jobs, sessions and audit.
  const own = await seen('analyst', '330000');
  expect(own).toMatchObject({ plans_plan: 1, plans_version: 1, plans_comment: 1, plans_task_note: 1, document: 1 });
  expect(own).toMatchObject({ import_run: 0, job_run: 0, audit_entry: 0, session: 0 });
  expect(await seen('analyst', '000000')).toMatchObject({ plans_plan: 1, plans_version: 1 });
});

test('an open plan whose version is still reviewed shows its name and nothing that was read', async () => {
  await publish({ open: true });
  expect(await seen(null, '')).toEqual({ ...none, plans_plan: 1 });
});

test('what is published reaches the cities below, with its text; what was said of it stays with its drafters', async () => {
  await publish({ open: false, state: 'in-force' });
  for (const item of (await review(zhejiang, planId)).targets) await act(zhejiang, `targets/${item.id}/accept`);
  await zhejiang({
    method: 'POST',
    url: `/api/v1/plans/library/${planId}/accept-confident`,
    payload: { version: 1, minConfidence: 0 },
  });
  const done = await zhejiang({ method: 'POST', url: `/api/v1/plans/library/${planId}/publish`, payload: {} });
  expect(done.statusCode).toBe(200);
  const below = await seen('bureau', '330100');
  expect(below).toMatchObject({ plans_plan: 1, plans_version: 1, document: 1, plans_comment: 0 });
  expect(below.plans_target).toBeGreaterThan(0);
  expect(await seen('bureau', '320000')).toMatchObject({ plans_plan: 0, plans_version: 0, document: 0 });
  expect(await seen(null, '')).toMatchObject({ plans_plan: 0, document: 0 });
});

test('a bureau changes and deletes nothing of its province or its neighbour, by any table', async () => {
  for (const regionCode of ['330100', '320000']) {
    for (const table of [...TABLES, 'plans_plan'] as const) {
      const grants = [{ role: 'bureau' as const, regionCode, partyId: null }];
      const actor = { ...anonymous(), userId: '00000000-0000-4000-8000-000000000001', grants };
      const removed = withActor(server.deps.db, actor, (tx) =>
        sql`delete from ${sql.table(table)}`.execute(tx).then((result) => Number(result.numAffectedRows ?? 0n)),
      ).catch((error: { code: string }) => error.code);
      expect([0, 'outside-your-regions'], `${regionCode} ${table}`).toContain(await removed);
    }
  }
});

test('a plan that is deleted takes its texts and its evidence along', async () => {
  await publish({ state: 'ended', open: true });
  const before = await server.deps.db.selectFrom('document').select('id').execute();
  expect(before.length).toBeGreaterThan(0);
  const gone = await zhejiang({ method: 'DELETE', url: `/api/v1/plans/library/${planId}` });
  expect(gone.statusCode).toBe(204);
  expect(await server.deps.db.selectFrom('document').select('id').execute()).toEqual([]);
  expect((await server.app.inject({ url: `/api/v1/documents/${before[0]?.id}/content` })).statusCode).toBe(404);
});
