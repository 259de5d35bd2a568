import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { add, define, FIRMS, PLOTS, plot, titles } from './test-definitions.ts';

let server: TestApp;
let admin: Ask;
let hangzhou: Ask;
let ningbo: Ask;
let analyst: Ask;
let nobody: Ask;
const ENTRIES = '/api/v1/registers/test-plots/entries';
const ids: Record<string, string> = {};

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  hangzhou = await server.as('bureau', '330100');
  ningbo = await server.as('bureau', '330200');
  analyst = await server.as('analyst', '330100');
  nobody = await server.as(null);
  await define(admin, 'test-firms', FIRMS);
  await define(admin, 'test-plots', PLOTS);
  const hidden = { price: 771_234, remark: '涉密备注', bids: [{ bidder: '甲', amount: 9 }] };
  ids.draft = (await add(hangzhou, plot({ code: 'H1', name: '杭州草稿', ...hidden }))).id;
  ids.open = (await add(hangzhou, plot({ code: 'H2', name: '杭州公示', ...hidden }))).id;
  ids.ningbo = (
    await add(ningbo, plot({ code: 'N1', name: '宁波草稿', region: '330203', ...hidden, price: 781_234 }))
  ).id;
  await admin({ method: 'PATCH', url: `${ENTRIES}/${ids.open}`, payload: { values: { secret: 5 } } });
  await hangzhou({ method: 'POST', url: `${ENTRIES}/${ids.open}/moves`, payload: { move: 'publish' } });
});
afterAll(() => server.close());

test('a bureau sees its own regions, and of others what is open', async () => {
  expect(await titles(hangzhou, { sort: 'code' })).toEqual(['杭州草稿', '杭州公示']);
  expect(await titles(ningbo, { sort: 'code' })).toEqual(['杭州公示', '宁波草稿']);
  expect(await titles(nobody)).toEqual(['杭州公示']);
  expect(await titles(admin, { sort: 'code' })).toEqual(['杭州草稿', '杭州公示', '宁波草稿']);
  expect((await ningbo({ url: `${ENTRIES}/${ids.draft}` })).statusCode).toBe(404);
});

test('what is above a reader’s grade is left out and named, in lists, details, history and line items', async () => {
  const seen = async (ask: Ask) => (await ask({ url: `${ENTRIES}/${ids.open}` })).json();
  const own = await seen(hangzhou);
  expect(own.values).toMatchObject({ price: 771_234, bids: [{ bidder: '甲', amount: 9 }] });
  expect(own.masked).toEqual(['secret']);
  expect((await seen(admin)).values.secret).toBe(5);
  for (const ask of [nobody, ningbo, analyst]) {
    const view = await seen(ask);
    expect(view.values).not.toHaveProperty('price');
    expect(view.values.bids).toEqual([{ bidder: '甲' }]);
    expect(view.masked).toEqual(['price', 'remark', 'secret', 'place', 'paper', 'bids.amount']);
    expect(JSON.stringify(view)).not.toContain('771234');
    expect(JSON.stringify(view.history)).not.toContain('涉密');
  }
  expect((await seen(nobody)).history).toEqual([]);
  expect(JSON.stringify((await seen(hangzhou)).history)).not.toContain('secret');
});

test('nobody finds out a hidden value by filter, words, order, counts or line items', async () => {
  for (const ask of [nobody, ningbo, analyst]) {
    const filter = 'code in ["H1", "H2"]';
    for (const probe of [
      'price = 771234',
      'price > 0',
      'price is set',
      'bids.amount = 9',
      'remark contains "涉密"',
      'secret = 5',
    ]) {
      expect(await titles(ask, { filter: `${filter} and ${probe}` }), probe).toEqual([]);
    }
    expect(await titles(ask, { q: '涉密' }), 'words').not.toContain('杭州公示');
    const body = (
      await ask({ url: `${ENTRIES}?${new URLSearchParams({ filter, sort: '-price', limit: '1' })}` })
    ).json();
    const cursor = body.nextCursor ? Buffer.from(body.nextCursor, 'base64url').toString() : '';
    expect(cursor).not.toContain('771234');
    const facet = await ask({ url: `${ENTRIES}/facets?${new URLSearchParams({ field: 'price' })}` });
    expect(facet.statusCode).toBe(400);
  }
  expect(await titles(ningbo, { filter: 'price = 781234' })).toEqual(['宁波草稿']);
  expect(await titles(ningbo, { q: '涉密' })).toEqual(['宁波草稿']);
  expect(await titles(hangzhou, { q: '涉密', sort: '-price' })).toHaveLength(2);
  // Not even through a way that another register gives.
  expect(await titles(nobody, { filter: 'parent.price > 0' })).toEqual([]);
});

test('writing stays in one’s own regions, and with what one sees', async () => {
  const patch = (ask: Ask, id: string | undefined, values: object) =>
    ask({ method: 'PATCH', url: `${ENTRIES}/${id}`, payload: { values } });
  expect((await patch(ningbo, ids.open, { area: 1 })).json()).toMatchObject({
    status: 403,
    code: 'outside-your-regions',
  });
  expect((await patch(analyst, ids.open, { area: 1 })).statusCode).toBe(403);
  expect((await patch(nobody, ids.open, { area: 1 })).statusCode).toBe(401);
  expect((await patch(hangzhou, ids.open, { secret: 1 })).json()).toMatchObject({ status: 403, code: 'field-hidden' });
  expect((await patch(hangzhou, ids.draft, { region: '330203' })).json()).toMatchObject({ status: 403 });
  const elsewhere = await hangzhou({
    method: 'POST',
    url: ENTRIES,
    payload: { values: plot({ code: 'X', region: '330203' }) },
  });
  expect(elsewhere.statusCode).toBe(403);
  expect((await ningbo({ method: 'DELETE', url: `${ENTRIES}/${ids.open}` })).statusCode).toBe(403);
  expect((await nobody({ url: `${ENTRIES}/${ids.open}` })).json()).toMatchObject({ mayEdit: false, revision: 3 });
});

test('a register that is not open does not show itself, and only administrators define', async () => {
  const list = async (ask: Ask) =>
    (await ask({ url: '/api/v1/registers' })).json().items.map((item: { id: string }) => item.id);
  expect(await list(nobody)).toContain('test-plots');
  await define(admin, 'test-firms', FIRMS.replace('public: {grade: L1}', 'public: false'));
  expect(await list(nobody)).not.toContain('test-firms');
  expect(await list(hangzhou)).toContain('test-firms');
  const tried = await hangzhou({ method: 'PUT', url: '/api/v1/registers/test-firms', payload: { source: FIRMS } });
  expect(tried.statusCode).toBe(403);
  const view = (await nobody({ url: '/api/v1/registers/test-plots' })).json();
  expect(view.fields.find((field: { id: string }) => field.id === 'price').visible).toBe(false);
});
