import { expect, test } from 'vitest';
import {
  cumulative,
  type JudgeInput,
  judge,
  month,
  type Observation,
  type Period,
  periodCode,
  quarter,
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

test('10-A: on the seasonal path, ahead of the straight line, and tight', () => {
  const j = judge(annual);
  expect(j).toMatchObject({ state: 'on-track', reason: null, missed: false, tight: true, measure: 'year-flow' });
  expect(j.expected).toBeCloseTo(85.73, 2);
  expect(j.ratio).toBeCloseTo(0.9985, 4);
  expect(j.gap).toBeCloseTo(-0.13, 2);
  expect(j.linear).toEqual({ expected: 80, ratio: 1.07 });
  expect(j.requiredPace).toMatchObject({ monthsLeft: 4, byYear: 2025, perMonth: 8.6, perMonthSoFar: 10.7 });
  expect(j.requiredPace?.growthOfRest).toBeCloseTo(0.158, 3);
  expect(j.requiredPace?.growthSoFar).toBeCloseTo(0.152, 3);
  expect(j.rule).toMatchObject({ id: 'path', path: 'seasonal', onTrack: 0.97, atRisk: 0.9 });
  expect(j.actual).toMatchObject({ value: 85.6, period: cumulative(2025, 8), refs: ['2025-01..08'], lagMonths: 0 });
  expect(j.path.map((point) => periodCode(point.period))).toEqual(['2025-01..02', '2025-01..08', '2025-01..12']);
  expect(j.projection?.value).toBeCloseTo(119.8, 1);
  expect(j.projection).toMatchObject({ band: null, reachesGoal: false, method: 'season-of-last-year' });
});

test.each([
  ['83.2', 'on-track'],
  ['83.1', 'at-risk'],
  ['77.2', 'at-risk'],
  ['77.1', 'off-track'],
])('%s of an expected 85.73 is %s', (value, state) => {
  expect(judge({ ...annual, observations: [...output, obs(cumulative(2025, 8), value)] }).state).toBe(state);
});

test('10-B: 92 in 2024 on the way from 65 to 120', () => {
  const input: JudgeInput = {
    ...withTarget(annual, { baseline: { year: 2021, value: 65 } }),
    observations: [obs(year(2024), 92)],
    asAt: month(2024, 12),
  };
  const linear = judge(input);
  expect(linear).toMatchObject({ state: 'off-track', missed: false, expected: 106.25 });
  expect(linear.milestones.map((point) => point.expected)).toEqual([78.75, 92.5, 106.25, 120]);
  expect(linear.multiYear?.neededNow).toBeCloseTo(0.304, 3);
  expect(linear.multiYear?.observed).toBeCloseTo(0.123, 3);
  expect(linear.multiYear?.asked).toBeCloseTo(0.166, 3);
  expect(linear.multiYear?.ratio).toBeCloseTo(0.74, 2);
  const geometric = judge({ ...input, path: { kind: 'seasonal', years: 'geometric' } });
  expect(geometric.milestones.map((point) => point.expected.toFixed(1))).toEqual(['75.8', '88.3', '102.9', '120.0']);
  expect(geometric.state).toBe('off-track');
});

test('9-B: 30 points on a base of 30 % are 60 %, and without the base nothing is judged', () => {
  const points: JudgeInput = {
    target: { comparator: '+=', value: 30, transform: 'change-in-points', from: 2021, deadline: 2027 },
    timeRule: 'ratio-of-sums',
    path: { kind: 'linear' },
    observations: [obs(year(2024), '41.9')],
    asAt: month(2024, 12),
  };
  expect(judge(points)).toMatchObject({ state: 'unknown', reason: 'no-base-year', actual: null, ratio: null });
  const based = withTarget(points, { baseline: { year: 2021, value: 30 } });
  const j = judge(based);
  expect(j).toMatchObject({
    state: 'off-track',
    expected: 15,
    actual: { value: 11.9 },
    goal: { low: 30, isIncrease: true },
  });
  const late = (value: number) => judge({ ...based, observations: [obs(year(2027), value)], asAt: month(2028, 3) });
  expect(late(39)).toMatchObject({ state: 'off-track', missed: true });
  expect(late(59.9)).toMatchObject({ state: 'off-track', missed: true });
  expect(late(60)).toMatchObject({ state: 'met', rule: { id: 'reached-at-deadline' } });
  // The base may also come from the observations of the base year.
  const seen = judge({ ...points, observations: [obs(year(2021), 30), obs(year(2024), '45.0')] });
  expect(seen).toMatchObject({ state: 'on-track', baseline: { year: 2021, value: 30, source: 'observation' } });
});

test('January is not judged; January–February is', () => {
  const january = { ...annual, asAt: month(2025, 1), observations: [...output, obs(month(2025, 1), 9)] };
  expect(judge({ ...january, observations: [obs(month(2025, 1), 9)] })).toMatchObject({
    state: 'unknown',
    reason: 'not-due-yet',
  });
  expect(judge(january)).toMatchObject({ state: 'unknown', reason: 'not-due-yet' });
  const february = { ...annual, asAt: month(2025, 2), observations: [...output, obs(cumulative(2025, 2), 17)] };
  expect(judge(february)).toMatchObject({ state: 'on-track', expected: (120 * 14.2) / 104 });
});

test('why nothing can be said', () => {
  const reason = (input: JudgeInput) => judge(input).reason;
  expect(reason({ ...annual, observations: null })).toBe('not-bound');
  expect(reason({ ...annual, observations: [] })).toBe('no-data');
  expect(reason({ ...annual, observations: [obs(cumulative(2025, 8), null, { missing: 'suppressed' })] })).toBe(
    'no-data',
  );
  expect(reason(withTarget(annual, { deadline: null }))).toBe('no-deadline');
  expect(reason({ ...annual, observations: [obs(cumulative(2025, 8), 85.6)] })).toBe('no-last-year');
  expect(reason(withTarget(stock, { baseline: null }))).toBe('no-base-year');
  expect(reason(withTarget(counted, { from: 2026, deadline: 2027 }))).toBe('not-due-yet');
  expect(reason({ ...stock, asAt: month(2025, 12) })).toBe('no-data'); // 18 months old
  expect(reason({ ...annual, observations: [obs(cumulative(2025, 8), 85.6, { status: 'draft' })] })).toBe('no-data');
});

test("a plan's end stands in for a missing deadline, and says so", () => {
  const j = judge({ ...withTarget(annual, { deadline: null }), plan: { from: 2021, to: 2025 } });
  expect(j).toMatchObject({ state: 'on-track', goal: { deadline: 2025, deadlineAssumed: true } });
});

test('zero is a value: it is judged, not skipped', () => {
  const j = judge({
    ...annual,
    observations: [...output, obs(cumulative(2025, 9), 0), obs(cumulative(2024, 9), 80)],
    asAt: month(2025, 9),
  });
  expect(j).toMatchObject({ state: 'off-track', actual: { value: 0 }, ratio: 0 });
});

test('a missing latest figure leaves the one before, with its lag', () => {
  const j = judge({ ...annual, observations: [...output, obs(cumulative(2025, 9), null)], asAt: month(2025, 9) });
  expect(j.actual).toMatchObject({ period: cumulative(2025, 8), lagMonths: 1 });
});

test('the best status wins, then the later; the order is the caller’s', () => {
  const two = [
    ...output,
    obs(cumulative(2025, 8), 60, { status: 'submitted', ref: 's' }),
    obs(cumulative(2025, 8), 90, { status: 'revised', ref: 'r' }),
  ];
  expect(judge({ ...annual, observations: two }).actual).toMatchObject({ value: 90, refs: ['r'], preliminary: false });
  const early = judge({ ...annual, observations: two, settings: { statusOrder: ['submitted', 'approved'] } });
  expect(early.actual).toMatchObject({ value: 60, refs: ['s'], preliminary: true });
});

test('what the data month does not know yet is not used', () => {
  expect(judge({ ...annual, observations: [...output, obs(cumulative(2025, 9), 1)] }).actual?.value).toBe(85.6);
});

test('without a cumulative figure months and quarters are added, without gaps', () => {
  const pieces = [
    obs(cumulative(2025, 2), 17),
    obs(month(2025, 3), 10),
    obs(quarter(2025, 2), 30),
    obs(month(2025, 8), 5),
  ];
  const j = judge({ ...annual, path: { kind: 'linear' }, observations: pieces });
  expect(j.actual).toMatchObject({ value: 57, period: cumulative(2025, 6), derived: true, lagMonths: 2 });
  expect(j.actual?.refs).toEqual(['2025-01..02', '2025-03', '2025Q2']);
});

test('an annual figure above its target in August is on track, not met', () => {
  const j = judge({ ...annual, observations: [...output, obs(cumulative(2025, 8), 121)] });
  expect(j).toMatchObject({
    state: 'on-track',
    rule: { id: 'already-at-goal' },
    reachedOn: cumulative(2025, 8),
    requiredPace: null,
  });
  const share: JudgeInput = {
    target: { comparator: '>', value: 60, transform: 'level', deadline: 2025 },
    timeRule: 'ratio-of-sums',
    path: { kind: 'linear' },
    observations: [obs(cumulative(2025, 8), 63.2)],
    asAt: month(2025, 8),
  };
  expect(judge(share)).toMatchObject({ state: 'on-track', rule: { id: 'already-at-goal' } });
  expect(judge({ ...share, observations: [obs(cumulative(2025, 8), 60)] })).toMatchObject({
    state: 'unknown',
    reason: 'no-base-year',
  });
});

test('the deadline decides: reached is met, not reached is off track and missed', () => {
  const end = (value: number, status: Observation['status'] = 'approved') =>
    judge({ ...annual, observations: [...output, obs(year(2025), value, { status })], asAt: month(2026, 1) });
  expect(end(120)).toMatchObject({ state: 'met', missed: false, reachedOn: year(2025) });
  expect(end(119.9)).toMatchObject({ state: 'off-track', missed: true, rule: { id: 'missed-at-deadline' } });
  expect(end(120, 'submitted').actual?.preliminary).toBe(true);
  expect(
    judge(
      withTarget(
        { ...annual, observations: [...output, obs(year(2025), 120)], asAt: month(2026, 1) },
        { comparator: '>' },
      ),
    ).state,
  ).toBe('off-track');
});

test('a drawn path is followed between its points', () => {
  const points = [
    { period: month(2023, 12), value: 120 },
    { period: month(2024, 12), value: 130 },
  ];
  expect(judge({ ...stock, path: { kind: 'drawn', points } }).expected).toBe(125);
  const inYear = [{ period: cumulative(2025, 6), value: 50 }];
  expect(judge({ ...annual, path: { kind: 'drawn', points: inYear } }).expected).toBeCloseTo(50 + (70 * 2) / 6, 10);
  const years = withTarget(annual, { deadline: 2027, value: 200 });
  const drawn = judge({ ...years, path: { kind: 'drawn', points: [{ period: year(2025), value: 120 }] } });
  expect(drawn.expected).toBeCloseTo(85.73, 2);
});

test('a band for the year end needs four past years', () => {
  const past = (y: number, part: number) => [obs(cumulative(y, 8), part), obs(year(y), 100)];
  const three = [...past(2022, 70), ...past(2023, 72), ...past(2024, 71), obs(cumulative(2025, 8), 85)];
  expect(judge({ ...annual, observations: three }).projection?.band).toBeNull();
  const four = judge({ ...annual, observations: [...past(2021, 69), ...three] }).projection;
  expect(four?.method).toBe('season-of-past-years');
  expect(four?.band?.years).toBe(4);
  expect(four?.band?.low).toBeLessThan(four?.value ?? 0);
  expect(four?.band?.high).toBeGreaterThan(four?.value ?? 0);
});

test('impossible settings are our own mistake', () => {
  expect(() => judge({ ...annual, settings: { onTrack: 0.8 } })).toThrow(RangeError);
  expect(() => judge(withTarget(annual, { value: Number.NaN }))).toThrow(RangeError);
});
