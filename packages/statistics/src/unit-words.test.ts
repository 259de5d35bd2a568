import { expect, test } from 'vitest';
import { dimensions, inShownUnit, shownUnit } from './index.ts';

test('in Chinese a unit is itself', () => {
  expect(shownUnit('万辆', 'zh')).toEqual({ word: '万辆', power: 0, decimals: 1 });
  expect(shownUnit('百分点', 'zh').word).toBe('个百分点');
});

test.each([
  ['万辆', 10.4, 'thousand vehicles', 104, 0],
  ['亿元', 126.5, 'billion yuan', 12.65, 2],
  ['万元', 120, 'thousand yuan', 1200, 0],
  ['亿千瓦时', 1.5, 'GWh', 150, 0],
  ['万个', 3.2, 'thousand', 32, 0],
  ['家', 45, '', 45, 0],
  ['%', 62.5, '%', 62.5, 1],
  ['万元/人', 11.4, 'thousand yuan per person', 114, 0],
] as const)('in English %s is counted as the sentences count it', (unit, value, word, shown, decimals) => {
  const en = shownUnit(unit, 'en');
  expect([en.word, inShownUnit(value, en), en.decimals]).toEqual([word, shown, decimals]);
});

test('every simple unit has an English word', () => {
  const units = Object.values(dimensions).flatMap((table) => Object.keys(table));
  // 百公里 stands below a line only.
  expect(units.filter((unit) => /\p{Script=Han}/u.test(shownUnit(unit, 'en').word))).toEqual(['百公里']);
});
