/** Checks 16, 22 and 23. statistics-conventions 11: like is compared with like. */
import { expect, test } from 'vitest';
import { findingOf, found, mended } from '../test/findings.ts';
import { cellsOf, contextOf, usualFirm, withCells } from '../test/firm.ts';
import { testForm } from '../test/form.ts';
import { isOutlier, median, spreadOf } from './checks-median.ts';
import { type CheckContext, checkReturn, month, type PastReturn } from './index.ts';

const form = testForm();
const august = contextOf(form);
const of = (check: string, context: CheckContext) => found(context).filter((one) => one.startsWith(`${check} `));
const value = (context: CheckContext, row: string, column: 'current' | 'cumulative') =>
  Number(context.cells[row]?.[column]?.value);
const [units, total] = [value(august, '07', 'current'), value(august, '07', 'cumulative')];

test.each([
  ['×10', 10, '多了一个 0'],
  ['×1,000', 1000, '多了 3 位'],
  ['÷10', 0.1, '少了一个 0'],
  ['÷1,000', 0.001, '少了 3 位'],
])('16: %s of last month is a slip of the unit', (_, factor, likely) => {
  const slipped = String(Number((units * factor).toFixed(3)));
  const wrong = withCells(august, { '07': { current: slipped } });
  expect(of('16', wrong)).toEqual(['16 warning 07 current']);
  expect(findingOf(wrong, '16').message.zh).toContain(likely);
  // The month alone was wrong: the mend leaves the total.
  const [mend] = findingOf(wrong, '16').mends;
  expect(mend?.sets.map(({ column, cell }) => [column, Number(cell.value)])).toEqual([['current', units]]);
  expect(found(mended(wrong, mend))).toEqual([]);
  // Where nothing else is asked about the same cell, one question is enough.
  expect(of('22', wrong)).toEqual([]);
});

test('16: the total that took the slip in is mended with it', () => {
  const wrong = withCells(august, { '07': { current: String(units * 10), cumulative: String(total + units * 9) } });
  const [mend] = findingOf(wrong, '16').mends;
  expect(mend?.names.zh).toBe(`改为 ${units.toLocaleString('en')}，累计同改 ${total.toLocaleString('en')}`);
  expect(found(mended(wrong, mend))).toEqual([]);
  const whole = withCells(august, { '07': { current: String(units * 1000), cumulative: String(total * 1000) } });
  expect(found(mended(whole, findingOf(whole, '16').mends[0]))).toEqual([]);
});

test('16: without reports of its own a firm is held against last year’s columns', () => {
  const first = contextOf(form, usualFirm, [2025, 8], 0);
  const wrong = withCells(first, { '07': { current: String(units * 10), cumulative: String(total + units * 9) } });
  const finding = findingOf(wrong, '16');
  expect(finding.message.zh).toContain('是上年同期');
  expect(finding.mends[0]?.sets.map(({ cell }) => cell.value)).toEqual([String(units), String(total)]);
});

test('16: a return to the usual after an odd month is none, nor is a large but possible jump', () => {
  const odd = august.past.map((point, index) =>
    index === august.past.length - 1
      ? { ...point, cells: { ...point.cells, '07': { ...point.cells['07'], current: { value: String(units / 10) } } } }
      : point,
  );
  expect(of('16', { ...august, past: odd })).toEqual([]);
  for (const factor of [3, 4.5, 0.3]) {
    expect(of('16', withCells(august, { '07': { current: String(Math.round(units * factor)) } }))).toEqual([]);
  }
});

/** Reports of one row with the values given, the last of July 2025. */
function history(values: readonly number[], base?: number): CheckContext {
  const past: PastReturn[] = [];
  for (let i = values.length - 1, y = 2025, m = 7; i >= 0; i--) {
    const row = { current: { value: String(values[i]) } };
    const cells = { '07': base === undefined ? row : { ...row, 'current-base': { value: String(base) } } };
    past.unshift({ period: month(y, m), cells });
    m -= 1;
    if (m < 3) [y, m] = [y - 1, 12];
  }
  return { ...contextOf(form, usualFirm, [2025, 8], 0), past };
}
const at = (context: CheckContext, current: string) => {
  const none = { value: null, missing: 'not-applicable' } as const;
  return of('22', withCells(context, { '07': { current, cumulative: none, 'current-base': none } }));
};

test('22: beyond 3.5 × 1.4826 × MAD of the median, exactly', () => {
  // Median 100, MAD 2: the bounds lie 10.3782 away.
  const values = [96, 98, 98, 100, 100, 102, 102, 104, 100, 98, 102];
  expect(spreadOf(values)).toEqual({ median: 100, scale: 2.9652 });
  const context = history(values);
  for (const right of ['100', '110.3782', '89.6218']) expect(at(context, right)).toEqual([]);
  for (const wrong of ['110.3783', '89.6217']) expect(at(context, wrong)).toEqual(['22 warning 07 current']);
});

test('22: one earlier outlier does not hide the next, as it would with mean and deviation', () => {
  const values = [100, 101, 99, 102, 98, 100, 900, 101, 99, 100];
  expect(at(history(values), '300')).toEqual(['22 warning 07 current']);
});

test('22: few reports say nothing, and a row that never changes may change a little', () => {
  expect(at(history([100, 100, 101, 99, 100]), '140')).toEqual([]);
  const still = history([100, 100, 100, 100, 100, 100, 100]);
  expect(at(still, '110')).toEqual([]);
  expect(at(still, '140')).toEqual(['22 warning 07 current']);
});

test('22: January and February are compared among themselves alone', () => {
  const february = contextOf(form, usualFirm, [2025, 2]);
  expect(found(february)).toEqual([]);
  // The other months would call it an outlier by far: it is the total of two.
  expect(value(february, '07', 'cumulative')).toBeGreaterThan(units);
  // Two years have two such reports: too few to call one unusual.
  const half = String(Math.round(value(february, '07', 'cumulative') / 2));
  expect(of('22', withCells(february, { '07': { cumulative: half } }))).toEqual([]);
});

test('22: a season that comes every year is none', () => {
  const december = contextOf(form, usualFirm, [2024, 12]);
  expect(found(december)).toEqual([]);
  const spread = spreadOf(
    december.past
      .filter(({ period }) => period.kind === 'month' && period.month > 2)
      .map(({ cells }) => Number(cells['07']?.current?.value)),
  );
  // By its level alone it would be one, and without the year before it is.
  const strong = cellsOf(form, { ...usualFirm, noise: 0.01 }, 2024, 12);
  expect(Number(strong['07']?.current?.value) - spread.median).toBeGreaterThan(0);
  const calm = contextOf(form, { ...usualFirm, noise: 0.01, growth: 1 }, [2024, 12]);
  expect(of('22', calm)).toEqual([]);
  const none = { value: null, missing: 'unknown' } as const;
  expect(of('22', withCells(calm, { '07': { 'current-base': none } }))).toEqual(['22 warning 07 current']);
});

test('22: a firm that has stopped reports zero without a question', () => {
  const zero = withCells(august, { '07': { current: '0' } });
  expect(of('22', zero)).toEqual(['22 warning 07 current']);
  expect(of('22', { ...zero, isStopped: true })).toEqual([]);
});

test('22: rows that moved by one factor are asked about once, and a new level is asked about for two reports', () => {
  const three = (context: CheckContext, factor: number) => {
    const changes: Record<string, { current: string }> = {};
    for (const row of ['01', '02', '03']) {
      changes[row] = { current: String(Math.round(value(context, row, 'current') * factor)) };
    }
    return withCells(context, changes);
  };
  const grown = three(august, 2.5);
  expect(of('22', grown)).toEqual(['22 warning 01 current']);
  expect(findingOf(grown, '22').message.zh).toContain('另有 2 行同幅变动');
  // Grown twice before, and filed so.
  const past = august.past.map((point, i) =>
    i < august.past.length - 2 ? point : { ...point, cells: three({ ...august, cells: point.cells }, 2.5).cells },
  );
  expect(
    of('22', { ...grown, past: august.past.with(-1, past.at(-1) ?? { period: august.period, cells: {} }) }),
  ).toHaveLength(1);
  expect(of('22', { ...grown, past })).toEqual([]);
});

test('median and score of nothing and of one', () => {
  expect(median([])).toBeNaN();
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(isOutlier(5, spreadOf([]), 3.5)).toBe(false);
});

test('23: three times the same, and numbers that end in zeros, are notes', () => {
  const notes = (context: CheckContext) =>
    checkReturn(context)
      .filter(({ check }) => check === '23')
      .map(({ level, row, message }) => `${level} ${row} ${message.zh}`);
  expect(notes(withCells(august, { '42': { current: '11000' } }))).toContainEqual(
    'info 42 42 应付薪酬：连续三期都是 11,000 千元',
  );
  expect(notes(withCells(august, { '07': { current: '140000' } }))).toContainEqual(
    expect.stringContaining('末尾都是 0'),
  );
  expect(notes(withCells(august, { '07': { current: '140100' } })).join()).not.toContain(' 07 ');
});
