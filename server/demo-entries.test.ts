import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadEntriesDemo } from './demo-entries.ts';
import { type TestApp, testApp } from './testing/app.ts';

let server: TestApp;
beforeAll(async () => {
  server = await testApp();
  await loadEntriesDemo(server.deps);
});
afterAll(() => server.close());

const count = async (table: string) =>
  Number((await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(server.deps.db)).rows[0]?.n);

test('every register that needs no file has entries, all marked as synthetic', async () => {
  const { rows } = await sql<{ id: string }>`select id from register_definition where is_current`.execute(server.deps.db);
  const empty: string[] = [];
  for (const { id } of rows) if ((await count(`reg_${id.replaceAll('-', '_')}`)) === 0) empty.push(id);
  expect(empty).toEqual(['layout-nodes', 'simulation-scenarios']);
  expect(await count('reg_enterprises')).toBeGreaterThan(3000);
});
