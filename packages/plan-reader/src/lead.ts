/** The words before a number: who does what, and how a list shares them out. */
import type { Item } from './clause.ts';
import { isAdverbial, measure, skipNoise, strip } from './label-words.ts';
import { placeAt } from './places.ts';
import type { Verb } from './verb.ts';

/** `count` parts of an enumeration; its last two may be joined by 和, 与 or 及. Null where it has another number of parts. */
const splitList = (phrase: string, count: number): string[] | null => {
  const parts = phrase.split('、').map(strip);
  if (parts.length === count) return parts.every((part) => part !== '') ? parts : null;
  if (parts.length !== count - 1) return null;
  const last = parts.pop() ?? '';
  const joint = /^(.{2,}?)(?:以及|和|与|(?<![普涉遍触危])及)(.{2,})$/.exec(last);
  return joint === null ? null : [...parts, strip(joint[1] ?? ''), strip(joint[2] ?? '')];
};

/** 整车、零部件产值分别为: the subject of the n-th number; the measure of the last one holds for all. */
export const distributed = (phrase: string, item: Item): string | null => {
  if (item.listLength === 2 && phrase.endsWith('产销量'))
    return phrase.replace(/产销量$/, item.listIndex === 0 ? '产量' : '销量');
  const parts = splitList(phrase, item.listLength);
  if (parts === null) return null;
  const last = parts.at(-1) ?? '';
  const own = parts[item.listIndex] ?? '';
  if (own === last) return own;
  const shared = sharedTail(parts.slice(0, -1), last);
  return `${own}${shared}`;
};

/**
 * What the last part carries for all. The parts are alike, so the end of the last part's own piece shows by what the
 * others end with (公交车、巡游出租车、配送车中…), or by their common length (L2级、L3级…); else only the measure is shared.
 */
const sharedTail = (others: readonly string[], last: string): string => {
  const first = others[0] ?? '';
  if (others.every((part) => measure.test(part) && part.length > 3)) return '';
  const ending = first.charAt(first.length - 1);
  const at = others.every((part) => part.endsWith(ending)) ? last.indexOf(ending, 1) : -1;
  if (at > 0 && at < last.length - 1) return trimCount(last.slice(at + 1));
  const { length } = first;
  const isEven = others.every((part) => part.length === length);
  const isNamed = /\d/.test(first) || (placeAt(first, 0)?.end === length && placeAt(last, 0) !== null);
  if (isEven && last.length > length && (isNamed || length >= 4 || (others.length > 1 && length >= 3)))
    return trimCount(last.slice(length));
  const own = measure.exec(last)?.[0] ?? '';
  return own === '率' ? last.slice(-3) : own;
};

/** 两基地产值 of one of them is 基地产值. */
const trimCount = (tail: string): string => tail.replace(/^[两三四五六](?:个|大)?/, '');

/** 涪城区、游仙区、安州区分别建成充电站: the n-th agent has the n-th number. */
export const byAgent = (words: Words, item: Item): string | null => {
  const agents = splitList(words.agent, item.listLength);
  if (agents === null) return null;
  return `${agents[item.listIndex] ?? ''}${words.object}`;
};

export interface Words {
  phrase: string;
  /** Before the governing verb: who does it. */
  agent: string;
  object: string;
  start: number;
}

/** The words before the number, split at the governing verb. */
export const wordsOf = (s: string, head: Item, verb: Verb | null): Words => {
  const from = skipNoise(s, head.leadStart, head.leadEnd);
  const start = from >= head.leadEnd ? head.leadStart : from;
  const isOwn = verb !== null && verb.start >= head.leadStart && verb.end <= head.leadEnd;
  const phrase = strip(s.slice(start, Math.max(start, head.leadEnd))).replace(/^(?:较|比|与|同|相比)$/, '');
  if (!isOwn) return { phrase, agent: '', object: phrase, start };
  const agent = strip(s.slice(start, Math.max(start, verb.start)));
  const object = strip(s.slice(verb.end, head.leadEnd));
  const isSubject = object === '' && head.tailEnd <= head.tailStart;
  return {
    phrase,
    agent: isSubject || isAdverbial(agent) ? '' : agent,
    object: isSubject ? agent : object,
    start: Math.min(start, verb.start),
  };
};
