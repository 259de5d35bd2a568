import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemActor, withActor } from '../access/actor.ts';
import { startDispatcher } from '../events/dispatcher.ts';
import { dispatchOutbox, emit } from '../events/events.ts';
import { giveUp, runJob } from '../jobs/jobs.ts';
import { testDatabase } from '../testing/database.ts';
import { openStore } from './open-store.ts';
import { storeRefusal } from './refusal.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
const system = systemActor('test');

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const endAll = () =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(database.store.db);
const said = (type: string) => withActor(database.store.db, system, (tx) => emit(tx, { type, payload: {} }));

test('a connection lost between two statements of a transaction fails that transaction, not the process', async () => {
  const { db } = database.store;
  const lost = withActor(db, system, async (tx) => {
    await endAll();
    // The notice of the end arrives while no statement waits for an answer.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await sql`select 1`.execute(tx);
  });
  const error = await lost.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(storeRefusal(error)).toMatchObject({ status: 503, code: 'store-unavailable' });
  await expect(withActor(db, system, (tx) => sql`select 1 as one`.execute(tx))).resolves.toMatchObject({
    rows: [{ one: 1 }],
  });
});

test('events are heard again at once after the connection was lost', async () => {
  const heard = vi.fn(async () => {});
  const dispatcher = await startDispatcher(database.store, [{ 'test.heard': heard }], () => {});
  await said('test.heard');
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), 3000);
  await endAll();
  const listens = async () =>
    (
      await sql`select 1 from pg_stat_activity where application_name = 'liannao-events' and datname = current_database()`
        .execute(database.store.db)
        .catch(() => ({ rows: [] }))
    ).rows.length;
  await vi.waitFor(async () => expect(await listens()).toBe(1), { timeout: 15_000, interval: 200 });
  await said('test.heard');
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2), 1000);
  await dispatcher.stop();
});

test('an event whose handler fails waits before it is tried again, and does not hold up the others', async () => {
  const { db } = database.store;
  const failing = vi.fn(async () => Promise.reject(new Error('away')));
  const other = vi.fn(async () => {});
  await said('test.failing');
  await said('test.other');
  const handlers = [{ 'test.failing': failing, 'test.other': other }];
  await dispatchOutbox(db, handlers);
  await dispatchOutbox(db, handlers);
  expect(failing).toHaveBeenCalledTimes(1);
  expect(other).toHaveBeenCalledTimes(1);
  await sql`update outbox_event set occurred_at = now() - interval '11 seconds' where type = 'test.failing'`.execute(
    db,
  );
  await dispatchOutbox(db, handlers);
  expect(failing).toHaveBeenCalledTimes(2);
});

test('work that lost its store is left to the queue; work that never comes to an end is given up and tidied away', async () => {
  const { db } = database.store;
  const [{ id } = { id: '' }] = await db
    .insertInto('job_run')
    .values({ kind: 'k', input: '{"a":1}' })
    .returning('id')
    .execute();
  const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  await expect(runJob(db, { kind: 'k', run: () => Promise.reject(away) }, id, () => {})).rejects.toBe(away);
  const state = async () =>
    (await db.selectFrom('job_run').select('state').where('id', '=', id).executeTakeFirst())?.state;
  expect(await state()).toBe('running');
  const lost = vi.fn(async () => {});
  const job = { kind: 'k', run: async () => ({}), lost };
  await giveUp(db, job, id);
  await giveUp(db, job, id);
  expect(await state()).toBe('failed');
  expect(lost).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ input: { a: 1 } }));
});

test('an address that is none, or leads nowhere, is said by name and without its password', async () => {
  const open = (databaseUrl: string) => openStore({ databaseUrl, dataDir: '/nowhere' });
  await expect(open('mysql')).rejects.toThrow('DATABASE_URL is no address like postgresql://');
  await expect(open('postgresql://me:secret@127.0.0.1:1/x')).rejects.toThrow(
    'The store at DATABASE_URL (postgresql://me@127.0.0.1:1/x) cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
  );
});
