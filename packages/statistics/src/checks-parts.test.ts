/** Checks 9, 10 and 29, and the form's own relations. statistics-conventions 5.3 and 11. */
import { expect, test } from 'vitest';
import { findingOf, found, mended } from '../test/findings.ts';
import { contextOf, lineKeys, usualFirm, withCells } from '../test/firm.ts';
import { testForm } from '../test/form.ts';
import { checkReturn, type FormDefinition, parsePeriod } from './index.ts';

const form = testForm();
const first = contextOf(form, usualFirm, [2025, 8], 0);
const of = (check: string, list: readonly string[]) => list.filter((one) => one.startsWith(`${check} `));

test('9: parts that exhaust a whole add to it within the rounding of all', () => {
  const at = (total: string) =>
    withCells(first, { '01': { current: total }, '02': { current: '70' }, '03': { current: '30' } });
  // Two parts and their total, all whole: one and a half.
  for (const right of ['100', '101', '99']) expect(of('9', found(at(right)))).toEqual([]);
  for (const wrong of ['102', '98']) expect(of('9', found(at(wrong)))).toEqual(['9 error 01 current']);
  expect(of('9', found(at('101.1')))).toEqual(['9 error 01 current']);
  const finding = findingOf(at('120'), '9');
  expect(finding.message.zh).toBe('01 工业总产值：本月 120 千元，各项（02 + 03）合计 100 千元，差 20 千元');
  expect(finding.message.en).toContain('120 thousand yuan');
  expect(of('9', found(mended(at('120'), finding.mends[0])))).toEqual([]);
});

test('9: a part that is not known keeps the sum open, until the others exceed it; one that is not there adds nothing', () => {
  const at = (part: '02' | '03', missing: 'unknown' | 'not-applicable', other: string) => {
    const rest = part === '02' ? '03' : '02';
    return of(
      '9',
      found(
        withCells(first, {
          '01': { current: '100' },
          [part]: { current: { value: null, missing } },
          [rest]: { current: other },
        }),
      ),
    );
  };
  expect(at('03', 'unknown', '70')).toEqual([]);
  expect(at('03', 'unknown', '103')).toEqual(['9 error 01 current']);
  expect(at('03', 'not-applicable', '70')).toEqual(['9 error 01 current']);
  expect(at('03', 'not-applicable', '100')).toEqual([]);
});

test('10: of which is not above its whole, not even by one', () => {
  const at = (part: string, whole: string) =>
    of('10', found(withCells(first, { '11': { current: whole }, '12': { current: part } })));
  expect(at('100', '100')).toEqual([]);
  expect(at('101', '100')).toEqual(['10 error 12 current']);
  expect(at('0.3', '0.30')).toEqual([]);
  expect(at('123456789012345.1', '123456789012345.2')).toEqual([]);
  expect(at('123456789012345.2', '123456789012345.1')).toEqual(['10 error 12 current']);
  const none = { '11': { current: { value: null, missing: 'not-applicable' } }, '12': { current: '3' } } as const;
  expect(of('10', found(withCells(first, none)))).toEqual(['10 error 12 current']);
});

test('29: purchases by place add to all purchases', () => {
  const total = Number(first.cells['61']?.current?.value);
  const wrong = withCells(first, { '61': { current: String(total + 3) } });
  expect(found(wrong)).toEqual(['29 error 61 current']);
  expect(found(mended(wrong, findingOf(wrong, '29').mends[0]))).toEqual([]);
  // Three lines and the total: two units.
  expect(found(withCells(first, { '61': { current: String(total + 2) } }))).toEqual([]);
  const [key = ''] = lineKeys;
  expect(of('29', found(withCells(first, { [key]: { cumulative: '1' } })))).toEqual(['29 error 61 cumulative']);
});

const related = (rule: string, level = 'error'): FormDefinition => ({
  ...form,
  checks: [{ id: 'own', level: level as 'error', rule, zh: '自定', en: 'own' }],
});

/** The other columns have the firm's own figures. */
const isCurrent = (one: string) => one.endsWith(' current');

test.each([
  ['[13] <= [11]', '5', '5', true],
  ['[13] <= [11]', '6', '5', false],
  ['[13] < [11]', '5', '5', false],
  ['[13] = [11]', '6', '5', true],
  ['[13] = [11]', '7', '5', false],
  ['[13] != [11]', '5', '5.0', false],
  ['[13] >= [11] * 2', '10', '5', true],
  ['[13] >= [11] * 2', '8', '5', false],
  ['[13] >= ([11] + 1) * 2 - 4', '8', '5', true],
  ['[13] / [11] = 2', '10', '5', true],
  ['[13] / [11] = 2', '90', '5', false],
  ['[13] / [11] = 2', '90', '0', true],
  ['【13】 ≤ ［11］', '6', '5', false],
])('%s of %s and %s holds: %s', (rule, a, b, holds) => {
  const context = withCells({ ...first, definition: related(rule) }, { '13': { current: a }, '11': { current: b } });
  expect(of('own', found(context)).filter(isCurrent)).toEqual(holds ? [] : ['own error 13 current']);
});

test('a relation is held in every column that all its rows have, and explained where it is a warning', () => {
  const stock = { ...first, definition: related('[15] <= [11]', 'warning') };
  const low = { current: '3', cumulative: '3', 'current-base': '3', 'cumulative-base': '3' };
  expect(of('own', found(withCells(stock, { '11': low })))).toEqual([
    'own warning 15 current',
    'own warning 15 current-base',
  ]);
  const said = withCells(stock, { '11': low, '15': { current: { value: '5000', reason: '备货' } } });
  expect(of('own', found(said))).toEqual(['own explained 15 current', 'own warning 15 current-base']);
});

test('nothing of the kind is zero in a relation, what is not known makes it unknown', () => {
  const context = { ...first, definition: related('[11] = [13] + [07]') };
  const at = (missing: 'unknown' | 'not-applicable') =>
    of(
      'own',
      found(
        withCells(context, {
          '11': { current: '9' },
          '13': { current: '5' },
          '07': { current: { value: null, missing } },
        }),
      ),
    );
  expect(at('unknown').filter(isCurrent)).toEqual([]);
  expect(at('not-applicable').filter(isCurrent)).toEqual(['own error 11 current']);
});

test('sum[ ] adds the lines of an open section, and a bare row is held line by line', () => {
  const sum = { ...first, definition: related('[61] = sum[62]') };
  expect(of('own', found(sum))).toEqual([]);
  const [key = '', other = ''] = lineKeys;
  expect(of('own', found(withCells(sum, { [key]: { current: '1' } })))).toEqual(['own error 61 current']);
  const each = { ...first, definition: related('[62] >= 10') };
  expect(of('own', found(withCells(each, { [other]: { current: '9' } })))).toEqual([`own error ${other} current`]);
});

test('a left side that is one row is mended to what the right side gives', () => {
  const context = { ...first, definition: related('[15] = [14] + [11] - [13]') };
  const wrong = withCells(context, { '15': { current: '4000' } });
  const [mend] = findingOf(wrong, 'own').mends;
  expect(mend?.sets).toEqual([{ row: '15', column: 'current', cell: { value: '5000' } }]);
  expect(of('own', found(mended(wrong, mend)))).toEqual([]);
});

test('an unreadable relation and any period crash nothing', () => {
  const period = parsePeriod('2025Q3');
  expect(checkReturn({ ...first, definition: related('[13] <=') })).toBeInstanceOf(Array);
  if (period.ok) expect(checkReturn({ ...first, period: period.value })).toBeInstanceOf(Array);
});
