/** Parsers for single numbers and quantities, for forms and search boxes. */
import { normaliseCodes, stringOf } from './chars.ts';
import { figuresOf } from './figures.ts';
import { readNumeral } from './number.ts';
import { readDoubling, readQuantity } from './quantity.ts';
import { readShare } from './share.ts';

/** A number found in text. Offsets are UTF-16 code units into the text handed in. */
export interface ParsedNumber {
  value: number;
  /** Upper end of 两三, 3-5. */
  valueMax?: number;
  /** 余, 多: somewhat more than the value. */
  more?: true;
  start: number;
  end: number;
}

/** A number with its unit. `value` is in `unit`, `baseValue` in `baseUnit` (万辆 → 辆). */
export interface ParsedQuantity extends ParsedNumber {
  unit: string;
  baseValue: number;
  baseUnit: string;
}

const tidy = (value: number): number => Number(value.toPrecision(15));

/**
 * The first number of `text` in any form that plans use: 1,234.5, １２, 120万, 17万余, 三百二十, 1.2万亿, 三成 (30),
 * 三分之一 (33.3…, in %). Null where there is none. Linear in the length of `text`.
 */
export const parseNumber = (text: string): ParsedNumber | null => {
  const s = stringOf(normaliseCodes(text));
  for (let at = 0; at < s.length; at++) {
    const share = readShare(s, at);
    if (share !== null)
      return { value: share.value, start: at, end: share.end, ...(share.above ? { more: true as const } : {}) };
    const numeral = readNumeral(s, at);
    if (numeral === null) continue;
    return {
      value: tidy(numeral.mantissa * numeral.factor),
      ...(numeral.max === null ? {} : { valueMax: numeral.max }),
      ...(numeral.more ? { more: true as const } : {}),
      start: at,
      end: numeral.end,
    };
  }
  return null;
};

/**
 * The first number with a unit, as a plan's sentence would hold it (120万辆, 2-3个, 30个百分点, 三成); dates, document
 * numbers and grades are passed over. Null where there is none.
 */
export const parseQuantityText = (text: string): ParsedQuantity | null => {
  const s = stringOf(normaliseCodes(text));
  for (let at = 0; at < s.length; at++) {
    const found = readDoubling(s, at) ?? readQuantity(s, at);
    if (found === null) continue;
    const { valueMax, ...figures } = figuresOf(found);
    return {
      ...figures,
      ...(valueMax === null ? {} : { valueMax }),
      ...(found.more ? { more: true as const } : {}),
      start: found.start,
      end: found.end,
    };
  }
  return null;
};
