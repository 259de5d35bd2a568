/** Level, new, cumulative or annual: from the change, the verb and what is measured. */
import type { Item } from './clause.ts';
import { changeOf } from './comparator.ts';
import type { TimeOf } from './deadline.ts';
import { skipNoise } from './label-words.ts';
import type { Accumulation, QuantityKind } from './types.ts';
import { findVerb, type Verb } from './verb.ts';

const flow =
  /(?:产量|销量|产销量|产值|总值|营收|营业收入|销售收入|主营业务收入|收入|增加值|利润|利税|税收|出口额|出口量|出口规模|出口总额|出口|进口额|进出口|交易额|交易量|成交额|销售额|贸易额|交货值|采购额|发电量|供气量|用电量|耗电量|产氢量|吞吐量|客流量|客运量|货运量|周转量|业务量|接待量|消费量|排放量|用水量|GDP|生产总值|工业产值|销售量|零售额|支出|年产|产出|产业规模|经济规模|服务量|处理量|回收量|充电量|加氢量|集群规模|出栏|[一-鿿]{1,3}(?<!保有|搭载|投放|存|总|拥有|装机|藏书|容|数|质|储备|储)量)(?:规模|总额|总量|水平|合计|分别|将|均|约|总计|总规模)?$/;
const stock =
  /(?:产能|能力|保有量|总功率|装机容量|装机|容量|(?:储能|装机|设施|充电|机架|养殖|种植|配建|建设)规模|总数|总量|存量|总长度|规模化|里程|比例|占比|比重|强度|率|半径|数量|密度|寿命|人数|水平|成本|价格|单价|售价|电价|氢价|费用|总规模|基金规模|募集规模|首期规模|车辆规模|投用规模)$/;
const ratioGroups = new Set(['ratio', 'compound', 'technical', 'none']);

/** 年处理, 年接待, 全年, 当年: what is counted flows within a year. 2020年销售 only dates it. */
const withinYear =
  /(?:^|[^\d一二两三四五六七八九十几多半今去上前后])年(?:产(?![值量业能])|销(?!量)|处理|服务|运送|接待|回收|利用|加工|供应|发电|交付|培训|培养|完成|新增|签约|举办|开展|组织|转化|孵化|发放|投放|节约|减排|减少|消纳|输送|供|用电|充电|加氢|出栏|检测|维修|拆解|惠及|飞行|开行|均)|全年|当年|单年|年度/;
const yearlyDeed =
  /^(?:发放|累计发放|惠及|投入|安排|拨付|培训|举办|开展|推广|推广应用|完成|开工|新开工|投放|受理|签约|帮扶)$/;

/** What decides the accumulation besides the words of the item. */
export interface AccumulationContext {
  kind: QuantityKind;
  time: TimeOf;
  verb: Verb | null;
  /** The noun or measure of the number, without verb and bound words. */
  noun: string;
  /** The plan is for one year: a change is one within it. */
  isOneYear: boolean;
  /** Words after the number that belong to it. */
  tail: string;
}

/** The verb of an item: its own, else that of the list or the item before it that it continues. */
export const verbOf = (s: string, item: Item, inherited: Verb | null): Verb | null => {
  const own = findVerb(s, item.leadStart, item.leadEnd) ?? adjacentVerb(s, item);
  if (own !== null) return own;
  if (
    item.fromTo !== null ||
    /累计|年均/.test(s.slice(item.leadStart, item.leadEnd)) ||
    item.bound.before.some((word) => word.text.endsWith('有'))
  )
    return null;
  const isPlain =
    item.bound.before.every((word) => word.kind === 'none' || word.kind === 'near') &&
    !flow.test(s.slice(item.leadStart, item.leadEnd)) &&
    !stock.test(s.slice(item.leadStart, item.leadEnd));
  const { previous } = item;
  const isClose =
    previous !== null &&
    (previous.clauseStart === item.clauseStart ||
      (previous.clauseEnd >= item.clauseStart - 1 && '，（'.includes(s.charAt(item.clauseStart - 1) || ' ')));
  const countLike =
    item.raw.group === 'count' ||
    item.raw.group === 'person' ||
    item.raw.group === 'vehicle' ||
    item.raw.group === 'event' ||
    item.raw.group === 'length' ||
    item.raw.group === 'area';
  const isSized =
    previous !== null &&
    previous.clauseStart === item.clauseStart &&
    previous.tailEnd >= item.leadStart &&
    previous.raw.group !== item.raw.group &&
    s.charAt(item.leadStart - 1) !== '、';
  // 2025年增至130个: no word of its own but the bound.
  const isElliptic = previous?.raw.unit === item.raw.unit && skipNoise(s, item.leadStart, item.leadEnd) >= item.leadEnd;
  if ((isPlain || isSized || isElliptic) && isClose && countLike && inherited !== null) return inherited;
  return item.listIndex > 0 ? inherited : null;
};

/** 完成260亿元, 实现60款: the verb stands right at the number, among its bound words. */
const adjacentVerb = (s: string, item: Item): Verb | null => {
  const word = item.bound.before.find((candidate) => candidate.text === '完成' || candidate.text === '实现');
  return word === undefined ? null : findVerb(s, item.leadEnd, item.raw.start);
};

/** The accumulation by `plans/conventions.md`. */
export const accumulationOf = (
  s: string,
  item: Item,
  { kind, time, verb, noun, tail, isOneYear }: AccumulationContext,
): Accumulation => {
  const { raw, bound } = item;
  const head = item.listHead ?? item;
  const lead = s.slice(head.leadStart, head.raw.start);
  const change = changeOf(bound);
  const words = bound.before.map((word) => word.text).join('');
  if (raw.form === 'implicit') return 'level';
  if (raw.form === 'multiple') return words.includes('同比') || /同比$/.test(lead) ? 'annual' : 'level';
  if (raw.form === 'size') return 'annual';
  if (change !== null && (raw.group === 'ratio' || raw.group === 'points'))
    return time.average ||
      (time.every && s.slice(item.clauseStart, raw.start).includes('每')) ||
      isOneYear ||
      isWithinYear(s, item, kind, time) ||
      /同比|当年|年均|全年/.test(words + lead)
      ? 'annual'
      : 'level';
  if (raw.group === 'points') return time.average || (kind === 'baseline' && /增速/.test(lead)) ? 'annual' : 'level';
  if ((raw.group === 'compound' || raw.group === 'technical') && verb?.kind === 'add') return 'new';
  if (raw.group === 'ratio' && /年度(?:目标|任务)|每年[^，；。]{2,20}的?(?:比例|比率)/.test(lead)) return 'annual';
  if (ratioGroups.has(raw.group) && raw.unit !== '') return 'level';
  if (raw.form === 'ratio') return 'level';
  if (kind === 'parameter') return parameterAccumulation(s, item);
  // 氢价控制在每公斤35元, 火灾事故率0.5起, 审批时间压减至15天, 规划面积12平方公里: a state, whatever the verb before it.
  if (isState(s, item, noun)) return 'level';
  if (/投放量$/.test(noun)) return 'cumulative';
  if (time.every || /每年|年均|每月/.test(lead)) return 'annual';
  if (isOneYear && kind === 'target' && verb !== null && withinOneYear.test(verb.text)) return 'annual';
  if (isYearlyAmount(s, item, time) && !lead.includes('累计')) return 'annual';
  if (change !== null && raw.group !== 'money') return 'new';
  const shared =
    verb !== null && verb.start < item.leadStart ? s.slice(Math.max(item.sentenceStart, verb.start - 3), verb.end) : '';
  if (/累计/.test(lead) || shared.includes('累计')) return 'cumulative';
  if (/日均|每日|单日|^[^，]{0,4}每[百千万]/.test(lead)) return 'level';
  // 到2024年建成80个，2025年增至130个: the second goes on counting what the first built.
  const isElliptic = skipNoise(s, item.leadStart, item.leadEnd) >= item.leadEnd;
  if (
    verb?.kind === 'build' &&
    verb.start < item.clauseStart &&
    isElliptic &&
    bound.before.some((word) => word.kind === 'upTo')
  )
    return 'cumulative';
  // 形成年产30万辆产能.
  if (/^(?:的)?(?:生产)?(?:产能|能力)/.test(tail)) return 'level';
  const isFlowing = raw.group !== 'time' || raw.unit.includes('小时');
  if (isFlowing && flow.test(noun) && !/能力$|日均|每日|单日|平均每/.test(noun)) return 'annual';
  if (
    isFlowing &&
    !stock.test(noun) &&
    (withinYear.test(lead) || /全年|当年/.test(s.slice(item.clauseStart, item.leadEnd)))
  )
    return 'annual';
  if (
    raw.group !== 'money' &&
    raw.group !== 'time' &&
    /(?:产销|生产|销售|出口|交付|运送|接待|发电)$/.test(s.slice(head.leadStart, head.leadEnd))
  )
    return 'annual';
  if (
    (raw.group === 'vehicle' || raw.group === 'mass' || raw.group === 'energy') &&
    /^(?:全[市省区县]|我[市省区县])?(?:年产|年产销|生产|销售|出口|回收|处理|利用|供应|发电|产销)/.test(
      s.slice(head.leadStart, head.leadEnd),
    )
  )
    return 'annual';
  if (
    stock.test(noun) &&
    verb?.kind !== 'add' &&
    !(verb !== null && verb.kind === 'build' && verb.start >= item.leadStart && /建成|新建|改造|打造/.test(verb.text))
  )
    return 'level';
  if (raw.group === 'money' && flow.test(noun.replace(/的$/, ''))) return 'annual';
  if (verb?.kind === 'add') return 'new';
  if (time.yearly && kind === 'target' && verb?.kind === 'build') return 'annual';
  if (kind === 'baseline' && time.yearly && verb !== null && yearlyDeed.test(verb.text)) return 'annual';
  if (raw.group === 'money') return moneyAccumulation(lead, noun, verb, tail, kind);
  if (raw.group === 'time') return 'level';
  if (raw.group === 'power' || raw.group === 'mass' || raw.group === 'energy')
    return verb?.kind === 'build' ? 'cumulative' : raw.group === 'mass' && /产/.test(noun) ? 'annual' : 'level';
  if (raw.unit === '人次' && /接待|游客|客流|旅客|发送|吞吐/.test(noun)) return 'annual';
  if (verb?.kind === 'have') return 'level';
  if (verb?.kind === 'spend') return 'cumulative';
  const reaches = bound.before.some(
    (word) =>
      (word.kind === 'reach' && word.text.includes('达')) ||
      word.kind === 'upTo' ||
      word.kind === 'above' ||
      word.kind === 'atLeast',
  );
  if (verb?.kind === 'build')
    return reaches && (verb.start >= item.leadEnd || verb.start < item.clauseStart) ? 'level' : 'cumulative';
  if (/^[^，；。]{0,12}(?:获得|获|取得|搭载|通过|完成|落户|入驻|投产|签约)/.test(tail)) return 'cumulative';
  return 'level';
};

/** Deeds that a yearly plan counts through its year; what it builds or adds stays. */
const withinOneYear = /^(?:推广|推广应用|惠及|安排|培训|举办|开展|发放|拨付|投入)$/;

const isState = (s: string, item: Item, noun: string): boolean =>
  /价[^，；。]{0,4}(?:控制在|降至|降到|下降到|压降至)[^，；。]*$/.test(s.slice(item.clauseStart, item.raw.start)) ||
  (item.raw.group === 'event' && /率$/.test(noun)) ||
  (item.raw.group === 'time' && item.bound.before.some((word) => word.kind === 'downTo')) ||
  /(?:规划|占地)面积$|^入驻企业$|示范运营$/.test(noun);

/** 其中2023年150户、2024年200户: each year has its own amount. */
const isYearlyAmount = (s: string, item: Item, time: TimeOf): boolean =>
  time.own &&
  time.yearly &&
  item.bound.before.length === 0 &&
  [item.previous, item.next].some((other) => other?.raw.unit === item.raw.unit && other.ownTimes.length > 0) &&
  s.slice(item.sentenceStart, item.raw.start).includes('其中');

/** 2022年，产量102万辆，增长2.7倍: a fact of one year, with no base named, grew within it. */
const isWithinYear = (s: string, item: Item, kind: QuantityKind, time: TimeOf): boolean =>
  kind === 'baseline' &&
  time.token?.role === 'point' &&
  changeOf(item.bound) === 'grow' &&
  (/上年|去年/.test(s.slice(item.leadStart, item.raw.start)) ||
    (item.ownTimes.length === 0 && !/年|累计|较|比/.test(s.slice(item.leadStart, item.raw.start))));

/** 年产量首次突破10万辆, 年度新增采购超过1亿元, 年薪50万元: a threshold on what flows within a year. */
const yearlyMeasure =
  /(?:^|[^\d一二两三四五六七八九十几今去])年(?:产量|销量|产销量|薪|行驶|运营|飞行|交易|出口)[^，；。]{0,12}$|年度(?:新增|采购|获得|累计|销售|营业|实际)[^，；。]*$/;

const parameterAccumulation = (s: string, item: Item): Accumulation => {
  const lead = s.slice(Math.max(item.clauseStart, item.raw.start - 12), item.raw.start);
  const clause = s.slice(Math.max(item.clauseStart, item.raw.start - 40), item.raw.start);
  if (/累计(?:奖励|补助|补贴|支持|资助)[^，；。\d]{0,4}$/.test(lead)) return 'cumulative';
  if (yearlyMeasure.test(clause)) return 'annual';
  if (/每年(?:最高|最多|不超过|给予|补助|奖励|补贴|支持|安排)*$/.test(lead) || withinYear.test(lead)) return 'annual';
  if (item.raw.group === 'money' && /营收|营业收入|产值|销售收入|主营|收入|销售额|(?<!实际)交易额/.test(lead))
    return 'annual';
  const head = item.listHead;
  return head !== null && head !== item ? parameterAccumulation(s, head) : inheritsFlow(s, item) ? 'annual' : 'level';
};

/** 产值50亿元以上企业3-5家、10亿元以上企业25家: the second threshold measures what the first does. */
const inheritsFlow = (s: string, item: Item): boolean => {
  const isCapped = item.bound.before.some((word) => word.kind === 'atMost');
  if (item.raw.group !== 'money' || item.leadEnd > item.leadStart || isCapped) return false;
  for (let other = item.previous; other !== null; other = other.previous) {
    if (other.raw.group !== 'money') continue;
    if (
      /营收|营业收入|产值|销售收入|主营|收入/.test(
        s.slice(Math.max(other.clauseStart, other.raw.start - 12), other.raw.start),
      )
    )
      return true;
    if (other.leadEnd > other.leadStart) return false;
  }
  return false;
};

const moneyAccumulation = (
  lead: string,
  noun: string,
  verb: Verb | null,
  tail: string,
  kind: QuantityKind,
): Accumulation => {
  const words = lead + noun;
  if (/基金|募集|总规模|首期|设立/.test(words) || /基金/.test(tail)) return 'level';
  if (/投放总额|撬动|社会资本|资本|投资|融资|引资|资金|经费|贷款|授信|订单|签约|合同|协议/.test(words))
    return 'cumulative';
  if (verb === null || verb.text === '实现' || verb.kind === 'have') return 'annual';
  return kind === 'baseline' && verb.kind === 'build' ? 'annual' : 'cumulative';
};
