import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  averageGrowth,
  capacityOfPeriod,
  capacityUtilisation,
  changeInPoints,
  comparableGrowth,
  cumulativeFromMonths,
  growth,
  growthInterval,
  impliedMonthGrowth,
  monthsFromCumulative,
  quartersFromCumulative,
  ratioOfSums,
  requiredRestGrowth,
  revisionInCumulative,
  roundHalfUp,
} from './index.ts';

const r1 = (value: number | null) => (value === null ? null : roundHalfUp(value, 1));

// Section 13 and the worked examples.
test('3-A: months from cumulative values; January and February stay merged', () => {
  const months = monthsFromCumulative({ 2: '14.2', 3: '23.9', 4: '32.6' });
  expect([months[1], months[2], months[3], months[4], months[5]]).toEqual([null, null, 9.7, 8.7, null]);
});

test('3-B: implied growth of a month, with the interval of rounding', () => {
  const input = {
    cumulative: '23.9',
    growthPercent: '12.6',
    previousCumulative: '14.2',
    previousGrowthPercent: '18.0',
  };
  const implied = impliedMonthGrowth(input);
  expect(implied && [r1(implied.point), r1(implied.low), r1(implied.high)]).toEqual(['5.5', '5.3', '5.8']);
  expect(impliedMonthGrowth({ ...input, growthPercent: '200' })).toBeNull();
});

test('3-C: quarters, before and after a revision', () => {
  expect(quartersFromCumulative({ 3: 23.9, 6: 51.0, 9: 77 })).toEqual([23.9, 27.1, 26, null]);
  expect(quartersFromCumulative({ 3: 23.9, 6: 50.4, 9: 77 })).toEqual([23.9, 26.5, 26.6, null]);
});

test('a cumulative figure that holds a revision says how much', () => {
  expect(revisionInCumulative({ cumulative: 33, previousCumulative: '23.9', month: 8.7 })).toBe(0.4);
  expect(revisionInCumulative({ cumulative: 33, previousCumulative: null, month: 8.7 })).toBeNull();
});

test('4-A: two-year average', () => {
  expect(r1(averageGrowth('16.9', 2))).toBe('8.1');
  expect(averageGrowth(-100, 2)).toBeNull();
});

test('4-B: comparable growth against the naive one', () => {
  const firms = [
    { current: '33.0', base: '30' },
    { current: '12.6', base: '12' },
    { current: '7.6', base: '8' },
    { current: '4.0', base: '3.2' },
  ];
  const comparable = comparableGrowth(firms);
  expect(comparable.kind === 'rate' && r1(comparable.percent)).toBe('7.5');
  const naive = growth('57.2', '52.5');
  expect(naive.kind === 'rate' && r1(naive.percent)).toBe('9.0');
  expect(comparableGrowth([...firms, { current: 1, base: null }])).toEqual({ kind: 'none' });
});

test('4.1: the change of a rate is in points', () => {
  expect(changeInPoints(75.6, 74.4)).toBe(1.2);
});

test.each([
  [5, 10, { kind: 'rate', percent: -50, suspect: false }],
  [0, 10, { kind: 'rate', percent: -100, suspect: false }],
  [111, 10, { kind: 'rate', percent: 1010, suspect: true }],
  [-5, 10, { kind: 'to-loss' }],
  [5, -10, { kind: 'to-profit' }],
  [-15, -10, { kind: 'loss-wider', percent: 50 }],
  [-5, -10, { kind: 'loss-narrower', percent: 50 }],
  [5, 0, { kind: 'none' }],
  [null, 10, { kind: 'none' }],
  [10, null, { kind: 'none' }],
  [0, -10, { kind: 'none' }],
] as const)('4.3: %s against %s', (current, base, result) => {
  expect(growth(current, base)).toEqual(result);
});

test('5.4: a growth recomputed from rounded figures is an interval', () => {
  const range = growthInterval('23.9', '21.2', 1);
  expect(range && [r1(range.low), r1(range.high)]).toEqual(['12.2', '13.2']);
  expect(growthInterval(5, '0.05', 1)).toBeNull();
});

test('10-A: growth that the rest of the year needs', () => {
  const rest = requiredRestGrowth({ target: 120, toDate: '85.6', lastYear: '104.0', lastYearToDate: '74.3' });
  expect(r1(rest)).toBe('15.8');
  const soFar = growth('85.6', '74.3');
  expect(soFar.kind === 'rate' && r1(soFar.percent)).toBe('15.2');
});

test('7-A, 7-B, 7-C: capacity is weighted by time, rates come from sums', () => {
  const two = [
    { annual: 30, months: 12, output: '21.6' },
    { annual: 20, months: 4, output: '4.5' },
  ];
  expect(r1(capacityUtilisation(two))).toBe('71.2');
  expect(r1(capacityUtilisation([...two, { annual: 12, months: 12, output: '9.9' }]))).toBe('74.0');
  expect(r1(capacityUtilisation([{ annual: 30, months: 8, output: '17.2' }]))).toBe('86.0');
  expect(
    capacityOfPeriod([
      { annual: 30, months: 12 },
      { annual: 20, months: 6 },
    ]),
  ).toBe(40);
  expect(capacityUtilisation([])).toBeNull();
  expect(() => capacityOfPeriod([{ annual: 1, months: 13 }])).toThrow(RangeError);
});

test('shares of section 13: NEV output, local sourcing of county and province', () => {
  expect(r1(ratioOfSums(['118.9'], ['383.5']))).toBe('31.0');
  expect(r1(ratioOfSums(['18.6'], ['62.0']))).toBe('30.0');
  expect(r1(ratioOfSums(['18.6', '7.4'], ['62.0']))).toBe('41.9');
  expect(ratioOfSums([1], [])).toBeNull();
});

test('months and cumulative values convert into each other, both ways', () => {
  const year = fc.array(fc.integer({ min: -99_999, max: 999_999 }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(year, (cents) => {
      const months = Object.fromEntries(cents.map((value, i) => [i + 1, value / 100]));
      const totals = cumulativeFromMonths(months);
      expect(monthsFromCumulative(totals)).toEqual(months);
      expect(cumulativeFromMonths(monthsFromCumulative(totals))).toEqual(totals);
      const { 1: _, ...fromFebruary } = totals;
      const rest = monthsFromCumulative(fromFebruary);
      expect(cumulativeFromMonths(rest, totals[2])).toEqual({ ...totals, 1: null });
    }),
  );
});

test('after a gap nothing is known', () => {
  expect(cumulativeFromMonths({ 1: 1, 2: 2, 4: 4 })).toMatchObject({ 2: 3, 3: null, 4: null, 12: null });
});
