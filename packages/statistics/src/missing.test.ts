import { expect, test } from 'vitest';
import { figureState, missingSymbols, readMissing, sumKnown } from './index.ts';

test('six states have six symbols', () => {
  const symbols = Object.values(missingSymbols).map((entry) => entry.symbol);
  expect(new Set(symbols).size).toBe(6);
});

test.each([
  ['', 'unknown'],
  [' — ', 'not-applicable'],
  ['－', 'not-applicable'],
  ['…', 'below-unit'],
  ['...', 'below-unit'],
  ['*', 'suppressed'],
  ['未报', 'not-yet-reported'],
  ['未取得', 'unknown'],
  ['0', null],
  ['12.3', null],
])('the cell %j says %s', (cell, kind) => {
  expect(readMissing(cell)).toBe(kind);
});

test('every symbol but zero is read back as its state', () => {
  for (const [kind, { symbol }] of Object.entries(missingSymbols)) {
    expect(readMissing(symbol)).toBe(kind === 'zero' ? null : kind);
  }
});

test('zero is a number, a null is not', () => {
  expect(figureState({ value: 0 })).toBe('zero');
  expect(figureState({ value: '0.00' })).toBe('zero');
  expect(figureState({ value: 3 })).toBeNull();
  expect(figureState({ value: null })).toBe('unknown');
  expect(figureState({ value: null, missing: 'suppressed' })).toBe('suppressed');
});

test('a sum with unknown parts says so; what does not apply leaves it complete', () => {
  expect(sumKnown([{ value: '0.1' }, { value: 0.2 }, { value: null, missing: 'not-yet-reported' }])).toEqual({
    value: 0.3,
    complete: false,
    missing: { 'not-yet-reported': 1 },
  });
  expect(sumKnown([{ value: 1 }, { value: null, missing: 'not-applicable' }]).complete).toBe(true);
  expect(sumKnown([{ value: null }]).value).toBeNull();
});
