/** Counted figures in the unit that is published, and the period that the frame's month stands for. */
import { convert, displayUnit, inShownUnit, shownUnit } from '@liannao/statistics';
import type { Language } from '../../shell/preferences.tsx';

interface ShownFigure {
  value: number;
  unit: string;
  decimals: number;
}

/** `shownAs` is what the catalogue publishes the indicator in; without it the unit goes by the size of the value. */
export function shownFigure(
  value: number,
  { unit, shownAs }: { unit: string; shownAs?: string | undefined },
  language: Language,
): ShownFigure {
  const wanted = shownAs ?? displayUnit(unit, value);
  const converted = wanted === unit ? null : convert(value, unit, wanted);
  const at = converted?.ok ? { value: converted.value, unit: wanted } : { value, unit };
  const words = shownUnit(at.unit, language);
  return { value: inShownUnit(at.value, words), unit: words.word, decimals: words.decimals };
}

/** A stock is taken at the end of the month, a flow from January to that month. */
export function periodFor(at: 'stock' | 'flow', month: string): string {
  const [year = '', number = ''] = month.split('-');
  return at === 'stock' || number === '01' ? month : `${year}-01..${number}`;
}

/** Key of a counted figure in the URL: `register|code|region|period`. */
export const figureId = (figure: { code: string; region: string; period: string }, register: string): string =>
  [register, figure.code, figure.region, figure.period].join('|');
