import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '../../kernel/model.ts';
import { parseCsv } from '../../kernel/tabular/csv.ts';
import { type Ask, multipart, type TestApp, testApp } from '../../testing/app.ts';
import { loadDemoFigures } from '../statistics/index.ts';
import { loadPlansDemo } from './demo.ts';
import type { Ledger, TargetView } from './model.ts';

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

const API = '/api/v1/plans/targets';
const ledger = async (query = '', ask = nobody) => {
  const answer = await ask({ url: `${API}?limit=1000&${query}` });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Ledger>();
};
const named = async (name: string, query = ''): Promise<TargetView> => {
  const found = (await ledger(query)).items.find((item) => item.indicatorName === name);
  if (!found) throw new Error(`no target ${name}`);
  return found;
};

describe('the ledger', () => {
  test('holds the targets of the shipped plans, each judged, in every state', async () => {
    const { items, states, total, month } = await ledger();
    expect(month).toBe('2025-08');
    expect(total).toBe(85);
    expect(items.every((item) => item.kind === 'target' && item.judgement !== null)).toBe(true);
    for (const [state, count] of Object.entries(states)) expect(count, state).toBeGreaterThan(0);
    expect(Object.values(states).reduce((a, b) => a + b, 0)).toBe(85);
  });

  test('says of a target off its path what is short, in the language of the reader', async () => {
    const exports = await named('新能源整车出口量');
    expect(exports.judgement).toMatchObject({
      state: 'off-track',
      actual: { value: 104_000, period: '2025-01..08', unit: '辆', synthetic: true },
    });
    expect(exports.judgement?.sentence).toMatch(/1–8 ?月.*新能源整车出口量 10\.4 万辆.*判为滞后/);
    const english = (
      await nobody({ url: `${API}?q=NEV exports`, headers: { 'accept-language': 'en' } })
    ).json<Ledger>();
    expect(english.items[0]?.judgement?.sentence).toMatch(/off track/);
  });

  test('counts a rise since the base year, and never calls missing figures zero', async () => {
    const roads = await named('新增开放测试道路里程');
    expect(roads.judgement).toMatchObject({ state: 'met', actual: { value: 412, period: '2025-08' } });
    const chargers = await named('新增公用和共用充电桩数');
    expect(chargers.judgement?.actual?.value).toBe(24_073 - 14_889);
    const official = await named('公务用车新能源汽车采购占比');
    expect(official.judgement).toMatchObject({ state: 'unknown', reason: 'no-data', actual: null });
    const sourcing = await named('智能网联新能源汽车零部件本地配套率提高幅度');
    expect(sourcing.judgement).toMatchObject({ state: 'unknown', reason: 'no-base-year' });
  });

  test('uses no figure after the month asked for', async () => {
    const earlier = await named('新能源整车出口量', 'month=2025-05');
    expect(earlier.judgement?.actual?.period).toBe('2025-01..05');
  });

  test('filters, counts and sorts: facets leave their own filter out, states leave the state out', async () => {
    const all = await ledger();
    const late = await ledger('state=off-track&sort=ratio');
    expect(late.total).toBe(all.states['off-track']);
    expect(late.states).toEqual(all.states);
    const ratios = late.items.flatMap((item) => item.judgement?.ratio ?? []);
    expect(ratios).toEqual([...ratios].sort((a, b) => a - b));
    const plan = all.facets.plans[0];
    const own = await ledger(`plan=${plan?.id}&deadline=2025`);
    expect(own.facets.plans).toHaveLength(2);
    expect(own.items.every((item) => item.planId === plan?.id && item.deadline === 2025)).toBe(true);
    const unit = all.facets.units[0];
    expect((await ledger(`unit=${encodeURIComponent(unit?.unit ?? '')}`)).total).toBe(unit?.count);
    expect((await ledger('region=331000')).items.every((item) => item.region.code === '331000')).toBe(true);
    expect((await ledger('kind=baseline')).items.every((item) => item.judgement === null)).toBe(true);
    expect((await ledger('review=proposed')).total).toBe(0);
    const worst = await ledger('sort=state');
    expect(worst.items[0]?.judgement?.state).toBe('off-track');
    expect(worst.items.at(-1)?.judgement?.state).toBe('met');
  });

  test('is paged without gaps or repeats in any order', async () => {
    for (const sort of ['plan', 'state', 'ratio']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const answer = await nobody({ url: `${API}?limit=9&sort=${sort}${cursor && `&cursor=${cursor}`}` });
        const page: Ledger = answer.json();
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual((await ledger(`sort=${sort}`)).items.map((item) => item.id));
    }
  });

  test('may be edited where the plan is one’s own', async () => {
    const { items } = await ledger('', hangzhou);
    const editable = new Set(items.filter((item) => item.mayEdit).map((item) => item.planTitle));
    expect([...editable]).toEqual(['杭州市节能与新能源汽车产业发展“十四五”规划']);
    expect((await ledger()).items.some((item) => item.mayEdit)).toBe(false);
  });
});

test('what is still being reviewed is seen by those whose region it is, not by all who may read the plan', async () => {
  const { db } = server.deps;
  const plan = await db
    .selectFrom('plans_plan')
    .selectAll()
    .where('region_code', '=', '331000')
    .orderBy('title')
    .executeTakeFirstOrThrow();
  const version = await db
    .insertInto('plans_version')
    .values({
      plan_id: plan.id,
      number: 2,
      document_id: null,
      state: 'review',
      sections: '[]',
      layout: '[]',
      published_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const {
    id: _,
    scope,
    path,
    ...target
  } = await db.selectFrom('plans_target').selectAll().where('kind', '=', 'target').limit(1).executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('plans_target')
    .values({
      ...target,
      scope: JSON.stringify(scope),
      path: JSON.stringify(path),
      plan_id: plan.id,
      version_id: version.id,
      indicator_name: '草稿里的目标',
      review: 'proposed',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const names = async (ask: Ask) => (await ledger('review=proposed', ask)).items.map((item) => item.indicatorName);
  expect(await names(admin)).toEqual(['草稿里的目标']);
  expect(await names(hangzhou)).toEqual([]);
  expect(await names(nobody)).toEqual([]);
  expect((await ledger()).total).toBe(85);
  expect((await nobody({ url: `${API}/${id}` })).statusCode).toBe(404);
  await db.deleteFrom('plans_target').where('id', '=', id).execute();
  await db.deleteFrom('plans_version').where('id', '=', version.id).execute();
});

describe('the ledger as a table', () => {
  const importFile = (ask: Ask, name: string, bytes: Buffer, query = '') =>
    ask({ method: 'POST', url: `/api/v1/imports/targets${query}`, ...multipart({ name, bytes }) });

  test.each(['csv', 'xlsx'])('given out as %s and read back changes nothing', async (format) => {
    const file = await admin({ url: `${API}?format=${format}` });
    expect(file.statusCode, file.body).toBe(200);
    const answer = await importFile(admin, `ledger.${format}`, file.rawPayload);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json<ImportReport>()).toMatchObject({
      counts: { new: 0, changed: 0, unchanged: 85, wrong: 0 },
      problems: [],
    });
  });

  test('gives actual, path and gap in the unit that the target speaks, rounded as published', async () => {
    const [header, ...rows] = parseCsv((await admin({ url: `${API}?format=csv` })).body).map((record) => record.cells);
    const exports = await named('新能源整车出口量');
    const row = rows.find((cells) => cells[0] === exports.id);
    const cell = (name: string) => row?.[header?.indexOf(name) ?? -1];
    expect(exports.unit).toBe('万辆');
    expect(cell('实绩单位')).toBe('万辆');
    expect(cell('最新实绩')).toBe('10.4');
    const { expected, gap } = exports.judgement ?? {};
    expect(Number(cell('应达'))).toBeCloseTo((expected ?? Number.NaN) / 10_000, 1);
    expect(Number(cell('缺口'))).toBeCloseTo((gap ?? Number.NaN) / 10_000, 1);
    const figures = rows.flatMap((cells) =>
      ['最新实绩', '应达', '缺口'].map((name) => cells[header?.indexOf(name) ?? -1]),
    );
    expect(figures.filter((figure) => /\.\d{5,}/.test(figure ?? ''))).toEqual([]);
  });

  test('carries the mark of synthetic figures, and its references on a hidden sheet', async () => {
    const [header, ...rows] = parseCsv((await admin({ url: `${API}?format=csv` })).body).map((record) => record.cells);
    const at = header?.indexOf('synthetic') ?? -1;
    expect(at).toBeGreaterThan(0);
    expect(rows.some((cells) => cells[at] === 'true')).toBe(true);
  });

  test('mended and read back changes the targets, with their history; taken back it restores them', async () => {
    const before = await named('加氢站建成数');
    const lines = ['目标编号,牵头单位,配合单位,期限', `${before.id},省能源局,省建设厅、省交通运输厅,2026`];
    const written = await importFile(admin, 'mended.csv', Buffer.from(lines.join('\n')), '?write=true');
    expect(written.json<ImportReport>().counts, written.body).toMatchObject({ changed: 1, wrong: 0 });
    const after = await named('加氢站建成数');
    expect(after).toMatchObject({ deadline: 2026, revision: before.revision + 1, indicatorCode: 'hydrogen-stations' });
    expect(after.responsible).toEqual([
      { unit: '省能源局', role: 'lead' },
      { unit: '省建设厅', role: 'support' },
      { unit: '省交通运输厅', role: 'support' },
    ]);
    const undone = await admin({ method: 'POST', url: `/api/v1/imports/runs/${written.json().id}/undo` });
    expect(undone.statusCode, undone.body).toBe(200);
    expect(await named('加氢站建成数')).toMatchObject({ deadline: 2025, responsible: before.responsible });
  });

  test('taken back, it restores what followed from it too: the reader’s certainty, its question, an assumed deadline', async () => {
    const { id } = await named('加氢站建成数');
    const { db } = server.deps;
    const unsure = {
      binding: 'suggested',
      binding_confidence: 0.75,
      deadline_assumed: true,
      question: 'no-deadline',
    } as const;
    await db.updateTable('plans_target').set(unsure).where('id', '=', id).execute();
    const stored = async () => {
      const row = await db.selectFrom('plans_target').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      return { ...row, revision: 0, updated_at: null };
    };
    const before = await stored();
    const mend = async (indicator: string, deadline: number) => {
      const text = `目标编号,绑定指标,期限\n${id},${indicator},${deadline}\n`;
      const done = await importFile(admin, 'rebound.csv', Buffer.from(text), '?write=true&again=true');
      expect(done.json<ImportReport>().counts, done.body).toMatchObject({ changed: 1, wrong: 0 });
      return done.json<ImportReport>().id;
    };
    const undo = (run: string) => admin({ method: 'POST', url: `/api/v1/imports/runs/${run}/undo` });
    const first = await mend('hydrogen-stations', 2027);
    expect(await stored()).toMatchObject({ deadline_assumed: false, question: null });
    const between = await stored();
    const second = await mend('hydrogen-stations', 2028);
    expect((await undo(second)).statusCode).toBe(200);
    expect(await stored()).toEqual(between);
    expect((await undo(first)).statusCode).toBe(200);
    expect(await stored()).toEqual(before);
    // What somebody set since is not thrown away.
    const third = await mend('hydrogen-stations', 2029);
    await admin({ method: 'PATCH', url: `${API}/${id}`, payload: { deadline: 2030 } });
    expect((await undo(third)).json()).toMatchObject({ status: 409, code: 'import-changed-since' });
    await db.updateTable('plans_target').set({ deadline: 2025 }).where('id', '=', id).execute();
  });

  test('is refused row by row, with what would be right', async () => {
    const own = await named('新能源汽车产量', 'region=330100');
    const other = await named('加氢站建成数');
    const lines = [
      '目标编号,规划,目标指标,绑定指标,目标值,期限,地区',
      `${own.id},,,加氢站数量,,,`,
      `${own.id},,,,40,,`,
      `${own.id},,,,,明年,`,
      `00000000-0000-4000-8000-000000000000,,,,,2026,`,
      `${other.id},,,hydrogen-stations,,2026,330000`,
      ',没有的规划,新能源汽车产量,,,2025,杭州市',
    ];
    const report = (await importFile(hangzhou, 'wrong.csv', Buffer.from(lines.join('\n')))).json<ImportReport>();
    expect(report.counts).toEqual({ new: 0, changed: 0, unchanged: 0, wrong: 6 });
    const columns = report.problems.map((one) => `${one.row} ${one.column}`);
    expect(columns).toEqual(expect.arrayContaining(['3 目标值', '4 期限', '5 目标编号', '6 规划', '7 目标指标']));
  });
});
