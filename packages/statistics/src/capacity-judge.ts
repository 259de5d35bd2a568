/**
 * Warning of idle and surplus capacity. statistics-conventions 7: a rate is output over time-weighted capacity, held
 * against a floor and against the subject's own last quarters; there is no official line, so every limit is a parameter
 * and the answer names the rule that fired, with both numbers.
 */
import { decimal } from './decimal.ts';
import { type CumulativePeriod, monthIndex, type QuarterPeriod, quarter } from './period.ts';

/** Output and capacity of one period in one unit; null where not known. */
export interface CapacityFigures {
  readonly output: number | null;
  readonly capacity: number | null;
}

export interface CapacityParameters {
  /** Per cent; below it capacity is in surplus. 75 is a much quoted reference without an official source. */
  readonly floor: number;
  /** Per cent; below it capacity lies idle. */
  readonly idle: number;
  /** Per cent; above it the plant works beyond what it was built for (rule 6). */
  readonly strained: number;
  /** How many earlier quarters make the subject's own range, and how many of them must be known. */
  readonly ownQuarters: number;
  readonly ownKnown: number;
}

/** Settings to begin with; a region may have its own. */
export const defaultCapacityParameters: CapacityParameters = {
  floor: 75,
  idle: 30,
  strained: 110,
  ownQuarters: 8,
  ownKnown: 4,
};

export type CapacityState = 'idle' | 'surplus' | 'strained' | 'normal' | 'unknown';

/** `value` against `limit`, both in per cent; for `capacity-outgrew-output` growth of output and of capacity. */
export interface CapacityRule {
  readonly id:
    | 'no-output'
    | 'below-idle'
    | 'below-floor'
    | 'below-own-range'
    | 'above-strained'
    | 'capacity-outgrew-output';
  readonly value: number;
  readonly limit: number;
}

export interface CapacityJudgement {
  readonly state: CapacityState;
  /** Per cent, unrounded; null without output or capacity. */
  readonly rate: number | null;
  /** Percentage points against the same period a year earlier. */
  readonly change: number | null;
  /** Lowest and highest of the own quarters; null where too few are known. */
  readonly ownRange: readonly [number, number] | null;
  /** The decisive one first; `capacity-outgrew-output` only explains. */
  readonly rules: readonly CapacityRule[];
}

const rateOf = ({ output, capacity }: CapacityFigures): number | null =>
  output === null || capacity === null || capacity <= 0 ? null : decimal(output).times(100).div(capacity).toNumber();

/**
 * `now` and `yearEarlier` are of the same months; `quarters` the subject's earlier quarters, newest last, that of `now`
 * not among them.
 */
export function judgeCapacity(input: {
  readonly now: CapacityFigures;
  readonly yearEarlier: CapacityFigures | null;
  readonly quarters: readonly CapacityFigures[];
  readonly parameters: CapacityParameters;
}): CapacityJudgement {
  const { now, yearEarlier, parameters } = input;
  const rate = rateOf(now);
  const before = yearEarlier && rateOf(yearEarlier);
  const change = rate === null || before === null ? null : rate - before;
  const ownRange = rangeOf(input.quarters.slice(-parameters.ownQuarters), parameters.ownKnown);
  if (rate === null) return { state: 'unknown', rate, change, ownRange, rules: [] };
  const rules: CapacityRule[] = [];
  if (rate === 0) rules.push({ id: 'no-output', value: rate, limit: parameters.idle });
  else if (rate < parameters.idle) rules.push({ id: 'below-idle', value: rate, limit: parameters.idle });
  const idle = rules.length > 0;
  if (rate < parameters.floor) rules.push({ id: 'below-floor', value: rate, limit: parameters.floor });
  if (ownRange && rate < ownRange[0]) rules.push({ id: 'below-own-range', value: rate, limit: ownRange[0] });
  const short = rules.length > 0;
  if (rate > parameters.strained) rules.push({ id: 'above-strained', value: rate, limit: parameters.strained });
  const outgrew = change !== null && change < 0 && yearEarlier ? outgrown(now, yearEarlier) : null;
  if (outgrew) rules.push(outgrew);
  const state = idle ? 'idle' : short ? 'surplus' : rate > parameters.strained ? 'strained' : 'normal';
  return { state, rate, change, ownRange, rules };
}

/** Output grew and the rate fell all the same: capacity came on stream (rule 7). */
function outgrown(now: CapacityFigures, before: CapacityFigures): CapacityRule | null {
  if (!now.output || !now.capacity || !before.output || !before.capacity) return null;
  const output = growthOf(now.output, before.output);
  const capacity = growthOf(now.capacity, before.capacity);
  return output > 0 && capacity > output ? { id: 'capacity-outgrew-output', value: output, limit: capacity } : null;
}

const growthOf = (now: number, before: number): number => decimal(now).minus(before).times(100).div(before).toNumber();

function rangeOf(quarters: readonly CapacityFigures[], known: number): readonly [number, number] | null {
  const rates = quarters.map(rateOf).filter((rate) => rate !== null);
  return rates.length < known ? null : [Math.min(...rates), Math.max(...rates)];
}

/**
 * Quarters out of cumulative figures, both sides differenced alike; a quarter with an unknown end stays unknown.
 * `at` answers for a cumulative period. From the quarter of `from` to that of `to`, whole quarters only.
 */
export function quartersOf(
  at: (period: CumulativePeriod) => CapacityFigures,
  from: QuarterPeriod,
  to: QuarterPeriod,
): readonly (CapacityFigures & { readonly period: QuarterPeriod })[] {
  const list: (CapacityFigures & { readonly period: QuarterPeriod })[] = [];
  const last = monthIndex(to.year, to.quarter * 3);
  for (let end = monthIndex(from.year, from.quarter * 3); end <= last; end += 3) {
    const year = Math.floor(end / 12);
    const month = (end % 12) + 1;
    const whole = at({ kind: 'cumulative', year, month });
    const before = month === 3 ? { output: 0, capacity: 0 } : at({ kind: 'cumulative', year, month: month - 3 });
    list.push({
      period: quarter(year, month / 3),
      output: minus(whole.output, before.output),
      capacity: minus(whole.capacity, before.capacity),
    });
  }
  return list;
}

const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
