import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadEntriesDemo } from './demo-entries.ts';
import { runJob } from './kernel/jobs/jobs.ts';
import { measureJob } from './kernel/registers/measure-job.ts';
import { modules } from './modules/index.ts';
import { boundSeries } from './modules/plans/index.ts';
import { type TestApp, testApp } from './testing/app.ts';

let server: TestApp;
beforeAll(async () => {
  server = await testApp();
  await loadEntriesDemo(server.deps);
  for (const { id, loadDemo } of modules) if (['statistics', 'plans'].includes(id)) await loadDemo(server.deps);
});
afterAll(() => server.close());

const count = async (table: string) =>
  Number((await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(server.deps.db)).rows[0]?.n);

test('every register that needs no file has entries', async () => {
  const { rows } = await sql<{ id: string }>`select id from register_definition where is_current`.execute(
    server.deps.db,
  );
  const empty: string[] = [];
  for (const { id } of rows) if ((await count(`reg_${id.replaceAll('-', '_')}`)) === 0) empty.push(id);
  expect(empty).toEqual(['layout-nodes', 'simulation-scenarios']);
  expect(await count('reg_enterprises')).toBeGreaterThan(3000);
});

test('where registers lead, their counts are the figures that the story tells', async () => {
  const { db, now } = server.deps;
  const jobs = await db.selectFrom('job_run').select('id').where('kind', '=', 'registers.measure').execute();
  const failed: unknown[] = [];
  for (const { id } of jobs) await runJob(db, measureJob(boundSeries, now), id, (error) => failed.push(error));
  expect(failed).toEqual([]);
  const { rows } = await sql<{ indicator_code: string; region_code: string; value: number; told: number }>`
    select o.indicator_code, o.region_code, o.value, p.value as told from observation_current o
    join observation p using (indicator_code, scope_key, region_code, period)
    where o.source->>'kind' = 'register' and p.source->>'kind' = 'synthetic'`.execute(db);
  expect(rows.filter(({ value, told }) => value !== told)).toEqual([]);
  const { rows: counted } = await sql<{ n: string }>`select count(*) as n from observation
    where source->>'kind' = 'register' and synthetic`.execute(db);
  expect(Number(counted[0]?.n)).toBeGreaterThan(1000);
});
