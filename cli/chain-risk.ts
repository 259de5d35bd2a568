import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type ChainGraph, type FirmRisk, rankRisk, type Settings } from '@liannao/chain-graph';
import { BUILD_USAGE, FILE_USAGE, fileOptions, notesOn, readChain } from './chain-files.ts';
import { riskFile } from './chain-risk-file.ts';
import { computeRisk } from './chain-risk-run.ts';
import { shareOf } from './chain-shock.ts';
import { type Command, InputError, printJson, printTable, UsageError } from './command.ts';

const options = {
  ...fileOptions,
  top: { type: 'string', default: '50' },
  epsilon: { type: 'string', default: '1e-6' },
  threshold: { type: 'string' },
  threads: { type: 'string', default: String(availableParallelism()) },
  resume: { type: 'string' },
  'no-replacement': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Up to this many firms every change is passed on; beyond, changes wait below 1e-7, which leaves the ranking as it is. */
const EXACT_FIRMS = 20_000;
const THRESHOLD = 1e-7;

export const command: Command = {
  usage: `chain risk ${FILE_USAGE} [--top 50] [--epsilon 1e-6] [--threshold T] [--threads N] [--resume FILE] [--no-replacement] ${BUILD_USAGE} [--json]`,
  summary:
    'systemic-risk index of every firm: the share of all output that is lost if it alone closes, greatest first. --resume: keeps what is done in FILE and goes on from there',
  run: async (args) => {
    const { values } = parseArgs({ args, options });
    const top = countOf('top', values.top);
    const threads = countOf('threads', values.threads);
    const epsilon = shareOf('epsilon', values.epsilon);
    if (epsilon === 0) throw new UsageError('--epsilon is to be above 0.');
    const stated = values.threshold === undefined ? null : shareOf('threshold', values.threshold);
    const graph = await readChain(values);
    for (const note of notesOn(graph.report)) console.error(note);
    const threshold = stated ?? (graph.ids.length > EXACT_FIRMS ? THRESHOLD : 0);
    const settings: Settings = { epsilon, threshold, noReplacement: values['no-replacement'] };
    const { indexes, unsettled } = await compute(graph, { settings, threads, resume: values.resume });
    if (unsettled > 0) console.error(`${unsettled} firms: not settled after 1,000 steps, losses may still grow`);
    const firms = graph.arrays.totalOutput > 0 ? rankRisk(graph, indexes, top) : [];
    if (values.json) {
      printJson({
        epsilon,
        threshold,
        unsettled,
        of: graph.ids.length,
        dropped: graph.report.dropped,
        firms: firms.map(({ id, index, direct, amplification }) => ({ id, index, direct, amplification })),
      });
    } else print(firms, settings);
  },
};

function countOf(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new UsageError(`--${name} ${text}: a whole number from 1 on.`);
  return count;
}

/** @throws InputError when it is stopped: what is done stays in the file of `resume`. */
async function compute(
  graph: ChainGraph,
  { settings, threads, resume }: { settings: Settings; threads: number; resume: string | undefined },
): Promise<{ indexes: Float64Array; unsettled: number }> {
  const { arrays } = graph;
  const indexes = new Float64Array(arrays.firms).fill(Number.NaN);
  const file = resume === undefined ? null : riskFile(resume, graph, settings);
  let unsettled = file?.load(indexes) ?? 0;
  let done = indexes.reduce((count, index) => count + (Number.isNaN(index) ? 0 : 1), 0);
  if (done > 0) console.error(`${done} of ${arrays.firms} firms are in ${resume}`);
  if (arrays.totalOutput === 0) return { indexes: new Float64Array(arrays.firms), unsettled };
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  // A terminal and npx each pass one on: the second must not kill what the first is closing.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const say = progress(arrays.firms, done);
  try {
    await computeRisk({
      arrays,
      settings,
      threads,
      indexes,
      signal: stopping.signal,
      done: (piece) => {
        file?.add(piece);
        unsettled += piece.unsettled;
        done += piece.indexes.length;
        say(done);
      },
    });
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
  if (stopping.signal.aborted) {
    const again = resume === undefined ? '' : `; run the same command again to go on from ${resume}`;
    throw new InputError(`stopped after ${done} of ${arrays.firms} firms${again}`);
  }
  return { indexes, unsettled };
}

/** How far it is, on standard error, every few seconds. */
function progress(all: number, before: number): (done: number) => void {
  const began = performance.now();
  let last = began;
  return (done) => {
    const now = performance.now();
    if (now - last < 2000 && done < all) return;
    if (done >= all && last === began) return;
    last = now;
    const rest = ((now - began) / (done - before)) * (all - done);
    console.error(`${done} of ${all} firms (${Math.floor((done / all) * 100)} %), ${Math.ceil(rest / 1000)} s left`);
  };
}

function print(firms: readonly FirmRisk[], { epsilon, threshold }: Settings): void {
  console.log(`lost share of all output if the firm alone closes (ε ${epsilon}, τ ${threshold ?? 0})`);
  printTable([
    ['', 'firm', 'index', 'own share', 'times'],
    ...firms.map(({ id, index, direct, amplification }, at) => [
      `${at + 1}`,
      id,
      `${(index * 100).toFixed(4)} %`,
      `${(direct * 100).toFixed(4)} %`,
      amplification === null ? '–' : amplification.toFixed(2),
    ]),
  ]);
}
