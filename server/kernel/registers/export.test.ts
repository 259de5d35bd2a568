import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { systemActor, withActor } from '../access/actor.ts';
import { readTable } from '../tabular/read-table.ts';
import { contextFor } from './entry-context.ts';
import { insertEntries } from './entry-save.ts';
import { usccOf } from './import-samples.ts';
import { loadRegisters } from './store.ts';

const system = systemActor('test');
let app: TestApp;
let admin: Ask;
let nobody: Ask;
beforeAll(async () => {
  app = await testApp();
  admin = await app.as('admin');
  nobody = await app.as(null);
  await add(
    'enterprises',
    Array.from({ length: 5 }, (_, n) => firm(n)),
    true,
  );
});
afterAll(() => app.close());

const firm = (n: number) => ({
  uscc: usccOf(n),
  name: n === 0 ? '=企业0' : `企业${n}`,
  region: n % 2 ? '330109' : '330106',
  'industry-code': '3670',
  'chain-role': 'part',
  'chain-tags': ['nev-chain', 'auto-parts'],
  'established-on': '2015-01-01',
  status: 'operating',
  'above-scale': true,
  revenue: 12_345.5,
  phone: '0571-88888888',
  place: n === 4 ? null : { type: 'Point', coordinates: [120.1234567 + n / 100, 30.1234567] },
});
const add = (register: string, values: object[], synthetic = false) =>
  withActor(app.deps.db, system, async (tx) =>
    insertEntries(
      tx,
      contextFor(await loadRegisters(tx), register, system, new Date()),
      values.map((one) => ({ values: one as Record<string, unknown> })),
      { reasons: 'all', synthetic, cases: false },
    ),
  );
const url = (query = '', register = 'enterprises') => `/api/v1/registers/${register}/entries?${query}`;

test('a register says that entries of the demonstration are in it', async () => {
  const { items } = (await admin({ url: '/api/v1/registers' })).json();
  const said = items.filter((one: { synthetic: boolean }) => one.synthetic).map((one: { id: string }) => one.id);
  expect(said).toEqual(['enterprises']);
});

describe('a list as a file', () => {
  test.each(['csv', 'xlsx'] as const)('as %s comes back in as it is', async (format) => {
    const answer = await admin({ url: url(`format=${format}&sort=uscc`) });
    expect(answer.statusCode).toBe(200);
    const table = await readTable({ name: `a.${format}`, bytes: answer.rawPayload });
    expect(table.columns.slice(0, 3)).toEqual(['统一社会信用代码', '企业名称', '实际生产经营地']);
    expect(table.rows).toHaveLength(5);
    const cell = (row: number, column: string) => table.rows[row]?.cells[table.columns.indexOf(column)];
    expect(cell(0, '企业名称')).toBe('=企业0');
    expect(cell(1, '实际生产经营地')).toBe('杭州市萧山区');
    expect(cell(0, '产业标签')).toBe('新能源汽车产业链;汽车零部件');
    expect(cell(0, '演示数据')).toBe('是');
    expect(Number(cell(0, '经度'))).toBeCloseTo(120.1234567, 6);
    const file = multipart({ name: `a.${format}`, bytes: answer.rawPayload });
    const checked = await admin({ method: 'POST', url: '/api/v1/imports/register.enterprises', ...file });
    expect([checked.json().problems, checked.json().counts]).toEqual([
      [],
      { new: 0, changed: 0, unchanged: 5, wrong: 0 },
    ]);
  });

  test('has codes instead of words where they are asked for, and the filter of the list', async () => {
    const answer = await admin({
      url: url(`format=csv&codes=true&filter=${encodeURIComponent('name = 企业1'.replace('企业1', '"企业1"'))}`),
    });
    expect(answer.body.trim().split('\r\n')).toHaveLength(2);
    expect(answer.body).toContain('330109');
    expect(answer.body).toContain('nev-chain;auto-parts');
    const wrong = await admin({ url: url('format=csv&filter=nonsense+%3D') });
    expect([wrong.statusCode, wrong.json().code]).toEqual([400, 'filter-invalid']);
  });

  test('shows no more than the list does', async () => {
    const answer = await nobody({ url: url('format=csv') });
    expect(answer.body).toContain('企业1');
    expect(answer.body).not.toContain('12345.5');
    expect(answer.body).not.toContain('120.12');
    expect(answer.body).not.toContain('88888888');
  });
});

describe('the map', () => {
  test('shows places as exactly as the reader may see them', async () => {
    const all = (await admin({ url: '/api/v1/registers/enterprises/map' })).json();
    expect([all.features.length, all.withoutPlace, all.precision]).toEqual([4, 1, 'exact']);
    expect(all.features[0].geometry.coordinates[1]).toBeCloseTo(30.1234567, 6);
    const boxed = (await admin({ url: '/api/v1/registers/enterprises/map?bbox=120.13,30,120.15,31' })).json();
    expect(boxed.features).toHaveLength(2);
    const open = (await nobody({ url: '/api/v1/registers/enterprises/map' })).json();
    expect(open.precision).toBe('district');
    expect(open.features.map((one: { geometry: { coordinates: number[] } }) => one.geometry.coordinates)).toEqual(
      expect.arrayContaining([[120.1, 30.1]]),
    );
    // A narrow box finds nothing out: what is asked for is the coarse place.
    expect(
      (await nobody({ url: '/api/v1/registers/enterprises/map?bbox=120.13,30,120.15,31' })).json().features,
    ).toEqual([]);
    expect((await admin({ url: '/api/v1/registers/enterprises/map?bbox=1,2' })).statusCode).toBe(400);
  });

  test('puts together what lies together where there is much of it', async () => {
    await sql`insert into reg_enterprises (_region, _title, _state, uscc, name, region, place, place_lon, place_lat)
      select '330109', 'x' || i, 'active', 'x' || i, 'x' || i, '330109', '{"type":"Point"}', 120 + i % 7, 30
      from generate_series(1, 2100) i`.execute(app.deps.db);
    const many = (await admin({ url: '/api/v1/registers/enterprises/map?zoom=5' })).json();
    const counts = many.features.map((one: { properties: { count?: number } }) => one.properties.count ?? 1);
    expect(counts.length).toBeLessThan(20);
    expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(2104);
  });
});

describe('open data', () => {
  test('needs no sign-in, holds public fields only, page by page, and can be closed', async () => {
    const list = await nobody({ url: '/open/v1/registers' });
    expect(list.headers['cache-control']).toBe('public, max-age=300');
    const found = list.json().items.find(({ id }: { id: string }) => id === 'enterprises');
    expect(found).toMatchObject({ zh: '企业名录', href: '/open/v1/registers/enterprises' });
    expect(found.fields.map(({ id }: { id: string }) => id)).not.toContain('revenue');
    const page = await nobody({ url: '/open/v1/registers/enterprises?limit=2' });
    expect(page.json().items).toHaveLength(2);
    expect(Object.keys(page.json().items[0].values)).not.toContain('phone');
    expect(page.headers.link).toContain('rel="next"');
    const next = await nobody({ url: String(/<(.+)>/.exec(String(page.headers.link))?.[1]) });
    expect(next.json().items[0].id).not.toBe(page.json().items[0].id);
    const csv = await nobody({ url: '/open/v1/registers/enterprises?format=csv&limit=3' });
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.split('\r\n')[0]).toContain('id,uscc,name,region');
    expect(csv.body.trim().split('\r\n')).toHaveLength(4);

    const shut = await admin({ method: 'PUT', url: '/api/v1/registers/enterprises/open', payload: { open: false } });
    expect(shut.json()).toEqual({ open: false });
    expect((await nobody({ url: '/open/v1/registers/enterprises' })).statusCode).toBe(404);
    expect(
      (await nobody({ method: 'PUT', url: '/api/v1/registers/enterprises/open', payload: { open: true } })).statusCode,
    ).toBe(401);
    await admin({ method: 'PUT', url: '/api/v1/registers/enterprises/open', payload: { open: true } });
    expect((await nobody({ url: '/open/v1/registers/enterprises' })).statusCode).toBe(200);
  });
});
