import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { visit } from './browser.ts';
import { mainPages } from './main-pages.ts';
import type { Shared } from './shared.ts';

/** The interface in English has no Chinese left, but for names and what plans say. */
export function englishIsEnglish(shared: Shared): void {
  describe('in English', () => {
    let labels: ReadonlySet<string>;
    beforeAll(async () => {
      labels = await chineseLabels();
    });

    test('no page shows a Chinese word of the interface', async () => {
      expect(labels.size).toBeGreaterThan(500);
      const { page, open, close, faults } = await visit(shared.browser, shared.server, { as: 'admin', language: 'en' });
      const found: string[] = [];
      for (const { name, path } of await mainPages(shared)) {
        await open(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        for (const text of await wordsOf(page)) if (labels.has(text)) found.push(`${name}: ${text}`);
      }
      expect([...new Set(found)]).toEqual([]);
      expect(faults).toEqual([]);
      await close();
    });

    test('the switch of the language is kept, also by a new page and after a reload', async () => {
      const { page, open, close, context } = await visit(shared.browser, shared.server, { language: null });
      await open('/targets');
      await page.getByRole('heading', { level: 1, name: '目标台账' }).waitFor();
      await page.getByRole('button', { name: /Switch to English/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Target ledger' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Target ledger' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
      const second = await context.newPage();
      await second.goto('/plans');
      await second.getByRole('button', { name: /切换到中文/ }).click();
      await second.getByRole('heading', { level: 1, name: '规划库' }).waitFor();
      expect(await second.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
      await close();
    });
  });
}

const HAN = /\p{Script=Han}/u;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Every Chinese text of the web that has another one in English. */
async function chineseLabels(): Promise<ReadonlySet<string>> {
  const labels = new Set<string>();
  const collect = (zh: unknown, en: unknown): void => {
    if (typeof zh === 'string') {
      if (zh !== en && HAN.test(zh)) labels.add(zh.trim());
    } else if (zh && typeof zh === 'object' && en && typeof en === 'object') {
      for (const [key, value] of Object.entries(zh)) collect(value, (en as Record<string, unknown>)[key]);
    }
  };
  for (const file of globSync('web/{shell,modules}/**/*text.ts', { cwd: ROOT })) {
    const texts: Record<string, unknown> = await import(pathToFileURL(`${ROOT}${file}`).href);
    for (const one of Object.values(texts)) if (isPair(one)) collect(one.zh, one.en);
  }
  // The switch is written in the other language, as it should be.
  for (const own of ['切换到中文', '中', '链脑']) labels.delete(own);
  return labels;
}

const isPair = (value: unknown): value is { zh: unknown; en: unknown } =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;

/** What a reader sees or hears: text and names, piece by piece. */
const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) words.push(node.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) words.push(element.getAttribute(name) ?? '');
    }
    return words.map((text) => text.trim()).filter((text) => text !== '');
  });
