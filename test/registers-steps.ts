import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { soon, type Visit } from './browser.ts';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
export const definitionFile = fixture('battery-swap-cabinet.yaml');
const importFile = fixture('battery-swap-cabinets.csv');

export const registerId = 'battery-swap-cabinet';
export const listPath = `/registers/${registerId}`;

/** A definition in one file is put into force in the page, and the menu leads to its list. */
export async function applyDefinition({ page, open }: Visit): Promise<void> {
  await open('/registers/define');
  await page.getByRole('button', { name: '上传定义文件' }).waitFor();
  await page.locator('input[type=file]').setInputFiles(definitionFile);
  await page.getByText('这是一张新登记表').waitFor();
  await page.getByRole('heading', { level: 3, name: '表单' }).waitFor();
  expect(await page.getByRole('main').innerText()).toContain('仓位数 (个)');
  await page.getByLabel('改动说明').fill('试点');
  await page.getByRole('button', { name: '启用这份定义' }).click();
  await page.getByRole('link', { name: '看列表' }).click();
  await page.getByRole('heading', { level: 1, name: '电动两轮车换电柜' }).waitFor();
  await page.getByText('还没有数据').waitFor();
}

/** A mistake is told at its line, and nothing can be put into force. */
export async function tellMistake({ page, open }: Visit): Promise<void> {
  await open(`/registers/define?register=${registerId}`);
  const source = page.getByLabel('定义（YAML）');
  const written = await source.inputValue();
  await source.fill(written.replace('type: integer', 'type: integr'));
  await page
    .getByText(/第 11 行/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: '启用这份定义' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '恢复到现行的' }).click();
}

/** A form that says what is missing and what cannot be, and keeps what was typed. */
export async function enterOne({ page, open }: Visit): Promise<void> {
  await open(listPath);
  await page.getByRole('link', { name: '新增' }).click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('这一项必须填。').first().waitFor();
  await page.getByLabel('换电柜编号').fill('HDG-001');
  await page.getByLabel('换电柜名称').fill('甲子换电柜');
  await page.getByLabel('所属地区').fill('萧山');
  await page.getByRole('option', { name: /萧山/ }).first().click();
  await page.getByLabel('运营单位').fill('云和甲子');
  await page
    .getByRole('option', { name: /云和甲子电驱/ })
    .first()
    .click();
  await page.getByLabel('仓位数').fill('260');
  await page.getByLabel('是否投保').selectOption({ label: '是' });
  await page.reload();
  await page.getByText('找回了上次没有保存的内容').waitFor();
  await page.getByLabel('经度').fill('120.27');
  await page.getByLabel('纬度').fill('30.18');
  await page.getByRole('button', { name: '保存' }).click();
  await page
    .getByText(/应满足 1\.\.200/)
    .first()
    .waitFor();
  await page.getByLabel('仓位数').fill('160');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { level: 1, name: '甲子换电柜' }).waitFor();
  expect(await page.getByRole('main').innerText()).toContain('萧山区的甲子换电柜');
}

/** A step of its life stands in the history, and puts down its day. */
export async function moveOne({ page, context }: Visit): Promise<void> {
  await page.getByRole('button', { name: '投运' }).click();
  await page.getByLabel('说明').fill('验收合格');
  await page.getByRole('dialog').getByRole('button', { name: '投运' }).click();
  await page.getByText('在“电动两轮车换电柜”里现为“运行中”').waitFor();
  await page.getByText('规划中 → 运行中').waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const answer = await context.request.get(`/api/v1/registers/${registerId}/entries/${id}`);
  expect(((await answer.json()) as { values: Record<string, unknown> }).values['opened-on']).toMatch(/^\d{4}-/);
}

/** Good rows are written, each in its state; the wrong one comes back in a file that says why. */
export async function importMany({ page, open }: Visit): Promise<void> {
  await open(listPath);
  await page.getByRole('button', { name: '批量导入' }).click();
  await page.locator('aside input[type=file]').setInputFiles(importFile);
  await page.getByText('还没有写入').waitFor();
  await page.getByRole('cell', { name: /500/ }).first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载错误行改好再传' }).click(),
  ]);
  const wrong = await readFile(await download.path(), 'utf8');
  expect(wrong).toMatch(/丁卯换电柜.*1 到 200/);
  expect(wrong).not.toContain('乙丑换电柜');
  await page.getByRole('button', { name: '写入 3 行' }).click();
  await page.getByText('已写入 3 行。').waitFor();
  await page.getByRole('row', { name: /丙寅换电柜.*运行中/ }).waitFor();
  await page.getByRole('row', { name: /戊辰换电柜.*规划中/ }).waitFor();
  expect(await page.getByRole('row', { name: /丁卯换电柜/ }).count()).toBe(0);
}

const ENTRIES = /(甲子|乙丑|丙寅|戊辰)换电柜/;

/** Chips, the typed expression and its mistake; what is filtered is in the address. */
export async function filterList({ page, open }: Visit): Promise<void> {
  await open(listPath);
  await page.getByRole('search').getByRole('button', { name: /^状态/ }).click();
  await page.getByLabel('运行中').click();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('row', { name: ENTRIES }).count(), soon).toBe(3);
  await page
    .getByRole('search')
    .getByRole('button', { name: /^条件式/ })
    .click();
  await page.getByLabel('条件式').fill('slots > nothing');
  await page.getByRole('button', { name: '按它筛选' }).click();
  await page.getByText('没有字段 nothing').first().waitFor();
  await page.getByLabel('条件式').fill('slots > 100');
  await page.getByRole('button', { name: '按它筛选' }).click();
  await expect.poll(() => page.getByRole('row', { name: ENTRIES }).count(), soon).toBe(1);
  expect(new URL(page.url()).searchParams.get('state')).toBe('running');
}

/** The same entries on the map, by their state, with the list below. */
export async function seeMap({ page, open }: Visit): Promise<void> {
  await open(listPath);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes(`/${registerId}/map`)),
    page.getByRole('button', { name: '地图' }).click(),
  ]);
  const { features } = (await answer.json()) as { features: { properties: { style: string } }[] };
  expect(features.map(({ properties }) => properties.style).sort()).toEqual([
    'planned',
    'running',
    'running',
    'running',
  ]);
  await page.getByRole('heading', { level: 2, name: '电动两轮车换电柜的位置' }).waitFor();
  await page.getByRole('row', { name: /甲子换电柜/ }).waitFor();
}

/** The indicator that the definition declares is counted, and its figure leads to the entries. */
export async function seeFigure({ page, open }: Visit): Promise<void> {
  await open(`${listPath}?month=2025-08`);
  await page.getByRole('button', { name: /180.*看这个数从哪来/ }).click();
  const panel = page.getByRole('complementary').last();
  await panel.getByText('运行换电柜仓位数').waitFor();
  await panel.getByRole('link', { name: '看这 3 条' }).click();
  await page.getByText('共 3 条').first().waitFor();
  expect(new URL(page.url()).searchParams.get('asAt')).toBe('2025-08-31');
}

interface Answer {
  readonly items: readonly { title: string; state: string; values: Record<string, unknown> }[];
}

/** The interface answers the same entries, typed as the definition says; everybody has those that are running. */
export async function askInterface({ context }: Visit): Promise<void> {
  const query = new URLSearchParams({ sort: 'slots', filter: 'slots < 100' });
  const answer = await context.request.get(`/api/v1/registers/${registerId}/entries?${query}`);
  const { items } = (await answer.json()) as Answer;
  expect(items.map(({ title, state, values }) => [title, state, values.slots, values.insured])).toEqual([
    ['丙寅换电柜', 'running', 8, false],
    ['乙丑换电柜', 'running', 12, true],
    ['戊辰换电柜', 'planned', 20, null],
  ]);
  const open = await context.request.get(`/open/v1/registers/${registerId}`);
  const everybody = (await open.json()) as Answer;
  expect(everybody.items.map(({ state, values }) => `${values.name} ${state}`).sort()).toEqual([
    '丙寅换电柜 running',
    '乙丑换电柜 running',
    '甲子换电柜 running',
  ]);
}

/** Taking away a field that holds data is refused with the entries; adding one is not. */
export async function changeDefinition({ page, open }: Visit): Promise<void> {
  await open(`/registers/define?register=${registerId}`);
  const source = page.getByLabel('定义（YAML）');
  const written = await source.inputValue();
  await source.fill(written.replace(/^ {2}- \{id: insured,.*\n/m, '').replace(/, insured: \[.*?\]/, ''));
  await page.getByText('这样改会丢数据').waitFor();
  await page.getByRole('link', { name: '乙丑换电柜' }).waitFor();
  expect(await page.getByRole('button', { name: '启用这份定义' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '恢复到现行的' }).click();
  await page.getByRole('button', { name: '添加一项' }).click();
  await page.getByLabel('名称', { exact: true }).fill('开放时间');
  await page.getByLabel('英文名称').fill('Opening hours');
  await page.getByRole('button', { name: '添加', exact: true }).click();
  const apply = page.getByRole('button', { name: '启用这份定义' });
  await expect.poll(() => apply.isEnabled(), soon).toBe(true);
  await apply.click();
  await page.getByText('已启用。').waitFor();
  await page.getByRole('button', { name: '历次版本' }).click();
  await page.getByRole('button', { name: '和现行的比较' }).click();
  await page.getByText(/^\+.*opening-hours/).waitFor();
}

/** Somebody else was faster: both versions are shown, and one is chosen. */
export async function meetConflict({ page, context, open }: Visit): Promise<void> {
  await open(listPath);
  await page.getByRole('link', { name: '乙丑换电柜' }).click();
  await page.getByRole('link', { name: '修改' }).click();
  await page.getByLabel('仓位数').fill('44');
  const id = new URL(page.url()).pathname.split('/').at(-2);
  const other = await context.request.patch(`/api/v1/registers/${registerId}/entries/${id}`, {
    data: { values: { slots: 50 } },
  });
  expect(other.ok()).toBe(true);
  await page.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('dialog').getByRole('row', { name: /仓位数/ });
  await row.waitFor();
  expect(await row.innerText()).toMatch(/50\s+44/);
  await page.getByRole('button', { name: '用我填的保存' }).click();
  await page.getByText('50 → 44').waitFor();
}
