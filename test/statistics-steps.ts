/** What people do with a return, in the page; what fifty others do besides, over the interface. */
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { APIRequestContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { soon, type Visit } from './browser.ts';

const API = '/api/v1/statistics';
type Cell = { value: string | null; missing?: string; reason?: string; reasonCode?: string };
type Cells = Record<string, Record<string, Cell>>;
interface Finding {
  level: string;
  row: string | null;
  column: string | null;
  isExplained: boolean;
  mends: { sets: { row: string; column: string; cell: Cell }[] }[];
}
interface ReturnView {
  id: string;
  revision: number;
  state: string;
  cells: Cells;
  suggestedBase: Cells;
  past: { period: string; cells: Cells }[];
  findingList: Finding[];
}

const requestOf = ({ context }: Visit): APIRequestContext => context.request;

async function ask<T>(request: APIRequestContext, url: string): Promise<T> {
  const answer = await request.get(`${API}${url}`);
  if (!answer.ok()) throw new Error(`${url}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

export async function findRound(who: Visit, form: string, period: string): Promise<string> {
  const { items } = await ask<{ items: { id: string }[] }>(requestOf(who), `/rounds?form=${form}&month=${period}`);
  return items[0]?.id ?? '';
}

export async function findReturn(who: Visit, form: string, period: string): Promise<string> {
  const { items } = await ask<{ items: { id: string }[] }>(
    requestOf(who),
    `/returns?mine=true&form=${form}&period=${period}`,
  );
  return items[0]?.id ?? '';
}

/** Path of a target in force of a region, by the indicator's name in the plan. */
export async function findTarget(who: Visit, region: string, name: string): Promise<string> {
  const answer = await requestOf(who).get(`/api/v1/plans/targets?region=${region}&limit=500`);
  const { items } = (await answer.json()) as { items: { id: string; indicatorName: string }[] };
  return `/targets/${items.find(({ indicatorName }) => indicatorName.includes(name))?.id}`;
}

/** A button of the page whose question is answered with the same word. */
export async function press(page: Page, name: string, isAsked = false): Promise<void> {
  if (!isAsked) await page.getByRole('button', { name, exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button').filter({ hasText: name }).first().click();
}

export async function mendFirst({ page }: Visit, mend: RegExp): Promise<void> {
  await page.getByRole('button', { name: mend }).first().click();
  await expect.poll(() => page.getByRole('button', { name: mend }).count(), soon).toBe(0);
}

/** Writes the same words to every check that asks, until none does. */
export async function explainAll({ page }: Visit, words: string): Promise<void> {
  const explain = page.getByRole('button', { name: '没错，写原因' });
  await page.waitForTimeout(600);
  for (let left = await explain.count(); left > 0; left = await explain.count()) {
    await explain.first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').selectOption({ label: '其他' });
    await dialog.getByRole('textbox').last().fill(words);
    await dialog.getByRole('button', { name: '记下原因' }).click();
    await expect.poll(() => explain.count(), soon).toBeLessThan(left);
  }
}

/** Takes the template out, changes one number in it as in a spreadsheet, and puts it back. */
export async function fillFromExcel(
  { page }: Visit,
  id: string,
  { code, value }: { code: string; value: string },
): Promise<void> {
  await page.getByRole('button', { name: '更多' }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载这张表' }).click(),
  ]);
  const file = path.join(tmpdir(), `${id}.xlsx`);
  await saved.saveAs(file);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await readFile(file)) as never);
  book.worksheets[0]?.eachRow((row) => {
    if (row.getCell(1).value === code) row.getCell(4).value = Number(value);
  });
  await writeFile(file, Buffer.from(await book.xlsx.writeBuffer()));
  await page.getByRole('button', { name: '传 Excel' }).click();
  await page.getByLabel('填好的表').setInputFiles(file);
  await page.getByText('有 1 格会变').first().waitFor();
  await page.getByRole('button', { name: '写入 1 格' }).click();
  await expect.poll(() => page.getByLabel(/^21 .*本月/).inputValue(), soon).toBe(value);
}

/** The line is cut, a cell is filled in and kept here, the line comes back and the server has it. */
export async function fillOffLine(
  { page, context }: Visit,
  { cell, value }: { cell: RegExp; value: string },
): Promise<void> {
  await expect.poll(() => page.getByText('已传到服务器').count(), soon).toBeGreaterThan(0);
  await context.setOffline(true);
  await page.getByLabel(cell).fill(value);
  await page.getByLabel(cell).press('Enter');
  await page
    .getByText(/连不上服务器|已存在本机/)
    .first()
    .waitFor();
  await context.setOffline(false);
  await expect
    .poll(() => page.getByText('已传到服务器').count(), { timeout: 40_000, interval: 250 })
    .toBeGreaterThan(0);
}

export async function submit({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect.poll(() => page.getByText(/已交|已经提交/).count(), soon).toBeGreaterThan(0);
}

export async function askAndSendBack(
  who: Visit,
  id: string,
  { cell, question }: { cell: RegExp; question: string },
): Promise<void> {
  const { page } = who;
  await who.open(`/returns/${id}`);
  await page.getByLabel(cell).focus();
  await page.getByRole('button', { name: '问这一格' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(question);
  await page.getByRole('dialog').getByRole('button', { name: '发出疑问' }).click();
  await page.getByText(question).first().waitFor();
  await page.getByRole('button', { name: '退回修改' }).first().click();
  await page.getByRole('dialog').getByLabel('原因').fill('请先答复疑问');
  await page.getByRole('dialog').getByRole('button', { name: '退回修改' }).click();
  await page.getByText('退回').first().waitFor();
}

export async function answerQuestion(who: Visit, id: string, answer: string): Promise<void> {
  const { page } = who;
  await who.open(`/returns/${id}`);
  await page.getByRole('button', { name: '答复', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('textbox').fill(answer);
  await page.getByRole('dialog').getByRole('button', { name: /答复/ }).last().click();
  await page.getByText(answer).first().waitFor();
}

/** Everybody else is reported for by one, looked at by a second and approved by a third person: over the interface. */
export async function reportTheRest(asked: {
  reporter: Visit;
  reviewer: Visit;
  taizhou: Visit;
  round: string;
  but: string;
}): Promise<void> {
  const request = requestOf(asked.taizhou);
  const list = async (states: string) =>
    (await ask<{ items: { id: string }[] }>(request, `/returns?round=${asked.round}&state=${states}&limit=500`)).items
      .map(({ id }) => id)
      .filter((id) => id !== asked.but);
  for (const id of await list('open,draft,returned')) await report(requestOf(asked.reporter), id);
  const reviewer = requestOf(asked.reviewer);
  await bulk(reviewer, 'check', await list('submitted'));
  await bulk(request, 'approve', await list('checked'));
  expect(await list('open,draft,returned,submitted,checked')).toEqual([]);
}

/** With last month’s numbers, carried on; every warning explained. */
async function report(request: APIRequestContext, id: string): Promise<void> {
  let view = await ask<ReturnView>(request, `/returns/${id}`);
  let cells = carriedOn(view);
  for (let tries = 0; tries < 4; tries += 1) {
    const answer = await request.post(`${API}/returns/${id}/submit`, {
      headers: { 'if-match': `"${view.revision}"` },
      data: { cells },
    });
    if (answer.ok()) return;
    const saved = await request.put(`${API}/returns/${id}`, {
      headers: { 'if-match': `"${view.revision}"` },
      data: { cells },
    });
    if (!saved.ok()) throw new Error(`${id}: ${await saved.text()}`);
    view = await ask<ReturnView>(request, `/returns/${id}`);
    cells = explained(view);
  }
  throw new Error(
    `${id} could not be handed in: ${JSON.stringify(view.findingList.filter((one) => !one.isExplained)).slice(0, 800)}`,
  );
}

function carriedOn({ past, cells }: ReturnView): Cells {
  const last = past.find(({ period }) => period === '2025-08')?.cells ?? {};
  const add = (a: Cell | undefined, b: Cell | undefined): Cell => ({
    value: String(Number(a?.value ?? 0) + Number(b?.value ?? 0)),
  });
  return Object.fromEntries(
    Object.entries(last).map(([row, own]) => {
      const year = past.find(({ period }) => period === '2024-09')?.cells[row] ?? {};
      const given: Record<string, Cell> = {};
      if (own.current) given.current = { value: own.current.value };
      if (own.cumulative) given.cumulative = add(own.cumulative, own.current);
      if (own['current-base'])
        given['current-base'] = year.current ?? cells[row]?.['current-base'] ?? own['current-base'];
      if (own['cumulative-base'])
        given['cumulative-base'] = year.cumulative ?? cells[row]?.['cumulative-base'] ?? own['cumulative-base'];
      return [row, given];
    }),
  );
}

function explained({ cells, findingList }: ReturnView): Cells {
  const mended: Cells = structuredClone(cells);
  for (const { level, row, column, isExplained } of findingList) {
    const cell = row && column ? mended[row]?.[column] : undefined;
    if (cell && level !== 'info' && !isExplained) Object.assign(cell, { reason: '核对无误', reasonCode: 'one-off' });
  }
  return mended;
}

async function bulk(request: APIRequestContext, act: 'check' | 'approve', ids: readonly string[]): Promise<void> {
  const answer = await request.post(`${API}/returns/bulk`, { data: { act, ids } });
  const done = (await answer.json()) as { refused: unknown[] };
  if (!answer.ok() || done.refused.length > 0) throw new Error(`${act}: ${JSON.stringify(done).slice(0, 800)}`);
}
