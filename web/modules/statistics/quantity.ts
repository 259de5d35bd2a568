/** Stored values in the unit that is published, and periods in words. The engine converts; this only chooses. */
import { convert, decimalsOf, parsePeriod, periodLabel } from '@liannao/statistics';
import type { ObservationView } from '../../../server/modules/statistics/model.ts';
import type { Language } from '../../shell/preferences.tsx';
import type { Missing } from '../../shell/widgets/Figure.tsx';
import { formatNumber } from '../../shell/widgets/number.ts';

export interface Measured {
  unit: string;
  shownAs: string;
}

export function shownValue(
  value: number,
  { unit, shownAs }: Measured,
): { value: number; unit: string; decimals: number } {
  const converted = unit === shownAs ? null : convert(value, unit, shownAs);
  const shown = converted?.ok ? { value: converted.value, unit: shownAs } : { value, unit };
  return { ...shown, decimals: decimalsOf(shown.unit) };
}

export const unitWords = (unit: string): string => (unit === '百分点' ? '个百分点' : unit === '1' ? '' : unit);

/** For titles and notes; where a figure can stand, Figure prints it. */
export function inWords(value: number, measured: Measured): string {
  const shown = shownValue(value, measured);
  return `${formatNumber(shown.value, shown.decimals)} ${unitWords(shown.unit)}`.trim();
}

export function periodWords(code: string, language: Language): string {
  const parsed = parsePeriod(code);
  return parsed.ok ? periodLabel(parsed.value, language) : code;
}

/** Why there is no number, as Figure says it. */
export const missingOf = (missing: ObservationView['missing']): Missing | undefined =>
  missing === null ? undefined : missing === 'withdrawn' ? 'unknown' : missing;
