/** First half of a judgement: which figures, from when, over which base, to which edge. */
import { Decimal, decimal } from './decimal.ts';
import { type Edges, edgesOf, isIncrease, measureOf, moveEdges } from './goal.ts';
import type { Goal, JudgeInput, Judgement, JudgeSettings, Measure } from './judgement-types.ts';
import { lastIndex, monthIndex, type Period } from './period.ts';
import { accumulate, chooseObservations, flowReadings, levelReadings, type Readings, shifted } from './series.ts';

export const defaultSettings: JudgeSettings = {
  onTrack: 0.97,
  atRisk: 0.9,
  tolerance: 0.05,
  statusOrder: ['revised', 'approved', 'submitted'],
  maxLagMonths: 15,
};

export interface Setup {
  readonly input: JudgeInput;
  readonly settings: JudgeSettings;
  readonly measure: Measure;
  readonly edges: Edges;
  readonly goal: Goal;
  readonly deadline: number | null;
  readonly everyYear: boolean;
  /** Figures are increases over the base, and readings are shifted by it. */
  readonly increase: boolean;
  readonly fromZero: boolean;
  /** In the judged measure: zero where counted from zero. */
  readonly base: { readonly year: number; readonly value: Decimal } | null;
  readonly baseline: Judgement['baseline'];
  /** The increase has no base value to count from. */
  readonly lacksBase: boolean;
  /** First month that counts; null: any. */
  readonly start: number | null;
  /** Last month that counts: the data month or the deadline's December, whichever is earlier. */
  readonly limit: number;
  readonly readings: Readings;
  readonly flows: Readings;
  readonly missing: readonly Period[];
}

type Base = { year: number; value: Decimal; source: 'plan' | 'observation' };

/** Settings must satisfy 0 < atRisk <= onTrack <= 1, tolerance in 0..1; else RangeError (our own mistake). */
function settingsOf(given: Partial<JudgeSettings> | undefined): JudgeSettings {
  const settings = { ...defaultSettings, ...given };
  const { onTrack, atRisk, tolerance } = settings;
  if (!(atRisk > 0 && atRisk <= onTrack && onTrack <= 1)) throw new RangeError(`thresholds ${atRisk}, ${onTrack}`);
  if (!(tolerance >= 0 && tolerance <= 1)) throw new RangeError(`tolerance ${tolerance}`);
  return settings;
}

export function setUp(input: JudgeInput): Setup {
  const { target, timeRule, plan } = input;
  const settings = settingsOf(input.settings);
  const deadline = target.deadline ?? plan?.to ?? null;
  const measure = measureOf(target, timeRule);
  const everyYear = target.transform === 'every-year';
  const counted = target.transform === 'cumulative' || target.transform === 'added';
  const asAt = monthIndex(input.asAt.year, input.asAt.month);
  const limit = deadline === null ? asAt : Math.min(asAt, deadline * 12 + 11);

  const chosen = chooseObservations(input.observations ?? [], settings.statusOrder, limit);
  const flows =
    timeRule === 'sum'
      ? flowReadings(chosen, settings.statusOrder)
      : levelReadings(chosen, timeRule, measure === 'year-flow');
  const from = target.from ?? (target.transform === 'cumulative' ? null : (plan?.from ?? null));
  const summed = measure === 'accumulated' ? accumulate(flows, from) : { readings: flows, missing: [] };

  // Year and value of the base: the target's own, else the figure at the end of the year before the term.
  const given: Base | null = target.baseline
    ? { year: target.baseline.year, value: decimal(target.baseline.value), source: 'plan' }
    : null;
  const increase = isIncrease(target);
  const planBase = plan?.from !== undefined && plan.from !== null ? plan.from - 1 : null;
  const baseYear = increase ? (target.from ?? planBase) : target.from ? target.from - 1 : planBase;
  const seen = baseYear === null ? undefined : summed.readings.get(baseYear * 12 + 11);
  const observed: Base | null =
    baseYear !== null && seen ? { year: baseYear, value: seen.value, source: 'observation' } : null;
  const beforeDeadline = (base: Base | null): Base | null =>
    base && deadline !== null && base.year >= deadline ? null : base;
  const found = beforeDeadline(given) ?? beforeDeadline(observed);

  // A flow that has to grow by an amount is judged as a level; what stands at a date, or a rate, by its increase.
  const shift = increase && measure !== 'year-flow' && found !== null;
  const zero: Base | null = counted && from !== null ? { year: from - 1, value: new Decimal(0), source: 'plan' } : null;
  const later = found && zero && found.source === 'plan' && found.year >= zero.year ? found : null;
  const base = shift ? { ...found, value: new Decimal(0) } : counted ? (later ?? zero ?? found) : found;

  const asked = edgesOf(target, settings.tolerance);
  const edges = increase && measure === 'year-flow' && found ? moveEdges(asked, found.value) : asked;
  const start = everyYear || counted ? from : shift ? found.year + 1 : null;
  return {
    input,
    settings,
    measure,
    edges,
    deadline,
    everyYear,
    increase,
    fromZero: counted || (increase && measure !== 'year-flow'),
    base: base && !everyYear ? { year: base.year, value: base.value } : null,
    baseline: found && { year: found.year, value: found.value.toNumber(), source: found.source },
    lacksBase: increase && found === null,
    start: start === null ? null : start * 12,
    limit,
    readings: shift ? shifted(summed.readings, found.value) : summed.readings,
    flows,
    missing: summed.missing,
    goal: {
      comparator: target.comparator,
      value: decimal(target.value).toNumber(),
      valueMax: target.valueMax === undefined || target.valueMax === null ? null : decimal(target.valueMax).toNumber(),
      low: edges.low?.toNumber() ?? null,
      high: edges.high?.toNumber() ?? null,
      strict: edges.strict,
      deadline,
      deadlineAssumed: target.deadline === null && deadline !== null,
      isIncrease: increase && measure !== 'year-flow',
      everyYear,
    },
  };
}

/** January alone is no figure to judge a flow or a rate by (2.2, rule 1): the first of the year is January–February. */
const judgeable = (measure: Measure, index: number): boolean => measure === 'point' || index % 12 !== 0;

/** Readings that count, oldest first. */
export function usable(setup: Setup) {
  const after = setup.start ?? (setup.base && setup.fromZero ? setup.base.year * 12 + 12 : Number.NEGATIVE_INFINITY);
  return [...setup.readings.values()]
    .filter((r) => r.index >= after && r.index <= setup.limit && judgeable(setup.measure, r.index))
    .sort((a, b) => a.index - b.index);
}

export const asAtIndex = (input: JudgeInput): number => lastIndex(input.asAt);
