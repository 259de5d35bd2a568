/** The indicator of a number: a noun phrase that stands alone, with what the sentence leaves out carried from before. */
import type { Item } from './clause.ts';
import { changeOf } from './comparator.ts';
import type { QuantityKind } from './types.ts';
import type { Verb } from './verb.ts';

/** What earlier clauses have named. */
export interface Carried {
  /** 新能源汽车: what the last measure was about. */
  topic: string;
  /** 新能源汽车产量: the last measure with its topic. */
  measure: string;
  /** 汽车产业: the topic of the paragraph or heading. */
  theme: string;
  verb: Verb | null;
}

/** Label and quote of one item. Offsets are in the reading text. */
export interface Subject {
  indicator: string;
  /** The noun or measure without verb and bound words, for the accumulation. */
  noun: string;
  tail: string;
  start: number;
  end: number;
  carried: boolean;
}

const measure =
  /(?:年均增速|产销量|年产量|产量|年销量|销量|总产值|工业产值|产值规模|产值|总值|增加值|主营业务收入|营业收入|销售收入|营收规模|营收|收入|利润总额|利润|税收|出口总额|出口额|出口量|出口规模|出口|进出口总额|进出口额|进口额|交易额|销售额|采购额|投资额|总投资|投资|年产能|产能利用率|产能|保有量|占比|比重|比例|[一-鿿A-Za-z]{0,4}?率|数量|总数|总量|人数|规模|里程|长度|面积|半径|时延|成本|价格|强度|密度|寿命|能耗|水耗|能力|水平|功率|容量|总规模|时间|频次|效率)$/;
const leadNoise =
  /^(?:到|至|在|力争|争取|确保|其中|并且|并|同时|以及|及|和|与|、|，|；|。|：|“?十[一二三四五六]五”?(?:期间|末|时期)|另有|共有|共|约|将|使|努力|全年|每年|逐年|全市|全省|全区|全县|我市|我省|我区|我县|截至|目前|累计|成功|初步|基本|已经|已|能够|通过|进一步|加快|积极|大力|持续|着力|重点|推动实现|力促|约占|一般|原则上|再|还|仍有|仍|尚有|同期|期间|总体|整体|全国|国内|——|--|-)/;
const bareMeasure = /^(?:年|总|工业|规上|规模以上|实现|全部|产业)*(?:产量|销量|产销量|总产值|产值|总值|增加值|营业收入|营收|销售收入|收入|利润|税收|出口额|出口量|出口|占比|比重|比例|规模|产值规模|营收规模|总量|数量|总数|面积|年产能|产能|产能利用率|能力|投资|总投资|增速|增幅|半径|里程|成本|寿命)?$/;
const countGroups = new Set(['count', 'person', 'vehicle', 'event']);

const strip = (text: string): string => {
  let rest = text;
  for (let i = 0; i < 8; i++) {
    const next = rest.replace(leadNoise, '');
    if (next === rest) break;
    rest = next;
  }
  return rest.replace(/^(?:20\d\d年(?:底|末|初|前)?前?[、，]?)+/, '').replace(/[的为有达至从由“：、，]+$/, '').replace(/^[的”、，：]+/, '');
};

const verbNoun = (verb: Verb, s: string): string => {
  const before = s.slice(Math.max(0, verb.start - 2), verb.start);
  return `${before === '累计' ? '累计' : ''}${verb.text}`;
};

/** Offset of the first character that says something: times, adverbs and connectives are passed over. */
const startOfWords = (s: string, from: number, to: number): number => {
  let at = from;
  for (let i = 0; i < 10 && at < to; i++) {
    const rest = s.slice(at, Math.min(to, at + 40));
    const time = /^(?:(?:到|至|力争到|截至|展望|自|从|在)?(?:20\d\d年?[-~]{1,2})?20\d\d年(?:\d{1,2}月)?(?:底前|末前|底|末|前|年底|年末|期间|以来|起)?|“?十[一二三四五六]五”?(?:期间|末|时期|以来)|每年|今年|[一二三四五]年内)[，、]?/.exec(rest);
    if (time !== null && time[0].length > 0) {
      at += time[0].length;
      continue;
    }
    const noise = leadNoise.exec(rest);
    if (noise === null || noise[0] === '') break;
    at += noise[0].length;
  }
  return at >= to ? from : at;
};

const changeWord = (item: Item, s: string): string => {
  const words = item.bound.before.map((word) => word.text).join('');
  const change = changeOf(item.bound);
  const period = /年均/.test(words) || /年均$/.test(s.slice(Math.max(0, item.leadEnd - 2), item.leadEnd)) ? '年均' : /同比/.test(words) ? '同比' : '';
  if (item.raw.form === 'multiple') return '增幅';
  if (change === 'fall') return `${period}降幅`;
  if (change === 'grow') return period === '' ? '增幅' : `${period}增速`;
  return `${period}提高幅度`;
};

/** 整车、零部件产值分别为: the subject of the n-th number, with the measure that the last one carries for all. */
const distributed = (noun: string, item: Item): string | null => {
  const parts = noun.split(/、|和(?=[^和]*$)/).map((part) => part.trim()).filter((part) => part !== '');
  if (parts.length !== item.listLength) return null;
  const last = parts.at(-1) ?? '';
  const tail = measure.exec(last)?.[0] ?? /(?:两个|两大)?[一-鿿]{2,8}$/.exec(last)?.[0] ?? '';
  const own = parts[item.listIndex] ?? '';
  if (item.listIndex === parts.length - 1 || tail === '') return own;
  const middle = /(?:等)?(?:产业集群规上营收|产业集群|本地配套率|城区[一-鿿A-Z0-9]*率)$/.exec(last)?.[0];
  return `${own}${middle ?? tail}`;
};

/** The label and the quote of an item by `plans/conventions.md`. */
export const subjectOf = (s: string, item: Item, verb: Verb | null, carried: Carried, kind: QuantityKind): Subject => {
  const { raw } = item;
  const head = item.fromTo === 'to' && item.previous !== null ? (item.previous.listHead ?? item.previous) : (item.listHead ?? item);
  const isMember = head !== item;
  const ownVerb = verb !== null && verb.start >= head.leadStart && verb.end <= head.raw.start ? verb : null;
  const wordsStart = startOfWords(s, head.leadStart, Math.max(head.leadStart, head.leadEnd));
  let lead = s.slice(wordsStart, Math.max(wordsStart, head.leadEnd));
  if (ownVerb !== null && ownVerb.end <= head.leadEnd) {
    const subjectPart = s.slice(wordsStart, Math.max(wordsStart, ownVerb.start));
    lead = `${strip(subjectPart)}${s.slice(ownVerb.end, head.leadEnd)}`;
  }
  let noun = strip(lead);
  const tailText = s.slice(item.tailStart, item.tailEnd).replace(/^的/, '');
  const isPostNoun = raw.form !== 'implicit' && tailText !== '' && (countGroups.has(raw.group) || raw.group === 'area' || (raw.group === 'money' && kind !== 'baseline' && noun.length < 2) || raw.form === 'size' || raw.group === 'ratio' || raw.group === 'time') && !/^(?:的|水平|规模$|目标)/.test(tailText) ;
  if (item.distributes && item.listLength > 1) noun = distributed(noun, item) ?? noun;
  const beforeTail = noun;
  if (isPostNoun && raw.group !== 'ratio') noun = strip(`${noun}${tailText}`);
  let isCarried = false;
  const change = changeOf(item.bound) !== null || raw.group === 'points' || raw.form === 'multiple';
  if (/^(?:约)?占|^占/.test(noun)) {
    const base = noun.replace(/^约?占/, '').replace(/(?:的)?(?:比重|比例|总量|份额)?$/, '');
    noun = base === '比' || base === '' ? `${carried.topic}占比` : `${carried.measure || carried.topic}占${base}比重`;
    isCarried = true;
  } else if (noun === '' || bareMeasure.test(noun)) {
    const topic = change && noun === '' ? carried.measure || carried.topic || carried.theme : carried.topic || carried.theme;
    noun = `${topic}${noun}`;
    isCarried = true;
  }
  if (/^其中/.test(s.slice(head.leadStart, head.leadStart + 2)) && item.previous !== null && item.previous.raw.unit === raw.unit && item.previous.raw.unit !== '%' && !measure.test(noun)) {
    const shared = measure.exec(carried.measure)?.[0] ?? '';
    noun = `${noun}${shared}`;
  }
  const stem = noun;
  let indicator = noun.replace(/^的|的$/g, '').replace(/(?:较|比|与)(?:20\d\d年|上年|“十[一二三四五]五”末)(?:相比)?/, '');
  if (raw.form === 'implicit') indicator = implicitLabel(s, item, indicator, isCarried);
  else if (change && !isPostNoun) indicator = `${indicator}${changeWord(item, s)}`;
  else if (countGroups.has(raw.group) && !measure.test(indicator) && !/数$/.test(indicator)) {
    const act = verb === null || verb.kind === 'have' ? '' : verbNoun(verb, s);
    indicator = act.startsWith('新增') ? `新增${indicator}数` : `${indicator}${act}数`;
  }
  const listStart = isMember ? startOfWords(s, head.leadStart, head.raw.start) : wordsStart;
  const start = raw.form === 'implicit' ? Math.min(wordsStart, raw.start) : Math.min(raw.start, listStart);
  const end = isPostNoun && item.tailEnd > item.tailStart ? item.tailEnd : Math.max(item.tailStart, raw.end);
  const topicOf = stem.replace(measure, '');
  if (beforeTail !== '' || isPostNoun) {
    carried.topic = topicOf === '' ? carried.topic : topicOf.replace(/(?:占.*|比.*|的)$/, '') || carried.topic;
    if (measure.test(stem) && !stem.includes('占')) carried.measure = stem;
  }
  return { indicator: indicator.slice(0, 60), noun: stem, tail: tailText, start, end, carried: isCarried };
};

const implicitLabel = (s: string, item: Item, noun: string, _carried: boolean): string => {
  const word = s.slice(item.raw.start, item.raw.end);
  const thing = noun.replace(/(?:在|中)$/, '').replace(/实现$/, '');
  const state = /全面(?:实现)?([^，；。、]{1,6}化)$/.exec(word)?.[1];
  if (state !== undefined) return `${thing}${state}率`;
  if (word.includes('普及')) return `${thing}普及率`;
  if (word.includes('清零')) return `${thing}清零率`;
  const act = /全部(?:实现)?(.{2,4})$/.exec(word)?.[1];
  return act !== undefined && !act.includes('覆盖') ? `${thing}${act}率` : `${thing}覆盖率`;
};
