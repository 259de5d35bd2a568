/**
 * Figures at ten million observations: what a bureau and the public wait for a table over the whole tree of regions, put
 * together on read, with row-level security; beside SQL written by hand on a plain table without rights, and beside the
 * store's own limit (the same rows read and counted). And what keeping the figures in force costs a load.
 * Run: node -C @liannao/source bench/statistics.ts [--json] [--observations N] [--runs N]
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '@liannao/server/kernel/config.ts';
import { connect, openStore } from '@liannao/server/kernel/store/open-store.ts';
import { composeApp, depsFor, prepareStore } from '@liannao/server/main.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { askOurs, byHand, type Case, casesOf, reading } from './statistics/cases.ts';
import { type Filled, PROVINCE, shapeOf } from './statistics/data.ts';
import { load, loadWithoutHeads, makePlain } from './statistics/load.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    observations: { type: 'string', default: '10000000' },
    runs: { type: 'string', default: '60' },
  },
});
const OBSERVATIONS = Number(options.observations);
const RUNS = Number(options.runs);
/** What a reader is to wait at most, ms. */
const EXPECTED = { p95: 200, max: 1000 };
/** Months that are loaded without the trigger, for comparison. */
const COMPARED = 10;
const say = (line: string) => console.error(line);

interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Milliseconds of the runs, each with other parameters, after three that are not counted. */
async function times(work: (run: number) => Promise<unknown>): Promise<Times> {
  for (let run = 0; run < 3; run++) await work(run + 10_000);
  const taken: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await work(run);
    taken.push(performance.now() - began);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.ceil(taken.length * share) - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

const rounded = (value: number) => Number(value.toPrecision(4));
const ms = ({ p50, p95, max }: Times) => `p50 ${rounded(p50)}, p95 ${rounded(p95)}, max ${rounded(max)} ms`;

interface Result {
  readonly case: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly limit: number;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly note: string;
}

function print({ case: name, ours, peer, limit, unit, higherIsBetter, note }: Result): void {
  const ratio = (other: number) => rounded(higherIsBetter ? ours / other : other / ours);
  const line = {
    bench: 'statistics',
    case: name,
    ours: rounded(ours),
    peers: peer === null ? {} : { 'SQL by hand': rounded(peer) },
    limit: rounded(limit),
    unit,
    higherIsBetter,
    ratioToBestPeer: peer === null ? null : ratio(peer),
    ratioToLimit: ratio(limit),
    note,
  };
  if (options.json) console.log(JSON.stringify(line));
  else console.log(`${name}: ${line.ours} ${unit}; limit ${line.limit}, x limit ${line.ratioToLimit}; ${note}`);
}

/** A database of its own, on your server or on one that is started for it. */
async function scratch() {
  const server = process.env.DATABASE_URL || null;
  if (!server) {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'liannao-bench-'));
    // As root the server runs as another user, who must be able to walk in.
    await chmod(dataDir, 0o755);
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
  const filled = await shapeOf(store.db, OBSERVATIONS);
  await loading(filled);
  for (const one of casesOf(filled)) await asking(one);
  await listing();
} finally {
  await end();
}

async function loading(filled: Filled): Promise<void> {
  const bare = await loadWithoutHeads(store, filled, filled.months.slice(0, COMPARED));
  const whole = await load(store, filled, filled.months, say);
  print({
    case: `load of ${whole.rows} observations by COPY, figures in force kept`,
    ours: whole.rows / whole.seconds,
    peer: null,
    limit: bare.rows / bare.seconds,
    unit: 'rows/s',
    higherIsBetter: true,
    note: `${whole.seconds.toFixed(0)} s in statements of one month; limit: the same without the trigger, ${bare.rows} rows into empty tables`,
  });
  await makePlain(store);
}

async function asking(one: Case): Promise<void> {
  const ours = await times((run) => askOurs(store.db, one, run));
  const peer = await times((run) => byHand(one.ask(run)).execute(store.db));
  const limit = await times((run) => reading(one.ask(run)).execute(store.db));
  const within = ours.p95 <= EXPECTED.p95 && ours.max <= EXPECTED.max;
  print({
    case: one.name,
    ours: ours.p95,
    peer: peer.p95,
    limit: limit.p95,
    unit: 'ms',
    higherIsBetter: false,
    note: `${ms(ours)} of ${RUNS}, ${within ? 'within' : 'OVER'} p95 ${EXPECTED.p95} and max ${EXPECTED.max}; by hand ${ms(peer)}; limit: rows read and counted, ${ms(limit)}; load average ${loadavg()[0]?.toFixed(1)}; DHIS2 publishes 0.1 to 230 s for its analytics`,
  });
}

/** Pages of the list of figures, through the route. */
async function listing(): Promise<void> {
  const config = readConfig({}, { requestsPerMinute: 1e6, signInsPerMinute: 1e6 });
  const app = await composeApp(depsFor(store, config), config);
  const page = async (query: string) => {
    const answer = await app.inject({ url: `/api/v1/statistics/observations?limit=100${query}` });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json<{ nextCursor: string | null }>();
  };
  let cursor: string | null = null;
  const queries: readonly [string, () => Promise<unknown>][] = [
    ['first page of all figures, public', () => page('')],
    ['first page of a province and below, public', () => page(`&region=${PROVINCE}&below=true`)],
    ['first page of a county, public', () => page('&region=330109')],
    [
      'page after page, public',
      async () => {
        const answer = await page(cursor ? `&cursor=${cursor}` : '');
        cursor = answer.nextCursor;
      },
    ],
  ];
  for (const [name, work] of queries) {
    const ours = await times(work);
    const limit = await times(() =>
      sql`select * from observation_head h join observation o on o.id = h.observation_id where h.party_id is null
        order by h.indicator_code, h.scope_key, h.region_code, h.period limit 101`.execute(store.db),
    );
    print({
      case: `list: ${name}`,
      ours: ours.p95,
      peer: null,
      limit: limit.p95,
      unit: 'ms',
      higherIsBetter: false,
      note: `${ms(ours)}; limit: the owner's plain statement for a first page, ${ms(limit)}`,
    });
  }
  await app.close();
}
