/**
 * A target as the plan says it, turned into what the engine judges: one unit, the indicator's, and one way of counting.
 * Conventions: indicators README, "Transforms" and "Traps".
 */
import {
  addQuantities,
  type Comparator,
  type PathChoice,
  parsePeriod,
  type Target,
  type Transform,
  year,
} from '@liannao/statistics';
import { canonicalScope, type Indicator, type SeriesKey, scopeText } from '../statistics/index.ts';
import { isPoints, POINTS, storedValue } from './stored-unit.ts';
import type { TargetRow } from './target-rows.ts';

/** Of a target that is bound; null for one that is not. */
export function seriesOf(row: TargetRow): SeriesKey | null {
  if (row.binding === 'unbound' || row.indicator_code === null) return null;
  return {
    indicatorCode: row.indicator_code,
    scopeKey: scopeText(canonicalScope(row.scope)),
    regionCode: row.region_code,
  };
}

export interface YearlyValue {
  readonly year: number;
  readonly value: number;
}

/** Null where the target's unit does not measure what the indicator measures. */
export function engineTarget(row: TargetRow, indicator: Indicator, hasFigures: boolean): Target | null {
  // What was converted when the target was taken in holds where the unit alone no longer says how.
  const kept = row.unit_canonical === indicator.unit;
  const value = storedValue(row.value, row.unit, indicator) ?? (kept ? row.value_canonical : null);
  const valueMax =
    row.value_max === null
      ? null
      : (storedValue(row.value_max, row.unit, indicator) ?? (kept ? row.value_max_canonical : null));
  if (value === null || (row.value_max !== null && valueMax === null)) return null;
  const base = row.baseline_value === null ? null : storedValue(row.baseline_value, baseUnit(row), indicator);
  return {
    comparator: row.comparator as Comparator,
    value,
    valueMax,
    ...countingOf(row, indicator, hasFigures),
    deadline: row.deadline,
    direction: indicator.direction,
    baseline: row.baseline_year === null || base === null ? null : { year: row.baseline_year, value: base },
  };
}

/** A rise in points starts from a rate in %. */
const baseUnit = (row: TargetRow): string => (isPoints(row.unit) ? '%' : row.unit);

/**
 * 「新增」 of what stands at a date is its rise since the end of the year before; a list once reached is not left again.
 * Without any figure the lack of data comes before the lack of a base.
 */
function countingOf(
  row: TargetRow,
  indicator: Indicator,
  hasFigures: boolean,
): Pick<Target, 'transform' | 'from' | 'canFallBack'> {
  const transform = row.transform as Transform;
  const from =
    row.from_year ?? (transform === 'change-in-points' || transform === 'net-increase' ? row.baseline_year : null);
  if (hasFigures && transform === 'added' && indicator.timeRule === 'last' && row.from_year !== null) {
    return { transform: 'net-increase', from: row.from_year - 1, canFallBack: false };
  }
  return { transform, from };
}

/**
 * The path that the target was given. Yearly parts of a split plan are milestones of the path; of a running total, what
 * the years so far add up to. A path drawn by hand goes before them.
 */
export function pathOf(row: TargetRow, years: readonly YearlyValue[], indicator: Indicator): PathChoice {
  const kept = row.path as { kind?: PathChoice['kind']; points?: readonly { period: string; value: number }[] };
  if (kept.kind === 'drawn') {
    const points = (kept.points ?? []).flatMap(({ period, value }) => {
      const read = parsePeriod(period);
      return read.ok ? [{ period: read.value, value }] : [];
    });
    return { kind: 'drawn', points };
  }
  const milestones = yearlyMilestones(row, years, indicator);
  if (milestones.length > 0) {
    return { kind: 'drawn', points: milestones.map((one) => ({ period: year(one.year), value: one.value })) };
  }
  return { kind: kept.kind ?? 'seasonal' };
}

/** Yearly values in the measure that is judged, stored unit. */
function yearlyMilestones(row: TargetRow, years: readonly YearlyValue[], indicator: Indicator): YearlyValue[] {
  const stored = [...years]
    .sort((a, b) => a.year - b.year)
    .map((one) => ({ year: one.year, value: storedValue(one.value, row.unit, indicator) }));
  if (row.transform === 'every-year' || !stored.every((one): one is YearlyValue => one.value !== null)) return [];
  if (!addsUp(row.transform)) return stored;
  const unit = isPoints(row.unit) ? POINTS : indicator.unit;
  return stored.map((one, i) => {
    const soFar = addQuantities(
      stored.slice(0, i + 1).map(({ value }) => ({ value, unit })),
      unit,
    );
    return { year: one.year, value: soFar.ok ? soFar.value : one.value };
  });
}

/** Are the years' values parts of the target, or levels on the way to it? */
export const addsUp = (transform: string): boolean =>
  transform === 'cumulative' ||
  transform === 'added' ||
  transform === 'net-increase' ||
  transform === 'change-in-points';
