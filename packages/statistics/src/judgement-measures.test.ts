import { expect, test } from 'vitest';
import {
  cumulative,
  half,
  type JudgeInput,
  judge,
  month,
  type Observation,
  type Period,
  periodCode,
  year,
} from './index.ts';

const obs = (period: Period, value: Observation['value'], more: Partial<Observation> = {}): Observation => ({
  period,
  value,
  status: 'approved',
  ref: periodCode(period),
  ...more,
});
/** Output of a year, 万辆: the worked example 10-A. */
const output = [
  obs(cumulative(2024, 2), '14.2'),
  obs(cumulative(2024, 8), '74.3'),
  obs(year(2024), '104.0'),
  obs(cumulative(2025, 8), '85.6'),
];
const annual: JudgeInput = {
  target: { comparator: '>=', value: 120, transform: 'annual', deadline: 2025 },
  timeRule: 'sum',
  path: { kind: 'seasonal' },
  observations: output,
  asAt: month(2025, 8),
};
/** Chargers, a stock: 100 at the end of 2022, 200 wanted at the end of 2025. */
const stock: JudgeInput = {
  target: { comparator: '>=', value: 200, transform: 'level', deadline: 2025, baseline: { year: 2022, value: 100 } },
  timeRule: 'last',
  path: { kind: 'linear' },
  observations: [obs(month(2024, 6), 149)],
  asAt: month(2024, 6),
};
const counted: JudgeInput = {
  target: { comparator: '>=', value: 50, transform: 'added', from: 2023, deadline: 2025 },
  timeRule: 'last',
  path: { kind: 'linear' },
  observations: [obs(month(2025, 6), 47), obs(month(2025, 8), 52)],
  asAt: month(2025, 8),
};
const withTarget = (input: JudgeInput, target: Partial<JudgeInput['target']>): JudgeInput => ({
  ...input,
  target: { ...input.target, ...target },
});

test('a stock runs by months from its base', () => {
  const j = judge(stock);
  expect(j).toMatchObject({ state: 'on-track', expected: 150, gap: -1, measure: 'point' });
  expect(j.requiredPace).toMatchObject({ monthsLeft: 18, remaining: 51, perYear: null });
  expect(j.requiredPace?.perMonthSoFar).toBeCloseTo(49 / 18, 12);
  expect(j.projection).toMatchObject({ value: 198, method: 'straight-line', reachesGoal: false });
  expect(j.path).toHaveLength(37);
  expect(judge(withTarget(stock, { value: 140 })).state).toBe('on-track'); // reached early, may fall back
  expect(judge(withTarget(stock, { value: 140, canFallBack: false }))).toMatchObject({
    state: 'met',
    reachedOn: month(2024, 6),
  });
});

test('a base that is beyond the target already has to be held, not used up', () => {
  const high = withTarget(stock, { baseline: { year: 2022, value: 300 } });
  expect(judge({ ...high, observations: [obs(month(2024, 6), 201)] })).toMatchObject({
    state: 'on-track',
    expected: 200,
  });
});

test('additions that were reached are met for good, unless they were seen to fall or may fall', () => {
  expect(judge(counted)).toMatchObject({ state: 'met', reachedOn: month(2025, 8), rule: { id: 'reached-for-good' } });
  expect(judge(withTarget(counted, { canFallBack: true })).state).toBe('on-track');
  const fell = [obs(month(2025, 6), 60), obs(month(2025, 8), 52)];
  expect(judge({ ...counted, observations: fell })).toMatchObject({ state: 'on-track', reachedOn: month(2025, 6) });
  expect(judge({ ...counted, observations: [obs(month(2024, 6), 24)], asAt: month(2024, 6) })).toMatchObject({
    expected: 25,
    state: 'at-risk',
  });
});

test('a cumulative flow adds whole years and the year to date', () => {
  const input: JudgeInput = {
    target: { comparator: '>=', value: 100, transform: 'cumulative', from: 2021, deadline: 2025 },
    timeRule: 'sum',
    path: { kind: 'linear' },
    observations: [obs(year(2021), 15), obs(cumulative(2022, 12), 20), obs(half(2023, 1), 12)],
    asAt: month(2023, 6),
  };
  const j = judge(input);
  expect(j).toMatchObject({ state: 'at-risk', measure: 'accumulated', expected: 50, actual: { value: 47 } });
  expect(j.actual?.refs).toEqual(['2021', '2022-01..12', '2023H1']);
  expect(j.requiredPace).toMatchObject({ remaining: 53, monthsLeft: 30, perMonthSoFar: 47 / 30 });
  expect(j.requiredPace?.perYear).toBeCloseTo(21.2, 10);
  const gap = judge({ ...input, observations: [obs(year(2021), 15), obs(half(2023, 1), 12)] });
  expect(gap).toMatchObject({ state: 'unknown', reason: 'no-data', missingPeriods: [year(2022)] });
});

test('every year: one miss is a miss, a gap is unknown, the running year goes by its path', () => {
  const each = (observations: Observation[], asAt = month(2025, 8)): JudgeInput => ({
    target: { comparator: '>=', value: 100, transform: 'every-year', from: 2023, deadline: 2026 },
    timeRule: 'sum',
    path: { kind: 'linear' },
    observations,
    asAt,
  });
  const good = [obs(year(2023), 100), obs(year(2024), 130)];
  expect(judge(each([...good, obs(cumulative(2025, 8), 65)]))).toMatchObject({
    state: 'on-track',
    requiredPace: { byYear: 2025 },
  });
  expect(judge(each([...good, obs(cumulative(2025, 8), 40)]))).toMatchObject({ state: 'off-track', missed: false });
  const missed = judge(each([obs(year(2023), 99), obs(year(2024), 130), obs(cumulative(2025, 8), 90)]));
  expect(missed).toMatchObject({
    state: 'off-track',
    missed: true,
    actual: { period: year(2023) },
    rule: { id: 'year-missed' },
  });
  expect(judge(each([obs(year(2023), 100), obs(cumulative(2025, 8), 90)]))).toMatchObject({
    reason: 'no-data',
    missingPeriods: [year(2024)],
  });
  expect(judge(each(good, month(2025, 1)))).toMatchObject({ state: 'on-track', rule: { id: 'years-reached-so-far' } });
  expect(judge(each([...good, obs(year(2025), 100), obs(year(2026), 100)], month(2027, 1)))).toMatchObject({
    state: 'met',
  });
});

test('lower is better: mirrored, and a broken ceiling on a running total is off track', () => {
  const ceiling = withTarget(stock, { comparator: '<=', value: 50 });
  const at = (value: number) => judge({ ...ceiling, observations: [obs(month(2024, 6), value)] });
  expect(at(75)).toMatchObject({ state: 'on-track', expected: 75, ratio: 1 });
  expect(at(80)).toMatchObject({ state: 'at-risk' });
  expect(at(90)).toMatchObject({ state: 'off-track', gap: 15 });
  expect(at(50)).toMatchObject({ state: 'on-track', rule: { id: 'already-at-goal' } });
  const energy = withTarget(annual, { comparator: '<=' });
  expect(judge({ ...energy, observations: [...output, obs(cumulative(2025, 8), 120.1)] })).toMatchObject({
    state: 'off-track',
    rule: { id: 'ceiling-passed' },
  });
  expect(judge({ ...energy, observations: [...output, obs(cumulative(2025, 8), 80)] })).toMatchObject({
    state: 'on-track',
    reachedOn: null,
  });
  const none = withTarget(annual, { comparator: '<=', value: 0 });
  expect(judge({ ...none, observations: [...output, obs(cumulative(2025, 8), 0)] })).toMatchObject({
    state: 'on-track',
    ratio: null,
  });
});

test('a range is met at its lower bound, 左右 inside its tolerance, neutral inside both edges', () => {
  const end = (target: Partial<JudgeInput['target']>, value: number) =>
    judge({ ...withTarget(stock, target), observations: [obs(month(2025, 12), value)], asAt: month(2025, 12) }).state;
  expect(end({ comparator: 'range', value: 150, valueMax: 200 }, 150)).toBe('met');
  expect(end({ comparator: 'range', value: 150, valueMax: 200 }, 250)).toBe('met');
  expect(end({ comparator: 'range', value: 150, valueMax: 200, direction: 'neutral' }, 250)).toBe('off-track');
  expect(end({ comparator: '≈', value: 200 }, 190)).toBe('met');
  expect(end({ comparator: '≈', value: 200 }, 189)).toBe('off-track');
  expect(end({ comparator: '≈', value: 200, tolerance: 0.1 }, 180)).toBe('met');
  expect(end({ comparator: '≈', value: 200, direction: 'neutral' }, 211)).toBe('off-track');
  expect(end({ comparator: '=', value: 200, direction: 'neutral' }, 200)).toBe('met');
  expect(end({ comparator: '≈', value: 200, direction: 'down' }, 211)).toBe('off-track');
});

test('an increase of a stock counts from its base', () => {
  const net = withTarget(stock, {
    value: 6000,
    transform: 'net-increase',
    from: 2020,
    baseline: { year: 2020, value: 14889 },
  });
  const j = judge({ ...net, observations: [obs(month(2025, 8), 24073)], asAt: month(2025, 8) });
  expect(j).toMatchObject({
    state: 'on-track',
    rule: { id: 'already-at-goal' },
    actual: { value: 9184 },
    goal: { isIncrease: true },
  });
});

test('a distinct count of the year is judged in its year and never added', () => {
  const firms: JudgeInput = {
    ...annual,
    target: { ...annual.target, transform: 'every-year', from: 2025, value: 1000 },
    timeRule: 'last',
    path: { kind: 'linear' },
  };
  const j = judge({
    ...firms,
    observations: [obs(month(2025, 6), 500), obs(month(2025, 7), 560)],
    asAt: month(2025, 7),
  });
  expect(j).toMatchObject({ state: 'at-risk', actual: { value: 560, period: cumulative(2025, 7) } });
});
