/** Checks 4, 5, 6 and of 9 that a month is within its total. statistics-conventions 3. */
import { expect, test } from 'vitest';
import { findingOf, found, mended } from '../test/findings.ts';
import { contextOf, usualFirm, withCells } from '../test/firm.ts';
import { januaryForm, testForm } from '../test/form.ts';
import type { CheckContext, FormColumn } from './index.ts';

const form = testForm();
const august = contextOf(form);
const text = (context: CheckContext, row: string, column: FormColumn) => context.cells[row]?.[column]?.value ?? '';
const number = (context: CheckContext, row: string, column: FormColumn) => Number(text(context, row, column));
const july = (row: string, column: FormColumn = 'cumulative') =>
  Number(august.past.at(-1)?.cells[row]?.[column]?.value);

test('books that agree have no finding but notes, in any month of either form', () => {
  expect(found(august)).toEqual([]);
  for (const m of [2, 3, 12]) expect(found(contextOf(form, usualFirm, [2025, m]))).toEqual([]);
  for (const m of [1, 2, 3]) expect(found(contextOf(januaryForm(), usualFirm, [2025, m]))).toEqual([]);
});

test('4: a total below the last one is an error, and a reason code lets it pass; equal is right', () => {
  const wrong = withCells(august, { '43': { cumulative: String(july('43') - 1) } });
  expect(found(wrong)).toContain('4 error 43 cumulative');
  const said = { value: String(july('43') - 1), reasonCode: 'error-correction' } as const;
  expect(found(withCells(august, { '43': { cumulative: said } }))).toContain('4 explained 43 cumulative');
  const words = { value: String(july('43') - 1), reason: '电表更正' };
  expect(found(withCells(august, { '43': { cumulative: words } }))).toContain('4 error 43 cumulative');
  const equal = withCells(august, { '43': { current: '0', cumulative: String(july('43')) } });
  expect(found(equal).filter((one) => one.startsWith('4 '))).toEqual([]);
  // What may fall, falls.
  expect(found(withCells(august, { '25': { cumulative: '-1' } })).filter((one) => one.startsWith('4 '))).toEqual([]);
  const finding = findingOf(wrong, '4');
  expect(finding.message.zh).toContain(`1–8月累计 ${(july('43') - 1).toLocaleString('en')} 千瓦时`);
  expect(found(mended(wrong, finding.mends[0]))).toEqual([]);
});

test('4: the last report of the year holds also where one is missing between, never that of the year before', () => {
  const gap = { ...august, past: august.past.slice(0, -1) };
  const june = Number(gap.past.at(-1)?.cells['43']?.cumulative?.value);
  expect(found(withCells(gap, { '43': { cumulative: String(june - 1) } }))).toContain('4 error 43 cumulative');
  const february = contextOf(form, usualFirm, [2025, 2]);
  expect(found(february)).toEqual([]);
});

test('4: a flow below zero needs its reason code, a count at a date is never below zero', () => {
  const negative = withCells(august, { '07': { current: '-5' } });
  expect(found(negative)).toContain('4 error 07 current');
  const coded = withCells(august, { '07': { current: { value: '-5', reasonCode: 'one-off' } } });
  expect(found(coded)).toContain('4 explained 07 current');
  // “Other” says nothing without words.
  const other = withCells(august, { '07': { current: { value: '-5', reasonCode: 'other' } } });
  expect(found(other)).toContain('4 error 07 current');
  const staff = withCells(august, { '41': { current: { value: '-5', reasonCode: 'one-off' } } });
  expect(found(staff)).toContain('4 error 41 current');
});

test('5: the total grows by the month within the rounding of the three', () => {
  const total = number(august, '12', 'cumulative');
  const off = withCells(august, { '12': { cumulative: String(total - 4800) } });
  expect(found(off)).toEqual(['5 warning 12 cumulative']);
  // Three whole numbers miss their sum by one and a half at most.
  expect(found(withCells(august, { '12': { cumulative: String(total + 1) } }))).toEqual([]);
  expect(found(withCells(august, { '12': { cumulative: String(total + 2) } }))).toEqual(['5 warning 12 cumulative']);
  const explained = { value: String(total - 4800), reason: '六月退货冲减' };
  expect(found(withCells(august, { '12': { cumulative: explained } }))).toEqual(['5 explained 12 cumulative']);
});

test('5: says what was found, and both mends clear it', () => {
  const [month, total] = [number(august, '11', 'current'), number(august, '11', 'cumulative')];
  const off = withCells(august, { '11': { cumulative: String(total - 4800) } });
  const { message, mends } = findingOf(off, '5');
  const say = (value: number) => value.toLocaleString('en');
  expect(message.zh).toBe(
    `11 热泵空调总成：1–8月累计 ${say(total - 4800)} 台 比上月累计 ${say(july('11'))} 台 只差 ${say(month - 4800)} 台，但本月填了 ${say(month)} 台，差 4800 台`,
  );
  expect(mends.map(({ names }) => names.zh)).toEqual([`1–8月累计改为 ${say(total)}`, `本月改为 ${say(month - 4800)}`]);
  for (const mend of mends) expect(found(mended(off, mend)).filter((one) => one.startsWith('5 '))).toEqual([]);
});

test('5: decimals count as they are written', () => {
  const row = (m: string, c: string) => ({ '07': { current: m, cumulative: c } });
  const past = (c: string): CheckContext['past'] => [
    { period: { kind: 'month', year: 2025, month: 3 }, cells: { '07': { cumulative: { value: c } } } },
  ];
  const april = { ...contextOf(form, usualFirm, [2025, 4]), past: past('23.9') };
  const of5 = (context: CheckContext) => found(context).filter((one) => one.startsWith('5 ') && one.includes(' 07 '));
  // Example 3-A: 23.9 and 8.7 are 32.6; rounding to one decimal allows 0.15.
  expect(of5(withCells(april, row('8.7', '32.6')))).toEqual([]);
  expect(of5(withCells(april, row('8.7', '32.7')))).toEqual([]);
  expect(of5(withCells(april, row('8.7', '32.8')))).toEqual(['5 warning 07 cumulative']);
  expect(of5(withCells(april, row('8.70', '32.70')))).toEqual(['5 warning 07 cumulative']);
});

test('5: stocks and rates are never differenced, and an unknown total before tells nothing', () => {
  expect(found(withCells(august, { '48': { current: '97.1', 'current-base': '99.2' } }))).toEqual([]);
  const before = august.past.at(-1);
  const unknown = { ...before?.cells['07'], cumulative: { value: null, missing: 'unknown' as const } };
  const past = august.past.with(-1, {
    period: before?.period ?? august.period,
    cells: { ...before?.cells, '07': unknown },
  });
  const context = withCells({ ...august, past }, { '07': { cumulative: '9999999' } });
  expect(found(context).filter((one) => one.startsWith('5 '))).toEqual([]);
});

test('5 in March: the merged January and February are the total before', () => {
  const march = contextOf(form, usualFirm, [2025, 3]);
  const total = number(march, '07', 'cumulative');
  expect(found(withCells(march, { '07': { cumulative: String(total + 900) } }))).toEqual(['5 warning 07 cumulative']);
});

test('6: January and February are the total of February where both are collected', () => {
  const february = contextOf(januaryForm(), usualFirm, [2025, 2]);
  const total = number(february, '07', 'cumulative');
  const off = withCells(february, { '07': { cumulative: String(total + 900) } });
  expect(found(off)).toEqual(['6 warning 07 cumulative']);
  expect(findingOf(off, '6').message.zh).toContain('应等于 1月');
  for (const mend of findingOf(off, '6').mends)
    expect(found(mended(off, mend))).not.toContain('6 warning 07 cumulative');
  expect(found(withCells(february, { '07': { cumulative: String(total + 1) } }))).toEqual([]);
});

test('the first report of a year is its own total', () => {
  const january = contextOf(januaryForm(), usualFirm, [2025, 1]);
  const total = number(january, '07', 'cumulative');
  expect(found(withCells(january, { '07': { cumulative: String(total + 900) } }))).toEqual(['5 warning 07 cumulative']);
});

test('9: a month above its total is turned round where that fits', () => {
  const [month, total] = [text(august, '12', 'current'), text(august, '12', 'cumulative')];
  const swapped = withCells(august, { '12': { current: total, cumulative: month } });
  expect(found(swapped)).toContain('9 error 12 current');
  const finding = findingOf(swapped, '9', '12');
  expect(finding.mends[0]?.names.zh).toBe('本月与1–8月累计对调');
  expect(found(mended(swapped, finding.mends[0]))).toEqual([]);
});

test('the month typed as total, and a total left as it was, are both found and mended', () => {
  const typed = withCells(august, { '07': { cumulative: text(august, '07', 'current') } });
  expect(found(typed)).toContain('4 error 07 cumulative');
  expect(found(mended(typed, findingOf(typed, '4').mends[0]))).toEqual([]);
  const left = withCells(august, { '07': { cumulative: String(july('07')) } });
  expect(found(left)).toContain('5 warning 07 cumulative');
  expect(found(mended(left, findingOf(left, '5').mends[0]))).toEqual([]);
});

test('4: a line that the last report had cannot be gone', () => {
  const [gone = ''] = Object.keys(august.cells).filter((key) => key.startsWith('62#'));
  const { [gone]: _, ...cells } = august.cells;
  const context = { ...august, cells };
  expect(found(context)).toContain(`4 error ${gone} cumulative`);
  const [mend] = findingOf(context, '4').mends;
  expect(found(mended(context, mend)).filter((one) => one.startsWith('4 '))).toEqual([]);
});
