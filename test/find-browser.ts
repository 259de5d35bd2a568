import { accessSync, constants } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium on this machine: `CHROMIUM`, or where operating systems put it; null where there is none. */
export function findBrowser(): string | null {
  const found = [process.env.CHROMIUM, ...PLACES].find((place) => place && isExecutable(place));
  if (!found)
    console.warn(
      'skipped: no Chromium here (install the package "chromium" or set CHROMIUM): the browser journeys did not run',
    );
  return found ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
