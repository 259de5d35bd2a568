import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Visit } from './browser.ts';
import type { JourneyWords } from './main-journey-words.ts';

/** A plan of a city without figures, so that every figure in its judgement is one of the journey's own. */
export interface PlanCase {
  readonly city: string;
  readonly regionCode: string;
}

const planFile = fileURLToPath(new URL('../data/demo/demo-plan.zh.txt', import.meta.url));

/** The demonstration's plan under the city's name: the same file twice would be refused. */
async function planOf({ city }: PlanCase) {
  const text = await readFile(planFile, 'utf8');
  return { name: `${city}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text.replaceAll('示例市', city)) };
}

/** Chooses the file; the text does not say whose plan it is, so the page asks; then the reading, then the review. */
export async function uploadPlan({ page, open }: Visit, words: JourneyWords, plan: PlanCase): Promise<void> {
  await open('/plans/upload');
  await page.getByLabel(words.chooseFile).setInputFiles(await planOf(plan));
  await page.getByRole('button', { name: words.upload }).click();
  const question = page.getByRole('alert');
  await question.getByText(words.whosePlan).waitFor();
  await question.getByRole('combobox', { name: words.region }).fill(plan.regionCode);
  await question.getByRole('option', { name: new RegExp(plan.regionCode) }).click();
  await question.getByRole('button', { name: words.uploadAgain }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]+\/review/, { timeout: 60_000 });
  await page.getByRole('heading', { level: 1, name: words.review }).waitFor();
}

/** Items of the list by their name; the open one and the folded ones are buttons alike. */
const item = (page: Page, name: RegExp) => page.getByRole('tabpanel').getByRole('button', { name });

/** Its fields are there when it has opened; before, those of the last item still are. */
async function openItem(page: Page, name: RegExp): Promise<void> {
  await item(page, name).click();
  await page.getByRole('tabpanel').getByRole('button', { name, expanded: true }).waitFor();
}

export async function checkPlan({ page }: Visit, words: JourneyWords): Promise<void> {
  const list = page.getByRole('tabpanel');

  // A value is corrected and the item accepted with it.
  await openItem(page, /汽车零部件产值/);
  await list.getByLabel(words.value, { exact: true }).fill('950');
  await list.getByRole('button', { name: words.saveAndAccept }).click();
  await item(page, new RegExp(`汽车零部件产值.*950.*${words.accepted}`)).waitFor();

  // One that the reader could not bind is bound by hand.
  await openItem(page, /城区公交车使用率/);
  const indicator = list.getByRole('combobox', { name: words.indicator });
  await indicator.fill('fleet-nev-share');
  await list
    .getByRole('option', { name: /fleet-nev-share/ })
    .first()
    .click();
  await list.getByRole('button', { name: words.saveAndAccept }).click();
  await item(page, new RegExp(`城区公交车使用率.*${words.accepted}`)).waitFor();

  // One is rejected, the rejection undone, and rejected again.
  await openItem(page, /项目总投资门槛/);
  await list.getByRole('button', { name: words.reject }).click();
  await item(page, new RegExp(`项目总投资门槛.*${words.rejected}`)).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText(words.undone).waitFor();
  await item(page, new RegExp(`项目总投资门槛.*${words.toCheck}`)).waitFor();
  await list.getByRole('button', { name: words.reject }).click();
  await item(page, new RegExp(`项目总投资门槛.*${words.rejected}`)).waitFor();
}

export async function acceptTheRest({ page }: Visit, words: JourneyWords): Promise<void> {
  await page.getByRole('button', { name: words.acceptSure }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.acceptSureRun }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const ask = page.getByRole('button', { name: words.ask });
  const list = page.getByRole('tabpanel');
  for (let round = 0; round < 12 && (await ask.count()) > 0; round += 1) {
    await ask.click();
    // The list scrolls to the next question; a press meanwhile would still be for the one before.
    await page.waitForTimeout(300);
    await list.getByRole('button', { name: words.answers }).first().click();
    await page.waitForTimeout(500);
  }
  await page.getByText(words.nothingToAsk).waitFor();
}

/** Returns the address of the ledger with the plan's targets. */
export async function publishPlan({ page }: Visit, words: JourneyWords): Promise<void> {
  await page.getByRole('button', { name: words.finish }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.publish }).click();
  const link = dialog.getByRole('link', { name: words.toLedger });
  await link.waitFor();
  expect(await dialog.innerText()).toMatch(words.entersLedger);
  await link.click();
  await page.getByRole('heading', { level: 1, name: words.ledger }).waitFor();
}
