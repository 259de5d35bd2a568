import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadPlansDemo } from './demo.ts';

let server: TestApp;
let hangzhou: Ask;
let zhejiang: Ask;
let nobody: Ask;

beforeAll(async () => {
  server = await testApp();
  hangzhou = await server.as('bureau', '330100');
  zhejiang = await server.as('bureau', '330000');
  nobody = await server.as(null);
  await loadPlansDemo(server.deps);
});
afterAll(() => server.close());

const API = '/api/v1/plans/bodies';
interface Body {
  id: string;
  name: string;
  revision: number;
  mayEdit: boolean;
  members: { unit: string; duty: string }[];
  meetings: { title: string; decisions: { id: string; text: string; state: string; unit: string }[] }[];
}
const list = async (query: string, ask = hangzhou) =>
  (await ask({ url: `${API}?${query}` })).json<{ items: Body[] }>().items;

test('the bodies that the plans name are there, by region, kind and member', async () => {
  const [conference] = await list(`q=${encodeURIComponent('市商务局')}`);
  expect(conference).toMatchObject({ name: '新能源汽车产业发展联席会议', mayEdit: true });
  expect(conference?.members).toHaveLength(7);
  expect((await list('region=330000&kind=joint-conference')).map(({ name }) => name)).toContain(
    '省新能源和智能汽车发展联席会议',
  );
  expect((await list('region=331000')).every(({ mayEdit }) => !mayEdit)).toBe(true);
  const hits = await hangzhou({ url: `/api/v1/search?q=${encodeURIComponent('联席会议')}` });
  expect(hits.body).toContain('"kind":"body"');
});

test('a body is founded, changed on the revision that was seen, and dissolved', async () => {
  const payload = {
    name: '链长制工作专班',
    kind: 'task-force',
    regionCode: '330109',
    members: [
      { unit: '区经信局', duty: 'office' },
      { unit: '区科技局', duty: 'member' },
    ],
  };
  const made = await hangzhou({ method: 'POST', url: API, payload });
  expect(made.statusCode, made.body).toBe(201);
  const body = made.json<Body>();
  expect((await hangzhou({ method: 'POST', url: API, payload })).json()).toMatchObject({
    status: 409,
    code: 'body-already-there',
  });

  const headers = { 'if-match': `"${body.revision}"` };
  const changed = await hangzhou({ method: 'PATCH', url: `${API}/${body.id}`, headers, payload: { chair: '副区长' } });
  expect(changed.json()).toMatchObject({ chair: '副区长', members: payload.members, revision: body.revision + 1 });
  const late = await hangzhou({ method: 'PATCH', url: `${API}/${body.id}`, headers, payload: { chair: '区长' } });
  expect(late.json()).toMatchObject({ status: 412, code: 'body-changed-meanwhile' });
  const wrong = { foundedOn: '2025-02-01', endedOn: '2025-01-01' };
  expect((await hangzhou({ method: 'PATCH', url: `${API}/${body.id}`, payload: wrong })).json()).toMatchObject({
    code: 'dates-reversed',
  });

  expect((await hangzhou({ method: 'DELETE', url: `${API}/${body.id}` })).statusCode).toBe(204);
  expect(await list(`q=${encodeURIComponent('链长制工作专班')}`)).toEqual([]);
});

test('a meeting leaves decisions that are followed up', async () => {
  const [body] = await list(`q=${encodeURIComponent('市商务局')}`);
  const tasks = await hangzhou({ url: `/api/v1/plans/tasks?region=330100&limit=1` });
  const taskId = tasks.json<{ items: { id: string }[] }>().items[0]?.id;
  const payload = {
    heldOn: '2025-07-10',
    title: '第三次会议',
    decisions: [{ text: '九月底前落地两家零部件企业', unit: '市商务局', dueOn: '2025-09-30', taskId }],
  };
  const held = await hangzhou({ method: 'POST', url: `${API}/${body?.id}/meetings`, payload });
  expect(held.statusCode, held.body).toBe(201);
  const decision = held.json<Body>().meetings[0]?.decisions[0];
  expect(decision).toMatchObject({ state: 'open', unit: '市商务局', taskId });
  const done = await hangzhou({
    method: 'PATCH',
    url: `/api/v1/plans/decisions/${decision?.id}`,
    payload: { state: 'done' },
  });
  expect(done.json()).toMatchObject({ state: 'done', dueOn: '2025-09-30', unit: '市商务局' });
  const { rows } = await server.deps.db
    .selectFrom('audit_entry')
    .select('action')
    .where('action', 'in', ['body.meeting', 'decision.edit'])
    .execute()
    .then((rows) => ({ rows }));
  expect(rows.map(({ action }) => action).sort()).toEqual(['body.meeting', 'decision.edit']);
});

test('another region’s bodies are read, not changed; nobody changes any', async () => {
  const [provincial] = await list('region=330000&kind=joint-conference', hangzhou);
  const edit = { method: 'PATCH', url: `${API}/${provincial?.id}`, payload: { chair: '无' } } as const;
  expect((await hangzhou(edit)).json()).toMatchObject({ status: 403, code: 'outside-your-regions' });
  expect((await hangzhou({ method: 'DELETE', url: `${API}/${provincial?.id}` })).statusCode).toBe(403);
  const meeting = { heldOn: '2025-01-01', title: 'x' };
  expect(
    (await hangzhou({ method: 'POST', url: `${API}/${provincial?.id}/meetings`, payload: meeting })).statusCode,
  ).toBe(403);
  expect((await nobody(edit)).statusCode).toBe(401);
  expect((await zhejiang(edit)).statusCode).toBe(200);
  const elsewhere = { name: '越权', kind: 'task-force', regionCode: '500000' };
  expect((await hangzhou({ method: 'POST', url: API, payload: elsewhere })).json()).toMatchObject({
    status: 403,
    code: 'outside-your-regions',
  });
});
