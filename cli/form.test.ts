import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../server/kernel/testing/database.ts';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
let database: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'liannao-form-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

/** A command on the test's own database, as somebody at a terminal runs it. */
const form = (...args: string[]) =>
  run(process.execPath, ['-C', '@liannao/source', '--disable-warning=ExperimentalWarning', MAIN, 'form', ...args], {
    env: { ...process.env, DATABASE_URL: database.store.url },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  );

test('a form is shown, changed in a file, checked with lines, put into force and used to open rounds', async () => {
  const [listed, shown] = await Promise.all([form('list', '--json'), form('show', 'industry-monthly')]);
  expect(JSON.parse(listed.out).length, listed.err).toBeGreaterThan(10);
  const [good, bad] = [path.join(folder, 'good.yaml'), path.join(folder, 'bad.yaml')];
  await writeFile(good, shown.out.replace('due: 8', 'due: 9'));
  await writeFile(bad, shown.out.replace('frequency: monthly', 'frequency: weekly'));
  const line = shown.out.split('\n').indexOf('frequency: monthly') + 1;
  const [checked, refused] = await Promise.all([form('check', good, '--lang', 'en'), form('check', bad)]);
  expect(checked.out, checked.err).toMatch(
    /^changed: Due .*: 8 → 9\nindustry-monthly: 1 changes; nothing was changed\n$/,
  );
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(`bad.yaml:${line}: frequency`) });
  expect((await form('apply', good, '--note', '放宽一天')).out).toContain('version 2 is in force');
  const [opened, rounds, half, one] = await Promise.all([
    form('open'),
    form('rounds'),
    form('open', '--form', 'industry-monthly'),
    form('open', '--form', 'industry-monthly', '--region', '杭州市', '--period', '2025-08'),
  ]);
  expect(opened).toMatchObject({ code: 0, out: '0 rounds opened\n' });
  expect(rounds.out).toMatch(/^form +period +region/);
  expect(half.code).toBe(2);
  expect(one).toMatchObject({ code: 1, err: expect.stringContaining('form-not-used-here') });
}, 180_000);
