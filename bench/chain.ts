/**
 * Supply graphs: from files to a graph, how far a firm reaches, what its failure costs; beside graphology, DuckDB and a plain
 * loop in C, on a network that is made for it, in CPU time of one thread. Answers are compared before times are told.
 * Run: node -C @liannao/source bench/chain.ts [--json] [--large] [--sources N]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type ChainGraph, reachRunner, riskRunner } from '@liannao/chain-graph';
import { readChain } from '../cli/chain-files.ts';
import { loadDuckdb, reachDuckdb, shockDuckdb } from './chain/duckdb-peer.ts';
import { type Network, writeNetwork } from './chain/generate.ts';
import { loadGraphology, reachGraphology, shockGraphology } from './chain/graphology-peer.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    sources: { type: 'string', default: '20' },
  },
});
const SMALL = { firms: 100_000, links: 500_000, seed: 7 };
const LARGE = { firms: 1_000_000, links: 5_000_000, seed: 7 };
/** Peers get fewer starts, and on the large network one, at the coarse ε, without graphology: all would take hours. */
const PEERS = {
  small: { starts: 2, epsilons: [1e-2, 1e-6], graphology: true },
  large: { starts: 1, epsilons: [1e-2], graphology: false },
};
/** Both are the mean over starts; a peer's over fewer. */
const AGREE = 1e-9;
/** Changes that wait, where ours is not exact; as the command line takes it for a ranking of so many firms. */
const THRESHOLD = 1e-7;

interface Figure {
  readonly ms: number;
  readonly answer: number;
}

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Mean CPU time and mean answer of a question put for each of `sources`. */
async function mean(sources: readonly number[], ask: (source: number) => number | Promise<number>): Promise<Figure> {
  let sum = 0;
  const began = cpuMs();
  for (const source of sources) sum += await ask(source);
  return { ms: (cpuMs() - began) / sources.length, answer: sum / sources.length };
}

async function timed<Answer>(work: () => Answer | Promise<Answer>): Promise<{ ms: number; value: Answer }> {
  const began = cpuMs();
  const value = await work();
  return { ms: cpuMs() - began, value };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const usedBytes = () => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** The plain loop, compiled here: figures by name. */
function limits(folder: string, sources: number): Map<string, Figure> {
  const program = path.join(folder, 'limit');
  execFileSync(process.env.CC ?? 'cc', ['-O2', '-o', program, path.join(import.meta.dirname, 'chain', 'limit.c')]);
  const said = execFileSync(program, [folder, String(sources)], { encoding: 'utf8' });
  return new Map(
    said
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', ms, answer] = line.split(' ');
        return [name, { ms: Number(ms), answer: Number(answer) }];
      }),
  );
}

const readOurs = ({ folder }: Network): Promise<ChainGraph> =>
  readChain({
    firms: path.join(folder, 'firms.csv'),
    links: path.join(folder, 'links.csv'),
    'paper-weights': true,
    'merge-groups': false,
  });

function agree(what: string, ours: number, other: number | undefined, within = AGREE): void {
  if (other === undefined || Math.abs(ours - other) <= within) return;
  throw new Error(`${what}: ours ${ours}, other ${other}`);
}

interface Row {
  readonly case: string;
  readonly ours: number;
  readonly peers: Readonly<Record<string, number>>;
  readonly limit: number;
  readonly unit: string;
  readonly note: string;
}

async function measure(shape: typeof SMALL, starts: number, asked: typeof PEERS.small): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'liannao-chain-'));
  try {
    console.error(`making a network of ${shape.firms} firms and ${shape.links} links`);
    const network = writeNetwork(folder, shape);
    const size = `${shape.firms.toLocaleString('en')} firms, ${shape.links.toLocaleString('en')} links`;
    const load = () => loadavg()[0]?.toFixed(1);
    console.error(`links ${network.hash}; load ${load()}; the loop in C`);
    const limit = limits(folder, starts);
    const top = (name: string) => limit.get(name) as Figure;
    const sources = network.sources.slice(0, starts);
    const few = network.sources.slice(0, asked.starts);
    const rows: Row[] = [];
    const add = (name: string, figures: Omit<Row, 'case'>) => rows.push({ ...figures, case: `${name}, ${size}` });

    console.error(`ours; load ${load()}`);
    const before = usedBytes();
    const read = await timed(() => readOurs(network));
    const graph = read.value;
    const bytes = usedBytes() - before;
    agree('groups', graph.arrays.groups, top('load').answer);
    const runner = reachRunner(graph.arrays);
    const reach = async (hops: number) => {
      for (const source of network.sources) runner.count(source, hops);
      return mean(network.sources, (source) => runner.count(source, hops));
    };
    const shocks = async (epsilon: number, threshold: number, from = sources) => {
      const risk = riskRunner(graph.arrays, { epsilon, threshold });
      const one = (source: number) => risk.indexes(source, source + 1).indexes[0] as number;
      for (const source of few) one(source);
      return mean(from, one);
    };
    const ours = {
      'reach-3': await reach(3),
      'reach-all': await reach(shape.firms),
      'shock-1e-2': await shocks(1e-2, 0),
      'shock-1e-6': await shocks(1e-6, 0),
    };
    for (const [name, { answer }] of Object.entries(ours)) agree(name, answer, top(name).answer);
    const fewOurs = new Map<number, Figure>();
    for (const epsilon of asked.epsilons) fewOurs.set(epsilon, await shocks(epsilon, 0, few));

    console.error(`DuckDB; load ${load()}`);
    const duck = await timed(() => loadDuckdb(folder));
    const duckReach = await mean(few, (source) => reachDuckdb(duck.value, source, 3));
    agree(
      'reach in DuckDB',
      runnerMean(few, (source) => runner.count(source, 3)),
      duckReach.answer,
    );
    const duckShock = new Map<number, Figure>();
    for (const epsilon of asked.epsilons) {
      const found = await mean(few, (source) => shockDuckdb(duck.value, source, epsilon));
      agree(`shock in DuckDB at ${epsilon}`, fewOurs.get(epsilon)?.answer ?? 0, found.answer);
      duckShock.set(epsilon, found);
    }
    duck.value.closeSync();

    const peer = asked.graphology ? await graphology(network, few, { runner, fewOurs }) : null;
    const peers = (duckdb: number | undefined, other: number | undefined) => ({
      ...(duckdb === undefined ? {} : { duckdb }),
      ...(other === undefined ? {} : { graphology: other }),
    });
    const note = `load ${load()}; ours and limit over ${starts} starts, peers over ${few.length}`;
    const limitNote = 'the limit reads digits as numbers of firms; ours takes any text for an id';
    const loading = { ours: read.ms, peers: peers(duck.ms, peer?.load), limit: top('load').ms, unit: 'ms' };
    add('files to graph', { ...loading, note: `load ${load()}; ${limitNote}` });
    add('reach, 3 links', timesOf(ours['reach-3'], top('reach-3'), peers(duckReach.ms, peer?.reach), note));
    add('reach, any', timesOf(ours['reach-all'], top('reach-all'), {}, `load ${load()}`));
    for (const epsilon of [1e-2, 1e-6] as const) {
      const name = `shock-${epsilon === 1e-2 ? '1e-2' : '1e-6'}` as const;
      const others = peers(duckShock.get(epsilon)?.ms, peer?.shock.get(epsilon));
      add(`shock at ε ${name.slice(6)}`, timesOf(ours[name], top(name), others, note));
      const near = await shocks(epsilon, THRESHOLD);
      const error = Math.abs(near.answer - ours[name].answer);
      const nearNote = `${note}; mean index differs by ${error.toExponential(1)}`;
      add(`shock at ε ${name.slice(6)}, τ ${THRESHOLD}`, timesOf(near, top(name), others, nearNote));
    }
    const memory = { ours: bytes, peers: peers(undefined, peer?.bytes), limit: top('memory').answer, unit: 'bytes' };
    add('memory of the graph', {
      ...memory,
      note: 'ours with ids, both directions and all shares; the limit: its whole process',
    });
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const timesOf = (ours: Figure, limit: Figure, peers: Row['peers'], note: string) => ({
  ours: ours.ms,
  peers,
  limit: limit.ms,
  unit: 'ms',
  note,
});

const runnerMean = (sources: readonly number[], ask: (source: number) => number) =>
  sources.reduce((sum, source) => sum + ask(source), 0) / sources.length;

async function graphology(
  network: Network,
  few: readonly number[],
  { runner, fewOurs }: { runner: ReturnType<typeof reachRunner>; fewOurs: ReadonlyMap<number, Figure> },
) {
  console.error('graphology');
  const before = usedBytes();
  const loaded = await timed(() => loadGraphology(network.folder));
  const bytes = usedBytes() - before;
  const reach = await mean(few, (source) => reachGraphology(loaded.value, source, 3));
  agree(
    'reach in graphology',
    runnerMean(few, (source) => runner.count(source, 3)),
    reach.answer,
  );
  const shock = new Map<number, number>();
  for (const [epsilon, { answer }] of fewOurs) {
    const found = await mean(few, (source) => shockGraphology(loaded.value, source, epsilon));
    agree(`shock in graphology at ${epsilon}`, answer, found.answer);
    shock.set(epsilon, found.ms);
  }
  return { load: loaded.ms, bytes, reach: reach.ms, shock };
}

const rounded = (value: number) => Number(value.toPrecision(4));

function print(row: Row): void {
  const best = Math.min(...Object.values(row.peers));
  const line = {
    bench: 'chain',
    case: row.case,
    ours: rounded(row.ours),
    peers: Object.fromEntries(Object.entries(row.peers).map(([name, value]) => [name, rounded(value)])),
    limit: rounded(row.limit),
    unit: row.unit,
    higherIsBetter: false,
    ratioToBestPeer: Number.isFinite(best) ? rounded(best / row.ours) : null,
    ratioToLimit: rounded(row.limit / row.ours),
    note: row.note,
  };
  if (options.json) console.log(JSON.stringify(line));
  else {
    const others = Object.entries(line.peers).map(([name, value]) => `${name} ${value}`);
    const times = line.ratioToBestPeer === null ? '' : `, ${line.ratioToBestPeer} × best peer`;
    console.log(`${line.case}: ${line.ours} ${line.unit} (${[...others, `C ${line.limit}`].join(', ')}${times})`);
  }
}

for (const row of await measure(SMALL, Number(options.sources), PEERS.small)) print(row);
if (options.large)
  for (const row of await measure(LARGE, Math.min(4, Number(options.sources)), PEERS.large)) print(row);
