import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb, newestSource } from '../cli/web-build.ts';

const KEPT = fileURLToPath(new URL('../node_modules/.cache/liannao-pages', import.meta.url));
const DAY = 86_400_000;

/**
 * A build of the pages as the sources are now. `web/dist` is rebuilt in place whenever somebody starts or builds, and
 * pages in the middle of a journey would miss their files; a folder that is given out here is whole and never written again.
 */
export async function finishedPages(): Promise<string> {
  const folder = path.join(KEPT, String(Math.round(await newestSource())));
  if (await isThere(folder)) return folder;
  await mkdir(KEPT, { recursive: true });
  await dropOld();
  const making = await mkdtemp(path.join(KEPT, 'making-'));
  await buildWeb(making);
  // Two runs may have built the same: the first one stays.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
  return folder;
}

const isThere = (place: string) =>
  stat(place).then(
    () => true,
    () => false,
  );

async function dropOld(): Promise<void> {
  for (const name of await readdir(KEPT)) {
    const place = path.join(KEPT, name);
    const made = await stat(place).catch(() => null);
    if (made && Date.now() - made.mtimeMs > DAY) await rm(place, { recursive: true, force: true });
  }
}
