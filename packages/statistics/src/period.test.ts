import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  comparePeriods,
  containsPeriod,
  coversSameMonths,
  cumulative,
  firstMonth,
  half,
  lastMonth,
  month,
  monthCount,
  nextPeriod,
  type Period,
  parsePeriod,
  periodCode,
  periodLabel,
  previousPeriod,
  quarter,
  samePeriod,
  span,
  year,
  yearEarlier,
} from './index.ts';

const years = fc.integer({ min: 1950, max: 2150 });
const periods: fc.Arbitrary<Period> = fc.oneof(
  fc.tuple(years, fc.integer({ min: 1, max: 12 })).map(([y, m]) => month(y, m)),
  fc.tuple(years, fc.integer({ min: 1, max: 12 })).map(([y, m]) => cumulative(y, m)),
  fc.tuple(years, fc.integer({ min: 1, max: 4 })).map(([y, q]) => quarter(y, q)),
  fc.tuple(years, fc.integer({ min: 1, max: 2 })).map(([y, h]) => half(y, h)),
  years.map(year),
  fc.tuple(years, fc.integer({ min: 1, max: 20 })).map(([y, n]) => span(y, y + n)),
);

test.each([
  ['2025-03', '2025-03'],
  ['2025-01..03', '2025-01..03'],
  ['2025Q1', '2025Q1'],
  ['2025H1', '2025H1'],
  ['2025', '2025'],
  ['2021..2025', '2021..2025'],
  ['2025年3月', '2025-03'],
  ['２０２５年３月', '2025-03'],
  ['2025年1-3月', '2025-01..03'],
  ['2025年1—3月累计', '2025-01..03'],
  ['2025年 1 至 8 月', '2025-01..08'],
  ['2025年1月-2月', '2025-01..02'],
  ['2025年前8个月', '2025-01..08'],
  ['2025年一季度', '2025Q1'],
  ['2025年第二季度', '2025Q2'],
  ['2025年4-6月', '2025Q2'],
  ['2025年前三季度', '2025-01..09'],
  ['2025年上半年', '2025H1'],
  ['2025年7-12月', '2025H2'],
  ['2025年', '2025'],
  ['2025年度', '2025'],
  ['2025年底', '2025'],
  ['2025年8月末', '2025-08'],
  ['2025年十一月', '2025-11'],
  ['202503', '2025-03'],
  ['2025-03-31', '2025-03'],
  ['2025-03-31T00:00:00.000Z', '2025-03'],
  ['2025/3/1 0:00:00', '2025-03'],
  ['2025.1-3', '2025-01..03'],
  ['20250331', '2025-03'],
  ['2025M03', '2025-03'],
  ['2025C03', '2025-01..03'],
  ['2025-Q3', '2025Q3'],
  ['2025S2', '2025H2'],
  ['“十四五”', '2021..2025'],
  ['十五五时期', '2026..2030'],
  ['2021—2025年', '2021..2025'],
  ['Jan–Aug 2025', '2025-01..08'],
])('%s is read as %s', (text, code) => {
  const parsed = parsePeriod(text);
  expect(parsed.ok && periodCode(parsed.value)).toBe(code);
});

test.each([
  ['', 'period-empty', '2025-03'],
  ['3月', 'period-without-year', undefined],
  ['九月', 'period-without-year', undefined],
  ['25年3月', 'period-short-year', '2025年3月'],
  ['45717', 'period-excel-serial', '2025-03'],
  ['2025-13', 'period-out-of-range', undefined],
  ['2021-25', 'period-out-of-range', '2021..2025'],
  ['2025年3-5月', 'period-not-from-january', undefined],
  ['2025年2月30日', 'period-no-such-day', '2025-02'],
  ['2025..2021', 'period-span-order', '2021..2025'],
  ['last month', 'period-unreadable', undefined],
])('%s is refused as %s, with what would be right', (text, code, suggestion) => {
  const parsed = parsePeriod(text);
  expect(parsed).toMatchObject({ ok: false, issues: [{ code }] });
  expect(parsed.ok ? undefined : parsed.issues[0]?.suggestion).toBe(suggestion);
});

test('what is printed is read back: code and both labels', () => {
  fc.assert(
    fc.property(periods, (period) => {
      for (const text of [periodCode(period), periodLabel(period, 'zh'), periodLabel(period, 'en')]) {
        expect(parsePeriod(text)).toEqual({ ok: true, value: period });
      }
    }),
  );
});

test('no text makes the reader throw', () => {
  const texts = fc.oneof(fc.string(), fc.stringMatching(/^[0-9年月季度一二三四上下半至.\-QH]{0,12}$/));
  fc.assert(fc.property(texts, (text) => typeof parsePeriod(text).ok === 'boolean'));
});

test('neighbours: previous undoes next, and both keep the kind', () => {
  fc.assert(
    fc.property(periods, (period) => {
      fc.pre(period.kind !== 'cumulative' || period.month >= 2);
      expect(previousPeriod(nextPeriod(period))).toEqual(period);
      expect(comparePeriods(nextPeriod(period), period)).toBeGreaterThan(0);
    }),
  );
});

test('the year has eleven cumulative points: after December comes January–February', () => {
  expect(nextPeriod(cumulative(2025, 12))).toEqual(cumulative(2026, 2));
  expect(previousPeriod(cumulative(2025, 2))).toEqual(cumulative(2024, 12));
});

test('order is total: zero only for the same period', () => {
  fc.assert(
    fc.property(periods, periods, (a, b) => {
      expect(Math.sign(comparePeriods(a, b)) + Math.sign(comparePeriods(b, a))).toBe(0);
      expect(samePeriod(a, b)).toBe(periodCode(a) === periodCode(b));
    }),
  );
});

test('containment, same months, ends and the year before', () => {
  expect(containsPeriod(year(2025), quarter(2025, 4))).toBe(true);
  expect(containsPeriod(quarter(2025, 1), cumulative(2025, 4))).toBe(false);
  expect(coversSameMonths(quarter(2025, 1), cumulative(2025, 3))).toBe(true);
  expect(firstMonth(half(2025, 2))).toEqual(month(2025, 7));
  expect(lastMonth(span(2021, 2025))).toEqual(month(2025, 12));
  expect(monthCount(cumulative(2025, 8))).toBe(8);
  expect(yearEarlier(cumulative(2025, 8))).toEqual(cumulative(2024, 8));
  expect(yearEarlier(span(2021, 2025), 5)).toEqual(span(2016, 2020));
  expect(() => month(2025, 13)).toThrow(RangeError);
});
