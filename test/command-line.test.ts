import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';

/** Every command on the data folder of a server that runs: what an operator does at night, without stopping it. */
describe('the command line beside a running server', () => {
  let server: RunningServer;
  let folder = '';
  const at = (name: string) => path.join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'liannao-command-line-'));
    // A store restored below it belongs to the user that the embedded server runs as.
    await chmod(folder, 0o755);
    server = await startServer();
  });
  afterAll(async () => {
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const head = '指标,地区,期间,数值,单位';
  const good = ['新能源汽车产量,340100,2025年1-8月,4,万辆', '新能源汽车产量,340100,2024年1-8月,5.5,万辆'];
  const file = async (name: string, rows: readonly string[]) => {
    await writeFile(at(name), [head, ...rows].join('\n'));
    return at(name);
  };
  const targetsOf = async (data: readonly string[] = []) => {
    const { code, stdout } = await server.command(['export', 'targets', ...data]);
    expect(code).toBe(0);
    return stdout.trim().split('\n');
  };

  test('a dry run counts what would be written and writes nothing', async () => {
    const figures = await file('good.csv', good);
    const first = await server.command(['import', 'observations', figures, '--dry-run', '--json']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(first.stdout).counts).toEqual({ new: 2, changed: 0, unchanged: 0, wrong: 0 });
    const second = await server.command(['import', 'observations', figures, '--dry-run', '--json']);
    expect(JSON.parse(second.stdout).counts.new).toBe(2);
  });

  test('an import writes the good rows, names the wrong ones and answers 1', async () => {
    const figures = await file('mixed.csv', [...good, '新能源汽车产量,合费市,2025-08,1,万辆']);
    const { code, stdout, stderr } = await server.command([
      'import',
      'observations',
      figures,
      '--errors',
      at('bad.csv'),
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('2 new, 0 changed, 0 unchanged, 1 wrong');
    expect(stderr).toContain(`${figures}:4: 地区 "合费市"`);
    expect(await readFile(at('bad.csv'), 'utf8')).toContain('合费市');
    const again = await server.command(['import', 'observations', at('good.csv'), '--json']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout).counts).toEqual({ new: 0, changed: 0, unchanged: 2, wrong: 0 });
  });

  test('what the command line wrote, the running server answers', async () => {
    const session = await fetch(`${server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'admin', password: server.password }),
    });
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    const query = 'indicator=nev-output&region=340100';
    const answer = await fetch(`${server.url}/api/v1/statistics/observations?${query}`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    const { items } = (await answer.json()) as { items: { period: string; value: number }[] };
    expect(items.map(({ period, value }) => `${period} ${value}`).sort()).toEqual([
      '2024-01..08 55000',
      '2025-01..08 40000',
    ]);
  });

  test('the ledger goes out as Excel and as CSV', async () => {
    const { code } = await server.command(['export', 'targets', '--out', at('targets.xlsx')]);
    expect(code).toBe(0);
    expect((await readFile(at('targets.xlsx'))).subarray(0, 2).toString()).toBe('PK');
    expect(await targetsOf()).toHaveLength(1 + 85);
  });

  test('the audit chain and the doctor are content', async () => {
    const audit = await server.command(['audit', 'verify', '--json']);
    expect(audit.code).toBe(0);
    expect(JSON.parse(audit.stdout)).toMatchObject({ ok: true });
    const doctor = await server.command(['doctor', '--json']);
    expect(doctor.code).toBe(0);
    const findings = JSON.parse(doctor.stdout) as { part: string; state: string }[];
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(findings.map(({ part }) => part)).toEqual(expect.arrayContaining(['node', 'data folder', 'store', 'audit']));
  });

  test('a backup made beside the server restores into an empty folder, row by row', async () => {
    const backup = await server.command(['backup', at('backup')]);
    expect(backup.code).toBe(0);
    expect((await stat(at('backup'))).size).toBeGreaterThan(10_000);
    const rows = (line: string) => line.match(/(\d+) tables, (\d+) rows/)?.slice(1);
    const fresh = ['--data', at('fresh')];
    const restored = await server.command(['restore', at('backup'), ...fresh]);
    expect(restored).toMatchObject({ code: 0 });
    expect(rows(restored.stdout)).toEqual(rows(backup.stdout));
    expect(await targetsOf(fresh)).toEqual(await targetsOf());
    const audit = await server.command(['audit', 'verify', '--json', ...fresh]);
    expect(JSON.parse(audit.stdout)).toMatchObject({ ok: true });

    // A store that holds something is not overwritten by accident.
    const twice = await server.command(['restore', at('backup'), ...fresh]);
    expect(twice.code).toBe(1);
    expect(twice.stderr).toContain('store-not-empty');
  });

  test('wrong usage answers 2 with the usage, a missing file answers 1 with its name', async () => {
    const usage = await server.command(['import', 'nonsense', at('good.csv')]);
    expect(usage.code).toBe(2);
    expect(usage.stderr).toContain('usage: liannao import');
    expect((await server.command(['no-such-command'])).code).toBe(2);
    expect((await server.command(['export', 'targets', '--nonsense'])).code).toBe(2);
    const missing = await server.command(['import', 'observations', at('nowhere.csv')]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('nowhere.csv');
  });

  test('the server met no fault meanwhile', () => {
    expect(server.faults()).toEqual([]);
  });
});
