import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Criterion, type Scoring } from '../model-scheme.ts';
import { evaluate, placesOf, type Subject, scoreOf } from './evaluate.ts';
import { nominate } from './incentives.ts';
import { checkScheme } from './validate.ts';

const criterion = (id: string, weight: number, scoring: Scoring, more: Partial<Criterion> = {}): Criterion =>
  Criterion.parse({
    id,
    name: { zh: id, en: id },
    weight,
    measure: { kind: 'manual' },
    direction: 'up',
    scoring,
    missing: 'leave-out',
    ...more,
  });
const linear: Scoring = { kind: 'linear', zero: 0, full: 100 };
const subject = (id: string, values: Subject['values']): Subject => ({ id, values });

describe('worked example', () => {
  const body = {
    minCoverage: 50,
    criteria: [
      criterion('growth', 40, { kind: 'linear', zero: 0, full: 20 }),
      criterion('tasks', 30, {
        kind: 'steps',
        below: 0,
        steps: [
          { from: 60, score: 60 },
          { from: 90, score: 100 },
        ],
      }),
      criterion('level', 30, { kind: 'rank', best: 100, worst: 60 }),
    ],
  };
  const scored = evaluate(body, [
    subject('a', { growth: 10, tasks: 90, level: 5 }),
    subject('b', { growth: 20, tasks: 70, level: 3 }),
    subject('c', { growth: null, tasks: 59, level: 9 }),
    subject('d', { growth: null, tasks: null, level: 1 }),
  ]);
  test('scores every criterion by its own function', () => {
    expect(scored[0]?.cells.map(({ score }) => score)).toEqual([50, 100, 86.67]);
    expect(scored[2]?.cells.map(({ score }) => score)).toEqual([null, 0, 100]);
  });
  test('a criterion without a figure is left out with its weight, not counted as zero', () => {
    expect(scored[2]).toMatchObject({ coverage: 60, total: 50 });
  });
  test('too little weight with a figure gives no total and no rank', () => {
    expect(scored[3]).toMatchObject({ coverage: 30, total: null, rank: null });
  });
  test('ranks by the total', () => {
    expect(scored.map(({ id, total, rank }) => [id, total, rank])).toEqual([
      ['a', 76, 2],
      ['b', 80, 1],
      ['c', 50, 3],
      ['d', null, null],
    ]);
  });
});

const anyLinear = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 1000 }), fc.boolean())
  .map(([low, span, up]) => ({
    up,
    scoring: { kind: 'linear', zero: up ? low : low + span, full: up ? low + span : low } as Scoring,
  }));
const anySteps = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 8 }),
    fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 9, maxLength: 9 }),
    fc.boolean(),
  )
  .map(([from, scores, up]) => {
    const ordered = [...scores].sort((a, b) => (up ? a - b : b - a));
    const steps = [...from].sort((a, b) => a - b).map((value, at) => ({ from: value, score: ordered[at + 1] ?? 0 }));
    return { up, scoring: { kind: 'steps', below: ordered[0] ?? 0, steps } as Scoring };
  });
const values = fc.array(fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null }), {
  minLength: 1,
  maxLength: 25,
});

describe('properties', () => {
  test('a better value never scores less', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyLinear, anySteps),
        fc.integer({ min: -1500, max: 1500 }),
        fc.nat(500),
        ({ up, scoring }, value, more) => {
          const lower = scoreOf(scoring, value, { place: 1, of: 1 });
          const upper = scoreOf(scoring, value + more, { place: 1, of: 1 });
          expect(up ? upper >= lower : upper <= lower).toBe(true);
        },
      ),
    );
  });
  test('scores and totals lie within 0 and 100, and a total within its scores', () => {
    fc.assert(
      fc.property(values, values, fc.integer({ min: 1, max: 99 }), (first, second, weight) => {
        const body = {
          minCoverage: 0,
          criteria: [
            criterion('a', weight, linear),
            criterion('b', 100 - weight, { kind: 'rank', best: 90, worst: 10 }),
          ],
        };
        const list = first.map((value, n) => subject(`${n}`, { a: value, b: second[n] ?? null }));
        for (const { cells, total } of evaluate(body, list)) {
          const scores = cells.flatMap(({ score }) => (score === null ? [] : [score]));
          if (total === null) expect(scores).toEqual([]);
          else {
            expect(total).toBeGreaterThanOrEqual(Math.min(...scores) - 0.01);
            expect(total).toBeLessThanOrEqual(Math.max(...scores) + 0.01);
          }
        }
      }),
    );
  });
  test('a criterion that all lack changes nothing: its weight is spread over the others', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 99 }), (list, weight) => {
        const subjects = list.map((value, n) => subject(`${n}`, { a: value }));
        const alone = evaluate({ minCoverage: 0, criteria: [criterion('a', 100, linear)] }, subjects);
        const both = evaluate(
          { minCoverage: 0, criteria: [criterion('a', weight, linear), criterion('gone', 100 - weight, linear)] },
          subjects,
        );
        expect(both.map(({ total, rank }) => [total, rank])).toEqual(alone.map(({ total, rank }) => [total, rank]));
      }),
    );
  });
  test('equal totals share a place, and as many stand before one as are better', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 30 }),
        fc.constantFrom('up' as const, 'down' as const),
        (list, direction) => {
          const places = placesOf(
            list.map((value, n) => ({ id: `${n}`, value })),
            direction,
          );
          for (const [n, value] of list.entries()) {
            const better = list.filter((other) => (direction === 'up' ? other > value : other < value)).length;
            expect(places.get(`${n}`)).toBe(better + 1);
          }
        },
      ),
    );
  });
  test('the order of the subjects changes no score', () => {
    fc.assert(
      fc.property(values, (list) => {
        const body = {
          minCoverage: 0,
          criteria: [criterion('a', 60, linear), criterion('b', 40, { kind: 'rank', best: 100, worst: 0 })],
        };
        const subjects = list.map((value, n) => subject(`${n}`, { a: value, b: value }));
        const forth = new Map(evaluate(body, subjects).map((one) => [one.id, one]));
        for (const one of evaluate(body, [...subjects].reverse())) expect(one).toEqual(forth.get(one.id));
      }),
    );
  });
});

describe('a scheme', () => {
  const body = (criteria: Criterion[]) => ({ scope: 'regions' as const, criteria, minCoverage: 60, incentives: [] });
  const codes = (criteria: Criterion[]) => checkScheme(body(criteria)).map(({ code }) => code);
  test('is sound when its weights come to 100 and its bounds are ordered', () => {
    expect(codes([criterion('a', 33.3, linear), criterion('b', 66.7, linear)])).toEqual([]);
  });
  test.each([
    ['weights of 90', [criterion('a', 90, linear)], 'weights-not-100'],
    ['a criterion twice', [criterion('a', 50, linear), criterion('a', 50, linear)], 'criterion-twice'],
    ['bounds the wrong way round', [criterion('a', 100, { kind: 'linear', zero: 5, full: 1 })], 'bounds-not-ordered'],
    ['equal bounds', [criterion('a', 100, { kind: 'linear', zero: 5, full: 5 })], 'bounds-not-ordered'],
    ['less is better with rising bounds', [criterion('a', 100, linear, { direction: 'down' })], 'bounds-not-ordered'],
    ['the last above the first', [criterion('a', 100, { kind: 'rank', best: 10, worst: 60 })], 'bounds-not-ordered'],
    [
      'steps out of order',
      [
        criterion('a', 100, {
          kind: 'steps',
          below: 0,
          steps: [
            { from: 5, score: 10 },
            { from: 5, score: 20 },
          ],
        }),
      ],
      'bounds-not-ordered',
    ],
    [
      'scores that fall',
      [criterion('a', 100, { kind: 'steps', below: 50, steps: [{ from: 5, score: 10 }] })],
      'scores-not-ordered',
    ],
    [
      'a measure of tasks for regions',
      [criterion('a', 100, linear, { measure: { kind: 'task-progress' } })],
      'measure-of-other-scope',
    ],
  ])('with %s is refused', (_, criteria, code) => expect(codes(criteria)).toContain(code));
});

describe('the incentive list', () => {
  const scored = [
    { id: 'a', total: 90, rank: 1, before: 92 },
    { id: 'b', total: 80, rank: 2, before: 60 },
    { id: 'c', total: 80, rank: 2, before: 60 },
    { id: 'd', total: 70, rank: 4, before: null },
    { id: 'e', total: null, rank: null, before: 10 },
  ];
  test('takes all who share the last place that counts, and only who really improved', () => {
    const ids = (rule: Parameters<typeof nominate>[0][number]) => nominate([rule], scored).map(({ id }) => id);
    expect(ids({ kind: 'top', count: 2 })).toEqual(['a', 'b', 'c']);
    expect(ids({ kind: 'above', score: 80 })).toEqual(['a', 'b', 'c']);
    expect(ids({ kind: 'improved', count: 1 })).toEqual(['b', 'c']);
  });
  test('names every rule that speaks for somebody', () => {
    const [first] = nominate(
      [
        { kind: 'top', count: 1 },
        { kind: 'above', score: 85 },
      ],
      scored,
    );
    expect(first).toEqual({
      id: 'a',
      rules: [
        { kind: 'top', count: 1 },
        { kind: 'above', score: 85 },
      ],
    });
  });
});
