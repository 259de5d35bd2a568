import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compressSite } from './web-compress.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILT = path.join(ROOT, 'web', 'dist');
const SOURCES = ['web', 'packages', 'server/modules', 'cli/web-build.ts', 'cli/web-compress.ts', 'package-lock.json'];

/**
 * Folder of the built web application, built now when a source is newer; null where it cannot be built. `LIANNAO_WEB`
 * names a folder that somebody else has built: it is served as it is.
 */
export async function builtWeb(report: (line: string) => void): Promise<string | null> {
  if (process.env.LIANNAO_WEB) return path.resolve(process.env.LIANNAO_WEB);
  const built = await changedAt(path.join(BUILT, 'index.html'));
  if (built > (await newestSource())) return BUILT;
  report('building the web pages (once after each change)');
  try {
    await buildWeb(BUILT);
    return BUILT;
  } catch (error) {
    report(`the web pages could not be built; only the API is served\n${(error as Error).message}`);
    return built > 0 ? BUILT : null;
  }
}

/** Builds the pages into a folder, which is emptied first. */
export async function buildWeb(into: string): Promise<void> {
  const vite = path.join(path.dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  // Whatever the shell says: with NODE_ENV=test or development React's slow build would be served, twice the size.
  const env = { ...process.env, NODE_ENV: 'production' };
  const args = [vite, 'build', 'web', '--logLevel', 'warn', '--outDir', into, '--emptyOutDir'];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  await compressSite(into);
}

/** When a source of the pages was last changed, milliseconds. */
export async function newestSource(): Promise<number> {
  return Math.max(...(await Promise.all(SOURCES.map((source) => newestIn(path.join(ROOT, source))))));
}

const changedAt = (file: string) =>
  stat(file).then(
    (found) => found.mtimeMs,
    () => 0,
  );

async function newestIn(place: string): Promise<number> {
  const entries = await readdir(place, { withFileTypes: true }).catch(() => null);
  if (!entries) return changedAt(place);
  let newest = 0;
  for (const entry of entries) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name === 'test') continue;
    const inside = path.join(place, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? await newestIn(inside) : await changedAt(inside));
  }
  return newest;
}
