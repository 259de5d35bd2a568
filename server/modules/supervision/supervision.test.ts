import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, withActor } from '../../kernel/access/actor.ts';
import { insertFirstObservations } from '../../kernel/observation/queries.ts';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadPlansDemo } from '../plans/demo.ts';
import { selectTasks } from '../plans/index.ts';
import { DEMO_SERIES, districtScheme } from './demo-schemes.ts';
import type { RunDetail, SchemeBody } from './model.ts';

let app: TestApp;
let hangzhou: Ask;
let district: Ask;
let schemeId = '';
const url = '/api/v1/supervision';
const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  app = await testApp();
  await loadPlansDemo(app.deps);
  await withActor(app.deps.db, systemActor('test'), (tx) =>
    insertFirstObservations(
      tx,
      ['330109', '330110', '330111', '330112'].flatMap((regionCode, at) =>
        ['2024-01..08', '2025-01..08'].map((period, year) => ({
          indicatorCode: 'parts-output-value',
          scopeKey: '',
          regionCode,
          partyId: null,
          period,
          value: 100 + year * at * 10,
          missing: null,
          status: 'approved' as const,
          synthetic: false,
          open: true,
          source: { kind: 'test' },
          reason: null,
          importRunId: null,
          enteredBy: null,
        })),
      ),
    ),
  );
  hangzhou = await app.as('bureau', '330100');
  district = await app.as('bureau', '330109');
});
afterAll(() => app.close());

const body: SchemeBody = {
  scope: 'regions',
  minCoverage: 50,
  incentives: [{ kind: 'top', count: 2 }],
  criteria: districtScheme(DEMO_SERIES['330100'])
    .criteria.filter(({ id }) => id === 'lead-growth' || id === 'judged-by-hand')
    .map((one) => ({ ...one, weight: 50 })),
};
const make = async (ask: Ask = hangzhou) => {
  const answer = await ask({
    method: 'POST',
    url: `${url}/runs`,
    payload: { scheme: schemeId, region: '330100', period: '2025-08' },
  });
  expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([201, expect.any(String)]);
  return answer.json().id as string;
};
const show = async (id: string, ask: Ask = hangzhou) => (await ask({ url: `${url}/runs/${id}` })).json() as RunDetail;

describe('a scheme', () => {
  test('is refused with the places that are wrong, an unknown indicator among them', async () => {
    const unsound = {
      ...body,
      criteria: body.criteria.map((one) => ({
        ...one,
        weight: 40,
        measure: { kind: 'indicator-level', indicator: 'none-such', scope: '' },
      })),
    };
    const answer = await hangzhou({
      method: 'POST',
      url: `${url}/schemes`,
      payload: { region: '330100', name: { zh: '甲', en: 'A' }, body: unsound },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors.map((one: { code: string }) => one.code)).toEqual([
      'weights-not-100',
      'indicator-unknown',
      'indicator-unknown',
    ]);
  });
  test('is made, gets versions that stay, and is read from below', async () => {
    const made = await hangzhou({
      method: 'POST',
      url: `${url}/schemes`,
      payload: { region: '330100', name: { zh: '月度评估', en: 'Monthly' }, body },
    });
    expect(made.statusCode).toBe(201);
    schemeId = made.json().id;
    const next = await hangzhou({
      method: 'POST',
      url: `${url}/schemes/${schemeId}/versions`,
      payload: { body, reason: '试算后不变' },
    });
    expect(next.json()).toEqual({ version: 2 });
    const read = (await district({ url: `${url}/schemes/${schemeId}` })).json();
    expect(read.versions.map((one: { number: number }) => one.number)).toEqual([2, 1]);
    expect(read.mayEdit).toBe(false);
  });
  test('is no other region’s to change', async () => {
    const answer = await district({
      method: 'POST',
      url: `${url}/schemes/${schemeId}/versions`,
      payload: { body, reason: '想改' },
    });
    expect(answer.statusCode).toBe(403);
    const taizhou = await app.as('bureau', '331000');
    expect((await taizhou({ url: `${url}/schemes/${schemeId}` })).statusCode).toBe(404);
  });
});

describe('a run', () => {
  test('scores what there is, says what there is not, and leads every value to its figure', async () => {
    const run = await show(await make());
    const byId = new Map(run.subjectScores.map((one) => [one.id, one]));
    expect(run.subjectScores).toHaveLength(13);
    expect(byId.get('330111')?.cells[0]).toMatchObject({ value: 20, unit: '%', score: 100, by: 'scoring', place: 2 });
    expect(byId.get('330111')?.cells[0]?.refs).toHaveLength(2);
    expect(byId.get('330111')?.cells[1]).toMatchObject({ value: null, score: null, by: 'left-out' });
    expect(byId.get('330111')?.cells[1]?.sentence).toBe('还没有人评分，未计入，权重 50% 由其余指标分摊。');
    expect(byId.get('330102')).toMatchObject({ total: null, rank: null, coverage: 0 });
    expect([byId.get('330112')?.rank, byId.get('330111')?.rank, byId.get('330110')?.rank]).toEqual([1, 1, 3]);
    expect(run.incentives.map(({ subject }) => subject)).toEqual(['330111', '330112']);
  });
  test('takes in scores by hand, with who gave them and why, once it is made again', async () => {
    const first = await make();
    const given = await hangzhou({
      method: 'POST',
      url: `${url}/runs/${first}/scores`,
      payload: { criterion: 'judged-by-hand', subject: '330110', value: 90, reason: '现场核查' },
    });
    expect(given.statusCode).toBe(204);
    const run = await show(await make());
    const cell = run.subjectScores.find(({ id }) => id === '330110')?.cells[1];
    expect(cell).toMatchObject({ value: 90, score: 90 });
    expect(cell?.sentence).toMatch(/^bureau-\d+评分，理由：现场核查：90分；/);
    const wrong = await hangzhou({
      method: 'POST',
      url: `${url}/runs/${first}/scores`,
      payload: { criterion: 'lead-growth', subject: '330110', value: 90, reason: '现场核查' },
    });
    expect(wrong.json()).toMatchObject({ status: 422, code: 'criterion-not-manual' });
  });
  test('made again of the same version and day is the same, and says so', async () => {
    const [one, two] = [await show(await make()), await show(await make())];
    expect(two.digest).toBe(one.digest);
    const check = (await hangzhou({ method: 'POST', url: `${url}/runs/${one.id}/check` })).json();
    expect(check).toEqual({ scoresSame: true, inputs: 26, differences: [] });
  });
  test('published it stands: no adjustment, no removal, no second one; those below it read it', async () => {
    const id = await make();
    const adjusted = await hangzhou({
      method: 'POST',
      url: `${url}/runs/${id}/incentives`,
      payload: { subject: '330111', action: 'remove', reason: '发生安全事故' },
    });
    expect(adjusted.statusCode).toBe(204);
    expect((await district({ url: `${url}/runs/${id}` })).statusCode).toBe(404);
    expect((await hangzhou({ method: 'POST', url: `${url}/runs/${id}/publish` })).statusCode).toBe(204);
    const read = await show(id, district);
    expect(read.incentives.find(({ subject }) => subject === '330111')).toMatchObject({
      listed: false,
      adjustment: { action: 'remove', reason: '发生安全事故' },
    });
    const codes = [];
    for (const request of [
      {
        method: 'POST' as const,
        url: `${url}/runs/${id}/incentives`,
        payload: { subject: '330111', action: 'add', reason: '改主意了' },
      },
      { method: 'DELETE' as const, url: `${url}/runs/${id}` },
      { method: 'POST' as const, url: `${url}/runs/${await make()}/publish` },
    ])
      codes.push((await hangzhou(request)).json().code);
    expect(codes).toEqual(['run-published', 'run-published', 'run-published-already']);
    await expect(
      withActor(app.deps.db, systemActor('test'), (tx) =>
        tx.updateTable('supervision_run').set({ digest: 'x' }).where('id', '=', id).execute(),
      ),
    ).rejects.toThrow();
  });
  test('is a table with the references in a hidden sheet', async () => {
    const answer = await hangzhou({ url: `${url}/runs/${await make()}?format=csv` });
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.body.split('\n')[0]).toContain('零部件产值增速（50%）：得分');
  });
  test.each([
    ['a period that is none', { period: '2025-13' }, 400],
    ['a day to come', { asAt: day(9) }, 422],
    ['a region without divisions', { region: '330109' }, 422],
    ['a version that there is not', { version: 9 }, 404],
  ])('of %s is refused', async (_, change, status) => {
    const payload = { scheme: schemeId, region: '330100', period: '2025-08', ...change };
    expect((await hangzhou({ method: 'POST', url: `${url}/runs`, payload })).statusCode).toBe(status);
  });
});

describe('supervision items', () => {
  test('one press on a task makes one, the second finds it; it runs as a case', async () => {
    const [task] = await withActor(app.deps.db, systemActor('test'), (tx) =>
      selectTasks(tx, { region: '330100', accepted: true }, { limit: 1 }),
    );
    const press = () =>
      hangzhou({
        method: 'POST',
        url: `${url}/items`,
        payload: { task: task?.id, unit: '市经信局', dueOn: day(5) },
      });
    const first = await press();
    expect([first.statusCode, first.json()]).toEqual([200, { id: expect.any(String), made: true }]);
    expect((await press()).json()).toEqual({ id: first.json().id, made: false });
    const { items } = (await hangzhou({ url: `${url}/items?region=330100` })).json();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      light: 'blue',
      unit: '市经信局',
      state: { id: 'assigned' },
      task: task?.id,
      caseId: expect.any(String),
    });
  });
  test('neither task nor target is refused', async () => {
    expect((await hangzhou({ method: 'POST', url: `${url}/items`, payload: {} })).statusCode).toBe(400);
  });
});
