import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertFirstObservations, type NewObservation } from '../observation/queries.ts';
import type { Store } from '../store/open-store.ts';
import type { RoleName } from '../store/tables.ts';
import { testDatabase } from '../testing/database.ts';
import { type Actor, anonymous, systemActor, withActor } from './actor.ts';

const ZHEJIANG = '330000';
const HANGZHOU = '330100';
const XIAOSHAN = '330109';
const NINGBO = '330200';

let store: Store;
let close: () => Promise<void>;

const figure = (regionCode: string, open: boolean): NewObservation => ({
  indicatorCode: 'nev-output',
  scopeKey: '',
  regionCode,
  partyId: null,
  period: '2024',
  value: 1,
  missing: null,
  status: 'approved',
  synthetic: false,
  open,
  source: {},
  reason: null,
  importRunId: null,
  enteredBy: null,
});

beforeAll(async () => {
  ({ store, close } = await testDatabase());
  await withActor(store.db, systemActor('test'), (tx) =>
    insertFirstObservations(tx, [
      figure(ZHEJIANG, false),
      figure(HANGZHOU, false),
      figure(XIAOSHAN, false),
      figure(NINGBO, false),
      figure('500000', true),
    ]),
  );
});
afterAll(() => close());

const actorOf = (role: RoleName, regionCode: string | null): Actor => ({
  ...anonymous(),
  userId: '00000000-0000-4000-8000-000000000001',
  grants: [{ role, regionCode, partyId: null }],
});

const seenBy = (actor: Actor) =>
  withActor(store.db, actor, async (tx) => {
    const rows = await tx.selectFrom('observation').select('region_code').orderBy('region_code').execute();
    return rows.map((row) => row.region_code);
  });

test('nobody sees only what is open', async () => {
  expect(await seenBy(anonymous())).toEqual(['500000']);
});

test('a city sees itself, its counties and its province, not its neighbour', async () => {
  expect(await seenBy(actorOf('bureau', HANGZHOU))).toEqual([ZHEJIANG, HANGZHOU, XIAOSHAN, '500000']);
});

test('a county sees upwards and nothing beside it', async () => {
  expect(await seenBy(actorOf('analyst', XIAOSHAN))).toEqual([ZHEJIANG, HANGZHOU, XIAOSHAN, '500000']);
});

test('a group of regions gives its members and nothing outside', async () => {
  const seen = await seenBy(actorOf('analyst', 'group-wentai-coast'));
  expect(seen).toEqual([ZHEJIANG, '500000']);
  const bay = await seenBy(actorOf('analyst', 'group-hangzhou-bay-rim'));
  expect(bay).toEqual([ZHEJIANG, HANGZHOU, XIAOSHAN, NINGBO, '500000']);
});

test('writing reaches down, never up or sideways, and reading alone never writes', async () => {
  const write = (actor: Actor, regionCode: string) =>
    withActor(store.db, actor, (tx) => insertFirstObservations(tx, [{ ...figure(regionCode, false), period: '2023' }]));
  expect(await write(actorOf('bureau', HANGZHOU), XIAOSHAN)).toBe(1);
  for (const [actor, regionCode] of [
    [actorOf('bureau', HANGZHOU), NINGBO],
    [actorOf('bureau', HANGZHOU), ZHEJIANG],
    [actorOf('analyst', ZHEJIANG), HANGZHOU],
    [anonymous(), HANGZHOU],
  ] as const) {
    await expect(write(actor, regionCode)).rejects.toMatchObject({ status: 403, code: 'outside-your-regions' });
  }
});

test('a figure is revised, never rewritten', async () => {
  await expect(sql`update observation set value = 2`.execute(store.db)).rejects.toThrow('append-only');
  await expect(sql`delete from observation`.execute(store.db)).rejects.toThrow('append-only');
});

test('every table with rows of somebody has row-level security switched on', async () => {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity
      and relname not like '%migration%' order by relname`.execute(store.db);
  expect(rows).toEqual([]);
});

test('the application role owns nothing and bypasses nothing', async () => {
  const { rows } = await sql<{
    super: boolean;
    bypass: boolean;
    owned: number;
  }>`select rolsuper as super, rolbypassrls as bypass,
    (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned from pg_roles where rolname = 'liannao_app'`.execute(
    store.db,
  );
  expect(rows).toEqual([{ super: false, bypass: false, owned: 0 }]);
});

test('nobody changes their own account, rights or locks in SQL, nor reads a hash', async () => {
  const actor = actorOf('bureau', HANGZHOU);
  await sql`insert into app_user (id, name, display_name) values (${actor.userId}, 'self', 'self')`.execute(store.db);
  const run = (statement: string) => withActor(store.db, actor, (tx) => sql.raw(statement).execute(tx));
  const changed = await run(`update app_user set must_change_password = false, disabled_at = null`);
  expect(changed.numAffectedRows).toBe(0n);
  await expect(run(`insert into role_grant (user_id, role) values (liannao_user(), 'admin')`)).rejects.toMatchObject({
    status: 403,
  });
  for (const secret of ['password_hash from app_user', 'token_hash from session', 'token_hash from api_token']) {
    await expect(run(`select ${secret}`)).rejects.toMatchObject({ status: 403 });
  }
  await expect(
    run(
      `insert into audit_entry (actor_id, actor_name, action, subject, detail) values (null, 'admin', 'x', 'x', '{}')`,
    ),
  ).rejects.toMatchObject({ status: 403 });
});

test('a figure not yet approved is seen by who holds the region, not from below and not by all', async () => {
  const draft = { ...figure(ZHEJIANG, true), period: '2022', status: 'draft' as const };
  await withActor(store.db, systemActor('test'), (tx) => insertFirstObservations(tx, [draft]));
  const sees = (actor: Actor) =>
    withActor(
      store.db,
      actor,
      async (tx) => (await sql`select 1 from observation where period = '2022'`.execute(tx)).rows.length,
    );
  expect(await sees(actorOf('analyst', ZHEJIANG))).toBe(1);
  expect(await sees(actorOf('bureau', HANGZHOU))).toBe(0);
  expect(await sees(anonymous())).toBe(0);
});

test('no policy asks a function for each row: the actor’s regions are looked up once a statement', async () => {
  const { rows: policies } = await sql<{ at: string; text: string }>`select tablename || ' ' || policyname as at,
    coalesce(qual, '') || coalesce(with_check, '') as text from pg_policies`.execute(store.db);
  const perRow = policies.filter(
    ({ text }) =>
      /liannao_(may_read|may_write|within)\(/.test(text) ||
      /(?<!SELECT )liannao_(is_admin|user|party|held|readable|writable)\(/.test(text),
  );
  expect(perRow).toEqual([]);
});
