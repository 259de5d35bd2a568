/**
 * The text as the rules read it: normalised, without debris, without the spaces and line breaks that typesetting put
 * inside sentences, and a map back to the offsets of the original.
 */

import { findCellRows } from './cell-table.ts';
import { isDigit, isHan, isLetter, normaliseCodes, stringOf } from './chars.ts';
import { bookmarkLength, isDebris } from './debris.ts';

type LineKind = 'text' | 'table';

/** A line of the reading text; offsets are positions in `ReadingText.s`. `gap` counts the blank lines before it. */
export interface Line {
  start: number;
  end: number;
  kind: LineKind;
  gap: number;
}

export interface ReadingText {
  s: string;
  /** Original offset of every position of `s`. */
  origin: Uint32Array;
  lines: Line[];
  /** Debris lines, normalised: they may carry the date of publication. */
  debris: string[];
}

const SPACE = 0x20;
const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BAR = 0x7c;

const isBlank = (code: number): boolean => code === SPACE || code === TAB || code === RETURN;
const isLatin = (code: number): boolean => isLetter(code) || isDigit(code);

/** A line of a flattened table: at least two gaps (tab, two spaces, bar) and cells without sentence punctuation. */
const isTableLine = (line: string): boolean => {
  if (line.length > 240 || !(line.includes('\t') || line.includes('|') || line.includes('  '))) return false;
  const body = line.replace(/^[\s|]+|[\s|]+$/g, '');
  const gaps = body.match(/\t+| {2,}|\s*\|\s*/g);
  if (gaps === null || (gaps.length < 2 && !/[^0-9][\s|][<>≤≥]?[\d.,]+%?$/.test(body))) return false;
  return !body.includes('。');
};

interface RawLine {
  start: number;
  end: number;
  kind: LineKind | 'debris';
  gap: number;
  text: string;
  /** On paper: a half-width character counts half. */
  width: number;
  /** A cell on a line of its own, with more of its row on the next. */
  joins: boolean;
}

/** A wrapped line is at least so full: only a character or a number that did not fit is missing. */
const FULL = 0.88;

const widthOf = (text: string): number => {
  if (text.length > 150) return text.length;
  let width = 0;
  for (let at = 0; at < text.length; at++) width += text.charCodeAt(at) < 0x80 ? 0.5 : 1;
  return width;
};

const splitLines = (norm: string): RawLine[] => {
  const lines: RawLine[] = [];
  let gap = 0;
  for (let at = 0; at <= norm.length; ) {
    let end = norm.indexOf('\n', at);
    if (end < 0) end = norm.length;
    let from = at;
    let to = end;
    while (from < to && isBlank(norm.charCodeAt(from))) from++;
    while (to > from && isBlank(norm.charCodeAt(to - 1))) to--;
    if (from === to) gap++;
    else {
      const text = norm.slice(from, to);
      const kind = isDebris(text) ? 'debris' : isTableLine(norm.slice(at, to)) ? 'table' : 'text';
      lines.push({ start: from, end: to, kind, gap, text, width: widthOf(text), joins: false });
      gap = 0;
    }
    at = end + 1;
  }
  joinCells(lines);
  return lines;
};

/** Marks the lines of tables with one cell a line. */
const joinCells = (lines: RawLine[]): void => {
  for (const [start, end] of findCellRows(lines.map((line) => line.text))) {
    for (let index = start; index < end; index++) {
      const line = lines[index] as RawLine;
      line.kind = 'table';
      line.joins = index + 1 < end;
    }
  }
};

const terminal = '。！？；：”）》…';
const startsItem =
  /^(?:第[一二三四五六七八九十百\d]{1,4}[章节篇条部]|[一二三四五六七八九十]{1,3}[、.是]|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}(?:[.、）]|\.\d)|[①-⑳]|专栏|附件|--|[●■▲◆★·•])/;

/** Width at which the lines of the document are hard-wrapped, or 0: no line is long and many are equally full. */
const wrapWidth = (lines: readonly RawLine[]): number => {
  const widths = lines
    .filter((line) => line.kind === 'text')
    .map((line) => line.width)
    .sort((a, b) => a - b);
  if (widths.length < 10) return 0;
  const width = widths[Math.floor(widths.length * 0.9)] ?? 0;
  if (width > 64 || width < 18 || (widths.at(-1) ?? 0) > width * 1.3) return 0;
  const full = widths.filter((each) => each >= width * FULL).length;
  return full >= widths.length * 0.35 ? width : 0;
};

/** Makes the reading text. Linear in the length of `text`; never throws. */
export const makeReadingText = (text: string): ReadingText => {
  const codes = normaliseCodes(text);
  const norm = stringOf(codes);
  const raw = splitLines(norm);
  const width = wrapWidth(raw);
  const out = new Uint16Array(text.length + 1);
  const origin = new Uint32Array(text.length + 1);
  let length = 0;
  const lines: Line[] = [];
  const debris: string[] = [];
  let open: Line | null = null;
  const put = (code: number, at: number): void => {
    out[length] = code;
    origin[length] = at;
    length++;
  };
  const close = (at: number): void => {
    if (open === null) return;
    open.end = length;
    if (open.end > open.start) lines.push(open);
    put(NEWLINE, at);
    open = null;
  };
  for (let index = 0; index < raw.length; index++) {
    const line = raw[index] as RawLine;
    if (line.kind === 'debris') {
      debris.push(line.text);
      continue;
    }
    if (open === null) open = { start: length, end: length, kind: line.kind, gap: line.gap };
    if (raw[index - 1]?.joins) put(TAB, line.start);
    if (line.kind === 'table') copyCells(codes, line, put);
    else copyText(codes, line, put);
    let after = index + 1;
    while (raw[after]?.kind === 'debris') after++;
    const next = raw[after];
    const isWrapped =
      width > 0 &&
      line.kind === 'text' &&
      next !== undefined &&
      next.kind === 'text' &&
      next.gap === 0 &&
      line.width >= width * FULL &&
      !terminal.includes(line.text.charAt(line.text.length - 1)) &&
      !startsItem.test(next.text);
    if (!isWrapped && !line.joins) close(line.end);
  }
  close(text.length === 0 ? 0 : text.length - 1);
  return { s: stringOf(out, length), origin: origin.subarray(0, length), lines, debris };
};

type Put = (code: number, at: number) => void;

/** Cells of a table line, one TAB between them. */
const copyCells = (codes: Uint16Array, line: RawLine, put: Put): void => {
  let at = line.start;
  while (at < line.end && (codes[at] === BAR || isBlank(codes[at] as number))) at++;
  for (; at < line.end; at++) {
    const code = codes[at] as number;
    if (!isBlank(code) && code !== BAR) {
      put(code, at);
      continue;
    }
    let end = at;
    let isGap = false;
    while (end < line.end && (isBlank(codes[end] as number) || codes[end] === BAR)) {
      if (codes[end] !== SPACE || codes[end + 1] === SPACE) isGap = true;
      end++;
    }
    if (isGap && end < line.end) put(TAB, at);
    else if (end < line.end) put(SPACE, at);
    at = end - 1;
  }
};

/** Running text without the spaces of typesetting; one stays between two Latin words. */
const copyText = (codes: Uint16Array, line: RawLine, put: Put): void => {
  let at = line.start;
  while (at < line.end && (codes[at] === 0x23 || codes[at] === 0x3e || isBlank(codes[at] as number))) at++;
  const { text } = line;
  for (; at < line.end; at++) {
    const code = codes[at] as number;
    if (code === 0x5b) {
      const skip = bookmarkLength(text, at - line.start);
      if (skip > 0) {
        at += skip - 1;
        continue;
      }
    }
    if (code === 0x2a && codes[at + 1] === 0x2a) {
      at++;
      continue;
    }
    if (!isBlank(code)) {
      put(code, at);
      continue;
    }
    let end = at;
    while (end < line.end && isBlank(codes[end] as number)) end++;
    const before = codes[at - 1] as number;
    const after = codes[end] as number;
    if (end < line.end && isLatin(before) && isLatin(after)) put(SPACE, at);
    else if (end - at >= 2 && isHan(before) && isHan(after) && text.length < 40) put(SPACE, at);
    at = end - 1;
  }
};
