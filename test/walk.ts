import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { type Language, type Mode, type Visit, visit } from './browser.ts';
import { mainPages } from './main-pages.ts';
import type { Shared } from './shared.ts';

/** What a walk over all main pages saw; several journeys look at one walk, since opening pages is what takes the time. */
export interface Walk {
  /** Serious and critical findings of axe: 'dark review: color-contrast …'. */
  readonly findings: string[];
  /** Text and names that the pages show, by page. */
  readonly words: Map<string, readonly string[]>;
  /** Errors on the console, requests to other hosts. */
  faults: readonly string[];
}

export async function walk(shared: Shared, language: Language): Promise<Walk> {
  const seen: Walk = { findings: [], words: new Map(), faults: [] };
  const nobody = await visit(shared.browser, shared.server, { language });
  await look(nobody, { name: 'sign-in', path: '/sign-in' }, language, seen);
  const admin = await visit(shared.browser, shared.server, { as: 'admin', language });
  for (const page of await mainPages(shared)) await look(admin, page, language, seen);
  seen.faults = [...nobody.faults, ...admin.faults];
  await Promise.all([nobody.close(), admin.close()]);
  return seen;
}

async function look(reader: Visit, { name, path }: { name: string; path: string }, language: Language, seen: Walk) {
  const { page } = reader;
  await reader.open(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  seen.words.set(name, await wordsOf(page));
  seen.findings.push(...(await seriousFindings(page, 'light')).map((finding) => `light ${name}: ${finding}`));
  // Colours are the same in both languages.
  if (name === 'sign-in' || language === 'en') return;
  await choose(page, language, 'dark');
  seen.findings.push(...(await seriousFindings(page, 'dark')).map((finding) => `dark ${name}: ${finding}`));
  await choose(page, language, 'light');
}

/** By the reader's own menu, without loading the page again. */
async function choose(page: Page, language: Language, mode: Mode): Promise<void> {
  await page.getByRole('button', { name: language === 'zh' ? /^账号/ : /^Account/ }).click();
  const names = { zh: { dark: '换成深色', light: '换成浅色' }, en: { dark: 'Dark colours', light: 'Light colours' } };
  await page.getByRole('button', { name: names[language][mode] }).click();
  await page.locator(`html[data-theme="${mode}"]`).waitFor();
}

/** Dark differs from light in colours only, so there only colours are looked at. */
export async function seriousFindings(page: Page, mode: Mode): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await (mode === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, any }) => `${id} ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
}

interface Piece {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}
/** As much of the browser's document as is used there: the tests are compiled without its types. */
declare const document: {
  readonly body: unknown;
  createTreeWalker(root: unknown, show: number): { nextNode(): Piece | null };
  querySelectorAll(selector: string): Iterable<Piece>;
};

/** What a reader sees or hears: text and names, piece by piece. */
const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, 4);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) words.push(node.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) words.push(element.getAttribute(name) ?? '');
    }
    return words.map((text) => text.trim()).filter((text) => text !== '');
  });
