/** A draft of a person's changes to an item: text as typed, and the fields that it means. Pure. */
import type { TargetPatch, TargetView } from '../review-api.ts';
import type { ReviewTexts } from '../review-text.ts';

export interface Draft {
  indicatorName: string;
  comparator: TargetView['comparator'];
  value: string;
  valueMax: string;
  unit: string;
  deadline: string;
  accumulation: TargetView['accumulation'];
  kind: TargetView['kind'];
  baselineYear: string;
  region: { code: string; name: string };
  indicatorCode: string | null;
  responsible: TargetView['responsible'];
}

export const draftOf = (target: TargetView): Draft => ({
  indicatorName: target.indicatorName,
  comparator: target.comparator,
  value: String(target.value),
  valueMax: target.valueMax === null ? '' : String(target.valueMax),
  unit: target.unit,
  deadline: target.deadline === null ? '' : String(target.deadline),
  accumulation: target.accumulation,
  kind: target.kind,
  baselineYear: target.baselineYear === null ? '' : String(target.baselineYear),
  region: target.region,
  indicatorCode: target.indicatorCode,
  responsible: target.responsible,
});

const numberOf = (typed: string): number | null => {
  const value = Number(typed.replaceAll(',', '').replaceAll('，', '').trim());
  return typed.trim() === '' || !Number.isFinite(value) ? null : value;
};

const yearOf = (typed: string): number | null => (/^\d{4}$/.test(typed.trim()) ? Number(typed) : null);

export type DraftErrors = Partial<Record<keyof Draft, string>>;

export function errorsOf(draft: Draft, t: ReviewTexts): DraftErrors {
  const errors: DraftErrors = {};
  const value = numberOf(draft.value);
  if (draft.indicatorName.trim() === '') errors.indicatorName = t.needName;
  if (value === null) errors.value = t.needNumber;
  if (draft.comparator === 'range') {
    const upper = numberOf(draft.valueMax);
    if (upper === null || (value !== null && upper <= value)) errors.valueMax = t.needUpper;
  }
  for (const field of ['deadline', 'baselineYear'] as const) {
    if (draft[field].trim() !== '' && yearOf(draft[field]) === null) errors[field] = t.needYear;
  }
  return errors;
}

/** Only what differs from the item. */
export function patchOf(draft: Draft, target: TargetView): TargetPatch {
  const all = {
    indicatorName: draft.indicatorName.trim(),
    comparator: draft.comparator,
    value: numberOf(draft.value) ?? target.value,
    valueMax: draft.comparator === 'range' ? numberOf(draft.valueMax) : null,
    unit: draft.unit.trim(),
    deadline: yearOf(draft.deadline),
    accumulation: draft.accumulation,
    kind: draft.kind,
    baselineYear: yearOf(draft.baselineYear),
    regionCode: draft.region.code,
    indicatorCode: draft.indicatorCode,
    responsible: draft.responsible,
  };
  const now = { ...target, regionCode: target.region.code };
  const changed = Object.entries(all).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(now[field as keyof typeof now]),
  );
  return Object.fromEntries(changed);
}

export const isChanged = (draft: Draft, target: TargetView): boolean =>
  JSON.stringify(draft) !== JSON.stringify(draftOf(target));
