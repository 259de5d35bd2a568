import { parentPort, type ResourceLimits, Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { tooComplex } from './zip-entries.ts';

type Answer<T> = { value: T } | { refusal: { status: number; code: string; message: string } } | { fault: string };

const LIMITS = { maxOldGenerationSizeMb: 1024 } satisfies ResourceLimits;

/**
 * Hands a file to a worker thread and waits for what it reads, so that a hostile file can neither hold up the server nor
 * exhaust its memory.
 * @throws AppError as the worker refused; 422 `file-too-complex` past `timeoutMs` or the worker's memory.
 */
export function readInWorker<T>(
  script: URL,
  file: { readonly name: string; readonly bytes: Uint8Array },
  timeoutMs = 30_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // Copied, not transferred: the caller still stores the bytes.
    const worker = new Worker(script, { workerData: null, resourceLimits: LIMITS });
    const timer = setTimeout(() => finish(() => reject(tooComplex(file.name))), timeoutMs);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      settle();
    };
    worker.once('message', (answer: Answer<T>) =>
      finish(() => {
        if ('value' in answer) resolve(answer.value);
        else if ('fault' in answer) reject(new Error(`Reading ${file.name} failed: ${answer.fault}`));
        else {
          const { status, code, message } = answer.refusal;
          reject(new AppError(status, code, message, { params: { file: file.name } }));
        }
      }),
    );
    worker.once('error', (error: NodeJS.ErrnoException) =>
      finish(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooComplex(file.name) : error)),
    );
    worker.postMessage({ name: file.name, bytes: file.bytes });
  });
}

/** The worker's side: answers the one file that it is sent. Does nothing on the main thread, so tests may import it. */
export function answerInWorker<T>(read: (file: { name: string; bytes: Uint8Array }) => Promise<T>): void {
  parentPort?.once('message', async (file: { name: string; bytes: Uint8Array }) => {
    parentPort?.postMessage(await answered(read, file));
  });
}

async function answered<T>(
  read: (file: { name: string; bytes: Uint8Array }) => Promise<T>,
  file: { name: string; bytes: Uint8Array },
): Promise<Answer<T>> {
  try {
    return { value: await read(file) };
  } catch (error) {
    if (error instanceof AppError) {
      return { refusal: { status: error.status, code: error.code, message: error.message } };
    }
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
