import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, withActor } from '../../kernel/access/actor.ts';
import { checkSignals, signalRules } from '../../kernel/signals/index.ts';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { plans } from '../plans/index.ts';
import type { Ledger } from '../plans/model.ts';
import { statistics } from '../statistics/index.ts';
import type { BoundShare, Cockpit } from './model.ts';

let server: TestApp;
let admin: Ask;
let zhejiang: Ask;
let hangzhou: Ask;

beforeAll(async () => {
  server = await testApp();
  admin = await server.as('admin');
  zhejiang = await server.as('bureau', '330000');
  hangzhou = await server.as('bureau', '330100');
  await statistics.loadDemo(server.deps);
  await plans.loadDemo(server.deps);
});
afterAll(() => server.close());

const cockpitOf = async (region: string, ask = zhejiang, headers = {}): Promise<Cockpit> => {
  const answer = await ask({ url: `/api/v1/cockpit?region=${region}`, headers });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Cockpit>();
};
const ledgerOf = async (query: string) =>
  (await zhejiang({ url: `/api/v1/plans/targets?limit=1000&${query}` })).json<Ledger>();
const words = (spoken: Cockpit['spoken']) =>
  spoken.map((sentence) => sentence.map(({ text }) => text).join('')).join('');

describe('the cockpit of a region', () => {
  test('counts the same targets in the same states as the ledger, and says so', async () => {
    const { states, total, spoken, month } = await cockpitOf('330000');
    const ledger = await ledgerOf('region=330000&kind=target');
    expect({ states, total, month }).toEqual({ states: ledger.states, total: ledger.total, month: ledger.month });
    const good = (states.met ?? 0) + (states['on-track'] ?? 0);
    expect(words(spoken)).toContain(`浙江省及下辖地区共 ${total} 项目标，${good} 项达成或正常`);
    expect(words(spoken)).toContain(`${states['off-track']} 项滞后`);
    expect(words(spoken)).not.toMatch(/undefined|NaN|null/);
    const english = await cockpitOf('330000', zhejiang, { 'accept-language': 'en' });
    expect(words(english.spoken)).toContain(`${good} met or on track`);
    expect(words(english.spoken)).not.toMatch(/\p{Script=Han}/u);
  });

  test('shows at most five figures, each with growth on the same period of last year and a way to its source', async () => {
    const { figures } = await cockpitOf('330000');
    expect(figures.map(({ indicator }) => indicator.code)).toEqual([
      'nev-output',
      'nev-share-of-output',
      'nev-exports',
      'gross-output-value',
      'public-chargers',
    ]);
    const [output, share, exports] = figures;
    expect(output).toMatchObject({
      value: 746_000,
      period: '2025-01..08',
      change: { kind: 'rate', against: '2024-01..08' },
    });
    // A rate changes in points, never in per cent.
    expect(share?.change.kind).toBe('points');
    expect(exports?.judgement?.state).toBe('off-track');
    // 24 months, January and February as one point: 22 points for a flow.
    expect(output?.line).toHaveLength(22);
    for (const { observationId } of figures) {
      const answer = await zhejiang({
        url: `/api/v1/statistics/observations/${encodeURIComponent(observationId)}/provenance`,
      });
      expect(answer.statusCode, answer.body).toBe(200);
    }
  });

  test('lists what slips, off track before at risk and the farthest first, with the handling once there is one', async () => {
    const before = await cockpitOf('330000');
    const ranks = before.attention.map(({ target }) => [
      target.judgement?.state === 'off-track' ? 0 : 1,
      target.judgement?.ratio ?? 1,
    ]);
    expect(ranks).toEqual(ranks.toSorted(([a = 0, x = 0], [b = 0, y = 0]) => a - b || x - y));
    expect(before.attentionTotal).toBe((before.states['off-track'] ?? 0) + (before.states['at-risk'] ?? 0));
    expect(before.attention.every((row) => row.case === null && row.signal === null)).toBe(true);

    const rules = await withActor(server.deps.db, systemActor('test'), signalRules);
    await checkSignals(server.deps.db, rules, server.deps.now());
    const noticed = await cockpitOf('330000');
    const own = noticed.attention.find(({ target }) => target.region.code === '330000');
    expect(own?.signal?.state).toBe('open');
    expect(noticed.changes.signals).toBeGreaterThan(0);
    const made = await zhejiang({ method: 'POST', url: `/api/v1/signals/${own?.signal?.id}/case` });
    expect(made.statusCode, made.body).toBe(200);

    const handled = await cockpitOf('330000');
    const row = handled.attention.find(({ target }) => target.id === own?.target.id);
    expect(row?.case).toMatchObject({ id: made.json<{ caseId: string }>().caseId, urgency: expect.any(String) });
    expect(handled.todo.some((one) => one.case.id === row?.case?.id && one.verb !== null)).toBe(true);
    // A city does not see the province's case.
    const below = await cockpitOf('330000', hangzhou);
    expect(below.attention.every((one) => one.case === null)).toBe(true);
    expect(below.todo).toEqual([]);
  });

  test('compares with the month before, on the figures that are there today', async () => {
    const { changes, previousMonth } = await cockpitOf('330000');
    expect(previousMonth).toBe('2025-07');
    expect(changes.targets.length).toBeGreaterThan(0);
    expect(changes.targets.every(({ before, now }) => before !== now)).toBe(true);
    const february = await zhejiang({ url: '/api/v1/cockpit?region=330000&month=2025-02' });
    expect(february.json<Cockpit>().previousMonth).toBe('2024-12');
  });

  test('pictures the regions below by one figure, and none where fewer than two have it', async () => {
    const { regional } = await cockpitOf('330000');
    expect(regional).toMatchObject({ indicator: { code: 'nev-output' }, period: '2025-01..08', reported: 11 });
    const sum = regional?.items.reduce((total, { value }) => total + (value ?? 0), 0);
    expect(sum).toBe(746_000);
    expect((await cockpitOf('000000')).regional).toBeNull();
  });

  test('of a region without anything says only that; an unknown region is not found, an unreadable month refused', async () => {
    const empty = await cockpitOf('110000');
    expect(words(empty.spoken)).toBe('北京市还没有录入目标。');
    expect(empty).toMatchObject({ total: 0, figures: [], attention: [], trajectory: null, bound: { share: null } });
    expect((await zhejiang({ url: '/api/v1/cockpit?region=nowhere' })).statusCode).toBe(404);
    expect((await zhejiang({ url: '/api/v1/cockpit?region=330000&month=8' })).statusCode).toBe(400);
  });
});

describe('the share of targets that are measured', () => {
  test('falls when one is unbound, says why, and so does the ledger', async () => {
    const shareOf = async () =>
      (await zhejiang({ url: '/api/v1/cockpit/bound-share?region=330000' })).json<BoundShare>();
    const before = await shareOf();
    expect(before).toMatchObject({ targets: before.bound, share: 100, unbound: [] });
    const target = (await ledgerOf('region=330000&kind=target&indicator=nev-exports')).items[0];
    const patched = await zhejiang({
      method: 'PATCH',
      url: `/api/v1/plans/targets/${target?.id}`,
      headers: { 'if-match': `"${target?.revision}"` },
      payload: { indicatorCode: null },
    });
    expect(patched.statusCode, patched.body).toBe(200);
    const after = await shareOf();
    expect(after).toMatchObject({ targets: before.targets, bound: before.bound - 1 });
    expect(after.unbound).toEqual([{ reason: '有合适的指标，还没有人确认', count: 1 }]);
    const [unbound] = (await ledgerOf('region=330000&binding=unbound')).items;
    expect(unbound).toMatchObject({ id: target?.id, unboundReason: 'not-chosen' });
    const definition = await zhejiang({ url: '/api/v1/statistics/indicators/targets-bound-share' });
    expect(definition.json()).toMatchObject({ nameZh: '目标绑定率', unit: '%' });
  });
});

describe('the list of key figures', () => {
  const list = { from: '2025-10-01', items: [{ indicator: 'hydrogen-stations', scopes: [{}] }] };
  test('is an administrator’s to set; others are refused, an unknown indicator is named', async () => {
    const put = (ask: Ask, payload: object) => ask({ method: 'PUT', url: '/api/v1/cockpit/headlines', payload });
    expect((await put(zhejiang, list)).statusCode).toBe(403);
    const unknown = await put(admin, { ...list, items: [{ indicator: 'no-such-thing', scopes: [{}] }] });
    expect(unknown.statusCode).toBe(422);
    expect(unknown.json()).toMatchObject({ code: 'indicator-unknown', errors: [{ field: 'body.items.0.indicator' }] });
    expect((await put(admin, list)).statusCode).toBe(200);
    expect((await cockpitOf('330000')).figures.map(({ indicator }) => indicator.code)).toEqual(['hydrogen-stations']);
    await withActor(server.deps.db, systemActor('test'), (tx) =>
      tx.deleteFrom('setting').where('key', '=', 'cockpit.headlines').execute(),
    );
  });
});

test('cases as a sheet follow the same filter as the list', async () => {
  const answer = await zhejiang({ url: '/api/v1/cockpit/work?scope=mine&state=open', headers: { accept: 'text/csv' } });
  expect(answer.headers['content-type']).toContain('text/csv');
  expect(answer.body.split('\n')[0]).toContain('期限,还有工作日,事项,状态');
  const none = await zhejiang({ url: '/api/v1/cockpit/work?scope=mine&state=closed', headers: { accept: 'text/csv' } });
  expect(none.body.trim().split('\n')).toHaveLength(1);
});
