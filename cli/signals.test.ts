import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../server/kernel/testing/database.ts';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A command on the test's own database, as somebody at a terminal runs it. */
const liannao = (...args: string[]) =>
  run(process.execPath, ['-C', '@liannao/source', '--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { ...process.env, DATABASE_URL: database.store.url },
  }).then(
    ({ stdout }) => ({ code: 0, out: stdout, err: '' }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  );

test('signals are checked, listed by region and told as JSON, and so are cases', async () => {
  const checked = await liannao('signals', 'check', '--json');
  expect(checked.code, checked.err).toBe(0);
  expect(JSON.parse(checked.out)).toMatchObject({ opened: 0, closed: 0, failed: [] });
  const [listed, cases, unknown] = await Promise.all([
    liannao('signals', '--region', '台州市', '--json'),
    liannao('cases'),
    liannao('cases', '--region', '无此地'),
  ]);
  expect(JSON.parse(listed.out)).toMatchObject({ items: [], total: 0, checkedAt: expect.stringMatching(/^20/) });
  expect(cases.out).toBe('0 cases: 0 soon due, 0 overdue, 0 raised\n');
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('no such region') });
}, 180_000);
