/** Checks 7, 8, 17 and 28. statistics-conventions 4 and 5.4. */
import { expect, test } from 'vitest';
import { findingOf, found, mended } from '../test/findings.ts';
import { contextOf, usualFirm, withCells } from '../test/firm.ts';
import { testForm } from '../test/form.ts';
import type { CheckContext } from './index.ts';

const form = testForm();
const august = contextOf(form);
const filed = august.past.find(({ period }) => period.kind === 'month' && period.year === 2024 && period.month === 8);

test('7: the base is what was filed a year ago, or its reason has a code', () => {
  const wrong = withCells(august, { '07': { 'current-base': '9', 'cumulative-base': '99' } });
  expect(found(wrong).filter((one) => one.startsWith('7 '))).toEqual([
    '7 warning 07 current-base',
    '7 warning 07 cumulative-base',
  ]);
  const words = { value: '9', reason: '口径有变' };
  expect(found(withCells(august, { '07': { 'current-base': words } }))).toContain('7 warning 07 current-base');
  const code = { value: '9', reasonCode: 'restructuring' } as const;
  expect(found(withCells(august, { '07': { 'current-base': code } }))).toContain('7 explained 07 current-base');
  const finding = findingOf(wrong, '7');
  const value = filed?.cells['07']?.current?.value ?? '';
  expect(finding.mends[0]?.sets).toEqual([{ row: '07', column: 'current-base', cell: { value } }]);
  expect(finding.message.zh).toContain('上年同月填 9 千元');
  for (const mend of finding.mends) expect(found(mended(wrong, mend))).not.toContain('7 warning 07 current-base');
});

test('7: one number is the same however it is written, and nothing filed asks nothing', () => {
  const value = filed?.cells['07']?.current?.value ?? '';
  expect(found(withCells(august, { '07': { 'current-base': `${value}.0` } }))).toEqual([]);
  const recent = { ...august, past: august.past.slice(-3) };
  expect(found(withCells(recent, { '48': { 'current-base': '12' } }))).toEqual([]);
});

test('8: a new entrant’s base is its entry file, exactly', () => {
  const entrant: CheckContext = { ...august, past: [], entryFile: { '07': { 'current-base': { value: '131900' } } } };
  const wrong = withCells(entrant, { '07': { 'current-base': { value: '131901', reasonCode: 'scope-change' } } });
  expect(found(wrong)).toEqual(['8 error 07 current-base']);
  expect(found(mended(wrong, findingOf(wrong, '8').mends[0]))).toEqual([]);
  // Who filed last year is held against that, not against a file.
  expect(found({ ...august, entryFile: { '07': { 'current-base': { value: '1' } } } })).toEqual([]);
});

test('17: growth as stated lies in the interval that rounding allows', () => {
  const units = { current: '239', cumulative: '239', 'current-base': '212', 'cumulative-base': '212' };
  const first = { ...contextOf(form, usualFirm, [2025, 8], 0) };
  const stated = (value: string) => {
    const context = withCells(first, { '11': units, '12': units, '47': { current: value } });
    return found(context).filter((one) => one.startsWith('17 '));
  };
  // 239 against 212, each to the unit: 12.2 to 13.2 per cent, stated with one decimal.
  for (const right of ['12.7', '12.3', '13.2']) expect(stated(right)).toEqual([]);
  for (const wrong of ['11.9', '13.5', '1.127', '-12.7']) expect(stated(wrong)).toEqual(['17 error 47 current']);
});

test('17: the recomputed rate mends it', () => {
  const wrong = withCells(august, { '47': { current: '99' } });
  expect(found(wrong)).toEqual(['17 error 47 current']);
  expect(found(mended(wrong, findingOf(wrong, '17').mends[0]))).toEqual([]);
});

test('growth beyond a thousand per cent is asked for once a row', () => {
  const first = contextOf(form, usualFirm, [2025, 8], 0);
  const small = { 'current-base': '10', 'cumulative-base': '100' };
  const at = (current: string) => found(withCells(first, { '24': { ...small, current, cumulative: '900' } }));
  expect(at('110')).not.toContain('17 warning 24 current');
  expect(at('350')).toContain('17 warning 24 current');
});

test('28: the change of a rate is in percentage points', () => {
  const rates = { '45': { current: '75.6', 'current-base': '74.4' } };
  const first = contextOf(form, usualFirm, [2025, 8], 0);
  const stated = (value: string) => withCells(first, { ...rates, '46': { current: value } });
  expect(found(stated('1.2'))).toEqual([]);
  const wrong = stated('1.6');
  expect(found(wrong)).toEqual(['28 error 46 current']);
  expect(findingOf(wrong, '28').message.zh).toContain('变动是 1.2 个百分点');
  expect(found(mended(wrong, findingOf(wrong, '28').mends[0]))).toEqual([]);
});
