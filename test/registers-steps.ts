import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { soon, type Visit } from './browser.ts';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
export const definitionFile = fixture('charging-lot.yaml');
const importFile = fixture('charging-lots.csv');

export const listPath = '/registers/charging-lots';

/** A definition in one file is put into force in the page, and the menu leads to its list. */
export async function applyDefinition({ page, open }: Visit): Promise<void> {
  await open('/registers/define');
  await page.getByRole('button', { name: '上传定义文件' }).waitFor();
  await page.locator('input[type=file]').setInputFiles(definitionFile);
  await page.getByText('这是一张新登记表').waitFor();
  await page.getByRole('heading', { level: 3, name: '表单' }).waitFor();
  expect(await page.getByRole('main').innerText()).toContain('充电枪数 (个)');
  await page.getByLabel('改动说明').fill('试点');
  await page.getByRole('button', { name: '启用这份定义' }).click();
  await page.getByRole('link', { name: '看列表' }).click();
  await page.getByRole('heading', { level: 1, name: '公共充电场站' }).waitFor();
  await page.getByText('还没有数据').waitFor();
}

/** A mistake is told at its line, and nothing can be put into force. */
export async function tellMistake({ page, open }: Visit): Promise<void> {
  await open('/registers/define?register=charging-lots');
  const source = page.getByLabel('定义（YAML）');
  const written = await source.inputValue();
  await source.fill(written.replace('type: integer', 'type: integr'));
  await page
    .getByText(/第 15 行/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: '启用这份定义' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '恢复到现行的' }).click();
}

/** A form that says what is missing, asks why something odd is right, and keeps what was typed. */
export async function enterOne({ page, open }: Visit): Promise<void> {
  await open(listPath);
  await page.getByRole('link', { name: '新增' }).click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('这一项必须填。').first().waitFor();
  await page.getByLabel('场站名称').fill('甲子充电站');
  await page.getByLabel('所在地区').fill('萧山');
  await page.getByRole('option', { name: /萧山/ }).first().click();
  await page.getByLabel('类型').selectOption({ label: '快充站' });
  await page.getByLabel('充电枪数').fill('260');
  await page.getByLabel('开通日期').fill('2024-05-01');
  await page.reload();
  await page.getByText('找回了上次没有保存的内容').waitFor();
  await page.getByLabel('经度').fill('120.27');
  await page.getByLabel('纬度').fill('30.18');
  await page.getByRole('button', { name: '添加一行月度运行' }).click();
  await page.getByLabel('月份，第 1 行').fill('2025-07');
  await page.getByLabel('充电量，第 1 行').fill('12.5');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByLabel(/^理由：枪数超过 200/).fill('现场核对过');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { level: 1, name: '甲子充电站' }).waitFor();
  const words = await page.getByRole('main').innerText();
  expect(words).toContain('萧山区的甲子充电站');
  expect(words).toContain('12.5');
  expect(words).toContain('现场核对过');
}

/** A step of its life asks for what it needs and stands in the history. */
export async function moveOne({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: '开通' }).click();
  await page.getByLabel('说明').fill('验收合格');
  await page.getByRole('dialog').getByRole('button', { name: '开通' }).click();
  await page.getByText('在“公共充电场站”里现为“在用”').waitFor();
  await page.getByText('在建 → 在用').waitFor();
}

/** Two good rows are written; the wrong one comes back in a file that says why. */
export async function importMany({ page, open }: Visit): Promise<void> {
  await open(listPath);
  await page.getByRole('button', { name: '批量导入' }).click();
  await page.locator('aside input[type=file]').setInputFiles(importFile);
  await page.getByText('还没有写入').waitFor();
  await page
    .getByRole('cell', { name: /超充站/ })
    .first()
    .waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载错误行改好再传' }).click(),
  ]);
  const wrong = await readFile(await download.path(), 'utf8');
  expect(wrong).toMatch(/丁卯充电站.*超充站.*不在代码表里/);
  expect(wrong).not.toContain('乙丑充电站');
  await page.getByRole('button', { name: '写入 2 行' }).click();
  await page.getByText('已写入 2 行。').waitFor();
  await page.getByRole('row', { name: /丙寅充电站/ }).waitFor();
  expect(await page.getByRole('row', { name: /丁卯充电站/ }).count()).toBe(0);
}

/** Chips, the typed expression and its mistake; what is filtered is in the address. */
export async function filterList({ page, open }: Visit): Promise<void> {
  await open(listPath);
  await page.getByRole('search').getByRole('button', { name: /^类型/ }).click();
  await page.getByLabel('快充站').click();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('row', { name: /充电站/ }).count(), soon).toBe(2);
  await page
    .getByRole('search')
    .getByRole('button', { name: /^条件式/ })
    .click();
  await page.getByLabel('条件式').fill('guns > nothing');
  await page.getByRole('button', { name: '按它筛选' }).click();
  await page.getByText('没有字段 nothing').first().waitFor();
  await page.getByLabel('条件式').fill('guns > 100');
  await page.getByRole('button', { name: '按它筛选' }).click();
  await expect.poll(() => page.getByRole('row', { name: /充电站/ }).count(), soon).toBe(1);
  expect(new URL(page.url()).searchParams.get('f.kind')).toBe('fast');
}

/** The same entries on the map, by their kind, with the list below. */
export async function seeMap({ page, open }: Visit): Promise<void> {
  await open(listPath);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes('/charging-lots/map')),
    page.getByRole('button', { name: '地图' }).click(),
  ]);
  const { features } = (await answer.json()) as { features: unknown[] };
  expect(features).toHaveLength(3);
  await page.getByRole('heading', { level: 2, name: '公共充电场站的位置' }).waitFor();
  await page.getByRole('row', { name: /甲子充电站/ }).waitFor();
}

/** The indicator that the definition declares is counted, and its figure leads to the entries. */
export async function seeFigure({ page, open }: Visit): Promise<void> {
  await open(`${listPath}?month=2025-08`);
  await page.getByRole('button', { name: /312.*看这个数从哪来/ }).click();
  const panel = page.getByRole('complementary').last();
  await panel.getByText('在册公共充电枪').waitFor();
  await panel.getByRole('link', { name: '看这 3 条' }).click();
  await page.getByText('共 3 条').first().waitFor();
  expect(new URL(page.url()).searchParams.get('asAt')).toBe('2025-08-31');
}

/** The interface answers the same entries, typed as the definition says. */
export async function askInterface({ context }: Visit): Promise<void> {
  const answer = await context.request.get('/api/v1/registers/charging-lots/entries?sort=guns&filter=guns%20%3C%20100');
  const { items } = (await answer.json()) as { items: { title: string; values: Record<string, unknown> }[] };
  expect(items.map(({ title, values }) => [title, values.guns, values.invest])).toEqual([
    ['丙寅充电站', 12, null],
    ['乙丑充电站', 40, 500],
  ]);
  // What everybody may have is up to grade L1: no investment.
  const open = await context.request.get('/open/v1/registers/charging-lots');
  const everybody = (await open.json()) as { items: { values: Record<string, unknown> }[] };
  expect(everybody.items).toHaveLength(3);
  expect(everybody.items.every(({ values }) => !('invest' in values))).toBe(true);
}

/** Taking away a field that holds data is refused with the entries; adding one is not. */
export async function changeDefinition({ page, open }: Visit): Promise<void> {
  await open('/registers/define?register=charging-lots');
  const source = page.getByLabel('定义（YAML）');
  const written = await source.inputValue();
  await source.fill(written.replace(/^ {2}- \{id: invest,.*\n/m, ''));
  await page.getByText('这样改会丢数据').waitFor();
  await page.getByRole('link', { name: '乙丑充电站' }).waitFor();
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
  await page.getByRole('link', { name: '乙丑充电站' }).click();
  await page.getByRole('link', { name: '修改' }).click();
  await page.getByLabel('充电枪数').fill('44');
  const id = new URL(page.url()).pathname.split('/').at(-2);
  const other = await context.request.patch(`/api/v1/registers/charging-lots/entries/${id}`, {
    data: { values: { guns: 50 } },
  });
  expect(other.ok()).toBe(true);
  await page.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('dialog').getByRole('row', { name: /充电枪数/ });
  await row.waitFor();
  expect(await row.innerText()).toMatch(/50\s+44/);
  await page.getByRole('button', { name: '用我填的保存' }).click();
  await page.getByText('50 → 44').waitFor();
}
