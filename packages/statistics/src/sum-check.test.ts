import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSum, geometricMilestones, linearMilestones, roundHalfUp, splitTotal, sumTolerance } from './index.ts';

test('5.3: eight counties at one decimal may be off by 0.45', () => {
  expect(sumTolerance(8, 1)).toBe('0.45');
  expect(sumTolerance(2, 0)).toBe('1.5');
});

test('整车 + 零部件 = 总产值, within rounding', () => {
  expect(checkSum({ parts: ['1000.1', '1499.8'], total: 2500, decimals: 1 })).toEqual({
    state: 'within-rounding',
    sum: 2499.9,
    difference: -0.1,
    tolerance: 0.15,
  });
  expect(checkSum({ parts: [1000, 1500], total: 2500, decimals: 0 }).state).toBe('equal');
  expect(checkSum({ parts: [1000, 1480], total: 2500, decimals: 0 }).state).toBe('different');
});

test('a missing part leaves the check open, unless the rest is too much already', () => {
  expect(checkSum({ parts: [1000, null], total: 2500, decimals: 0 })).toEqual({
    state: 'incomplete',
    missingParts: 1,
    exceeds: false,
  });
  expect(checkSum({ parts: [2600, null], total: 2500, decimals: 0 })).toMatchObject({ exceeds: true });
  expect(checkSum({ parts: [2600, 1], total: null, decimals: 0 })).toMatchObject({
    state: 'incomplete',
    missingParts: 0,
  });
});

test('rounded parts of an exact total always pass', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 30 }), (raw) => {
      const parts = raw.map((value) => roundHalfUp(value / 1000, 1));
      const total = roundHalfUp(raw.reduce((a, b) => a + b, 0) / 1000, 1);
      expect(checkSum({ parts, total, decimals: 1 }).state).not.toBe('different');
    }),
  );
});

const values = (result: ReturnType<typeof linearMilestones>) => (result.ok ? result.value.map((v) => v.value) : null);

test('10-B: linear and geometric milestones from 65 (2021) to 120 (2025)', () => {
  const plan = { base: { year: 2021, value: 65 }, target: { year: 2025, value: 120 }, decimals: 1 };
  expect(values(linearMilestones(plan))).toEqual([78.8, 92.5, 106.3, 120]);
  expect(values(geometricMilestones(plan))).toEqual([75.8, 88.3, 102.9, 120]);
  expect(geometricMilestones({ ...plan, base: { year: 2021, value: 0 } })).toMatchObject({ ok: false });
  expect(linearMilestones({ ...plan, base: { year: 2025, value: 1 } })).toMatchObject({ ok: false });
});

test('an even split adds exactly to the total, and no part is off by a whole step', () => {
  expect(values(splitTotal({ from: 2023, to: 2025, total: 800, decimals: 0 }))).toEqual([267, 266, 267]);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 2 }),
      (cents, years, decimals) => {
        const total = cents / 100;
        const parts = values(splitTotal({ from: 2021, to: 2020 + years, total, decimals })) ?? [];
        expect(parts).toHaveLength(years);
        const sum = parts.reduce((a, b) => a + Math.round(b * 100), 0);
        expect(sum).toBe(cents);
        for (const part of parts) expect(Math.abs(part - total / years)).toBeLessThanOrEqual(10 ** -decimals + 0.01);
      },
    ),
  );
});

test('a split by weight follows the weights; wrong weights are refused', () => {
  expect(values(splitTotal({ from: 2023, to: 2025, total: 100, decimals: 0, weights: [1, 1, 2] }))).toEqual([
    25, 25, 50,
  ]);
  expect(splitTotal({ from: 2023, to: 2025, total: 100, decimals: 0, weights: [1] })).toMatchObject({ ok: false });
  expect(splitTotal({ from: 2025, to: 2023, total: 100, decimals: 0 })).toMatchObject({ ok: false });
});
