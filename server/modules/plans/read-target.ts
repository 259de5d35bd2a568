import type { PlanTarget } from '@liannao/plan-reader';
import { isPoints, POINTS, storedValue } from './stored-unit.ts';
import type { TargetRow } from './target-rows.ts';

/** How a reading becomes a row: units into the indicator's, the transform, the deadline. Pure. */

/** What is needed of an indicator to bind a target to it. */
export interface IndicatorFacts {
  readonly code: string;
  readonly unit: string;
  readonly dimension: string;
  readonly timeRule: string;
}

/** A target's own part of a row: what a reading says, without where it hangs. */
export type TargetFields = Omit<
  TargetRow,
  'id' | 'plan_id' | 'version_id' | 'ordinal' | 'review' | 'origin' | 'path' | 'revision' | 'updated_at'
>;

export interface ReadingContext {
  readonly periodStart: number | null;
  readonly periodEnd: number | null;
  readonly regionCode: string;
  readonly regionName: string;
  readonly indicators: ReadonlyMap<string, IndicatorFacts>;
  /** Code of a place that the text names; null where it is not one of the plan's. */
  readonly regionOf: (name: string) => string | null;
  readonly sectionPathOf: (id: string) => readonly string[];
}

/** Which figure a target is compared with (indicators README, "Transforms"). */
export function transformOf(target: {
  readonly kind: TargetRow['kind'];
  readonly comparator: string;
  readonly unit: string;
  readonly accumulation: TargetRow['accumulation'];
  readonly deadline: number | null;
  /** Passage and name: where 累计 may stand. */
  readonly words: string;
  /** Of the bound indicator: `sum` for flows, `last` for stocks. */
  readonly timeRule: string | null;
}): string {
  const isFlow = target.timeRule === 'sum';
  if (target.kind === 'parameter') return 'parameter';
  if (target.comparator === '+=' && isPoints(target.unit)) return 'change-in-points';
  switch (target.accumulation) {
    case 'level':
      return target.comparator === '+=' ? 'net-increase' : 'level';
    case 'annual':
      // 每年 N 以上 names no year by which it is to be reached.
      return target.kind === 'target' && target.deadline === null ? 'every-year' : 'annual';
    case 'new':
      return isFlow ? 'cumulative' : 'added';
    case 'cumulative':
      if (isFlow || target.timeRule === null) return 'cumulative';
      // 累计建成 of a stock is the stock itself; 培育, 引进, 新建 count what comes in during the span.
      return target.kind === 'baseline' || /累计|达到|拥有/.test(target.words) ? 'level' : 'added';
  }
}

const SPAN = new Set(['every-year', 'cumulative', 'added']);

export function targetFields(target: PlanTarget, context: ReadingContext): TargetFields {
  const indicator = target.code === undefined ? undefined : context.indicators.get(target.code);
  const fits = storedColumns(target, indicator).value_canonical !== null;
  // A figure that cannot be put in the indicator's unit is not that indicator's. Without a unit a person decides.
  const bound = indicator && (fits || target.unit === '') ? indicator : undefined;
  const transform = transformOf({
    ...target,
    words: target.quote + target.indicator,
    timeRule: bound?.timeRule ?? null,
  });
  const assumed = target.kind === 'target' && target.deadline === null && context.periodEnd !== null;
  return {
    region_code: (target.region && context.regionOf(target.region)) || context.regionCode,
    kind: target.kind,
    indicator_name: target.indicator,
    indicator_code: bound?.code ?? null,
    scope: bound ? textValues(target.scope ?? {}) : {},
    binding: bound ? 'suggested' : 'unbound',
    binding_confidence: bound ? (target.bindingConfidence ?? null) : null,
    transform,
    comparator: target.comparator,
    value: target.value,
    value_max: target.valueMax,
    unit: target.unit,
    ...storedColumns(target, bound),
    accumulation: target.accumulation,
    from_year: target.kind === 'target' && SPAN.has(transform) ? context.periodStart : null,
    deadline: assumed ? context.periodEnd : target.deadline,
    deadline_assumed: assumed,
    as_of: target.asOf ?? null,
    baseline_year: target.baseYear ?? null,
    baseline_value: null,
    implicit: target.implicit ?? false,
    region_name: target.region ?? context.regionName,
    section_path: target.section === null ? [] : [...context.sectionPathOf(target.section)],
    quote: target.quote,
    start_offset: target.start,
    end_offset: target.end,
    confidence: target.confidence,
    question: target.question ?? null,
    caution: '',
    caution_zh: '',
  };
}

/**
 * The three columns that a judgement computes with: all null without an indicator, or where the unit is not the
 * indicator's to convert.
 */
export function storedColumns(
  target: {
    readonly value: number;
    readonly valueMax: number | null;
    readonly unit: string;
    readonly comparator: string;
  },
  indicator: IndicatorFacts | undefined,
) {
  const inPoints = isPoints(target.unit);
  const value = indicator ? storedValue(target.value, target.unit, indicator) : null;
  if (!indicator || value === null) return { value_canonical: null, value_max_canonical: null, unit_canonical: null };
  return {
    value_canonical: value,
    value_max_canonical: target.valueMax === null ? null : storedValue(target.valueMax, target.unit, indicator),
    unit_canonical: inPoints ? POINTS : indicator.unit,
  };
}

const textValues = (scope: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(scope).map(([key, value]) => [key, String(value)]));
