/** Cuts a sentence into clauses and list items and gives every number its surroundings. */

import { isDigit } from './chars.ts';
import { type Bound, boundAfter, boundBefore } from './comparator.ts';
import type { RawQuantity } from './quantity.ts';
import type { Scan } from './scan.ts';
import type { TimeToken } from './time.ts';
import { findVerb } from './verb.ts';

/** A number with the words that belong to it. All offsets are in the reading text. */
export interface Item {
  raw: RawQuantity;
  /** The clause (between ，；：） and the like) that holds the number. */
  clauseStart: number;
  clauseEnd: number;
  /** First character of this number's own words: after the list mark or the number before it. */
  leadStart: number;
  /** Where the words of bound and reaching before the number begin: s[leadStart, leadEnd) is verb and noun. */
  leadEnd: number;
  /** After the bound words behind the number (以上, 左右). */
  tailStart: number;
  /** End of the words behind the number that belong to it. */
  tailEnd: number;
  bound: Bound;
  /** Times that stand between leadEnd and the number (提升到2025年的60%). */
  ownTimes: TimeToken[];
  /** Position in a list of numbers that share a subject (分别为a、b、c), from 0; -1 where there is none. */
  listIndex: number;
  /** The first item of that list. */
  listHead: Item | null;
  listLength: number;
  distributes: boolean;
  /** 从A到B: which end. */
  fromTo: 'from' | 'to' | null;
  previous: Item | null;
  next: Item | null;
  sentenceStart: number;
  sentenceEnd: number;
}

const CLAUSE_MARKS = '，；：。！？\n\t';
const LIST_MARKS = '、和及与或/';

/** The colon of 3.2：1 cuts no clause. */
const isRatioColon = (s: string, at: number): boolean =>
  s.charAt(at) === '：' && isDigit(s.charCodeAt(at - 1)) && isDigit(s.charCodeAt(at + 1));

/** Longest bracket that is stepped over as a whole. */
const BRACKET = 60;

/** Offset just after the last clause mark before `at`. A whole bracket is passed over; an open one bounds the clause. */
const clauseStartOf = (s: string, at: number, from: number): number => {
  let start = at;
  while (start > from) {
    const char = s.charAt(start - 1);
    if (char === '）') {
      const open = s.lastIndexOf('（', start - 1);
      if (open >= from && start - open <= BRACKET) {
        start = open;
        continue;
      }
    }
    if (char === '（' || (CLAUSE_MARKS.includes(char) && !isRatioColon(s, start - 1))) break;
    start--;
  }
  return start;
};

const clauseEndOf = (s: string, at: number, to: number): number => {
  let end = at;
  while (end < to) {
    const char = s.charAt(end);
    if (char === '（') {
      const close = s.indexOf('）', end);
      if (close >= 0 && close < to && close - end <= BRACKET) {
        end = close + 1;
        continue;
      }
    }
    if (char === '）' || (CLAUSE_MARKS.includes(char) && !isRatioColon(s, end))) break;
    end++;
  }
  return end;
};

/** Length of a list mark at `at` (以及 and 并 count, a mark inside quotes does not matter here), or 0. */
const listMarkAt = (s: string, at: number): number =>
  s.startsWith('以及', at) ? 2 : LIST_MARKS.includes(s.charAt(at) || ' ') ? 1 : 0;

/** Where the words of the next number begin, given that the previous number's own words may follow it first. */
const splitBetween = (
  s: string,
  previous: Item,
  raw: RawQuantity,
): { tailEnd: number; leadStart: number; isList: boolean } => {
  const from = previous.tailStart;
  const to = raw.start;
  const first = listMarkAt(s, from);
  if (first > 0) return { tailEnd: from, leadStart: from + first, isList: true };
  let depth = 0;
  let firstMark = -1;
  let lastMark = -1;
  for (let at = from; at < to; at++) {
    const char = s.charAt(at);
    if (char === '“') depth++;
    else if (char === '”') depth--;
    else if (depth <= 0 && char === '、') {
      if (firstMark < 0) firstMark = at;
      lastMark = at;
    } else if (depth <= 0 && (char === '和' || char === '及' || char === '与') && at === to - 1) lastMark = at;
  }
  const mark = lastMark >= 0 && to - lastMark <= 3 ? lastMark : firstMark;
  if (mark < 0) {
    // 推进1000家以上工业企业滚动实施项目1000项: what stands before the second verb is counted by the first number.
    const verb = previous.raw.group === 'count' && raw.group === 'count' ? findVerb(s, from, to) : null;
    return verb !== null && verb.start > from
      ? { tailEnd: verb.start, leadStart: verb.start, isList: false }
      : { tailEnd: from, leadStart: from, isList: false };
  }
  return { tailEnd: mark, leadStart: mark + 1, isList: true };
};

const isDistributive = (s: string, from: number, to: number): boolean => {
  const at = s.indexOf('分别', from);
  return at >= from && at < to;
};

/** The items of a sentence, linked in order. */
export const makeItems = (s: string, scan: Scan, from: number, to: number): Item[] => {
  const items: Item[] = [];
  let previous: Item | null = null;
  // The number before an open bracket: what follows the bracket goes on from there.
  let outside: Item | null = null;
  for (const raw of scan.quantities) {
    // Two numbers of one clause share its bounds: the second need not walk back to them.
    const isInside: boolean =
      previous !== null &&
      raw.end <= previous.clauseEnd &&
      raw.start >= previous.clauseStart &&
      !s.slice(previous.raw.end, raw.start).includes('（');
    const clauseStart: number =
      isInside && previous !== null ? previous.clauseStart : clauseStartOf(s, raw.start, from);
    const clauseEnd: number = isInside && previous !== null ? previous.clauseEnd : clauseEndOf(s, raw.end, to);
    if (
      outside !== null &&
      previous !== null &&
      previous.clauseStart !== clauseStart &&
      s.charAt(previous.clauseStart - 1) === '（'
    )
      previous = outside;
    if (previous !== null && s.charAt(previous.clauseStart - 1) !== '（') outside = previous;
    const isSameClause: boolean = previous !== null && previous.clauseStart === clauseStart;
    let leadStart = clauseStart;
    let isList = false;
    if (previous !== null && isSameClause) {
      const split = splitBetween(s, previous, raw);
      leadStart = split.leadStart;
      isList = split.isList;
      previous.tailEnd = split.tailEnd;
    }
    const before = boundBefore(s, raw, leadStart, scan.times);
    const after = boundAfter(s, raw.end, clauseEnd);
    const item: Item = {
      raw,
      clauseStart,
      clauseEnd,
      leadStart,
      leadEnd: before.start,
      tailStart: after.end,
      tailEnd: clauseEnd,
      bound: { before: before.words, after: after.word },
      ownTimes: before.times,
      listIndex: -1,
      listHead: null,
      listLength: 0,
      distributes: false,
      fromTo: null,
      previous,
      next: null,
      sentenceStart: from,
      sentenceEnd: to,
    };
    if (previous !== null) previous.next = item;
    if (isList && previous !== null && isBareMember(item)) joinList(s, previous, item);
    items.push(item);
    previous = item;
  }
  for (const item of items) {
    if (item.listHead === item) spreadBounds(item);
    markFromTo(s, item);
  }
  return items;
};

/** A list member without words of its own shares the subject of the number before it. */
const isBareMember = (item: Item): boolean => item.leadEnd <= item.leadStart && item.ownTimes.length === 0;

const joinList = (s: string, previous: Item, item: Item): void => {
  const hasOwnNoun = previous.tailEnd > previous.tailStart;
  if (hasOwnNoun || previous.raw.group !== item.raw.group) return;
  if (previous.listHead === null) {
    previous.listHead = previous;
    previous.listIndex = 0;
    previous.distributes = isDistributive(s, previous.clauseStart, previous.raw.start);
  }
  item.listHead = previous.listHead;
  item.listIndex = previous.listIndex + 1;
  item.distributes = item.listHead.distributes;
  item.listHead.listLength = item.listIndex + 1;
};

/** With 分别 a bound word anywhere in the list counts for every number of it. */
const spreadBounds = (head: Item): void => {
  const members: Item[] = [head];
  for (let item = head.next; item !== null && item.listHead === head; item = item.next) members.push(item);
  for (const member of members) {
    member.listLength = members.length;
    if (member !== head && (head.distributes || member.bound.before.length === 0))
      member.bound.before = [...head.bound.before, ...member.bound.before];
  }
  if (!head.distributes) return;
  const after = members.at(-1)?.bound.after ?? '';
  if (members.slice(0, -1).every((member) => member.bound.after === ''))
    for (const member of members) member.bound.after = after;
};

const reaching =
  /(?:提高|提升|增加|增长|扩大|上升|增|升|缩小|缩短|下降|降低|降|减少|压缩|压减|压降|优化|改善|发展|壮大|拓展|跃升|攀升|回落|回升|恢复|延长|拓宽|加宽|加密|加快|提前|延伸|调整|提速|递增|变|减)(?:到|至|为)(?:了)?/;

/** 由2020年的42%提升到2025年的60%: the first number is where it stood. */
const markFromTo = (s: string, item: Item): void => {
  const { next } = item;
  if (next === null || next.clauseStart !== item.clauseStart) return;
  const before = s.slice(Math.max(item.clauseStart, item.raw.start - 24), item.raw.start);
  if (!/(?:从|由)[^，、]*$/.test(before)) return;
  if (next.raw.group !== item.raw.group) return;
  if (!reaching.test(s.slice(item.raw.end, next.raw.start))) return;
  item.fromTo = 'from';
  next.fromTo = 'to';
};
