/**
 * The evening of the deadline: some hundred firms fetch their return, save it and hand it in at the same moment, over
 * loopback, to a server in a process of its own; then every one sends the same again, as a program does that got no answer.
 * Counts that nothing was lost or doubled, and that the totals are the sum of what was sent. The limit is a plain insert of
 * the same JSON, each in a transaction of its own, over as many connections as the server has.
 * Run: node -C @liannao/source bench/statistics-load.ts [--json] [--reporters N] [--rows N]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor, type Tx, withActor } from '@liannao/server/kernel/access/actor.ts';
import { createToken } from '@liannao/server/kernel/access/tokens.ts';
import { createUser, grantRole } from '@liannao/server/kernel/access/users.ts';
import { readConfig } from '@liannao/server/kernel/config.ts';
import { usccOf } from '@liannao/server/kernel/registers/import-samples.ts';
import { connect, openStore, type Store } from '@liannao/server/kernel/store/open-store.ts';
import { start } from '@liannao/server/main.ts';
import { sql } from 'kysely';
import pg from 'pg';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    reporters: { type: 'string', default: '200' },
    rows: { type: 'string', default: '40' },
    serve: { type: 'boolean', default: false },
  },
});
const REPORTERS = Number(options.reporters);
const ROWS = Number(options.rows);
const COUNTIES = ['331081', '331082', '331083', '331002', '331003', '331004', '331022', '331023', '331024'];
const CITY = '331000';
/** As many as the server's own pool has. */
const CONNECTIONS = 12;
const say = (line: string) => console.error(line);

/** The server's own process: tells its address, and ends when it is told to. */
async function serve(): Promise<void> {
  const unlimited = { requestsPerMinute: 1e7, signInsPerMinute: 1e6 };
  const config = readConfig(process.env, { port: 0, empty: true, ...unlimited });
  const running = await start(config, null, say);
  const end = () => void running.stop().then(() => process.exit(0));
  process.once('message', end);
  process.once('disconnect', end);
  process.send?.({ address: running.address });
}

interface Server {
  readonly address: string;
  readonly store: Store;
  stop(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'liannao-bench-'));
  await chmod(dataDir, 0o755);
  const outside = process.env.DATABASE_URL || null;
  const url = outside === null ? null : await createDatabase(outside);
  const child = fork(import.meta.filename, ['--serve'], {
    env: { ...process.env, DATABASE_URL: url ?? '', LIANNAO_DATA: dataDir },
    execArgv: ['-C', '@liannao/source', '--disable-warning=ExperimentalWarning'],
  });
  const address = await said(child);
  const store = url === null ? await openStore({ databaseUrl: null, dataDir }) : connect(url);
  const stop = async () => {
    await store.close();
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.send('stop');
    await gone;
    if (outside !== null && url !== null) await dropDatabase(outside, url);
    await rm(dataDir, { recursive: true, force: true });
  };
  return { address, store, stop };
}

const said = (child: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    child.once('message', (message: { address: string }) => resolve(message.address));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function createDatabase(server: string): Promise<string> {
  const url = new URL(server);
  url.pathname = `/liannao_bench_${randomBytes(4).toString('hex')}`;
  await onServer(server, `create database ${url.pathname.slice(1)}`);
  return url.toString();
}
const dropDatabase = (server: string, url: string) =>
  onServer(server, `drop database ${new URL(url).pathname.slice(1)} with (force)`);

interface Reporter {
  readonly returnId: string;
  readonly token: string;
  readonly key: string;
  readonly cells: Record<string, Record<string, { value: string }>>;
}

const code = (row: number) => String(row + 1).padStart(2, '0');
const NAMES = { zh: '表', en: 'Form' };

/** A form of flow rows, a round in which all are asked, and for each an account of its own with a token. */
async function prepare(tx: Tx): Promise<{ round: string; reporters: Reporter[] }> {
  const system = systemActor('bench');
  const rows = Array.from({ length: ROWS }, (_, at) => ({
    ...{ code: code(at), zh: `行${at}`, en: `Row ${at}`, kind: 'flow' as const, unit: '辆', parent: null },
    ...{ indicator: at === 0 ? 'nev-output' : null, scope: {}, exhaustive: false, required: true },
    ...{ mayFall: false, mayBeNegative: false, hint: { zh: '', en: '' } },
  }));
  const definition = {
    ...{ id: 'bench-form', ...NAMES, number: '901', authority: NAMES, edition: '2025', validFrom: '2023-01' },
    ...{ validUntil: null, frequency: 'monthly' as const, exempt: [], opens: 1, due: 8, release: null },
    reporter: { kind: 'party' as const, register: null, where: null, names: NAMES },
    ...{ columns: ['current' as const, 'cumulative' as const], review: ['county' as const, 'city' as const] },
    sections: [{ id: 'all', ...NAMES, open: null, rows }],
    checks: [],
  };
  const by = { created_by: null, created_by_name: 'bench' };
  await tx.insertInto('statistics_form').values({ id: 'bench-form', region_code: CITY, retired_at: null }).execute();
  await tx
    .insertInto('statistics_form_version')
    .values({
      ...{
        form_id: 'bench-form',
        version: 1,
        definition: JSON.stringify(definition),
        source: '',
        shipped: false,
        ...by,
      },
      ...{ valid_from: '2023-01', valid_until: null },
    })
    .execute();
  const month = { form_id: 'bench-form', period: '2025-03', last_month: '2025-03', region_code: CITY };
  const dates = { opens_on: '2025-03-01', due_on: '2099-12-31', release_at: null, released_at: null };
  const { id: round } = await tx
    .insertInto('statistics_round')
    .values({ ...month, version: 1, ...dates })
    .returning('id')
    .executeTakeFirstOrThrow();
  const reporters: Reporter[] = [];
  for (let at = 0; at < REPORTERS; at += 1) {
    const region = COUNTIES[at % COUNTIES.length] ?? CITY;
    const { id: party } = await tx
      .insertInto('party')
      .values({ kind: 'enterprise', name: `企业${at}`, uscc: usccOf(at + 1), region_code: region })
      .returning('id')
      .executeTakeFirstOrThrow();
    const user = { name: `firm-${at}`, displayName: `企业${at}`, passwordHash: '-', mustChange: false };
    const userId = await createUser(tx, system, user);
    await grantRole(tx, system, { userId, role: 'reporter', regionCode: null, partyId: party });
    const expiresAt = new Date(Date.now() + 3_600_000);
    const asked = { userId, name: 'bench', permissions: ['statistics.report'], expiresAt };
    const { token } = await createToken(tx, system, asked.permissions, asked);
    const { id: returnId } = await tx
      .insertInto('statistics_return')
      .values({
        ...{ round_id: round, ...month, region_code: region, party_id: party, cells: '{}', due_on: dates.due_on },
        findings: '{"error":0,"warning":0,"blank":0,"explained":0}',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    reporters.push({ returnId, token, key: randomUUID(), cells: cellsOf(at) });
  }
  return { round, reporters };
}

/** Different for each firm, so that none looks copied; the sum since January is above the month. */
const cellsOf = (firm: number): Reporter['cells'] =>
  Object.fromEntries(
    rowsUpTo(ROWS).map((row) => {
      const value = 1000 + ((firm * 7919 + row * 104_729) % 99_991);
      return [code(row), { current: { value: `${value}.25` }, cumulative: { value: String(value * 3) } }];
    }),
  );
const rowsUpTo = (n: number) => Array.from({ length: n }, (_, at) => at);

interface Answered {
  readonly ms: number;
  readonly status: number;
  readonly body: string;
}

/** All at the same moment; how long each took. */
async function together(
  address: string,
  reporters: readonly Reporter[],
  ask: (one: Reporter) => [string, RequestInit],
) {
  const began = performance.now();
  const answers = await Promise.all(
    reporters.map(async (one): Promise<Answered> => {
      const [url, init] = ask(one);
      const headers = { authorization: `Bearer ${one.token}`, 'content-type': 'application/json', ...init.headers };
      const sent = performance.now();
      const answer = await fetch(`${address}/api/v1/statistics/returns/${one.returnId}${url}`, { ...init, headers });
      const body = await answer.text();
      return { ms: performance.now() - sent, status: answer.status, body };
    }),
  );
  const wrong = answers.find((one) => one.status !== 200);
  if (wrong) throw new Error(`${wrong.status} ${wrong.body.slice(0, 400)}`);
  return { answers, seconds: (performance.now() - began) / 1000 };
}

async function measure(): Promise<void> {
  const server = await startServer();
  try {
    const system = systemActor('bench');
    const { round, reporters } = await withActor(server.store.db, system, prepare);
    say(`${REPORTERS} reporters, ${ROWS} rows`);
    const fetched = await together(server.address, reporters, () => ['', {}]);
    printTimes('fetch the return', fetched);
    const body = ({ cells }: Reporter) => JSON.stringify({ cells });
    const saved = await together(server.address, reporters, (one) => [
      '',
      { method: 'PUT', body: body(one), headers: { 'if-match': '"0"' } },
    ]);
    printTimes('save a draft', saved);
    const submit = (one: Reporter): [string, RequestInit] => [
      '/submit',
      { method: 'POST', body: body(one), headers: { 'if-match': '"1"', 'idempotency-key': one.key } },
    ];
    const limit = await plainInserts(server.store, reporters.map(body));
    const submitted = await together(server.address, reporters, submit);
    printTimes('hand in, all at once', submitted);
    print({
      case: 'handed in a second',
      ours: REPORTERS / submitted.seconds,
      limit,
      unit: '1/s',
      higherIsBetter: true,
      note: '',
    });
    await printCounts(server.store, round, 'found in the store');
    const again = await together(server.address, reporters, submit);
    printTimes('the same again with the same key', again);
    const same = again.answers.filter((one, at) => one.body === submitted.answers[at]?.body).length;
    print({ case: 'answered the same', ours: same, limit: REPORTERS, unit: 'returns', higherIsBetter: true, note: '' });
    await printCounts(server.store, round, 'found in the store after the repetition');
    await printTotals(server.store, round, reporters);
  } finally {
    await server.stop();
  }
}

/** How many a second the store takes of the same JSON, one transaction each. */
async function plainInserts(store: Store, bodies: readonly string[]): Promise<number> {
  const pool = new pg.Pool({ connectionString: store.url, max: CONNECTIONS });
  await pool.query('create table bench_plain (id uuid primary key default gen_random_uuid(), cells jsonb not null)');
  await Promise.all(rowsUpTo(CONNECTIONS).map(() => pool.query('select 1')));
  const began = performance.now();
  await Promise.all(bodies.map((body) => pool.query('insert into bench_plain (cells) values ($1)', [body])));
  const seconds = (performance.now() - began) / 1000;
  await pool.query('drop table bench_plain');
  await pool.end();
  return bodies.length / seconds;
}

async function printCounts(store: Store, round: string, what: string): Promise<void> {
  const { rows } = await sql<{ submitted: number; versions: number; most: number }>`
    select count(*) filter (where r.state = 'submitted')::int as submitted, coalesce(sum(v.n), 0)::int as versions,
      coalesce(max(v.n), 0)::int as most
    from statistics_return r left join (select return_id, count(*) as n from statistics_return_version group by 1) v
      on v.return_id = r.id where r.round_id = ${round}::uuid`.execute(store.db);
  const { submitted = 0, versions = 0, most = 0 } = rows[0] ?? {};
  const note = `${versions} versions, at most ${most} a return`;
  print({ case: what, ours: submitted, limit: REPORTERS, unit: 'returns', higherIsBetter: true, note });
}

/** Waits until the server has added up everything, then holds every total against the sum of what was sent. */
async function printTotals(store: Store, round: string, reporters: readonly Reporter[]): Promise<void> {
  const began = performance.now();
  for (;;) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from statistics_due`.execute(store.db);
    if (rows[0]?.n === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const waited = Math.round(performance.now() - began);
  const { rows } = await sql<{ row: string; column: string; value: string }>`
    select row_key as row, column_id as column, value::text as value from statistics_total
    where round_id = ${round}::uuid and region_code = ${CITY}`.execute(store.db);
  const right = rows.filter(({ row, column, value }) => {
    const sum = reporters.reduce((whole, { cells }) => whole + Number(cells[row]?.[column]?.value ?? Number.NaN), 0);
    return Number(value) === sum;
  }).length;
  const note = `added up ${waited} ms after the last answer`;
  print({ case: 'totals equal to the sum', ours: right, limit: ROWS * 2, unit: 'totals', higherIsBetter: true, note });
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function printTimes(name: string, { answers, seconds }: { answers: readonly Answered[]; seconds: number }): void {
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const note = `p50 ${rounded(at(sorted, 0.5))}, max ${rounded(at(sorted, 1))}; ${rounded(answers.length / seconds)} requests/s`;
  print({ case: `${name}: p95`, ours: at(sorted, 0.95), limit: null, unit: 'ms', higherIsBetter: false, note });
}

interface Result {
  readonly case: string;
  readonly ours: number;
  readonly limit: number | null;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly note: string;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function print({ case: name, ours, limit, unit, higherIsBetter, note }: Result): void {
  const ratioToLimit = limit === null ? null : rounded(higherIsBetter ? ours / limit : limit / ours);
  if (options.json) {
    const line = { bench: 'statistics-load', case: name, ours: rounded(ours), peers: {} };
    const rest = { limit: limit === null ? null : rounded(limit), unit, higherIsBetter, ratioToBestPeer: null };
    console.log(JSON.stringify({ ...line, ...rest, ratioToLimit, note }));
  } else {
    const beside = limit === null ? '' : `; limit ${rounded(limit)}, x limit ${ratioToLimit}`;
    console.log(`${name}: ${rounded(ours)} ${unit}${beside}; ${note}`);
  }
}

if (options.serve) await serve();
else await measure();
