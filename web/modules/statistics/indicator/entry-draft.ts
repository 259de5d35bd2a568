/** A figure as it is typed: checked while typing, and turned into what the server takes. Pure. */
import { dimensions, nextPeriod, type Period, parsePeriod } from '@liannao/statistics';
import type { RegionRef } from '../../../../server/kernel/model.ts';
import type { IndicatorView, ObservationInput } from '../../../../server/modules/statistics/model.ts';
import type { StatisticsTexts } from '../text.ts';

export interface EntryDraft {
  region: RegionRef | null;
  scope: Readonly<Record<string, string>>;
  period: string;
  value: string;
  missing: string;
  unit: string;
  status: string;
  sourceNote: string;
  reason: string;
}

export const emptyDraft = (indicator: IndicatorView, region: RegionRef): EntryDraft => ({
  region,
  scope: {},
  period: '',
  value: '',
  missing: '',
  unit: indicator.shownAs,
  status: 'approved',
  sourceNote: '',
  reason: '',
});

/** All units of the indicator's dimension, its own and the published one first; of a quotient only those. */
export function unitsFor({ dimension, shownAs, unit }: IndicatorView): readonly string[] {
  const table: Readonly<Record<string, Readonly<Record<string, string>>>> = dimensions;
  return [...new Set([shownAs, unit, ...Object.keys(table[dimension] ?? {})])];
}

function numberOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[,\s]/g, '').replace('−', '-');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export type EntryErrors = Partial<Record<'region' | 'period' | 'value' | 'reason', string>>;

export function checkEntry(draft: EntryDraft, revises: boolean, t: StatisticsTexts['entry']): EntryErrors {
  const errors: EntryErrors = {};
  if (!draft.region) errors.region = t.regionUnknown;
  if (!parsePeriod(draft.period).ok) errors.period = t.periodBad;
  if (draft.missing === '' && draft.value.trim() === '') errors.value = t.valueNeeded;
  else if (draft.missing === '' && numberOf(draft.value) === null) errors.value = t.valueBad;
  if (revises && draft.reason.trim() === '') errors.reason = t.reasonHint;
  return errors;
}

export function inputOf(draft: EntryDraft, indicatorCode: string): ObservationInput {
  return {
    indicatorCode,
    scope: draft.scope,
    regionCode: draft.region?.code ?? '',
    period: draft.period,
    value: draft.missing === '' ? numberOf(draft.value) : null,
    missing: draft.missing === '' ? null : (draft.missing as NonNullable<ObservationInput['missing']>),
    unit: draft.unit,
    status: draft.status as ObservationInput['status'],
    sourceNote: draft.sourceNote.trim(),
    reason: draft.reason.trim() || null,
  };
}

export const periodOf = (typed: string): Period | null => {
  const parsed = parsePeriod(typed);
  return parsed.ok ? parsed.value : null;
};

/** Clerks enter one period after another. */
export const followingPeriod = (typed: string): Period | null => {
  const period = periodOf(typed);
  return period ? nextPeriod(period) : null;
};
