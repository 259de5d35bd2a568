import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { visit } from './browser.ts';
import type { Shared } from './shared.ts';

const SERIOUS = new Set(['serious', 'critical']);

/** Supervision: an evaluation from its ranking down to a figure, made again, and published for those below. */
export function supervisionIsTraced(shared: Shared): void {
  describe('supervision', () => {
    test('every score leads to how it came about; made again it is the same; published it stands', async () => {
      const reader = await visit(shared.browser, shared.server, { as: 'hangzhou' });
      const { page } = reader;
      await reader.open('/supervision/evaluation?region=330100');
      await page.getByRole('link', { name: '2025 年 1–8 月' }).first().click();
      const ranking = page.getByRole('table', { name: '排名' });
      await ranking.waitFor();
      await ranking.getByRole('row').nth(1).getByRole('button').first().click();
      await page.getByText('各项得分按权重平均').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: '重算并核对' }).click();
      await page.getByText(/^重算过了：得分一致/).waitFor();
      await page.getByRole('button', { name: '移出' }).first().click();
      await page.getByLabel('理由').fill('当月发生安全生产事故');
      await page.getByRole('dialog').getByRole('button', { name: '移出' }).click();
      await page.getByText('已移出').waitFor();
      await page.getByRole('button', { name: '公布' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '公布' }).click();
      await page.getByText('已公布').first().waitFor();
      expect(await page.getByRole('button', { name: '移出' }).count()).toBe(0);
      expect(reader.faults).toEqual([]);
      await reader.close();
    });

    test('a slipping target becomes an item with one press', async () => {
      const reader = await visit(shared.browser, shared.server, { as: 'hangzhou' });
      await reader.open('/supervision?region=330100');
      await reader.page.getByRole('button', { name: '立一件督办' }).click();
      const dialog = reader.page.getByRole('dialog');
      await dialog.getByRole('button', { name: '转督办' }).first().click();
      // The shipped facts name no unit for it, so one is asked for.
      await dialog.getByLabel('牵头单位').fill('市经信局');
      await dialog.getByRole('button', { name: '转督办' }).first().click();
      await reader.page.getByRole('link', { name: '已立，去看看' }).waitFor();
      await reader.close();
    });

    test.each([
      ['zh', 'light'],
      ['en', 'dark'],
    ] as const)('axe finds nothing serious in %s, %s', async (language, mode) => {
      const reader = await visit(shared.browser, shared.server, { as: 'hangzhou', language, mode });
      for (const path of [
        '/supervision?region=330100',
        '/supervision?region=330100&view=board',
        '/supervision/evaluation?region=330100',
      ]) {
        await reader.open(path);
        await reader.page.waitForLoadState('networkidle');
        const { violations } = await new AxeBuilder({ page: reader.page }).analyze();
        expect(
          violations
            .filter(({ impact }) => SERIOUS.has(impact ?? ''))
            .map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
        ).toEqual([]);
      }
      await reader.close();
    });
  });
}
