/**
 * Registers at a million entries: what a bureau waits for in the list, how fast a list of 100,000 rows is checked and
 * written, and a million exported, each beside the store's own limit (plain SQL on the same table without rights; COPY).
 * Run: node -C @liannao/source bench/registers.ts [--json] [--entries N] [--rows N]
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { hashPassword } from '@liannao/server/kernel/access/secrets.ts';
import { createUser, grantRole } from '@liannao/server/kernel/access/users.ts';
import { readConfig } from '@liannao/server/kernel/config.ts';
import { findImporter } from '@liannao/server/kernel/imports/importers.ts';
import { checkImport, writeImport } from '@liannao/server/kernel/imports/service.ts';
import { tenKindsOfWrong, usccOf } from '@liannao/server/kernel/registers/import-samples.ts';
import { connect, openStore } from '@liannao/server/kernel/store/open-store.ts';
import { composeApp, depsFor, importers, prepareStore } from '@liannao/server/main.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { copyIn, copyOut } from './registers/copy.ts';
import { fillEnterprises } from './registers/data.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    entries: { type: 'string', default: '1000000' },
    rows: { type: 'string', default: '100000' },
  },
});
const ENTRIES = Number(options.entries);
const ROWS = Number(options.rows);
const REPEATS = 15;
const say = (line: string) => console.error(line);

interface Result {
  readonly case: string;
  readonly ours: number;
  readonly limit: number;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly note: string;
}

const rounded = (value: number) => Number(value.toPrecision(4));
function print({ case: name, ours, limit, unit, higherIsBetter, note }: Result): void {
  const ratioToLimit = rounded(higherIsBetter ? ours / limit : limit / ours);
  const line = {
    bench: 'registers',
    case: name,
    ours: rounded(ours),
    peers: {},
    limit: rounded(limit),
    unit,
    higherIsBetter,
  };
  if (options.json) console.log(JSON.stringify({ ...line, ratioToBestPeer: null, ratioToLimit, note }));
  else console.log(`${name}: ${rounded(ours)} ${unit}; limit ${rounded(limit)}, x limit ${ratioToLimit}; ${note}`);
}

/** Milliseconds of each of some runs, after one that is not counted. */
async function times(work: () => Promise<unknown>): Promise<{ p50: number; max: number }> {
  await work();
  const taken: number[] = [];
  for (let run = 0; run < REPEATS; run++) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  taken.sort((a, b) => a - b);
  return { p50: taken[Math.floor(taken.length / 2)] ?? 0, max: taken.at(-1) ?? 0 };
}

/** A database of its own, on your server or on one that is started for it. */
async function scratch() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'liannao-bench-'));
  await chmod(dataDir, 0o755);
  const server = process.env.DATABASE_URL || null;
  if (!server) {
    const store = await openStore({ databaseUrl: null, dataDir });
    return { store, end: () => store.close().then(() => rm(dataDir, { recursive: true, force: true })) };
  }
  const name = `liannao_bench_${randomBytes(4).toString('hex')}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const store = connect(url.toString());
  return { store, end: () => store.close().then(() => run(`drop database ${name} with (force)`)) };
}

const { store, end } = await scratch();
try {
  await prepareStore(store);
  const began = performance.now();
  await fillEnterprises(store.db, ENTRIES);
  say(`${ENTRIES} entries made in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  await lists();
  await exports();
  await imports();
} finally {
  await end();
}

/**
 * Each through the route, with row-level security, as the bureau of a province and with its region, as the page asks; the
 * limit is the owner's plain statement.
 */
async function lists(): Promise<void> {
  const config = readConfig({}, { requestsPerMinute: 1e6, signInsPerMinute: 1e6 });
  const app = await composeApp(depsFor(store, config), config);
  const system = systemActor('bench');
  await withActor(store.db, system, async (tx) => {
    const passwordHash = await hashPassword('a long enough password');
    const user = { name: 'bench', displayName: 'bench', passwordHash, mustChange: false };
    const userId = await createUser(tx, system, user);
    await grantRole(tx, system, { userId, role: 'bureau', regionCode: '330000' });
  });
  const session = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { name: 'bench', password: 'a long enough password' },
  });
  const [cookie] = session.cookies;
  const ask = async (query: Record<string, string>, tail = '') => {
    const url = `/api/v1/registers/enterprises/entries${tail}?${new URLSearchParams({ region: '330000', ...query })}`;
    const answer = await app.inject({ url, cookies: { [cookie?.name ?? '']: cookie?.value ?? '' } });
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
    return answer;
  };
  const plain = (where: string, order = 'order by _updated_at desc, _id limit 101') =>
    sql.raw(`select * from reg_enterprises where ${where} ${order}`).execute(store.db);
  const cases: readonly (readonly [string, Record<string, string>, () => Promise<unknown>, string?])[] = [
    ['first page', {}, () => plain('true')],
    ['code equality', { filter: 'chain-role = software' }, () => plain(`"chain-role" = 'software'`)],
    [
      'range',
      { filter: 'revenue >= 1990000 and revenue < 1999000' },
      () => plain('revenue >= 1990000 and revenue < 1999000'),
    ],
    [
      'three combined',
      { filter: 'state = active and above-scale = true and chain-role in [part, key-part]', region: '331000' },
      () =>
        plain(`_state = 'active' and "above-scale" and "chain-role" in ('part','key-part') and _region in
          (select descendant from region_closure where ancestor = '331000')`),
    ],
    ['text search', { q: '零部件4711' }, () => plain(`strpos(_search, '零部件4711') > 0`)],
    [
      'as at a day',
      { asAt: '2025-03-31', filter: 'chain-role = software' },
      () => plain(`"chain-role" = 'software' and "established-on" <= '2025-03-31'`),
    ],
    ['sort by a column', { sort: '-revenue' }, () => plain('true', 'order by revenue desc nulls last, _id limit 101')],
    ['count', {}, () => sql`select count(*) from reg_enterprises`.execute(store.db), '/count'],
  ];
  for (const [name, query, limitOf, tail] of cases) {
    const ours = await times(() => ask(query, tail));
    const limit = await times(limitOf);
    print({
      case: `${name}, ${ENTRIES} entries`,
      ours: ours.p50,
      limit: limit.p50,
      unit: 'ms',
      higherIsBetter: false,
      note: `p50 of ${REPEATS}; max ${ours.max.toFixed(0)} ms; limit: plain SQL without rights, max ${limit.max.toFixed(0)} ms`,
    });
  }
  await app.close();
}

/** Check and write of a file with one row in a hundred wrong, in ten ways; the limit is COPY of the same text. */
async function imports(): Promise<void> {
  const { header, rows: wrong } = tenKindsOfWrong();
  const columns = header.split(',').length;
  const roles = ['整车', '关键零部件', '一般零部件', '软件与网联'];
  const good = (n: number) =>
    `${usccOf(n)},导入企业${n}号,萧山区,3670,${roles[n % roles.length]},2015-03-01,在营,是,${5000 + (n % 100_000)},0,,`;
  const lines = Array.from({ length: ROWS }, (_, n) =>
    n % 100 === 99 ? (wrong[((n - 99) / 100) % wrong.length]?.cells ?? '') : good(n),
  );
  const bytes = Buffer.from([header, ...lines].join('\n'));
  const actor = systemActor('bench');
  const context = { actor, locale: 'zh' as const, now: new Date() };
  const clock = performance.now();
  const { run, importer } = await withActor(store.db, actor, async (tx) => {
    const found = await findImporter(tx, importers, 'register.enterprises');
    if (!found) throw new Error('no importer');
    return { importer: found, run: await checkImport(tx, found, { name: 'bench.csv', bytes }, context) };
  });
  const checked = (performance.now() - clock) / 1000;
  const report = await withActor(store.db, actor, (tx) => writeImport(tx, importer, { runId: run.id }, context));
  const whole = (performance.now() - clock) / 1000;
  await sql`create table bench_copy (${sql.raw(Array.from({ length: columns }, (_, at) => `c${at} text`).join(', '))})`.execute(
    store.db,
  );
  const copied = await copyIn(store.url, 'copy bench_copy from stdin with (format csv)', [
    Buffer.from(lines.join('\n')),
  ]);
  const { new: added, wrong: left } = report.counts;
  print({
    case: `import of ${ROWS} rows of ${columns} columns: dry run, then check and write`,
    ours: (ROWS * columns) / whole,
    limit: (ROWS * columns) / copied,
    unit: 'cells/s',
    higherIsBetter: true,
    note: `dry run ${checked.toFixed(1)} s, check and write ${(whole - checked).toFixed(1)} s; ${added} taken, ${left} given back with reasons; limit: COPY of the text into a bare table`,
  });
  print({
    case: `import of ${ROWS} rows: check and write`,
    ours: (ROWS * columns) / (whole - checked),
    limit: (ROWS * columns) / copied,
    unit: 'cells/s',
    higherIsBetter: true,
    note: 'as a command line import without --dry-run does it once more than needed',
  });
}

/** All entries as a file, in a process of its own; the limit is COPY of the same table. */
async function exports(): Promise<void> {
  const limitSeconds = await copyOut(store.url, 'copy reg_enterprises to stdout with (format csv)');
  for (const format of ['csv', 'xlsx']) {
    const args = ['-C', '@liannao/source', path.join(import.meta.dirname, 'registers', 'export.ts'), store.url, format];
    let out: string;
    try {
      out = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      say(
        `export as ${format}: ${String((error as { stderr?: string }).stderr)
          .split('\n')
          .find((line) => line.includes('rror'))}`,
      );
      continue;
    }
    const { rows, bytes, seconds, peakMib } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
    print({
      case: `export of ${rows} rows as ${format}`,
      ours: rows / seconds,
      limit: rows / limitSeconds,
      unit: 'rows/s',
      higherIsBetter: true,
      note: `${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(0)} MB, peak RSS ${peakMib} MiB; limit: COPY to stdout`,
    });
  }
}
