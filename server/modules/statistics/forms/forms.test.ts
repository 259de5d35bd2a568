import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, withActor } from '../../../kernel/access/actor.ts';
import { type Ask, type TestApp, testApp } from '../../../testing/app.ts';
import { selectNewest } from './form-queries.ts';
import { FormDefinitionView, type FormListItem, type FormView } from './model.ts';
import { applyShippedForms } from './shipped.ts';
import { testForm } from './testing.ts';

const API = '/api/v1/statistics';
/** Sessions are of today; what is asked for afterwards is of September 2025. */
let now = new Date();
let server: TestApp;
let admin: Ask;
let zhejiang: Ask;
let hangzhou: Ask;
let ningbo: Ask;

beforeAll(async () => {
  server = await testApp(() => now);
  admin = await server.as('admin');
  zhejiang = await server.as('bureau', '330000');
  hangzhou = await server.as('bureau', '330100');
  ningbo = await server.as('bureau', '330200');
  now = new Date('2025-09-03T02:00:00Z');
});
afterAll(() => server.close());

const put = (ask: Ask, source: string, more: object = {}, id = 'test-monthly') =>
  ask({ method: 'PUT', url: `${API}/forms/${id}`, payload: { source, ...more } });
const use = (ask: Ask, payload: object, id = 'test-monthly') =>
  ask({ method: 'POST', url: `${API}/forms/${id}/uses`, payload });

describe('forms that ship', () => {
  test('are there at every start, whole in what is sent, and brought in once', async () => {
    const newest = await withActor(server.deps.db, systemActor('test'), (tx) => selectNewest(tx));
    expect(newest.length).toBeGreaterThan(10);
    for (const { definition } of newest) expect(FormDefinitionView.parse(definition)).toEqual(definition);
    expect(await applyShippedForms(server.deps.db)).toEqual({ added: [], changed: [], kept: [] });
  });

  test('changed here they keep the change when a newer text ships', async () => {
    const { source } = (await admin({ url: `${API}/forms/industry-monthly` })).json<FormView>();
    const changed = source.replace('due: 8', 'due: 9');
    expect(changed).not.toBe(source);
    expect((await put(hangzhou, changed, {}, 'industry-monthly')).json()).toMatchObject({
      code: 'outside-your-regions',
    });
    expect((await put(admin, changed, { note: '宽限一天' }, 'industry-monthly')).statusCode).toBe(201);
    const folder = new URL(`file:///tmp/liannao-forms-${process.pid}-${server.deps.store.url.slice(-8)}/`);
    const { mkdir, rm, writeFile } = await import('node:fs/promises');
    await mkdir(folder, { recursive: true });
    try {
      await writeFile(new URL('industry-monthly.yaml', folder), source.replace('due: 8', 'due: 7'));
      expect((await applyShippedForms(server.deps.db, folder)).kept).toEqual(['industry-monthly']);
      await writeFile(new URL('industry-monthly.yaml', folder), 'id: broken\nfrequency: hourly\n');
      await expect(applyShippedForms(server.deps.db, folder)).rejects.toThrow(/industry-monthly\.yaml:\d+/);
    } finally {
      await rm(folder, { recursive: true });
    }
    const now = (await admin({ url: `${API}/forms/industry-monthly` })).json<FormView>();
    expect(now).toMatchObject({ version: 2, source: changed });
  });
});

describe('a form written here', () => {
  test('is checked with the line of every mistake, and told against the version in force', async () => {
    const check = (source: string) => admin({ method: 'POST', url: `${API}/forms/check`, payload: { source } });
    const wrong = (await check(testForm().replace('unit: 千元', 'unit: 千圆'))).json();
    expect(wrong.ok).toBe(false);
    expect(wrong.issues[0].line).toBe(22);
    expect((await check('id: [')).json()).toMatchObject({ ok: false, changes: [] });
    expect((await check(testForm())).json()).toMatchObject({ ok: true, issues: [], changes: [] });
  });

  test('becomes a version, and the same text none', async () => {
    expect((await put(zhejiang, testForm(), {}, 'other')).json()).toMatchObject({
      status: 422,
      code: 'form-id-differs',
    });
    const broken = await put(zhejiang, testForm().replace('frequency: monthly', 'frequency: weekly'));
    expect(broken.json()).toMatchObject({ status: 422, code: 'form-invalid' });
    expect(broken.json().errors[0].field).toBe('body.source:9');
    const made = await put(zhejiang, testForm());
    expect([made.statusCode, made.json()]).toEqual([201, { version: 1, isNew: true }]);
    expect((await put(zhejiang, testForm())).json()).toEqual({ version: 1, isNew: false });
    expect((await put(hangzhou, testForm({ due: '9' }))).statusCode).toBe(403);
    const changed = testForm({ row: '工业总产值（现价）' });
    const report = await admin({ method: 'POST', url: `${API}/forms/check`, payload: { source: changed } });
    const note = 'zh: 工业总产值 → 工业总产值（现价）';
    expect(report.json().changes).toEqual([{ kind: 'changed', what: '指标 01 工业总产值（现价）', note }]);
    expect((await put(zhejiang, changed, { note: '改名' })).json()).toEqual({ version: 2, isNew: true });
    const view = (await hangzhou({ url: `${API}/forms/test-monthly` })).json<FormView>();
    expect(view).toMatchObject({ version: 2, regionCode: '330000', mayEdit: false });
    expect(view.versions.map(({ version, note }) => [version, note])).toEqual([
      [2, '改名'],
      [1, ''],
    ]);
    const first = await hangzhou({ url: `${API}/forms/test-monthly?version=1` });
    expect(first.json<FormView>().definition.sections[0]?.rows[0]?.zh).toBe('工业总产值');
    expect((await hangzhou({ url: `${API}/forms/test-monthly?version=9` })).statusCode).toBe(404);
  });

  test('says which region keeps it where that is not plain', async () => {
    const source = testForm({ id: 'test-second' });
    expect((await put(admin, source, {}, 'test-second')).json()).toMatchObject({ code: 'form-region-needed' });
    expect((await put(hangzhou, source, { region: '330200' }, 'test-second')).statusCode).toBe(403);
    expect((await put(hangzhou, source, { region: '339999' }, 'test-second')).statusCode).toBe(404);
    expect((await put(hangzhou, source, { region: '330109' }, 'test-second')).statusCode).toBe(201);
  });
});

describe('where a form is collected', () => {
  test('is one region at a time, below the region that keeps the form', async () => {
    const added = await use(hangzhou, { region: '330100', from: '2025-06' });
    expect(added.statusCode, added.body).toBe(201);
    const { id } = added.json<{ id: string }>();
    expect((await use(zhejiang, { region: '330000', from: '2025-08' })).json()).toMatchObject({
      status: 409,
      code: 'form-used-already',
      title: expect.stringContaining('杭州市'),
    });
    expect((await use(hangzhou, { region: '330109', from: '2025-06' })).json()).toMatchObject({
      code: 'form-used-already',
    });
    expect((await use(hangzhou, { region: '330200', from: '2025-06' })).statusCode).toBe(403);
    expect((await use(ningbo, { region: '330200', from: '2025-06' }, 'test-second')).json()).toMatchObject({
      code: 'form-of-another-region',
    });
    expect((await use(hangzhou, { region: '330100', from: '2025-06', until: '2025-01' })).json()).toMatchObject({
      code: 'months-reversed',
    });
    const list = (await hangzhou({ url: `${API}/forms?region=330109` })).json<{ items: FormListItem[] }>().items;
    expect(list.find((form) => form.id === 'test-monthly')).toMatchObject({
      uses: [{ id, region: { code: '330100', name: '杭州市' }, from: '2025-06', until: null }],
      mayEdit: false,
      rows: 2,
    });
    const elsewhere = (await hangzhou({ url: `${API}/forms?region=330200` })).json<{ items: FormListItem[] }>().items;
    expect(elsewhere.find((form) => form.id === 'test-monthly')?.uses).toEqual([]);
    const change = (ask: Ask, method: 'PATCH' | 'DELETE', payload?: object) =>
      ask({ method, url: `${API}/form-uses/${id}`, ...(payload ? { payload } : {}) });
    expect((await change(ningbo, 'PATCH', { until: '2025-12' })).statusCode).toBe(403);
    expect((await change(hangzhou, 'PATCH', { until: '2025-12' })).statusCode).toBe(204);
    expect((await use(zhejiang, { region: '330000', from: '2026-01' })).statusCode).toBe(201);
    expect((await change(hangzhou, 'PATCH', { until: null })).json()).toMatchObject({ code: 'form-used-already' });
    expect((await change(hangzhou, 'DELETE')).statusCode).toBe(204);
  });

  test('ends with the form', async () => {
    const retire = (ask: Ask, retired: boolean) =>
      ask({ method: 'PATCH', url: `${API}/forms/test-second`, payload: { retired } });
    expect((await retire(ningbo, true)).statusCode).toBe(403);
    expect((await retire(hangzhou, true)).statusCode).toBe(204);
    expect((await use(hangzhou, { region: '330109', from: '2025-06' }, 'test-second')).json()).toMatchObject({
      code: 'form-retired',
    });
    expect((await retire(hangzhou, false)).statusCode).toBe(204);
  });
});
