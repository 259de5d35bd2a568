import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cumulative, month, monthAt, monthIndex, type NowcastInput, nowcast, periodCode } from './index.ts';

const units = ['a', 'b', 'c', 'd', 'e'];
/** Share of each unit, and a year's course of the months. */
const size: Record<string, number> = { a: 50, b: 30, c: 20, d: 40, e: 60 };
const season = [40, 40, 90, 95, 100, 110, 100, 95, 110, 115, 120, 130];

/** Months of 2022 to 2024, growing by `growth` a year in every unit alike. */
function past(growth: number, noise: (unit: string, index: number) => number = () => 1) {
  return new Map(
    units.map((unit) => [
      unit,
      new Map(
        Array.from({ length: 36 }, (_, i) => {
          const at = monthAt(monthIndex(2022, 1) + i);
          const value = (size[unit] ?? 0) * (season[at.month - 1] ?? 0) * growth ** (at.year - 2022) * noise(unit, i);
          return [periodCode(at), value] as const;
        }),
      ),
    ]),
  );
}
const input = (change: Partial<NowcastInput> = {}): NowcastInput => ({
  period: month(2025, 8),
  expected: units,
  reported: new Map(['a', 'b', 'e'].map((unit) => [unit, (size[unit] ?? 0) * 95 * 1.2])),
  history: past(1),
  ...change,
});
const made = (change: Partial<NowcastInput> = {}) => {
  const result = nowcast(input(change));
  if (!result.ok) throw new Error(result.issues[0]?.code);
  return result.value;
};
const refused = (change: Partial<NowcastInput>) => {
  const result = nowcast(input(change));
  return result.ok ? null : result.issues[0]?.code;
};

describe('a nowcast', () => {
  test('lets who has not reported grow as the others did, each on its own figure of a year earlier', () => {
    const answer = made();
    expect(answer.reported).toBeCloseTo(140 * 95 * 1.2, 6);
    expect(answer.estimate).toBeCloseTo(200 * 95 * 1.2, 6);
    expect(answer.estimated).toMatchObject([
      { unit: 'c', base: 20 * 95, basis: 'year-earlier' },
      { unit: 'd', base: 40 * 95, basis: 'year-earlier' },
    ]);
    expect(answer.coverage).toEqual({ units: 3, expected: 5, basePercent: 70 });
    expect(answer.method).toMatchObject({ kind: 'median-ratio', yearRatio: 1.2, yearRatios: 3 });
  });

  test('has the range that the same way of estimating would have had before', () => {
    const exact = made();
    expect(exact.method.replays).toBeGreaterThanOrEqual(4);
    expect([exact.low, exact.high]).toEqual([expect.closeTo(exact.estimate, 6), expect.closeTo(exact.estimate, 6)]);
    const noisy = made({ history: past(1, (unit, i) => (unit === 'd' ? (i % 5 < 2 ? 1.3 : 0.8) : 1)) });
    expect(noisy.low).toBeLessThan(noisy.estimate * 0.99);
    expect(noisy.high).toBeGreaterThan(noisy.estimate * 1.01);
  });

  test('is drawn by the median, not by one firm that jumped', () => {
    const reported = new Map(input().reported);
    reported.set('e', 60 * 95 * 30);
    expect(made({ reported }).method.yearRatio).toBe(1.2);
  });

  test('takes the period before for a firm that is new, and leaves out one without any figure', () => {
    const history = past(1);
    history.set('d', new Map([['2025-07', 4000]]));
    history.set('c', new Map());
    for (const unit of ['a', 'b', 'e']) history.get(unit)?.set('2025-07', (size[unit] ?? 0) * 100 * 1.2);
    const answer = made({ history });
    expect(answer.estimated).toMatchObject([
      { unit: 'd', basis: 'period-before', base: 4000, value: expect.closeTo(3800, 6) },
    ]);
    expect(answer.withoutBase).toEqual(['c']);
  });

  test('of a month in which all have reported is their sum, and has no range to have', () => {
    const all = new Map(units.map((unit) => [unit, 10]));
    expect(made({ reported: all })).toMatchObject({ estimate: 50, reported: 50, estimated: [], low: null, high: null });
  });

  test('of ten thousand firms is made as well, each of those missing by itself', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `f${i}`);
    const months = Array.from({ length: 24 }, (_, i) => periodCode(monthAt(monthIndex(2023, 8) + i)));
    const history = new Map(many.map((unit, i) => [unit, new Map(months.map((code) => [code, 1 + (i % 9)]))]));
    const reported = new Map(many.slice(0, 8000).map((unit, i) => [unit, 1 + (i % 9)]));
    const answer = made({ expected: many, reported, history });
    expect(answer.estimated).toHaveLength(2000);
    expect(answer.low).toBeCloseTo(answer.estimate, 6);
  });

  test('works on cumulative values as well', () => {
    const history = new Map(units.map((unit) => [unit, new Map([['2024-01..08', size[unit] ?? 0]])] as const));
    const reported = new Map(['a', 'b', 'e'].map((unit) => [unit, (size[unit] ?? 0) * 1.1]));
    const answer = made({ period: cumulative(2025, 8), history, reported });
    expect(answer.estimate).toBeCloseTo(220, 6);
    expect(answer).toMatchObject({ low: null, high: null });
  });

  test('is refused, with its reason, on too little', () => {
    expect(refused({ reported: new Map([['c', 1]]) })).toBe('nowcast-coverage');
    expect(
      refused({
        reported: new Map([
          ['a', 1],
          ['e', 1],
        ]),
      }),
    ).toBe('nowcast-no-ratio');
    expect(refused({ expected: [] })).toBe('nowcast-nothing-expected');
    expect(refused({ history: new Map() })).toBe('nowcast-no-ratio');
  });

  test('is never one of January or February alone', () => {
    expect(refused({ period: month(2025, 1) })).toBe('nowcast-merged-month');
    expect(refused({ period: month(2025, 2) })).toBe('nowcast-merged-month');
    expect(refused({ period: cumulative(2025, 1) })).toBe('nowcast-merged-month');
  });

  test('lies in its range, is at least what was reported, and does not hang on the order of units', () => {
    const values = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), ([a = 1, b = 1, e = 1], step) => {
        const history = past(1.05, (unit, i) => 1 + (((i * step) % 7) + (unit.charCodeAt(0) % 3)) / 20);
        const reported = new Map([
          ['a', a * 50],
          ['b', b * 30],
          ['e', e * 60],
        ]);
        const answer = made({ reported, history });
        expect(answer.low ?? answer.estimate).toBeLessThanOrEqual(answer.estimate);
        expect(answer.high ?? answer.estimate).toBeGreaterThanOrEqual(answer.estimate);
        expect(answer.estimate).toBeGreaterThanOrEqual(answer.reported);
        const other = made({ reported: new Map([...reported].reverse()), history, expected: [...units].reverse() });
        expect(other.estimate).toBeCloseTo(answer.estimate, 6);
      }),
      { numRuns: 20 },
    );
  });
});
