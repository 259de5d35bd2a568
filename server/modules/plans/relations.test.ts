import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadPlansDemo } from './demo.ts';
import type { PlanRelations, TargetView } from './model.ts';
import { industriesAround, partitions, partOf, sharesOfOne } from './relations-identities.ts';

type Relations = z.infer<typeof PlanRelations>;
let server: TestApp;
let admin: Ask;
let nobody: Ask;
const plans = { hangzhou: '', zhejiang: '' };

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  nobody = await server.as(null);
  await loadPlansDemo(server.deps);
  const rows = await server.deps.db.selectFrom('plans_plan').select(['id', 'title']).execute();
  plans.hangzhou = rows.find(({ title }) => title.startsWith('杭州市节能'))?.id ?? '';
  plans.zhejiang = rows.find(({ title }) => title.startsWith('浙江省加快'))?.id ?? '';
});
afterAll(() => server.close());

const relations = async (plan = plans.hangzhou, headers = {}): Promise<Relations> => {
  const answer = await nobody({ url: `/api/v1/plans/library/${plan}/relations`, headers });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const targetOf = async (name: string): Promise<TargetView> => {
  const found = (await nobody({ url: `/api/v1/plans/targets?limit=1000&q=${encodeURIComponent(name)}` })).json<{
    items: TargetView[];
  }>();
  const target = found.items.find(({ indicatorName }) => indicatorName === name);
  if (!target) throw new Error(`no target ${name}`);
  return target;
};
const set = async (target: TargetView, payload: object) => {
  const answer = await admin({ method: 'PATCH', url: `/api/v1/plans/targets/${target.id}`, payload });
  expect(answer.statusCode, answer.body).toBe(200);
};
const rest = async (planId: string, parents: object[]) => {
  const answer = await admin({ method: 'PATCH', url: `/api/v1/plans/library/${planId}`, payload: { parents } });
  expect(answer.statusCode, answer.body).toBe(200);
};
/** A target beside another, as if a person had added it; the ledger's order is that of adding. */
let added = 0;
async function copy(target: TargetView, fields: Record<string, unknown>): Promise<string> {
  const { db } = server.deps;
  const row = await db.selectFrom('plans_target').selectAll().where('id', '=', target.id).executeTakeFirstOrThrow();
  const { id: _, scope, path, ...columns } = row;
  const made = await db
    .insertInto('plans_target')
    .values({
      ...columns,
      scope: JSON.stringify(scope),
      path: JSON.stringify(path),
      ordinal: 1000 + added++,
      ...fields,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return made.id;
}
const remove = (id: string) => server.deps.db.deleteFrom('plans_target').where('id', '=', id).execute();

describe('sums', () => {
  test('vehicle making and parts make up the whole in Hangzhou: 1200 + 1300 = 2500', async () => {
    const { sums, contradictions } = await relations();
    expect(contradictions).toEqual([]);
    expect(
      sums.map(({ whole, parts, sum, holds, tolerance }) => [
        whole.value,
        parts.map(({ value }) => value),
        sum,
        holds,
        tolerance,
      ]),
    ).toEqual([
      [939.3, [351.5, 587.8], 939.3, true, 0.15],
      [2500, [1200, 1300], 2500, true, 1.5],
    ]);
  });

  test('that differ by more than rounding are said so, in the language of the reader', async () => {
    const parts = await targetOf('汽车零部件产值');
    await set(parts, { value: 0.14, unit: '万亿元' });
    const { sums, contradictions } = await relations();
    // 0.14 万亿元 is known to 100 亿元: 1.5 × 100 are rounding.
    expect(sums[1]).toMatchObject({ sum: 2600, holds: true, tolerance: 150 });
    expect(contradictions).toEqual([]);
    await set(parts, { value: 1400, unit: '亿元' });
    const wrong = await relations();
    expect(wrong.sums[1]).toMatchObject({ sum: 2600, holds: false, tolerance: 1.5 });
    expect(wrong.contradictions).toMatchObject([
      {
        kind: 'parts-differ-from-whole',
        sentence:
          '汽车整车产值 1200 亿元 + 汽车零部件产值 1400 亿元 = 2600 亿元，与汽车产业总产值 2500 亿元相差 100 亿元，超出四舍五入的误差（1.5 亿元）。',
      },
    ]);
    const english = await relations(plans.hangzhou, { 'accept-language': 'en' });
    expect(english.contradictions[0]?.sentence).toContain('= 260 billion yuan');
    await set(parts, { value: 1300 });
  });

  test('a part above its whole is a contradiction', async () => {
    const nev = await targetOf('新能源汽车产量');
    await set(nev, { value: 80 });
    expect((await relations()).contradictions).toMatchObject([
      {
        kind: 'parts-exceed-whole',
        sentence: '新能源汽车产量 80 万辆，比整体整车产量 73.7 万辆多 6.3 万辆，部分不能大于整体。',
      },
    ]);
    await set(nev, { value: nev.value });
  });

  test('districts together cannot promise more than their city', async () => {
    const whole = await targetOf('整车产量');
    const made = [];
    for (const [region_code, value] of [
      ['330109', 40.5],
      ['330110', 35.5],
    ] as const) {
      made.push(await copy(whole, { region_code, region_name: '', value, value_canonical: value * 10_000 }));
    }
    const found = (await relations()).contradictions;
    expect(found).toMatchObject([
      { kind: 'parts-exceed-whole', targets: [{ id: whole.id }, { id: made[0] }, { id: made[1] }] },
    ]);
    expect(found[0]?.sentence).toContain('多 2.3 万辆');
    for (const id of made) await remove(id);
  });

  test('shares of one whole make 100', async () => {
    const share = await targetOf('个人新增购置车辆中新能源汽车占比');
    const of = (indicator_code: string, value: number) =>
      copy(share, {
        indicator_code,
        indicator_name: indicator_code,
        comparator: '=',
        value,
        value_canonical: value,
        scope: '{}',
      });
    const made = [await of('vehicle-making-share-of-output-value', 48), await of('parts-share-of-output-value', 54)];
    const { contradictions } = await relations();
    expect(contradictions).toMatchObject([
      { kind: 'parts-differ-from-whole', targets: [{ id: made[0] }, { id: made[1] }] },
    ]);
    expect(contradictions[0]?.sentence).toContain('102%');
    for (const id of made) await remove(id);
  });
});

describe('contradictions between targets', () => {
  test('two values for one thing, within a plan', async () => {
    const whole = await targetOf('整车产量');
    const id = await copy(whole, { value: 80, value_canonical: 800_000 });
    const { contradictions } = await relations();
    expect(contradictions.map(({ kind }) => kind)).toEqual(['two-values']);
    expect(contradictions[0]?.targets.map((target) => target.id).sort()).toEqual([id, whole.id].sort());
    expect(contradictions[0]?.sentence).toMatch(/杭州市 2025 年“整车产量”有不同的目标值：《.*》73\.7 万辆、80 万辆。/);
    // Said twice alike, it is no contradiction; nor is it one with another year.
    await server.deps.db
      .updateTable('plans_target')
      .set({ value: 73.7, value_canonical: 737_000 })
      .where('id', '=', id)
      .execute();
    expect((await relations()).contradictions).toEqual([]);
    await remove(id);
  });

  test('a later deadline that asks for less', async () => {
    const whole = await targetOf('整车产量');
    const id = await copy(whole, { value: 70, value_canonical: 700_000, deadline: 2027 });
    const { contradictions } = await relations();
    expect(contradictions).toMatchObject([{ kind: 'later-but-lower', targets: [{ id: whole.id }, { id }] }]);
    expect(contradictions[0]?.sentence).toContain('到 2027 年 70 万辆');
    await remove(id);
  });
});

describe('the plan above', () => {
  test('its targets are covered here or not, with the share of what it asks', async () => {
    expect((await relations()).coverage).toEqual([]);
    await rest(plans.hangzhou, [{ planId: plans.zhejiang, title: '浙江省加快新能源汽车产业发展行动方案' }]);
    const { parents, coverage } = await relations();
    expect(parents).toEqual([{ planId: plans.zhejiang, title: '浙江省加快新能源汽车产业发展行动方案' }]);
    expect(coverage).toHaveLength(21);
    const output = coverage.find(({ parentTarget }) => parentTarget.indicatorCode === 'nev-output');
    // 31.3 of 120 万辆.
    expect(output).toMatchObject({ covered: true, here: [{ value: 31.3 }] });
    expect(output?.share).toBeCloseTo(0.2608, 4);
    const exported = coverage.find(({ parentTarget }) => parentTarget.indicatorCode === 'nev-exports');
    expect(exported).toMatchObject({ covered: false, here: [], share: null });
    expect((await relations(plans.zhejiang)).children).toEqual([
      { planId: plans.hangzhou, title: expect.stringContaining('杭州市'), region: { code: '330100', name: '杭州市' } },
    ]);
  });

  test('of another year, the share is not said', async () => {
    const nev = await targetOf('新能源汽车产量');
    await set(nev, { deadline: 2026 });
    const output = (await relations()).coverage.find(({ parentTarget }) => parentTarget.indicatorCode === 'nev-output');
    expect(output).toMatchObject({ covered: true, share: null });
    await set(nev, { deadline: 2025 });
  });

  test('that the reader may not see is a title only', async () => {
    await server.deps.db.updateTable('plans_plan').set({ open: false }).where('id', '=', plans.zhejiang).execute();
    const { parents, coverage } = await relations();
    expect(parents).toMatchObject([{ planId: null }]);
    expect(coverage).toEqual([]);
    expect((await nobody({ url: `/api/v1/plans/library/${plans.zhejiang}/relations` })).statusCode).toBe(404);
    await server.deps.db.updateTable('plans_plan').set({ open: true }).where('id', '=', plans.zhejiang).execute();
  });
});

test('the identities are those of the catalogue', async () => {
  interface Entry {
    code: string;
    parent: string | null;
    unit: string;
    equals?: string;
    source: { formula?: string };
  }
  const text = await readFile(new URL('../../../data/indicators.json', import.meta.url), 'utf8');
  const catalogue = new Map((JSON.parse(text) as Entry[]).map((entry) => [entry.code, entry]));
  const parents = [...catalogue.values()].filter(({ parent }) => parent !== null);
  expect(partOf).toEqual(Object.fromEntries(parents.map(({ code, parent }) => [code, parent])));
  for (const { whole, parts } of partitions) for (const part of parts) expect(partOf[part]).toBe(whole);
  const [vehicles, parts] = partitions[0]?.parts ?? [];
  for (const code of sharesOfOne[0] ?? []) {
    expect(catalogue.get(code)?.source.formula).toContain(`([${vehicles}] + [${parts}])`);
  }
  for (const code of Object.keys(industriesAround)) expect(partOf[code]).toBeDefined();
});
