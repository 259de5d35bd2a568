import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parentTitles, sameTitle } from './read-parents.ts';
import { unitRoles } from './read-responsible.ts';
import { type IndicatorFacts, storedColumns, transformOf } from './read-target.ts';

const DATA = new URL('../../../data/', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, DATA), 'utf8'));

const plain = { kind: 'target', comparator: '>=', unit: '家', deadline: 2027, words: '' } as const;
test.each([
  ['a rule’s own number', { kind: 'parameter', accumulation: 'level', timeRule: 'sum' }, 'parameter'],
  [
    'a change in points',
    { accumulation: 'level', comparator: '+=', unit: '个百分点', timeRule: 'ratio-of-sums' },
    'change-in-points',
  ],
  ['an absolute addition', { accumulation: 'level', comparator: '+=', timeRule: 'last' }, 'net-increase'],
  ['a flow of its year', { accumulation: 'annual', timeRule: 'sum' }, 'annual'],
  ['每年, which names no year', { accumulation: 'annual', timeRule: 'sum', deadline: null }, 'every-year'],
  ['a past year’s flow', { kind: 'baseline', accumulation: 'annual', timeRule: 'sum', deadline: null }, 'annual'],
  ['累计 of a flow', { accumulation: 'cumulative', timeRule: 'sum', words: '累计推广' }, 'cumulative'],
  ['累计建成 of a stock', { accumulation: 'cumulative', timeRule: 'last', words: '充电桩累计建成数' }, 'level'],
  ['培育 of a stock', { accumulation: 'cumulative', timeRule: 'last', words: '企业培育数' }, 'added'],
  ['新增 of a stock', { accumulation: 'new', timeRule: 'last', words: '新增平台数' }, 'added'],
  ['新增 of a flow', { accumulation: 'new', timeRule: 'sum', words: '新增专利数' }, 'cumulative'],
] as const)('%s is computed as %s', (_, target, transform) => {
  expect(transformOf({ ...plain, ...target })).toBe(transform);
});

test('most of the five plans’ quantities get the transform that a person gave them', () => {
  const rules = new Map<string, string>(
    json('indicators.json').map((one: { code: string; timeRule: string }) => [one.code, one.timeRule]),
  );
  let same = 0;
  let all = 0;
  for (const file of readdirSync(new URL('plans/', DATA))) {
    for (const target of json(`plans/${file}`).targets) {
      const got = transformOf({ ...target, words: target.indicator, timeRule: rules.get(target.code) ?? null });
      all += 1;
      if (got === target.transform) same += 1;
    }
  }
  expect(all).toBe(131);
  // The rest are stocks that are built up, where the text does not say from when (indicators README, trap 1).
  expect(same).toBeGreaterThanOrEqual(115);
});

const indicator = (unit: string, dimension: string): IndicatorFacts => ({
  code: 'x',
  unit,
  dimension,
  timeRule: 'sum',
});
const of = (value: number, unit: string, comparator = '>=', valueMax: number | null = null) => ({
  value,
  unit,
  comparator,
  valueMax,
});

test('values are stored in the indicator’s unit, changes of a rate in points, and nothing is forced', () => {
  expect(storedColumns(of(120, '万辆'), indicator('辆', 'vehicle'))).toEqual({
    value_canonical: 1_200_000,
    value_max_canonical: null,
    unit_canonical: '辆',
  });
  expect(storedColumns(of(1, '万亿元', 'range', 1.2), indicator('万元', 'money'))).toEqual({
    value_canonical: 1e8,
    value_max_canonical: 1.2e8,
    unit_canonical: '万元',
  });
  expect(storedColumns(of(30, '百分点', '+='), indicator('%', 'ratio'))).toMatchObject({
    value_canonical: 30,
    unit_canonical: '百分点',
  });
  const nothing = { value_canonical: null, value_max_canonical: null, unit_canonical: null };
  expect(storedColumns(of(30, '%', '+='), indicator('辆', 'vehicle'))).toEqual(nothing);
  expect(storedColumns(of(30, '亿元'), indicator('辆', 'vehicle'))).toEqual(nothing);
  expect(storedColumns(of(30, '袋'), indicator('辆', 'vehicle'))).toEqual(nothing);
  expect(storedColumns(of(30, '万辆'), undefined)).toEqual(nothing);
});

test('the first unit leads unless the text names the leads; a unit named twice counts once', () => {
  expect(unitRoles(['甲局', '乙局', '甲局'], undefined)).toEqual([
    { unit: '甲局', role: 'lead' },
    { unit: '乙局', role: 'support' },
  ]);
  expect(unitRoles(['甲局', '乙局', '丙局'], ['乙局', '丙局']).map(({ role }) => role)).toEqual([
    'support',
    'lead',
    'lead',
  ]);
  expect(unitRoles(['甲局'], ['不在其中'])).toEqual([{ unit: '甲局', role: 'lead' }]);
  expect(unitRoles([' '], undefined)).toEqual([]);
});

test('a plan rests on the plans that it says it carries out, not on laws, nor on itself', () => {
  const text = `为贯彻落实《新能源汽车产业发展规划（2021—2035年）》和《浙江省行动方案》，根据《统计法》，制定《杭州市行动方案》。
    符合《绿色工厂评价通则》的企业可以申报《年度计划》。根据《浙江省行动方案》，每年评估。`;
  expect(parentTitles(text, '杭州市行动方案')).toEqual(['新能源汽车产业发展规划（2021—2035年）', '浙江省行动方案']);
  expect(sameTitle('《规划 （2021-2035年）》')).toBe(sameTitle('规划(2021—2035年)'));
});
