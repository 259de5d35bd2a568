import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadPlansDemo } from './demo.ts';

let server: TestApp;
let taizhou: Ask;
let hangzhou: Ask;
let url: string;

beforeAll(async () => {
  server = await testApp();
  taizhou = await server.as('bureau', '331000');
  hangzhou = await server.as('bureau', '330100');
  await loadPlansDemo(server.deps);
  const plan = await server.deps.db
    .selectFrom('plans_plan')
    .select('id')
    .where('title', 'like', '台州市优势产业集群%')
    .executeTakeFirstOrThrow();
  url = `/api/v1/plans/library/${plan.id}/comments`;
});
afterAll(() => server.close());

const payload = { unit: '市生态环境局', receivedOn: '2025-03-05', text: '建议增加单位产值能耗目标' };

test('a comment is noted, treated with a reason, and handed out with the treatment', async () => {
  const made = await taizhou({ method: 'POST', url, payload });
  expect(made.statusCode, made.body).toBe(201);
  const comment = made.json<{ id: string }>();
  expect(comment).toMatchObject({ ...payload, treatment: 'open', reason: '', versionNumber: 1 });

  const bare = await taizhou({ method: 'PATCH', url: `${url}/${comment.id}`, payload: { treatment: 'declined' } });
  expect(bare.json()).toMatchObject({ status: 422, code: 'treatment-reason-required', errors: [{ field: 'reason' }] });
  const treated = await taizhou({
    method: 'PATCH',
    url: `${url}/${comment.id}`,
    payload: { treatment: 'partly', reason: '纳入监测，不设目标' },
  });
  expect(treated.json()).toMatchObject({ treatment: 'partly', unit: payload.unit });

  const csv = await taizhou({ url: `${url}?format=csv` });
  expect(csv.body.split('\r\n').slice(0, 2)).toEqual([
    '\ufeff序号,意见来源,收到日期,针对版本,意见内容,处理,理由',
    '1,市生态环境局,2025-03-05,1,建议增加单位产值能耗目标,部分采纳,纳入监测，不设目标',
  ]);
  expect(decodeURIComponent(String(csv.headers['content-disposition']))).toContain('征求意见采纳情况.csv');
  expect((await taizhou({ method: 'DELETE', url: `${url}/${comment.id}` })).statusCode).toBe(204);
  expect((await taizhou({ url })).json()).toEqual({ items: [] });
});

test('only whose plan it is keeps its consultation', async () => {
  expect((await hangzhou({ method: 'POST', url, payload })).json()).toMatchObject({
    status: 403,
    code: 'outside-your-regions',
  });
  const comment = (await taizhou({ method: 'POST', url, payload })).json<{ id: string }>();
  expect((await hangzhou({ method: 'DELETE', url: `${url}/${comment.id}` })).statusCode).toBe(403);
  const other = url.replace(/[0-9a-f-]{36}/, '7b1f6c1e-7a53-4a0f-9d0a-3f1de1b6a001');
  expect((await taizhou({ method: 'POST', url: other, payload })).statusCode).toBe(404);
});
