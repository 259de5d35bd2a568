import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../kernel/tabular/csv.ts';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import type { IndicatorDetail } from '../statistics/model.ts';
import { loadPlansDemo } from './demo.ts';
import type { Ledger, TargetDetail, TargetView } from './model.ts';

let server: TestApp;
let nobody: Ask;
let zhejiang: Ask;
let all: Ledger;

beforeAll(async () => {
  server = await testApp();
  [nobody, zhejiang] = [await server.as(null), await server.as('bureau', '330000')];
  await loadPlansDemo(server.deps);
  all = await ledger();
});
afterAll(() => server.close());

const API = '/api/v1/plans/targets';
async function ledger(query = '', headers: Record<string, string> = {}): Promise<Ledger> {
  const answer = await nobody({ url: `${API}?limit=1000&${query}`, headers });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Ledger>();
}
const bound = (code: string): TargetView => {
  const found = all.items.find((item) => item.indicatorCode === code);
  if (!found) throw new Error(`no target of ${code}`);
  return found;
};

describe('the targets of the five plans', () => {
  test('are all bound, at least 95 of 100 to an indicator that something computes; the others say why', () => {
    const { items } = all;
    expect(items.map((item) => item.binding)).not.toContain('unbound');
    const kinds = Object.groupBy(items, (item) => item.computedBy?.kind ?? 'none');
    expect(items.filter((item) => item.computedBy?.computed).length / items.length).toBeGreaterThanOrEqual(0.95);
    expect(kinds.none?.map((item) => item.indicatorCode) ?? []).toEqual(['consortium-cluster-coverage']);
    for (const { computedBy, indicatorName } of items) {
      expect(computedBy?.computed, indicatorName).toBe(computedBy?.why === null);
      expect(computedBy?.href, indicatorName).toMatch(/^\/(registers|indicators)\//);
    }
  });

  test('whose scope the register does not tell apart say so, and are not called computed', () => {
    const partly = all.items.filter(({ computedBy }) => computedBy?.kind !== 'none' && !computedBy?.computed);
    expect(partly.map((item) => item.indicatorCode)).toEqual(['key-rd-projects']);
    for (const { computedBy } of partly) expect(computedBy?.why).toMatch(/登记表“.+”不按“.+”分开计数/);
  });
});

describe('the ledger', () => {
  test('leads from a target to the entries that are counted, of its region and in its scope', () => {
    const { computedBy } = bound('little-giants');
    expect(computedBy).toMatchObject({ kind: 'register', words: '登记表·企业梯度认定', computed: true, why: null });
    const [path, search] = computedBy?.href.split('?') ?? [];
    expect(path).toBe('/registers/ladder-certifications');
    const asked = new URLSearchParams(search);
    expect(asked.get('area')).toBe('330000');
    expect(asked.get('filter')).toBe(
      'rung = little-giant and state = recognised and enterprise.chain-tags in ["nev-chain"] and level in ["national"]',
    );
  });

  test('names forms and formulas, in the language of the reader', async () => {
    expect(bound('nev-output').computedBy).toMatchObject({
      kind: 'form',
      words: '报表',
      href: '/indicators/nev-output',
    });
    expect(bound('public-chargers').computedBy?.kind).toBe('form');
    expect(bound('nev-share-of-sales').computedBy).toMatchObject({ kind: 'formula', words: '公式', computed: true });
    const english = await ledger('indicator=consortium-cluster-coverage', { 'accept-language': 'en' });
    expect(english.items[0]?.computedBy).toMatchObject({
      words: 'not computed',
      why: expect.stringMatching(/entered or imported/),
    });
  });

  test('is filtered by it, and counts what there is to filter by', async () => {
    const sources = new Map(all.facets.sources.map(({ source, count }) => [source, count]));
    expect([...sources.values()].reduce((a, b) => a + b, 0)).toBe(85);
    const formulas = await ledger('source=formula,none');
    expect(formulas.total).toBe((sources.get('formula') ?? 0) + (sources.get('none') ?? 0));
    expect(formulas.facets.sources).toEqual(all.facets.sources);
    const computed = all.items.filter((item) => item.computedBy?.computed);
    expect(sources.get('none')).toBe(85 - computed.length);
    expect(formulas.items.every(({ computedBy: by }) => by?.kind === 'formula' || !by?.computed)).toBe(true);
  });

  test('says of one that is unbound that it is, and why, on its page too', async () => {
    const { id, revision } = (await ledger('indicator=nev-exports')).items[0] ?? {};
    const rebind = (indicatorCode: string | null, at: number) =>
      zhejiang({
        method: 'PATCH',
        url: `${API}/${id}`,
        headers: { 'if-match': `"${at}"` },
        payload: { indicatorCode },
      });
    expect((await rebind(null, revision ?? 0)).statusCode).toBe(200);
    const [unbound] = (await ledger('source=unbound')).items;
    expect(unbound).toMatchObject({ id, computedBy: null, unboundReason: 'not-chosen' });
    expect((await rebind('nev-exports', (revision ?? 0) + 1)).statusCode).toBe(200);
    const { target } = (await nobody({ url: `${API}/${id}` })).json<TargetDetail>();
    expect(target.computedBy).toMatchObject({ kind: 'form', computed: true });
  });

  test('carries it in a column of its table', async () => {
    const file = await nobody({ url: `${API}?format=csv` });
    const [header, ...rows] = parseCsv(file.body).map((record) => record.cells);
    const words = rows.map((cells) => cells[header?.indexOf('数据来源') ?? -1] ?? '');
    expect(words).toHaveLength(85);
    expect(words.filter((one) => one.startsWith('登记表·')).length).toBe(
      all.items.filter(({ computedBy }) => computedBy?.kind === 'register').length,
    );
    expect(words.filter((one) => one.startsWith('无法计算：'))).toHaveLength(1);
  });
});

test('the share of bound targets says beside it how many of them something computes, and why not the others', async () => {
  const share = (await zhejiang({ url: '/api/v1/cockpit/bound-share?region=000000' })).json();
  const without = (await ledger('source=none')).total;
  expect(share).toMatchObject({ targets: 85, bound: 85, computed: 85 - without });
  const counted = share.uncomputed.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
  expect(counted).toBe(without);
});

describe('an indicator', () => {
  const indicator = async (code: string) =>
    (await nobody({ url: `/api/v1/statistics/indicators/${code}` })).json<IndicatorDetail>().origin;

  test('counted in a register says in which, by which condition, and where the count leads', async () => {
    await server.deps.db
      .insertInto('register_lead')
      .values({ register_id: 'ladder-certifications', region_code: '330000', since: '2025-08', created_by: null })
      .execute();
    expect((await indicator('little-giants')).register).toEqual({
      id: 'ladder-certifications',
      name: '企业梯度认定',
      where: 'rung = little-giant and state = recognised',
      leads: [{ region: '330000', regionName: '浙江省', since: '2025-08' }],
    });
  });

  test('derived leads to its operands, one level at a time', async () => {
    const ratio = await indicator('vehicle-to-charger-ratio');
    expect(ratio).toMatchObject({ kind: 'formula', formula: '新能源汽车保有量 / 充电桩数', computed: true });
    expect(ratio.operands.map(({ code, kind }) => [code, kind])).toEqual([
      ['nev-stock', expect.stringMatching(/^(register|form)$/)],
      ['chargers', 'formula'],
    ]);
    const growth = await indicator('nev-output-growth');
    expect(growth).toMatchObject({ kind: 'formula', computed: true, why: null });
    expect(growth.formula).toMatch(/新能源汽车产量（上年同期，可比口径）/);
  });

  test('that nothing computes says why: no such data yet, or an operand without a source', async () => {
    expect((await indicator('charger-availability')).why).toMatch(/还没有接入/);
    const recovery = await indicator('battery-recovery-rate');
    expect(recovery).toMatchObject({ kind: 'none', computed: false });
    expect(recovery.why).toMatch(/^公式里的“.+”没有来源/);
    expect(recovery.operands).toHaveLength(2);
  });
});
