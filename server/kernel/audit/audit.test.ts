import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, systemActor, withActor } from '../access/actor.ts';
import type { Store } from '../store/open-store.ts';
import { testDatabase } from '../testing/database.ts';
import { audit, verifyAudit } from './audit.ts';

let store: Store;
let close: () => Promise<void>;
const actor = systemActor('test');

beforeAll(async () => {
  ({ store, close } = await testDatabase());
});
afterAll(() => close());

const add = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, at) =>
      withActor(store.db, actor, (tx) => audit(tx, actor, { action: 'test', subject: `n:${at}`, detail: { 数: at } })),
    ),
  );

test('entries written at the same time still form one chain', async () => {
  await add(20);
  const report = await verifyAudit(store.db);
  expect(report).toMatchObject({ ok: true, firstBroken: null });
  expect(report.entries).toBeGreaterThanOrEqual(20);
});

test('what is rolled back leaves no gap in the chain', async () => {
  const before = (await verifyAudit(store.db)).entries;
  const failing = withActor(store.db, actor, async (tx) => {
    await audit(tx, actor, { action: 'test', subject: 'rolled back' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await add(1);
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true, entries: before + 1 });
});

test('neither an application role nor the owner changes or removes an entry', async () => {
  await expect(sql`update audit_entry set detail = '{}' where seq = 1`.execute(store.db)).rejects.toThrow(
    'append-only',
  );
  await expect(sql`delete from audit_entry where seq = 1`.execute(store.db)).rejects.toThrow('append-only');
  await expect(withActor(store.db, anonymous(), (tx) => sql`delete from audit_entry`.execute(tx))).rejects.toThrow();
});

test('a change made behind the triggers is found at its entry', async () => {
  await sql`alter table audit_entry disable trigger audit_append_only`.execute(store.db);
  await sql`update audit_entry set detail = '{"altered":true}' where seq = 3`.execute(store.db);
  expect(await verifyAudit(store.db)).toMatchObject({ ok: false, firstBroken: { seq: 3, reason: 'hash-differs' } });
  await sql`delete from audit_entry where seq = 2`.execute(store.db);
  expect(await verifyAudit(store.db)).toMatchObject({ ok: false, firstBroken: { seq: 3, reason: 'number-missing' } });
});
