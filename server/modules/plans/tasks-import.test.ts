import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '../../kernel/model.ts';
import { parseCsv, writeCsv } from '../../kernel/tabular/csv.ts';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { loadPlansDemo } from './demo.ts';
import type { TaskView } from './model.ts';
import { readDate, readUnits } from './tasks-cells.ts';

let server: TestApp;
let zhejiang: Ask;
let hangzhou: Ask;

beforeAll(async () => {
  server = await testApp();
  zhejiang = await server.as('bureau', '330000');
  hangzhou = await server.as('bureau', '330100');
  await loadPlansDemo(server.deps);
});
afterAll(() => server.close());

const HEADER = ['规划', '编号', '任务', '年度', '年度目标', '牵头单位', '配合单位', '完成期限', '状态', '进度（%）'];
const PLAN = '浙江省加快新能源汽车产业发展行动方案';
const load = async (rows: readonly string[][], { ask = zhejiang, write = true } = {}): Promise<ImportReport> => {
  const form = multipart({ name: '清单.csv', bytes: writeCsv(HEADER, rows) });
  const answer = await ask({ method: 'POST', url: `/api/v1/imports/tasks?write=${write}`, ...form });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const undo = (run: ImportReport) => zhejiang({ method: 'POST', url: `/api/v1/imports/runs/${run.id}/undo` });
const find = async (title: string): Promise<TaskView | undefined> =>
  (await zhejiang({ url: `/api/v1/plans/tasks?q=${encodeURIComponent(title)}` })).json<{ items: TaskView[] }>()
    .items[0];
const withoutRevision = (task: TaskView | undefined) => ({ ...task, revision: 0 });

const ROWS = [
  [
    PLAN,
    '二/(一)/1',
    '提升整车规模和竞争力',
    '2024',
    '两款新车型',
    '省经信厅',
    '省商务厅；省科技厅',
    '2024年12月底',
    '已完成',
    '80',
  ],
  [PLAN, '二/（一）/1', '提升整车规模和竞争力', '2025', '再两款新车型', '', '', '2025-12-31', '进行中', ''],
];

describe('the yearly task list', () => {
  test('is taken in by plan, number, title and year, whole tasks included, and taken back', async () => {
    const before = await find('提升整车规模和竞争力');
    const rows = [...ROWS, [PLAN, '二/（六）/9', '建设产业大脑', '2025', '上线', '省数据局', '', '', '', '']];
    const run = await load(rows);
    expect(run.problems).toEqual([]);
    expect(run.counts).toEqual({ new: 3, changed: 0, unchanged: 0, wrong: 0 });
    expect(await find('提升整车规模和竞争力')).toMatchObject({
      percent: 80,
      state: 'planned',
      dueOn: null,
      responsible: [
        { unit: '省经信厅', role: 'lead' },
        { unit: '省商务厅', role: 'support' },
        { unit: '省科技厅', role: 'support' },
      ],
      years: [
        { year: 2024, goal: '两款新车型', state: 'done', dueOn: '2024-12-31' },
        { year: 2025, goal: '再两款新车型', state: 'doing', dueOn: '2025-12-31' },
      ],
    });
    expect(await find('建设产业大脑')).toMatchObject({
      origin: 'person',
      review: 'accepted',
      path: ['二', '（六）', '9'],
    });
    expect((await load(rows, { write: false })).counts).toEqual({ new: 0, changed: 0, unchanged: 3, wrong: 0 });
    expect((await undo(run)).statusCode).toBe(200);
    expect(withoutRevision(await find('提升整车规模和竞争力'))).toEqual(withoutRevision(before));
    expect(await find('建设产业大脑')).toBeUndefined();
  });

  test('comes back from its own export unchanged, CSV and workbook', async () => {
    const run = await load(ROWS.map((row) => [...row.slice(0, 9), '70']));
    for (const format of ['csv', 'xlsx']) {
      const file = await zhejiang({ url: `/api/v1/plans/tasks?format=${format}` });
      const form = multipart({ name: `导出.${format}`, bytes: file.rawPayload });
      const back = await zhejiang({ method: 'POST', url: '/api/v1/imports/tasks', ...form });
      expect(back.json<ImportReport>().problems).toEqual([]);
      expect(back.json<ImportReport>().counts).toEqual({ new: 0, changed: 0, unchanged: 120, wrong: 0 });
    }
    // One cell changed is one change, and the one that was there comes back.
    const csv = (await zhejiang({ url: '/api/v1/plans/tasks?format=csv' })).body;
    const rows = parseCsv(csv.slice(1))
      .slice(1)
      .map(({ cells }) => cells);
    const row = rows.find((cells) => cells[3] === '2025');
    if (!row) throw new Error('no row of 2025');
    row[8] = 'done';
    row[7] = '无';
    const changed = await load(rows);
    expect(changed.counts).toEqual({ new: 0, changed: 1, unchanged: 119, wrong: 0 });
    expect((await find('提升整车规模和竞争力'))?.years[1]).toMatchObject({ state: 'done', dueOn: null });
    expect((await undo(run)).json()).toMatchObject({ status: 409, code: 'import-changed-since' });
    expect((await undo(changed)).statusCode).toBe(200);
    expect((await find('提升整车规模和竞争力'))?.years[1]).toMatchObject({ state: 'doing', dueOn: '2025-12-31' });
    expect((await undo(run)).statusCode).toBe(200);
  });

  test('is not taken back over a change that a person made since', async () => {
    const run = await load(ROWS.map((row) => [...row.slice(0, 9), '66']));
    const task = await find('提升整车规模和竞争力');
    await zhejiang({ method: 'PATCH', url: `/api/v1/plans/tasks/${task?.id}`, payload: { percent: 67 } });
    const refused = await undo(run);
    expect(refused.json()).toMatchObject({ status: 409, code: 'import-edited-since' });
    expect(refused.json<{ title: string }>().title).toContain('提升整车规模和竞争力');
    await zhejiang({ method: 'PATCH', url: `/api/v1/plans/tasks/${task?.id}`, payload: { percent: 66 } });
    expect((await undo(run)).statusCode).toBe(200);
  });

  test('says of each wrong row what is wrong and what would be right', async () => {
    const row = (cells: Record<number, string>) =>
      [PLAN, '二/（一）/1', '提升整车规模和竞争力', '2025', '目标', '', '', '', '', ''].map(
        (cell, i) => cells[i] ?? cell,
      );
    const report = await load(
      [
        row({ 0: '浙江省加快新能源汽车' }),
        row({ 3: '二五年' }),
        row({ 3: '2026', 4: '' }),
        row({ 3: '2027', 7: '2025-02-30' }),
        row({ 3: '2028', 8: '停' }),
        row({ 3: '2029', 9: '120' }),
        row({ 3: '2030', 9: '40' }),
        row({ 3: '2031', 9: '41' }),
        row({ 3: '' }),
      ],
      { write: false },
    );
    expect(report.counts).toMatchObject({ wrong: 8, new: 1 });
    expect(report.problems.map(({ row: line, column }) => [line, column])).toEqual([
      [2, '规划'],
      [3, '年度'],
      [4, '年度目标'],
      [5, '完成期限'],
      [6, '状态'],
      [7, '进度（%）'],
      [9, '进度（%）'],
      [10, '年度'],
    ]);
    expect(report.problems[0]?.remedy).toContain(PLAN);
    expect(report.problems[6]?.problem).toContain('第 8 行');
  });

  test('of the province is not written by a city bureau', async () => {
    const report = await load(ROWS, { ask: hangzhou });
    expect(report.counts).toEqual({ new: 0, changed: 0, unchanged: 0, wrong: 2 });
    expect(report.problems[0]).toMatchObject({ column: '规划' });
    expect(report.problems[0]?.problem).toContain('不在您管辖的范围里');
  });
});

test('dates as people write them', () => {
  expect(readDate('2025年12月31日')).toBe('2025-12-31');
  expect(readDate('2024/2')).toBe('2024-02-29');
  expect(readDate('2025年6月底前')).toBe('2025-06-30');
  expect(readDate('２０２５年底')).toBe('2025-12-31');
  for (const wrong of ['2025-02-30', '2025-13', '尽快', '12-31']) expect(readDate(wrong)).toBeUndefined();
});

test('units are cut at commas outside brackets, each once', () => {
  expect(readUnits('市经信局、市数据局（大数据中心、密码局）；市经信局')).toEqual([
    '市经信局',
    '市数据局（大数据中心、密码局）',
  ]);
});
