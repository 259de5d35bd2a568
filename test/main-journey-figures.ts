import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { soon, type Visit } from './browser.ts';
import type { PlanCase } from './main-journey-plan.ts';
import type { JourneyWords } from './main-journey-words.ts';

const panel = (page: Page) => page.getByRole('complementary');

/**
 * Good rows first, of which one changes the base that the published plan told of; then a wrong unit, an unknown region,
 * a bad period and a row that is there already.
 */
function figureRows({ regionCode }: PlanCase): (string | number)[][] {
  const nev = '新能源汽车产量';
  return [
    ['指标', '地区', '期间', '数值', '单位', '来源', '修改原因'],
    [nev, regionCode, '2024', 9.7, '万辆', '统计年报', '年报定案'],
    [nev, regionCode, '2024年1-8月', 5.5, '万辆', '统计月报'],
    [nev, regionCode, '2025年1-8月', 4, '万辆', '统计月报'],
    [nev, regionCode, '2025年1-7月', 3.2, '亿元', '统计月报'],
    [nev, '合费市', '2025年1-6月', 3, '万辆', '统计月报'],
    [nev, regionCode, '2025年13月', 3, '万辆', '统计月报'],
    [nev, regionCode, '2025年1-8月', 4, '万辆', '统计月报'],
  ];
}

const figuresName = (plan: PlanCase) => `figures-${plan.regionCode}.xlsx`;

async function workbook(rows: (string | number)[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('实绩').addRows(rows);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Rows of a file's first sheet as text. */
async function sheetOf(file: string): Promise<string[][]> {
  const book = new ExcelJS.Workbook();
  // exceljs declares a Buffer of its own, older than Node's.
  await book.xlsx.load((await readFile(file)) as unknown as ArrayBuffer);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map((cell) => String(cell ?? ''))));
  return rows;
}

/** What a dry run counts: new, changed, unchanged, wrong. */
async function countsOf(found: Locator, words: JourneyWords): Promise<number[]> {
  await found.getByRole('definition').first().waitFor();
  expect(await found.getByRole('term').allInnerTexts()).toEqual(words.counts);
  return (await found.getByRole('definition').allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')));
}

const importFile = (page: Page, words: JourneyWords) => panel(page).getByLabel(words.chooseFile);

/** Dry run, error file, then the good rows. */
export async function importFigures({ page, open }: Visit, words: JourneyWords, plan: PlanCase): Promise<void> {
  await open('/indicators');
  await page.getByRole('button', { name: words.importMany }).click();
  const buffer = await workbook(figureRows(plan));
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await importFile(page, words).setInputFiles({ name: figuresName(plan), mimeType, buffer });
  expect(await countsOf(panel(page), words)).toEqual([2, 1, 0, 4]);
  const table = await panel(page).getByRole('table').innerText();
  for (const problem of words.problems) expect(table).toMatch(problem);

  const download = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: words.errorFile }).click();
  const [head = [], ...rows] = await sheetOf(await (await download).path());
  expect(head.at(-1)).toBe(words.errorColumn);
  expect(rows).toHaveLength(4);
  for (const [at, row] of rows.entries()) expect(row.at(-1)).toMatch(words.problems[at] ?? /never/);

  await panel(page)
    .getByRole('button', { name: words.write(3) })
    .click();
  await expect.poll(() => panel(page).getByRole('status').innerText(), soon).toContain(words.written(3));
  await page.keyboard.press('Escape');
}

/** The target has turned off track; the sentence says why, and its figure leads to the row of the file. */
export async function seeJudgement({ page }: Visit, words: JourneyWords, plan: PlanCase): Promise<void> {
  const main = page.getByRole('main');
  await page.getByRole('heading', { level: 1, name: '新能源汽车年产量' }).waitFor();
  const sentence = main.getByRole('paragraph').first();
  await expect.poll(() => sentence.innerText(), soon).toMatch(words.why);
  expect(await main.getByText(words.offTrack, { exact: true }).count()).toBeGreaterThan(0);

  await sentence.getByRole('button').first().click();
  await page.waitForURL(/#fig=/);
  await panel(page).getByRole('heading', { name: words.whereFrom }).waitFor();
  const deeper = panel(page).getByRole('button', { name: words.seePart });
  await expect
    .poll(async () => (await deeper.count()) + (await panel(page).getByText(words.sourceFile).count()), soon)
    .toBeGreaterThan(0);
  if ((await deeper.count()) > 0) await deeper.click();
  await panel(page)
    .getByText(`${figuresName(plan)}`)
    .waitFor();
  expect(await panel(page).innerText()).toMatch(words.sourceFile);
}

/** From the provenance panel to the import that brought the figure. */
export async function followToImport({ page }: Visit, words: JourneyWords, plan: PlanCase): Promise<void> {
  await panel(page).getByRole('link', { name: words.seeImport }).click();
  await page.waitForURL(/imports\//);
  await expect.poll(() => page.getByRole('main').innerText(), soon).toContain(figuresName(plan));
}

/** The exported ledger, imported again, changes nothing. */
export async function roundTrip({ page, open }: Visit, words: JourneyWords): Promise<void> {
  await open('/targets');
  await page.getByRole('table').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: words.export }).click();
  await page.getByRole('button', { name: words.excel }).click();
  const file = await (await download).path();
  const buffer = await readFile(file);
  const rows = (await sheetOf(file)).length - 1;
  expect(rows).toBeGreaterThan(85);

  await page.getByRole('button', { name: words.importChanges }).click();
  await importFile(page, words).setInputFiles({ name: 'ledger.xlsx', mimeType: 'application/octet-stream', buffer });
  expect(await countsOf(panel(page), words)).toEqual([0, 0, rows, 0]);
  await panel(page).getByText(words.nothingToWrite).waitFor();
  await page.keyboard.press('Escape');
}

/** A second figure for the same period is a revision with its reason; both versions stay readable. */
export async function reviseFigure({ page, open }: Visit, words: JourneyWords, plan: PlanCase): Promise<void> {
  await open(`/indicators/nev-output?region=${plan.regionCode}&month=2025-08`);
  await page.getByRole('button', { name: words.enter }).click();
  await panel(page).getByLabel(words.period, { exact: true }).fill('2025-01..08');
  await panel(page).getByLabel(words.value, { exact: true }).fill('8.2');
  await panel(page).getByLabel(words.reason).fill('企业补报');
  await panel(page).getByRole('button', { name: words.saveRevision }).click();
  await panel(page).getByText(words.savedRevision).waitFor();
  await panel(page).getByRole('link', { name: words.seeFigure }).click();
  const versions = panel(page).getByRole('table', { name: words.versions });
  await versions.waitFor();
  const rows = await versions.getByRole('row').allInnerTexts();
  expect(rows).toHaveLength(2);
  expect(rows[0]).toContain(words.version(2));
  expect(rows[0]).toContain('企业补报');
  expect(rows[0]).toMatch(words.change);
  expect(rows[1]).toContain(words.version(1));
}
