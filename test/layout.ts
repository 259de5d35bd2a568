import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { soon, visit } from './browser.ts';
import { findBrowser } from './find-browser.ts';
import type { Shared } from './shared.ts';

const SERIOUS = new Set(['serious', 'critical']);

/** Parks and layout: the map draws without asking anybody, and the list says the same. */
export function layoutIsDrawn(shared: Shared): void {
  describe('parks and layout', () => {
    test('map and list are two views of one choice, and nothing is asked of another host', async () => {
      const reader = await visit(shared.browser, shared.server, { as: 'hangzhou' });
      const { page } = reader;
      await reader.open('/layout?region=330100');
      await page.locator('.ln-map[data-drawn]').waitFor({ timeout: 60_000 });
      await page
        .getByRole('row', { name: /钱塘区/ })
        .first()
        .getByText('钱塘区')
        .first()
        .click();
      await expect.poll(() => new URL(page.url()).searchParams.get('node') !== null, soon).toBe(true);
      const panel = page.getByRole('complementary').filter({ hasText: '要建成什么' });
      await panel.getByRole('link', { name: '到规划里看' }).waitFor();
      await page.keyboard.press('Escape');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: '存为图片' }).click();
      expect((await saved).suggestedFilename()).toMatch(/\.png$/);
      expect(reader.faults).toEqual([]);
      await reader.close();
    });

    test.each([
      ['zh', 'light'],
      ['en', 'dark'],
    ] as const)('axe finds nothing serious in %s, %s', async (language, mode) => {
      const reader = await visit(shared.browser, shared.server, { as: 'hangzhou', language, mode });
      await reader.open('/layout?region=330100');
      await reader.page.locator('.ln-map[data-drawn]').waitFor({ timeout: 60_000 });
      const { violations } = await new AxeBuilder({ page: reader.page }).analyze();
      expect(
        violations.filter(({ impact }) => SERIOUS.has(impact ?? '')).map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
      ).toEqual([]);
      await reader.close();
    });

    test('without WebGL the page says so, and the list is there', async () => {
      const plain = await chromium.launch({
        executablePath: findBrowser() ?? '',
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-3d-apis'],
      });
      const reader = await visit(plain, shared.server, { as: 'hangzhou' });
      await reader.open('/layout?region=330100');
      await reader.page.getByText('没有 WebGL').waitFor();
      await reader.page
        .getByRole('row', { name: /钱塘区/ })
        .first()
        .waitFor();
      await plain.close();
    });
  });
}
