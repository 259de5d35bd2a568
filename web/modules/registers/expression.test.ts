import { parseExpression } from '@liannao/registers';
import { expect, test } from 'vitest';
import type { FieldView } from '../../../server/kernel/registers/model.ts';
import { conditionOf, filterExpression, rangeOf } from './expression.ts';

const field = (id: string, type: string, many = false): FieldView => ({
  id,
  zh: id,
  en: id,
  type,
  many,
  required: false,
  list: null,
  format: null,
  unit: null,
  party: null,
  to: null,
  shape: null,
  check: null,
  hint: null,
  dataClass: 'honour',
  grade: 'L1',
  visible: true,
});

test('a chip with one code compares, with several it lists them', () => {
  expect(conditionOf(field('rung', 'code'), 'smart-factory')).toBe('rung = smart-factory');
  expect(conditionOf(field('rung', 'code'), 'smart-factory,future-factory')).toBe(
    'rung in [smart-factory, future-factory]',
  );
});

test('codes that are no words of the language stand in quotes', () => {
  expect(conditionOf(field('level', 'code'), '2.0,A')).toBe('level in ["2.0", "A"]');
  expect(conditionOf(field('level', 'code'), 'set')).toBe('level = "set"');
});

test('a field with several values is asked for each of them', () => {
  expect(conditionOf(field('tags', 'code', true), 'battery,motor')).toBe('battery in tags or motor in tags');
});

test('a range has either end or both', () => {
  expect(conditionOf(field('invest', 'money'), '100..')).toBe('invest >= 100');
  expect(conditionOf(field('on', 'date'), '2024-01-01..2024-12-31')).toBe('on >= 2024-01-01 and on <= 2024-12-31');
  expect(conditionOf(field('on', 'date'), '..')).toBeNull();
  expect(rangeOf('..5')).toEqual({ from: '', to: '5' });
});

test('words keep their quotes and backslashes', () => {
  expect(conditionOf(field('name', 'text'), 'a"b\\c')).toBe('name contains "a\\"b\\\\c"');
});

test('all chips together are one expression that the language reads', () => {
  const fields = [field('rung', 'code'), field('on', 'date'), field('name', 'text'), field('tags', 'code', true)];
  const conditions = new Map([
    ['rung', 'smart-factory'],
    ['on', '2024-01-01..'],
    ['name', '电机 (一)'],
    ['tags', 'a,b'],
  ]);
  const whole = filterExpression(fields, {
    states: ['recognised', 'expired'],
    conditions,
    typed: 'on is set or name is set',
  });
  expect(parseExpression(whole)).toMatchObject({ ok: true });
  expect(whole).toContain('(on is set or name is set)');
  expect(filterExpression(fields, { states: [], conditions: new Map(), typed: '' })).toBe('');
});
