/** Figures in words, as published: the unit that readers know, rounded once, with 「万」 written out in English. */
import {
  convert,
  decimalsOf,
  formatNumber,
  inShownUnit,
  parsePeriod,
  periodLabel,
  roundHalfUp,
  shownUnit,
  speaker,
} from '@liannao/statistics';
import type { Lang } from './sentences-runs.ts';

export interface Measured {
  /** As stored, and as published. */
  readonly unit: string;
  readonly shownAs: string;
}

const displayUnit = ({ unit, shownAs }: Measured) => (convert(1, unit, shownAs).ok ? shownAs : unit);

export const quantity = (value: number, measured: Measured, lang: Lang): string =>
  speaker({ subject: '', unit: measured.unit, displayUnit: displayUnit(measured) }, lang).figure(value);

/** The number alone, in the unit that `unitWord` names: for tables, where the unit stands at the head. */
export function cellNumber(value: number, measured: Measured, lang: Lang): string {
  if (value === 0) return '0';
  const shown = shownUnit(displayUnit(measured), lang);
  return formatNumber(inShownUnit(published(value, measured), shown), '1', { decimals: shown.decimals });
}

/** The number as it is drawn, unrounded, in the unit that `unitWord` names. */
export const drawnNumber = (value: number, measured: Measured, lang: Lang): number =>
  inShownUnit(published(value, measured), shownUnit(displayUnit(measured), lang));

export const unitWord = (measured: Measured, lang: Lang): string => shownUnit(displayUnit(measured), lang).word;

function published(value: number, measured: Measured): number {
  const converted = convert(value, measured.unit, displayUnit(measured));
  return converted.ok ? converted.value : value;
}

/** As published, for telling whether two figures read alike. */
export function shownDecimals(measured: Measured): number {
  return decimalsOf(displayUnit(measured));
}

export const percent = (value: number): string => `${formatNumber(value, '%')}%`;
export const signedPercent = (value: number): string => `${formatNumber(value, '%', { sign: true })}%`;
export const points = (value: number, lang: Lang): string =>
  lang === 'zh' ? `${formatNumber(value, '百分点')} 个百分点` : `${formatNumber(value, '百分点')} percentage points`;

/** Nothing is left of it once rounded as published. */
export const roundsToZero = (value: number, decimals: number): boolean => Number(roundHalfUp(value, decimals)) === 0;

export function periodWords(code: string, lang: Lang): string {
  const read = parsePeriod(code);
  return read.ok ? periodLabel(read.value, lang) : code;
}

/** As running text: 「1–8 月」 of the report's own year, 「截至 8 月底」 for what stands at a date. */
export function whenWords(code: string, of: { readonly stock: boolean; readonly year: number }, lang: Lang): string {
  const read = parsePeriod(code);
  if (!read.ok) return code;
  const period = read.value;
  const year = period.kind === 'span' ? period.to : period.year;
  const own = year === of.year;
  const month = period.kind === 'month' || period.kind === 'cumulative' ? period.month : null;
  if (lang === 'en') {
    const label = periodLabel(period, 'en');
    if (of.stock) return `By the end of ${period.kind === 'year' ? year : label}`;
    return `In ${label}`;
  }
  const head = own ? '' : `${year} 年`;
  if (of.stock && month !== null) return `截至${head ? ` ${head} ` : ' '}${month} 月底`;
  if (of.stock && period.kind === 'year') return `截至 ${year} 年底`;
  if (month !== null)
    return `${head ? `${head} ` : ''}${period.kind === 'cumulative' && month > 1 ? `1–${month} 月` : `${month} 月`}`;
  return period.kind === 'year' ? `${year} 年` : periodLabel(period, 'zh');
}
