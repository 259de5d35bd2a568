import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, PLAN, review, uploadAndRead } from './modules/plans/library-testing.ts';
import { type Ask, multipart, type TestApp, testApp } from './testing/app.ts';
import { type ApiDocument, NUMBERS, TEXTS, valuesFor } from './testing/nasty.ts';

// Walks every route with values that nobody means well by, at each place that its own schema names, on rows that are
// there: whatever is sent, the answer is never a fault of ours, and never words of the database's.
let server: TestApp;
let admin: Ask;
let api: ApiDocument;
const ids: [RegExp, string][] = [];

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  const { planId } = await uploadAndRead(server, admin, PLAN, { regionCode: '330100' });
  const { targets, tasks, plan } = await review(admin, planId);
  for (const item of targets) await act(admin, `targets/${item.id}/accept`);
  const post = async (url: string, payload: object) =>
    (await admin({ method: 'POST', url: `/api/v1${url}`, payload })).json();
  const body = await post('/plans/bodies', { name: '专班', kind: 'task-force', regionCode: '330100' });
  const decisions = [{ text: '定', unit: '市经信局', dueOn: null }];
  const met = await post(`/plans/bodies/${body.id}/meetings`, { heldOn: '2025-01-01', title: '会', decisions });
  const comment = await post(`/plans/library/${planId}/comments`, {
    unit: '某厂',
    receivedOn: '2026-01-01',
    text: '见',
  });
  const figure = { indicatorCode: 'nev-output', regionCode: '330100', period: '2024', value: 1, unit: '辆' };
  const { observation } = await post('/statistics/observations', figure);
  const user = await post('/users', { name: 'somebody', displayName: '某人' });
  const csv = { name: 'f.csv', bytes: Buffer.from('指标,地区,期间,数值,单位\nnev-output,杭州市,2023,1,辆\n,,,,x\n') };
  const run = (await admin({ method: 'POST', url: '/api/v1/imports/observations', ...multipart(csv) })).json();
  ids.push(
    [/\/library\/:id\/comments\/:commentId/, comment.id],
    [/\/plans\/library\/:id/, planId],
    [/\/plans\/targets\/:id/, targets[0]?.id ?? ''],
    [/\/plans\/tasks\/:id/, tasks[0]?.id ?? ''],
    [/\/plans\/bodies\/:id/, body.id],
    [/\/decisions\/:id/, met.meetings[0].decisions[0].id],
    [/\/observations\/:id/, observation.id],
    [/\/users\/:id/, user.id],
    [/\/imports\/runs\/:id/, run.id],
    [/\/documents\/:id/, plan.versions[0]?.documentId ?? ''],
  );
  api = server.app.swagger() as unknown as ApiDocument;
}, 60_000);
afterAll(() => server.close());

/** The address with ids of rows that are there. */
const path = (url: string) =>
  ids
    .filter(([of]) => of.test(url))
    .reduce((text, [of, id]) => text.replace(of, (found) => found.replace(/:\w+$/, id)), url)
    .replace(/:(\w+)/g, (_, name: string) =>
      name === 'code' ? 'nev-output' : name.length === 1 ? '1' : (ids[0]?.[1] ?? ''),
    );

const { nasty } = valuesFor(
  () => api,
  () => ids[1]?.[1] ?? '',
);

const SQL_WORDS = /relation "|syntax error|violates|invalid input|null value in|node_modules|\bat .*\.ts:\d/;
const fault = (what: string, answer: { statusCode: number; body: string }) =>
  answer.statusCode >= 500 || (answer.statusCode >= 400 && SQL_WORDS.test(answer.body))
    ? [`${what}: ${answer.statusCode} ${answer.body.slice(0, 300)}`]
    : [];

const show = (value: unknown) => JSON.stringify(value)?.slice(0, 160);
const skipped = (method: string, url: string) =>
  url.startsWith('/api/v1/session') ? method !== 'GET' : method === 'DELETE' && !url.includes('comment');

test('no query, nasty as it may be, is a fault', async () => {
  const faults: string[] = [];
  for (const { method, url } of server.app.routeTable) {
    if (method !== 'GET') continue;
    const operation = api.paths[url.replace(/:(\w+)/g, '{$1}')]?.get;
    for (const { name, in: place } of operation?.parameters ?? []) {
      for (const text of [...TEXTS, ...NUMBERS.map(String)]) {
        const value = encodeURIComponent(text.toWellFormed().slice(0, 8000));
        const target =
          place === 'query' ? `${path(url)}?${name}=${value}` : path(url.replace(`:${name}`, value || '%20'));
        faults.push(...fault(`GET ${url} ${name}=${show(text)}`, await admin({ url: target })));
      }
    }
    if (operation?.parameters?.some(({ in: place }) => place === 'query')) {
      const twice = operation.parameters.map(({ name }) => `${name}=a&${name}=b&${name}[x]=c`).join('&');
      faults.push(...fault(`GET ${url} twice`, await admin({ url: `${path(url)}?${twice}` })));
    }
  }
  expect(faults).toEqual([]);
}, 120_000);

test('no body, nasty as it may be, is a fault', async () => {
  const faults: string[] = [];
  let asked = 0;
  for (const { method, url } of server.app.routeTable) {
    const operation = api.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    const schema = operation?.requestBody?.content['application/json']?.schema;
    if (!schema || skipped(method, url)) continue;
    for (const payload of nasty(schema)) {
      asked += 1;
      const answer = await admin({ method: method as 'POST', url: path(url), payload: payload as object });
      faults.push(...fault(`${method} ${url} ${show(payload)}`, answer));
    }
    for (const payload of [
      '{',
      '[[[[',
      'null',
      '"x"',
      '[{"a":'.repeat(20_000),
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    ]) {
      const headers = { 'content-type': 'application/json', 'if-match': payload.slice(0, 50) };
      const answer = await admin({ method: method as 'POST', url: path(url), payload, headers });
      faults.push(...fault(`${method} ${url} ${payload.slice(0, 40)}`, answer));
    }
  }
  expect(asked).toBeGreaterThan(1000);
  expect(faults).toEqual([]);
}, 240_000);

test('a sign-in that is no name and no password is refused, not a fault', async () => {
  const faults: string[] = [];
  for (const text of TEXTS) {
    const payload = { name: text, password: text };
    faults.push(
      ...fault(`sign-in ${show(text)}`, await server.app.inject({ method: 'POST', url: '/api/v1/session', payload })),
    );
    const bearer = { authorization: `Bearer ${encodeURIComponent(text.toWellFormed()).slice(0, 4000)}` };
    faults.push(...fault(`bearer ${show(text)}`, await server.app.inject({ url: '/api/v1/session', headers: bearer })));
  }
  expect(faults).toEqual([]);
});

test('no form, nasty as its file name, fields and content may be, is a fault', async () => {
  const faults: string[] = [];
  const names = [
    'a\u0000b.csv',
    '../../../etc/passwd',
    'C:\\x\\y.csv',
    '\u202ecsv.exe',
    `${'长'.repeat(3000)}.csv`,
    '',
    '"',
    'a\r\nb.csv',
  ];
  const contents = [
    Buffer.alloc(0),
    Buffer.from('\u0000\u0001'),
    Buffer.from(`PK\u0003\u0004${'x'.repeat(100)}`),
    Buffer.from('%PDF-1.7\n%%EOF'),
    Buffer.from(
      '\ufeff指标,地区,期间,数值,单位\n=cmd|x,@x,-1,1e400,\u0000\nnev-output,杭州市,2024,9e999,辆\nnev-output,杭州市,2024,1e300,万辆\n',
    ),
    Buffer.from('"'.repeat(10_001)),
    Buffer.from(
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]><html><p>&b;2025年产量30万辆',
    ),
  ];
  const fields = [{}, { planId: 'x', title: '\u0000', regionCode: '999999', note: 'x'.repeat(9999) }, manyFields(40)];
  const urls = [
    '/plans/library',
    '/imports/observations?write=true',
    '/imports/targets',
    '/imports/tasks',
    path('/api/v1/plans/tasks/:id/notes').slice(7),
  ];
  for (const url of urls) {
    for (const [at, bytes] of contents.entries()) {
      for (const name of at === 4 ? names : ['a.csv', 'a.html', 'a.docx', 'a.xlsx', 'a.pdf']) {
        const form = multipart({ name, bytes }, fields[at % fields.length]);
        // As a browser sends it, not escaped; a line break ends the header there.
        const raw = Buffer.from(
          form.payload.toString('latin1').replace(encodeURIComponent(name), Buffer.from(name).toString('latin1')),
          'latin1',
        );
        for (const payload of [form.payload, raw, raw.subarray(0, raw.length - 60)]) {
          const answer = await admin({ method: 'POST', url: `/api/v1${url}`, headers: form.headers, payload });
          faults.push(...fault(`POST ${url} ${show(name)} #${at}`, answer));
        }
      }
    }
  }
  expect(faults).toEqual([]);
}, 240_000);

test('a file larger than accepted is refused whole, never taken in part', async () => {
  const bytes = Buffer.concat([
    Buffer.from('指标,地区,期间,数值,单位\n'),
    Buffer.alloc(51 * 1024 * 1024, 'nev-output,杭州市,2018,1,辆\n'),
  ]);
  for (const url of ['/imports/observations?write=true', '/plans/library']) {
    const answer = await admin({ method: 'POST', url: `/api/v1${url}`, ...multipart({ name: 'big.csv', bytes }) });
    expect(answer.json()).toMatchObject({ status: 413, code: 'file-too-large' });
  }
});

const manyFields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, 'x']));

test('of two people who store the same at once one is told so, and nothing is a fault', async () => {
  const both = async (method: 'POST' | 'PATCH', url: string, payload: object, headers = {}) => {
    const ask = () => admin({ method, url: `/api/v1${url}`, payload, headers });
    return (await Promise.all([ask(), ask(), ask()])).map(({ statusCode }) => statusCode).sort();
  };
  expect(await both('POST', '/plans/bodies', { name: '同名', kind: 'task-force', regionCode: '330100' })).toEqual([
    201, 409, 409,
  ]);
  expect(await both('POST', '/users', { name: 'same-name', displayName: '同' })).toEqual([201, 409, 409]);
  const figure = { indicatorCode: 'nev-output', regionCode: '330100', period: '2019', value: 1, unit: '辆' };
  const stored = await both('POST', '/statistics/observations', figure);
  expect(stored[0]).toBeLessThan(300);
  expect(stored.every((status) => [200, 201, 409].includes(status))).toBe(true);
  const task = path('/api/v1/plans/tasks/:id').slice(7);
  const { revision } = (await admin({ url: `/api/v1${task}` })).json();
  const edits = await both('PATCH', task, { title: `改${Date.now()}` }, { 'if-match': `"${revision}"` });
  expect(edits).toEqual([200, 412, 412]);
});
