/** What a target's judgement takes and gives: plain data only. design 3 (Target, Observation); indicators README (transforms). */
import type { Numeric } from './decimal.ts';
import type { MissingKind } from './missing.ts';
import type { MonthPeriod, Period } from './period.ts';

export type Comparator = '>=' | '>' | '<=' | '<' | '=' | '≈' | 'range' | '+=';
export type Transform =
  | 'level'
  | 'annual'
  | 'every-year'
  | 'cumulative'
  | 'added'
  | 'net-increase'
  | 'change-in-points';
/** The indicator's rule over time, from the catalogue: flows `sum`, stocks and distinct counts `last`, rates the others. */
export type TimeRule = 'sum' | 'last' | 'average' | 'ratio-of-sums';
export type ObservationStatus = 'draft' | 'submitted' | 'approved' | 'revised';

/** All values (target, baseline, observations, path points) are in one unit, the indicator's; 百分点 for changes of a rate in %. */
export interface Target {
  readonly comparator: Comparator;
  readonly value: Numeric;
  /** Upper end of a `range`. */
  readonly valueMax?: Numeric | null;
  readonly transform: Transform;
  /**
   * First year that counts for `every-year`, `cumulative`, `added`;
   * base year for `net-increase` and `change-in-points` (counted from its end). Null: open.
   */
  readonly from?: number | null;
  /** Year by whose end it is to be reached. Null: the plan's end is taken, and `deadlineAssumed` says so. */
  readonly deadline: number | null;
  /** Value at the end of a year (of that year, for a flow), or of the accumulation so far for `cumulative`/`added`. */
  readonly baseline?: { readonly year: number; readonly value: Numeric } | null;
  /**
   * Which way is better, for the comparators that do not say: `=`, `≈`, `range`, `+=`. Default `up`.
   * `up`: the lower edge must be reached, above is no failure (indicators README, trap 6). `down`: the upper edge
   * must not be passed. `neutral`: inside both edges.
   */
  readonly direction?: 'up' | 'down' | 'neutral';
  /** Width of `≈` as a share of the value. Overrides the setting. */
  readonly tolerance?: number;
  /**
   * Can the figure fall again before the deadline? Default: false for `cumulative` and `added` (unless a fall was seen),
   * true for all else. A register whose entries can be withdrawn says true.
   */
  readonly canFallBack?: boolean;
}

export interface Observation {
  readonly period: Period;
  /** Null is never read as a number. */
  readonly value: Numeric | null;
  readonly missing?: MissingKind;
  readonly status: ObservationStatus;
  /** The observation's own reference; comes back in `actual.refs`. */
  readonly ref: string;
}

/**
 * Which way leads to the target.
 * `years`: how yearly milestones run from the baseline to the target, `linear` (default) or `geometric`
 * (geometric needs a base and a target above zero; else it runs linear, and the rule says so).
 * Inside a year, flows follow `linear` (m/12) or `seasonal` (last year's cumulative share at the same month, 10-A).
 * Stocks and rates have no season: `seasonal` is linear in months for them.
 * `drawn`: points in the measure that is judged: value at the end of the period, for flows the year's total (year points)
 * or the year-to-date value (cumulative points); straight lines between. Year points of flows run `seasonal` inside the year.
 */
export interface PathChoice {
  readonly kind: 'linear' | 'seasonal' | 'drawn';
  readonly years?: 'linear' | 'geometric';
  readonly points?: readonly { readonly period: Period; readonly value: Numeric }[];
}

export interface JudgeSettings {
  /** At or above this share of the path: on track. Default 0.97 (ux 4). */
  readonly onTrack: number;
  /** At or above this share: at risk; below: off track. Default 0.90. */
  readonly atRisk: number;
  /** Default width of `≈`, share of the value. Default 0.05 (indicators README, trap 5). */
  readonly tolerance: number;
  /**
   * Statuses that may be judged, best first. For one period the best status wins, then the later in the list handed in;
   * a status not named is ignored. Default revised, approved, submitted.
   */
  readonly statusOrder: readonly ObservationStatus[];
  /** How many months the latest figure may lie behind the data month. Default 15: an annual form is current until the next. */
  readonly maxLagMonths: number;
}

export interface JudgeInput {
  readonly target: Target;
  readonly timeRule: TimeRule;
  readonly path: PathChoice;
  /** Null: the target is not bound to an indicator. Any order; several per period allowed (revisions). */
  readonly observations: readonly Observation[] | null;
  /** The data month 数据月份. Later observations are ignored. */
  readonly asAt: MonthPeriod;
  /** The plan's first and last year. */
  readonly plan?: { readonly from?: number | null; readonly to?: number | null };
  readonly settings?: Partial<JudgeSettings>;
}

export type JudgementState = 'met' | 'on-track' | 'at-risk' | 'off-track' | 'unknown';
export type UnknownReason = 'no-data' | 'not-bound' | 'no-base-year' | 'not-due-yet' | 'no-deadline' | 'no-last-year';

/** How the figure is counted: `year-flow` January to the month; `accumulated` since `from`; `point` at a date; `rate` a ratio. */
export type Measure = 'year-flow' | 'accumulated' | 'point' | 'rate';

export type RuleId =
  /** share of the path against the two thresholds */
  | 'path'
  /** beyond the target before its deadline; it may still fall back, so not met */
  | 'already-at-goal'
  /** reached, and a count that does not fall */
  | 'reached-for-good'
  | 'reached-at-deadline'
  | 'missed-at-deadline'
  /** a ceiling on a running total that has been passed */
  | 'ceiling-passed'
  /** every-year: a year of the span below its target */
  | 'year-missed'
  /** every-year: all finished years reached, nothing newer to judge */
  | 'years-reached-so-far'
  | 'unknown';

export interface FiredRule {
  readonly id: RuleId;
  readonly onTrack: number;
  readonly atRisk: number;
  /** Width applied to `≈`, else null. */
  readonly tolerance: number | null;
  readonly path: PathChoice['kind'];
  readonly years: 'linear' | 'geometric';
  /** Share of the year that the path expects at the actual's month (seasonal or m/12); null where no season applies. */
  readonly yearShare: number | null;
}

export interface Actual {
  readonly value: number;
  /** Cumulative or year for `year-flow` and `rate`; the month at whose end it stands for the others. */
  readonly period: Period;
  readonly refs: readonly string[];
  readonly status: ObservationStatus;
  /** Something in it is neither approved nor revised. */
  readonly preliminary: boolean;
  /** Added up from shorter periods because no cumulative figure was reported. */
  readonly derived: boolean;
  /** Months between the figure and the data month (or the deadline, if earlier). */
  readonly lagMonths: number;
}

export interface Goal {
  readonly comparator: Comparator;
  readonly value: number;
  readonly valueMax: number | null;
  /** Lower edge to be reached, upper edge not to be passed; tolerance applied. In the judged measure (see `isIncrease`). */
  readonly low: number | null;
  readonly high: number | null;
  /** The edge itself does not count (`>` and `<`). */
  readonly strict: boolean;
  readonly deadline: number | null;
  readonly deadlineAssumed: boolean;
  /** The judged figures are increases over the baseline, not levels. */
  readonly isIncrease: boolean;
  /** Each year's flow has its own verdict. */
  readonly everyYear: boolean;
}

/** What the rest of the term asks. All in the target's unit; null where it has no meaning. */
export interface RequiredPace {
  /** Still to come (for a ceiling: still allowed), >= 0. */
  readonly remaining: number;
  readonly monthsLeft: number;
  /** By when: the year in question (a milestone year for multi-year annual targets, else the deadline). */
  readonly byYear: number;
  readonly perMonth: number | null;
  /** Given beside `perMonth` when more than 24 months are left. */
  readonly perYear: number | null;
  readonly perMonthSoFar: number | null;
  /** perMonth ÷ perMonthSoFar */
  readonly relativeToSoFar: number | null;
  /** Growth that the remaining months need against the same months of last year, a share (0.158 = 15.8 %). */
  readonly growthOfRest: number | null;
  /** Cumulative growth so far, a share. */
  readonly growthSoFar: number | null;
}

/** Growth a year of an annual target over several years, shares. Example 10-B. */
export interface MultiYear {
  /** Yearly growth from the baseline to the last finished year. */
  readonly observed: number | null;
  /** Yearly growth that the target asked for at the start. */
  readonly asked: number;
  /** Yearly growth needed from the last finished year to the deadline. */
  readonly neededNow: number;
  /** observed ÷ asked: the ratio of Open SDG. It flatters; show `neededNow` beside it. */
  readonly ratio: number | null;
}

export interface PathPoint {
  readonly period: Period;
  readonly expected: number;
}

export interface Projection {
  /** Year or month it is for. */
  readonly period: Period;
  readonly value: number;
  /** 80 % band, only where at least four past years allow one. */
  readonly band: { readonly low: number; readonly high: number; readonly years: number } | null;
  /** `season-of-past-years` (mean share of at least four past years) comes with a band; last year alone has none. */
  readonly method: 'season-of-last-year' | 'season-of-past-years' | 'straight-line';
  readonly reachesGoal: boolean;
}

export interface Judgement {
  readonly state: JudgementState;
  /** Only with state `unknown`. */
  readonly reason: UnknownReason | null;
  /** The deadline is over, or a year of `every-year`, and the target was not reached: 未达成. */
  readonly missed: boolean;
  readonly rule: FiredRule;
  readonly asAt: MonthPeriod;
  readonly measure: Measure;
  readonly goal: Goal;
  readonly baseline: { readonly year: number; readonly value: number; readonly source: 'plan' | 'observation' } | null;
  readonly actual: Actual | null;
  /** The path's value at the actual's period. */
  readonly expected: number | null;
  /** actual ÷ expected; for a ceiling expected ÷ actual, so that more is always better. Null when not meaningful (expected <= 0). */
  readonly ratio: number | null;
  /** actual − expected: negative is below the path. */
  readonly gap: number | null;
  readonly requiredPace: RequiredPace | null;
  readonly multiYear: MultiYear | null;
  /** On track by the path, but the rest needs more growth than was seen so far (example 10-A). */
  readonly tight: boolean;
  /** Straight line beside the season, for year flows: shown, not judged by. */
  readonly linear: { readonly expected: number; readonly ratio: number | null } | null;
  /** First period at which the figure reached the target: a date, not a state. */
  readonly reachedOn: Period | null;
  /** For the chart: months of the judged year (year flows), else months or year ends up to the deadline. */
  readonly path: readonly PathPoint[];
  /** Yearly milestones up to the deadline. */
  readonly milestones: readonly PathPoint[];
  readonly projection: Projection | null;
  /** Periods whose figures were needed and are not there. */
  readonly missingPeriods: readonly Period[];
}
