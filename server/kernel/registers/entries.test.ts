import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { add, define, FIRMS, PLOTS, plot, titles } from './test-definitions.ts';

let server: TestApp;
let admin: Ask;
let hangzhou: Ask;
let ningbo: Ask;
let now = new Date();
const ENTRIES = '/api/v1/registers/test-plots/entries';

beforeAll(async () => {
  server = await testApp(() => now);
  admin = await server.as('admin');
  hangzhou = await server.as('bureau', '330100');
  ningbo = await server.as('bureau', '330200');
  now = new Date('2025-03-10T02:00:00Z');
  await define(admin, 'test-firms', FIRMS);
  await define(admin, 'test-plots', PLOTS);
});
afterAll(() => server.close());

test('an entry is made, shown with words for what it names, changed and told of in its history', async () => {
  const made = await add(
    hangzhou,
    plot({ code: 'A1', firm: '萧山研究院', area: 12.5, uses: ['x', 'y'], bids: [{ bidder: '甲', amount: 3 }] }),
  );
  expect(made).toMatchObject({
    title: '一号地块',
    state: 'draft',
    revision: 1,
    region: { code: '330109', name: '萧山区' },
  });
  expect(made.refs[made.values.firm]).toBe('萧山研究院');
  now = new Date('2025-03-11T02:00:00Z');
  const changed = await hangzhou({
    method: 'PATCH',
    url: `${ENTRIES}/${made.id}`,
    headers: { 'if-match': '"1"' },
    payload: { values: { area: 13, name: '改名地块' } },
  });
  expect(changed.json()).toMatchObject({ revision: 2, title: '改名地块', values: { area: 13, uses: ['x', 'y'] } });
  const detail = (await hangzhou({ url: `${ENTRIES}/${made.id}` })).json();
  expect(detail.history.map((item: { kind: string }) => item.kind)).toEqual(['changed', 'created']);
  expect(detail.history[0].changes).toEqual([
    { field: 'name', before: '一号地块', after: '改名地块' },
    { field: 'area', before: 12.5, after: 13 },
  ]);
  expect(detail.moves).toEqual([{ id: 'publish', zh: '公示', en: 'Publish', dueOn: null }]);
  expect(detail.mayEdit).toBe(true);
});

test('whoever changes what somebody else has changed meanwhile is told so', async () => {
  const made = await add(hangzhou, plot({ code: 'A2' }));
  const url = `${ENTRIES}/${made.id}`;
  const change = (area: number) =>
    hangzhou({ method: 'PATCH', url, headers: { 'if-match': '"1"' }, payload: { values: { area } } });
  expect((await change(1)).statusCode).toBe(200);
  const second = await change(2);
  expect([second.statusCode, second.json().code]).toEqual([412, 'entry-changed']);
});

test('every wrong value is named, a warning asks for a reason, and a key is used once', async () => {
  const send = (payload: object) => hangzhou({ method: 'POST', url: ENTRIES, payload });
  const wrong = (
    await send({ values: plot({ code: '', kind: 'q', area: -1, firm: 7, nothing: 1, parent: '没有' }) })
  ).json();
  expect(wrong.code).toBe('entry-invalid');
  const fields = wrong.errors.map((error: { field: string; code: string }) => `${error.field} ${error.code}`);
  expect(fields.sort()).toEqual([
    'values.area check',
    'values.code required',
    'values.firm wrong-type',
    'values.kind unknown-code',
    'values.nothing unknown-field',
    'values.parent unknown-entry',
  ]);
  expect((await send({ values: plot({ code: 'A3', until: '2023-01-01' }) })).json().errors[0].code).toBe('order');
  const large = await send({ values: plot({ code: 'A3', area: 2000 }) });
  expect(large.json()).toMatchObject({ code: 'entry-needs-reasons', errors: [{ field: 'reasons.large' }] });
  const reasoned = await send({ values: plot({ code: 'A3', area: 2000 }), reasons: { large: '整体收储' } });
  expect(reasoned.statusCode).toBe(201);
  expect((await send({ values: plot({ code: 'A3' }) })).json()).toMatchObject({ status: 409, code: 'entry-exists' });
});

test('an entry moves along its life cycle, from its state, with what the move needs and its condition true', async () => {
  const { id } = await add(hangzhou, plot({ code: 'A4', area: 0 }));
  const move = (body: object) => hangzhou({ method: 'POST', url: `${ENTRIES}/${id}/moves`, payload: body });
  expect((await move({ move: 'sell' })).json()).toMatchObject({ status: 409, code: 'move-not-possible' });
  expect((await move({ move: 'publish' })).json()).toMatchObject({ state: 'open' });
  expect((await move({ move: 'sell' })).json()).toMatchObject({ status: 422, code: 'move-needs-fields' });
  const early = await move({ move: 'sell', values: { price: 5 } });
  expect(early.json()).toMatchObject({ status: 422, code: 'move-not-allowed-yet' });
  const sold = await move({ move: 'sell', values: { price: 5, area: 3 }, note: '成交' });
  expect(sold.json()).toMatchObject({ state: 'sold', values: { 'sold-on': '2025-03-11', price: 5 } });
});

test('a move asks for no reason of a warning that was accepted, unless it changes what the warning looks at', async () => {
  const values = plot({ code: 'A9', area: 2000 });
  const made = await hangzhou({ method: 'POST', url: ENTRIES, payload: { values, reasons: { large: '整体收储' } } });
  const { id } = made.json();
  const move = (body: object) => hangzhou({ method: 'POST', url: `${ENTRIES}/${id}/moves`, payload: body });
  expect((await move({ move: 'publish' })).json()).toMatchObject({ state: 'open' });
  const larger = await move({ move: 'sell', values: { price: 5, area: 3000 } });
  expect(larger.json()).toMatchObject({ code: 'entry-needs-reasons', errors: [{ field: 'reasons.large' }] });
  expect((await move({ move: 'sell', values: { price: 5 } })).json()).toMatchObject({ state: 'sold' });
});

test('what others refer to is not deleted; what is deleted stays in the history and comes back', async () => {
  const parent = await add(hangzhou, plot({ code: 'A5', name: '父地块' }));
  const child = await add(hangzhou, plot({ code: 'A6', parent: '父地块' }));
  expect(child.refs[parent.id]).toBe('父地块');
  const remove = (id: string) => hangzhou({ method: 'DELETE', url: `${ENTRIES}/${id}` });
  const refused = await remove(parent.id);
  expect(refused.json()).toMatchObject({
    status: 409,
    code: 'entry-referred-to',
    errors: [{ field: 'test-plots.parent' }],
  });
  const related = (await hangzhou({ url: `${ENTRIES}/${parent.id}` })).json().related;
  expect(related).toMatchObject([{ register: 'test-plots', count: 1 }]);
  expect(await titles(hangzhou, { filter: related[0].filter })).toEqual(['一号地块']);
  expect((await remove(child.id)).statusCode).toBe(204);
  expect((await hangzhou({ url: `${ENTRIES}/${child.id}` })).statusCode).toBe(404);
  const back = await hangzhou({ method: 'POST', url: `${ENTRIES}/${child.id}/restore` });
  expect(back.json()).toMatchObject({ revision: 3, values: { code: 'A6', parent: parent.id } });
  const kinds = (await hangzhou({ url: `${ENTRIES}/${child.id}` }))
    .json()
    .history.map((item: { kind: string }) => item.kind);
  expect(kinds).toEqual(['restored', 'deleted', 'created']);
});

test('many are changed at once, each wholly or not at all, and the refused are named', async () => {
  const one = await add(hangzhou, plot({ code: 'A7', name: '可改' }));
  const two = await add(hangzhou, plot({ code: 'A8', name: '不可改', until: '2024-06-01' }));
  const bulk = (payload: object) => hangzhou({ method: 'POST', url: `${ENTRIES}/bulk`, payload });
  const ids = [one.id, two.id];
  const answer = (await bulk({ ids, values: { since: '2024-07-01' } })).json();
  expect(answer).toMatchObject({ done: 1, refused: [{ id: two.id, title: '不可改' }] });
  expect((await bulk({ ids, move: 'publish' })).json()).toEqual({ done: 2, refused: [] });
  expect((await bulk({ ids, move: 'publish' })).json().refused).toHaveLength(2);
});

test('a list is filtered, searched, sorted, paged and counted', async () => {
  for (const [at, area] of [5, null, 7, 6].entries()) {
    await add(hangzhou, plot({ code: `L${at}`, name: `清单${at}`, area, kind: 'b', uses: at % 2 ? ['x'] : ['y'] }));
  }
  const filter = 'kind = b';
  expect(await titles(hangzhou, { filter, sort: 'area' })).toEqual(['清单0', '清单3', '清单2', '清单1']);
  expect(await titles(hangzhou, { filter, sort: '-area' })).toEqual(['清单2', '清单3', '清单0', '清单1']);
  const pages: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ filter, sort: '-area', limit: '1', ...(cursor ? { cursor } : {}) });
    const page = (await hangzhou({ url: `${ENTRIES}?${query}` })).json();
    pages.push(...page.items.map((item: { title: string }) => item.title));
    cursor = page.nextCursor;
  }
  expect(pages).toEqual(['清单2', '清单3', '清单0', '清单1']);
  expect(await titles(hangzhou, { filter: 'kind = b and x in uses and area > 5' })).toEqual(['清单3']);
  expect(await titles(hangzhou, { q: '清单 2' })).toEqual(['清单2']);
  expect(await titles(hangzhou, { filter, region: '330200' })).toEqual([]);
  const count = await hangzhou({ url: `${ENTRIES}/count?${new URLSearchParams({ filter })}` });
  expect(count.json()).toEqual({ count: 4, synthetic: false });
  const facet = await hangzhou({ url: `${ENTRIES}/facets?${new URLSearchParams({ filter, field: 'uses' })}` });
  expect(facet.json().items).toEqual([
    { value: 'x', count: 2 },
    { value: 'y', count: 2 },
  ]);
  const wrong = await hangzhou({ url: `${ENTRIES}?${new URLSearchParams({ filter: 'kindd = b' })}` });
  expect(wrong.json()).toMatchObject({ status: 400, code: 'filter-invalid' });
});

test('a register is seen as it stood at the end of a day', async () => {
  now = new Date('2025-04-01T02:00:00Z');
  const { id } = await add(hangzhou, plot({ code: 'D1', name: '旧名', since: '2025-01-01' }));
  now = new Date('2025-04-05T02:00:00Z');
  await hangzhou({
    method: 'PATCH',
    url: `${ENTRIES}/${id}`,
    payload: { values: { name: '新名', until: '2025-05-01' } },
  });
  const filter = 'code = "D1"';
  expect(await titles(hangzhou, { filter, asAt: '2025-04-04' })).toEqual(['旧名']);
  expect(await titles(hangzhou, { filter, asAt: '2025-04-05' })).toEqual(['新名']);
  // Taken in later than that day: its own dates decide.
  expect(await titles(hangzhou, { filter, asAt: '2025-02-01' })).toEqual(['新名']);
  expect(await titles(hangzhou, { filter, asAt: '2024-12-31' })).toEqual([]);
  expect(await titles(hangzhou, { filter, asAt: '2025-05-01' })).toEqual([]);
  now = new Date('2025-04-10T02:00:00Z');
  await hangzhou({ method: 'DELETE', url: `${ENTRIES}/${id}` });
  expect(await titles(hangzhou, { filter, asAt: '2025-04-09' })).toEqual(['新名']);
  expect(await titles(hangzhou, { filter, asAt: '2025-04-10' })).toEqual([]);
});

test('a file is stored, named by an entry, and given out with it', async () => {
  const form = multipart({ name: 'paper.txt', bytes: Buffer.from('hello') });
  const stored = await hangzhou({ method: 'POST', url: '/api/v1/registers/test-plots/files', ...form });
  expect(stored.statusCode).toBe(201);
  const { id } = stored.json();
  const entry = await add(hangzhou, plot({ code: 'F1', paper: id }));
  const detail = (await hangzhou({ url: `${ENTRIES}/${entry.id}` })).json();
  expect(detail.files).toEqual([{ id, field: 'paper', name: 'paper.txt', bytes: 5 }]);
  const file = await hangzhou({ url: `/api/v1/registers/test-plots/files/${id}` });
  expect(file.body).toBe('hello');
  expect((await ningbo({ url: `/api/v1/registers/test-plots/files/${id}` })).statusCode).toBe(404);
  const stolen = await ningbo({
    method: 'POST',
    url: ENTRIES,
    payload: { values: plot({ code: 'F2', region: '330200', paper: id }) },
  });
  expect(stolen.json()).toMatchObject({
    code: 'entry-invalid',
    errors: [{ field: 'values.paper', code: 'unknown-file' }],
  });
});

test('entries that are parties are found as such by other registers', async () => {
  const firm = await add(hangzhou, { code: 'INST-1', name: '东海研究所', region: '330109' }, 'test-firms');
  const entry = await add(hangzhou, plot({ code: 'F3', firm: '东海研究所' }));
  expect(entry.values.firm).toBe(firm.id);
  expect(await titles(hangzhou, { q: '东海' })).toEqual(['一号地块']);
  expect(await titles(hangzhou, { filter: 'firm.code = "INST-1"' })).toEqual(['一号地块']);
});

test('a view is kept for oneself or shared, and the search box finds registers and entries', async () => {
  const url = '/api/v1/registers/test-plots/views';
  const made = await hangzhou({
    method: 'POST',
    url,
    payload: { name: '我的', query: 'filter=kind%20%3D%20a', shared: false },
  });
  expect(made.json()).toMatchObject({ name: '我的', own: true });
  expect((await ningbo({ url })).json().items).toEqual([]);
  expect((await hangzhou({ url })).json().items).toHaveLength(1);
  expect((await hangzhou({ method: 'DELETE', url: `${url}/${made.json().id}` })).statusCode).toBe(204);
  const hits = (await hangzhou({ url: `/api/v1/search?q=${encodeURIComponent('清单3')}` })).json().items;
  expect(hits).toMatchObject([{ kind: 'entry', title: '清单3' }]);
  const named = (await hangzhou({ url: `/api/v1/search?q=${encodeURIComponent('测试地块')}` })).json().items;
  expect(named[0]).toMatchObject({ kind: 'register', href: '/registers/test-plots' });
});
