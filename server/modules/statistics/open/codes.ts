/**
 * How figures are coded for SDMX 3.0: periods with their frequency and accumulation, members of scopes, units, states.
 * statistics-conventions 2.1 (accumulation is a dimension, never part of TIME_PERIOD), 5.6 (six states). Pure.
 */
import { decimalsOf, isUnit, lastMonth, type Period, parsePeriod, periodCode } from '@liannao/statistics';
import type { Observation } from './queries.ts';

export interface TimeCode {
  readonly freq: 'M' | 'Q' | 'S' | 'A' | '_O';
  readonly acc: 'M' | 'C';
  /** TIME_PERIOD in SDMX's own form. */
  readonly time: string;
}

/** `2025-01..08` is FREQ M, ACC C, TIME_PERIOD 2025-08; a span of years is a range, `2021-01-01/P5Y`. */
export function timeCode(period: Period): TimeCode {
  switch (period.kind) {
    case 'month':
      return { freq: 'M', acc: 'M', time: periodCode(period) };
    case 'cumulative':
      return { freq: 'M', acc: 'C', time: periodCode(lastMonth(period)) };
    case 'quarter':
      return { freq: 'Q', acc: 'M', time: `${period.year}-Q${period.quarter}` };
    case 'half':
      return { freq: 'S', acc: 'M', time: `${period.year}-S${period.half}` };
    case 'year':
      return { freq: 'A', acc: 'M', time: `${period.year}` };
    case 'span':
      return { freq: '_O', acc: 'M', time: `${period.from}-01-01/P${period.to - period.from + 1}Y` };
  }
}

/** Patterns of stored period codes, by frequency and accumulation. */
export const periodPatterns: readonly { freq: TimeCode['freq']; acc: TimeCode['acc']; like: string }[] = [
  { freq: 'M', acc: 'M', like: '____-__' },
  { freq: 'M', acc: 'C', like: '____-01..__' },
  { freq: 'Q', acc: 'M', like: '____Q_' },
  { freq: 'S', acc: 'M', like: '____H_' },
  { freq: 'A', acc: 'M', like: '____' },
  { freq: '_O', acc: 'M', like: '____..____' },
];

/** A stored period as SDMX codes; null for a code that is none of ours. */
export function codedPeriod(code: string): TimeCode | null {
  const read = parsePeriod(code);
  return read.ok ? timeCode(read.value) : null;
}

const PLAIN = /[A-Za-z0-9_-]/;

/**
 * A member as an SDMX code, which takes letters, digits and `_@$-` alone: a set `bev+phev` is `bev$phev`, any other sign
 * its number in hexadecimal between two `@`. `memberOf` reads it back.
 */
export const memberCode = (member: string): string =>
  [...member]
    .map((sign) => {
      if (sign === '+') return '$';
      return PLAIN.test(sign) ? sign : `@${(sign.codePointAt(0) ?? 0).toString(16)}@`;
    })
    .join('');

export const memberOf = (code: string): string =>
  code
    .replaceAll('$', '+')
    .replaceAll(/@([0-9a-f]{1,6})@/g, (whole, hex: string) =>
      Number.parseInt(hex, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(hex, 16)) : whole,
    );

/** `partySize` is `PARTY_SIZE`. */
export const dimensionId = (dimension: string): string =>
  dimension.replaceAll(/[A-Z]/g, (sign) => `_${sign}`).toUpperCase();

/** CL_OBS_STATUS of the SDMX cross-domain code lists. */
export const statusCode = (missing: Observation['missing']): 'A' | 'N' | 'O' | 'M' | 'L' | 'Q' => {
  if (missing === null) return 'A';
  const codes = {
    'below-unit': 'N',
    unknown: 'O',
    withdrawn: 'O',
    'not-applicable': 'M',
    'not-yet-reported': 'L',
    suppressed: 'Q',
  } as const;
  return codes[missing];
};

const POWERS: readonly (readonly [string, number])[] = [
  ['万亿', 12],
  ['百亿', 10],
  ['亿', 8],
  ['百万', 6],
  ['万', 4],
  ['千', 3],
  ['百', 2],
];

/** 万元 is 元 with a multiplier of 4; what is no power of ten of a known unit stays whole. */
export function unitCode(unit: string): { unit: string; multiplier: number; decimals: number } {
  for (const [word, multiplier] of POWERS) {
    const rest = unit.slice(word.length);
    if (unit.startsWith(word) && isUnit(rest)) return { unit: rest, multiplier, decimals: decimalsOf(unit) };
  }
  return { unit, multiplier: 0, decimals: decimalsOf(unit) };
}
