import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../testing/app.ts';
import { loadPlansDemo } from '../plans/demo.ts';
import { judgeNode } from './judge-node.ts';
import type { LayoutView } from './model.ts';
import { patternOf } from './node-draft.ts';
import { schematicShape } from './shape.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await loadPlansDemo(app.deps);
});
afterAll(() => app.close());

const url = '/api/v1/layout';

describe('a plan’s layout', () => {
  test('is taken into the register once, and only by those who may write there', async () => {
    const hangzhou = await app.as('bureau', '330100');
    const before = (await hangzhou({ url: `${url}/nodes?region=330100` })).json() as LayoutView;
    const plan = before.plans.find(({ title, nodes }) => nodes === 8 && title !== '');
    expect(plan).toMatchObject({ taken: 0, mayTake: true });
    const take = (ask = hangzhou) => ask({ method: 'POST', url: `${url}/take`, payload: { plan: plan?.id } });
    const taizhou = await app.as('bureau', '331000');
    expect((await take(taizhou)).statusCode).toBe(403);
    const taken = await take();
    expect([taken.statusCode, taken.json()]).toEqual([200, { added: 8, unchanged: 0, unknownPlaces: [] }]);
    expect((await take()).json()).toEqual({ added: 0, unchanged: 8, unknownPlaces: [] });
    const { nodes } = (await hangzhou({ url: `${url}/nodes?region=330100` })).json() as LayoutView;
    const byName = new Map(nodes.map((node) => [node.name, node]));
    expect(byName.get('钱塘区')).toMatchObject({
      pattern: { code: 'core' },
      region: { code: '330114' },
      geometry: { type: 'Point', coordinates: [120.5, 30.3] },
      judgement: { state: 'unknown' },
    });
    expect(byName.get('萧山区（一极两翼多点）')?.pattern.code).toBe('wing');
    expect(byName.get('滨江区、富阳区、桐庐县、建德市')).toMatchObject({
      geometry: { type: 'MultiPoint' },
      regions: [{}, {}, {}, {}],
    });
  });
  test('is not for the public, nor for a plan that there is not', async () => {
    expect((await (await app.as(null))({ url: `${url}/nodes` })).statusCode).toBe(401);
    const admin = await app.as('admin');
    const payload = { plan: '00000000-0000-4000-8000-000000000000' };
    expect((await admin({ method: 'POST', url: `${url}/take`, payload })).statusCode).toBe(404);
  });
  test('is a table', async () => {
    const admin = await app.as('admin');
    const answer = await admin({ url: `${url}/nodes?format=csv` });
    expect(answer.body).toContain('规划原文');
  });
});

test('a park’s output is told to those who hold its region, and of others what everybody sees', async () => {
  const admin = await app.as('admin');
  const values = {
    code: 'P-1',
    name: '测试园区',
    kind: 'etdz',
    level: 'provincial',
    region: '330114',
    'approved-on': '2020-01-01',
    'lead-industry': ['battery'],
    'area-planned': 10,
    output: 771_234,
  };
  const url = '/api/v1/registers/industry-parks/entries';
  const added = await admin({ method: 'POST', url, payload: { values } });
  expect(added.statusCode, added.body).toBe(201);
  for (const move of ['build', 'finish'])
    await admin({ method: 'POST', url: `${url}/${added.json().id}/moves`, payload: { move, note: '测试' } });
  const seen = async (region: string) => {
    const ask = await app.as('bureau', region);
    const { parks } = (await ask({ url: '/api/v1/layout/nodes' })).json() as LayoutView;
    return parks.find(({ name }) => name === '测试园区');
  };
  expect(await seen('330100')).toMatchObject({ output: 771_234 });
  expect(await seen('331000')).toMatchObject({ output: null });
});

describe('a node', () => {
  test.each([
    ['一极：智能网联汽车产业发展聚集区', '钱塘区', '一极两翼多点', 'core'],
    ['两翼：汽车产业智能制造承载地', '临平区', '一极两翼多点', 'wing'],
    ['产业引领示范区', '中心城区', '示范区、顶梁柱与协同区', 'leading'],
    ['产业发展“顶梁柱”', '渝西地区', '示范区、顶梁柱与协同区', 'pillar'],
    ['氢走廊', '义甬舟', '氢走廊', 'corridor'],
    ['汽车产业带', '温台沿海', '一湾一带', 'belt'],
  ])('meant to be %s is drawn as such', (role, name, pattern, code) =>
    expect(patternOf(role, name, pattern)).toBe(code),
  );
  test('that is a belt runs through its seats without going to and fro', () => {
    const seat = (lon: number, lat: number) => ({ code: '', lon, lat });
    const shape = schematicShape('belt', [seat(120.7, 28), seat(121.4, 28.7), seat(121, 28.4)]);
    expect(shape).toEqual({
      type: 'LineString',
      coordinates: [
        [121.4, 28.7],
        [121, 28.4],
        [120.7, 28],
      ],
    });
    expect(schematicShape('core', [])).toBeNull();
  });
  test('is judged by the worst of its figures against even progress, and not at all without a target', () => {
    const given = { output: { actual: 50, target: 100 }, firms: { actual: 9, target: 10 }, from: 2021, deadline: 2025 };
    expect(judgeNode(given, '2023-07-01', 'zh').judgement).toEqual({
      state: 'on-track',
      sentence: '产值为到目前应达数的 100%',
    });
    expect(judgeNode(given, '2024-07-01', 'zh').judgement.state).toBe('off-track');
    expect(judgeNode({ ...given, output: { actual: null, target: 100 } }, '2023-07-01', 'zh').judgement.state).toBe(
      'on-track',
    );
    expect(
      judgeNode(
        { ...given, output: { actual: 5, target: null }, firms: { actual: 3, target: null } },
        '2023-07-01',
        'zh',
      ).judgement.state,
    ).toBe('unknown');
  });
});
