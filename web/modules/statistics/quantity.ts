/** Stored values in the unit that is published, and periods in words. The engine converts; this only chooses. */
import { convert, inShownUnit, parsePeriod, periodLabel, shownUnit, speaker } from '@liannao/statistics';
import type { ObservationView } from '../../../server/modules/statistics/model.ts';
import type { Language } from '../../shell/preferences.tsx';
import type { Missing } from '../../shell/widgets/Figure.tsx';
import { formatNumber } from '../../shell/widgets/number.ts';

export interface Measured {
  unit: string;
  shownAs: string;
}

/** In the unit that is published, as the reader's language counts and calls it. */
export function shownValue(
  value: number,
  { unit, shownAs }: Measured,
  language: Language,
): { value: number; unit: string; decimals: number } {
  const converted = unit === shownAs ? null : convert(value, unit, shownAs);
  const shown = converted?.ok ? { value: converted.value, unit: shownAs } : { value, unit };
  const words = shownUnit(shown.unit, language);
  return { value: inShownUnit(shown.value, words), unit: words.word, decimals: words.decimals };
}

/** For titles and notes, as the sentences say it; where a figure can stand, Figure prints it. */
export function inWords(value: number, measured: Measured, language: Language): string {
  if (language === 'en') {
    const { unit, shownAs } = measured;
    const displayUnit = convert(value, unit, shownAs).ok ? shownAs : unit;
    return speaker({ subject: '', unit, displayUnit }, language).figure(value);
  }
  const shown = shownValue(value, measured, language);
  return `${formatNumber(shown.value, shown.decimals)} ${shown.unit}`.trim();
}

export function periodWords(code: string, language: Language): string {
  const parsed = parsePeriod(code);
  return parsed.ok ? periodLabel(parsed.value, language) : code;
}

/** Why there is no number, as Figure says it. */
export const missingOf = (missing: ObservationView['missing']): Missing | undefined =>
  missing === null ? undefined : missing === 'withdrawn' ? 'unknown' : missing;
