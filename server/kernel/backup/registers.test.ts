import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { composeApp, depsFor } from '../../main.ts';
import { type Ask, testApp } from '../../testing/app.ts';
import { readConfig } from '../config.ts';
import { add, define, PLOTS, plot, titles } from '../registers/test-definitions.ts';
import { testDatabase } from '../testing/database.ts';
import { backupStore, restoreStore } from './backup.ts';

test('registers that a steward made, changed or removed come back with their entries and history', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'liannao-registers-'));
  const file = path.join(folder, 'store.backup');
  const source = await testApp();
  const target = await testDatabase();
  try {
    const admin = await source.as('admin');
    await define(admin, 'test-plots', PLOTS.replace('en: Remark', 'en: "Remark \\t \\\\ x"'));
    const { id } = await add(admin, plot({ code: 'B1', remark: '制表\t换行\n反斜\\', price: 0.1, uses: ['x', 'y'] }));
    const url = `/api/v1/registers/test-plots/entries/${id}`;
    await admin({ method: 'PATCH', url, payload: { values: { name: '改了名' } } });
    await backupStore(source.deps.store, file);
    await restoreStore(target.store, file);

    const config = readConfig({}, { requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 });
    const app = await composeApp(depsFor(target.store, config), config);
    const nobody: Ask = (options) => app.inject(options);
    expect(await titles(nobody)).toEqual([]);
    const seen = async (table: string) =>
      (await sql`select to_jsonb(t) - '_past_to' as row from ${sql.table(table)} t`.execute(target.store.db)).rows;
    const was = async (table: string) =>
      (await sql`select to_jsonb(t) - '_past_to' as row from ${sql.table(table)} t`.execute(source.deps.db)).rows;
    for (const table of ['reg_test_plots', 'reg_test_plots_past']) {
      expect(await seen(table)).toHaveLength(1);
      expect(await seen(table)).toEqual(await was(table));
    }
    // The history goes on where it was.
    await sql`update reg_test_plots set _revision = _revision + 1`.execute(target.store.db);
    expect(await seen('reg_test_plots_past')).toHaveLength(2);
    await app.close();
  } finally {
    await source.close();
    await target.close();
    await rm(folder, { recursive: true, force: true });
  }
});
