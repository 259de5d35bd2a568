import { describe, expect, test } from 'vitest';
import { soon, type Visit, visit } from './browser.ts';
import type { Shared } from './shared.ts';
import {
  answerQuestion,
  askAndSendBack,
  explainAll,
  fillFromExcel,
  fillOffLine,
  findReturn,
  findRound,
  findTarget,
  mendFirst,
  press,
  reportTheRest,
  submit,
} from './statistics-steps.ts';

/** Target of the Taizhou plan whose figure the form brings: revenue of vehicle manufacturing, 2,000 亿元 in 2027. */
const TARGET = '汽车制造产业集群规上营收';
const FORM = 'industry-monthly';
const PERIOD = '2025-09';

/** A month of statistics from the open round to the corrected figure, with the people who do it in life. */
export function monthIsCollected(shared: Shared): void {
  describe('a month of statistics', () => {
    let maker: Visit;
    let linhai: Visit;
    let taizhou: Visit;
    let reviewer: Visit;
    let admin: Visit;
    let round = '';
    let own = '';
    let target = '';

    const open = (as: string) => visit(shared.browser, shared.server, { as });

    test('is open: the firm finds its form, mends what the checks found, fills from Excel and off line, hands in', async () => {
      [maker, linhai, taizhou, reviewer, admin] = (await Promise.all(
        ['maker', 'linhai', 'taizhou', 'taizhou-review', 'admin'].map(open),
      )) as [Visit, Visit, Visit, Visit, Visit];
      round = await findRound(taizhou, FORM, PERIOD);
      own = await findReturn(maker, FORM, PERIOD);
      await maker.open('/forms');
      await maker.page
        .getByRole('link', { name: /产业运行月报/ })
        .first()
        .click();
      await maker.page.getByRole('table', { name: /产业运行月报/ }).waitFor();
      await mendFirst(maker, /按上年报表改为/);
      await explainAll(maker, '结账较晚');
      await fillFromExcel(maker, own, { code: '21', value: '4795' });
      await fillOffLine(maker, { cell: /^21 .*本月/, value: '4799' });
      await submit(maker);
    });

    test('is asked about: the county asks at a cell and sends it back, the firm answers and hands in again', async () => {
      await askAndSendBack(linhai, own, { cell: /^21 .*本月/, question: '人数比上月多，是并表吗？' });
      await answerQuestion(maker, own, '新招应届生，没有并表。');
      await submit(maker);
      await linhai.open(`/returns/${own}`);
      await linhai.page.getByText('新招应届生，没有并表。').first().waitFor();
      await press(linhai.page, '复核通过');
      await expect.poll(() => linhai.page.getByText('已复核').first().isVisible(), soon).toBe(true);
    });

    test('is approved by somebody else, locks, and is added up by itself once everybody is in', async () => {
      await reportTheRest({ reporter: admin, reviewer, taizhou, round, but: own });
      await taizhou.open(`/returns/${own}`);
      await press(taizhou.page, '审定');
      await taizhou.page.getByText('已审定').first().waitFor();
      expect(await taizhou.page.getByLabel(/^21 .*本月/).isEditable()).toBe(false);
      await taizhou.open(`/rounds/${round}`);
      await expect
        .poll(
          async () => {
            await taizhou.page.reload();
            const isSettled = taizhou.page.getByText('已汇总').first().waitFor({ timeout: 3000 });
            return isSettled.then(
              () => true,
              () => false,
            );
          },
          { timeout: 40_000, interval: 2000 },
        )
        .toBe(true);
    });

    test('is published: nobody sees it before, everybody after', async () => {
      const published = () =>
        fetch(
          `${shared.server.url}/open/v1/sdmx/data/ECONOMY/all?startPeriod=2025-09&endPeriod=2025-09&format=csv`,
        ).then(async (answer) => (answer.ok ? (await answer.text()).includes('331000') : false));
      expect(await published()).toBe(false);
      await taizhou.open(`/rounds/${round}`);
      await taizhou.page.getByRole('button', { name: '现在公布' }).click();
      await press(taizhou.page, '现在公布', true);
      await expect.poll(published, { timeout: 30_000, interval: 1000 }).toBe(true);
    });

    test('judges the target, and a correction with its reason moves figure and judgement', async () => {
      target = await findTarget(taizhou, '331000', TARGET);
      await taizhou.open(target);
      const sentence = taizhou.page.locator('.ln-sentence').first();
      await expect.poll(() => sentence.innerText(), soon).toContain('1–9 月');
      expect(await sentence.innerText()).toContain('判为正常');

      await taizhou.open(`/returns/${own}`);
      await taizhou.page.getByRole('button', { name: '更多' }).click();
      await taizhou.page.getByRole('button', { name: '重开修订' }).click();
      const dialog = taizhou.page.getByRole('dialog');
      await dialog.getByLabel('哪一类原因').selectOption({ label: '差错更正' });
      await dialog.getByLabel('原因', { exact: true }).fill('收入多计一条产线');
      await dialog.getByRole('button', { name: '重开修订' }).click();
      await taizhou.page.getByText('重开修订').first().waitFor();

      await maker.open(`/returns/${own}`);
      const cumulative = maker.page.getByLabel(/^12 .*累计/).first();
      await cumulative.fill('7000000');
      await cumulative.press('Enter');
      await explainAll(maker, '更正多计的产线收入');
      await submit(maker);
      await linhai.open(`/returns/${own}`);
      await press(linhai.page, '复核通过');
      await linhai.page.getByText('已复核').first().waitFor();
      await taizhou.open(`/returns/${own}`);
      await press(taizhou.page, '审定');
      await taizhou.page.getByText('已审定').first().waitFor();

      await expect
        .poll(
          async () => {
            await taizhou.open(target);
            await sentence.waitFor();
            return (await sentence.innerText()).includes('有风险');
          },
          { timeout: 40_000, interval: 2000 },
        )
        .toBe(true);
      await taizhou.page.locator('.ln-figure button, button.ln-figure').first().click();
      await taizhou.page
        .getByText(/差错更正|收入多计一条产线/)
        .first()
        .waitFor();
      for (const one of [maker, linhai, taizhou, reviewer, admin]) {
        // Off line was meant.
        expect(one.faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
        await one.close();
      }
    });
  });
}
