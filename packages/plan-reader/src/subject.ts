/** The indicator of a number: a noun phrase that stands alone, with what the sentence leaves out carried from before. */
import { isAttributive } from './attributive.ts';
import { type Carried, remember } from './carried.ts';
import type { Item } from './clause.ts';
import { changeOf } from './comparator.ts';
import { changeWord, countLabel, implicitLabel, ratioLabel } from './label.ts';
import { grantLabel, isGrant, thresholdLabel } from './label-parameter.ts';
import { bareMeasure, measure, skipNoise, strip } from './label-words.ts';
import { byAgent, distributed, type Words, wordsOf } from './lead.ts';
import type { QuantityKind } from './types.ts';
import type { Verb } from './verb.ts';

/** Label and quote of one item. Offsets are in the reading text. */
export interface Subject {
  indicator: string;
  /** Other wordings of the label, for binding. */
  variants: string[];
  /** The noun or measure without verb and bound words, for the accumulation. */
  noun: string;
  tail: string;
  start: number;
  end: number;
  carried: boolean;
  /** The clause names its own subject in full: places named before it do not reach it. */
  isWhole: boolean;
}

const counted = new Set(['count', 'person', 'vehicle', 'event']);

/** Deeds that a measure does not need: 建成…面积, 完成…投资. Others belong to its name: 研发投入强度. */
const deeds = new Set([
  '建成',
  '新建',
  '建设',
  '打造',
  '培育',
  '引进',
  '完成',
  '实现',
  '推动',
  '形成',
  '争取',
  '安排',
  '落实',
  '投入',
  '推广',
  '推广应用',
  '达到',
  '募集',
  '设立',
  '组建',
  '撬动',
  '带动',
  '新增',
  '吸引',
  '支持',
  '拥有',
  '建立',
  '发布',
]);

const join = (first: string, second: string): string =>
  first === '' || second.startsWith(first) || second.includes(first) ? second : `${first}${second}`;

const isPostNoun = (item: Item, tail: string): boolean =>
  tail !== '' &&
  item.raw.form === 'number' &&
  (counted.has(item.raw.group) ||
    (item.raw.group === 'time' && item.raw.unit === '年') ||
    item.raw.group === 'energy' ||
    item.raw.group === 'area' ||
    item.raw.group === 'money' ||
    item.raw.group === 'power') &&
  !/^(?:水平|规模$|目标|大关|新?台阶|关口)/.test(tail);

/** 产值50亿元以上企业3-5家: the words of the threshold belong to what is counted. */
const withThreshold = (s: string, item: Item): { from: number; words: string } | null => {
  const { previous } = item;
  if (
    previous === null ||
    previous.clauseStart !== item.clauseStart ||
    item.leadStart > previous.tailStart + 1 ||
    !isAttributive(s, previous)
  )
    return null;
  const from = skipNoise(s, previous.leadStart, previous.raw.start);
  return { from, words: s.slice(from, item.leadEnd) };
};

/** The label and the quote of an item by `plans/conventions.md`. */
export const subjectOf = (s: string, item: Item, verb: Verb | null, carried: Carried, kind: QuantityKind): Subject => {
  const { raw } = item;
  const head =
    item.fromTo === 'to' && item.previous !== null
      ? (item.previous.listHead ?? item.previous)
      : (item.listHead ?? item);
  const words = wordsOf(s, head, verb);
  const tail = s
    .slice(item.tailStart, item.tailEnd)
    .replace(/^的/, '')
    .replace(/（[^（）]*\d[^（）]*）/g, '');
  const isChange = changeOf(item.bound) !== null || raw.group === 'points' || raw.form === 'multiple';
  const sized = withThreshold(s, item);
  let start = words.start;
  let end = Math.max(item.tailStart, raw.end);
  const keepsVerb =
    measure.test(words.phrase) &&
    !/^(?:企业|单位|公司)/.test(words.agent) &&
    (words.agent !== '' || (verb !== null && !deeds.has(verb.text)));
  let noun = keepsVerb ? words.phrase : words.object;
  if (sized !== null) {
    const cut = verb !== null && verb.start >= sized.from && verb.end <= item.leadEnd ? verb.end : sized.from;
    noun = strip(s.slice(cut, item.leadEnd));
    start = sized.from;
  }
  if (item.distributes && item.listLength > 1) noun = distributed(noun, item) ?? byAgent(words, item) ?? noun;
  const post = isPostNoun(item, tail) && item.fromTo === null;
  if (post) {
    end = item.tailEnd;
    noun =
      raw.group === 'money' || (raw.group === 'power' && noun !== '')
        ? `${strip(tail)}${noun}`
        : strip(`${noun}${tail}`);
  } else if (
    raw.group === 'ratio' &&
    raw.form !== 'implicit' &&
    ((tail !== '' && !/^[，。]/.test(tail)) || noun.includes('达到'))
  ) {
    if (!measure.test(noun) && !/^占/.test(noun)) end = item.tailEnd;
    noun = /^占/.test(noun) ? noun : ratioLabel(noun, tail);
  }
  if (/[^占]占$/.test(noun)) noun = `${noun}比`;
  let isCarried = false;
  // 收入a、利润b，分别增长c、d: the n-th of these numbers is about the n-th of those.
  const listed =
    item.distributes && item.listLength > 1 && carried.list.length === item.listLength
      ? carried.list[item.listIndex]
      : undefined;
  const share = /^(?:约)?占(?!地)(.*)$/.exec(noun)?.[1];
  if (share !== undefined && !/^比/.test(share)) {
    const base = share.replace(/(?:的)?(?:比重|比例|份额)?$/, '');
    const whole = listed ?? (carried.main !== '' ? carried.main : carried.topic);
    noun = base === '' ? `${whole}占比` : `${whole}占${base}比重`;
    isCarried = true;
  } else if (
    /^其中/.test(s.slice(head.leadStart, head.leadStart + 2)) &&
    item.previous !== null &&
    item.previous.raw.unit === raw.unit &&
    raw.group !== 'ratio' &&
    !measure.test(noun) &&
    measure.test(carried.previous)
  ) {
    noun = `${noun}${measure.exec(carried.previous)?.[0] ?? ''}`;
  } else if (noun === '' || bareMeasure.test(noun)) {
    const own =
      (noun === '' ? listed : '') ||
      (noun === '' ? (isChange ? carried.previous : carried.main) : '') ||
      carried.topic ||
      carried.agent ||
      carried.local;
    noun = noun.startsWith(own) ? noun : `${own}${noun}`;
    isCarried = own !== '';
  } else if (
    carried.local !== '' &&
    carried.topic === '' &&
    measure.test(noun) &&
    !noun.includes(carried.local.slice(0, 2))
  )
    noun = `${carried.local}${noun}`;
  const stem = noun;
  const indicator = labelOf(s, { item, head, noun, words, verb, carried, kind, isChange, tail });
  remember(carried, {
    noun: stem,
    words,
    verb,
    item,
    isChange,
    label: indicator,
    isCounted: counted.has(raw.group),
    isListed: listed !== undefined && (noun === '' || isCarried),
    isPart: /^其中/.test(s.slice(item.clauseStart, item.clauseStart + 2)),
  });
  if (
    verb !== null &&
    verb.start < start &&
    verb.start >= item.clauseStart &&
    item.clauseStart <= verb.start &&
    s.charAt(item.leadStart - 1) === '、'
  )
    start = verb.start;
  return {
    indicator,
    variants: verb === null ? [stem] : [`${verb.text}${stem}数`, `${stem}${verb.text}数`, stem],
    noun: stem,
    tail,
    start: Math.min(start, raw.start),
    end: Math.max(end, raw.end),
    carried: isCarried,
    isWhole:
      !/^(?:到?20\d\d年，?)?(?:实现|完成|达到|拥有)/.test(s.slice(item.clauseStart, item.raw.start)) &&
      !isCarried &&
      words.agent === '' &&
      words.object === words.phrase &&
      measure.test(words.phrase),
  };
};

interface LabelParts {
  item: Item;
  head: Item;
  noun: string;
  words: Words;
  verb: Verb | null;
  carried: Carried;
  kind: QuantityKind;
  isChange: boolean;
  tail: string;
}

const labelOf = (s: string, { item, head, noun, words, verb, carried, kind, isChange, tail }: LabelParts): string => {
  const { raw } = item;
  let label = noun;
  if (raw.form === 'implicit') label = implicitLabel(s, item, noun, tail);
  else if (kind === 'parameter' && isAttributive(s, head))
    label = thresholdLabel(
      s,
      head,
      bareMeasure.test(words.object) ? words.object : (measure.exec(words.object)?.[0] ?? ''),
    );
  else if (kind === 'parameter')
    label = isGrant(s, head) ? grantLabel(s, item, words.phrase) : `${noun.replace(/^对于?/, '')}门槛`;
  else if (isChange)
    label = `${item.ownTimes.some((time) => time.base) ? noun.replace(/(?:较|比|与|同)$/, '') : noun}${changeWord(item)}`;
  else if (counted.has(raw.group) || (!measure.test(noun) && raw.unit !== '')) label = countLabel(s, item, noun, verb);
  const owner =
    words.agent !== ''
      ? words.agent
      : verb !== null && kind !== 'parameter' && raw.group !== 'ratio'
        ? carried.agent
        : '';
  const isShared = item.distributes && item.listLength > 1;
  const whole = kind === 'parameter' || raw.form === 'implicit' || isChange || isShared ? label : join(owner, label);
  return whole
    .replace(/^(?:推动|支持|鼓励|引导|的|在)/, '')
    .replace(/[“”]{2}/g, '')
    .replace(/(?<=产业|行业|集群|企业|链)(?:实现|完成)(?=总?产值|营业收入|营收|增加值|利润|税收)/, '')
    .slice(0, 60);
};
