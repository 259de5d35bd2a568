/** One form as an officer meets it: three rows, three questions, and what each is mended to. */
import { expect, test } from 'vitest';
import { findingOf, found, mended } from '../test/findings.ts';
import {
  type CheckContext,
  checkReturn,
  defaultCheckParameters,
  dueFindings,
  month,
  type RowCells,
  readForm,
} from './index.ts';

const read = readForm(`
id: parts-monthly
zh: 汽车零部件产销月报
en: Parts, monthly
number: 试 102
authority: {zh: 由采用本表的主管部门填写, en: The authority that collects the form}
edition: '2025'
validFrom: 2023-01
frequency: monthly
reporter: {kind: region, level: county, names: {zh: 县, en: County}}
columns: [current, cumulative, current-base, cumulative-base]
due: 8
review: [county]
sections:
  - id: products
    zh: 主要产品产量
    en: Output of main products
    rows:
      - {code: 11, zh: 热泵空调总成, en: Heat pumps, unit: 台}
      - {code: 12, zh: 电子水泵, en: Electric water pumps, unit: 台}
      - {code: 13, zh: 热交换器, en: Heat exchangers, unit: 台}
`);
if (!read.ok) throw new Error(read.issues[0]?.message);
const columns = ['current', 'cumulative', 'current-base', 'cumulative-base'] as const;
const row = (...values: readonly (string | null)[]): RowCells =>
  Object.fromEntries(values.map((value, i) => [columns[i], { value }]));
const context: CheckContext = {
  definition: read.value,
  period: month(2025, 8),
  cells: {
    '11': row('41300', '298400', '33870', '252610'),
    '12': row('1186000', '2015300', '104200', '806500'),
    '13': row(null, '612400', '88300', '641200'),
  },
  past: [{ period: month(2025, 7), cells: { '11': row('37200', '261900') } }],
  entryFile: null,
  isStopped: false,
  others: new Map(),
  parameters: defaultCheckParameters,
};

test('each row is asked about once, in the order of the form', () => {
  expect(found(context)).toEqual(['5 warning 11 cumulative', '16 warning 12 current', 'blank blank 13 current']);
});

test('the total or the month is set right', () => {
  const { message, mends } = findingOf(context, '5');
  expect(message).toEqual({
    zh: '11 热泵空调总成：1–8月累计 298,400 台 比上月累计 261,900 台 只差 36,500 台，但本月填了 41,300 台，差 4800 台',
    en: '11 Heat pumps: the total of Jan–Aug is 298,400, 36,500 away from 261,900 of last month, yet this month is 41,300: 4800 apart',
  });
  expect(mends.map(({ names }) => names.zh)).toEqual(['1–8月累计改为 303,200', '本月改为 36,500']);
});

test('one digit too many is taken out of the month and of the total', () => {
  const { message, mends } = findingOf(context, '16');
  expect(message.zh).toBe(
    '12 电子水泵：本月 1,186,000 台 是上年同期 104,200 台 的 11.4 倍，单位是“台”，像是多了一个 0',
  );
  expect(mends.map(({ names }) => names.zh)).toEqual(['改为 118,600，累计同改 947,900']);
});

test('three presses, and the form may be handed in', () => {
  const blank = findingOf(context, 'blank').mends.at(-1);
  const right = [findingOf(context, '5').mends[0], findingOf(context, '16').mends[0], blank].reduce(mended, context);
  expect(dueFindings(checkReturn(right))).toEqual([]);
});
