/** The editor's draft: as typed, checked, and turned into what changed. */
import type { TargetPatch, TargetView } from '../../../../server/modules/plans/model.ts';
import type { TargetTexts } from '../target-text.ts';
import { numberOf, yearOf } from './numbers.ts';

export interface Draft {
  kind: string;
  indicatorName: string;
  indicatorCode: string | null;
  scope: Readonly<Record<string, string>>;
  transform: string;
  comparator: string;
  value: string;
  valueMax: string;
  unit: string;
  accumulation: string;
  fromYear: string;
  deadline: string;
  baselineYear: string;
  baselineValue: string;
  /** One unit a line; the first leads. */
  responsible: string;
}

const typed = (value: number | null) => (value === null ? '' : String(value));

export const draftOf = (target: TargetView): Draft => ({
  kind: target.kind,
  indicatorName: target.indicatorName,
  indicatorCode: target.indicatorCode,
  scope: target.scope,
  transform: target.transform,
  comparator: target.comparator,
  value: typed(target.value),
  valueMax: typed(target.valueMax),
  unit: target.unit,
  accumulation: target.accumulation,
  fromYear: typed(target.fromYear),
  deadline: typed(target.deadline),
  baselineYear: typed(target.baselineYear),
  baselineValue: typed(target.baselineValue),
  responsible: target.responsible.map(({ unit }) => unit).join('\n'),
});

export type DraftErrors = Partial<Record<keyof Draft, string>>;

export function checkDraft(draft: Draft, t: TargetTexts['form']): DraftErrors {
  const errors: DraftErrors = {};
  if (draft.indicatorName.trim() === '') errors.indicatorName = t.needed;
  if (draft.unit.trim() === '') errors.unit = t.needed;
  if (numberOf(draft.value) === null) errors.value = t.badNumber;
  for (const field of ['valueMax', 'baselineValue'] as const)
    if (draft[field].trim() !== '' && numberOf(draft[field]) === null) errors[field] = t.badNumber;
  for (const field of ['fromYear', 'deadline', 'baselineYear'] as const)
    if (draft[field].trim() !== '' && yearOf(draft[field]) === null) errors[field] = t.badYear;
  const [low, high] = [numberOf(draft.value), numberOf(draft.valueMax)];
  if (draft.comparator === 'range') {
    if (high === null) errors.valueMax ??= t.needed;
    else if (low !== null && high <= low) errors.valueMax = t.maxBelow;
  }
  return errors;
}

/** Only the fields that differ from the target as it was opened. */
export function changesOf(draft: Draft, target: TargetView): TargetPatch {
  const before = draftOf(target);
  const all: Record<keyof Draft, unknown> = {
    ...draft,
    value: numberOf(draft.value),
    valueMax:
      draft.comparator === 'range'
        ? numberOf(draft.valueMax)
        : target.valueMax === null
          ? null
          : numberOf(draft.valueMax),
    fromYear: yearOf(draft.fromYear),
    deadline: yearOf(draft.deadline),
    baselineYear: yearOf(draft.baselineYear),
    baselineValue: numberOf(draft.baselineValue),
    responsible: unitsOf(draft.responsible, target),
  };
  const changed = (Object.keys(draft) as (keyof Draft)[]).filter(
    (field) => JSON.stringify(draft[field]) !== JSON.stringify(before[field]),
  );
  return Object.fromEntries(changed.map((field) => [field, all[field]])) as TargetPatch;
}

/** Units that stay keep their role; a new one leads only at the top. */
function unitsOf(lines: string, target: TargetView) {
  const names = lines
    .split(/\n|、|，|,/)
    .map((line) => line.trim())
    .filter(Boolean);
  return [...new Set(names)].map((unit, index) => {
    const known = target.responsible.find((own) => own.unit === unit)?.role;
    return { unit, role: index === 0 ? 'lead' : (known ?? 'support') };
  });
}
