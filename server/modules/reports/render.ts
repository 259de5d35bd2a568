import { Worker } from 'node:worker_threads';
import { AppError } from '../../kernel/errors.ts';
import type { Doc } from './compose-doc.ts';
import type { RenderAnswer, RenderJob } from './render-worker.ts';

const SCRIPT = new URL('./render-worker.ts', import.meta.url);
/** Two at once: each holds the fonts and lays out pages for some seconds, and others wait in turn. */
const MOST = 2;
const TIMEOUT_MS = 120_000;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Word or PDF, laid out in a thread of its own so that others' requests go on meanwhile.
 * @throws AppError 503 `report-render-slow` past two minutes.
 */
export async function renderFile(doc: Doc, as: 'docx' | 'pdf', at: Date): Promise<Buffer> {
  while (running >= MOST) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await inThread({ as, doc, at: at.toISOString() });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function inThread(job: RenderJob): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(SCRIPT);
    const timer = setTimeout(
      () => finish(() => reject(new AppError(503, 'report-render-slow', 'The report takes too long to lay out.'))),
      TIMEOUT_MS,
    );
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    worker.once('message', (answer: RenderAnswer) =>
      finish(() => ('bytes' in answer ? resolve(Buffer.from(answer.bytes)) : reject(new Error(answer.fault)))),
    );
    worker.once('error', (error) => finish(() => reject(error)));
    worker.postMessage(job);
  });
}
