import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addQuantities,
  convert,
  convertExact,
  dimensions,
  dimensionsOf,
  displayUnit,
  isUnit,
  normaliseUnit,
  sameDimension,
} from './index.ts';

test.each([
  [1234567, '千元', '亿元', 12.34567],
  [1, '千元', '万元', 0.1],
  [126000, '辆', '万辆', 12.6],
  [1500, '亩', '平方公里', 1],
  [15, '亩', '公顷', 1],
  [1, 'GWh', '万千瓦时', 100],
  [1, '万千瓦', '兆瓦', 10],
  [1000, '兆瓦', '吉瓦', 1],
  [0.1, '万元/人', '元/人', 1000],
  [15, '千瓦时/百公里', '千瓦时/公里', 0.15],
  [3, '度', 'kWh', 3],
])('%s %s is so many %s', (value, from, to, result) => {
  expect(convert(value, from, to)).toEqual({ ok: true, value: result });
});

test.each([
  ['亿元', '万辆', 'unit-dimension-mismatch'],
  ['%', '百分点', 'unit-dimension-mismatch'],
  ['万元/人', '万元/亩', 'unit-dimension-mismatch'],
  ['亿元', '箱', 'unit-unknown'],
  ['a/b/c', '元', 'unit-unknown'],
])('%s never becomes %s', (from, to, code) => {
  expect(convert(1, from, to)).toMatchObject({ ok: false, issues: [{ code }] });
});

test('adding refuses a mix and names the part', () => {
  const mixed = addQuantities(
    [
      { value: 1, unit: '亿元' },
      { value: 2, unit: '万辆' },
    ],
    '亿元',
  );
  expect(mixed).toMatchObject({ ok: false, issues: [{ code: 'unit-dimension-mismatch', at: 1 }] });
  const money = addQuantities(
    [
      { value: '0.1', unit: '亿元' },
      { value: 2000, unit: '万元' },
    ],
    '亿元',
  );
  expect(money).toEqual({ ok: true, value: 0.3 });
});

test('a word that several dimensions share is told apart by the dimension', () => {
  expect(dimensionsOf('个')).toContain('charger');
  expect(convert(3, '个', '台', 'charger')).toEqual({ ok: true, value: 3 });
  expect(convert(3, '个', '台', 'enterprise')).toMatchObject({ ok: false });
  expect(sameDimension('户', '家')).toBe(true);
  expect(sameDimension('户', '座')).toBe(false);
});

test('conversion there and back is exact, between all units of each dimension', () => {
  for (const [dimension, units] of Object.entries(dimensions)) {
    for (const a of Object.keys(units)) {
      for (const b of Object.keys(units)) {
        const there = convertExact('1234.5', a, b, dimension as 'money');
        const back = there.ok ? convert(there.value, b, a, dimension as 'money') : there;
        expect(back).toEqual({ ok: true, value: 1234.5 });
      }
    }
  }
});

test('decimal multiples lose nothing: 千元 to 亿元 and back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (n) => {
      const there = convertExact(n.toString(), '千元', '亿元');
      expect(there.ok && convertExact(there.value, '亿元', '千元')).toEqual({ ok: true, value: n.toString() });
    }),
  );
});

test('display unit and spellings', () => {
  expect(displayUnit('辆', 12600)).toBe('万辆');
  expect(displayUnit('辆', 300)).toBe('辆');
  expect(displayUnit('千元', 1234567)).toBe('亿元');
  expect(displayUnit('家', 20000)).toBe('家');
  expect(displayUnit('万元/人', 5)).toBe('万元/人');
  expect(displayUnit('辆', 0)).toBe('辆');
  expect(normaliseUnit('台（套）')).toBe('台(套)');
  expect(isUnit('constructor')).toBe(false);
});
