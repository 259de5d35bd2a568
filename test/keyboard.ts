import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { soon, visit } from './browser.ts';
import type { Shared } from './shared.ts';

const hasFocus = async (one: Locator) => (await one.and(one.page().locator(':focus')).count()) === 1;

/** ux.md section 3: the keys of the ledger, the review and the frame; the focus comes back when a panel closes. */
export function keysWork(shared: Shared): void {
  describe('by keyboard', () => {
    test('ledger: j, k, x, /, o and Enter', async () => {
      const { page, open, close, faults } = await visit(shared.browser, shared.server, { as: 'admin' });
      const press = (key: string) => page.keyboard.press(key);
      await open('/targets');
      await page
        .getByRole('row', { name: /新能源汽车年产量/ })
        .first()
        .waitFor();
      for (const key of ['j', 'j', 'j']) await press(key);
      await page.getByText(/^第 3 条，共 \d+ 条/).waitFor();
      await press('k');
      await page.getByText(/^第 2 条，共 \d+ 条/).waitFor();
      await press('x');
      await page.getByText(/已选 1 项/).waitFor();
      await page.getByRole('button', { name: '比较' }).waitFor();
      await press('x');
      await page.getByText(/已选 1 项/).waitFor({ state: 'hidden' });

      await press('/');
      const search = page.getByRole('searchbox', { name: '指标或原文' });
      await expect.poll(() => hasFocus(search), soon).toBe(true);
      // Typing is typing: j and x are letters here.
      await page.keyboard.type('jx');
      expect(await search.inputValue()).toBe('jx');
      await search.fill('');
      await page
        .getByRole('row', { name: /新能源汽车年产量/ })
        .first()
        .waitFor();
      await page.getByRole('heading', { level: 1 }).click();

      await press('j');
      await press('o');
      await page.waitForURL(/\/plans\/[0-9a-f-]+\/review\?.*item=/);
      await page.goBack();
      await page
        .getByRole('row', { name: /新能源汽车年产量/ })
        .first()
        .waitFor();
      await press('j');
      await press('Enter');
      await page.waitForURL(/\/targets\/[0-9a-f-]+/);
      expect(faults).toEqual([]);
      await close();
    });

    test('review: j, k, a, e and Esc', async () => {
      const { page, open, close, faults } = await visit(shared.browser, shared.server, { as: 'admin' });
      await open(`${shared.planPath}/review`);
      const list = page.getByRole('tabpanel');
      const open_ = list.getByRole('button', { expanded: true });
      await open_.waitFor();
      const number = async () => Number((await open_.innerText()).match(/\d+/)?.[0]);
      const first = await number();
      await page.keyboard.press('j');
      await expect.poll(number, soon).toBe(first + 1);
      await page.keyboard.press('k');
      await expect.poll(number, soon).toBe(first);

      await page.keyboard.press('e');
      const comparison = list.getByRole('combobox', { name: '比较' });
      await expect.poll(() => hasFocus(comparison), soon).toBe(true);
      // Esc leaves the field, so that single keys work again.
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
      await expect.poll(number, soon).toBe(first + 1);
      await page.keyboard.press('a');
      await expect.poll(number, soon).not.toBe(first + 1);
      await list.getByRole('button', { name: /^2 .*已接受/ }).waitFor();
      await page.keyboard.press('Control+z');
      await page.getByText('已撤销。').waitFor();
      expect(faults).toEqual([]);
      await close();
    });

    test.each([
      ['an indicator', '公共充电桩数', /公共充电桩数/, /\/indicators\/public-chargers/],
      ['a plan', '台州市优势产业', /台州市优势产业集群/, /\/plans\/[0-9a-f-]+/],
      ['a target', '公共领域充电桩建成数', /公共领域充电桩建成数/, /\/targets\/[0-9a-f-]+/],
    ] as const)('Ctrl+K finds %s', async (_, typed, title, address) => {
      const { page, open, close, faults } = await visit(shared.browser, shared.server, { as: 'analyst' });
      await open('/targets');
      await page.keyboard.press('Control+k');
      const field = page.getByRole('dialog').getByRole('combobox', { name: '搜索' });
      await field.fill(typed);
      const option = page.getByRole('dialog').getByRole('option', { name: title }).first();
      await option.waitFor();
      for (let row = 0; row < 20 && (await option.getAttribute('aria-selected')) !== 'true'; row += 1) {
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('Enter');
      await page.waitForURL(address);
      expect(faults).toEqual([]);
      await close();
    });

    test('? shows the keys; Esc closes panels and gives the focus back', async () => {
      const { page, open, close, faults } = await visit(shared.browser, shared.server, { as: 'admin' });
      await open('/indicators');
      await page
        .getByRole('row', { name: /规模以上企业数/ })
        .first()
        .waitFor();
      await page.keyboard.press('?');
      const sheet = page.getByRole('dialog', { name: '快捷键' });
      await sheet.waitFor();
      for (const words of ['到处可用', '搜索', '下一条', '关掉最前面的面板'])
        expect(await sheet.innerText()).toContain(words);
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'hidden' });

      const button = page.getByRole('button', { name: '批量导入' });
      await button.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('complementary').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'hidden' });
      await expect.poll(() => hasFocus(button), soon).toBe(true);

      const search = page.getByRole('button', { name: /搜指标/ });
      await search.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: '搜索' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: '搜索' }).waitFor({ state: 'hidden' });
      await expect.poll(() => hasFocus(search), soon).toBe(true);

      await page.keyboard.press('g');
      await page.keyboard.press('t');
      await page.waitForURL(/\/targets/);
      expect(faults).toEqual([]);
      await close();
    });

    test('the first Tab leads to the text, past the menu', async () => {
      const { page, open, close } = await visit(shared.browser, shared.server);
      await open('/plans');
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toBe('跳到正文');
      await page.keyboard.press('Enter');
      expect(await hasFocus(page.getByRole('main'))).toBe(true);
      await close();
    });
  });
}
