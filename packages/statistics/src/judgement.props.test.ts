import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cumulative,
  explain,
  type JudgeInput,
  type Judgement,
  judge,
  month,
  type Observation,
  type Period,
  year,
} from './index.ts';

/** Unknown stands above a certain miss and below what can be said to be well: a better figure never leads the other way. */
const rank: Record<Judgement['state'], number> = { 'off-track': 0, unknown: 0.5, 'at-risk': 1, 'on-track': 2, met: 3 };
const value = fc.integer({ min: -2000, max: 4000 }).map((n) => n / 10);
const transforms = [
  'level',
  'annual',
  'every-year',
  'cumulative',
  'added',
  'net-increase',
  'change-in-points',
] as const;
const obs = (period: Period, v: number | null): Observation => ({ period, value: v, status: 'approved', ref: 'r' });

const inputs: fc.Arbitrary<{ input: JudgeInput; latest: Period; history: Observation[] }> = fc
  .record({
    transform: fc.constantFrom(...transforms),
    timeRule: fc.constantFrom('sum' as const, 'last' as const, 'ratio-of-sums' as const),
    kind: fc.constantFrom('linear' as const, 'seasonal' as const),
    years: fc.constantFrom('linear' as const, 'geometric' as const),
    goal: value,
    base: fc.option(value),
    from: fc.option(fc.integer({ min: 2021, max: 2024 })),
    deadline: fc.integer({ min: 2024, max: 2027 }),
    canFallBack: fc.constantFrom(undefined, true, false),
    at: fc.integer({ min: 1, max: 12 }),
    past: fc.array(fc.tuple(value, value), { minLength: 4, maxLength: 4 }),
    known: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  })
  .map((r) => {
    const history = r.past.flatMap(([part, rest], i) =>
      r.known[i] ? [obs(cumulative(2021 + i, r.at), part), obs(year(2021 + i), part + rest)] : [],
    );
    const latest = r.at === 12 ? year(2025) : cumulative(2025, r.at);
    const baseline = r.base === null ? null : { year: (r.from ?? 2022) - 1, value: r.base };
    return {
      history,
      latest,
      input: {
        target: {
          comparator: '>=',
          value: r.goal,
          transform: r.transform,
          from: r.from,
          deadline: r.deadline,
          baseline,
          canFallBack: r.canFallBack,
        },
        timeRule: r.timeRule,
        path: { kind: r.kind, years: r.years },
        observations: history,
        asAt: month(2025, r.at),
        plan: { from: 2022, to: 2027 },
      } as JudgeInput,
    };
  });

const numbersIn = (thing: unknown): number[] =>
  typeof thing === 'number'
    ? [thing]
    : thing && typeof thing === 'object'
      ? Object.values(thing).flatMap(numbersIn)
      : [];

for (const comparator of ['>=', '>', '<=', '<', '≈', 'range', '='] as const) {
  const floor = !comparator.startsWith('<');
  test(`${comparator}: ${floor ? 'more' : 'less'} is never judged worse`, () => {
    fc.assert(
      fc.property(inputs, value, value, ({ input, latest, history }, a, b) => {
        const judged = (v: number) =>
          judge({ ...input, target: { ...input.target, comparator }, observations: [...history, obs(latest, v)] });
        const worse = judged(floor ? Math.min(a, b) : Math.max(a, b));
        const better = judged(floor ? Math.max(a, b) : Math.min(a, b));
        expect(rank[better.state]).toBeGreaterThanOrEqual(rank[worse.state]);
      }),
      { numRuns: 200 },
    );
  });
}

test('no judgement holds a NaN or an infinity, every unknown has its reason, and every sentence can be said', () => {
  fc.assert(
    fc.property(
      inputs,
      fc.option(value),
      fc.constantFrom('>=' as const, '<' as const, '≈' as const, '+=' as const),
      (made, v, comparator) => {
        const { input, history, latest } = made;
        const j = judge({
          ...input,
          target: { ...input.target, comparator },
          observations: [...history, obs(latest, v)],
        });
        for (const n of numbersIn(j)) expect(Number.isFinite(n)).toBe(true);
        expect(j.state === 'unknown').toBe(j.reason !== null);
        for (const lang of ['zh', 'en'] as const) {
          const sentence = explain(j, lang, { subject: '产量', unit: '辆', displayUnit: '万辆' });
          expect(sentence).not.toMatch(/NaN|undefined|null|Infinity/);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('the same figures in any order give the same judgement', () => {
  fc.assert(
    fc.property(inputs, value, ({ input, history, latest }, v) => {
      const all = [...history, obs(latest, v)];
      expect(judge({ ...input, observations: [...all].reverse() })).toEqual(judge({ ...input, observations: all }));
    }),
  );
});

test('a judgement scales with its unit: states, ratios and growth do not change', () => {
  fc.assert(
    fc.property(inputs, value, ({ input, history, latest }, v) => {
      const times = (o: Observation): Observation => ({
        ...o,
        value: o.value === null ? null : Number(o.value) * 10_000,
      });
      const all = [...history, obs(latest, v)];
      const { target } = input;
      const baseline = target.baseline ? { ...target.baseline, value: Number(target.baseline.value) * 10_000 } : null;
      const scaled = { ...input, target: { ...target, value: Number(target.value) * 10_000, baseline } };
      const a = judge({ ...input, observations: all });
      const b = judge({ ...scaled, observations: all.map(times) });
      expect(b.state).toBe(a.state);
      expect(b.ratio ?? 0).toBeCloseTo(a.ratio ?? 0, 9);
    }),
  );
});
