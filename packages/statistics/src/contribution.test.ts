import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contributions, roundHalfUp } from './index.ts';

const r1 = (value: number | null | undefined) => (value === null || value === undefined ? null : roundHalfUp(value, 1));

/** Example 4-B on today's list: E is new in it, and has a base; D has left. */
const firms = [
  { current: '33.0', base: '30' },
  { current: '12.6', base: '12' },
  { current: '7.6', base: '8' },
  { current: '4.0', base: '3.2' },
];

test('4-B: pulls add up to the growth of the total, contributions to 100 %', () => {
  const { total, parts } = contributions(firms);
  expect(total).toMatchObject({ current: 57.2, base: 53.2, growth: { kind: 'rate' } });
  expect(parts.map(({ change }) => change)).toEqual([3, 0.6, -0.4, 0.8]);
  expect(parts.map(({ contributionPercent }) => r1(contributionPercent))).toEqual(['75.0', '15.0', '-10.0', '20.0']);
  expect(parts.map(({ pullPoints }) => r1(pullPoints))).toEqual(['5.6', '1.1', '-0.8', '1.5']);
  expect(r1(parts.reduce((sum, { pullPoints }) => sum + (pullPoints ?? 0), 0))).toBe('7.5');
});

test('structure is in per cent, its change in points', () => {
  const { parts } = contributions(firms);
  expect(parts.map(({ sharePercent }) => r1(sharePercent))).toEqual(['57.7', '22.0', '13.3', '7.0']);
  expect(parts.map(({ shareChangePoints }) => r1(shareChangePoints))).toEqual(['1.3', '-0.5', '-1.8', '1.0']);
});

test('a part that is new counts with base 0', () => {
  const { parts } = contributions([
    { current: 10, base: 10 },
    { current: 5, base: 0 },
  ]);
  expect(parts[1]).toMatchObject({ contributionPercent: 100, pullPoints: 50, baseSharePercent: 0 });
});

test('a total that hardly moves has no contributions, yet pulls', () => {
  const still = contributions([
    { current: 1010, base: 1000 },
    { current: 990.9, base: 1000 },
  ]);
  expect(still.parts.map(({ contributionPercent }) => contributionPercent)).toEqual([null, null]);
  expect(still.parts[0]?.pullPoints).toBe(0.5);
});

test('what is missing is missing in the total, unless the total is published', () => {
  const parts = [
    { current: 11, base: 10 },
    { current: null, base: 5 },
  ];
  expect(contributions(parts).total).toMatchObject({ current: null, base: 15, growth: { kind: 'none' } });
  const { parts: known } = contributions(parts, { current: 18, base: 15 });
  expect(known[0]).toMatchObject({ change: 1, sharePercent: expect.closeTo(61.11, 1) });
  expect(known[1]).toMatchObject({
    change: null,
    contributionPercent: null,
    pullPoints: null,
    shareChangePoints: null,
  });
});

test('no pull on a base that is not above zero, and no share of or with a loss', () => {
  const { parts } = contributions([
    { current: 5, base: -3 },
    { current: -1, base: 3 },
  ]);
  expect(parts[0]).toMatchObject({
    pullPoints: null,
    contributionPercent: null,
    sharePercent: 125,
    baseSharePercent: null,
  });
  expect(parts[1]?.sharePercent).toBeNull();
  expect(contributions([]).total).toEqual({ current: null, base: null, growth: { kind: 'none' } });
});

test('pulls add up to the rate of the total, shares to 100, changes of shares to 0', () => {
  const part = fc.record({ current: fc.integer({ min: 0, max: 9999 }), base: fc.integer({ min: 0, max: 9999 }) });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), (parts) => {
      const { total, parts: each } = contributions(parts);
      const sum = (of: (one: (typeof each)[number]) => number | null) =>
        each.reduce((all, one) => all + (of(one) ?? Number.NaN), 0);
      if (total.growth.kind === 'rate') expect(sum((one) => one.pullPoints)).toBeCloseTo(total.growth.percent, 6);
      if (total.growth.kind === 'rate' && Math.abs(total.growth.percent) >= 0.05) {
        expect(sum((one) => one.contributionPercent)).toBeCloseTo(100, 6);
      }
      if ((total.current ?? 0) > 0) expect(sum((one) => one.sharePercent)).toBeCloseTo(100, 6);
      if ((total.current ?? 0) > 0 && (total.base ?? 0) > 0) {
        expect(sum((one) => one.shareChangePoints)).toBeCloseTo(0, 6);
      }
    }),
  );
});
