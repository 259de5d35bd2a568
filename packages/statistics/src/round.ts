/**
 * Rounding and printing, once, at display. statistics-conventions 5.1–5.2 (half-up on the decimal, away from zero);
 * ux 6 (decimals by unit, separators from five digits, minus −).
 */
import { decimal, type Numeric } from './decimal.ts';
import { normaliseUnit } from './unit.ts';

/** Half-up on the decimal string: "2.25" → "2.3", "-2.25" → "-2.3". `decimals` 0..20. No negative zero. */
export function roundHalfUp(value: Numeric, decimals: number): string {
  const text = decimal(value).toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** As `roundHalfUp`, as a number. */
export const roundNumber = (value: Numeric, decimals: number): number => Number(roundHalfUp(value, decimals));

const fixedDecimals: Readonly<Record<string, number>> = {
  '%': 1,
  百分点: 1,
  倍: 2,
  亿元: 1,
  百亿元: 1,
  万亿元: 2,
  GWh: 2,
  兆瓦时: 1,
  兆瓦: 1,
  吉瓦: 2,
  点: 1,
  平方公里: 1,
  小时: 1,
  年: 1,
  '元/千瓦时': 2,
};

/**
 * Decimals that a unit is published with: counts 0, 亿元 1 (2 in county tables), 万… 1, % 1, 元/度 2, GWh 2.
 * unconfirmed: the units that ux 6 does not name (万元 0, 倍 2, quotients 1, 万亿元 2) are our own choice.
 */
export function decimalsOf(unit: string, options: { readonly countyTable?: boolean } = {}): number {
  const name = normaliseUnit(unit);
  if (name === '亿元' && options.countyTable) return 2;
  const fixed = Object.hasOwn(fixedDecimals, name) ? fixedDecimals[name] : undefined;
  if (fixed !== undefined) return fixed;
  if (name.includes('/')) return 1;
  return /^[万亿百]/.test(name) && name !== '万元' ? 1 : 0;
}

export interface FormatOptions {
  /** Default: `decimalsOf(unit)`. */
  readonly decimals?: number;
  readonly countyTable?: boolean;
  /** A plus before positive figures (growth, gaps). */
  readonly sign?: boolean;
}

/** Groups of three from five digits before the point (12,600; 4186.3); U+2212 for minus. */
export function groupDigits(text: string): string {
  const [whole = '', fraction] = text.replace(/^-/, '').split('.');
  const grouped = whole.length >= 5 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return `${text.startsWith('-') ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** A figure as published, without its unit. */
export function formatNumber(value: Numeric, unit: string, options: FormatOptions = {}): string {
  const text = roundHalfUp(value, options.decimals ?? decimalsOf(unit, options));
  const plus = options.sign && Number(text) > 0 ? '+' : '';
  return plus + groupDigits(text);
}

/** A plan's own number: every digit it has, none added (20 stays 20, not 20.0). */
export const formatAsWritten = (value: Numeric): string => groupDigits(decimal(value).toFixed());

/** Figure and unit in running text: a space, but none before % (ux 11); `1` prints no unit. */
export function withUnit(text: string, unit: string): string {
  if (unit === '1') return text;
  if (unit === '%') return `${text}%`;
  return `${text} ${unit === '百分点' ? '个百分点' : unit}`;
}
export const formatQuantity = (value: Numeric, unit: string, options: FormatOptions = {}): string =>
  withUnit(formatNumber(value, unit, options), unit);
