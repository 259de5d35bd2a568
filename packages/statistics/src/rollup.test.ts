import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cumulativeFromMonths,
  daysOfStock,
  type Figure,
  monthsFromCumulative,
  type RollupInput,
  rollUp,
  roundHalfUp,
  treeSums,
  yearlyPerHundred,
} from './index.ts';

const rolled = (input: RollupInput) => {
  const result = rollUp(input);
  if (!result.ok) throw new Error(result.issues[0]?.code);
  return result.value;
};
const refused = (input: RollupInput) => {
  const result = rollUp(input);
  return result.ok ? null : result.issues[0]?.code;
};
const missing = (kind: Figure['missing']): Figure => ({ value: null, missing: kind });

describe('a roll-up', () => {
  test('sums what is known and says what is not: 2 of 4, and who does not apply is not waited for', () => {
    const parts = [
      { value: '0.1' },
      { value: '0.2' },
      missing('not-yet-reported'),
      missing('unknown'),
      missing('not-applicable'),
    ];
    expect(rolled({ rule: 'sum', parts })).toEqual({
      value: 0.3,
      missing: null,
      complete: false,
      byMissing: { 'not-yet-reported': 1, unknown: 1, 'not-applicable': 1 },
      reported: 2,
      expected: 4,
    });
    expect(rolled({ rule: 'sum', parts: [{ value: 0 }, missing('not-applicable')] })).toMatchObject({
      value: 0,
      complete: true,
    });
  });

  test('withheld and tiny figures have been reported, but do not make a complete sum', () => {
    const parts = [{ value: 3 }, missing('suppressed'), missing('below-unit')];
    expect(rolled({ rule: 'sum', parts })).toMatchObject({ value: 3, complete: false, reported: 3, expected: 3 });
  });

  test('without any number has the state its parts share, or is unknown', () => {
    const state = (...kinds: Figure['missing'][]) => rolled({ rule: 'sum', parts: kinds.map(missing) }).missing;
    expect(state('not-yet-reported', 'not-yet-reported')).toBe('not-yet-reported');
    expect(state('not-applicable', 'not-applicable')).toBe('not-applicable');
    expect(state('not-applicable', 'suppressed')).toBe('suppressed');
    expect(state('suppressed', 'not-yet-reported')).toBe('unknown');
    expect(state()).toBe('unknown');
  });

  test('of a stock over time is its last state, and never an earlier one in its place', () => {
    expect(rolled({ rule: 'last', parts: [{ value: 5 }, { value: 7 }] })).toMatchObject({ value: 7, complete: true });
    expect(rolled({ rule: 'last', parts: [{ value: 5 }, missing('not-yet-reported')] })).toMatchObject({
      value: null,
      missing: 'not-yet-reported',
      complete: false,
    });
  });

  test('by weights leaves out what has none', () => {
    const parts = [
      { value: 70, weight: 3 },
      { value: 90, weight: 1 },
      { value: 10, weight: null },
    ];
    expect(rolled({ rule: 'average', parts })).toMatchObject({ value: 75, complete: false, reported: 2, expected: 3 });
    expect(rolled({ rule: 'average', parts: [{ value: 1 }, { value: 2 }] })).toMatchObject({ value: 1.5 });
    expect(rolled({ rule: 'average', parts: [{ value: 1, weight: 0 }] })).toMatchObject({ value: null });
    expect(refused({ rule: 'average', parts: [{ value: 1, weight: -1 }] })).toBe('rollup-weight');
  });

  test('7-B: of a rate goes through its operands, never over the rates', () => {
    const plants = [
      ['21.6', 30],
      ['4.5', '6.666666666666666667'],
      ['9.9', 12],
    ] as const;
    const pairs = plants.map(([part, whole]) => ({ part: { value: part }, whole: { value: whole } }));
    const rate = rolled({ rule: 'ratio-of-sums', pairs, scale: 100 }).value;
    expect(roundHalfUp(rate ?? 0, 1)).toBe('74.0');
    const small = [...pairs.slice(0, 2), { part: { value: '0.99' }, whole: { value: '1.2' } }];
    expect(roundHalfUp(rolled({ rule: 'ratio-of-sums', pairs: small, scale: 100 }).value ?? 0, 1)).toBe('71.5');
    expect(refused({ rule: 'ratio-of-sums' })).toBe('rollup-through-operands');
  });

  test('of a rate takes both sides over the same parts', () => {
    const pairs = [
      { part: { value: 1 }, whole: { value: 2 } },
      { part: { value: 100 }, whole: missing('not-yet-reported') },
      { part: missing('suppressed'), whole: { value: 100 } },
    ];
    expect(rolled({ rule: 'ratio-of-sums', pairs })).toMatchObject({
      value: 0.5,
      complete: false,
      byMissing: { 'not-yet-reported': 1, suppressed: 1 },
    });
    expect(rolled({ rule: 'ratio-of-sums', pairs: [{ part: { value: 1 }, whole: { value: 0 } }] })).toMatchObject({
      value: null,
      complete: false,
    });
  });

  test('of what is computed on the area itself is refused', () => {
    expect(refused({ rule: 'none' })).toBe('rollup-none');
  });

  const figure = fc.oneof(
    fc.integer({ min: -99_999, max: 99_999 }).map((n): Figure => ({ value: n / 10 })),
    fc
      .constantFrom('below-unit', 'unknown', 'not-applicable', 'not-yet-reported', 'suppressed')
      .map((kind) => missing(kind as Figure['missing'])),
  );
  test('over parts equals one over groups of parts, however they are grouped', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(figure, fc.integer({ min: 0, max: 4 })), { maxLength: 40 }), (parts) => {
        const whole = rolled({ rule: 'sum', parts: parts.map(([one]) => one) });
        const groups = [...Map.groupBy(parts, ([, group]) => group).values()].map((group) =>
          rolled({ rule: 'sum', parts: group.map(([one]) => one) }),
        );
        const again = rolled({ rule: 'sum', parts: groups.map((group): Figure => group as Figure) });
        expect(again.value).toBe(whole.value);
        expect(groups.reduce((sum, group) => sum + group.reported, 0)).toBe(whole.reported);
        expect(groups.reduce((sum, group) => sum + group.expected, 0)).toBe(whole.expected);
        // A group to which nothing applies is waited for by nobody.
        const waiting = groups.filter(({ missing: kind }) => kind !== 'not-applicable');
        if (whole.value !== null) expect(waiting.every(({ complete }) => complete)).toBe(whole.complete);
      }),
    );
  });
});

describe('sums over a tree', () => {
  test('add the leaves, count what is missing, and keep a node of nothing without a sum', () => {
    //  0 province: 1 city (3, 4), 2 city (5 without a figure)
    const {
      sums,
      known,
      missing: gone,
    } = treeSums(
      Int32Array.of(-1, 0, 0, 1, 1, 2),
      Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 2, 3, Number.NaN),
    );
    expect([...sums]).toEqual([5, 5, Number.NaN, 2, 3, Number.NaN]);
    expect([...known]).toEqual([2, 2, 0, 1, 1, 0]);
    expect([...gone]).toEqual([1, 0, 1, 0, 0, 1]);
  });

  test('a figure of the node itself counts in, as a part that belongs to no child', () => {
    expect([...treeSums(Int32Array.of(1, -1), Float64Array.of(2, 10)).sums]).toEqual([2, 12]);
  });

  test('a circle and an index that is none are refused', () => {
    expect(() => treeSums(Int32Array.of(1, 0), new Float64Array(2))).toThrow(RangeError);
    expect(() => treeSums(Int32Array.of(0), new Float64Array(1))).toThrow(RangeError);
    expect(() => treeSums(Int32Array.of(7), new Float64Array(1))).toThrow(RangeError);
    expect(() => treeSums(Int32Array.of(-1), new Float64Array(2))).toThrow(RangeError);
  });

  test('in any order of nodes each sum is that of the leaves below it', () => {
    const tree = fc.array(fc.tuple(fc.nat(), fc.option(fc.integer({ min: -1000, max: 1000 }))), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.nat()), (nodes, order) => {
        const n = nodes.length;
        const place = [...Array(n).keys()]
          .map((i) => [order.next().value ?? 0, i] as const)
          .sort((a, b) => a[0] - b[0]);
        const at = new Map(place.map(([, i], p) => [i, p]));
        const parents = new Int32Array(n);
        const values = new Float64Array(n);
        for (const [i, [above, value]] of nodes.entries()) {
          parents[at.get(i) ?? 0] = i === 0 || above % 7 === 0 ? -1 : (at.get(above % i) ?? 0);
          values[at.get(i) ?? 0] = value ?? Number.NaN;
        }
        const { sums, known } = treeSums(parents, values);
        const below = (node: number): number[] => [
          ...(Number.isNaN(values[node]) ? [] : [values[node] ?? 0]),
          ...[...parents.keys()].filter((i) => parents[i] === node).flatMap(below),
        ];
        for (let i = 0; i < n; i++) {
          const all = below(i);
          expect(known[i]).toBe(all.length);
          expect(sums[i]).toBe(all.length === 0 ? Number.NaN : all.reduce((a, b) => a + b, 0));
        }
      }),
    );
  });

  test('of a hundred thousand nodes in a line are done at once', () => {
    const n = 100_000;
    const parents = Int32Array.from({ length: n }, (_, i) => i - 1);
    const { sums } = treeSums(parents, new Float64Array(n).fill(1));
    expect(sums[0]).toBe(n);
  });
});

test('3-D: ratios of a cumulative flow to a stock, brought to a year', () => {
  expect(yearlyPerHundred({ flow: 62, stock: 124, months: 8 })).toBe(75);
  expect(roundHalfUp(daysOfStock({ flow: 53, stock: 11, months: 8 }) ?? 0, 1)).toBe('49.8');
  expect(yearlyPerHundred({ flow: 62, stock: 0, months: 8 })).toBeNull();
  expect(daysOfStock({ flow: 0, stock: 11, months: 8 })).toBeNull();
  expect(() => daysOfStock({ flow: 1, stock: 1, months: 13 })).toThrow(RangeError);
});

test('months and cumulative values lead into each other and back, gaps included', () => {
  const months = fc.array(fc.option(fc.integer({ min: -9999, max: 99_999 }), { freq: 8 }), {
    minLength: 12,
    maxLength: 12,
  });
  fc.assert(
    fc.property(months, fc.boolean(), (list, merged) => {
      const given = list.map((n) => (n === null ? null : n / 10));
      const values = Object.fromEntries(given.map((value, i) => [i + 1, merged && i < 2 ? null : value]));
      const first = given[0] === null || given[1] === null ? null : ((list[0] ?? 0) + (list[1] ?? 0)) / 10;
      const totals = cumulativeFromMonths(values, merged ? first : undefined);
      const back = monthsFromCumulative(totals);
      const gap = merged
        ? first === null
          ? 1
          : given.findIndex((value, i) => i > 1 && value === null)
        : given.indexOf(null);
      for (let m = 1; m <= 12; m++) {
        const isKnown = (gap < 0 || m <= gap) && !(merged && m <= 2);
        expect(back[m]).toBe(isKnown ? given[m - 1] : null);
      }
      expect(cumulativeFromMonths(back, merged ? first : undefined)).toEqual(totals);
    }),
  );
});
