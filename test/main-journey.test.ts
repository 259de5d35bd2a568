import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser, soon, type Visit, visit } from './browser.ts';
import { followToImport, importFigures, reviseFigure, roundTrip, seeJudgement } from './main-journey-figures.ts';
import { acceptTheRest, checkPlan, type PlanCase, publishPlan, uploadPlan } from './main-journey-plan.ts';
import { journeyWords } from './main-journey-words.ts';
import { type RunningServer, startServer } from './running-server.ts';
import { signIn } from './sign-in.ts';

const cases = {
  zh: { city: '示例市', regionCode: '340100' },
  en: { city: '样例市', regionCode: '340200' },
} as const satisfies Record<string, PlanCase>;

describe.skipIf(!hasBrowser)('from a plan to a judgement, on an empty data folder', () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  describe.each(['zh', 'en'] as const)('in %s', (language) => {
    const words = journeyWords[language];
    const plan = cases[language];
    let reader: Visit;
    let targetPath = '';
    beforeAll(async () => {
      reader = await visit(browser, server, { language });
    });
    afterAll(() => reader?.close());

    test('somebody without sign-in reads the ledger of the five plans, marked as a demonstration', async () => {
      const { page, open } = reader;
      await open('/targets');
      await page.getByRole('heading', { level: 1, name: words.ledger }).waitFor();
      await page
        .getByRole('row', { name: /新能源汽车年产量/ })
        .first()
        .waitFor();
      // The English journey comes second and finds the plan of the first in the ledger.
      if (language === 'zh') expect(await page.getByRole('main').innerText()).toMatch(words.fivePlans);
      expect(await page.getByRole('banner').innerText()).toMatch(words.synthetic);
      expect(await page.getByRole('table').getByRole('row').count()).toBeGreaterThan(10);
    });

    test('the administrator signs in', async () => {
      await signIn(reader.page, words, { name: 'admin', password: server.password });
      await reader.page.getByRole('button', { name: words.account }).waitFor();
    });

    test('a plan is uploaded, its region asked for, and read', () => uploadPlan(reader, words, plan));

    test('what was read is corrected, bound, rejected, and the rejection undone', () => checkPlan(reader, words));

    test('the sure ones are accepted together, the questions answered', () => acceptTheRest(reader, words));

    test('the checked plan is in the ledger and in the library', async () => {
      const { page, open } = reader;
      await publishPlan(reader, words);
      const target = page.getByRole('link', { name: '新能源汽车年产量', exact: true }).first();
      targetPath = (await target.getAttribute('href')) ?? '';
      expect(await page.getByRole('row', { name: /汽车零部件产值/ }).innerText()).toMatch(words.correctedGoal);
      expect(await page.getByRole('link', { name: /项目总投资门槛/ }).count()).toBe(0);
      await open('/plans');
      const row = page.getByRole('row', { name: new RegExp(`${plan.city}新能源汽车产业链提升行动方案`) });
      expect(await row.innerText()).toContain(words.checked);
    });

    test('figures come from a file: checked first, problems named, good rows written', () =>
      importFigures(reader, words, plan));

    test('the target is off track, says why, and its figure leads to the file', async () => {
      await reader.open(targetPath);
      await seeJudgement(reader, words, plan);
    });

    test('the panel of a figure opens the import that brought it', () => followToImport(reader, words, plan));

    test('the ledger goes out to Excel and back without a change', () => roundTrip(reader, words));

    test('a corrected figure keeps its versions and moves the judgement', async () => {
      await reviseFigure(reader, words, plan);
      await reader.open(targetPath);
      const sentence = reader.page.getByRole('main').getByRole('paragraph').first();
      await expect.poll(() => sentence.innerText(), soon).toMatch(words.corrected);
      expect(await sentence.innerText()).not.toMatch(words.why);
    });

    test('nothing went wrong on the way', () => {
      expect(reader.faults).toEqual([]);
      expect(server.faults()).toEqual([]);
    });
  });
});
