/** Numbered headings of Chinese official texts and the sections they open. */

import { valueOfHan } from './number.ts';
import type { Line, ReadingText } from './reading-text.ts';

/** Rank of a numbering style: a lower rank encloses a higher one. */
const ranks = {
  part: 0,
  chapter: 1,
  part2: 2,
  question: 3,
  han: 3,
  hanParen: 4,
  action: 5,
  num: 6,
  multi: 6.4,
  box: 7,
  numParen: 8,
  circled: 9,
  plain: 10,
  article: 6,
} as const;
type HeadingStyle = keyof typeof ranks;

/** A heading found at the start of a line. Offsets are in the reading text; `bodyStart` follows the title. */
interface Heading {
  style: HeadingStyle;
  /** Numbering as written, without its closing point or comma: 一, （一）, 1, 第一章, 专栏2. */
  label: string;
  ordinal: number;
  start: number;
  titleStart: number;
  titleEnd: number;
  bodyStart: number;
  /** The heading stands on a line of its own. */
  alone: boolean;
}

/** A headed part of the reading text. */
export interface SectionSpan extends Heading {
  path: string[];
  title: string;
  end: number;
  parent: number;
  /** Index of the first section inside that is numbered; -1 where there is none. */
  firstItem: number;
  /** Start of the first section inside; -1 where there is none. */
  firstInside: number;
  depth: number;
}

const rules: readonly (readonly [HeadingStyle, RegExp])[] = [
  ['part', /(第[一二三四五六七八九十百\d]{1,4}(?:部分|篇|编))[：、.]?/y],
  ['chapter', /(第[一二三四五六七八九十百\d]{1,4}章)[：、.]?/y],
  ['part2', /(第[一二三四五六七八九十百\d]{1,4}节)[：、.]?/y],
  ['article', /(第[一二三四五六七八九十百\d]{1,4}条)[：、.]?/y],
  ['question', /([一二三四五六七八九十]{0,3}问)[：、.]/y],
  ['han', /([一二三四五六七八九十]{1,3})[、.](?!\d)/y],
  ['hanParen', /(（[一二三四五六七八九十]{1,3}）)[、.]?/y],
  ['box', /(专栏[一二三四五六七八九十\d]{1,3})[：、.]?/y],
  [
    'action',
    /((?:专项行动|行动|重点任务|任务|工程|举措|措施|专题)[一二三四五六七八九十\d]{1,3})[：、.]?(?![：、.。，个项条大是的年至-])/y,
  ],
  ['multi', /(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.%万亿个家元])[、.]?/y],
  ['num', /(\d{1,3})[.、](?!\d)/y],
  ['numParen', /(（\d{1,3}）|\d{1,3}）)[、.]?/y],
  ['circled', /([①-⑳])[、.]?/y],
];

const ordinalOf = (label: string): number => {
  const digits = label.match(/\d+(?!.*\d)/);
  if (digits !== null) return Number(digits[0]);
  const han = label.match(/[一二三四五六七八九十百]+/);
  if (han !== null) return valueOfHan(han[0]);
  return label.charCodeAt(0) - 0x245f;
};

const plainTitle =
  /^(?:前言|引言|序言|结语|附则|(?:规划|政策|编制|工作|发展|产业|形势)?背景|总体要求|总体思路|工作要求|指导思想|基本原则|(?:发展|主要|总体|工作|行动|实施|建设|规划|预期)目标|(?:重点|主要|工作)任务|(?:重点|主要)(?:举措|工作|工程|行动|措施)|工作(?:举措|措施|重点)|(?:保障|支持|政策|实施|推进)措施|支持政策|政策支持|(?:政策|组织|要素|工作)保障|空间布局|产业布局|组织(?:实施|推进|领导)|(?:发展|工作|现实|产业)(?:基础|现状)|基本情况|发展成效|现状与基础|存在问题|实施步骤|工作步骤|远景展望)$/;

/** The heading that opens the line, or null. */
const matchHeading = (s: string, line: Line): Heading | null => {
  if (line.kind !== 'text') return null;
  for (const [style, pattern] of rules) {
    pattern.lastIndex = line.start;
    const found = pattern.exec(s);
    if (found === null) continue;
    const label = found[1] ?? '';
    const titleStart = line.start + found[0].length;
    if (titleStart >= line.end) return null;
    if ((style === 'num' || style === 'multi') && s.charAt(titleStart) === '%') return null;
    return finish(s, line, style, label, titleStart);
  }
  const text = s.slice(line.start, Math.min(line.end, line.start + 12));
  if (line.end - line.start <= 10 && plainTitle.test(text)) return finish(s, line, 'plain', '', line.start);
  return null;
};

const annexRule = /^(附件[一二三四五六七八九十\d]{0,2})[：.]?(?!\d|[^：]*[，。；])/;

/** 附件：重点任务分解表, or 附件 with its title on the next line; a list of annexes (附件：1.…) is none. */
const matchAnnex = (s: string, line: Line, next: Line | undefined): Heading | null => {
  if (line.end - line.start > 40) return null;
  const found = annexRule.exec(s.slice(line.start, line.end));
  if (found === null) return null;
  const label = found[1] ?? '';
  const titleStart = line.start + found[0].length;
  if (titleStart < line.end) return finish(s, line, 'plain', label, titleStart);
  if (next === undefined || next.kind !== 'text' || next.end - next.start > 40) return null;
  const isTitled = !/[，。；：\d]/.test(s.slice(next.start, next.end));
  return isTitled ? { ...finish(s, next, 'plain', label, next.start), start: line.start } : null;
};

const finish = (s: string, line: Line, style: HeadingStyle, label: string, titleStart: number): Heading => {
  let titleEnd = titleStart;
  const limit = line.end;
  let colon = -1;
  while (titleEnd < limit) {
    const char = s.charAt(titleEnd);
    if (char === '。' || char === '！') break;
    if (char === '：' && colon < 0) colon = titleEnd;
    if (char === '？') {
      titleEnd++;
      break;
    }
    titleEnd++;
  }
  if (colon > titleStart && colon - titleStart <= 24 && titleEnd - titleStart > 30) titleEnd = colon;
  const alone = titleEnd >= limit - 1 && titleEnd - titleStart <= 60;
  return {
    style,
    label,
    ordinal: label === '' ? 0 : ordinalOf(label),
    start: line.start,
    titleStart,
    titleEnd,
    bodyStart: Math.min(limit, titleEnd < limit ? titleEnd + 1 : limit),
    alone,
  };
};

/**
 * All sections in text order, with path, title and extent. A box (专栏) ends where the numbering inside it breaks off and
 * that of the text around it goes on.
 */
export const findSections = (reading: ReadingText): SectionSpan[] => {
  const { s, lines } = reading;
  const sections: SectionSpan[] = [];
  const stack: number[] = [];
  const closeAt = (end: number, keep: number): void => {
    while (stack.length > keep) (sections[stack.pop() as number] as SectionSpan).end = end;
  };
  let lastEnd = 0;
  for (const [index, line] of lines.entries()) {
    const heading = matchHeading(s, line) ?? (sections.length > 0 ? matchAnnex(s, line, lines[index + 1]) : null);
    if (heading !== null) {
      const keep = depthFor(sections, stack, heading, line.gap);
      closeAt(lastEnd, keep);
      const parent = stack.at(-1) ?? -1;
      const outer = parent >= 0 ? (sections[parent] as SectionSpan) : null;
      if (outer !== null && outer.firstInside < 0) outer.firstInside = heading.start;
      if (outer !== null && outer.firstItem < 0 && heading.style !== 'box' && heading.style !== 'plain')
        outer.firstItem = sections.length;
      const above = outer?.path ?? [];
      const title = s.slice(heading.titleStart, heading.titleEnd);
      sections.push({
        ...heading,
        path: [...above, heading.label === '' ? title : heading.label],
        title,
        end: line.end,
        parent,
        firstItem: -1,
        firstInside: -1,
        depth: keep,
      });
      stack.push(sections.length - 1);
    }
    lastEnd = line.end;
  }
  closeAt(lastEnd, 0);
  return sections;
};

/** 1.1.1 stands inside 1.1. */
const rankOf = ({ style, label }: Heading): number =>
  ranks[style] + (style === 'multi' ? (label.split('.').length - 2) / 10 : 0);

/** A preface stands beside the numbering; 主要任务 without a number holds the numbering that starts under it. */
const holds = (
  sections: readonly SectionSpan[],
  stack: readonly number[],
  depth: number,
  heading: Heading,
): boolean => {
  const outer = sections[stack[depth] as number] as SectionSpan;
  if (/^(?:前言|引言|序言|结语|附则)$/.test(outer.title)) return false;
  const inner = stack.length > depth + 1 ? (sections[stack[depth + 1] as number] as SectionSpan) : null;
  return inner === null
    ? heading.ordinal === 1 && outer.firstItem < 0
    : rankOf(inner) <= rankOf(heading) && (inner.style !== heading.style || heading.ordinal === inner.ordinal + 1);
};

/** 任务一：… with （一）, （二） inside: the action encloses what is numbered under it. */
const isUnder = (
  sections: readonly SectionSpan[],
  stack: readonly number[],
  depth: number,
  heading: Heading,
): boolean => {
  const outer = sections[stack[depth] as number] as SectionSpan;
  if (outer.style !== 'action' || heading.style !== 'hanParen') return false;
  const isOpen = stack.slice(0, depth).some((index) => (sections[index] as SectionSpan).style === 'hanParen');
  return !isOpen && (heading.ordinal === 1 || stack.length > depth + 1);
};

/** How much of the open stack stays open when `heading` comes. */
const depthFor = (
  sections: readonly SectionSpan[],
  stack: readonly number[],
  heading: Heading,
  gap: number,
): number => {
  const at = (index: number): SectionSpan => sections[stack[index] as number] as SectionSpan;
  // An unnumbered heading (前言, 附则) stands beside the numbered ones of the top level.
  if (heading.style === 'plain') return 0;
  const rank = rankOf(heading);
  const box = stack.findIndex((_, index) => at(index).style === 'box');
  if (box >= 0 && heading.style !== 'box' && rank >= ranks.num) {
    const inside = stack.length > box + 1 && at(box + 1).style === heading.style ? at(box + 1).ordinal : 0;
    const outside = box > 0 && at(box - 1).style === heading.style ? at(box - 1).ordinal : -1;
    const continuesInside = heading.ordinal === inside + 1;
    const continuesOutside = heading.ordinal === outside + 1;
    if (continuesInside && !(continuesOutside && gap >= 2)) return Math.min(stack.length, box + 1);
    if (continuesOutside) return box - 1;
  }
  if (heading.style === 'box') {
    let keep = stack.length;
    while (keep > 0 && rankOf(at(keep - 1)) >= ranks.box) keep--;
    return keep;
  }
  let keep = stack.length;
  while (
    keep > 0 &&
    (at(keep - 1).style === 'plain'
      ? !holds(sections, stack, keep - 1, heading)
      : rankOf(at(keep - 1)) >= rank && !isUnder(sections, stack, keep - 1, heading))
  )
    keep--;
  return keep;
};
