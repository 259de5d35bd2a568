import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { finishedPages } from './finished-pages.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface RunningServer {
  readonly url: string;
  readonly password: string;
  readonly dataDir: string;
  /** Runs a command of the command line on the same data folder. */
  command(args: readonly string[]): Promise<Finished>;
  /** Lines of the server's log that tell of a fault of our own (answers 500, uncaught errors). */
  faults(): readonly string[];
  stop(): Promise<void>;
}

interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (args: readonly string[], dataDir: string, pages?: string): ChildProcess =>
  spawn(process.execPath, ['-C', '@liannao/source', path.join(ROOT, 'cli/main.ts'), ...args], {
    cwd: ROOT,
    // A store of its own, whatever the environment names, and no limit that a fast test would meet.
    env: {
      ...process.env,
      // vitest's own 'test' is none that a user has.
      NODE_ENV: undefined,
      DATABASE_URL: '',
      LIANNAO_DATA: dataDir,
      LIANNAO_WEB: pages,
      LIANNAO_SIGN_INS_PER_MINUTE: '1000',
      LIANNAO_REQUESTS_PER_MINUTE: '100000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** The product as a user starts it: `liannao start` on an empty data folder, on a free port, with the demonstration. */
export async function startServer(): Promise<RunningServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'liannao-journey-'));
  // As root the embedded server runs as another user, who must be able to walk in.
  await chmod(dataDir, 0o755);
  const child = run(['start', '--port', '0'], dataDir, await finishedPages());
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const heard: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
  const { url, password } = await firstSignIn(child, said);
  const home = await fetch(url);
  if (!home.headers.get('content-type')?.startsWith('text/html')) {
    child.kill('SIGTERM');
    throw new Error(`the server has no web pages\n${said.join('')}`);
  }
  return {
    url,
    password,
    dataDir,
    command: (args) => finished(run(args, dataDir)),
    faults: () =>
      heard
        .join('')
        .split('\n')
        .filter((line) => /^\{"level":[56]0/.test(line)),
    stop: async () => {
      child.kill('SIGTERM');
      await finished(child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function firstSignIn(child: ChildProcess, said: readonly string[]): Promise<{ url: string; password: string }> {
  return new Promise((resolve, reject) => {
    let url = '';
    child.once('exit', (code) => reject(new Error(`liannao start ended with ${code}\n${said.join('')}`)));
    if (!child.stdout) return reject(new Error('no output to read'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      url = line.match(/Liannao: (http\S+)/)?.[1] ?? url;
      const password = line.match(/^password .*: (\S+)$/)?.[1];
      if (password) resolve({ url, password });
    });
  });
}

function finished(child: ChildProcess): Promise<Finished> {
  return new Promise((resolve) => {
    const out: string[] = [];
    const err: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk.toString()));
    if (child.exitCode !== null) return resolve({ code: child.exitCode, stdout: '', stderr: '' });
    child.once('close', (code) => resolve({ code: code ?? 1, stdout: out.join(''), stderr: err.join('') }));
  });
}
