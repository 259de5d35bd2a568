/** Finds the numbers and the points of time of one sentence; what looks like a number and is none is passed over. */
import { isDigit } from './chars.ts';
import { isNumeralCode } from './number.ts';
import { type RawQuantity, readDoubling, readQuantity } from './quantity.ts';
import { readTime, type TimeToken } from './time.ts';
import { matchUnitWord, skipScale, unitInitials } from './unit.ts';

/** What one sentence holds, in text order. */
export interface Scan {
  quantities: RawQuantity[];
  times: TimeToken[];
}

const MAYBE = new Uint8Array(65_536);

for (let code = 0x30; code <= 0x39; code++) MAYBE[code] = 1;

for (const char of '〇○零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾半过大对减') MAYBE[char.charCodeAt(0)] = 1;

for (const char of '每逐年今本去上明') MAYBE[char.charCodeAt(0)] = 2;

for (const char of '“《〔翻倍') MAYBE[char.charCodeAt(0)] = 3;

/** 1 for what may follow a Han numeral that counts; after anything else the numeral is part of a word (一体, 统一). */
const FOLLOWS = new Uint8Array(65_536);
for (const code of unitInitials()) FOLLOWS[code] = 1;
for (const char of '〇○零一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟余多来分成半数年元级番倍个-~至到')
  FOLLOWS[char.charCodeAt(0)] = 1;

/** Offset after a quotation or a title that begins at `at`, or `at` where it is too long to be a name. */
const skipEnclosed = (s: string, at: number, end: number): number => {
  const open = s.charAt(at);
  const close = open === '“' ? '”' : open === '《' ? '》' : '〕';
  const limit = Math.min(end, at + (open === '《' ? 120 : 18));
  for (let i = at + 1; i < limit; i++) if (s.charAt(i) === close) return i + 1;
  return at;
};

/** All numbers and times of s[from, to), in order and without overlap. Linear: every rule looks a bounded way around. */
export const scanSentence = (s: string, from: number, to: number, docYear: number | null): Scan => {
  const quantities: RawQuantity[] = [];
  const times: TimeToken[] = [];
  let at = from;
  while (at < to) {
    const kind = MAYBE[s.charCodeAt(at)];
    if (kind === 0 || (kind === 1 && !isDigit(s.charCodeAt(at)) && FOLLOWS[s.charCodeAt(at + 1)] === 0)) {
      at++;
      continue;
    }
    const time = kind === 3 && s.charAt(at) !== '“' ? null : readTime(s, at, docYear);
    if (time !== null && time.end <= to) {
      times.push(time);
      at = time.end;
      continue;
    }
    if (kind === 2) {
      at++;
      continue;
    }
    if (kind === 3) {
      const doubled = readDoubling(s, at);
      if (doubled !== null && doubled.end <= to) {
        quantities.push(doubled);
        at = doubled.end;
        continue;
      }
      const next = s.charAt(at) === '翻' || s.charAt(at) === '倍' ? at : skipEnclosed(s, at, to);
      at = next > at ? next : at + 1;
      continue;
    }
    const quantity = readQuantity(s, at);
    if (quantity !== null && quantity.end <= to) {
      quantities.push(quantity);
      at = quantity.end;
      continue;
    }
    at = skipNumeral(s, at, to);
  }
  return { quantities, times };
};

/** Past the whole of a refused numeral, so that its tail is not read as a number of its own. */
const skipNumeral = (s: string, at: number, to: number): number => {
  let end = at + 1;
  if (isDigit(s.charCodeAt(at))) {
    while (end < to && (isDigit(s.charCodeAt(end)) || s.charAt(end) === '.' || s.charAt(end) === ',')) end++;
    return end;
  }
  if (!isNumeralCode(s.charCodeAt(at))) return end;
  while (end < to && isNumeralCode(s.charCodeAt(end)) && matchUnitWord(s, end) === null) end++;
  return skipScale(s, end);
};
