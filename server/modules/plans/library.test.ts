import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { API, act, PLAN, plan, review, rowCounts, upload, uploadAndRead } from './library-testing.ts';
import type { PlanView } from './model.ts';

let server: TestApp;
let province: Ask;
let hangzhou: Ask;
let made = 0;

beforeAll(async () => {
  server = await testApp();
  province = await server.as('bureau', '330000');
  hangzhou = await server.as('bureau', '330100');
});
afterAll(() => server.close());

const newPlan = (fields: Record<string, string> = {}) =>
  uploadAndRead(server, hangzhou, `${PLAN}（第${made++}份）`, fields);
const change = (ask: Ask, id: string, payload: object, etag?: string) =>
  ask({ method: 'PATCH', url: `${API}/library/${id}`, payload, ...(etag ? { headers: { 'if-match': etag } } : {}) });
const list = async (ask: Ask, query = '') =>
  (await ask({ url: `${API}/library${query}` })).json() as {
    items: PlanView[];
    nextCursor: string | null;
    total: number;
  };

test('the library is filtered, counted and paged', async () => {
  const ids = [];
  for (const title of ['甲方案', '乙方案', '丙方案']) ids.push((await newPlan({ title })).planId);
  await newPlan({ title: '丁方案', regionCode: '330109', state: 'draft' });
  const first = await list(hangzhou, '?limit=3&q=方案');
  expect(first).toMatchObject({ total: 4, items: [{ title: '丁方案' }, { title: '丙方案' }, { title: '乙方案' }] });
  const rest = await list(hangzhou, `?limit=3&q=方案&cursor=${first.nextCursor}`);
  expect(rest).toMatchObject({ items: [{ title: '甲方案' }], nextCursor: null, total: 4 });
  expect((await list(hangzhou, '?region=330109')).items.map(({ title }) => title)).toEqual(['丁方案']);
  expect((await list(province, '?region=330000&level=county')).total).toBe(1);
  expect((await list(hangzhou, '?state=draft,ended')).items).toMatchObject([{ title: '丁方案', state: 'draft' }]);
  expect((await list(hangzhou, '?q=%25')).total).toBe(0);
  expect((await list(await server.as('bureau', '320000'))).total).toBe(0);
  expect((await list(await server.as(null))).total).toBe(0);
  expect((await hangzhou({ url: `${API}/library?cursor=bm8` })).json()).toMatchObject({ status: 400 });
});

test('a plan is changed on its ETag; items and document follow its region, end and openness', async () => {
  const { planId } = await newPlan();
  const answer = await hangzhou({ url: `${API}/library/${planId}` });
  const etag = String(answer.headers.etag);
  const changed = await change(
    province,
    planId,
    { regionCode: '330109', periodEnd: 2028, title: '改名', open: true },
    etag,
  );
  expect(changed.json()).toMatchObject({
    title: '改名',
    region: { code: '330109' },
    level: 'county',
    periodEnd: 2028,
    open: true,
  });
  expect((await change(province, planId, { title: '又改' }, etag)).json()).toMatchObject({
    status: 412,
    code: 'plan-changed-meanwhile',
  });
  const view = await review(province, planId);
  expect(view.targets.map((item) => item.region.code)).not.toContain('330100');
  expect(view.targets.filter((item) => item.deadlineAssumed).every((item) => item.deadline === 2028)).toBe(true);
  const document = () =>
    server.deps.db
      .selectFrom('document')
      .select(['region_code', 'open'])
      .where('id', '=', view.plan.versions[0]?.documentId ?? '')
      .executeTakeFirst();
  // A draft's file is not opened with its plan.
  expect(await document()).toEqual({ region_code: '330109', open: false });
  for (const item of view.targets.filter(({ question }) => question)) await act(province, `targets/${item.id}/accept`);
  await act(province, `library/${planId}/publish`, {});
  expect(await document()).toEqual({ region_code: '330109', open: true });
});

test('what cannot be is refused: a reversed period, a region not one’s own, a parent that is not there', async () => {
  const { planId } = await newPlan();
  expect((await change(hangzhou, planId, { periodEnd: 2020 })).json()).toMatchObject({
    status: 422,
    code: 'period-reversed',
  });
  expect((await change(hangzhou, planId, { regionCode: '330200' })).json()).toMatchObject({
    status: 403,
    code: 'outside-your-regions',
  });
  expect((await change(hangzhou, planId, { parents: [{ planId, title: '自己' }] })).json()).toMatchObject({
    status: 404,
  });
  const other = await newPlan();
  const parents = [
    { planId: other.planId, title: '上位' },
    { planId: null, title: '别的' },
  ];
  expect((await change(hangzhou, planId, { parents })).json().parents).toEqual(parents);
  const analyst = await server.as('analyst', '330100');
  expect((await change(analyst, planId, { title: 'x' })).json()).toMatchObject({ status: 403, code: 'not-permitted' });
});

test('an uploaded plan is deleted with all that was read from it; a published one is ended first', async () => {
  const before = await rowCounts(server);
  const { planId } = await newPlan();
  const remove = () => hangzhou({ method: 'DELETE', url: `${API}/library/${planId}` });
  for (const item of (await review(hangzhou, planId)).targets) await act(hangzhou, `targets/${item.id}/accept`);
  await act(hangzhou, `library/${planId}/publish`);
  expect((await remove()).json()).toMatchObject({ status: 409, code: 'plan-published' });
  await change(hangzhou, planId, { state: 'ended' });
  expect((await remove()).statusCode).toBe(204);
  expect((await hangzhou({ url: `${API}/library/${planId}` })).json()).toMatchObject({
    status: 404,
    code: 'plan-not-found',
  });
  const { plans_plan, plans_target, plans_task, plans_responsibility } = await rowCounts(server);
  expect({ plans_plan, plans_target, plans_task, plans_responsibility }).toEqual({
    plans_plan: before.plans_plan,
    plans_target: before.plans_target,
    plans_task: before.plans_task,
    plans_responsibility: before.plans_responsibility,
  });
});

test('shipped facts have no text and stay', async () => {
  const { planId } = await newPlan();
  await server.deps.db.updateTable('plans_plan').set({ shipped: true }).where('id', '=', planId).execute();
  await server.deps.db.updateTable('plans_version').set({ document_id: null }).where('plan_id', '=', planId).execute();
  expect((await hangzhou({ method: 'DELETE', url: `${API}/library/${planId}` })).json()).toMatchObject({
    status: 409,
    code: 'plan-shipped',
  });
  const view = await review(hangzhou, planId);
  expect(view.text).toBe('');
  expect((await hangzhou({ url: `${API}/library/${planId}/text` })).json()).toMatchObject({
    status: 404,
    code: 'text-not-found',
  });
  expect((await act(hangzhou, `targets/${view.targets[0]?.id}/split`, { at: 3 })).json()).toMatchObject({
    status: 409,
    code: 'plan-without-text',
  });
});

test('the text comes as it was read, under the plan’s name', async () => {
  const { planId } = await newPlan();
  const answer = await hangzhou({ url: `${API}/library/${planId}/text` });
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(String(answer.headers['content-disposition'])).toContain(
    encodeURIComponent('杭州市新能源汽车提升行动方案 v1.txt'),
  );
  expect(answer.body).toBe((await review(hangzhou, planId)).text);
  expect((await hangzhou({ url: `${API}/library/${planId}/text?version=9` })).json()).toMatchObject({
    status: 404,
    code: 'version-not-found',
  });
});

test('the counts are those in force while a newer version is reviewed', async () => {
  const { planId } = await newPlan();
  const view = await review(hangzhou, planId);
  for (const item of view.targets.filter(({ question }) => question)) await act(hangzhou, `targets/${item.id}/accept`);
  await act(hangzhou, `library/${planId}/accept-confident`, { version: 1, minConfidence: 0 });
  await act(hangzhou, `library/${planId}/publish`);
  const { counts, states } = await plan(hangzhou, planId);
  expect(counts.toReview).toBe(0);
  expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(counts.targets);
  await uploadAndRead(server, hangzhou, '杭州市短方案\n到2027年，汽车产量达到1万辆。', { planId });
  expect((await plan(hangzhou, planId)).counts).toEqual({ ...counts, toReview: 1 });
});

test('the search box finds a plan by part of its title', async () => {
  await newPlan({ title: '海曙路充电方案' });
  const { items } = (await hangzhou({ url: '/api/v1/search?q=海曙路' })).json();
  expect(items[0]).toMatchObject({ kind: 'plan', title: '海曙路充电方案', sub: '杭州市' });
});

test('two versions uploaded at once get two numbers', async () => {
  const { planId } = await newPlan();
  const answers = await Promise.all(
    ['甲', '乙', '丙'].map((mark) => upload(hangzhou, `${PLAN}${mark}${made++}`, { planId })),
  );
  expect(answers.map((answer) => answer.json().versionNumber).toSorted()).toEqual([2, 3, 4]);
});
