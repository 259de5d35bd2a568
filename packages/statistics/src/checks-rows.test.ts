/** Checks 11 to 15 and 19 to 21. statistics-conventions 11. */
import { expect, test } from 'vitest';
import { findingOf, found, mended } from '../test/findings.ts';
import { contextOf, usualFirm, withCells } from '../test/firm.ts';
import { januaryForm, testForm } from '../test/form.ts';
import type { CheckContext } from './index.ts';

const form = testForm();
const august = contextOf(form);
const first = contextOf(form, usualFirm, [2025, 8], 0);
const of = (check: string, context: CheckContext) => found(context).filter((one) => one.startsWith(`${check} `));

test('11: opening stock and output less sales are the closing stock, within rounding', () => {
  const at = (closing: string) => withCells(first, { '15': { current: closing } });
  // Four whole numbers: two units.
  for (const right of ['5000', '5002', '4998']) expect(of('11', at(right))).toEqual([]);
  expect(of('11', at('5003'))).toEqual(['11 warning 15 current']);
  const finding = findingOf(at('9000'), '11');
  expect(finding.message.zh).toContain('= 5000 台，期末填了 9000 台，差 4000 台');
  expect(of('11', mended(at('9000'), finding.mends[0]))).toEqual([]);
});

test('11: the opening stock is the closing one of the report before', () => {
  const wrong = withCells(august, { '14': { current: '6000' }, '15': { current: '6000' } });
  expect(of('11', wrong)).toEqual(['11 warning 14 current']);
  expect(of('11', mended(wrong, findingOf(wrong, '11').mends[0]))).toEqual(['11 warning 15 current']);
});

test('11 in February: opening stock of the year and the totals of both months', () => {
  const february = contextOf(form, usualFirm, [2025, 2]);
  expect(found(february)).toEqual([]);
  const more = withCells(february, { '15': { current: '5600' } });
  expect(of('11', more)).toEqual(['11 warning 15 current']);
});

test('12: sales value is 70 to 130 per cent of output value', () => {
  const at = (sales: string) => {
    const all = { '01': { current: '100' }, '02': { current: '100' }, '03': { current: '0' } };
    return of('12', withCells(first, { ...all, '07': { current: sales } }));
  };
  for (const right of ['70', '130', '100']) expect(at(right)).toEqual([]);
  for (const wrong of ['69.9', '130.1', '0']) expect(at(wrong)).toEqual(['12 warning 07 current']);
});

test('13: profit is not above revenue, and what is left of revenue is about profit', () => {
  const at = (profit: string) => {
    const books = { '21': '1000', '22': '800', '23': '90', '24': '10', '25': profit };
    const cells = Object.entries(books).map(([row, current]) => [row, { current }] as const);
    return of('13', withCells(first, Object.fromEntries(cells)));
  };
  for (const right of ['100', '150', '50']) expect(at(right)).toEqual([]);
  for (const wrong of ['151', '49', '-20', '1001']) expect(at(wrong)).toEqual(['13 warning 25 current']);
});

test('14: assets are liabilities and equity', () => {
  const at = (assets: string) =>
    withCells(first, { '31': { current: assets }, '32': { current: '60' }, '33': { current: '40' } });
  for (const right of ['100', '101', '99']) expect(of('14', at(right))).toEqual([]);
  expect(of('14', at('102'))).toEqual(['14 error 31 current']);
  expect(of('14', mended(at('102'), findingOf(at('102'), '14').mends[0]))).toEqual([]);
});

test('15: value ÷ units stays within the firm’s own prices', () => {
  const units = Number(august.cells['11']?.current?.value);
  const at = (price: number) => {
    const value = String(Math.round(units * price));
    const context = withCells(august, { '01': { current: value }, '02': { current: value }, '03': { current: '0' } });
    return of('15', { ...context, parameters: { ...context.parameters, unitSlipRatios: [] } });
  };
  expect(at(3.6 * 2.8)).toEqual([]);
  expect(at(3.6 / 2.8)).toEqual([]);
  expect(at(3.6 * 3.2)).toEqual(['15 warning 01 current']);
  expect(at(3.6 / 3.2)).toEqual(['15 warning 01 current']);
  // Without three prices of its own a firm has no range.
  expect(of('15', withCells({ ...august, past: august.past.slice(-2) }, { '01': { current: '9' } }))).toEqual([]);
});

test('19: capacity changes with a project or a word', () => {
  const more = (cell: { value: string; reasonCode?: 'new-capacity' }) => withCells(august, { '44': { current: cell } });
  expect(of('19', more({ value: '700000' }))).toEqual(['19 warning 44 current']);
  expect(of('19', more({ value: '700000', reasonCode: 'new-capacity' }))).toEqual(['19 explained 44 current']);
  expect(of('19', { ...more({ value: '700000' }), projectRows: new Set(['44']) })).toEqual([]);
  expect(of('19', august)).toEqual([]);
  // Where nothing was reported before, the column of the year before is held against.
  expect(of('19', withCells(first, { '44': { current: '1' } }))).toEqual(['19 warning 44 current']);
});

test('20: output without electricity, or half the output with the same electricity', () => {
  expect(of('20', withCells(august, { '43': { current: '0' } }))).toEqual(['20 warning 43 current']);
  const before = august.past.at(-1)?.cells;
  const value = Number(before?.['01']?.current?.value);
  const power = Number(before?.['43']?.current?.value);
  const at = (share: number, flat: number) =>
    of(
      '20',
      withCells(august, {
        '01': { current: String(Math.round(value * share)) },
        '43': { current: String(Math.round(power * flat)) },
      }),
    );
  expect(at(0.52, 1)).toEqual([]);
  expect(at(0.48, 1)).toEqual(['20 warning 01 current']);
  expect(at(0.48, 1.09)).toEqual(['20 warning 01 current']);
  expect(at(0.48, 0.6)).toEqual([]);
});

test('20: half the output of January in February is the Spring Festival', () => {
  const february = contextOf(januaryForm(), usualFirm, [2025, 2]);
  const january = february.past.at(-1)?.cells;
  const cells = {
    '01': { current: String(Math.round(Number(january?.['01']?.current?.value) * 0.4)) },
    '43': { current: january?.['43']?.current?.value ?? '' },
  };
  expect(of('20', withCells(february, cells))).toEqual([]);
});

test('21: wages or revenue without staff, and revenue a head beyond the firm’s own range', () => {
  expect(of('21', withCells(august, { '41': { current: '0' } }))).toEqual(['21 warning 41 current']);
  const idle = { '41': { current: '0' }, '42': { current: '0' }, '21': { current: '0' } };
  expect(of('21', withCells(august, idle))).toEqual([]);
  const heads = (value: string) => {
    const context = withCells(august, { '41': { current: value } });
    return of('21', { ...context, parameters: { ...context.parameters, unitSlipRatios: [], outlierScore: 1e9 } });
  };
  expect(heads('400')).toEqual([]);
  expect(heads('150')).toEqual(['21 warning 41 current']);
  expect(heads('9000')).toEqual(['21 warning 41 current']);
});
