import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Language, type Mode, visit } from './browser.ts';
import { mainPages } from './main-pages.ts';
import type { Shared } from './shared.ts';

const looks = [
  ['zh', 'light'],
  ['zh', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const satisfies readonly (readonly [Language, Mode])[];

/** ux.md section 12: axe without a serious finding, light and dark, in both languages. */
export function pagesAreAccessible(shared: Shared): void {
  describe('accessibility', () => {
    test.each(looks)('no serious finding in %s, %s', async (language, mode) => {
      const admin = await visit(shared.browser, shared.server, { as: 'admin', language, mode });
      const found: string[] = [];
      for (const { name, path } of await mainPages(shared)) {
        await admin.open(path);
        await settled(admin.page);
        found.push(...(await seriousFindings(admin.page, mode)).map((finding) => `${name}: ${finding}`));
      }
      await admin.close();
      const nobody = await visit(shared.browser, shared.server, { language, mode });
      await nobody.page.goto('/sign-in');
      await settled(nobody.page);
      found.push(...(await seriousFindings(nobody.page, mode)).map((finding) => `sign-in: ${finding}`));
      await nobody.close();
      expect(found).toEqual([]);
    });
  });
}

async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** Dark differs from light in colours only, so there only colours are looked at. */
async function seriousFindings(page: Page, mode: Mode): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await (mode === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, any }) => `${id} ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
}
