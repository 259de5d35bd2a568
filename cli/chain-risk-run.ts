import { Worker } from 'node:worker_threads';
import { type GraphArrays, riskRunner, type Settings } from '@liannao/chain-graph';

/** Firms from `from` on, and how many of them did not settle. */
export interface Piece {
  readonly from: number;
  readonly indexes: Float64Array;
  readonly unsettled: number;
}

export interface RiskRun {
  readonly arrays: GraphArrays;
  readonly settings: Settings;
  readonly threads: number;
  /** Firms whose index is there already; NaN is open. */
  readonly indexes: Float64Array;
  /** Called for each piece as it is done, in no order. */
  readonly done: (piece: Piece) => void;
  readonly signal: AbortSignal;
}

/** Firms a piece: the fewer the larger the graph, so that progress shows and the last worker keeps nobody waiting. */
const pieceOf = ({ links }: GraphArrays) => Math.max(4, Math.min(256, Math.floor(1e7 / (links + 1))));
/** Firms times links below which one thread is done before others have started. */
const WORTH_THREADS = 2e6;

/** Computes the open indexes into `indexes`, on several threads that share one copy of the graph. Stops when told to. */
export async function computeRisk(run: RiskRun): Promise<void> {
  const { arrays, indexes, signal } = run;
  const open: { from: number; to: number }[] = [];
  const piece = pieceOf(arrays);
  for (let from = 0; from < arrays.firms; from += piece) {
    const to = Math.min(from + piece, arrays.firms);
    if (Number.isNaN(indexes[from])) open.push({ from, to });
  }
  const take = (found: Piece) => {
    indexes.set(found.indexes, found.from);
    run.done(found);
  };
  if (run.threads <= 1 || open.length * piece * arrays.links < WORTH_THREADS) {
    const runner = riskRunner(arrays, run.settings);
    for (const { from, to } of open) {
      if (signal.aborted) return;
      take({ from, ...runner.indexes(from, to) });
      // Lets a signal through.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return;
  }
  const shared = sharedArrays(arrays);
  const queue = open.values();
  const threads = Array.from({ length: Math.min(run.threads, open.length) }, () =>
    oneThread({ arrays: shared, settings: run.settings, queue, take, signal }),
  );
  await Promise.all(threads);
}

function oneThread(input: {
  arrays: GraphArrays;
  settings: Settings;
  queue: IterableIterator<{ from: number; to: number }>;
  take: (piece: Piece) => void;
  signal: AbortSignal;
}): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = new Worker(new URL('./chain-risk-worker.ts', import.meta.url), {
    workerData: { arrays: input.arrays, settings: input.settings },
  });
  const stop = () => {
    input.signal.removeEventListener('abort', stop);
    worker.terminate().then(() => resolve(), reject);
  };
  const next = () => {
    const piece = input.queue.next();
    if (piece.done) stop();
    else worker.postMessage(piece.value);
  };
  worker.on('error', reject);
  worker.on('message', (piece: Piece) => {
    if (input.signal.aborted) return;
    input.take(piece);
    next();
  });
  input.signal.addEventListener('abort', stop);
  next();
  return promise;
}

/** The same arrays in memory that threads share rather than copy. */
function sharedArrays(arrays: GraphArrays): GraphArrays {
  const shared = Object.entries(arrays).map(([name, value]) => {
    if (!ArrayBuffer.isView(value)) return [name, value];
    const view = value as Float64Array | Uint32Array | Int32Array;
    const copy = new (view.constructor as new (buffer: SharedArrayBuffer) => typeof view)(
      new SharedArrayBuffer(view.byteLength),
    );
    copy.set(view);
    return [name, copy];
  });
  return Object.fromEntries(shared) as GraphArrays;
}
