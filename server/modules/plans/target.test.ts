import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadDemoFigures } from '../statistics/index.ts';
import { loadPlansDemo } from './demo.ts';
import type { Comparison, Ledger, TargetDetail } from './model.ts';

let server: TestApp;
let admin: Ask;
let hangzhou: Ask;
let nobody: Ask;

beforeAll(async () => {
  server = await testApp();
  [admin, hangzhou, nobody] = [await server.as('admin'), await server.as('bureau', '330100'), await server.as(null)];
  await loadDemoFigures(server.deps);
  await loadPlansDemo(server.deps);
});
afterAll(() => server.close());

const API = '/api/v1/plans';
const idOf = async (name: string, region: string) => {
  const { items } = (await nobody({ url: `${API}/targets?limit=1000&region=${region}` })).json<Ledger>();
  const found = items.find((item) => item.indicatorName === name && item.region.code === region);
  if (!found) throw new Error(`no target ${name}`);
  return found.id;
};
const detail = async (id: string) => {
  const answer = await nobody({ url: `${API}/targets/${id}` });
  expect(answer.statusCode, answer.body).toBe(200);
  return { ...answer.json<TargetDetail>(), etag: answer.headers.etag ?? '' };
};

describe('a target’s page', () => {
  test('shows a year’s flow month by month against its path, with last year beside it', async () => {
    const page = await detail(await idOf('新能源整车出口量', '330000'));
    expect(page.actual.map((point) => point.period)).toEqual(
      [2, 3, 4, 5, 6, 7, 8].map((month) => `2025-01..0${month}`),
    );
    expect(page.actual.at(-1)?.value).toBe(104_000);
    expect(page.lastYear.at(-1)).toMatchObject({ period: '2024', value: 151_000 });
    expect(page.path.at(-1)).toEqual({ period: '2025-01..12', expected: 200_000 });
    expect(page.requiredPace).toMatchObject({ monthsLeft: 4, remaining: 96_000 });
    expect(page.rule).toMatchObject({ id: 'path', onTrack: 0.97, atRisk: 0.9 });
    expect(page.projection?.period).toBe('2025');
  });

  test('divides the gap among the cities so that the parts make the whole', async () => {
    const page = await detail(await idOf('新能源整车出口量', '330000'));
    const { judgement } = page.target;
    const sum = (pick: (part: TargetDetail['contributions'][number]) => number | null) =>
      page.contributions.reduce((total, part) => total + (pick(part) ?? 0), 0);
    expect(page.contributions).toHaveLength(11);
    expect(sum((part) => part.actual)).toBe(judgement?.actual?.value);
    expect(sum((part) => part.share)).toBeCloseTo(1, 9);
    expect(sum((part) => part.gap)).toBeCloseTo(judgement?.gap ?? 0, 3);
    const gaps = page.contributions.map((part) => part.gap ?? 0);
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  });

  test('draws a rise in the measure that is judged, not in the level it rose to', async () => {
    const page = await detail(await idOf('新增开放测试道路里程', '330100'));
    expect(page.actual[0]).toMatchObject({ period: '2021', value: 96 - 48 });
    expect(page.actual.at(-1)).toMatchObject({ period: '2025-08', value: 412 });
    expect(page.path.at(-1)?.expected).toBe(300);
  });

  test('knows the same figure in the plans above and below, and its neighbours', async () => {
    const city = await detail(await idOf('新能源汽车产量', '330100'));
    expect(city.related).toMatchObject([{ relation: 'higher', region: { code: '330000' }, value: 120, unit: '万辆' }]);
    const province = await detail(city.related[0]?.id ?? '');
    expect(province.related).toMatchObject([{ id: city.target.id, relation: 'lower' }]);
    const next = await detail(city.neighbours.next ?? '');
    expect(next.neighbours.previous).toBe(city.target.id);
  });

  test('of what there is not, or in a plan that may not be seen, is not found', async () => {
    const answer = await nobody({ url: `${API}/targets/00000000-0000-4000-8000-000000000000` });
    expect(answer.statusCode).toBe(404);
    expect(answer.json().code).toBe('target-not-found');
  });

  test('leads from its figure to where the figure comes from, and back', async () => {
    const page = await detail(await idOf('新能源整车出口量', '330000'));
    const ref = page.target.judgement?.actual?.observationIds[0];
    const traced = (await nobody({ url: `/api/v1/statistics/observations/${ref}/provenance` })).json();
    expect(traced.observation).toMatchObject({ indicatorCode: 'nev-exports', period: '2025-01..08' });
    expect(traced.usedBy).toEqual([expect.objectContaining({ href: `/targets/${page.target.id}` })]);
  });
});

describe('the path of a target', () => {
  const put = (ask: Ask, id: string, what: string, payload: object, ifMatch?: string) =>
    ask({
      method: 'PUT',
      url: `${API}/targets/${id}/${what}`,
      payload,
      headers: ifMatch ? { 'if-match': ifMatch } : {},
    });

  test('once changed judges anew; who worked on the older page is told', async () => {
    const id = await idOf('新能源整车出口量', '330000');
    const before = await detail(id);
    const linear = await put(admin, id, 'path', { kind: 'linear' }, before.etag);
    expect(linear.statusCode, linear.body).toBe(200);
    const after = linear.json<TargetDetail>();
    expect(after.pathKind).toBe('linear');
    expect(after.target.judgement?.expected).toBeCloseTo((200_000 * 8) / 12, 3);
    expect(after.history[0]).toMatchObject({ action: 'path', after: { path: { kind: 'linear' } } });
    expect(linear.headers.etag).not.toBe(before.etag);
    const stale = await put(admin, id, 'path', { kind: 'seasonal' }, before.etag);
    expect(stale.statusCode).toBe(412);
    expect(stale.json().code).toBe('target-changed-meanwhile');
    const drawn = await put(admin, id, 'path', { kind: 'drawn', points: [{ period: '2025年1-8月', value: 100_000 }] });
    expect(drawn.json<TargetDetail>()).toMatchObject({ pathPoints: [{ period: '2025-01..08', value: 100_000 }] });
    expect(drawn.json<TargetDetail>().target.judgement).toMatchObject({ expected: 100_000, state: 'on-track' });
    const wrong = await put(admin, id, 'path', { kind: 'drawn', points: [{ period: '八月', value: 1 }] });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ field: 'body.points.0.period' }] });
    expect((await put(admin, id, 'path', { kind: 'seasonal' })).statusCode).toBe(200);
  });

  test('of another region’s plan is not one’s own to change', async () => {
    const id = await idOf('新能源整车出口量', '330000');
    expect((await put(hangzhou, id, 'path', { kind: 'linear' })).statusCode).toBe(403);
    expect((await put(nobody, id, 'path', { kind: 'linear' })).statusCode).toBe(401);
  });

  test('is split into years: parts that make the whole, or levels from the base', async () => {
    const amount = await idOf('新增PCT国际专利数', '330000');
    const suggested = await nobody({ url: `${API}/targets/${amount}/years/suggest` });
    const { years } = suggested.json<{ years: { year: number; value: number; note: string }[] }>();
    expect(years.map((one) => one.year)).toEqual([2023, 2024, 2025]);
    expect(years.reduce((total, one) => total + one.value, 0)).toBe(500);
    const level = (
      await nobody({ url: `${API}/targets/${await idOf('加氢站建成数', '330000')}/years/suggest` })
    ).json();
    expect(level.years.at(-1)).toMatchObject({ year: 2025, value: 50 });
    const kept = await put(admin, amount, 'years', {
      years: [
        { year: 2024, value: 200 },
        { year: 2023, value: 100 },
        { year: 2025, value: 150, note: '冲刺' },
      ],
    });
    expect(kept.statusCode, kept.body).toBe(200);
    const page = kept.json<TargetDetail>();
    expect(page.years.map((one) => one.value)).toEqual([100, 200, 150]);
    expect(page.yearsCheck).toMatchObject({ sum: 450, holds: false, difference: -50 });
    expect(page.path.find((point) => point.period === '2024-12')?.expected).toBe(300);
    const late = await put(admin, amount, 'years', { years: [{ year: 2031, value: 1 }] });
    expect(late.json()).toMatchObject({ status: 422, errors: [{ code: 'year-after-deadline' }] });
  });
});

describe('plans side by side', () => {
  test('share a row where they ask for the same figure', async () => {
    const answer = await nobody({ url: `${API}/compare` });
    expect(answer.statusCode, answer.body).toBe(200);
    const { plans, rows } = answer.json<z.infer<typeof Comparison>>();
    expect(plans).toHaveLength(4);
    const output = rows.find((row) => row.indicatorCode === 'nev-output');
    expect(output?.cells.filter((cell) => cell.targets.length > 0)).toHaveLength(2);
    expect(output?.cells.flatMap((cell) => cell.targets).every((target) => target.judgement)).toBe(true);
    const own = (await nobody({ url: `${API}/compare?plan=${plans[0]?.id}` })).json<z.infer<typeof Comparison>>();
    expect(own.plans).toHaveLength(1);
  });
});

test('the search box finds targets', async () => {
  const { items } = (await nobody({ url: `/api/v1/search?q=${encodeURIComponent('出口')}` })).json();
  expect(items.map((item: { kind: string }) => item.kind)).toContain('target');
});
