import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemText } from '../../kernel/http/problem-text.ts';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import {
  API,
  act,
  amount,
  bytesOf,
  PLAN,
  patchTarget,
  plan,
  review,
  rowCounts,
  runRequested,
  target,
  upload,
  uploadAndRead,
} from './library-testing.ts';

let server: TestApp;
let province: Ask;
let hangzhou: Ask;

beforeAll(async () => {
  server = await testApp();
  province = await server.as('bureau', '330000');
  hangzhou = await server.as('bureau', '330100');
});
afterAll(() => server.close());

test('an uploaded plan is read by the job into sections, targets, tasks and units', async () => {
  const answer = await upload(hangzhou, PLAN);
  expect(answer.statusCode).toBe(202);
  const { planId, versionNumber, jobId } = answer.json();
  expect(versionNumber).toBe(1);
  expect((await plan(hangzhou, planId)).versions).toMatchObject([{ number: 1, state: 'reading' }]);

  const job = await runRequested(server, jobId);
  expect(job).toMatchObject({ state: 'done', progress: 1, result: { planId, versionNumber: 1 } });
  expect((await hangzhou({ url: `/api/v1/jobs/${jobId}` })).json()).toMatchObject({ state: 'done' });

  const view = await review(hangzhou, planId);
  expect(view.plan).toMatchObject({
    title: '杭州市新能源汽车提升行动方案（2025—2027年）',
    shortTitle: '杭州市新能源汽车提升行动方案',
    region: { code: '330100', name: '杭州市' },
    level: 'city',
    periodStart: 2025,
    periodEnd: 2027,
    state: 'in-force',
    parents: [{ title: '浙江省加快新能源汽车产业发展行动方案', planId: null }],
    mayEdit: true,
    versions: [{ number: 1, state: 'review', fileName: 'plan.txt' }],
  });
  expect(view.text).toBe(PLAN);
  for (const item of view.targets) expect(item.quote).toBe(PLAN.slice(item.start ?? 0, item.end ?? 0));
  expect(view.targets.map((item) => item.ordinal)).toEqual(view.targets.map((_, at) => at + 1));
  expect(view.sections.map((section) => section.heading)).toContain('主要目标');

  expect(target(view, '全市新能源汽车年产量达到30万辆'.slice(2))).toMatchObject({
    kind: 'target',
    comparator: '>=',
    value: 30,
    unit: '万辆',
    deadline: 2027,
    deadlineAssumed: false,
    region: { code: '330100' },
    review: 'proposed',
    origin: 'reader',
    sectionPath: ['一'],
    mayEdit: true,
    revision: 1,
  });
  expect(target(view, '达到8万辆').region).toEqual({ code: '330109', name: '萧山区' });
  expect(amount(view, 20, '座')).toMatchObject({
    value: 20,
    responsible: [
      { unit: '市发展改革委', role: 'lead' },
      { unit: '市交通运输局', role: 'support' },
      { unit: '市经信局', role: 'support' },
    ],
  });
  // 每年 names no year: every year of the plan's span, its end assumed.
  expect(target(view, '20家以上')).toMatchObject({
    transform: 'every-year',
    fromYear: 2025,
    deadline: 2027,
    deadlineAssumed: true,
  });
  expect(target(view, '全面电动化')).toMatchObject({ implicit: true, value: 100, unit: '%' });
  expect(target(view, '15%')).toMatchObject({ kind: 'parameter', transform: 'parameter', deadline: null });
  expect(view.tasks.find((task) => task.title === '引进缺链企业')?.responsible).toEqual([
    { unit: '市投资促进局', role: 'lead' },
    { unit: '市经信局', role: 'support' },
  ]);
  expect(view.units.find(({ unit }) => unit === '市经信局')?.count).toBeGreaterThan(2);
});

test('the same file again is refused and names the plan that holds it', async () => {
  const text = PLAN.replace('30万辆', '31万辆');
  const { planId } = await uploadAndRead(server, hangzhou, text);
  const before = await rowCounts(server);
  const again = await upload(hangzhou, text);
  expect(again.json()).toMatchObject({
    status: 409,
    code: 'plan-already-there',
    errors: [{ field: 'file', message: planId }],
  });
  expect(again.json().detail).toContain(planId);
  expect((await upload(hangzhou, text, { planId })).json().code).toBe('plan-already-there');
  expect(await rowCounts(server)).toEqual(before);
});

test.each([
  ['an empty file', new Uint8Array(), 'plan.txt', 422, 'file-empty'],
  ['blanks only', bytesOf(' \n\t '), 'plan.txt', 422, 'file-empty'],
  ['an unknown kind', bytesOf('x'), 'plan.xyz', 422, 'file-type-unknown'],
  [
    'a text that is binary',
    new Uint8Array([0x50, 0, 1, 2, 0, 0xff, 0xfe, 0, 0x81, 0]),
    'plan.txt',
    422,
    'file-not-text',
  ],
  [
    'an old .doc',
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2, 3]),
    'plan.doc',
    422,
    'legacy-word',
  ],
  ['a broken docx', bytesOf('PK\u0003\u0004 nothing'), 'plan.docx', 422, 'file-damaged'],
  ['a broken pdf', bytesOf('%PDF-1.7\nnothing'), 'plan.pdf', 422, 'file-damaged'],
  [
    'a text of another place and no region stated',
    bytesOf('一份没有地名的方案\n到2027年，产量达到3万辆。'),
    'plan.txt',
    422,
    'plan-region-needed',
  ],
  ['a text beyond any plan', bytesOf(`杭州市方案\n${'文'.repeat(1_000_001)}`), 'plan.txt', 422, 'plan-text-too-long'],
  ['a file that is too large', new Uint8Array(50 * 1024 * 1024 + 1).fill(65), 'plan.txt', 413, 'file-too-large'],
] as const)('%s is refused and nothing is stored', async (_, bytes, name, status, code) => {
  const before = await rowCounts(server);
  const answer = await upload(hangzhou, bytes as Uint8Array, {}, name);
  expect(answer.json()).toMatchObject({ status, code });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json().title).toMatch(/\p{Script=Han}/u);
  expect(await rowCounts(server)).toEqual(before);
});

test('a form without a file, or with a field that is no such thing, is refused', async () => {
  expect((await hangzhou({ method: 'POST', url: `${API}/library`, payload: {} })).json()).toMatchObject({
    status: 400,
    code: 'file-missing',
  });
  expect((await upload(hangzhou, PLAN, { state: 'soon' })).json()).toMatchObject({
    status: 400,
    code: 'invalid-request',
    errors: [{ field: 'state' }],
  });
});

test('the Hangzhou bureau cannot take in a plan of Zhejiang, nor state a region above its own', async () => {
  const text = PLAN.replaceAll('杭州市', '浙江省').replaceAll('全市', '全省');
  const before = await rowCounts(server);
  expect((await upload(hangzhou, text)).json()).toMatchObject({
    status: 422,
    code: 'plan-region-outside',
    title: expect.stringContaining('文中写的是浙江省'),
    errors: [
      { field: 'place', message: '浙江省' },
      { field: 'regionCode', code: '330100', message: '330100 杭州市' },
    ],
  });
  expect((await upload(hangzhou, text, { regionCode: '330000' })).json()).toMatchObject({
    status: 403,
    code: 'outside-your-regions',
  });
  expect((await upload(hangzhou, text, { regionCode: '999999' })).json()).toMatchObject({
    status: 404,
    code: 'region-not-found',
  });
  expect(await rowCounts(server)).toEqual(before);
  expect((await upload(province, text)).statusCode).toBe(202);
});

test('who may not write is refused before the file is looked at', async () => {
  const analyst = await server.as('analyst', '330000');
  expect((await upload(analyst, PLAN)).json()).toMatchObject({ status: 403, code: 'not-permitted' });
  const nobody = await server.as(null);
  expect((await upload(nobody, PLAN)).json()).toMatchObject({ status: 401 });
});

test('a person’s word goes before the guess, and a file name stays what it is', async () => {
  const boundary = 'b';
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="方案 终稿.txt"\r\ncontent-type: text/plain\r\n\r\n杭州市某方案（征求意见稿）\n到2027年，产量达到3万辆。\r\n`;
  // Fields may stand before or after the file.
  const payload = Buffer.from(
    `${file}${part('title', '另一个名字')}${part('regionCode', '330109')}${part('planId', '')}--${boundary}--\r\n`,
  );
  const answer = await hangzhou({
    method: 'POST',
    url: `${API}/library`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  expect(answer.statusCode).toBe(202);
  expect(await plan(hangzhou, answer.json().planId)).toMatchObject({
    title: '另一个名字',
    region: { code: '330109' },
    level: 'county',
    versions: [{ fileName: '方案 终稿.txt' }],
  });
});

test('a reading that breaks leaves nothing half stored, says so, and can be tried again with the same file', async () => {
  const text = PLAN.replace('市财政局', '市特殊局');
  const answer = await upload(hangzhou, text);
  const { planId, jobId } = answer.json();
  const { db } = server.deps;
  // The store refuses the last thing that the reading writes.
  await sql`alter table plans_responsibility add constraint broken check (unit <> '市特殊局')`.execute(db);
  const before = await rowCounts(server);
  await expect(runRequested(server, jobId)).rejects.toThrow();
  expect(await rowCounts(server)).toEqual(before);
  expect((await plan(hangzhou, planId)).versions).toMatchObject([
    { number: 1, state: 'failed', note: expect.stringContaining('没有存下') },
  ]);
  await sql`alter table plans_responsibility drop constraint broken`.execute(db);

  const second = await uploadAndRead(server, hangzhou, text);
  expect(second).toEqual({ planId, versionNumber: 2 });
  expect((await review(hangzhou, planId)).targets.length).toBeGreaterThan(5);
});

test('a job run twice reads once', async () => {
  const answer = await upload(hangzhou, PLAN.replace('30万辆', '33万辆'));
  const { planId, jobId } = answer.json();
  await runRequested(server, jobId);
  const before = await review(hangzhou, planId);
  await server.deps.db.updateTable('job_run').set({ state: 'running' }).where('id', '=', jobId).execute();
  await runRequested(server, jobId);
  expect((await review(hangzhou, planId)).targets).toEqual(before.targets);
});

test('what the store cannot hold is left out, not stumbled over', async () => {
  const text = `杭州市夸大方案\n一、目标\n到2027年，汽车产量达到${'9'.repeat(400)}万辆，汽车出口量达到3万辆\u{1f697}。\n本方案自2023年2月30日起施行。`;
  const { planId } = await uploadAndRead(server, hangzhou, text);
  const view = await review(hangzhou, planId);
  expect(view.plan.effectiveFrom).toBeNull();
  expect(amount(view, 3, '万辆').quote).toBe(
    view.text.slice(amount(view, 3, '万辆').start ?? 0, amount(view, 3, '万辆').end ?? 0),
  );
  const huge = await patchTarget(hangzhou, amount(view, 3, '万辆').id, { value: 1e308 });
  expect(huge.statusCode).toBe(200);
});

test('the same file sent twice at once is taken in once', async () => {
  const text = PLAN.replace('30万辆', '34万辆');
  const answers = await Promise.all([1, 2, 3].map(() => upload(hangzhou, text)));
  expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([202, 409, 409]);
});

test('a plan of a title that the region has already is a new version or another plan, as the person says', async () => {
  const text = PLAN.replace('提升行动方案', '同名方案').replace('30万辆', '35万辆');
  const { planId } = await uploadAndRead(server, hangzhou, text.replace('2027年）', '2027年）（征求意见稿）'));
  const before = await rowCounts(server);
  const refused = await upload(hangzhou, text, { separate: 'false' });
  expect(refused.json()).toMatchObject({
    status: 409,
    code: 'plan-same-title',
    errors: [{ field: 'planId', message: planId }],
  });
  expect(refused.json().title).toContain('杭州市新能源汽车同名方案');
  expect(await rowCounts(server)).toEqual(before);
  // Not a plan of another region, nor of another title.
  expect((await upload(hangzhou, `${text}\n `, { separate: 'false', regionCode: '330109' })).statusCode).toBe(202);
  expect((await upload(hangzhou, `${text}\n`, { separate: 'false', title: '别的方案' })).statusCode).toBe(202);
  expect((await upload(hangzhou, `${text}\n\n`)).json()).toMatchObject({ versionNumber: 1 });
  expect((await upload(hangzhou, text, { planId, separate: 'false' })).json()).toMatchObject({
    planId,
    versionNumber: 2,
  });
});

test('a region that is not where the text says is taken only when it is confirmed', async () => {
  const text = PLAN.replaceAll('杭州市', '台州市').replace('萧山区', '椒江区');
  const before = await rowCounts(server);
  expect((await upload(hangzhou, text)).json()).toMatchObject({
    code: 'plan-region-outside',
    title: expect.stringContaining('文中写的是台州市'),
  });
  expect((await upload(province, text, { regionCode: '330100' })).json()).toMatchObject({
    status: 422,
    code: 'plan-region-outside',
    errors: [
      { field: 'place', message: '台州市' },
      { field: 'chosen', message: '杭州市' },
    ],
  });
  expect(await rowCounts(server)).toEqual(before);
  // Above and below are no contradiction.
  for (const regionCode of ['330000', '331002', '331000']) {
    expect((await upload(province, `${text}\n${regionCode}`, { regionCode })).statusCode).toBe(202);
  }
  const confirmed = await upload(province, text, { regionCode: '330100', confirmRegion: 'true' });
  expect((await plan(province, confirmed.json().planId)).region).toEqual({ code: '330100', name: '杭州市' });
});

test.each([
  ['杭州市某某方案\n（征求意见稿）\n一、目标\n到2027年，产量达到3万辆。', 'consultation'],
  ['征求意见稿\n杭州市某某方案\n一、目标\n到2027年，产量达到3万辆。', 'consultation'],
  ['关于公开征求《杭州市某某方案》意见的通知\n到2027年，产量达到3万辆。', 'consultation'],
  ['杭州市某某方案\n本方案已公开征求意见，现予印发。\n到2027年，产量达到3万辆。', 'in-force'],
  ['杭州市某某方案\n一、目标\n到2027年，产量达到3万辆。\n二、过程\n征求意见稿', 'in-force'],
])('the title lines tell whether it is a draft for consultation: %s', async (text, state) => {
  const answer = await upload(hangzhou, text);
  const { planId } = answer.json();
  expect((await plan(hangzhou, planId)).state, answer.body).toBe(state);
  await runRequested(server, answer.json().jobId);
  for (const item of (await review(hangzhou, planId)).targets) await act(hangzhou, `targets/${item.id}/accept`);
  expect((await act(hangzhou, `library/${planId}/publish`, {})).json()).toMatchObject({ state });
});

test('a file that is too large is told the limit, which the page knows before', async () => {
  const answer = await upload(hangzhou, new Uint8Array(50 * 1024 * 1024 + 1).fill(65));
  expect(answer.json()).toMatchObject({ status: 413, title: expect.stringContaining('上限 50 MiB') });
  expect((await hangzhou({ url: `${API}/upload-limits` })).json()).toEqual({ maxBytes: 50 * 1024 * 1024 });
  expect(problemText('file-too-large', 'zh', {})).toBe('文件太大，服务器不收。请压缩或拆开后再上传。');
  expect(problemText('file-too-large', 'en', {})).not.toContain('{');
});
