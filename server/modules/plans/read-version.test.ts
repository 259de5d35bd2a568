import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { API, act, amount, PLAN, patchTarget, plan, review, target, upload, uploadAndRead } from './library-testing.ts';
import type { ReviewView, TargetView, VersionDiff } from './model.ts';

let server: TestApp;
let admin: Ask;
let hangzhou: Ask;

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  hangzhou = await server.as('bureau', '330100');
});
afterAll(() => server.close());

const publish = async (planId: string, payload: object = {}) => {
  const view = await review(hangzhou, planId);
  for (const item of view.targets) {
    if (item.review === 'proposed') await act(hangzhou, `targets/${item.id}/accept`);
  }
  for (const task of view.tasks) await act(hangzhou, `tasks/${task.id}/accept`);
  const answer = await act(hangzhou, `library/${planId}/publish`, payload);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return view;
};

test('a new version keeps what people decided on the same passages, and the old one leaves the ledger', async () => {
  const draft = PLAN.replace('2027年）', '2027年）（征求意见稿）');
  const { planId } = await uploadAndRead(server, hangzhou, draft);
  expect((await plan(hangzhou, planId)).state).toBe('consultation');
  const first = await review(hangzhou, planId);
  const output = target(first, '年产量达到30万辆');
  await patchTarget(hangzhou, output.id, { indicatorCode: 'nev-output', scope: {} }, undefined, '?accept=true');
  await patchTarget(hangzhou, amount(first, 15, '%').id, { kind: 'baseline' });
  await act(hangzhou, `targets/${amount(first, 15, '%').id}/reject`);
  const name = PLAN.indexOf('加快充电网络建设') + draft.length - PLAN.length;
  const added = await act(hangzhou, 'targets', {
    planId,
    start: name,
    end: name + 8,
    fields: { value: 100, unit: '%', indicatorName: '充电网络覆盖率' },
  });
  expect(added.json()).toMatchObject({ quote: '加快充电网络建设' });
  await publish(planId);
  expect(await plan(hangzhou, planId)).toMatchObject({
    state: 'consultation',
    versions: [{ number: 1, state: 'published' }],
  });
  const before = await review(hangzhou, planId, 1);
  // What is running on the first version: yearly values, progress.
  const { db } = server.deps;
  await db.insertInto('plans_target_year').values({ target_id: output.id, year: 2026, value: 25, note: '' }).execute();
  const task = before.tasks.find(({ title }) => title === '引进缺链企业');
  await db
    .updateTable('plans_task')
    .set({ state: 'doing', percent: 40 })
    .where('id', '=', task?.id ?? '')
    .execute();
  await db
    .insertInto('plans_task_note')
    .values({
      task_id: task?.id ?? '',
      author_id: null,
      author_name: '某人',
      text: '已谈三家',
      percent: 40,
      document_id: null,
    })
    .execute();

  // The final text: the export aim is another, the aim for coverage is gone, one for workshops is new.
  const final = PLAN.replace('5万辆左右', '6万辆以上')
    .replace('规上汽车企业研发机构覆盖率达到90%以上。', '')
    .replace('推进公共领域', '到2027年，累计建成数字化车间40个。推进公共领域');
  expect(await uploadAndRead(server, hangzhou, final, { planId })).toEqual({ planId, versionNumber: 2 });
  const second = await review(hangzhou, planId);
  expect(second).toMatchObject({ versionNumber: 2, state: 'review' });
  const now = (words: string) => target(second, words);
  expect(now('年产量达到30万辆')).toMatchObject({
    indicatorCode: 'nev-output',
    binding: 'bound',
    review: 'accepted',
    question: null,
  });
  expect(now('年产量达到30万辆').id).not.toBe(output.id);
  expect(amount(second, 15, '%')).toMatchObject({ kind: 'baseline', review: 'rejected' });
  expect(now('6万辆以上').review).toBe('proposed');
  expect(now('数字化车间40个').review).toBe('proposed');
  const again = second.targets.find((item) => item.indicatorName === '充电网络覆盖率');
  expect(again).toMatchObject({ origin: 'person', review: 'accepted', value: 100 });
  expect(final.slice(again?.start ?? 0, again?.end ?? 0)).toBe('加快充电网络建设');
  expect(second.tasks.every((item) => item.review === 'accepted')).toBe(true);

  const diff = (await hangzhou({ url: `${API}/library/${planId}/versions/1/diff/2` })).json() as VersionDiff;
  expect(diff.removed.map((item) => item.quote)).toEqual([expect.stringContaining('覆盖率达到90%')]);
  expect(diff.added.map((item) => item.quote)).toEqual([expect.stringContaining('数字化车间40个')]);
  expect(diff.changed).toMatchObject([
    { before: { value: 5 }, after: { value: 6 }, fields: expect.arrayContaining(['value', 'comparator']) },
  ]);

  await publish(planId, { state: 'in-force' });
  expect(await plan(hangzhou, planId)).toMatchObject({
    state: 'in-force',
    versions: [
      { number: 2, state: 'published' },
      { number: 1, state: 'superseded' },
    ],
  });
  const running = await review(hangzhou, planId);
  expect(running.tasks.find(({ title }) => title === '引进缺链企业')).toMatchObject({
    state: 'doing',
    percent: 40,
    lastNote: { text: '已谈三家' },
  });
  const years = await db
    .selectFrom('plans_target_year')
    .selectAll()
    .where('target_id', '=', target(running, '年产量达到30万辆').id)
    .execute();
  expect(years).toMatchObject([{ year: 2026, value: 25 }]);
  expect((await act(hangzhou, `targets/${output.id}/reject`)).json()).toMatchObject({
    status: 409,
    code: 'version-superseded',
  });
  const ledger = (await hangzhou({ url: `${API}/targets?plan=${planId}` })).json() as { items: TargetView[] };
  expect(ledger.items.map((item) => item.id)).not.toContain(output.id);
});

test('a plan above that comes later is linked to those that named it', async () => {
  const { planId } = await uploadAndRead(server, hangzhou, `${PLAN}\n（上位方案后到）`);
  expect((await plan(hangzhou, planId)).parents).toMatchObject([{ planId: null }]);
  const above = await uploadAndRead(
    server,
    admin,
    '浙江省加快新能源汽车产业发展行动方案\n一、目标\n到2025年，全省新能源汽车年产量超120万辆。',
  );
  expect((await plan(hangzhou, planId)).parents).toEqual([
    { planId: above.planId, title: '浙江省加快新能源汽车产业发展行动方案' },
  ]);
});

test('the demonstration plan is read whole', async () => {
  const text = readFileSync(new URL('../../../data/demo/demo-plan.zh.txt', import.meta.url), 'utf8');
  expect((await upload(hangzhou, text)).json()).toMatchObject({ code: 'plan-region-needed' });
  const { planId } = await uploadAndRead(server, hangzhou, text, { regionCode: '330100' });
  const view = await review(hangzhou, planId);
  for (const item of [...view.targets, ...view.tasks]) expect(item.start).not.toBeNull();
  expect(view.targets.length).toBeGreaterThan(10);
  expect(view.tasks.length).toBeGreaterThan(5);
  expect(view.tasks[0]).toMatchObject({
    responsible: [{ unit: '市经信局', role: 'lead' }, { role: 'support' }, { role: 'support' }],
  });
});

const ZHEJIANG = new URL('../../../../shared/plans/zhejiang-nev-action-plan.txt', import.meta.url);
const hasZhejiang = existsSync(ZHEJIANG);
if (!hasZhejiang) console.warn(`skipped: ${ZHEJIANG.pathname} is not here, so it is not taken from file to ledger`);
test.skipIf(!hasZhejiang)('the plan of Zhejiang goes from file to ledger', async () => {
  const { planId } = await uploadAndRead(server, admin, readFileSync(ZHEJIANG, 'utf8'));
  const view: ReviewView = await review(admin, planId);
  expect(view.plan).toMatchObject({
    title: '浙江省加快新能源汽车产业发展行动方案',
    region: { code: '330000' },
    level: 'province',
    effectiveFrom: '2023-03-01',
  });
  expect(target(view, '年产量超120万辆')).toMatchObject({ comparator: '>', value: 120, unit: '万辆', deadline: 2025 });
  expect(view.tasks.length).toBeGreaterThan(20);
  const counts = (await act(admin, `library/${planId}/accept-confident`, { version: 1 })).json();
  expect(counts.targets).toBeGreaterThan(10);
  for (const item of view.targets.filter(({ question }) => question !== null))
    await act(admin, `targets/${item.id}/accept`);
  expect((await act(admin, `library/${planId}/publish`)).statusCode).toBe(200);
  const ledger = (await admin({ url: `${API}/targets?plan=${planId}&limit=200` })).json() as { total: number };
  expect(ledger.total).toBeGreaterThan(15);
});
