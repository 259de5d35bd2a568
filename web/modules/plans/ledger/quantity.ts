/** From stored units to those the plan speaks, and periods in few words. The engine converts; this only chooses. */
import {
  convert,
  decimalsOf,
  formatAsWritten,
  inShownUnit,
  parsePeriod,
  periodLabel,
  shownUnit,
} from '@liannao/statistics';
import type { TargetView } from '../../../../server/modules/plans/model.ts';
import type { Language } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { LedgerTexts } from '../ledger-text.ts';

export interface Quantity {
  value: number;
  unit: string;
  decimals: number;
}

/** A stored value in another unit of its dimension; where it cannot be converted, as it is. */
export function inUnit(value: number, from: string, to: string | null | undefined): Quantity {
  const wanted = to && to !== from ? convert(value, from, to) : null;
  const shown = wanted?.ok ? { value: wanted.value, unit: to as string } : { value, unit: from };
  return { ...shown, decimals: decimalsOf(shown.unit) };
}

type Measured = Pick<TargetView, 'unit' | 'indicatorUnit' | 'indicatorShownAs'>;

/** A figure of the target's indicator in the target's own unit, else in the one the catalogue shows. */
export function inTargetUnit(target: Measured, value: number, from?: string): Quantity {
  const stored = from ?? target.indicatorUnit ?? target.unit;
  const own = inUnit(value, stored, target.unit);
  return own.unit === target.unit ? own : inUnit(value, stored, target.indicatorShownAs);
}

/** As the reader's language counts and calls it: 10.4 万辆 are 104 thousand vehicles. */
export function forReader({ value, unit }: Pick<Quantity, 'value' | 'unit'>, language: Language): Quantity {
  const words = shownUnit(unit, language);
  return { value: inShownUnit(value, words), unit: words.word, decimals: words.decimals };
}

/** What the reader's language calls a unit, beside a number that went through `forReader` or `targetNumber`. */
export const unitWords = (unit: string, language: Language): string => shownUnit(unit, language).word;

/** A unit as the plan has it, beside a field in which a person types the plan's own number. */
export const planUnit = (unit: string): string => shownUnit(unit, 'zh').word;

/** A stored value of the target's indicator, read aloud: rounded as shown, with its unit. */
export function spoken(target: Measured, value: number, language: Language): string {
  const shown = forReader(inTargetUnit(target, value), language);
  return `${formatNumber(shown.value, shown.decimals)} ${shown.unit}`.trim();
}

/** What a person typed in the shown unit, as it is stored. */
export function toStored(target: Measured, value: number): number {
  const shown = inTargetUnit(target, 1).unit;
  const stored = target.indicatorUnit ?? target.unit;
  const back = shown === stored ? null : convert(value, shown, stored);
  return back?.ok ? back.value : value;
}

/** '＞ 120', '300–500', '提高 30': the number as the plan writes it, without its unit, every digit it has. */
export function targetNumber(
  target: Pick<TargetView, 'value' | 'valueMax' | 'comparator'> & { readonly unit?: string },
  t: LedgerTexts,
  language: Language = 'zh',
): string {
  const words = shownUnit(target.unit ?? '', language);
  const number = (value: number) => formatAsWritten(inShownUnit(value, words));
  const upper = target.comparator === 'range' && target.valueMax !== null ? `–${number(target.valueMax)}` : '';
  const sign = t.comparators[target.comparator] ?? '';
  return `${sign}${sign ? ' ' : ''}${number(target.value)}${upper}`;
}

export const isRate = (unit: string | null): boolean => unit === '%' || unit === '百分点';

/** '1–8月', '8月底', '上半年': without its year where that is the year at hand. */
export function shortPeriod(code: string, month: string, t: LedgerTexts, language: Language): string {
  const parsed = parsePeriod(code);
  if (!parsed.ok) return code;
  const period = parsed.value;
  const thisYear = Number(month.slice(0, 4));
  if (period.kind === 'span' || period.year !== thisYear) return periodLabel(period, language);
  switch (period.kind) {
    case 'cumulative':
      return t.yearToDate(period.month);
    case 'month':
      return t.monthEnd(period.month);
    case 'half':
      return period.half === 1 ? t.firstHalf : t.secondHalf;
    case 'quarter':
      return t.quarterOf(period.quarter);
    case 'year':
      return t.wholeYear(period.year);
  }
}

/** 二（一）1 or 一·2: a dot where two plain characters would run together. */
export const sectionPlace = (path: readonly string[]): string =>
  path.reduce(
    (place, part) => (place && !/[（(）)]$/.test(place) && !/^[（(]/.test(part) ? `${place}·${part}` : place + part),
    '',
  );
