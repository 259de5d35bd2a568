/** Names of rows, columns and cells as the reader calls them. */
import {
  type FormColumn,
  type FormDefinition,
  type FormNames,
  type FormRow,
  lastMonth,
  type Period,
  parsePeriod,
  parseRowKey,
  periodLabel,
  type RowKey,
  shownUnit,
} from '@liannao/statistics';
import type { Language } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { LineScope } from './model/lines.ts';
import type { ReturnTexts } from './text.ts';

export const nameIn = (names: FormNames, language: Language): string => (language === 'en' && names.en) || names.zh;

/**
 * The unit that a form's cells are in, as the reader's language calls it. The figures stay as they are filled in: where
 * another word counts by another power of ten, the power stands before it.
 */
export function unitWords(unit: string, language: Language): string {
  const { word, power } = shownUnit(unit, language);
  return power === 0 ? word : `${formatNumber(10 ** power, 0)} ${word}`;
}

/** The period of a form; the codes come from the server, which wrote them itself. */
export function periodOf(code: string): Period {
  const parsed = parsePeriod(code);
  if (!parsed.ok) throw new TypeError(`not a period: ${code}`);
  return parsed.value;
}

/** '8月', '二季度', '上半年'; of a year ''. */
const withoutYear = (period: Period, language: Language): string =>
  periodLabel(period, language)
    .replace(/^\d{4}年/, '')
    .replace(/ ?\d{4}$/, '');

export function columnTitle(
  of: { definition: FormDefinition; period: Period },
  column: FormColumn,
  words: { t: ReturnTexts; language: Language },
): string {
  const { definition, period } = of;
  const { t, language } = words;
  const cumulative = t.grid.cumulative(lastMonth(period).month);
  switch (column) {
    case 'current':
      return t.grid.current[definition.frequency];
    case 'cumulative':
      return cumulative;
    case 'current-base':
      return t.grid.lastYear(withoutYear(period, language));
    case 'cumulative-base':
      return t.grid.lastYear(cumulative.replace('累计', ''));
  }
}

/** A part is marked as one (其中), unless its name says so. */
export function rowName(row: FormRow, words: { t: ReturnTexts; language: Language }): string {
  const name = nameIn(row, words.language);
  return row.parent === null || /^(其中|of which|#)/i.test(name) ? name : words.t.grid.ofWhich + name;
}

export const rowOfKey = (definition: FormDefinition, key: RowKey): FormRow | undefined => {
  const { code } = parseRowKey(key);
  return definition.sections.flatMap(({ rows }) => rows).find((row) => row.code === code);
};

/** Names of the codes that lines of open sections are told apart by: list or 'region', then code. */
export type CodeNames = (list: string, code: string) => string;

export const scopeName = (section: FormDefinition['sections'][number], scope: LineScope, nameOf: CodeNames): string =>
  (section.open ?? []).map(({ dimension, list }) => nameOf(list, scope[dimension] ?? '')).join(' · ');
