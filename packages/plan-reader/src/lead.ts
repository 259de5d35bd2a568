/** The words before a number: who does what, and how a list shares them out. */
import type { Item } from './clause.ts';
import { isAdverbial, measure, skipNoise, strip } from './label-words.ts';
import type { Verb } from './verb.ts';

/** 整车、零部件产值分别为: the subject of the n-th number; the measure of the last one holds for all. */
export const distributed = (phrase: string, item: Item): string | null => {
  const parts = phrase
    .split(/、|[和与及](?=[^和与及]*$)/)
    .map(strip)
    .filter((part) => part !== '');
  if (parts.length !== item.listLength) return null;
  const last = parts.at(-1) ?? '';
  const own = parts[item.listIndex] ?? '';
  if (own === last) return own;
  const shared = sharedTail(parts, last);
  return `${own}${shared}`;
};

/** What the last part carries for all: its words after the piece that stands beside the other parts. */
const sharedTail = (parts: readonly string[], last: string): string => {
  const length = Math.max(...parts.slice(0, -1).map((part) => part.length));
  const split =
    /^(.{2,}?)((?:两|三|四|五)?(?:个|大|地|基地|市)?(?:产业集群|产业|基地|城区|自动驾驶|本地|领域|中)?.*)$/.exec(last);
  const byMeasure = measure.exec(last);
  if (last.length > length + 2 && split !== null) {
    const tail = last.slice(Math.min(length, last.length));
    const known =
      /(?:两个|两大|三个|两基地|两地)?(?:产业集群|本地配套率|城区|自动驾驶|氢能产业|产业|中新能源汽车|领域新能源|新车).*$/.exec(
        last,
      )?.[0];
    return (known ?? (byMeasure === null ? tail : byMeasure[0])).replace(/^(?:两个|两大|三个|两|三)/, '');
  }
  return byMeasure?.[0] ?? '';
};

/** 涪城区、游仙区、安州区分别建成充电站: the n-th agent has the n-th number. */
export const byAgent = (words: Words, item: Item): string | null => {
  const agents = words.agent
    .split(/[、和与及]/)
    .map(strip)
    .filter((agent) => agent !== '');
  if (agents.length !== item.listLength) return null;
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
