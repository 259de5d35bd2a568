import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Cockpit } from '../server/modules/cockpit/model.ts';
import { hasBrowser, openBrowser, soon, type Visit, visit } from './browser.ts';
import { type RunningServer, startServer } from './running-server.ts';

const patient = 400_000;

/** The desk on the demonstration: what a chief reads, and how a slipping target becomes a case that is handled. */
describe.skipIf(!hasBrowser)('the desk', () => {
  let server: RunningServer;
  let browser: Browser;
  let chief: Visit;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    chief = await visit(browser, server, { as: 'zhejiang' });
    await chief.context.request.post('/api/v1/signals/check', { data: {} });
    await vi.waitUntil(async () => (await signals(chief)).length > 0, { timeout: 120_000, interval: 500 });
  }, patient);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('the cockpit is the first page: a sentence, the states, at most five figures, what slips, two pictures', async () => {
    const { page, open, faults } = chief;
    await open('/');
    const main = page.getByRole('main');
    await main.getByRole('heading', { level: 1, name: /^浙江省新能源汽车产业 · 2025年1–8月$/ }).waitFor();
    const answer = await chief.context.request.get('/api/v1/cockpit?region=330000');
    const cockpit = (await answer.json()) as Cockpit;
    await main.getByText(`浙江省及下辖地区共 ${cockpit.total} 项目标`).waitFor();
    expect(await main.getByRole('list', { name: '关键指标' }).getByRole('listitem').count()).toBe(5);
    const rows = main.getByRole('table', { name: '要过问的目标' }).getByRole('row');
    expect(await rows.count()).toBe(cockpit.attention.length + 1);
    await main.getByRole('heading', { level: 2, name: '下辖地区新能源汽车产量与同比' }).waitFor();

    // Rows by `j`, figures by number.
    await page.keyboard.press('j');
    const [first] = cockpit.attention;
    expect(await page.locator(':focus').innerText()).toBe(first?.target.indicatorName);
    await page.keyboard.press('3');
    await page.getByRole('complementary').getByText('新能源汽车出口量').first().waitFor();
    await page.keyboard.press('Escape');

    // A state leads to the ledger with the same count.
    const off = cockpit.states['off-track'] ?? 0;
    await main.getByRole('link', { name: `滞后 ${off}` }).click();
    await page.getByRole('heading', { level: 1, name: '目标台账' }).waitFor();
    await page.getByText(`共 ${off} 条`).waitFor();
    expect(faults).toEqual([]);
  });

  test('from a figure to the raw submission in two clicks', async () => {
    const { page, open, faults, context } = chief;
    const run = await importFigure(context.request, '新能源汽车产量,330000,2025年1-8月,74.7,万辆,统计月报,核实后更正');
    await open('/');
    await page.getByRole('button', { name: /^74\.7 万辆/ }).click();
    const panel = page.getByRole('complementary');
    await panel.getByText('核实后更正').first().waitFor();
    await panel
      .getByRole('link', { name: '看导入记录' })
      .or(panel.locator(`a[href*="${run}"]`))
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /cockpit-figure\.csv/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/system/imports/${run}`);
    expect(faults).toEqual([]);
  });

  test('a signal shows its evidence with sources and becomes a case, which the target then shows', async () => {
    const { page, open, faults } = chief;
    const [signal] = await signals(chief);
    if (!signal) throw new Error('no signal of the province');
    await open(`/signals?signal=${signal.id}`);
    const panel = page.getByRole('complementary');
    await panel.getByRole('heading', { name: signal.title }).waitFor();
    await panel.getByText('完成路径的比例低于此值，橙色').waitFor();
    expect(await panel.getByRole('button', { name: '看来源' }).count()).toBeGreaterThan(0);
    await panel.getByRole('button', { name: '立项' }).click();
    await page.getByRole('heading', { level: 1, name: signal.title }).waitFor();
    await page.getByRole('region', { name: '走到哪一步' }).getByText('待核实').waitFor();
    await open(signal.subject.href);
    await page.getByRole('region', { name: '预警与事项' }).getByRole('link', { name: signal.title }).first().waitFor();
    expect(faults).toEqual([]);
  });

  test('of two who decide at once the second sees what changed and chooses', async () => {
    const path = await caseOf(chief);
    const other = await visit(browser, server, { as: 'admin' });
    await Promise.all([chief.open(path), other.open(path)]);
    await decide(chief.page, '核实属实，转督办');
    await expect
      .poll(
        () => chief.page.getByRole('listitem').filter({ hasText: '督办中' }).first().getAttribute('aria-current'),
        soon,
      )
      .toBe('step');

    await other.page.getByLabel('说明').first().fill('另一位的意见');
    await decide(other.page, '核实属实，转督办');
    const conflict = other.page.getByRole('alert');
    await conflict.getByText('您看到的是“待核实”').waitFor();
    await conflict.getByText('现在是“督办中”').waitFor();
    await conflict.getByRole('button', { name: '不做了，看新的' }).click();
    await other.page.getByRole('heading', { level: 2, name: '请您决定' }).waitFor();
    // Nothing typed is lost.
    expect(await other.page.getByLabel('说明').first().inputValue()).toBe('另一位的意见');
    expect([...chief.faults, ...other.faults]).toEqual([]);
    await other.close();
  });

  test('my work lists it, gives several to one person, and goes out as a sheet', async () => {
    const { page, open, faults } = chief;
    await open('/work?tab=unit');
    await page.getByRole('row').nth(1).waitFor();
    await page.getByRole('checkbox', { name: '全选' }).check();
    await page.getByRole('button', { name: '分给…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('经办人').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: /^分派 \d+ 件$/ }).click();
    await expect.poll(() => dialog.count(), soon).toBe(0);
    expect(await page.getByText('还没有经办人').count()).toBe(0);
    await page.getByRole('button', { name: '导出' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV（.csv）' }).click();
    expect((await download).suggestedFilename()).toBe('事项.csv');
    expect(faults).toEqual([]);
  });

  test('the large screen shows nothing smaller than 24 px at 1920 x 1080, and Esc leaves it', async () => {
    const wall = await visit(browser, server, { as: 'zhejiang', width: 1920, height: 1080 });
    await wall.open('/screen?region=330000');
    const { page } = wall;
    await page.getByText('演示数据 · 非统计结果').waitFor();
    await page.getByText('2025年1–8月').first().waitFor();
    expect(await page.evaluate(smallestText)).toBeGreaterThanOrEqual(24);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: /^浙江省新能源汽车产业/ }).waitFor();
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  test('nothing of it scrolls sideways at 1366 x 768, nor the cockpit on a phone', async () => {
    const path = await caseOf(chief);
    const clerk = await visit(browser, server, { as: 'zhejiang', width: 1366, height: 768 });
    for (const one of ['/', '/work', '/signals', '/signals/rules', path]) {
      await clerk.open(one);
      await clerk.page.getByRole('heading', { level: 1 }).waitFor();
      await clerk.page.waitForLoadState('networkidle');
      expect(await clerk.page.evaluate(sideways), one).toBeLessThanOrEqual(0);
    }
    await clerk.close();
    const phone = await visit(browser, server, { as: 'zhejiang', width: 390, height: 844 });
    await phone.open('/');
    await phone.page.getByRole('table', { name: '要过问的目标' }).waitFor();
    expect(await phone.page.evaluate(sideways)).toBeLessThanOrEqual(0);
    await phone.close();
  });

  test('the server met no fault meanwhile', () => {
    expect(server.faults()).toEqual([]);
  });
});

interface Signal {
  readonly id: string;
  readonly title: string;
  readonly subject: { readonly href: string; readonly kind: string };
  readonly region: { readonly code: string };
  readonly caseId: string | null;
}

/** Of the province's own targets, worst first. */
async function signals({ context }: Visit): Promise<readonly Signal[]> {
  const answer = await context.request.get('/api/v1/signals?region=330000&severity=orange&limit=200');
  const { items } = (await answer.json()) as { items: Signal[] };
  return items.filter(({ region, subject }) => region.code === '330000' && subject.kind === 'target');
}

/** A case that waits at its first state, made of the next signal. */
async function caseOf(reader: Visit): Promise<string> {
  const next = (await signals(reader)).find(({ caseId }) => caseId === null);
  const answer = await reader.context.request.post(`/api/v1/signals/${next?.id}/case`, { data: {} });
  return `/cases/${((await answer.json()) as { caseId: string }).caseId}`;
}

async function decide(page: Page, move: string): Promise<void> {
  await page.getByRole('radio', { name: move }).check();
  await page.getByRole('button', { name: move }).click();
}

/** One row through the import, written; answers the run's id. */
async function importFigure(request: Visit['context']['request'], row: string): Promise<string> {
  const csv = `指标,地区,期间,数值,单位,来源,修改原因\n${row}\n`;
  const file = { name: 'cockpit-figure.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  const checked = await request.post('/api/v1/imports/observations', { multipart: { file } });
  expect(checked.ok(), await checked.text()).toBe(true);
  const { id } = (await checked.json()) as { id: string };
  const written = await request.post(`/api/v1/imports/runs/${id}/write`, { data: {} });
  expect(written.ok(), await written.text()).toBe(true);
  return id;
}

/** As much of the browser's document as is used there: the tests are compiled without its types. */
interface Box {
  readonly classList: { contains(name: string): boolean };
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>;
  closest(selector: string): { getScreenCTM(): { a: number } } | null;
}
declare const document: {
  readonly documentElement: { readonly scrollWidth: number };
  querySelectorAll(selector: string): Iterable<Box>;
};
declare const getComputedStyle: (box: Box) => { fontSize: string };
declare const innerWidth: number;

const sideways = () => document.documentElement.scrollWidth - innerWidth;

/** px of the smallest text in sight, in drawings as they are scaled. */
function smallestText(): number {
  const sizes = [...document.querySelectorAll('main *')].flatMap((box) => {
    const speaks = [...box.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    if (!speaks || box.classList.contains('ln-hidden')) return [];
    const scale = box.closest('svg')?.getScreenCTM().a ?? 1;
    return [Number.parseFloat(getComputedStyle(box).fontSize) * scale];
  });
  return Math.round(Math.min(...sizes) * 10) / 10;
}
