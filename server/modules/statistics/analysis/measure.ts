/** What is shown of a cell: the figure, its growth, its part in the whole. statistics-conventions 4. Pure. */
import {
  changeInPoints,
  contributions,
  convert,
  type Growth,
  growth,
  minYear,
  type Period,
  ratioOfSums,
  yearEarlier,
  yearOf,
} from '@liannao/statistics';
import { parseScopeKey, scopeKey } from '../../../kernel/observation/scope.ts';
import type { Measure, PivotCell } from './model.ts';
import { type Amount, NOTHING, refusedAmount, type Slot, type Source, wholeOf } from './whole.ts';

export interface Question {
  readonly measure: Measure;
  readonly basis: 'comparable' | 'published';
}

/** The cell of a slot; `whole` is what its share or contribution is of. */
export function cellOf(source: Source, question: Question, slot: Slot, whole: Slot | null): PivotCell {
  const current = wholeOf(source, slot);
  const { indicator } = slot;
  switch (question.measure) {
    case 'value':
      return cell(current, indicator.unit);
    case 'growth-comparable':
    case 'growth-published': {
      const basis = question.measure === 'growth-comparable' ? 'comparable' : 'published';
      return grown(current, wholeOf(source, earlier(slot, basis)));
    }
    case 'change-in-points':
      return inPoints(slot, current, wholeOf(source, earlier(slot, 'published')));
    case 'share': {
      const total = whole && additive(slot) ? wholeOf(source, whole) : refusedAmount('share-of-a-rate');
      const known = current.value !== null && total.value !== null;
      const percent = known ? ratioOfSums([current.value ?? 0], [total.value ?? 0]) : null;
      return derived(percent, '%', [current, total]);
    }
    default: {
      if (!whole || !additive(slot)) return derived(null, '%', [refusedAmount('share-of-a-rate')]);
      const base = wholeOf(source, earlier(slot, question.basis));
      const total = wholeOf(source, whole);
      const totalBase = wholeOf(source, earlier(whole, question.basis));
      const sides = { current: current.value, base: base.value };
      const [part] = contributions([sides], { current: total.value, base: totalBase.value }).parts;
      const value = question.measure === 'pull' ? part?.pullPoints : part?.contributionPercent;
      return derived(value ?? null, question.measure === 'pull' ? '百分点' : '%', [current, base, total, totalBase]);
    }
  }
}

const additive = ({ indicator }: Slot): boolean => indicator.regionRule === 'sum';

/** The same a year before: as restated by those who report now, or as it was published then. */
function earlier(slot: Slot, basis: 'comparable' | 'published'): Slot {
  const periods = slot.periods.flatMap((period): Period[] => (yearOf(period) > minYear ? [yearEarlier(period)] : []));
  if (basis === 'published') return { ...slot, periods };
  return { ...slot, periods, scopeKey: scopeKey({ ...parseScopeKey(slot.scopeKey), basis: 'comparable' }) };
}

const cell = (amount: Amount, unit: string, state: PivotCell['state'] = 'value'): PivotCell => ({
  value: amount.value,
  missing: amount.value === null ? amount.missing : null,
  unit,
  state,
  complete: amount.complete,
  reported: amount.reported,
  of: amount.of,
  synthetic: amount.synthetic,
  status: amount.status,
  ref: amount.ref,
  refused: amount.refused,
});

/** A number computed from figures; missing where one of them is. */
function derived(
  value: number | null,
  unit: string,
  from: readonly Amount[],
  state: PivotCell['state'] = 'value',
): PivotCell {
  const gap = from.find((one) => one.value === null);
  const amount: Amount = {
    ...NOTHING,
    value,
    missing: value === null && gap ? gap.missing : null,
    complete: from.every((one) => one.complete),
    reported: from[0]?.reported ?? 0,
    of: from[0]?.of ?? 1,
    synthetic: from.some((one) => one.synthetic),
    status: from[0]?.status ?? 'approved',
    ref: from[0]?.ref ?? null,
    refused: from.find((one) => one.refused)?.refused ?? null,
  };
  return cell(amount, unit, state);
}

/** Growth of incomplete sums compares unlike things: there is none. */
function grown(current: Amount, base: Amount): PivotCell {
  const unequal = !current.complete || !base.complete;
  const rate: Growth = unequal ? { kind: 'none' } : growth(current.value, base.value);
  if (rate.kind === 'rate') return derived(rate.percent, '%', [current, base]);
  const percent = rate.kind === 'loss-wider' || rate.kind === 'loss-narrower' ? rate.percent : null;
  return derived(percent, '%', [current, base], rate.kind);
}

/** 75.6 % after 74.4 % is +1.2 points, never +1.6 % (4.1). */
function inPoints({ indicator }: Slot, current: Amount, base: Amount): PivotCell {
  const percent = ({ value }: Amount) => {
    const read = value === null ? null : convert(value, indicator.unit, '%', 'ratio');
    return read?.ok ? read.value : null;
  };
  if (indicator.dimension !== 'ratio') return derived(null, '百分点', [refusedAmount('not-a-rate')]);
  const [now, then] = [percent(current), percent(base)];
  return derived(now === null || then === null ? null : changeInPoints(now, then), '百分点', [current, base]);
}
