/** The indicator of a number: a noun phrase that stands alone, with what the sentence leaves out carried from before. */
import type { Item } from './clause.ts';
import { changeOf } from './comparator.ts';
import { isAttributive } from './kind.ts';
import { grantLabel, isGrant, thresholdLabel } from './label-parameter.ts';
import { bareMeasure, isAdverbial, measure, skipNoise, strip } from './label-words.ts';
import type { QuantityKind } from './types.ts';
import type { Verb } from './verb.ts';

/** What earlier clauses have named. */
export interface Carried {
  /** 新能源汽车: what the last measure was about. */
  topic: string;
  /** 新能源汽车产量: the last measure with its topic. */
  measure: string;
  /** 智能网联零部件行业: the grammatical subject of the sentence. */
  agent: string;
  /** Subjects of the last distributed list, for 分别占…. */
  list: string[];
  /** 武汉智能网联汽车创新核心: the named part of the layout that the paragraph is about. */
  local: string;
  /** The noun of the number just before. */
  previous: string;
  /** The last noun that no 其中 subordinates. */
  main: string;
  verb: Verb | null;
}

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
const lightVerbs = new Set([
  '推动',
  '推进',
  '实现',
  '支持',
  '争取',
  '组织',
  '形成',
  '有',
  '达到',
  '拥有',
  '共有',
  '现有',
  '具有',
  '具备',
  '集聚',
  '聚集',
  '争取到',
  '安排',
  '投入',
  '落实',
  '取得',
  '引导',
  '发展',
  '保有',
  '覆盖',
  '设有',
  '建有',
]);

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

/** The word for what a counted or measured thing lacks: 数, 里程, 面积. */
const measureWord = (item: Item): string => {
  switch (item.raw.group) {
    case 'length':
      return '里程';
    case 'area':
      return '面积';
    case 'mass':
    case 'volume':
    case 'energy':
      return '量';
    case 'money':
      return '金额';
    case 'time':
      return item.raw.unit === '年' ? '年数' : '时间';
    case 'power':
      return '规模';
    case 'ratio':
      return '比例';
    case 'count':
    case 'person':
    case 'vehicle':
    case 'event':
      return item.raw.unit.includes('年') ? '年数' : '数';
    default:
      return '';
  }
};

const changeWord = (item: Item): string => {
  const words = item.bound.before.map((word) => word.text).join('');
  const change = changeOf(item.bound);
  const period = words.includes('年均') ? '年均' : words.includes('同比') ? '同比' : '';
  if (item.raw.form === 'multiple') return '增幅';
  if (change === 'fall') return `${period}降幅`;
  if (change === 'grow') return period === '' ? '增幅' : `${period}增速`;
  return `${period}提高幅度`;
};

/** 整车、零部件产值分别为: the subject of the n-th number; the measure of the last one holds for all. */
const distributed = (phrase: string, item: Item): string | null => {
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
const byAgent = (words: Words, item: Item): string | null => {
  const agents = words.agent
    .split(/[、和与及]/)
    .map(strip)
    .filter((agent) => agent !== '');
  if (agents.length !== item.listLength) return null;
  return `${agents[item.listIndex] ?? ''}${words.object}`;
};

interface Words {
  phrase: string;
  /** Before the governing verb: who does it. */
  agent: string;
  object: string;
  start: number;
}

/** The words before the number, split at the governing verb. */
const wordsOf = (s: string, head: Item, verb: Verb | null): Words => {
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

const join = (first: string, second: string): string =>
  first === '' || second.startsWith(first) || second.includes(first) ? second : `${first}${second}`;

/** Label of a share: 占全省比重, 90%依赖进口, 三分之二的企业未…. */
const ratioLabel = (phrase: string, tail: string): string => {
  const whole = /^(.{2,})达到(.{2,})$/.exec(phrase);
  if (whole !== null) return `${whole[1]}占${whole[2]}比重`;
  if (tail === '' || measure.test(phrase)) return phrase;
  const after = tail.replace(/^的/, '').replace(/[，。；].*$/, '');
  if (phrase === '') return `${after}占比`;
  return /化$/.test(after) ? `${phrase}${after}率` : `${phrase}${after}比例`;
};

const implicitLabel = (s: string, item: Item, phrase: string, tail: string): string => {
  const word = s.slice(item.raw.start, item.raw.end);
  const thing = phrase.replace(/(?:在|中|基本|实现)+$/, '').replace(/在(?=[^在]{2,6}$)/, '');
  const state = /全面(?:实现)?([^，；。、]{1,6}化)$/.exec(word)?.[1];
  if (state !== undefined) return `${thing}${state}率`;
  if (word.includes('普及')) return `${thing}普及率`;
  if (word.includes('清零')) return `${thing}清零率`;
  if (word.includes('建立')) return `${thing}${tail.slice(0, 12)}建立率`;
  if (/率$/.test(thing)) return thing;
  const act = /全部(?:实现)?(.{2,4})$/.exec(word)?.[1];
  return act !== undefined && !act.includes('覆盖') ? `${thing}${act}率` : `${thing}覆盖率`;
};

const isPostNoun = (item: Item, tail: string): boolean =>
  tail !== '' &&
  item.raw.form === 'number' &&
  (counted.has(item.raw.group) ||
    (item.raw.group === 'time' && item.raw.unit === '年') ||
    item.raw.group === 'area' ||
    item.raw.group === 'money' ||
    item.raw.group === 'power') &&
  !/^(?:水平|规模$|目标|大关|新?台阶|关口)/.test(tail);

/** Label of a counted thing: noun, act and 数; an addition says so first. */
const countLabel = (s: string, item: Item, noun: string, verb: Verb | null): string => {
  if (measure.test(noun) || /数$/.test(noun))
    return verb?.kind === 'add' && !noun.startsWith('新增') ? `新增${noun}` : noun;
  const word = measureWord(item);
  if (verb === null || lightVerbs.has(verb.text) || verb.kind === 'have') return `${noun}${word}`;
  const isSum = s.slice(Math.max(0, verb.start - 2), verb.start) === '累计';
  if (verb.kind === 'add') return `${isSum ? '累计' : ''}新增${noun}${word}`;
  return `${noun}${isSum ? '累计' : ''}${verb.text}${word}`;
};

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
  let isCarried = false;
  const share = /^(?:约)?占(.*)$/.exec(noun)?.[1];
  if (share !== undefined && !/^比/.test(share)) {
    const base = share.replace(/(?:的)?(?:比重|比例|份额)?$/, '');
    const listed = carried.list.length === item.listLength ? carried.list[item.listIndex] : undefined;
    noun = `${listed ?? (carried.main !== '' ? carried.main : carried.topic)}占${base}比重`;
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
      (noun === '' ? (isChange ? carried.previous : carried.main) : '') ||
      carried.topic ||
      carried.agent ||
      carried.local;
    noun = `${own}${noun}`;
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
    isWhole: !isCarried && words.agent === '' && words.object === words.phrase && measure.test(words.phrase),
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
    .slice(0, 60);
};

interface Said {
  noun: string;
  words: Words;
  verb: Verb | null;
  item: Item;
  isChange: boolean;
  label: string;
  isCounted: boolean;
  /** Its clause opens with 其中, or goes on from one that does. */
  isPart: boolean;
}

/** Notes what later clauses may leave out. */
/** Who may go on being the subject of later clauses: a trade, a field, a place, a group of firms. */
const mayGovern = (agent: string): boolean =>
  agent.length >= 3 &&
  agent.length <= 30 &&
  !/[，。；、\d]/.test(agent) &&
  /(?:行业|领域|产业|产业链|集群|企业|市|省|区|县|基地|园区|服务区|高校|医院|学校|城市|社区|街道|乡镇)$/.test(agent);

const remember = (carried: Carried, { noun, words, verb, item, isChange, label, isCounted, isPart }: Said): void => {
  if (verb !== null && !verb.isWeak && verb.kind !== 'have' && isCounted && mayGovern(words.agent))
    carried.agent = words.agent;
  if (item.listIndex === 0) carried.list = [label];
  else if (item.listIndex > 0) carried.list.push(label);
  else if (!/^占/.test(noun)) carried.list = [];
  carried.previous = noun;
  if (noun !== '' && !/^占/.test(words.object) && !isPart) carried.main = noun;
  if (noun === '' || (isChange && !measure.test(noun))) return;
  if (measure.test(noun) && !noun.includes('占') && item.raw.form !== 'implicit') {
    carried.measure = noun;
    const topic = noun.replace(measure, '').replace(/(?:的|年|总|实现)$/, '');
    if (topic !== '') carried.topic = topic;
  } else if (isCounted && /(?:企业|公司|行业|产业)$/.test(noun))
    carried.topic = noun.replace(/(?:生产)?(?:企业|公司)$/, '');
  else if (isCounted && item.raw.group === 'vehicle') carried.topic = noun;
};
