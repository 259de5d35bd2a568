import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, withActor } from '../../../kernel/access/actor.ts';
import { appendObservation, type NewObservation } from '../../../kernel/observation/queries.ts';
import { parseCsv } from '../../../kernel/tabular/csv.ts';
import { type Ask, type TestApp, testApp } from '../../../testing/app.ts';

let server: TestApp;
let nobody: Ask;
let bureau: Ask;

const figure = (change: Partial<NewObservation>): NewObservation => ({
  indicatorCode: 'nev-output',
  scopeKey: '',
  regionCode: '330100',
  partyId: null,
  period: '2025-08',
  value: 100,
  missing: null,
  status: 'approved',
  synthetic: true,
  open: true,
  source: { kind: 'entry', note: '' },
  reason: null,
  importRunId: null,
  enteredBy: null,
  ...change,
});
const put = (change: Partial<NewObservation> = {}) =>
  withActor(server.deps.db, systemActor('test'), (tx) => appendObservation(tx, figure(change)));
const moment = async () => {
  const now = new Date();
  await new Promise((resolve) => setTimeout(resolve, 5));
  return now.toISOString();
};
const DATA = '/open/v1/sdmx/data/OUTPUT';
const sdmx = (path: string, headers: Record<string, string> = {}) => nobody({ url: `${DATA}/${path}`, headers });
const csvRows = async (path: string) => {
  const answer = await sdmx(`${path}${path.includes('?') ? '&' : '?'}format=csv`);
  expect(answer.statusCode, answer.body).toBe(200);
  const [head, ...lines] = parseCsv(answer.body, { separator: ',' }).map(({ cells }) => cells);
  return lines.map((cells) => Object.fromEntries((head ?? []).map((name, at) => [name, cells[at]])));
};

beforeAll(async () => {
  server = await testApp();
  nobody = await server.as(null);
  bureau = await server.as('bureau', '330100');
  await put();
  await put({ period: '2025-01..08', value: 812.5 });
  await put({ period: '2025Q2', value: null, missing: 'not-yet-reported' });
  await put({ period: '2021..2025', value: 5 });
  await put({ scopeKey: 'product=bev+phev', value: 60 });
  await put({ regionCode: '330200', value: -7, synthetic: false });
  await put({ period: '2024-08', scopeKey: 'basis=comparable', value: 90 });
});
afterAll(() => server.close());

describe('an SDMX data message', () => {
  test('keeps month, cumulation, quarter and span apart, and says what is missing', async () => {
    const rows = await csvRows('..330100...R.?startPeriod=2025');
    const told = rows.map((row) => [row.FREQ, row.ACC, row.TIME_PERIOD, row.PRODUCT, row.OBS_VALUE, row.OBS_STATUS]);
    expect(told.sort()).toEqual(
      [
        ['M', 'M', '2025-08', '_T', '100', 'A'],
        ['M', 'C', '2025-08', '_T', '812.5', 'A'],
        ['Q', 'M', '2025-Q2', '_T', '', 'L'],
        ['_O', 'M', '2021-01-01/P5Y', '_T', '5', 'A'],
        ['M', 'M', '2025-08', 'bev$phev', '60', 'A'],
      ].sort(),
    );
    expect(rows[0]).toMatchObject({
      STRUCTURE: 'dataflow',
      STRUCTURE_ID: 'LIANNAO:OUTPUT(1.0.0)',
      ACTION: 'I',
      UNIT_MEASURE: '辆',
      UNIT_MULT: '0',
      SYNTHETIC: 'true',
      REVISION: '1',
    });
  });

  test('is narrowed by key, a negative value stays a number', async () => {
    expect(await csvRows('M.nev-output.330200.M._Z.R._T')).toMatchObject([{ OBS_VALUE: '-7', SYNTHETIC: 'false' }]);
    expect((await csvRows('M.nev-output.330100+330200.M._Z.R._T')).length).toBe(2);
    expect(await csvRows('.....C.')).toMatchObject([{ TIME_PERIOD: '2024-08', BASIS: 'C', OBS_VALUE: '90' }]);
  });

  test('as SDMX-JSON has a structure that its indexes lead into', async () => {
    const answer = await sdmx('M.nev-output..M._Z.R._T');
    expect(answer.headers['content-type']).toContain('application/vnd.sdmx.data+json; version=2.0.0');
    const { meta, data } = answer.json();
    expect(meta).toMatchObject({ sender: { id: 'LIANNAO' }, test: false });
    const [structure] = data.structures;
    expect(structure.dimensions.observation.map((one: { id: string }) => one.id)).toEqual(['TIME_PERIOD']);
    const area = structure.dimensions.series.find((one: { id: string }) => one.id === 'REF_AREA');
    expect(area).toMatchObject({ keyPosition: 2, values: [{ id: '330100', name: '杭州市' }, { id: '330200' }] });
    const [first] = Object.values(data.dataSets[0].series) as { observations: Record<string, unknown[]> }[];
    expect(first?.observations['0']?.slice(0, 4)).toEqual([100, 0, 0, 1]);
    expect(structure.attributes.series.map((one: { id: string }) => one.id)).toContain('UNIT_MEASURE');
    const flat = (await sdmx('M.nev-output..M._Z.R._T?dimensionAtObservation=AllDimensions')).json();
    expect(Object.keys(flat.data.dataSets[0].observations)).toHaveLength(2);
  });

  test('comes in pages that lead on, and unchanged costs nothing', async () => {
    const first = await sdmx('all?limit=3&format=csv');
    const next = /<([^>]+)>; rel="next"/.exec(String(first.headers.link))?.[1] ?? '';
    const link = next.replace(/^https?:\/\/[^/]+/, '');
    const rest = await nobody({ url: link.replace('limit=3', 'limit=50') });
    const lines = (body: string) => parseCsv(body, { separator: ',' }).length - 1;
    expect(lines(first.body) + lines(rest.body)).toBe(7);
    expect(rest.headers.link).toBeUndefined();
    const again = await sdmx('all?limit=3&format=csv', { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('is chosen by Accept, with names where they are wanted', async () => {
    const accept = 'application/vnd.sdmx.data+csv; version=2.0.0; labels=both';
    const answer = await sdmx('M.nev-output.330200....', { accept, 'accept-language': 'en' });
    expect(answer.headers['content-type']).toContain('application/vnd.sdmx.data+csv');
    expect(answer.body).toContain('REF_AREA: Reference area');
    expect(answer.body).toContain('330200: Ningbo');
  });

  test('is refused with what would be right', async () => {
    const short = await sdmx('M.nev-output');
    expect([short.statusCode, short.json().code]).toEqual([422, 'sdmx-query-unreadable']);
    expect(short.json().errors[0].message).toContain('FREQ.INDICATOR.REF_AREA.ACC.STOCK.BASIS.PRODUCT');
    const wrong = await sdmx('X.none..M...?startPeriod=soon&asOf=then');
    expect(wrong.json().errors.map((one: { field: string }) => one.field)).toEqual([
      'params.key',
      'params.key',
      'querystring.startPeriod',
      'querystring.asOf',
    ]);
    expect((await nobody({ url: '/open/v1/sdmx/data/NONE/all' })).json().code).toBe('dataflow-not-found');
    expect((await sdmx('all?startPeriod=2031')).json().code).toBe('sdmx-no-results');
    expect((await sdmx('all?dimensionAtObservation=COLOUR')).statusCode).toBe(422);
  });
});

describe('a structure message', () => {
  test('names flows, and brings dimensions and codes along where they are asked for', async () => {
    const flows = (await nobody({ url: '/open/v1/sdmx/dataflow' })).json();
    expect(flows.data.dataflows.map((one: { id: string }) => one.id)).toContain('OUTPUT');
    const { data } = (await nobody({ url: '/open/v1/sdmx/datastructure/OUTPUT?references=children' })).json();
    const { dimensionList } = data.dataStructures[0].dataStructureComponents;
    expect(dimensionList.dimensions.map((one: { id: string }) => one.id)).toEqual([
      'FREQ',
      'INDICATOR',
      'REF_AREA',
      'ACC',
      'STOCK',
      'BASIS',
      'PRODUCT',
    ]);
    const lists = data.codelists.map((one: { id: string }) => one.id);
    for (const { localRepresentation } of dimensionList.dimensions) {
      expect(lists).toContain(/=LIANNAO:(\w+)\(/.exec(localRepresentation.enumeration)?.[1]);
    }
    expect((await nobody({ url: '/open/v1/sdmx/codelist/CL_ACC' })).json().data.codelists[0].codes).toHaveLength(2);
  });
});

describe('what changed', () => {
  test('since a moment: corrections replace, what was withdrawn is deleted; as of a moment: as it was known then', async () => {
    const key = { indicatorCode: 'vehicle-output', regionCode: '330300' };
    await put({ ...key, value: 1 });
    await put({ ...key, period: '2025-07', value: 2 });
    await put({ ...key, period: '2025-06', value: 3 });
    const before = await moment();
    await put({ ...key, value: 11, reason: '补报' });
    await put({ ...key, period: '2025-07', value: null, missing: 'withdrawn', reason: '撤回' });
    const asked = 'M.vehicle-output.330300....';
    expect((await csvRows(asked)).map(({ OBS_VALUE }) => OBS_VALUE).sort()).toEqual(['11', '3']);
    const then = await csvRows(`${asked}?asOf=${before}`);
    expect(then.map(({ OBS_VALUE }) => OBS_VALUE).sort()).toEqual(['1', '2', '3']);
    const changes = await csvRows(`${asked}?updatedAfter=${before}`);
    expect(changes.map(({ ACTION, TIME_PERIOD, OBS_VALUE }) => [ACTION, TIME_PERIOD, OBS_VALUE])).toEqual([
      ['R', '2025-08', '11'],
      ['D', '2025-07', ''],
    ]);
    const message = (await sdmx(`${asked}?updatedAfter=${before}`)).json();
    expect(message.data.dataSets.map((one: { action: string }) => one.action)).toEqual(['Replace', 'Delete']);
    expect((await sdmx(`${asked}?updatedAfter=${await moment()}`)).statusCode).toBe(404);
  });
});

describe('before it is released', () => {
  const key = { indicatorCode: 'vehicle-sales', regionCode: '330400', period: '2025-08', value: 424_242 };

  test('a figure is nowhere for the public, whoever asks for open data, until it is', async () => {
    const { id } = await put({ ...key, open: false });
    const places = [
      `${DATA}/.vehicle-sales.330400....?format=csv`,
      `${DATA}/.vehicle-sales.330400....?updatedAfter=2020-01-01`,
      `${DATA}/.vehicle-sales.330400....?asOf=2099-01-01`,
      '/open/v1/indicators/vehicle-sales?region=330400',
      `/api/v1/statistics/observations/${id}/provenance`,
    ];
    for (const url of places) expect([url, (await nobody({ url })).statusCode]).toEqual([url, 404]);
    const lists = [
      '/open/v1/indicators?region=330400',
      '/api/v1/statistics/observations?indicator=vehicle-sales',
      '/api/v1/search?q=424242',
    ];
    for (const url of lists) expect((await nobody({ url })).body, url).not.toMatch(/424242|vehicle-sales/);
    // Who may read it otherwise gets no more from open data than everybody does.
    for (const url of places.slice(0, 4)) expect((await bureau({ url })).statusCode, url).toBe(404);
    const embargoed = await moment();
    await put({ ...key, reason: '公布' });
    expect(await csvRows('.vehicle-sales.330400....')).toMatchObject([{ OBS_VALUE: '424242', REVISION: '2' }]);
    expect((await sdmx(`.vehicle-sales.330400....?asOf=${embargoed}`)).statusCode).toBe(404);
  });

  test('a correction that is not approved leaves what was released', async () => {
    await put({ ...key, regionCode: '330500', value: 1 });
    await put({ ...key, regionCode: '330500', value: 2, status: 'draft', open: false });
    expect(await csvRows('.vehicle-sales.330500....')).toMatchObject([{ OBS_VALUE: '1', REVISION: '1' }]);
  });
});

test('the list for readers has the newest figure of each published indicator, and its series', async () => {
  const list = (await nobody({ url: '/open/v1/indicators?region=330100' })).json();
  expect(list.region.name).toBe('杭州市');
  const [item] = list.items;
  expect(item).toMatchObject({ code: 'nev-output', figures: 5, newest: { period: '2025-01..08' } });
  expect((await nobody({ url: item.href })).statusCode).toBe(200);
  const series = (await nobody({ url: '/open/v1/indicators/nev-output?region=330100' })).json();
  expect(series.items).toHaveLength(5);
  expect(series.items.every((one: { synthetic: boolean }) => one.synthetic)).toBe(true);
  expect((await nobody({ url: '/open/v1/indicators?region=nowhere' })).statusCode).toBe(404);
});

test('the figure that stands for an indicator is the whole where there is one, and says what it is of', async () => {
  const of = { indicatorCode: 'gross-output-value', regionCode: '330600' };
  const newest = async () =>
    (await nobody({ url: '/open/v1/indicators?region=330600' })).json().items[0].newest as Record<string, unknown>;
  await put({ ...of, scopeKey: 'industry=battery', value: 23.9, period: '2025-09' });
  expect(await newest()).toMatchObject({ value: 23.9, scope: { industry: 'battery' } });
  await put({ ...of, scopeKey: 'industry=auto-industry;partySize=above-scale', value: 180 });
  expect(await newest()).toMatchObject({
    value: 180,
    scope: { industry: 'auto-industry', partySize: 'above-scale' },
  });
  await put({ ...of, value: 200, period: '2025-07' });
  expect(await newest()).toMatchObject({ value: 200, scope: {} });
});
