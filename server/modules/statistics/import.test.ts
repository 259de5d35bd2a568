import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '../../kernel/model.ts';
import { parseCsv } from '../../kernel/tabular/csv.ts';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { loadDemoFigures } from './demo.ts';
import { membersOf, type ObservationSaved, type Provenance, scopeDimensionNames } from './model.ts';
import { parseScopeText, scopeInWords } from './scope.ts';

let server: TestApp;
let admin: Ask;
let hangzhou: Ask;

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  hangzhou = await server.as('bureau', '330100');
  await loadDemoFigures(server.deps);
});
afterAll(() => server.close());

const API = '/api/v1/statistics';
const figure = (change: object = {}) => ({
  indicatorCode: 'nev-stock',
  regionCode: '330109',
  period: '2024年1-9月',
  value: 1.26,
  unit: '万辆',
  ...change,
});
const enter = (ask: Ask, payload: object) => ask({ method: 'POST', url: `${API}/observations`, payload });
const csv = (lines: readonly string[]) => multipart({ name: 'figures.csv', bytes: Buffer.from(lines.join('\n')) });
const importFile = async (ask: Ask, body: ReturnType<typeof multipart>, query = '') =>
  ask({ method: 'POST', url: `/api/v1/imports/observations${query}`, ...body });

describe('a table of figures', () => {
  const HEADER = '指标,口径,地区,期间,数值,单位,缺数原因,来源,修改原因';

  test('is checked row by row: wrong unit, unknown and ambiguous region, bad period, twice the same', async () => {
    const answer = await importFile(
      hangzhou,
      csv([
        HEADER,
        '新能源汽车产量,,杭州市萧山区,2022年1-6月,0.3,万辆,,,',
        '新能源汽车产量,,330109,2022-01..06,3001,辆,,,',
        '新能源汽车产量,,杭州市,2022年1-6月,3,亿元,,,',
        '新能源汽车产量,,杭洲市,2022年1-6月,3,万辆,,,',
        '新能源汽车产量,,鼓楼区,2022年1-6月,3,万辆,,,',
        '新能源汽车产量,,杭州市,2022年3-6月,3,万辆,,,',
        '新能源汽车产量,,杭州市,2022年1-6月,三万,万辆,,,',
        '新能源汽车产量,,宁波市,2022年1-6月,3,万辆,,,',
        '新能源汽车产量,,杭州市富阳区,2022年1-6月,,,未报,,',
      ]),
    );
    expect(answer.statusCode, answer.body).toBe(200);
    const report = answer.json<ImportReport>();
    expect(report.counts).toEqual({ new: 2, changed: 0, unchanged: 0, wrong: 7 });
    const at = (row: number) => report.problems.filter((one) => one.row === row);
    expect(at(3)[0]?.problem).toContain('2');
    expect(at(4)).toMatchObject([{ column: '单位', value: '亿元' }]);
    expect(at(4)[0]?.remedy).toContain('万辆');
    expect(at(5)[0]?.remedy).toContain('330100');
    expect(at(6)[0]?.remedy).toMatch(/鼓楼区（\d{6}）、/);
    expect(at(7)[0]?.column).toBe('期间');
    expect(at(8)[0]?.column).toBe('数值');
    expect(at(9)[0]?.problem).toContain('宁波市');
  });

  test('offers as a mend only what is then read as it was meant', async () => {
    const lines = [
      HEADER,
      '新能源骑车产量,,杭州市,2022年1-5月,3,万辆,,,',
      '新能源汽车产量,,杭洲市,2022年1-5月,3,万辆,,,',
      '新能源汽车产量,,杭州市,2022.1-7月,3,亿元,,,',
      '新能源汽车产量,,鼓楼区,2022年1-4月,3,万辆,,,',
      '新能源汽车产量,,杭州市,2022 年 1 至 3,3,万辆,,,',
    ];
    const report = (await importFile(hangzhou, csv(lines))).json<ImportReport>();
    const offered = report.problems.flatMap(({ row, column, suggestion }) =>
      suggestion === undefined ? [] : [{ row, column, value: suggestion }],
    );
    expect(offered).toMatchObject([
      { row: 2, column: '指标', value: '新能源汽车产量' },
      { row: 3, column: '地区', value: '浙江省杭州市' },
    ]);
    const mended = await hangzhou({
      method: 'POST',
      url: `/api/v1/imports/runs/${report.id}/mend`,
      payload: { changes: offered },
    });
    expect(mended.statusCode, mended.body).toBe(200);
    const after = mended.json<ImportReport>();
    expect(after.problems.filter(({ row }) => offered.some((one) => one.row === row))).toMatchObject([
      { row: 3, problem: expect.stringContaining('2') },
    ]);
    expect(after.counts.wrong).toBe(report.counts.wrong - 1);
  });

  test('written and taken back leaves the earlier values in force and every revision on record', async () => {
    const before = { period: '2020-01..03', regionCode: '330110' };
    await enter(hangzhou, figure({ ...before, indicatorCode: 'nev-output', value: 1 }));
    const lines = [
      HEADER,
      '新能源汽车产量,,330110,2020-01..03,1.5,万辆,,月报,年报订正',
      '新能源汽车产量,,330111,2020-01..03,0.2,万辆,,月报,',
    ];
    const written = await importFile(hangzhou, csv(lines), '?write=true');
    expect(written.statusCode, written.body).toBe(200);
    expect(written.json<ImportReport>().counts).toMatchObject({ new: 1, changed: 1, wrong: 0 });
    const read = async (region: string) =>
      (await hangzhou({ url: `${API}/observations?indicator=nev-output&region=${region}&to=2020-03` })).json().items[0];
    expect(await read('330110')).toMatchObject({ value: 15_000, revision: 2, reason: '年报订正' });
    const traced = await hangzhou({ url: `${API}/observations/${(await read('330110')).id}/provenance` });
    const file = traced.json<Provenance>().steps.find((step) => step.kind === 'file');
    expect(file?.text).toBe('figures.csv，第 2 行');
    const undone = await hangzhou({ method: 'POST', url: `/api/v1/imports/runs/${written.json().id}/undo` });
    expect(undone.statusCode, undone.body).toBe(200);
    expect(await read('330110')).toMatchObject({ value: 10_000, revision: 3 });
    expect(await read('330111')).toMatchObject({ value: null, missing: 'withdrawn', revision: 2 });
  });

  test.each(['csv', 'xlsx'])('given out as %s and read back changes nothing', async (format) => {
    const query = 'region=330100&below=true&from=2024-06&to=2024-12';
    const file = await admin({ url: `${API}/observations?${query}&format=${format}` });
    const answer = await importFile(admin, multipart({ name: `figures.${format}`, bytes: file.rawPayload }));
    expect(answer.statusCode, answer.body).toBe(200);
    const { counts, problems } = answer.json<ImportReport>();
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
    expect(counts.unchanged).toBeGreaterThan(100);
    if (format === 'csv') expect(counts.unchanged).toBe(parseCsv(file.body).length - 1);
  });

  test('that changes an exported figure but leaves its old reason is asked for a new one', async () => {
    const lines = [HEADER, '新能源汽车产量,,330000,2025-01..08,70,万辆,,,'];
    const report = (await importFile(admin, csv(lines))).json<ImportReport>();
    expect(report.problems).toMatchObject([{ row: 2, column: '修改原因' }]);
  });
});

describe('a scope in a cell', () => {
  const HEADER = '指标,口径,地区,期间,数值,单位';
  const check = async (lines: readonly string[], ask = hangzhou) =>
    (await importFile(ask, csv([HEADER, ...lines]))).json<ImportReport>();

  test('is read in words of either language, in codes and with full-width signs', () => {
    const codes = { industry: 'auto-manufacturing', partySize: 'above-scale' };
    for (const written of [
      '产业=汽车制造业; 规模=规模以上',
      '产业＝汽车制造业；规模＝规模以上',
      'Industry=automobile manufacturing, size class=Above Scale',
      'industry=auto-manufacturing;partySize=above-scale',
    ]) {
      expect(parseScopeText(written), written).toEqual(codes);
    }
    expect(parseScopeText('车型=纯电动、插电混动（含增程）')).toEqual({ product: 'bev+phev' });
    expect(parseScopeText('车型=纯电动+插电混动')).toEqual({ product: 'bev+phev' });
    expect(parseScopeText('产业=“5+5”优势产业集群')).toEqual({ industry: 'cluster-5plus5' });
    expect(parseScopeText('material=nickel, cobalt, manganese')).toEqual({ material: 'nickel-cobalt-manganese' });
    expect(parseScopeText('汽车制造业')).toBeNull();
    expect(parseScopeText('threshold=10亿元')).toEqual({ threshold: '10亿元' });
  });

  test('of every dimension and member reads back as it was written out', () => {
    for (const name of scopeDimensionNames) {
      for (const member of membersOf(name)) {
        for (const locale of ['zh', 'en'] as const) {
          const written = scopeInWords({ [name]: member }, locale);
          expect(parseScopeText(written), written).toEqual({ [name]: member });
        }
      }
    }
  });

  test('written in words is the same figure as in codes; a slip is named with what there is', async () => {
    const report = await check([
      '汽车产量,车型=乘用车,杭州市,2022年1-6月,3,万辆',
      '汽车产量,product=passenger,杭州市,2022年1-6月,3,万辆',
      '汽车产量,车型=乘用东,杭州市,2022年1-7月,3,万辆',
      '汽车产量,车形=乘用车,杭州市,2022年1-7月,3,万辆',
      '汽车产量,乘用车,杭州市,2022年1-7月,3,万辆',
    ]);
    expect(report.counts).toEqual({ new: 1, changed: 0, unchanged: 0, wrong: 4 });
    const at = (row: number) => report.problems.find((one) => one.row === row);
    expect(at(3)?.problem).toContain('2');
    expect(at(4)).toMatchObject({
      column: '口径',
      problem: '“车型”里没有“乘用东”',
      suggestion: '车型=乘用车',
      remedy: expect.stringMatching(/^是“乘用车”吗？ 可写：全部、乘用车、.*…。$/),
    });
    expect(at(5)).toMatchObject({ suggestion: '车型=乘用车', remedy: expect.stringContaining('车型（全部、乘用车、') });
    expect(at(6)?.remedy).toContain('产业=汽车制造业');
  });

  test('is explained on the sheet of the template, and said in words in the export', async () => {
    const template = await hangzhou({ url: '/api/v1/imports/observations/template?locale=zh' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(template.rawPayload as unknown as ArrayBuffer);
    const notes = JSON.stringify(book.getWorksheet('说明')?.getSheetValues());
    expect(notes).toContain('产业：全部工业、制造业、汽车制造业');
    expect(notes).toContain('规模：规模以上');
    const scoped = figure({ indicatorCode: 'vehicle-output', regionCode: '330108', scope: { 车型: '乘用车' } });
    expect((await enter(hangzhou, scoped)).json<ObservationSaved>().observation.scope).toEqual({
      product: 'passenger',
    });
    const table = await hangzhou({ url: `${API}/observations?indicator=vehicle-output&region=330108&format=csv` });
    const [header, ...rows] = parseCsv(table.body).map(({ cells }) => cells);
    expect(header?.slice(2, 4)).toEqual(['口径', '口径名称']);
    expect(rows.map((cells) => cells.slice(2, 4))).toContainEqual(['product=passenger', '乘用车']);
  });
});

describe('an import of odd figures', () => {
  const HEADER = '指标,地区,期间,数值,单位,修改原因';
  const line = (value: string, reason = '') => `新能源汽车产量,330110,2019-01..03,${value},万辆,${reason}`;

  test('asks for a reason, and written, exported and read back is unchanged', async () => {
    const silent = (await importFile(hangzhou, csv([HEADER, line('-3')]))).json<ImportReport>();
    expect(silent.problems).toMatchObject([{ row: 2, column: '修改原因', remedy: '确实如此请写原因' }]);
    expect(silent.problems[0]?.problem).toMatch(/^在 0–[\d,]+ 万辆 之外$/);
    const written = await importFile(hangzhou, csv([HEADER, line('-3', '冲减上月多报')]), '?write=true');
    expect(written.json<ImportReport>().counts, written.body).toMatchObject({ new: 1, wrong: 0 });
    const file = await hangzhou({
      url: `${API}/observations?indicator=nev-output&region=330110&to=2019-03&format=csv`,
    });
    const again = await importFile(hangzhou, multipart({ name: 'again.csv', bytes: file.rawPayload }));
    expect(again.json<ImportReport>()).toMatchObject({ counts: { unchanged: 1, wrong: 0 }, problems: [] });
  });

  test('taken back is written again without a reason', async () => {
    const lines = csv([HEADER, '新能源汽车产量,330112,2019-01..03,0.3,万辆,']);
    const first = (await importFile(hangzhou, lines, '?write=true')).json<ImportReport>();
    expect(first.counts).toMatchObject({ new: 1, wrong: 0 });
    await hangzhou({ method: 'POST', url: `/api/v1/imports/runs/${first.id}/undo` });
    const again = await importFile(hangzhou, lines, '?write=true');
    expect(again.statusCode, again.body).toBe(200);
    expect(again.json<ImportReport>()).toMatchObject({ counts: { changed: 1, wrong: 0 }, problems: [] });
    const url = `${API}/observations?indicator=nev-output&region=330112&to=2019-03`;
    expect((await hangzhou({ url })).json().items[0]).toMatchObject({ value: 3000, revision: 3 });
  });

  test('without its columns is told which', async () => {
    const answer = await importFile(hangzhou, csv(['指标,单位', '新能源汽车产量,万辆']));
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'table-columns-missing' });
    expect(answer.json().title).toMatch(/^缺少：地区、期间/);
  });
});
