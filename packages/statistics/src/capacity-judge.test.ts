import { describe, expect, it } from 'vitest';
import { defaultCapacityParameters, judgeCapacity, quartersOf } from './capacity-judge.ts';
import { quarter } from './period.ts';

const parameters = defaultCapacityParameters;
const judged = (
  output: number | null,
  capacity: number | null,
  more: Partial<Parameters<typeof judgeCapacity>[0]> = {},
) => judgeCapacity({ now: { output, capacity }, yearEarlier: null, quarters: [], parameters, ...more });
const at = (rate: number) => ({ output: rate, capacity: 100 });

describe('capacity is judged by rate, floor and own range, and says which rule fired', () => {
  it('example 7-C: 17.2 over eight months of 30 is 86.0 % and normal, not 57 % and in surplus', () => {
    const judgement = judged(17.2, (30 * 8) / 12);
    expect(judgement.state).toBe('normal');
    expect(judgement.rate).toBeCloseTo(86, 10);
  });
  it('example 7-A: the time-weighted 71.2 % is below the floor', () =>
    expect(judged(26.1, 30 + (20 * 4) / 12)).toMatchObject({
      state: 'surplus',
      rules: [{ id: 'below-floor', limit: 75 }],
    }));
  it.each([
    [74.9, 'surplus'],
    [75, 'normal'],
    [110, 'normal'],
    [110.1, 'strained'],
    [30, 'surplus'],
    [29.9, 'idle'],
    [0, 'idle'],
  ])('%d % is %s', (rate, state) => expect(judged(rate, 100).state).toBe(state));
  it('a plant without output has its own rule', () => expect(judged(0, 100).rules[0]?.id).toBe('no-output'));
  it('is unknown without a figure, not idle', () => {
    for (const [output, capacity] of [
      [null, 100],
      [5, null],
      [5, 0],
    ] as const)
      expect(judged(output, capacity)).toMatchObject({ state: 'unknown', rate: null, rules: [] });
  });
  it('falls below its own quarters although it is above the floor', () => {
    const quarters = [88, 91, 85, 94].map(at);
    expect(judged(82, 100, { quarters })).toMatchObject({
      state: 'surplus',
      ownRange: [85, 94],
      rules: [{ id: 'below-own-range', value: 82, limit: 85 }],
    });
    expect(judged(82, 100, { quarters: quarters.slice(1) }).ownRange).toBeNull();
  });
  it('looks at the last eight quarters alone', () =>
    expect(judged(82, 100, { quarters: [70, ...Array.from({ length: 8 }, () => 80)].map(at) }).ownRange).toEqual([
      80, 80,
    ]));
  it('says that capacity came on stream where output grew and the rate fell', () => {
    const judgement = judged(88, 110, { yearEarlier: { output: 80, capacity: 90 } });
    expect(judgement.change).toBeCloseTo(80 - 88.888, 2);
    expect(judgement.rules).toEqual([
      { id: 'capacity-outgrew-output', value: expect.closeTo(10), limit: expect.closeTo(22.22, 1) },
    ]);
    expect(judgement.state).toBe('normal');
  });
});

it('takes quarters out of cumulative figures, unknown where an end is', () => {
  const output: Record<string, number> = { '2024-12': 100, '2024-9': 70, '2025-3': 20, '2025-6': 50 };
  const quarters = quartersOf(
    ({ year, month }) => ({ output: output[`${year}-${month}`] ?? null, capacity: month * 10 }),
    quarter(2024, 4),
    quarter(2025, 3),
  );
  expect(quarters.map(({ output: one, capacity }) => [one, capacity])).toEqual([
    [30, 30],
    [20, 30],
    [30, 30],
    [null, 30],
  ]);
});
