import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { mergeThree } from './shipped-merge.ts';
import { add, define, FIRMS, PLOTS, plot, titles } from './test-definitions.ts';

let server: TestApp;
let admin: Ask;
const ENTRIES = '/api/v1/registers/test-plots/entries';
let source = PLOTS;

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  await define(admin, 'test-plots', PLOTS);
  await add(admin, plot({ code: '1', name: '一', area: 10, remark: '12', uses: ['x', 'y'], bids: [{ bidder: '甲' }] }));
  await add(admin, plot({ code: '2', name: '一', kind: 'b', remark: '十二', uses: ['y'] }));
});
afterAll(() => server.close());

const check = async (changed: string) =>
  (await admin({ method: 'POST', url: '/api/v1/registers/check', payload: { source: changed } })).json();
const put = (changed: string) =>
  admin({ method: 'PUT', url: '/api/v1/registers/test-plots', payload: { source: changed, note: '改' } });
const apply = async (changed: string) => {
  const answer = await put(changed);
  expect(answer.statusCode, answer.body).toBe(200);
  source = changed;
};
const without = (line: RegExp) =>
  source
    .split('\n')
    .filter((text) => !line.test(text))
    .join('\n');
const entry = async (code: string) =>
  (await admin({ url: `${ENTRIES}?${new URLSearchParams({ filter: `code = "${code}"` })}` })).json().items[0];

test('a text that is no definition is answered with place and remedy, and changes nothing', async () => {
  const report = await check(PLOTS.replace('type: money, check', 'type: mony, check'));
  expect(report).toMatchObject({ applicable: false, preview: null });
  expect(report.issues[0]).toMatchObject({ suggestion: 'money' });
  const refused = await put('id: [');
  expect(refused.json()).toMatchObject({ status: 422, code: 'definition-invalid' });
  expect((await put(PLOTS.replace('id: test-plots', 'id: others'))).json()).toMatchObject({ status: 422 });
});

test.each([
  [
    'a field with values goes',
    () =>
      without(/id: area,/)
        .replace(/ {2}- \{id: large.*\n/, '')
        .replace('when: "area > 0", ', ''),
    'field-removed',
    1,
  ],
  [
    'values that do not read as the new type',
    () =>
      source.replace(
        '{id: remark, zh: 备注, en: Remark, type: text',
        '{id: remark, zh: 备注, en: Remark, type: number',
      ),
    'field-retyped',
    1,
  ],
  ['a code in use goes', () => source.replace(', {code: b, zh: 乙, en: B}', ''), 'list-narrowed', 1],
  ['a key that is not unique', () => source.replace('key: [code]', 'key: [name]'), 'key-changed', 2],
  ['a state with entries goes', () => source.replaceAll('draft', 'begun'), 'state-removed', 2],
  [
    'one value where there are several',
    () => source.replace('en: Uses, type: code, many: true', 'en: Uses, type: code'),
    'field-single',
    1,
  ],
  [
    'an empty field becomes required',
    () => source.replace('en: Area, type: number,', 'en: Area, type: number, required: true,'),
    'field-required',
    1,
  ],
  ['line items with rows go', () => without(/bids|bidder|amount|^children/), 'child-removed', 1],
  [
    'a check that entries break',
    () => source.replace('unit: 亩, check: ">= 0"', 'unit: 亩, check: ">= 11"'),
    'check-changed',
    1,
  ],
] as const)('refused with its entries: %s', async (_, changed, kind, count) => {
  const report = await check(changed());
  expect(report.issues).toEqual([]);
  const refused = report.changes.filter((change: { outcome: string }) => change.outcome === 'refused');
  expect(refused).toMatchObject([{ kind, count }]);
  expect(refused[0].rows).toHaveLength(count);
  expect(report.applicable).toBe(false);
  const answer = await put(changed());
  expect(answer.json()).toMatchObject({ status: 409, code: 'definition-refused' });
  expect(await titles(admin)).toHaveLength(2);
});

test('what can be converted converts, in the history too, and is a version of its own', async () => {
  await apply(
    source.replace('{id: kind,', '{id: note2, zh: 注, en: Note, type: text, class: public, grade: L1}\n  - {id: kind,'),
  );
  const two = await entry('2');
  await admin({
    method: 'PATCH',
    url: `${ENTRIES}/${two.id}`,
    payload: { values: { note2: '7', uses: ['x'], remark: '3' } },
  });
  await admin({ method: 'PATCH', url: `${ENTRIES}/${two.id}`, payload: { values: { note2: '8' } } });
  // Text to number, number to text, one to several, a wider list, a field renamed in words.
  await apply(
    source
      .replace('en: Remark, type: text', 'en: Remark, type: number, unit: 亩')
      .replace('en: Note, type: text', 'en: Note, type: integer, unit: 个')
      .replace('en: Kind, type: code,', 'en: Kind, type: code, many: true,')
      .replace('{code: b, zh: 乙, en: B}', '{code: b, zh: 乙, en: B}, {code: c, zh: 丙, en: C}'),
  );
  const changed = await entry('2');
  expect(changed.values).toMatchObject({ remark: 3, note2: 8, kind: ['b'] });
  expect((await entry('1')).values).toMatchObject({ remark: 12, kind: ['a'] });
  const { history } = (await admin({ url: `${ENTRIES}/${two.id}` })).json();
  expect(history[0].changes).toEqual([{ field: 'note2', before: 7, after: 8 }]);
  expect(await titles(admin, { filter: 'b in kind and note2 = 8' })).toEqual(['一']);
  const versions = (await admin({ url: '/api/v1/registers/test-plots/versions' })).json().items;
  expect(versions.map((one: { version: number }) => one.version)).toEqual([3, 2, 1]);
  expect((await admin({ url: '/api/v1/registers/test-plots/source' })).json().source).toBe(source);
  expect((await admin({ url: '/api/v1/registers/test-plots/source?version=1' })).json().source).toBe(PLOTS);
  const audit = (await admin({ url: '/api/v1/audit?q=register.change' })).json().items;
  expect(audit).toHaveLength(2);
});

test('a text that is in force already changes nothing; units of the catalogue are shown', async () => {
  const brought = '{code: test-firm-count, zh: 测试家数, en: Test firms, measure: count, at: stock}';
  const known = '{code: green-factories, measure: count, at: stock}';
  const firms = `${FIRMS}indicators:\n  - ${brought}\n  - ${known}\n`;
  await define(admin, 'test-firms', firms);
  const again = await check(firms);
  expect(again).toMatchObject({ isNew: false, changes: [], applicable: true });
  const units = ({ indicators }: { indicators: { code: string; unit: string }[] }) =>
    Object.fromEntries(indicators.map(({ code, unit }) => [code, unit]));
  expect(units(again.preview)).toEqual({ 'test-firm-count': '个', 'green-factories': '家' });
  const shown = (await admin({ url: '/api/v1/registers/test-firms' })).json();
  expect(units(shown)).toEqual(units(again.preview));
  expect(shown.synthetic).toBe(false);
});

test('rights, title and words follow the definition', async () => {
  const nobody = await server.as(null);
  expect(await titles(nobody)).toEqual([]);
  await apply(source.replace('states: [open]', 'states: [draft, open]').replace('title: name', 'title: code'));
  expect((await titles(nobody)).sort()).toEqual(['1', '2']);
  expect(await titles(nobody, { q: '甲' })).toEqual(['1']);
  await apply(
    source.replace(
      'en: Bidder, type: text, required: true, class: public, grade: L1',
      'en: Bidder, type: text, required: true, class: public, grade: L3',
    ),
  );
  expect(await titles(nobody, { q: '甲' })).toEqual([]);
});

test('tables of the two kinds have the same columns in the same order after every change', async () => {
  const columns = async (table: string) =>
    (
      await sql<{ name: string; type: string }>`select attname as name, format_type(atttypid, atttypmod) as type
        from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(
        server.deps.db,
      )
    ).rows;
  expect((await columns('reg_test_plots_past')).slice(3)).toEqual(await columns('reg_test_plots'));
});

test('a part that is open to everybody and holds no field is remarked upon', async () => {
  const shown = FIRMS.replace('id: test-firms', 'id: other-firms');
  const hidden = shown.replaceAll('class: public, grade: L1', 'class: public');
  const report = await check(hidden);
  expect(report).toMatchObject({ issues: [], applicable: true });
  expect(report.changes).toMatchObject([{ kind: 'nothing-public', subject: 'access.public', outcome: 'noted' }]);
  expect((await check(shown)).changes).toEqual([]);
});

test('each register’s own fields are in the API document', async () => {
  const document = (await admin({ url: '/api/v1/registers/test-plots/openapi.json' })).json();
  const schema = document.components.schemas.Register_test_plots;
  expect(schema.properties.area).toMatchObject({ type: 'number', 'x-unit': '亩' });
  const whole = (await admin({ url: '/api/v1/openapi.json' })).json();
  expect(whole.paths['/api/v1/registers/test-plots/entries']).toBeDefined();
  expect(whole.components.schemas.Register_test_plots).toBeDefined();
});

test('a new shipped form and a steward’s change are merged by what each of them touched', () => {
  const base = {
    id: 'x',
    fields: [
      { id: 'a', zh: '甲' },
      { id: 'b', zh: '乙' },
    ],
    key: ['a'],
  };
  const shipped = {
    ...base,
    fields: [
      { id: 'a', zh: '甲' },
      { id: 'b', zh: '乙二' },
      { id: 'c', zh: '丙' },
    ],
  };
  const steward = {
    ...base,
    fields: [
      { id: 'a', zh: '甲一' },
      { id: 'b', zh: '乙' },
      { id: 'own', zh: '自有' },
    ],
  };
  expect(mergeThree(base, shipped, steward)).toEqual({
    value: {
      ...base,
      fields: [
        { id: 'a', zh: '甲一' },
        { id: 'b', zh: '乙二' },
        { id: 'own', zh: '自有' },
        { id: 'c', zh: '丙' },
      ],
    },
    clashes: [],
  });
  const clash = mergeThree(base, { ...base, key: ['b'] }, { ...base, key: ['a', 'b'] });
  expect(clash.clashes).toEqual(['key']);
});
