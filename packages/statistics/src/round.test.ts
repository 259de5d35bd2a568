import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalsOf, formatAsWritten, formatNumber, formatQuantity, roundHalfUp } from './index.ts';

// statistics-conventions 5.2 and 13 (round_half_up_1)
test.each([
  ['2.25', '2.3'],
  ['12.45', '12.5'],
  ['-2.25', '-2.3'],
  ['0.05', '0.1'],
  ['2.35', '2.4'],
])('%s rounds half up to %s', (value, result) => {
  expect(roundHalfUp(value, 1)).toBe(result);
  expect(roundHalfUp(Number(value), 1)).toBe(result);
});

test('rounding is symmetric, off by at most half a step, and never prints a negative zero', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 4 }), (n, d) => {
      const value = n / 100_000;
      const text = roundHalfUp(value, d);
      expect(text).not.toMatch(/^-0(\.0*)?$/);
      expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(0.5 * 10 ** -d + 1e-9);
      expect(Number(roundHalfUp(-value, d)) + Number(text)).toBe(0);
    }),
  );
});

test.each([
  [12600, '辆', '12,600 辆'],
  [4186.3, '亿元', '4186.3 亿元'],
  [44628.25, '亿元', '44,628.3 亿元'],
  [-0.04, '万辆', '0.0 万辆'],
  [-12345.6, '万辆', '−12,345.6 万辆'],
  [63.15, '%', '63.2%'],
  [1.2, '百分点', '1.2 个百分点'],
  [0.815, '元/度', '0.82 元/度'],
  [3.456, 'GWh', '3.46 GWh'],
  [7, '1', '7'],
])('%s in %s is published as %s', (value, unit, text) => {
  expect(formatQuantity(value, unit)).toBe(text);
});

test('decimals by unit; two for 亿元 in county tables; signs', () => {
  expect(decimalsOf('亿元', { countyTable: true })).toBe(2);
  expect(decimalsOf('家')).toBe(0);
  expect(decimalsOf('constructor')).toBe(0);
  expect(formatNumber('12.34567', '亿元')).toBe('12.3');
  expect(formatNumber(15.82, '%', { sign: true })).toBe('+15.8');
  expect(formatNumber(-3, '家', { sign: true })).toBe('−3');
  expect(formatAsWritten('20')).toBe('20');
  expect(formatAsWritten('12500.5')).toBe('12,500.5');
  expect(() => roundHalfUp(Number.NaN, 1)).toThrow(RangeError);
});
