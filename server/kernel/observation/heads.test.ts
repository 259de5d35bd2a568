import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, anonymous, systemActor, type Tx, withActor } from '../access/actor.ts';
import { connect, type Db, type Store } from '../store/open-store.ts';
import { testDatabase } from '../testing/database.ts';

const FIRM = '00000000-0000-4000-8000-00000000000f';
const USER = '00000000-0000-4000-8000-000000000001';
const system = systemActor('test');

let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ store, close } = await testDatabase());
  await sql`insert into party (id, kind, name, region_code) values (${FIRM}, 'enterprise', '某企业', '330109')`.execute(
    store.db,
  );
});
afterAll(() => close());

interface Figure {
  readonly region: string;
  readonly ofFirm: boolean;
  readonly period: string;
  readonly revision: number;
  readonly value: number | null;
  readonly status: 'draft' | 'submitted' | 'approved';
  readonly open: boolean;
}

const figure = (change: Partial<Figure> = {}): Figure => ({
  region: '330109',
  ofFirm: false,
  period: '2025-01',
  revision: 1,
  value: 1,
  status: 'approved',
  open: true,
  ...change,
});

/** One statement, as an import writes it. */
const write = (db: Db | Tx, figures: readonly Figure[]) =>
  db
    .insertInto('observation')
    .values(
      figures.map((one) => ({
        indicator_code: 'nev-output',
        scope_key: '',
        region_code: one.region,
        party_id: one.ofFirm ? FIRM : null,
        period: one.period,
        revision: one.revision,
        value: one.value,
        missing: one.value === null ? ('withdrawn' as const) : null,
        status: one.status,
        open: one.open,
        source: '{}',
      })),
    )
    .execute();

const reader = (regionCode: string | null, partyId: string | null = null): Actor => ({
  ...anonymous(),
  userId: USER,
  grants: [{ role: partyId ? 'enterprise' : 'analyst', regionCode, partyId }],
});
const readers: Readonly<Record<string, Actor>> = {
  nobody: anonymous(),
  administrator: system,
  province: reader('330000'),
  city: reader('330100'),
  county: reader('330109'),
  'another city': reader('330200'),
  group: reader('group-hangzhou-bay-rim'),
  firm: reader(null, FIRM),
};

const COLUMNS = sql`indicator_code, scope_key, region_code, party_id, period, revision, value, missing, status,
  synthetic, open, entered_at`;

/** What the figures in force say, and what sorting all visible revisions says. */
async function both(tx: Tx): Promise<{ kept: unknown[]; sorted: unknown[]; viewed: unknown[] }> {
  const order = sql`order by region_code, party_id, period`;
  const kept = await sql`select observation_id as id, ${COLUMNS} from observation_head ${order}`.execute(tx);
  const viewed = await sql`select id, ${COLUMNS} from observation_current ${order}`.execute(tx);
  const sorted = await sql`select * from (
    select distinct on (indicator_code, scope_key, region_code, party_id, period) id, ${COLUMNS} from observation
    order by indicator_code, scope_key, region_code, party_id, period, revision desc) as newest ${order}`.execute(tx);
  return { kept: kept.rows, sorted: sorted.rows, viewed: viewed.rows };
}

class Undo extends Error {}
/** In a transaction that leaves nothing. */
const rolledBack = (work: (tx: Tx) => Promise<void>) =>
  store.db
    .transaction()
    .execute(async (tx) => {
      await work(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });

const become = (tx: Tx, actor: Actor) =>
  sql`select set_config('role', 'liannao_app', true), set_config('liannao.user', ${actor.userId ?? ''}, true),
    set_config('liannao.admin', ${actor.isSystem ? 'on' : 'off'}, true),
    set_config('liannao.read_regions', ${actor.grants[0]?.regionCode ?? ''}, true),
    set_config('liannao.party', ${actor.grants[0]?.partyId ?? ''}, true)`.execute(tx);

test('whoever asks, the figures in force are the newest revisions that they may see', async () => {
  const anyFigure = fc.record({
    region: fc.constantFrom('330000', '330100', '330109', '330200'),
    ofFirm: fc.boolean(),
    period: fc.constantFrom('2025-01', '2025'),
    value: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 4 }),
    status: fc.constantFrom('draft' as const, 'submitted' as const, 'approved' as const),
    open: fc.boolean(),
  });
  const anyWriting = fc.array(fc.array(anyFigure, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(anyWriting, (statements) =>
      rolledBack(async (tx) => {
        const revisions = new Map<string, number>();
        for (const figures of statements) {
          const numbered = figures.map((one) => {
            const key = `${one.region} ${one.ofFirm} ${one.period}`;
            const revision = (revisions.get(key) ?? 0) + 1;
            revisions.set(key, revision);
            return { ...one, revision };
          });
          await write(tx, numbered);
        }
        for (const [name, actor] of Object.entries(readers)) {
          await become(tx, actor);
          const { kept, sorted, viewed } = await both(tx);
          expect(kept, name).toEqual(sorted);
          expect(viewed, name).toEqual(sorted);
          await sql`set local role none`.execute(tx);
        }
      }),
    ),
    { numRuns: 40 },
  );
});

test('a correction in draft leaves superiors and the public the figure before it', () =>
  rolledBack(async (tx) => {
    await write(tx, [figure({ value: 1 })]);
    await write(tx, [figure({ revision: 2, value: 2, open: false })]);
    await write(tx, [figure({ revision: 3, value: 3, status: 'draft' })]);
    const seen: Record<string, unknown> = {};
    for (const [name, actor] of Object.entries(readers)) {
      await become(tx, actor);
      const rows = await tx.selectFrom('observation_head').select('value').execute();
      seen[name] = rows.map((row) => row.value);
      await sql`set local role none`.execute(tx);
    }
    expect(seen).toMatchObject({ nobody: [1], county: [3], city: [3], 'another city': [1], administrator: [3] });
  }));

test('many revisions in one statement, and one that came late, leave the highest in force', () =>
  rolledBack(async (tx) => {
    await write(tx, [figure({ revision: 2, value: 2 }), figure({ revision: 1 }), figure({ revision: 4, value: null })]);
    await write(tx, [figure({ revision: 3, value: 3 })]);
    const rows = await tx.selectFrom('observation_head').select(['revision', 'missing', 'last_month']).execute();
    expect(rows).toEqual([{ revision: 4, missing: 'withdrawn', last_month: 2025 * 12 }]);
  }));

test.each([
  ['2025-08', 2025 * 12 + 7],
  ['2025-01..08', 2025 * 12 + 7],
  ['2025Q3', 2025 * 12 + 8],
  ['2025H1', 2025 * 12 + 5],
  ['2025', 2025 * 12 + 11],
  ['2021..2025', 2025 * 12 + 11],
  ['soon', null],
])('the last month of %s', async (period, month) => {
  const { rows } = await sql`select liannao_last_month(${period}) as month`.execute(store.db);
  expect(rows).toEqual([{ month }]);
});

test('of two connections that write the same revision one is refused; the other stays in force', async () => {
  const other = connect(store.url, 'external', 1);
  const key = { period: '2031-01' };
  await write(store.db, [figure(key)]);
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const one = store.db.transaction().execute(async (tx) => {
    await write(tx, [figure({ ...key, revision: 2, value: 2 })]);
    first.resolve();
    await second.promise;
  });
  await first.promise;
  const two = write(other.db, [figure({ ...key, revision: 2, value: 22 })]).then(
    () => 'written',
    (error: { code: string }) => error.code,
  );
  second.resolve();
  await one;
  expect(await two).toBe('23505');
  await other.close();
  expect(await inForce(key.period)).toEqual([{ revision: 2, value: 2 }]);
});

test.each([
  ['the higher first', 3, 2],
  ['the lower first', 2, 3],
])('two connections that revise one figure at once, %s: the higher is in force', async (name, held, waiting) => {
  const other = connect(store.url, 'external', 1);
  const key = { period: name === 'the higher first' ? '2032-01' : '2032-02' };
  await write(store.db, [figure(key)]);
  const [written, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const one = store.db.transaction().execute(async (tx) => {
    await write(tx, [figure({ ...key, revision: held, value: held })]);
    written.resolve();
    await go.promise;
  });
  await written.promise;
  const two = write(other.db, [figure({ ...key, revision: waiting, value: waiting, status: 'draft' })]);
  go.resolve();
  await Promise.all([one, two]);
  await other.close();
  expect(await inForce(key.period)).toEqual([{ revision: 3, value: 3 }]);
});

const inForce = (period: string) =>
  store.db
    .selectFrom('observation_head')
    .select(['revision', 'value'])
    .where('period', '=', period)
    .where('rank', '=', 0)
    .execute();

test('nobody writes a figure in force by hand', async () => {
  for (const statement of ['delete from', 'insert into observation_head select * from', 'update']) {
    const whole = `${statement} observation_head${statement === 'update' ? ' set value = 1' : ''}`;
    await expect(withActor(store.db, system, (tx) => sql.raw(whole).execute(tx))).rejects.toMatchObject({
      status: 403,
    });
  }
});
