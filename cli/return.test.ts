import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../server/kernel/access/actor.ts';
import { createUser, grantRole } from '../server/kernel/access/users.ts';
import { usccOf } from '../server/kernel/registers/import-samples.ts';
import { testDatabase } from '../server/kernel/testing/database.ts';
import { addFirms, addForm, addRound, asTest, ownForm } from '../server/modules/statistics/returns/testing.ts';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
let database: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;
let id: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'liannao-return-'));
  const { db } = database.store;
  await addForm(db, ownForm());
  const [party = ''] = await addFirms(db, [{ name: '甲厂', uscc: usccOf(41), region: '331082' }]);
  const round = await addRound(db, {
    form: 'own-output',
    period: '2025-03',
    reporters: [{ party, region: '331082' }],
    due: '2099-12-31',
  });
  id = round.returns[0] ?? '';
  const system = systemActor('test');
  await asTest(db, async (tx) => {
    const user = { name: 'firm', displayName: '甲厂填报人', passwordHash: '-', mustChange: false };
    const userId = await createUser(tx, system, user);
    await grantRole(tx, system, { userId, role: 'reporter', regionCode: null, partyId: party });
  });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

/** A command on the test's own database, as somebody at a terminal runs it. */
const ours = (...args: string[]) =>
  run(process.execPath, ['-C', '@liannao/source', '--disable-warning=ExperimentalWarning', MAIN, 'return', ...args], {
    env: { ...process.env, DATABASE_URL: database.store.url },
  }).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, out: error.stderr }),
  );

async function filled(file: string): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(await readFile(file)).buffer);
  const values: Readonly<Record<string, readonly number[]>> = { '01': [100, 300], '02': [40, 90] };
  workbook.worksheets[0]?.eachRow((row) => {
    for (const [at, value] of (values[row.getCell(1).text] ?? []).entries()) row.getCell(4 + at).value = value;
  });
  await writeFile(file, new Uint8Array(await workbook.xlsx.writeBuffer()));
}

test('a return goes out as a template, comes back filled in and is handed in, by whoever answers for it', async () => {
  const file = path.join(folder, 'form.xlsx');
  const [out, nobody] = await Promise.all([ours('template', id, '--out', file), ours('submit', id)]);
  expect(out, out.out).toMatchObject({ code: 0 });
  expect(nobody.code).toBe(2);
  expect(nobody.out).toContain('--as USER');
  await filled(file);
  const draft = await ours('fill', id, file, '--as', 'firm');
  expect(draft.out).toMatch(/own-output|产量月报 2025-03 · 甲厂 · draft, revision 1/);
  const sent = await ours('submit', id, '--as', 'firm', '--json');
  expect(JSON.parse(sent.out)).toMatchObject({ state: 'submitted', revision: 2, trail: [{}, { action: 'submit' }] });
});
