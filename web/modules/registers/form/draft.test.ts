import { expect, test } from 'vitest';
import type { FieldView, Register } from '../../../../server/kernel/registers/model.ts';
import {
  changedFields,
  checkDraft,
  checkValue,
  fieldOfError,
  groupFields,
  valuesToSend,
  withinCheck,
} from './draft.ts';

const words = {
  needed: 'needed',
  notNumber: 'no number',
  notInteger: 'no integer',
  notPlace: 'no place',
  notShape: 'no shape',
  range: (check: string) => `must be ${check}`,
};
const field = (part: Partial<FieldView>): FieldView => ({
  id: 'a',
  zh: 'a',
  en: 'a',
  type: 'text',
  many: false,
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
  ...part,
});

test('what is required, what is no number, and what is out of its range is said before sending', () => {
  expect(checkValue(field({ required: true }), null, words)).toBe('needed');
  expect(checkValue(field({ type: 'number' }), '12a', words)).toBe('no number');
  expect(checkValue(field({ type: 'integer' }), 1.5, words)).toBe('no integer');
  expect(checkValue(field({ type: 'number', check: '0..5' }), 6, words)).toBe('must be 0..5');
  expect(checkValue(field({ type: 'money', check: '> started-on' }), 6, words)).toBe('');
  expect(checkValue(field({ type: 'place' }), { type: 'Point', coordinates: [200, 30] }, words)).toBe('no place');
  expect(checkValue(field({ type: 'place' }), { type: 'Point', coordinates: [120, null] }, words)).toBe('no place');
});

test.each([
  ['>= 0', 0, true],
  ['> 0', 0, false],
  ['-5..5', -5, true],
  ['<= 10', 11, false],
  ['!= 3', 3, false],
])('the check %s of %d holds: %s', (check, value, holds) => {
  expect(withinCheck(value, check)).toBe(holds);
});

test('line items are checked row by row', () => {
  const register = {
    fields: [],
    children: [
      { id: 'months', zh: '', en: '', key: ['month'], fields: [field({ id: 'done', type: 'money', required: true })] },
    ],
  } as unknown as Register;
  expect(checkDraft(register, { months: [{ done: 1 }, {}] }, words)).toEqual({ 'months.1.done': 'needed' });
});

test('an old entry sends only what changed, and what was emptied as null', () => {
  const before = { a: 1, b: 'x', c: ['p'], d: null };
  const after = { a: 2, b: '', c: ['p'], d: null, e: undefined };
  expect(changedFields(before, after)).toEqual(['a', 'b']);
  expect(valuesToSend(before, after)).toEqual({ a: 2, b: null });
  expect(valuesToSend(null, after)).toEqual({ a: 2, c: ['p'] });
});

test('the server spells the path of a field in more than one way', () => {
  expect(fieldOfError('body.values.rung')).toBe('rung');
  expect(fieldOfError('values/rung')).toBe('rung');
  expect(fieldOfError('rung')).toBe('rung');
});

test('fields stand together by what they say', () => {
  const groups = groupFields([
    field({ id: 'name' }),
    field({ id: 'on', type: 'date' }),
    field({ id: 'sum', type: 'money' }),
    field({ id: 'at', type: 'place' }),
  ]);
  expect(groups.map(({ group }) => group)).toEqual(['basic', 'numbers', 'dates', 'place']);
});
