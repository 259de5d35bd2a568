import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { loadPlansDemo } from './demo.ts';
import type { TaskView } from './model.ts';

let server: TestApp;
let admin: Ask;
let zhejiang: Ask;
let hangzhou: Ask;
let nobody: Ask;

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  zhejiang = await server.as('bureau', '330000');
  hangzhou = await server.as('bureau', '330100');
  nobody = await server.as(null);
  await loadPlansDemo(server.deps);
});
afterAll(() => server.close());

const API = '/api/v1/plans/tasks';
interface TaskList {
  items: TaskView[];
  nextCursor: string | null;
  total: number;
}
const list = async (query = '', ask = nobody) => {
  const answer = await ask({ url: `${API}?${query}` });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<TaskList>();
};
const one = async (title: string, ask = nobody): Promise<TaskView> => {
  const found = (await list(`q=${encodeURIComponent(title)}`, ask)).items[0];
  if (!found) throw new Error(`no task ${title}`);
  return found;
};
const patch = (ask: Ask, id: string, payload: object, revision?: number) =>
  ask({
    method: 'PATCH',
    url: `${API}/${id}`,
    payload,
    ...(revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } }),
  });
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('the task list', () => {
  test('holds the tasks of all plans in plan order, page by page, each once', async () => {
    const all = await list('limit=1000');
    expect(all.total).toBe(119);
    expect(all.items).toHaveLength(119);
    expect(all.nextCursor).toBeNull();
    const walked: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await list(`limit=50${cursor && `&cursor=${cursor}`}`);
      walked.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const foreign = Buffer.from('[1,"x"]').toString('base64url');
    expect((await nobody({ url: `${API}?cursor=${foreign}` })).json()).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
    expect(walked).toEqual(all.items.map(({ id }) => id));
    const zhejiangTasks = all.items.filter(({ planTitle }) => planTitle.startsWith('浙江省'));
    expect(zhejiangTasks.map(({ ordinal }) => ordinal)).toEqual(zhejiangTasks.map((_, i) => i + 1));
  });

  test('shows what is overdue first, and answers filters by state, unit, year, region and plan', async () => {
    const late = await one('大力发展智能汽车');
    const done = await one('提升整车规模和竞争力');
    await patch(zhejiang, late.id, {
      dueOn: dayFromNow(-3),
      years: [{ year: 2031, goal: '试点', state: 'planned', dueOn: null }],
    });
    await patch(zhejiang, done.id, { dueOn: dayFromNow(-3), state: 'done' });
    const all = await list('limit=5');
    expect(all.items[0]).toMatchObject({ id: late.id, overdue: true });
    expect(all.items.filter(({ overdue }) => overdue)).toHaveLength(1);
    const next = await list(`limit=5&cursor=${all.nextCursor}`);
    expect(next.items.map(({ id }) => id)).not.toContain(late.id);
    expect((await list('state=overdue')).items.map(({ id }) => id)).toEqual([late.id]);
    expect((await list('state=done')).items.map(({ id }) => id)).toEqual([done.id]);
    expect((await list('year=2031')).items.map(({ id }) => id)).toEqual([late.id]);
    expect((await list(`unit=${encodeURIComponent('省科技厅')}`)).total).toBeGreaterThan(0);
    expect(
      (await list('region=330100&limit=1000')).items.every(({ planTitle }) => planTitle.startsWith('杭州市')),
    ).toBe(true);
    expect((await list(`plan=${late.planId}&limit=1000`)).total).toBe(28);
    expect((await list('region=330100&state=overdue')).total).toBe(0);
  });

  test('leaves out what was rejected, and shows it where it is asked for', async () => {
    const task = await one('打造一批专业化园区');
    await admin({ method: 'POST', url: `${API}/${task.id}/reject` });
    expect((await list(`q=${encodeURIComponent(task.title)}`)).total).toBe(0);
    expect((await list(`q=${encodeURIComponent(task.title)}&review=rejected`)).total).toBe(1);
    await admin({ method: 'POST', url: `${API}/${task.id}/accept` });
  });

  test('is handed out as CSV by Accept', async () => {
    const answer = await nobody({ url: `${API}?region=330100`, headers: { accept: 'text/csv' } });
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.body.split('\r\n')[0]).toBe(
      '\ufeff规划,编号,任务,年度,年度目标,牵头单位,配合单位,完成期限,状态,进度（%）',
    );
    expect(answer.body.trim().split('\r\n')).toHaveLength(45);
  });
});

describe('a task', () => {
  test('is changed on the revision that was seen; a second change on it is refused with 412', async () => {
    const task = await one('加快发展核心零部件');
    const seen = await hangzhou({ url: `${API}/${task.id}` });
    expect(seen.headers.etag).toBe(`"${task.revision}"`);
    const changed = await patch(
      hangzhou,
      task.id,
      {
        state: 'doing',
        percent: 30,
        responsible: [
          { unit: '市经信局', role: 'lead' },
          { unit: '市经信局', role: 'support' },
          { unit: '市科技局', role: 'support' },
        ],
        years: [
          { year: 2026, goal: '再引进一家', state: 'planned', dueOn: null },
          { year: 2025, goal: '引进两家', state: 'doing', dueOn: '2025-12-31' },
        ],
      },
      task.revision,
    );
    expect(changed.statusCode, changed.body).toBe(200);
    expect(changed.json<TaskView>()).toMatchObject({
      revision: task.revision + 1,
      percent: 30,
      responsible: [{ unit: '市经信局' }, { unit: '市科技局' }],
      years: [{ year: 2025 }, { year: 2026 }],
    });
    const late = await patch(hangzhou, task.id, { percent: 40 }, task.revision);
    expect(late.statusCode).toBe(412);
    expect(late.json()).toMatchObject({ code: 'task-changed-meanwhile' });
    expect((await one('加快发展核心零部件')).percent).toBe(30);
  });

  test('is audited with what stood there before; a change that changes nothing is none', async () => {
    const task = await one('加快发展核心零部件');
    await patch(hangzhou, task.id, { percent: 55 }, task.revision);
    const same = await patch(hangzhou, task.id, { percent: 55 });
    expect(same.json<TaskView>().revision).toBe(task.revision + 1);
    const { rows } = await sql<{ detail: string }>`select detail from audit_entry
      where subject = ${`task:${task.id}`} order by seq desc limit 1`.execute(server.deps.db);
    expect(JSON.parse(rows[0]?.detail ?? '')).toEqual({ before: { percent: 30 }, after: { percent: 55 } });
  });

  test('of the province is read by a city bureau but not changed, nor by nobody', async () => {
    const task = await one('大力发展智能汽车', hangzhou);
    expect(task.mayEdit).toBe(false);
    const refused = await patch(hangzhou, task.id, { percent: 1 });
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ code: 'outside-your-regions' });
    expect((await patch(nobody, task.id, { percent: 1 })).statusCode).toBe(401);
    expect(
      (await hangzhou({ method: 'POST', url: `${API}/${task.id}/notes`, payload: { text: '越权' } })).statusCode,
    ).toBe(403);
    expect((await patch(zhejiang, task.id, { percent: 1 })).statusCode).toBe(200);
  });

  test('cannot end before it starts, and has each year once', async () => {
    const task = await one('加快发展核心零部件');
    const reversed = await patch(hangzhou, task.id, { startsOn: '2025-06-01', dueOn: '2025-05-01' });
    expect(reversed.json()).toMatchObject({ status: 422, code: 'dates-reversed' });
    const year = { year: 2025, goal: 'x', state: 'planned', dueOn: null };
    expect((await patch(hangzhou, task.id, { years: [year, year] })).json()).toMatchObject({ code: 'year-twice' });
    expect((await patch(hangzhou, '7b1f6c1e-7a53-4a0f-9d0a-3f1de1b6a001', {})).statusCode).toBe(404);
  });

  test('is found by the search box', async () => {
    const hits = (await nobody({ url: `/api/v1/search?q=${encodeURIComponent('核心零部件')}` })).json<{
      items: { kind: string; title: string }[];
    }>();
    expect(hits.items).toContainEqual(expect.objectContaining({ kind: 'task', title: '加快发展核心零部件' }));
  });
});

describe('notes of progress', () => {
  test('carry evidence, set the percentage and start the task', async () => {
    const task = await one('提高整车智能化水平');
    const file = { name: '验收单.pdf', bytes: Buffer.from('%PDF-1.4 evidence') };
    const form = multipart(file, { text: '完成初验', percent: '35' });
    const added = await hangzhou({ method: 'POST', url: `${API}/${task.id}/notes`, ...form });
    expect(added.statusCode, added.body).toBe(201);
    await hangzhou({ method: 'POST', url: `${API}/${task.id}/notes`, payload: { text: '等待复核', percent: null } });
    const notes = (await hangzhou({ url: `${API}/${task.id}/notes` })).json<{
      items: { text: string; document: { id: string } | null }[];
    }>();
    expect(notes.items.map(({ text }) => text)).toEqual(['等待复核', '完成初验']);
    const document = notes.items[1]?.document;
    const content = await hangzhou({ url: `/api/v1/documents/${document?.id}/content` });
    expect(content.rawPayload.equals(file.bytes)).toBe(true);
    expect(await one(task.title)).toMatchObject({ percent: 35, state: 'doing', lastNote: { text: '等待复核' } });
    // The note is public, its evidence is not.
    const seen = (await nobody({ url: `${API}/${task.id}/notes` })).json<{ items: { document: unknown }[] }>();
    expect(seen.items[1]?.document).toBeNull();
    expect((await nobody({ url: `/api/v1/documents/${document?.id}/content` })).statusCode).toBe(404);
  });

  test('need a text, and a percentage from 0 to 100', async () => {
    const task = await one('提高整车智能化水平');
    const empty = await hangzhou({ method: 'POST', url: `${API}/${task.id}/notes`, payload: { text: ' ' } });
    expect(empty.json()).toMatchObject({ status: 400, errors: [{ field: 'text' }] });
    const over = await hangzhou({
      method: 'POST',
      url: `${API}/${task.id}/notes`,
      payload: { text: 'x', percent: 101 },
    });
    expect(over.statusCode).toBe(400);
  });
});
