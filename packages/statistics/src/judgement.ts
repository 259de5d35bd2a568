/**
 * Is a target on its way? statistics-conventions 10; ux 4; indicators README. All rules, in the order in which they are asked:
 *
 *  1. Not bound, no deadline (and no plan end), an increase without a base value: unknown, with that reason. Nothing is guessed.
 *  2. The latest figure at or before the data month (and not after the deadline) is judged against the path at *its own* month.
 *     Flows and rates of January alone are never judged; in January the last year's figure still is.
 *     A figure that lies further back than `maxLagMonths` is none.
 *  3. every-year: a finished year below its target is a miss, for good. A finished year without a figure is unknown.
 *  4. The figure of the deadline's December: reached is met, not reached is off track and `missed`.
 *  5. Before: met only where the count cannot fall back (running totals and additions in which no fall was seen).
 *     A ceiling on a running total that has been passed is off track.
 *  6. Before: by the share of the path, >= onTrack, >= atRisk, below. Ceilings are mirrored (expected ÷ actual).
 *     Where the path is zero or negative no share has a meaning: at or beyond it is on track, short of it off track.
 *  7. Beyond the target before its deadline is on track, not met, also where no path can be drawn.
 *
 * More is never judged worse for a floor, less never worse for a ceiling. Zero is a value; missing is never one.
 */
import { Decimal } from './decimal.ts';
import { type Edges, satisfies } from './goal.ts';
import { asAtIndex, type Setup, setUp, usable } from './judge-setup.ts';
import type { Actual, FiredRule, JudgeInput, Judgement, JudgementState, UnknownReason } from './judgement-types.ts';
import { multiYear, requiredPace } from './pace.ts';
import { monthAt, type Period, year } from './period.ts';
import { projectLine, projectYear } from './projection.ts';
import type { Reading } from './series.ts';
import {
  expectedAt,
  milestone,
  milestones,
  pathSeries,
  type Trajectory,
  trajectoryOf,
  yearShare,
  yearsUsed,
} from './trajectory.ts';

type Verdict = {
  state: JudgementState;
  rule: FiredRule['id'];
  reason?: UnknownReason;
  missed?: boolean;
  reading?: Reading;
};

const isRunning = (setup: Setup): boolean => setup.measure === 'year-flow' || setup.fromZero;

/**
 * Rule 6. A floor by actual ÷ expected, a ceiling by expected ÷ actual. Kept to 20 digits, so that an exact 90 % over a path
 * of endless decimals (29/3) is 90 % and not a hair less.
 */
function ratioOf(side: Trajectory['side'], actual: Decimal, expected: Decimal): Decimal | null {
  const [above, below] = side === 'floor' ? [actual, expected] : [expected, actual];
  if (below.lte(0) || (side === 'ceiling' && above.lt(0))) return null;
  return above.div(below).toSignificantDigits(20);
}

function byPath(setup: Setup, side: Trajectory['side'], actual: Decimal, expected: Decimal): JudgementState {
  const ratio = ratioOf(side, actual, expected);
  if (ratio === null)
    return (side === 'floor' ? actual.gte(expected) : actual.lte(expected)) ? 'on-track' : 'off-track';
  return ratio.gte(setup.settings.onTrack) ? 'on-track' : ratio.gte(setup.settings.atRisk) ? 'at-risk' : 'off-track';
}

/** The edge that matters: with two, the upper one only for a figure above it. */
function sideOf(edges: Edges, actual: Decimal | null): { side: Trajectory['side']; edge: Decimal } {
  const { low, high } = edges;
  if (high && (!low || actual?.gt(high))) return { side: 'ceiling', edge: high };
  return { side: 'floor', edge: low ?? new Decimal(0) };
}

/** No fall among the figures that count, and none to be expected. */
function cannotFall(setup: Setup, readings: readonly Reading[]): boolean {
  const { target } = setup.input;
  const counted = target.transform === 'cumulative' || target.transform === 'added';
  if (target.canFallBack ?? !counted) return false;
  return readings.every((reading, i) => i === 0 || reading.value.gte(readings[i - 1]?.value ?? reading.value));
}

function notYet(setup: Setup): UnknownReason {
  const asAt = asAtIndex(setup.input);
  const began = setup.start ?? (setup.base ? setup.base.year * 12 + 12 : null);
  if (began !== null && asAt < began) return 'not-due-yet';
  const january = setup.measure !== 'point' && asAt % 12 === 0;
  return january && (began === null ? setup.readings.size > 0 : asAt === began) ? 'not-due-yet' : 'no-data';
}

/** Rule 3. The first year that was missed, a gap, or nothing to say yet. */
function judgeYears(setup: Setup, readings: readonly Reading[]): { verdict: Verdict | null; missing: Period[] } {
  const latest = readings.at(-1);
  const first = setup.start === null ? setup.deadline : setup.start / 12;
  const missing: Period[] = [];
  for (let y = first ?? 0; latest && y * 12 + 11 <= latest.index; y++) {
    const whole = readings.find((reading) => reading.index === y * 12 + 11);
    if (!whole) missing.push(year(y));
    else if (!satisfies(setup.edges, whole.value)) {
      return { verdict: { state: 'off-track', rule: 'year-missed', missed: true, reading: whole }, missing: [] };
    }
  }
  const verdict = missing.length > 0 ? ({ state: 'unknown', rule: 'unknown', reason: 'no-data' } as const) : null;
  return { verdict, missing };
}

/** Rules 4 to 7 for the latest figure. */
function judgeLatest(setup: Setup, t: Trajectory, readings: readonly Reading[], reading: Reading): Verdict {
  const reached = satisfies(setup.edges, reading.value);
  const atEnd = reading.index === (setup.deadline ?? 0) * 12 + 11;
  if (atEnd) {
    return reached
      ? { state: 'met', rule: 'reached-at-deadline' }
      : { state: 'off-track', rule: 'missed-at-deadline', missed: true };
  }
  const inYear = Math.floor(reading.index / 12);
  if (setup.everyYear && reading.index % 12 === 11) return { state: 'on-track', rule: 'years-reached-so-far' };
  const { high } = setup.edges;
  const ownYear = setup.everyYear || setup.measure !== 'year-flow' || inYear === setup.deadline;
  const falls = setup.input.target.canFallBack === true;
  if (high && ownYear && isRunning(setup) && !falls && !satisfies({ ...setup.edges, low: null }, reading.value)) {
    return { state: 'off-track', rule: 'ceiling-passed' };
  }
  if (t.side === 'floor' && !high && reached && !setup.everyYear && ownYear && cannotFall(setup, readings)) {
    return { state: 'met', rule: 'reached-for-good' };
  }
  const expected = expectedAt(t, reading.index);
  const lasting = t.side === 'floor' ? reached : reached && !isRunning(setup);
  if (typeof expected !== 'string') {
    const state = byPath(setup, t.side, reading.value, expected.value);
    return { state, rule: state === 'on-track' && lasting && ownYear ? 'already-at-goal' : 'path' };
  }
  if (lasting || aheadOfGoal(setup, t, reading)) return { state: 'on-track', rule: 'already-at-goal' };
  const january = asAtIndex(setup.input) % 12 === 0 && setup.measure !== 'point';
  const waits = january && expected === 'no-base-year' && Math.floor(asAtIndex(setup.input) / 12) === setup.deadline;
  return { state: 'unknown', rule: 'unknown', reason: waits ? 'not-due-yet' : expected };
}

/** Rule 7 for a flow before its deadline year without a base: the year so far is already where the deadline's year should be. */
function aheadOfGoal(setup: Setup, t: Trajectory, reading: Reading): boolean {
  if (setup.measure !== 'year-flow' || t.side !== 'floor') return false;
  const share = yearShare(t, Math.floor(reading.index / 12), (reading.index % 12) + 1);
  return typeof share !== 'string' && t.edge.gt(0) && reading.value.gte(t.edge.times(share));
}

/** Judges one target. Throws RangeError only for impossible settings or numbers that are not finite. */
export function judge(input: JudgeInput): Judgement {
  const setup = setUp(input);
  if (input.observations === null) return answer(setup, null, [], unknown('not-bound'));
  if (setup.deadline === null) return answer(setup, null, [], unknown('no-deadline'));
  if (setup.lacksBase) return answer(setup, null, [], unknown('no-base-year'));
  const readings = usable(setup);
  const reading = readings.at(-1);
  if (!reading || setup.missing.length > 0) {
    return answer(setup, null, setup.missing, unknown(setup.missing.length > 0 ? 'no-data' : notYet(setup)));
  }
  const years = setup.everyYear ? judgeYears(setup, readings) : { verdict: null, missing: [] };
  if (years.verdict) return answer(setup, years.verdict.reading ?? null, years.missing, years.verdict, readings);
  if (setup.limit - reading.index > setup.settings.maxLagMonths) return answer(setup, null, [], unknown('no-data'));
  const verdict = judgeLatest(setup, trajectory(setup, reading.value), readings, reading);
  return answer(setup, reading, [], verdict, readings);
}

const unknown = (reason: UnknownReason): Verdict => ({ state: 'unknown', rule: 'unknown', reason });

const trajectory = (setup: Setup, actual: Decimal | null): Trajectory =>
  trajectoryOf({
    ...sideOf(setup.edges, actual),
    measure: setup.measure,
    base: setup.base,
    deadline: setup.deadline ?? 0,
    fromZero: setup.fromZero,
    everyYear: setup.everyYear,
    choice: setup.input.path,
    flows: setup.flows,
  });

function actualOf(setup: Setup, reading: Reading): Actual {
  return {
    value: reading.value.toNumber(),
    period: reading.period,
    refs: reading.refs,
    status: reading.status,
    preliminary: reading.status === 'draft' || reading.status === 'submitted',
    derived: reading.derived,
    lagMonths: Math.max(0, setup.limit - reading.index),
  };
}

/** Everything that is said beside the state. */
function answer(
  setup: Setup,
  reading: Reading | null,
  missing: readonly Period[],
  verdict: Verdict,
  readings: readonly Reading[] = [],
): Judgement {
  const { input, settings, deadline } = setup;
  const t = trajectory(setup, reading?.value ?? null);
  const found = reading && deadline !== null ? expectedAt(t, reading.index) : null;
  const expected = found === null || typeof found === 'string' ? null : found;
  const inYear = reading ? Math.floor(reading.index / 12) : Math.min(input.asAt.year, deadline ?? input.asAt.year);
  const flow = setup.measure === 'year-flow';
  const byYear = flow && deadline !== null ? Math.min(inYear, deadline) : (deadline ?? inYear);
  const aim = flow && deadline !== null ? milestone(t, byYear) : t.edge;
  const goal = typeof aim === 'string' ? null : aim;
  const open = verdict.state !== 'met' && verdict.state !== 'unknown' && !verdict.missed;
  const pace =
    reading && goal && open
      ? requiredPace({
          t,
          reading,
          goal,
          byYear,
          since: setup.base ? setup.base.year * 12 + 11 : null,
          sinceValue: setup.base?.value ?? null,
        })
      : null;
  const { growthOfRest = null, growthSoFar = null } = pace ?? {};
  const hasDeadline = deadline !== null && (setup.edges.low !== null || setup.edges.high !== null);
  const from = setup.base ? setup.base.year + 1 : (setup.start ?? inYear * 12) / 12;
  const edgesOfYear: Edges =
    goal && flow && byYear !== deadline && !setup.everyYear
      ? {
          low: t.side === 'floor' ? goal : null,
          high: t.side === 'ceiling' ? goal : null,
          strict: false,
          tolerance: null,
        }
      : setup.edges;
  const line = reading && goal && flow ? linearBeside(t, reading) : null;
  return {
    state: verdict.state,
    reason: verdict.reason ?? null,
    missed: verdict.missed ?? false,
    rule: {
      id: verdict.rule,
      onTrack: settings.onTrack,
      atRisk: settings.atRisk,
      tolerance: setup.edges.tolerance,
      path: input.path.kind,
      years: yearsUsed(t),
      yearShare: expected?.share?.toNumber() ?? null,
    },
    asAt: input.asAt,
    measure: setup.measure,
    goal: setup.goal,
    baseline: setup.baseline,
    actual: reading ? actualOf(setup, reading) : null,
    expected: expected?.value.toNumber() ?? null,
    ratio: reading && expected ? (ratioOf(t.side, reading.value, expected.value)?.toNumber() ?? null) : null,
    gap: reading && expected ? reading.value.minus(expected.value).toNumber() : null,
    requiredPace: pace,
    multiYear: reading && open && hasDeadline ? multiYear(t, setup.flows, setup.limit) : null,
    tight:
      verdict.state === 'on-track' &&
      t.side === 'floor' &&
      growthOfRest !== null &&
      growthSoFar !== null &&
      growthOfRest > growthSoFar,
    linear: line,
    reachedOn: reachedOn(setup, readings),
    path: hasDeadline ? pathSeries(t, inYear, from) : [],
    milestones: hasDeadline ? milestones(t, from) : [],
    projection:
      !reading || !open
        ? null
        : flow
          ? projectYear(setup.flows, reading, edgesOfYear)
          : projectLine(t, reading, setup.edges),
    missingPeriods: missing,
  };
}

/** 10-A asks to show the straight line beside the season. */
function linearBeside(t: Trajectory, reading: Reading): Judgement['linear'] {
  const straight = expectedAt({ ...t, choice: { ...t.choice, kind: 'linear' } }, reading.index);
  if (typeof straight === 'string') return null;
  const ratio = ratioOf(t.side, reading.value, straight.value);
  return { expected: straight.value.toNumber(), ratio: ratio?.toNumber() ?? null };
}

/** First period whose figure satisfied the target. Flows: of the deadline year only; ceilings on running totals: none. */
function reachedOn(setup: Setup, readings: readonly Reading[]): Period | null {
  if (setup.everyYear || (setup.edges.high !== null && isRunning(setup))) return null;
  const first = readings.find((reading) => {
    const counts = setup.measure !== 'year-flow' || Math.floor(reading.index / 12) === setup.deadline;
    return counts && satisfies(setup.edges, reading.value);
  });
  return first
    ? setup.measure === 'point' || setup.measure === 'accumulated'
      ? monthAt(first.index)
      : first.period
    : null;
}
