import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { systemActor, type Tx, withActor } from '../access/actor.ts';
import { contextFor, deleteEntry, loadRegisters, moveEntry, restoreEntry, saveEntry } from '../registers/index.ts';
import { checkSignals } from './check.ts';
import { signalRules } from './registry.ts';

// Entries of a shipped register whose life cycle runs as cases: rules over them, and cases in step with them.
const REGISTER = 'agency-requests';
const LUQIAO = '331004';
let now = new Date();
let server: TestApp;
let luqiao: Ask;
let taizhou: Ask;
const system = systemActor('test');
const run = <T>(work: (tx: Tx) => Promise<T>) => withActor(server.deps.db, system, work);
const context = async (tx: Tx) => contextFor(await loadRegisters(tx), REGISTER, system, now);
const json = async (ask: Ask, url: string) => (await ask({ url: `/api/v1${url}` })).json();
const post = (ask: Ask, url: string, payload: object) => ask({ method: 'POST', url: `/api/v1${url}`, payload });

const add = (code: string, more: object = {}) =>
  run(async (tx) =>
    saveEntry(tx, await context(tx), {
      values: {
        code,
        kind: 'agency',
        title: `代办 ${code}`,
        region: LUQIAO,
        'opened-on': '2025-09-01',
        agent: '路桥区投资促进中心',
        'due-on': '2025-09-12',
        description: '要用电',
        ...more,
      },
    }),
  );
const check = async () => {
  const rules = (await run(signalRules)).filter(({ rule }) => rule.id.startsWith(`register.${REGISTER}.`));
  return checkSignals(server.deps.db, rules, now);
};

beforeAll(async () => {
  server = await testApp(() => now);
  luqiao = await server.as('bureau', LUQIAO);
  taizhou = await server.as('bureau', '331000');
  now = new Date('2025-09-01T02:00:00Z');
});
afterAll(() => server.close());

test('the case of an entry opens with it and goes with it, from either side', async () => {
  const id = await add('A-1');
  const [row] = (await json(luqiao, `/cases?subjectKind=entry&subjectId=${id}&scope=all`)).items;
  expect(row).toMatchObject({
    type: { id: `register.${REGISTER}`, name: '招商代办与企业服务单' },
    state: { id: 'submitted', name: '已申报' },
    dueOn: '2025-09-02',
    unit: '产业联席会议办公室（专班） · 路桥区',
    subject: { href: `/registers/${REGISTER}/${id}` },
  });
  await run(async (tx) => moveEntry(tx, await context(tx), { id, move: 'accept', note: '受理' }));
  expect(await json(luqiao, `/cases/${row.id}`)).toMatchObject({ state: { id: 'accepted' }, revision: 2 });

  const moved = await post(luqiao, `/cases/${row.id}/moves`, { move: 'assign' });
  expect(moved.json()).toMatchObject({ state: { id: 'assigned' }, revision: 3 });
  const entry = await run(async (tx) => (await moveEntry(tx, await context(tx), { id, move: 'handle' })) && id);
  expect(entry).toBe(id);
  // What the entry itself refuses the case refuses too, and nothing of it stays.
  const early = await post(luqiao, `/cases/${row.id}/moves`, { move: 'answer' });
  expect(early.json()).toMatchObject({ status: 422, code: 'move-needs-fields' });
  expect(await json(luqiao, `/cases/${row.id}`)).toMatchObject({ state: { id: 'handling' }, revision: 4 });

  await run(async (tx) => saveEntry(tx, await context(tx), { id, values: { result: '已通电' } }));
  for (const move of ['answer', 'close']) await post(luqiao, `/cases/${row.id}/moves`, { move });
  const closed = await json(luqiao, `/cases/${row.id}`);
  expect(closed).toMatchObject({ state: { id: 'closed', name: '已办结' }, closedAt: null, dueOn: '2025-09-22' });
  await run(async (tx) => moveEntry(tx, await context(tx), { id, move: 'rate' }));
  expect((await json(luqiao, `/cases/${row.id}`)).closedAt).not.toBeNull();
});

test('the case of a deleted entry ends, and is taken up again when the entry is restored', async () => {
  const id = await add('D-1');
  const [{ id: caseId }] = (await json(luqiao, `/cases?subjectId=${id}&scope=all`)).items;
  await run(async (tx) => deleteEntry(tx, await context(tx), { id, note: '录重了' }));
  const gone = await json(luqiao, `/cases/${caseId}`);
  expect(gone.closedAt).not.toBeNull();
  expect(gone.events.at(-1)).toMatchObject({ kind: 'closed', text: '台账条目已删除，事项终止', note: '录重了' });
  await run(async (tx) => restoreEntry(tx, await context(tx), id));
  expect(await json(luqiao, `/cases/${caseId}`)).toMatchObject({ closedAt: null, state: { id: 'submitted' } });
  await run(async (tx) => deleteEntry(tx, await context(tx), { id }));
});

test('a rule over entries finds them by the thresholds of their own region', async () => {
  const id = await add('B-1');
  await add('B-2', { region: '331002' });
  now = new Date('2025-09-09T02:00:00Z');
  expect(await check()).toMatchObject({ opened: 2, failed: [] });
  const [signal] = (await json(luqiao, `/signals?subjectId=${id}`)).items;
  expect(signal).toMatchObject({
    rule: { id: `register.${REGISTER}.service-near-due`, name: '招商代办与企业服务单：临期未办' },
    severity: 'blue',
    title: '临期未办：代办 B-1',
    // The entry's own case is the signal's.
    state: 'in-case',
    thresholds: [{ name: '天数', value: 3, unit: '天', setBy: '默认' }],
  });
  expect(signal.evidence.map(({ text }: { text: string }) => text)).toEqual([
    '招商代办与企业服务单“代办 B-1”',
    '办结期限：2025-09-12',
  ]);

  const set = (ask: Ask, region: string, days: number | null) =>
    ask({
      method: 'PUT',
      url: `/api/v1/signals/rules/register.${REGISTER}.service-near-due`,
      payload: { region, thresholds: { days }, reason: '提前量不同' },
    });
  expect((await set(luqiao, LUQIAO, -1)).json()).toMatchObject({ status: 422, code: 'threshold-invalid' });
  expect((await set(luqiao, '331000', 1)).statusCode).toBe(403);
  expect((await set(taizhou, '331000', 1)).statusCode).toBe(200);
  const own = (await set(luqiao, LUQIAO, 5)).json();
  expect(own.thresholds).toMatchObject([{ value: 5, default: 3, from: { code: LUQIAO, name: '路桥区' } }]);
  expect(own.history).toMatchObject([
    { region: '路桥区', threshold: '天数', before: null, after: 5, reason: '提前量不同' },
    { region: '台州市', after: 1 },
  ]);
  // Jiaojiang takes Taizhou's one day, for which it is too early; Luqiao its own five.
  expect(await check()).toMatchObject({ opened: 0, seen: 1, closed: 1, failed: [] });
  expect((await json(luqiao, `/signals/${signal.id}`)).thresholds).toEqual([
    { name: '天数', value: 5, unit: '天', setBy: '路桥区' },
  ]);
  const off = await luqiao({
    method: 'PUT',
    url: `/api/v1/signals/rules/register.${REGISTER}.service-near-due`,
    payload: { region: LUQIAO, enabled: false, reason: '试点' },
  });
  expect(off.json().enabled).toBe(false);
  expect(await check()).toMatchObject({ closed: 1 });
});

test('every rule that ships can be asked', async () => {
  const rules = await run(signalRules);
  expect(rules.length).toBeGreaterThan(20);
  expect((await checkSignals(server.deps.db, rules, now)).failed).toEqual([]);
});
