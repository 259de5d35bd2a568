import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importers } from '../../main.ts';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { importJobs } from '../imports/jobs.ts';
import { type JobDefinition, runJob } from '../jobs/jobs.ts';
import { tenKindsOfWrong, usccOf } from './import-samples.ts';
import { define } from './test-definitions.ts';

let app: TestApp;
let admin: Ask;
let bureau: Ask;
beforeAll(async () => {
  app = await testApp();
  admin = await app.as('admin');
  bureau = await app.as('bureau', '330100');
});
afterAll(() => app.close());

const upload = async (ask: Ask, register: string, text: string | Uint8Array, query = '', name = '清单.csv') => {
  const file = multipart({ name, bytes: Buffer.from(text as string) });
  return (await ask({ method: 'POST', url: `/api/v1/imports/register.${register}${query}`, ...file })).json();
};
const write = async (ask: Ask, id: string) =>
  (await ask({ method: 'POST', url: `/api/v1/imports/runs/${id}/write` })).json();
const undo = async (ask: Ask, id: string) =>
  (await ask({ method: 'POST', url: `/api/v1/imports/runs/${id}/undo` })).json();
const stored = async (register: string, columns = '*') => {
  const { sql } = await import('kysely');
  const { rows } = await sql<Record<string, unknown>>`select ${sql.raw(columns)} from ${sql.table(`reg_${register}`)}
    order by _title`.execute(app.deps.db);
  return rows;
};

const FIRMS = '统一社会信用代码,企业名称,属地,行业代码,产业链角色,注册时间,经营状态,是否规上';
const firm = (n: number, region = '杭州市萧山区', scale = '是') =>
  `${usccOf(n)},测试企业${n}号,${region},3670,一般零部件,2015年3月1日,在营,${scale}`;

describe('a register’s import', () => {
  test('has a template with our headings, and an importer for each register', async () => {
    const form = await admin({ url: '/api/v1/imports/register.major-projects/template?format=csv' });
    expect(form.statusCode).toBe(200);
    expect(form.body).toContain('项目代码,项目名称,建设单位');
    expect(form.body).toContain('总投资（万元）');
    expect(form.body).toContain('项目节点.节点');
    expect((await admin({ url: '/api/v1/imports/register.nonsense/template' })).statusCode).toBe(404);
  });

  test('reads the state from a column of the definition’s own heading', async () => {
    const source = `id: kiosks
zh: 报刊亭
key: [code]
fields:
  - {id: code, zh: 编号, type: text, required: true}
  - {id: region, zh: 地区, type: region, required: true}
life-cycle: {states: {open: 营业, shut: 停业}, moves: [{id: shut, zh: 停业, from: [open], to: shut}]}
import: {headings: {state: [经营情况, 现状]}}`;
    await define(admin, 'kiosks', source);
    const form = await admin({ url: '/api/v1/imports/register.kiosks/template?format=csv' });
    expect(form.body).toContain('编号,地区,经营情况');
    const rows = '1,杭州市萧山区,停业\n2,杭州市萧山区,\n3,杭州市萧山区,歇业';
    const checked = await upload(admin, 'kiosks', `编号,地区,现状\n${rows}`);
    expect(checked.counts).toMatchObject({ new: 2, wrong: 1 });
    await write(admin, checked.id);
    expect(await stored('kiosks', 'code, _state')).toEqual([
      { code: '1', _state: 'shut' },
      { code: '2', _state: 'open' },
    ]);
  });

  test('writes new entries, finds them unchanged, changes what differs, and takes each back', async () => {
    const checked = await upload(admin, 'enterprises', [FIRMS, firm(1), firm(2)].join('\n'));
    expect(checked).toMatchObject({
      state: 'checked',
      counts: { new: 2, changed: 0, unchanged: 0, wrong: 0 },
      problems: [],
    });
    expect(await write(admin, checked.id)).toMatchObject({ state: 'written', counts: { new: 2 } });
    expect(await stored('enterprises', 'name, _region, _state, _kind')).toEqual([
      { name: '测试企业1号', _region: '330109', _state: 'active', _kind: 'imported' },
      { name: '测试企业2号', _region: '330109', _state: 'active', _kind: 'imported' },
    ]);
    const again = await upload(admin, 'enterprises', [FIRMS, firm(1), firm(2, '330110'), firm(3)].join('\n'));
    expect(again.counts).toEqual({ new: 1, changed: 1, unchanged: 1, wrong: 0 });
    await write(admin, again.id);
    expect(await undo(admin, again.id)).toMatchObject({ state: 'undone' });
    expect(await stored('enterprises', 'name, _region')).toEqual([
      { name: '测试企业1号', _region: '330109' },
      { name: '测试企业2号', _region: '330109' },
    ]);
  });

  test('reads units in headings, places in other datums, parties by name and code, and line items in rows of their own', async () => {
    const lines = [
      '项目代码,项目名称,建设单位,建设地,项目类别,入库级别,建设性质,总投资（亿元）,入库日期,计划开工,计划竣工,责任单位,经度,纬度,坐标系,项目节点.节点,项目节点.计划完成,月度调度.月份,月度调度.当月完成投资（亿元）',
    ];
    const info = await admin({ url: '/api/v1/imports/register.major-projects/template?format=csv' });
    expect(info.body).toContain('月度调度.当月完成投资（万元）');
    const { kind, level, nature } = await codesOf(app);
    lines.push(
      `2501-330109-04-01-100001,一号项目,测试企业1号,萧山区,${kind},${level},${nature},1.25,2025-01-02,2025-02-01,2026-02-01,萧山区发改局,120.27,30.18,gcj02,立项,2025-01-10,2025-02,0.1`,
      '2501-330109-04-01-100001,,,,,,,,,,,,,,,开工,2025-02-01,2025-03,0.2',
      `2501-330109-04-01-100002,二号项目,${usccOf(2)},330109,${kind},${level},${nature},2,2025-01-02,2025-02-01,2026-02-01,萧山区发改局,,,,,,,`,
    );
    const checked = await upload(admin, 'major-projects', lines.join('\n'));
    expect(checked.problems).toEqual([]);
    expect(checked.counts).toEqual({ new: 2, changed: 0, unchanged: 0, wrong: 0 });
    await write(admin, checked.id);
    const [one, two] = await stored('major_projects');
    expect(one).toMatchObject({ 'total-invest': 12500, milestones: [{ name: '立项' }, { name: '开工' }] });
    expect(one?.months).toMatchObject([
      { month: '2025-02', done: 1000 },
      { month: '2025-03', done: 2000 },
    ]);
    expect(Number(one?.place_lon)).toBeCloseTo(120.2652, 2);
    expect(one?.['lead-unit']).toBe(two?.['lead-unit']);
    // A further month joins those that are there.
    const more = await upload(
      admin,
      'major-projects',
      '项目代码,月度调度.月份,月度调度.当月完成投资\n2501-330109-04-01-100001,2025-04,30',
    );
    expect(more.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 0 });
    await write(admin, more.id);
    expect((await stored('major_projects'))[0]?.months).toHaveLength(3);
    await undo(admin, more.id);
    expect((await stored('major_projects'))[0]?.months).toHaveLength(2);
  });

  test('says which units its rows make known, for new entries and for those that it changes', async () => {
    const { kind, level, nature } = await codesOf(app);
    const head =
      '项目代码,项目名称,建设单位,建设地,项目类别,入库级别,建设性质,总投资（亿元）,入库日期,计划开工,计划竣工,责任单位';
    const project = (n: number, unit: string) =>
      `2501-330109-04-01-20000${n},新单位${n},测试企业1号,萧山区,${kind},${level},${nature},1,2025-01-02,2025-02-01,2026-02-01,${unit}`;
    const units = ['萧山区新局', '萧山区新局', '萧山区发改局'];
    const first = await upload(admin, 'major-projects', [head, ...units.map((unit, n) => project(n, unit))].join('\n'));
    expect(first).toMatchObject({ problems: [], newUnits: { count: 1, names: ['萧山区新局'] } });
    expect(await write(admin, first.id)).toMatchObject({ newUnits: { count: 1 } });
    expect((await upload(admin, 'major-projects', [head, project(3, '萧山区新局')].join('\n'))).newUnits.count).toBe(0);
    const changing = await upload(admin, 'major-projects', [head, project(0, '萧山区另一局')].join('\n'));
    expect(changing).toMatchObject({
      problems: [],
      counts: { changed: 1 },
      newUnits: { count: 1, names: ['萧山区另一局'] },
    });
    const read = await admin({ url: `/api/v1/imports/runs/${changing.id}` });
    expect(read.json().newUnits).toEqual(changing.newUnits);
    await write(admin, changing.id);
    const rows = await stored('major_projects', 'name, "lead-unit"');
    expect(new Set(rows.filter((row) => /新单位/.test(String(row.name))).map((row) => row['lead-unit'])).size).toBe(3);
    await undo(admin, changing.id);
    await undo(admin, first.id);
  });

  test('says of each wrong row where, what and how it would be right', async () => {
    const { header, rows } = tenKindsOfWrong();
    const checked = await upload(admin, 'enterprises', [header, ...rows.map((row) => row.cells)].join('\n'));
    expect(checked.counts).toMatchObject({ new: 0, wrong: rows.length });
    const said = rows.map((_, at) => checked.problems.find((problem: { row: number }) => problem.row === at + 2));
    expect(said.map((problem) => `${problem?.column}: ${problem?.problem}`)).toMatchInlineSnapshot(`
      [
        "统一社会信用代码: 校验位不对：前 17 位对应的校验位是 Q",
        "企业名称: 企业名称没有填",
        "属地: 没有地区“萧三区”",
        "属地: “鼓楼区”不止一处",
        "产业链角色: “一般零配件”不在代码表里",
        "注册时间: “2015-02-30”不是日期",
        "是否规上: “大概”不是“是”或“否”",
        "上年营业收入: “五千万”不是金额",
        "统一社会信用代码: 注销日期不得早于成立日期",
        "上年研发费用: 上年研发费用应不大于上年营业收入",
      ]
    `);
    expect(said.every((problem) => problem?.remedy)).toBe(true);
  });

  test('refuses what lies outside the sender’s regions, row by row', async () => {
    const checked = await upload(bureau, 'enterprises', [FIRMS, firm(11), firm(12, '台州市椒江区')].join('\n'));
    expect(checked.counts).toEqual({ new: 1, changed: 0, unchanged: 0, wrong: 1 });
    expect(checked.problems[0]).toMatchObject({ row: 3, problem: '不在您管辖的地区' });
    expect(await write(bureau, checked.id)).toMatchObject({ counts: { new: 1 } });
  });

  test('of 6,000 rows runs as a job, takes the good ones and gives the bad ones back', async () => {
    const { header, rows } = tenKindsOfWrong();
    const lines = Array.from({ length: 6000 }, (_, n) =>
      n % 100 === 0 ? rows[(n / 100) % rows.length]?.cells.replace(/^\d{8}/, '91330109') : `${firm(1000 + n)},,,,`,
    );
    const answer = await upload(admin, 'enterprises', [header, ...lines].join('\n'));
    expect(answer).toMatchObject({ jobId: expect.any(String), runId: expect.any(String) });
    const jobs: readonly JobDefinition[] = importJobs(importers, app.deps.now);
    const runOf = (kind: string) => jobs.find((job) => job.kind === kind) as JobDefinition;
    await runJob(app.deps.db, runOf('imports.check'), answer.jobId, (error) => expect(error).toBeUndefined());
    const checked = (await admin({ url: `/api/v1/imports/runs/${answer.runId}` })).json();
    expect(checked).toMatchObject({ state: 'checked', counts: { new: 5940, wrong: 60 } });
    const begun = await write(admin, answer.runId);
    await runJob(app.deps.db, runOf('imports.write'), begun.jobId, (error) => expect(error).toBeUndefined());
    const job = (await admin({ url: `/api/v1/jobs/${begun.jobId}` })).json();
    expect(job).toMatchObject({ state: 'done', result: { counts: { new: 5940, wrong: 60 } } });
    const errors = await admin({ url: `/api/v1/imports/runs/${answer.runId}/errors` });
    expect(errors.body.trim().split('\r\n')).toHaveLength(61);
    // The same file a second time writes nothing twice.
    const twice = await upload(admin, 'enterprises', [header, ...lines].join('\n'));
    await runJob(app.deps.db, runOf('imports.check'), twice.jobId, (error) => expect(error).toBeUndefined());
    expect((await admin({ url: `/api/v1/imports/runs/${twice.runId}` })).json().counts).toMatchObject({
      new: 0,
      unchanged: 5940,
    });
    expect(await undo(admin, answer.runId)).toMatchObject({ state: 'undone' });
    expect((await stored('enterprises', 'count(*) as n, max(_title) as _title'))[0]?.n).toBeLessThan(10);
  });
});

async function codesOf(of: TestApp) {
  const { loadRegisters, listOf } = await import('./store.ts');
  const set = await loadRegisters(of.deps.db);
  const { definition } = set.registers.get('major-projects') ?? {};
  if (!definition) throw new Error('no major-projects');
  const first = (field: string) => {
    const list = definition.fields.find(({ id }) => id === field)?.list ?? '';
    return listOf(set, definition, list)?.values[0]?.zh ?? '';
  };
  return { kind: first('kind'), level: first('levels'), nature: first('nature') };
}
