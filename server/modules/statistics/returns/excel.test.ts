import type { Cells } from '@liannao/statistics';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usccOf } from '../../../kernel/registers/import-samples.ts';
import { type Ask, multipart, type TestApp, testApp } from '../../../testing/app.ts';
import type { ExcelRead, ReturnView } from './model.ts';
import { addFirms, addForm, addRound, asTest, openForm, output, signedIn } from './testing.ts';

let server: TestApp;
let bureau: Ask;
let returns: string[];
let other: string;
let later: string;

beforeAll(async () => {
  server = await testApp();
  const { db } = server.deps;
  await addForm(db, openForm());
  await addForm(db, { ...openForm(), id: 'another-form', zh: '另一张表' });
  const firms = await addFirms(db, [
    { name: '甲厂', uscc: usccOf(31), region: '331082' },
    { name: '乙厂', uscc: usccOf(32), region: '331082' },
  ]);
  const reporters = firms.map((party) => ({ party, region: '331082' }));
  const past = await addRound(db, { form: 'own-lines', period: '2024-03', reporters });
  await asTest(db, (tx) =>
    tx
      .updateTable('statistics_return')
      .set({ cells: JSON.stringify(output(80, 240, 20, 60)), state: 'approved' })
      .where('id', '=', past.returns[0] ?? '')
      .execute(),
  );
  ({ returns } = await addRound(db, { form: 'own-lines', period: '2025-03', reporters }));
  other = (await addRound(db, { form: 'another-form', period: '2025-03', reporters })).returns[0] ?? '';
  later = (await addRound(db, { form: 'own-lines', period: '2025-04', reporters })).returns[0] ?? '';
  bureau = await signedIn(server, { role: 'bureau', region: '331082' });
});
afterAll(() => server.close());

const API = '/api/v1/statistics/returns';
const template = async (id: string, locale = 'zh') =>
  (await bureau({ url: `${API}/${id}/template.xlsx`, headers: { 'accept-language': locale } })).rawPayload;
const read = (id: string, bytes: Uint8Array) =>
  bureau({ method: 'POST', url: `${API}/${id}/excel`, ...multipart({ name: '填报.xlsx', bytes }) });

async function changed(bytes: Uint8Array, change: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Error('no sheet');
  change(sheet, workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Line and columns of a row by its code: columns from the first with a number. */
function lineOf(sheet: ExcelJS.Worksheet, code: string, nth = 0): ExcelJS.Row {
  const found: ExcelJS.Row[] = [];
  sheet.eachRow((row) => {
    if (row.getCell(1).text === code) found.push(row);
  });
  const row = found[nth];
  if (!row) throw new Error(`no row ${code}`);
  return row;
}
const FIRST = 5;

test('what is filled in comes back as it was, every state as itself, lines and base with it', async () => {
  const [id = ''] = returns;
  const cells: Cells = {
    '01': {
      current: { value: '1234567.891234', reason: '新增产线' },
      cumulative: { value: '0' },
      'current-base': { value: null, missing: 'unknown' },
      'cumulative-base': { value: null, missing: 'suppressed' },
    },
    '02': { current: { value: null, missing: 'not-applicable' }, cumulative: { value: null, missing: 'below-unit' } },
    '03': { current: { value: null, missing: 'not-yet-reported' } },
    '04': { current: { value: '-3.5' } },
    '11#sourceRegion=330100': { current: { value: '123456789012345.678901' } },
    '21': { current: { value: 'up' } },
  };
  const saved = await bureau({ method: 'PUT', url: `${API}/${id}`, payload: { cells } });
  expect(saved.statusCode, saved.body).toBe(200);
  for (const locale of ['zh', 'en']) {
    const answer = await read(id, await template(id, locale));
    expect(answer.statusCode, answer.body).toBe(200);
    const { cells: back, problems } = answer.json<ExcelRead>();
    expect(problems).toEqual([]);
    expect({ ...back, '02': cells['02'] }).toEqual({ ...cells, '02': cells['02'] });
    // The base of a year ago stands where the return had none.
    expect(back['02']).toEqual({ ...cells['02'], 'current-base': { value: '20' }, 'cumulative-base': { value: '60' } });
  }
  expect((await bureau({ url: `${API}/${id}` })).json<ReturnView>().revision).toBe(1);
});

test('cells to be filled in are open, all others are locked', async () => {
  await changed(await template(returns[1] ?? ''), (sheet) => {
    const row = lineOf(sheet, '01');
    expect(row.getCell(1).protection?.locked ?? true).toBe(true);
    expect(row.getCell(FIRST).protection?.locked).toBe(false);
    // A stock has no cumulative column.
    expect(lineOf(sheet, '03').getCell(FIRST + 1).protection?.locked ?? true).toBe(true);
    expect(sheet.getCell(1, 1).text).toBe('产量月报');
    expect(sheet.getCell(2, 1).text).toContain('乙厂');
  });
});

test('each cell that cannot be taken is told by its address, with what would be right; the others are read', async () => {
  const id = returns[1] ?? '';
  const bytes = await changed(await template(id), (sheet) => {
    const first = lineOf(sheet, '01');
    first.getCell(FIRST).value = '一千';
    first.getCell(FIRST + 1).value = '1,234.5';
    first.getCell(FIRST + 2).value = 1.2345678;
    lineOf(sheet, '03').getCell(FIRST + 1).value = 5;
    lineOf(sheet, '21').getCell(FIRST).value = '很好';
    const line = lineOf(sheet, '11');
    line.getCell(2).value = '产地＝杭州市';
    line.getCell(FIRST).value = 12;
    const wrong = lineOf(sheet, '11', 1);
    wrong.getCell(2).value = '产地=火星';
    wrong.getCell(FIRST).value = 12;
    const unknown = lineOf(sheet, '04');
    unknown.getCell(1).value = '99';
    unknown.getCell(FIRST).value = 1;
  });
  const { cells, problems, read: taken } = (await read(id, bytes)).json<ExcelRead>();
  expect(cells['01']).toEqual({ cumulative: { value: '1234.5' } });
  expect(cells['11#sourceRegion=330100']).toEqual({ current: { value: '12' } });
  expect(taken).toBe(2);
  const told = problems.map((one) => [one.cell.replace(/\d+/, ''), one.row, one.problem]);
  expect(told).toEqual([
    ['E', '01', '“一千”不是一个数'],
    ['G', '01', '整数至多 15 位，小数至多 6 位'],
    ['F', '03', '这一格本期不填'],
    ['A', null, '没有代码 99 这一行'],
    ['B', '11', '分项“产地=火星”看不懂'],
    ['E', '21', '“很好”不是可选的答案'],
  ]);
  expect(problems[0]?.remedy).toContain('单位是辆');
  expect(problems.every((one) => /^[A-Z]+\d+$/.test(one.cell))).toBe(true);
});

test('a file of another form, edition, period or reporter is refused by name, and so is what is no template', async () => {
  const [id = '', second = ''] = returns;
  const code = async (bytes: Uint8Array) => (await read(id, bytes)).json<{ code: string; title: string }>();
  const refusals = await Promise.all([other, later, second].map(async (one) => code(await template(one))));
  expect(refusals.map((one) => one.code)).toEqual(['excel-wrong-form', 'excel-wrong-period', 'excel-wrong-reporter']);
  for (const [at, name] of ['另一张表', '4月', '乙厂'].entries()) expect(refusals[at]?.title).toContain(name);
  const edition = await changed(await template(id), (_, workbook) => {
    const sheet = workbook.getWorksheet('_liannao');
    sheet?.eachRow((row) => {
      if (row.getCell(1).text === 'version') row.getCell(2).value = '7';
    });
  });
  expect(await code(edition)).toMatchObject({ code: 'excel-wrong-edition' });
  const bare = await changed(await template(id), (_, workbook) => workbook.removeWorksheet('_liannao'));
  expect(await code(bare)).toMatchObject({ code: 'excel-not-template' });
  expect((await read(id, Buffer.from('code,value\n01,5\n'))).statusCode).toBe(422);
  const cut = (await template(id)).subarray(0, 3000);
  expect((await read(id, cut)).statusCode).toBe(422);
});

test('a firm elsewhere gets no template', async () => {
  const elsewhere = await signedIn(server, { role: 'bureau', region: '331081' });
  expect((await elsewhere({ url: `${API}/${returns[0]}/template.xlsx` })).statusCode).toBe(404);
});
