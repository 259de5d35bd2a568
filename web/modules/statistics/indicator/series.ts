/** A region's figures as lines: sorted into kinds of period and scopes. Pure. */
import {
  comparePeriods,
  type Period,
  type PeriodKind,
  parsePeriod,
  periodCode,
  yearEarlier,
} from '@liannao/statistics';
import type { ObservationView } from '../../../../server/modules/statistics/model.ts';

export interface Point {
  period: Period;
  observation: ObservationView;
}

export const scopeKeyOf = (scope: Readonly<Record<string, string>>): string =>
  Object.keys(scope)
    .sort()
    .map((name) => `${name}=${scope[name]}`)
    .join(';');

export function pointsOf(observations: readonly ObservationView[]): Point[] {
  return observations
    .flatMap((observation) => {
      const parsed = parsePeriod(observation.period);
      return parsed.ok ? [{ period: parsed.value, observation }] : [];
    })
    .sort((a, b) => comparePeriods(a.period, b.period));
}

export interface Choice<T> {
  value: T;
  count: number;
}

const counted = <T>(values: readonly T[]): Choice<T>[] =>
  [...Map.groupBy(values, (value) => value)]
    .map(([value, members]) => ({ value, count: members.length }))
    .sort((a, b) => b.count - a.count);

/** The scopes there are, the one with the most figures first; the whole stands before its cuts. */
export const scopesOf = (points: readonly Point[]): Choice<string>[] =>
  counted(points.map(({ observation }) => scopeKeyOf(observation.scope))).sort(
    (a, b) => Number(b.value === '') - Number(a.value === ''),
  );

/** Kinds of period; to a flow's cumulative figures the months are second. */
export function kindsOf(points: readonly Point[]): Choice<PeriodKind>[] {
  const rank: Record<PeriodKind, number> = { cumulative: 0, month: 1, quarter: 2, half: 3, year: 4, span: 5 };
  return counted(points.map(({ period }) => period.kind)).sort((a, b) => rank[a.value] - rank[b.value]);
}

/** The newest known figure that may be read aloud, and the same a year before. */
export function latestOf(points: readonly Point[]): { now: ObservationView; before: ObservationView | null } | null {
  const known = points.filter(({ observation }) => observation.value !== null);
  const newest = known.at(-1);
  if (!newest) return null;
  if (newest.period.kind === 'span') return { now: newest.observation, before: null };
  const wanted = periodCode(yearEarlier(newest.period));
  const before = known.find(({ period }) => periodCode(period) === wanted)?.observation ?? null;
  return { now: newest.observation, before };
}
