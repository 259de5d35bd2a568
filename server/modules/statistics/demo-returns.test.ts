import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, withActor } from '../../kernel/access/actor.ts';
import { newestMonth } from '../../kernel/observation/queries.ts';
import { type TestApp, testApp } from '../../testing/app.ts';
import { statistics } from './index.ts';
import { writeFigures } from './returns/figures.ts';
import { findReturn } from './returns/queries.ts';
import { drainTotals } from './returns/totals-drain.ts';

let server: TestApp;
beforeAll(async () => {
  server = await testApp();
  await statistics.loadDemo(server.deps);
});
afterAll(() => server.close());

const rowsOf = async <T>(query: string) => (await sql.raw<T>(query).execute(server.deps.db)).rows;
const countOf = async (query: string) => Number((await rowsOf<{ n: string }>(`select count(*) as n ${query}`))[0]?.n);

test('every month of the story is approved and settled, the month after it is under way', async () => {
  const states = await rowsOf<{ form: string; state: string; last: string }>(
    `select form_id as form, state, max(last_month) as last from statistics_return group by 1, 2 order by 1, 2`,
  );
  const industry = states.filter(({ form }) => form === 'industry-monthly').map(({ state, last }) => [state, last]);
  expect(industry).toEqual([
    ['approved', '2025-08'],
    ['checked', '2025-09'],
    ['draft', '2025-09'],
    ['open', '2025-09'],
    ['returned', '2025-09'],
    ['submitted', '2025-09'],
  ]);
  expect(await countOf(`from statistics_return where not synthetic`)).toBe(0);
  expect(
    await countOf(
      `from statistics_progress p join statistics_round r on r.id = p.round_id
        where (p.settled_at is not null) <> (r.last_month <= '2025-08')`,
    ),
  ).toBe(0);
  expect(await countOf(`from statistics_question where answer is null`)).toBe(1);
  expect(
    await countOf(`from statistics_return where state = 'draft' and (findings->>'error')::int > 0`),
  ).toBeGreaterThan(0);
});

test('nothing that was handed in waits for an explanation', async () => {
  expect(
    await rowsOf(
      `select period, findings from statistics_return where state in ('submitted', 'checked', 'approved')
        and ((findings->>'error')::int > 0 or (findings->>'blank')::int > 0 or (findings->>'warning')::int > 0)`,
    ),
  ).toEqual([]);
});

test('approving and adding up by the product itself would change nothing', async () => {
  const { db, now } = server.deps;
  const sums = () =>
    rowsOf(
      `select round_id, region_code, row_key, column_id, value, missing, reported from statistics_total order by 1, 2, 3, 4`,
    );
  const progress = () =>
    rowsOf(`select round_id, region_code, expected, submitted, checked, approved, excused, late, questions, settled_at,
      settled_by_name, settled_incomplete from statistics_progress order by 1, 2`);
  const before = [await countOf('from observation'), await sums(), await progress()];
  const rounds = await rowsOf<{ id: string }>(
    `select id from statistics_round
      where (form_id, period) in (('industry-monthly', '2025-06'), ('vehicle-monthly', '2025-02'))`,
  );
  for (const { id } of rounds) {
    const returns = await rowsOf<{ id: string }>(`select id from statistics_return where round_id = '${id}'`);
    await withActor(db, systemActor('test'), async (tx) => {
      for (const one of returns) {
        const written = await writeFigures(tx, await findReturn(tx, one.id), { userId: null, name: 'test' });
        expect(written).toEqual({ added: 0, revised: 0 });
      }
      await tx.insertInto('statistics_due').values({ round_id: id, return_id: null, reason: null }).execute();
    });
  }
  await drainTotals(db, now());
  expect([await countOf('from observation'), await sums(), await progress()]).toEqual(before);
});

test('the figures of the city come from the forms and are those of the story', async () => {
  const figures = await rowsOf<{ code: string; value: number; kind: string; open: boolean }>(
    `select indicator_code as code, value, source->>'kind' as kind, open from observation_current
      where region_code = '331000' and party_id is null and period = '2025-01..08'
      and (indicator_code, scope_key) in (('nev-output', ''), ('vehicle-output', ''),
        ('revenue', 'industry=auto-manufacturing;partySize=above-scale'))
      order by 1`,
  );
  expect(figures).toEqual([
    { code: 'nev-output', value: 127_486, kind: 'form', open: true },
    { code: 'revenue', value: 9_620_000, kind: 'form', open: true },
    { code: 'vehicle-output', value: 215_294, kind: 'form', open: true },
  ]);
});

test('the data month stays that of the story', async () => {
  const month = await withActor(server.deps.db, systemActor('test'), (tx) => newestMonth(tx, server.deps.now()));
  expect(month).toBe('2025-08');
});
