/** Numerals of Chinese official texts: digits with scales (1.2万亿, 17万余), Han numerals, fractions, 成, doublings. */
import { isDigit, isLetter } from './chars.ts';
import { matchUnitWord } from './unit.ts';

/** A numeral without its unit. `value` = `mantissa` x `factor`, and `scale` is how the factor is written (万, 亿, 万亿). */
export interface Numeral {
  start: number;
  end: number;
  mantissa: number;
  factor: number;
  scale: string;
  /** 余, 多, 来: the true number is somewhat above. */
  more: boolean;
  han: boolean;
  /** A scale alone: 千亿, 百 (上百家). Counts only in certain company. */
  bare: boolean;
  /** Two neighbouring numerals: 两三家. */
  max: number | null;
}

/** Values of Han digits, plain and formal. */
export const digitOf: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const smallScaleOf: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 拾: 10, 佰: 100, 仟: 1000 };
const bigScaleOf: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, 兆: 1e12 };

/** 1 for Han digits, 2 for 十百千, 3 for 万亿兆; 0 for all other code units. */
const numeralClass = new Uint8Array(65_536);
for (const char of Object.keys(digitOf)) numeralClass[char.charCodeAt(0)] = 1;
for (const char of Object.keys(smallScaleOf)) numeralClass[char.charCodeAt(0)] = 2;
for (const char of Object.keys(bigScaleOf)) numeralClass[char.charCodeAt(0)] = 3;

/** No plan counts further: a longer run of digits is a code. */
const LARGEST = 1e18;

/** True for a code unit that can stand in a Han numeral. */
export const isNumeralCode = (code: number): boolean => numeralClass[code] !== 0;

const isMore = (char: string): boolean => char === '余' || char === '多' || char === '来';

/** Scale characters after digits: 万, 亿, 千万, 万亿. 千 and 百 alone are scales only where no unit (千瓦) begins there. */
const readScale = (s: string, at: number): { end: number; factor: number; scale: string } => {
  let end = at;
  let factor = 1;
  while (end < s.length) {
    const char = s.charAt(end);
    const step = smallScaleOf[char] ?? bigScaleOf[char];
    if (step === undefined || (char === '兆' && matchUnitWord(s, end) !== null)) break;
    if (char in smallScaleOf && (matchUnitWord(s, end)?.text.length ?? 0) > 1) break;
    factor *= step;
    end++;
  }
  return { end, factor, scale: s.slice(at, end) };
};

/** Digits at `at`: 1,234.5 and the scale after them. The caller has checked that a digit stands there. */
const readDigits = (s: string, at: number): Numeral => {
  let end = at;
  let digits = '';
  while (end < s.length) {
    const code = s.charCodeAt(end);
    if (isDigit(code)) digits += s.charAt(end);
    else if (!(code === 0x2c && isDigit(s.charCodeAt(end + 1)))) break;
    end++;
  }
  if (s.charCodeAt(end) === 0x2e && isDigit(s.charCodeAt(end + 1))) {
    digits += '.';
    end++;
    while (end < s.length && isDigit(s.charCodeAt(end))) digits += s.charAt(end++);
  }
  let more = false;
  if (isMore(s.charAt(end))) {
    more = true;
    end++;
  }
  const scale = readScale(s, end);
  end = scale.end;
  if (scale.scale !== '' && isMore(s.charAt(end))) {
    more = true;
    end++;
  }
  return {
    start: at,
    end,
    mantissa: Number(digits),
    factor: scale.factor,
    scale: scale.scale,
    more,
    han: false,
    bare: false,
    max: null,
  };
};

/** Value of a run of Han numeral characters, by position (二〇三五) or by scale (一千二百); NaN where it is neither. */
export const valueOfHan = (run: string): number => {
  let total = 0;
  let section = 0;
  let pending = -1;
  let lastSmall = 1;
  let hasScale = false;
  for (const char of run) {
    const digit = digitOf[char];
    if (digit !== undefined) {
      pending =
        pending > 0 && !hasScale
          ? pending * 10 + digit
          : digit === 0 && pending > 0
            ? pending * 10
            : pending > 0
              ? Number.NaN
              : digit;
      continue;
    }
    const small = smallScaleOf[char];
    if (small !== undefined) {
      section += (pending > 0 ? pending : 1) * small;
      lastSmall = small;
    } else {
      const big = bigScaleOf[char] ?? Number.NaN;
      const upTo = section + Math.max(pending, 0);
      total =
        upTo === 0 && total > 0
          ? total * big
          : big > 1e4 && total > 0
            ? (total + upTo) * big
            : total + (upTo === 0 ? 1 : upTo) * big;
      section = 0;
      lastSmall = big;
    }
    hasScale = true;
    pending = -1;
  }
  if (pending > 0 && hasScale && lastSmall >= 100 && !run.includes('零') && !run.includes('〇'))
    return total + section + pending * (lastSmall / 10);
  return total + section + Math.max(pending, 0);
};

const hasScaleChar = (run: string): boolean => [...run].some((char) => char in smallScaleOf || char in bigScaleOf);

/** Trailing scale of a Han numeral, 万 and above: how far its unit is scaled (二十万辆 is 20 万辆). */
const bigScaleAtEnd = (run: string): { scale: string; factor: number } => {
  let at = run.length;
  let factor = 1;
  while (at > 0) {
    const big = bigScaleOf[run.charAt(at - 1)];
    if (big === undefined) break;
    factor *= big;
    at--;
  }
  return { scale: run.slice(at), factor };
};

/** A Han numeral at `at`; null where the characters form none. 余 and 多 may stand inside (一百余万). */
const readHan = (s: string, at: number): Numeral | null => {
  let end = at;
  let more = false;
  let run = '';
  const limit = Math.min(s.length, at + 40);
  while (end < limit) {
    const char = s.charAt(end);
    if (isNumeralCode(s.charCodeAt(end))) {
      if ((char in smallScaleOf || char === '兆') && (matchUnitWord(s, end)?.text.length ?? 0) > 1 && run !== '') break;
      run += char;
    } else if (
      isMore(char) &&
      run !== '' &&
      !more &&
      (char !== '来' || s.charAt(end + 1) === '个' || s.charAt(end + 1) === '家')
    )
      more = true;
    else break;
    end++;
  }
  if (run === '') return null;
  const first = run.charAt(0);
  const bare = !(first in digitOf) && first !== '十' && first !== '拾';
  if (run.length === 2 && !more && /^[一二两三四五六七八][二两三四五六七八九]$/.test(run)) {
    const low = digitOf[first] ?? 0;
    const high = digitOf[run.charAt(1)] ?? 0;
    if (high === low + 1 || (low === 3 && high === 5))
      return { start: at, end, mantissa: low, factor: 1, scale: '', more, han: true, bare: false, max: high };
    return null;
  }
  if (run.length > 1 && !hasScaleChar(run)) return null;
  const value = valueOfHan(run);
  if (!(value < LARGEST)) return null;
  const { scale, factor } = bigScaleAtEnd(run);
  return { start: at, end, mantissa: value / factor, factor, scale, more, han: true, bare, max: null };
};

/**
 * The numeral at `at` of normalised text, or null. A digit that belongs to a grade or a code (L3, 2.0.1, C-V2X) is none.
 * Reads at most the numeral itself plus one character either side.
 */
export const readNumeral = (s: string, at: number): Numeral | null => {
  const code = s.charCodeAt(at);
  if (!isDigit(code)) return isNumeralCode(code) ? readHan(s, at) : null;
  const before = s.charCodeAt(at - 1);
  if (isLetter(before) || isDigit(before)) return null;
  if ((before === 0x2e || before === 0x2c) && isDigit(s.charCodeAt(at - 2))) return null;
  const numeral = readDigits(s, at);
  if (!(numeral.mantissa * numeral.factor < LARGEST)) return null;
  return s.charCodeAt(numeral.end) === 0x2e && isDigit(s.charCodeAt(numeral.end + 1)) ? null : numeral;
};
