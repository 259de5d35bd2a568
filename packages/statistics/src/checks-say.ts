/** Quantities, columns and rows as words, for the messages of the checks in both languages. */
import { decimal } from './decimal.ts';
import type { FormColumn, FormDefinition, FormNames, FormRow } from './form-types.ts';
import { lastMonth, type Period } from './period.ts';
import { formatAsWritten, formatNumber, withUnit } from './round.ts';
import { shownUnit } from './unit-words.ts';

const scaled = (value: string, power: number): string =>
  power === 0 ? value : decimal(value).times(decimal(10).pow(power)).toFixed();

/** A figure with every digit that it has, and its unit. */
export function quantity(value: string, unit: string): FormNames {
  const { word, power } = shownUnit(unit, 'en');
  const shown = formatAsWritten(scaled(value, power));
  const en = word === '' ? shown : word === '%' ? `${shown}%` : `${shown} ${word}`;
  return { zh: withUnit(formatAsWritten(value), unit), en };
}

/** A figure without its unit, where the unit has been said. */
export const plain = (value: string): string => formatAsWritten(value);

/** A computed ratio or rate, rounded for reading. */
export const rounded = (value: number, decimals = 1): string => formatNumber(value, '', { decimals });

const own: Readonly<Record<FormDefinition['frequency'], FormNames>> = {
  monthly: { zh: '本月', en: 'this month' },
  quarterly: { zh: '本季', en: 'this quarter' },
  'half-yearly': { zh: '本半年', en: 'this half-year' },
  annual: { zh: '本年', en: 'this year' },
};
const before: Readonly<Record<FormDefinition['frequency'], FormNames>> = {
  monthly: { zh: '上月', en: 'last month' },
  quarterly: { zh: '上季', en: 'last quarter' },
  'half-yearly': { zh: '上个半年', en: 'the last half-year' },
  annual: { zh: '上年', en: 'last year' },
};
const baseNames: Readonly<Record<FormDefinition['frequency'], FormNames>> = {
  monthly: { zh: '上年同月', en: 'the same month a year before' },
  quarterly: { zh: '上年同季', en: 'the same quarter a year before' },
  'half-yearly': { zh: '上年同期', en: 'the same half-year a year before' },
  annual: { zh: '上年', en: 'the year before' },
};
const short = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Of the period before, as it is called in the form's rhythm. */
export const beforeName = (definition: FormDefinition): FormNames => before[definition.frequency];

/** 本月, 1–8月累计, 上年同月 and 上年1–8月累计, in the words of the form's rhythm. */
export function columnName(definition: FormDefinition, period: Period, column: FormColumn): FormNames {
  const names = own[definition.frequency];
  const { month } = lastMonth(period);
  const zh = month === 1 ? '1月累计' : `1–${month}月累计`;
  const en = month === 1 ? 'January' : `Jan–${short[month - 1]}`;
  if (column === 'current') return names;
  if (column === 'cumulative') return { zh, en: `the total of ${en}` };
  if (column === 'cumulative-base') return { zh: `上年${zh}`, en: `the total of ${en} a year before` };
  return baseNames[definition.frequency];
}

/** `11 热泵空调总成`, of a line with what tells it apart: `11 采购额（battery、330100）`. */
export function lineName(row: FormRow, scope: Readonly<Record<string, string>>): FormNames {
  const values = Object.values(scope);
  const zh = values.length === 0 ? '' : `（${values.join('、')}）`;
  const en = values.length === 0 ? '' : ` (${values.join(', ')})`;
  return { zh: `${row.code} ${row.zh}${zh}`, en: `${row.code} ${row.en}${en}` };
}
