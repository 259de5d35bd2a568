import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Language, visit } from './browser.ts';
import type { Shared } from './shared.ts';
import type { Walk } from './walk.ts';

/** The interface in English has no Chinese left, but for names and what plans say. */
export function englishIsEnglish(shared: Shared, walks: Record<Language, Walk>): void {
  describe('in English', () => {
    let labels: ReadonlySet<string>;
    beforeAll(async () => {
      labels = await chineseLabels();
    });

    test('no page shows a Chinese word of the interface', () => {
      expect(labels.size).toBeGreaterThan(500);
      const found = [...walks.en.words].flatMap(([name, words]) =>
        words.filter((text) => labels.has(text)).map((text) => `${name}: ${text}`),
      );
      expect([...new Set(found)]).toEqual([]);
    });

    test('the switch of the language is kept, also by a new page and after a reload', async () => {
      const { page, open, close, context } = await visit(shared.browser, shared.server, { language: null });
      await open('/targets');
      await page.getByRole('heading', { level: 1, name: '目标台账' }).waitFor();
      await page.getByRole('button', { name: /Switch to English/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Target ledger' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Target ledger' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      const second = await context.newPage();
      await second.goto('/plans');
      await second.getByRole('button', { name: /切换到中文/ }).click();
      await second.getByRole('heading', { level: 1, name: '规划库' }).waitFor();
      expect(await second.locator('html').getAttribute('lang')).toBe('zh-CN');
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
      // Words of one character are units, and those a plan writes itself.
      if (zh !== en && HAN.test(zh) && zh.trim().length > 1) labels.add(zh.trim());
    } else if (zh && typeof zh === 'object' && en && typeof en === 'object') {
      for (const [key, value] of Object.entries(zh)) collect(value, (en as Record<string, unknown>)[key]);
    }
  };
  for (const file of globSync('web/{shell,modules}/**/*text.ts', { cwd: ROOT })) {
    const texts: Record<string, unknown> = await import(pathToFileURL(`${ROOT}${file}`).href);
    for (const one of Object.values(texts)) if (isPair(one)) collect(one.zh, one.en);
  }
  // The switch is written in the other language, as it should be; a plan's own unit stays as the plan writes it.
  for (const own of ['切换到中文', '链脑', '个百分点']) labels.delete(own);
  return labels;
}

const isPair = (value: unknown): value is { zh: unknown; en: unknown } =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
