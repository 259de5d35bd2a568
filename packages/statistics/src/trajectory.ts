/**
 * The path to a target: what a figure should be at the end of any month. statistics-conventions 10 (10-A, 10-B).
 *
 * Rules, each of which answers with a reason instead of a number when its data are not there:
 * 1. A year's flow is expected as milestone of the year × share of the year. The milestone of the deadline year is the
 *    target; of an earlier year it lies between the baseline and the target (`no-base-year` without one).
 * 2. The share is last year's C(m) ÷ C(12) on a seasonal path (`no-last-year` without them), m ÷ 12 on a linear one.
 * 3. A running total over years grows by the yearly steps of the milestones, inside each year by that year's share.
 * 4. A stock or a rate moves by months from the end of the base year to the end of the deadline year.
 * 5. A base that is already beyond the target makes the path flat at the target: it has to be held. Not so for what is
 *    counted from zero: there a ceiling is used up step by step.
 */
import { Decimal, decimal, power } from './decimal.ts';
import type { Measure, PathChoice, PathPoint, UnknownReason } from './judgement-types.ts';
import { cumulative, lastIndex, month, monthAt, year } from './period.ts';
import type { Readings } from './series.ts';

export interface Trajectory {
  readonly measure: Measure;
  /** The edge that the path leads to. */
  readonly edge: Decimal;
  readonly side: 'floor' | 'ceiling';
  readonly base: { readonly year: number; readonly value: Decimal } | null;
  readonly deadline: number;
  /** A count that starts from zero at the base (running totals, additions, increases). */
  readonly fromZero: boolean;
  /** Every year has the target as its own. */
  readonly everyYear: boolean;
  readonly choice: PathChoice;
  /** Year-to-date flows, for the season. */
  readonly flows: Readings;
  /** Monthly factor of a geometric path, taken once because roots are dear; null on any other. */
  readonly monthlyFactor: Decimal | null;
}

interface Expected {
  readonly value: Decimal;
  /** Share of the year used, or null where none applies. */
  readonly share: Decimal | null;
}
type ExpectedOr = Expected | UnknownReason;

const yearEnd = (y: number): number => y * 12 + 11;

/** Geometric only where both ends are above zero. */
export function yearsUsed(t: Pick<Trajectory, 'choice' | 'base' | 'edge'>): 'linear' | 'geometric' {
  const wanted = t.choice.kind !== 'drawn' && t.choice.years === 'geometric';
  return wanted && t.base?.value.gt(0) && t.edge.gt(0) ? 'geometric' : 'linear';
}

/** Rule 5: where the path starts from. */
function startValue(t: Trajectory): Decimal | null {
  if (!t.base) return null;
  if (t.fromZero) return t.base.value;
  return t.side === 'floor' ? Decimal.min(t.base.value, t.edge) : Decimal.max(t.base.value, t.edge);
}

interface Knot {
  readonly at: number;
  readonly value: Decimal;
}

/** Completes a trajectory. */
export function trajectoryOf(parts: Omit<Trajectory, 'monthlyFactor'>): Trajectory {
  const t: Trajectory = { ...parts, monthlyFactor: null };
  const start = startValue(t);
  if (!t.base || !start || yearsUsed(t) !== 'geometric') return t;
  const months = (t.deadline - t.base.year) * 12;
  return { ...t, monthlyFactor: power(t.edge.div(start), new Decimal(1).div(months)) };
}

/** Straight line between knots; null outside them. */
function between(knots: readonly Knot[], at: number): Decimal | null {
  const next = knots.findIndex((knot) => knot.at >= at);
  const b = knots[next];
  if (!b) return null;
  if (b.at === at) return b.value;
  const a = knots[next - 1];
  if (!a) return null;
  return a.value.plus(
    b.value
      .minus(a.value)
      .times(at - a.at)
      .div(b.at - a.at),
  );
}

/** Knots of a drawn path, with the base before and the target after where the drawing leaves them out. */
function drawnKnots(t: Trajectory, yearsOnly: boolean): Knot[] {
  const knots = new Map<number, Decimal>();
  if (t.base) knots.set(yearEnd(t.base.year), t.base.value);
  knots.set(yearEnd(t.deadline), t.edge);
  for (const point of t.choice.points ?? []) {
    if (!yearsOnly || point.period.kind === 'year') knots.set(lastIndex(point.period), decimal(point.value));
  }
  return [...knots].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at);
}

/** The path at a moment between base and deadline, for what stands at a date; also the yearly milestones of flows. */
function onLine(t: Trajectory, index: number, yearsOnly: boolean): Decimal | UnknownReason {
  if (index >= yearEnd(t.deadline) && t.choice.kind !== 'drawn') return t.edge;
  if (t.choice.kind === 'drawn')
    return between(drawnKnots(t, yearsOnly), index) ?? (t.base ? 'not-due-yet' : 'no-base-year');
  const start = startValue(t);
  if (!t.base || !start) return 'no-base-year';
  const from = yearEnd(t.base.year);
  if (index < from) return 'not-due-yet';
  if (t.monthlyFactor) return start.times(t.monthlyFactor.pow(index - from));
  const way = new Decimal(index - from).div(yearEnd(t.deadline) - from);
  return start.plus(t.edge.minus(start).times(way));
}

/** Milestone of a year's flow, or of a running total at a year's end. */
export const milestone = (t: Trajectory, y: number): Decimal | UnknownReason =>
  t.everyYear ? t.edge : onLine(t, yearEnd(y), true);

/** Share of year `y` that is expected by month `m`. */
export function yearShare(t: Pick<Trajectory, 'choice' | 'flows'>, y: number, m: number): Decimal | UnknownReason {
  if (m === 12) return new Decimal(1);
  if (t.choice.kind === 'linear') return new Decimal(m).div(12);
  const part = t.flows.get((y - 1) * 12 + m - 1);
  const whole = t.flows.get(yearEnd(y - 1));
  if (!part || !whole || whole.value.lte(0) || part.value.lte(0)) return 'no-last-year';
  return part.value.div(whole.value);
}

/** Year-to-date value that a drawing with points inside the year asks for; null when it has none in that year. */
function drawnInYear(t: Trajectory, y: number, m: number): Decimal | null {
  const points = (t.choice.kind === 'drawn' ? (t.choice.points ?? []) : []).filter(
    ({ period }) => period.kind !== 'year' && period.kind !== 'span' && period.year === y,
  );
  const whole = milestone(t, y);
  if (points.length === 0 || typeof whole === 'string') return null;
  const knots = new Map<number, Decimal>([
    [0, new Decimal(0)],
    [12, whole],
  ]);
  for (const point of points) knots.set((lastIndex(point.period) % 12) + 1, decimal(point.value));
  const sorted = [...knots].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at);
  return between(sorted, m);
}

/** The path's value at the end of month `index`, or why there is none. */
export function expectedAt(t: Trajectory, index: number): ExpectedOr {
  const y = Math.floor(index / 12);
  const m = (index % 12) + 1;
  if (t.measure === 'point' || t.measure === 'rate') {
    const value = t.everyYear ? t.edge : onLine(t, index, false);
    return typeof value === 'string' ? value : { value, share: null };
  }
  const drawn = t.measure === 'year-flow' ? drawnInYear(t, y, m) : null;
  if (drawn) return { value: drawn, share: null };
  const target = milestone(t, y);
  if (typeof target === 'string') return target;
  if (m === 12) return { value: target, share: null };
  const share = yearShare(t, y, m);
  if (typeof share === 'string') return share;
  if (t.measure === 'year-flow') return { value: target.times(share), share };
  const before = milestone(t, y - 1);
  if (typeof before === 'string') return before;
  return { value: before.plus(target.minus(before).times(share)), share };
}

/** Yearly milestones from the year after the base (or the deadline year alone) to the deadline. */
export function milestones(t: Trajectory, from: number): PathPoint[] {
  const points: PathPoint[] = [];
  for (let y = Math.max(from, t.deadline - 100); y <= t.deadline; y++) {
    const value = milestone(t, y);
    if (typeof value !== 'string') points.push({ period: year(y), expected: value.toNumber() });
  }
  return points;
}

/**
 * The path as a chart draws it. Year flows: months 2 to 12 of `inYear`. Others: every month from the base to the deadline,
 * up to ten years; beyond that year ends. Months without a share are left out, never bridged.
 */
export function pathSeries(t: Trajectory, inYear: number, from: number): PathPoint[] {
  const flow = t.measure === 'year-flow';
  const start = flow ? inYear * 12 + 1 : yearEnd(from - 1);
  const end = flow ? yearEnd(inYear) : yearEnd(t.deadline);
  const step = end - start > 120 ? 12 : 1;
  const points: PathPoint[] = [];
  for (let index = Math.max(start, end - 1200); index <= end; index += step) {
    const expected = expectedAt(t, index);
    if (typeof expected === 'string') continue;
    const { year: y, month: m } = monthAt(index);
    points.push({ period: flow ? cumulative(y, m) : month(y, m), expected: expected.value.toNumber() });
  }
  return points;
}
