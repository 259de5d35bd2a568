import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cumulative, month, monthAt, monthIndex, type PastFigure, type Period, robustOutlier } from './index.ts';

/** Months of 2023 and 2024; January and February at half, as the spring festival leaves them. */
const usual: PastFigure[] = Array.from({ length: 24 }, (_, i) => {
  const period = monthAt(monthIndex(2023, 1) + i);
  return { period, value: period.month <= 2 ? 50 : 100 + ((i * 7) % 5) };
});
const judged = (period: Period, value: number, history = usual) => robustOutlier(history, { period, value });

test('a slip of the unit is seen', () => {
  expect(judged(month(2025, 3), 101)).toMatchObject({ state: 'usual', median: 102, count: 20 });
  expect(judged(month(2025, 3), 1010).state).toBe('outlier');
  expect(judged(month(2025, 3), 10.1)).toMatchObject({ state: 'outlier', score: expect.any(Number) });
});

test('the first two months are held against their like, of which two years have too few to say', () => {
  expect(judged(month(2025, 2), 51)).toMatchObject({ state: 'unknown', score: null, count: 3 });
  const years = Array.from({ length: 8 }, (_, i) => ({ period: cumulative(2017 + i, 2), value: 90 + i }));
  const verdict = robustOutlier(years, { period: cumulative(2025, 2), value: 98 }, { months: 120 });
  expect(verdict).toMatchObject({ state: 'usual', count: 8 });
});

test('cumulative values of other months, later figures and missing ones are not compared with', () => {
  const grown = Array.from({ length: 11 }, (_, i) => ({ period: cumulative(2024, i + 2), value: 100 * (i + 2) }));
  expect(judged(cumulative(2025, 8), 800, grown)).toMatchObject({ state: 'unknown', count: 1 });
  const holes = usual.map((one) => ({
    ...one,
    value: one.period.kind === 'month' && one.period.month > 6 ? null : one.value,
  }));
  expect(judged(month(2025, 3), 101, holes).count).toBe(8);
  expect(judged(month(2024, 1), 101).count).toBe(2);
});

test('where most figures are the same the mean distance stands in; where all are, any other stands out', () => {
  const flat = usual.map((one) => ({
    ...one,
    value: one.period.kind === 'month' && one.period.month === 5 ? 130 : 100,
  }));
  expect(judged(month(2025, 3), 103, flat)).toMatchObject({ state: 'usual' });
  expect(judged(month(2025, 3), 200, flat)).toMatchObject({ state: 'outlier' });
  const same = usual.map((one) => ({ ...one, value: 100 }));
  expect(judged(month(2025, 3), 100, same)).toMatchObject({ state: 'usual', score: null, deviation: 0 });
  expect(judged(month(2025, 3), 101, same)).toMatchObject({ state: 'outlier', score: null });
});

/** Mean and deviation, as the robust form is not. */
function zScore(values: readonly number[], value: number): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
  return (value - mean) / Math.sqrt(variance);
}

test('a slip in the past hides another from mean and deviation, not from the median', () => {
  const slipped = usual.map((one, i) => (i === 4 ? { ...one, value: 1000 } : one));
  const plain = slipped
    .filter(({ period }) => period.kind === 'month' && period.month > 2)
    .map(({ value }) => Number(value));
  expect(Math.abs(zScore(plain, 700))).toBeLessThan(3);
  expect(judged(month(2025, 3), 700, slipped).state).toBe('outlier');
});

test('the verdict is the same in another unit and does not hang on the order', () => {
  const values = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(10, 1000), (list, value, factor) => {
      const history = list.map((one, i) => ({ period: month(2024, i + 3), value: one }));
      const first = robustOutlier(history, { period: month(2025, 3), value });
      const scaled = history.map((one) => ({ ...one, value: one.value * factor })).reverse();
      const second = robustOutlier(scaled, { period: month(2025, 3), value: value * factor });
      expect(second.state).toBe(first.state);
      if (first.score !== null) expect(second.score).toBeCloseTo(first.score, 6);
    }),
  );
});
