import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from './find-browser.ts';
import type { RunningServer } from './running-server.ts';

const executablePath = findBrowser();

/** Journeys in a browser: `describe.skipIf(!hasBrowser)`; the reason is printed by `findBrowser`. */
export const hasBrowser = executablePath !== null;

export function openBrowser(): Promise<Browser> {
  if (!executablePath) throw new Error('no browser');
  // Maps need WebGL, which a machine without a graphics card draws in software.
  const drawing = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...drawing] });
}

/** For `expect.poll`: what a page shows after an answer of the server, on a busy machine too. */
export const soon = { timeout: 15_000, interval: 100 };

export type Language = 'zh' | 'en';
export type Mode = 'light' | 'dark';

export interface VisitOptions {
  /** What the reader chose earlier in this browser; `null`: a first visit that chose nothing. */
  language?: Language | null;
  mode?: Mode;
  width?: number;
  height?: number;
  /** Signed in as; nobody: the public. */
  as?: string | undefined;
}

/** A reader with a browser of their own. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors on the console, uncaught errors, requests to other hosts. A journey ends with none. */
  readonly faults: readonly string[];
  open(path: string): Promise<void>;
  close(): Promise<void>;
}

export async function visit(browser: Browser, server: RunningServer, options: VisitOptions = {}): Promise<Visit> {
  const { language = 'zh', mode = 'light', width = 1440, height = 900 } = options;
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width, height },
    locale: language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: mode,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  if (language !== null) await context.addInitScript(prefer, { language, mode });
  if (options.as) await signInQuietly(context, server, options.as);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = watch(page, server.url);
  return {
    page,
    context,
    faults,
    async open(path) {
      await page.goto(path);
      await page.getByRole('main').waitFor();
    },
    close: () => context.close(),
  };
}

/** Once: what the reader chooses later stays. */
function prefer(preferences: { language: Language; mode: Mode }): void {
  const key = 'liannao.preferences';
  if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify(preferences));
}

async function signInQuietly(context: BrowserContext, server: RunningServer, name: string): Promise<void> {
  const data = { name, password: server.password };
  const answer = await context.request.post('/api/v1/session', { data });
  if (!answer.ok()) throw new Error(`${name} could not sign in: ${answer.status()} ${await answer.text()}`);
}

function watch(page: Page, home: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // A refused upload answers 4xx, which the browser itself reports; the page says it in words.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(data|blob|about):/.test(url)) faults.push(`another host: ${url}`);
  });
  return faults;
}
