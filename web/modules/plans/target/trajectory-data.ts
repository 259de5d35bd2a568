/** The target's series as the trajectory chart takes them: one axis, all series as long as it. */
import { lastIndex, type Period, parsePeriod } from '@liannao/statistics';
import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import type { Trajectory } from '../../../shell/charts/TrajectoryChart.tsx';
import type { Language } from '../../../shell/preferences.tsx';
import { forReader, inTargetUnit } from '../ledger/quantity.ts';
import type { LedgerTexts } from '../ledger-text.ts';
import type { TargetTexts } from '../target-text.ts';

export interface DrawnTrajectory {
  data: Trajectory;
  unit: string;
  /** The year, where all of the path lies in one. */
  year: number | null;
}

type Values = ReadonlyMap<number, number>;

export function trajectoryOf(
  detail: TargetDetail,
  t: TargetTexts,
  ledger: LedgerTexts,
  language: Language = 'zh',
): DrawnTrajectory | null {
  const { target } = detail;
  const judged = target.judgement;
  const inWords = (value: number) => forReader(inTargetUnit(target, value), language);
  const sample = inWords(judged?.goal ?? target.value);
  const shown = (value: number) => inWords(value).value;
  const path = byIndex(detail.path.map(({ period, expected }) => ({ period, value: expected })));
  const actual = byIndex(detail.actual);
  if (path.size === 0 && actual.size === 0) return null;
  const pathAt = [...path.keys()];
  const within = pathAt.length > 1 && yearOf(Math.min(...pathAt)) === yearOf(Math.max(...pathAt));
  const axis = within ? monthsOfYear(yearOf(pathAt[0] ?? 0), actual) : months(path, actual);
  if (axis.length < 2) return null;
  const last = axis.at(-1) ?? 0;
  const now = axis.findLastIndex((index) => actual.has(index));
  const lastYear = within ? byIndex(detail.lastYear) : new Map<number, number>();
  const lastYearValues = axis.map((index) => lastYear.get(index - 12) ?? null);
  const hasLastYear = lastYearValues.some((value) => value !== null);
  const deadlineHere = target.deadline !== null && target.deadline * 12 + 11 === last;
  const goal = judged?.goal ?? null;
  const perMonth = detail.requiredPace?.perMonth;
  return {
    unit: sample.unit,
    year: within ? yearOf(last) : null,
    data: {
      labels: axis.map((index, at) => labelOf(index, within, at === 0 && within, t)),
      actual: axis.map((index) => nullable(actual.get(index), shown)),
      path: axis.map((index) => nullable(between(path, index), shown)),
      lastYear: hasLastYear ? lastYearValues.map((value) => nullable(value, shown)) : undefined,
      preliminary: preliminaryOf(detail, axis),
      target:
        deadlineHere && goal !== null
          ? { value: shown(goal), comparator: ledger.comparators[target.comparator] ?? '' }
          : null,
      projection: projectionOf(detail, { axis, now, actual, lastYear, shown }),
      paceNeeded: typeof perMonth === 'number' && deadlineHere ? shown(perMonth) : undefined,
      decimals: sample.decimals,
    },
  };
}

const yearOf = (index: number) => Math.floor(index / 12);
const nullable = (value: number | null | undefined, change: (value: number) => number) =>
  value === null || value === undefined ? null : change(value);

function indexOf(code: string): number | null {
  const parsed: { ok: boolean; value?: Period } = parsePeriod(code);
  return parsed.ok && parsed.value ? lastIndex(parsed.value) : null;
}

function byIndex(points: readonly { period: string; value: number | null }[]): Map<number, number> {
  const values = new Map<number, number>();
  for (const { period, value } of points) {
    const index = indexOf(period);
    if (index !== null && value !== null) values.set(index, value);
  }
  return values;
}

/** A year's months; January is left out where it was merged into February. */
function monthsOfYear(year: number, actual: Values): number[] {
  const first = actual.has(year * 12) ? 0 : 1;
  return Array.from({ length: 12 - first }, (_, at) => year * 12 + first + at);
}

/** From the first point to the deadline, as fine as the points lie; without January where it is merged into February. */
function months(path: Values, actual: Values): number[] {
  const all = [...path.keys(), ...actual.keys()];
  const first = Math.min(...all);
  const last = Math.max(...all);
  const gaps = all.map((index) => last - index).filter((gap) => gap > 0);
  const step = gaps.reduce((a, b) => greatestCommon(a, b), gaps[0] ?? 1);
  const axis = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => first + at * step);
  const seen = (month: number) => [...actual.keys()].some((index) => index % 12 === month);
  return seen(1) && !seen(0) ? axis.filter((index) => index % 12 !== 0) : axis;
}
const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));

/** The path between two of its points runs straight. */
function between(path: Values, index: number): number | null {
  const exact = path.get(index);
  if (exact !== undefined) return exact;
  const before = Math.max(...[...path.keys()].filter((at) => at < index));
  const after = Math.min(...[...path.keys()].filter((at) => at > index));
  const [a, b] = [path.get(before), path.get(after)];
  if (a === undefined || b === undefined) return null;
  return a + ((b - a) * (index - before)) / (after - before);
}

function labelOf(index: number, within: boolean, first: boolean, t: TargetTexts): string {
  const month = (index % 12) + 1;
  if (within) return first && month === 2 ? t.chart.firstMonths : t.chart.month(month);
  return month === 12 ? `${yearOf(index)}` : `${yearOf(index)}-${String(month).padStart(2, '0')}`;
}

function preliminaryOf(detail: TargetDetail, axis: readonly number[]): number[] {
  return detail.actual.flatMap(({ period, status }) => {
    const at = status === 'approved' ? -1 : axis.indexOf(indexOf(period) ?? -1);
    return at >= 0 ? [at] : [];
  });
}

/** From the latest figure to the projected end; by last year's season where it is known, else straight. */
function projectionOf(
  detail: TargetDetail,
  input: { axis: readonly number[]; now: number; actual: Values; lastYear: Values; shown: (value: number) => number },
): Trajectory['projection'] {
  const { axis, now, lastYear, shown } = input;
  const { projection } = detail;
  const start = input.actual.get(axis[now] ?? -1);
  const end = projection ? axis.indexOf(indexOf(projection.period) ?? -1) : -1;
  if (!projection || start === undefined || end <= now) return undefined;
  const season = (at: number) => lastYear.get((axis[at] ?? 0) - 12);
  const [seasonNow, seasonEnd] = [season(now), season(end)];
  const share = (at: number) => {
    const here = season(at);
    if (here !== undefined && seasonNow !== undefined && seasonEnd !== undefined && seasonEnd > seasonNow)
      return (here - seasonNow) / (seasonEnd - seasonNow);
    return (at - now) / (end - now);
  };
  const towards = (value: number | null) =>
    axis.map((_, at) => (value === null || at < now || at > end ? null : shown(start + (value - start) * share(at))));
  return { values: towards(projection.value), low: towards(projection.low), high: towards(projection.high) };
}
