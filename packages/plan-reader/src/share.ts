/** Shares in words: fractions, tenths, halves. */
import { isDigit } from './chars.ts';
import { digitOf, isNumeralCode, type Numeral, readNumeral } from './number.ts';

/** A share written in words: 三分之一, 百分之六十, 七成, 半数. `value` is in `unit`. */
export interface Share {
  start: number;
  end: number;
  value: number;
  unit: string;
  /** 过半, 大半: above the value. */
  above: boolean;
}

const HALF = '半'.charCodeAt(0);
const halves: ReadonlySet<string> = new Set(['半数', '一半', '过半', '大半', '对半', '减半']);
const notTenths = '立本功果长为员型品效交熟就都因份分年人双对';

/** 1/3 after 下降 or 的: a fraction in digits; not a date or a part number. */
const readSlashed = (s: string, numeral: Numeral): Share | null => {
  if (
    s.charAt(numeral.end) !== '/' ||
    numeral.han ||
    numeral.scale !== '' ||
    !/[的降减高升加占到近约成过]/.test(s.charAt(numeral.start - 1))
  )
    return null;
  const lower = readNumeral(s, numeral.end + 1);
  if (lower === null || lower.han || lower.scale !== '' || lower.mantissa > 20 || numeral.mantissa >= lower.mantissa)
    return null;
  if (/[A-Za-z/月日号]/.test(s.charAt(lower.end))) return null;
  return {
    start: numeral.start,
    end: lower.end,
    value: (numeral.mantissa / lower.mantissa) * 100,
    unit: '%',
    above: false,
  };
};

/** A share in words at `at`, or null: N分之M, N成(五), 半数, 一半, 过半, 大半, 减半收取. In per cent. */
export const readShare = (s: string, at: number): Share | null => {
  const code = s.charCodeAt(at);
  if (s.charCodeAt(at + 1) === HALF || code === HALF) {
    const word = s.slice(at, at + 2);
    if (halves.has(word) && (word !== '减半' || /^(?:收|征|计|缴|执行)/.test(s.slice(at + 2, at + 4))))
      return { start: at, end: at + 2, value: 50, unit: '%', above: word === '过半' || word === '大半' };
  }
  if (!isDigit(code) && !isNumeralCode(code)) return null;
  const numeral = readNumeral(s, at);
  if (numeral === null) return null;
  const slashed = readSlashed(s, numeral);
  if (slashed !== null) return slashed;
  if (s.startsWith('分之', numeral.end) && !numeral.more) {
    const upper = readNumeral(s, numeral.end + 2);
    if (upper === null) return null;
    const denominator = numeral.mantissa * numeral.factor;
    const numerator = upper.mantissa * upper.factor;
    if (!(denominator > 0)) return null;
    return { start: at, end: upper.end, value: (numerator / denominator) * 100, unit: '%', above: upper.more };
  }
  if (
    numeral.end > at &&
    s.charAt(numeral.end) === '成' &&
    numeral.factor === 1 &&
    numeral.mantissa > 0 &&
    numeral.mantissa <= 10
  ) {
    const next = s.charAt(numeral.end + 1);
    if (next !== '' && notTenths.includes(next)) return null;
    if (!numeral.han && numeral.mantissa !== Math.floor(numeral.mantissa)) return null;
    const tail = digitOf[next];
    const value = numeral.mantissa * 10;
    if (tail !== undefined && tail > 0)
      return { start: at, end: numeral.end + 2, value: value + tail, unit: '%', above: false };
    return { start: at, end: numeral.end + 1, value, unit: '%', above: numeral.more };
  }
  return null;
};
