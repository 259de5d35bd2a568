import { expect, test } from 'vitest';
import { formatChange, formatNumber } from './number.ts';

test.each([
  [4186.3, 1, '4186.3'],
  [12600, 0, '12,600'],
  [-1.25, 1, '−1.3'],
  [1.005, 2, '1.01'],
  [11.2314, undefined, '11.2314'],
  [-0.04, 1, '0.0'],
])('%f with %s decimals reads %s', (value, decimals, words) => {
  expect(formatNumber(value, decimals)).toBe(words);
});

test('a change has its sign, and nothing has none', () => {
  expect(formatChange(0.2, 1)).toBe('+0.2');
  expect(formatChange(0.02, 1)).toBe('0.0');
  expect(formatChange(-1.2, 1)).toBe('−1.2');
});
