import { parentPort, workerData } from 'node:worker_threads';
import { type GraphArrays, riskRunner, type Settings } from '@liannao/chain-graph';

const { arrays, settings } = workerData as { arrays: GraphArrays; settings: Settings };
const runner = riskRunner(arrays, settings);

parentPort?.on('message', ({ from, to }: { from: number; to: number }) => {
  parentPort?.postMessage({ from, ...runner.indexes(from, to) });
});
