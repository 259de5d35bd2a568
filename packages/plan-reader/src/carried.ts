/** What a clause leaves for those after it that do not say all. */
import type { Item } from './clause.ts';
import { measure } from './label-words.ts';
import type { Words } from './lead.ts';
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

/** No list of subjects is longer. */
const MOST_LISTED = 12;

/** What an item said of itself. */
export interface Said {
  noun: string;
  words: Words;
  verb: Verb | null;
  item: Item;
  isChange: boolean;
  label: string;
  isCounted: boolean;
  /** It took its subject from the list before, which goes on holding. */
  isListed: boolean;
  /** Its clause opens with 其中, or goes on from one that does. */
  isPart: boolean;
}

/** Who may go on being the subject of later clauses: a trade, a field, a place, a group of firms. */
const mayGovern = (agent: string): boolean =>
  agent.length >= 3 &&
  agent.length <= 30 &&
  !/[，。；、\d]/.test(agent) &&
  /(?:行业|领域|产业|产业链|集群|企业|市|省|区|县|基地|园区|服务区|高校|医院|学校|城市|社区|街道|乡镇)$/.test(agent);

/** Notes what later clauses may leave out. */
export const remember = (
  carried: Carried,
  { noun, words, verb, item, isChange, label, isCounted, isListed, isPart }: Said,
): void => {
  if (verb !== null && !verb.isWeak && verb.kind !== 'have' && isCounted && mayGovern(words.agent))
    carried.agent = words.agent;
  const goesOn = item.listIndex > 0 || (item.listIndex < 0 && item.previous?.clauseStart === item.clauseStart);
  if (!isListed && !/^占/.test(noun)) carried.list = goesOn ? [...carried.list, label].slice(-MOST_LISTED) : [label];
  carried.previous = noun;
  if (noun !== '' && !/^占/.test(words.object) && !isPart) carried.main = noun;
  if (noun === '' || (isChange && !measure.test(noun))) return;
  if (measure.test(noun) && !noun.includes('占') && item.raw.form !== 'implicit') {
    carried.measure = noun;
    const topic = noun
      .replace(/[一-鿿]{2}率$/, '')
      .replace(measure, '')
      .replace(/(?:的|年|总|实现)$/, '');
    // 本地配套率 is about no 本地.
    if (topic !== '' && !/^(?:本地|就近|国产|海外|省内|市内|市场|关键|重点)$/.test(topic)) carried.topic = topic;
  } else if (isCounted && /(?:企业|公司|行业|产业)$/.test(noun))
    carried.topic = /^(?:规上|规模以上)/.test(noun) ? noun : noun.replace(/(?:生产)?(?:企业|公司)$/, '');
  else if (isCounted && item.raw.group === 'vehicle') carried.topic = noun.replace(/^年[产销]/, '');
};
