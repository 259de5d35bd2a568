/** Target, baseline or parameter: from the verb of giving, the year, the section and the words around the number. */
import { isAttributive } from './attributive.ts';
import type { Item } from './clause.ts';
import type { PlanClock, TimeOf } from './deadline.ts';
import { skipNoise } from './label-words.ts';
import type { SectionRole } from './section-role.ts';
import type { QuantityKind } from './types.ts';
import { startsWithAny } from './words.ts';

/** What decides the kind of a number besides its own words. */
export interface KindContext {
  role: SectionRole;
  clock: PlanClock;
  time: TimeOf;
  /** Kind of the number before it in the sentence. */
  previousKind: QuantityKind | null;
}

const grantAfter =
  /^(?:的)?(?:比例|标准|额度|幅度)?[^，；。]{0,12}?(?:给予|补助|补贴|奖励|奖补|资助|贴息|免收|免费|免租|减免|优惠|配建|配置|支付|计提|补偿|安家|扶持|兑现|贴补|返还|抵扣)/;
const grantBefore =
  /(?:给予|补助|补贴|奖励|资助|贴息|奖补|扶持|按照?|每家|每人|每户|每台|每辆|每千瓦|每千瓦时|每公斤|每吨|每亩|每件|返投比例|最高|最多|最长|单个|单项|单站|单座|单户|单家|单笔|人均补|封顶|免费期|有效期|免租期|期限|年限|合同期|协议期|质保|出资比例|资助比例|补助比例|补贴比例|费率|利率|保费|贴息率|首付|配建比例|门槛|罚款|服务费|收费标准|补助标准|奖励标准|按不低于|按不超过|按不高于|不超过项目|首次停放|兑现)(?:[^，；。“”]{0,14})$/;
const feeAfter = /^(?:的)?(?:标准|比例)?(?:确定|核定|计发|发放|收取|收费|计算|执行|承担|分担|计提|拨付|缴纳|征收|返还)/;
/** 资金…占比, 自付比例, 权重: how money or weight is shared out is a rule. */
const allotted =
  /(?<!研发|投入)(?:资金|公益金|基金|出资|补贴|债券)[^，；。]{0,14}(?:比例|占比|比重)(?:原则上|一般)?$|(?:自付|自费|自负|报销|分担|让利|扣除|抵扣|权重|分值)[^，；。]{0,6}$/;
/** 每人每月60元, 每餐3元: a rate of payment, not 每年投入. */
const rateBefore = /每(?!年|月|季|周|日)[一-鿿]{1,3}(?:每[年月日天次])?(?:补助|奖励|补贴|给予|最高|不超过|不低于)*$/;
const limitAfter = /^的?(?:限制|上限|限额|门槛|下限|标准以|比例(?:由|配|给|进行|安排|用于|承担|分担))/;
/** A size class (百亿级): a parameter of the firms it sizes, unless it is itself what is to be reached or missed. */
const kindOfSize = (s: string, item: Item): QuantityKind | null => {
  const lead = s.slice(item.clauseStart, item.raw.start);
  const tail = s.slice(item.raw.end, Math.min(item.clauseEnd, item.raw.end + 8));
  if (/尚未|未形成|没有|缺乏|缺少|还没|仍无/.test(lead)) return 'baseline';
  if (/^(?:台阶|大关|规模|产值|关口|行列|水平)/.test(tail)) return null;
  if (item.next?.clauseStart === item.clauseStart && item.next.raw.form !== 'size') return 'parameter';
  if (item.previous?.clauseStart === item.clauseStart && item.previous.raw.form !== 'size') return 'parameter';
  if (/企业|公司|项目|园区/.test(tail)) return 'parameter';
  if (/一批|若干|多个|一些|分级|各类|县域/.test(lead)) return 'parameter';
  return /打造|建设|形成|构建|培育|冲刺|迈|发展|聚力/.test(lead) ? 'target' : 'parameter';
};

/** 分别不低于10%、20%、50%确定: the words behind a list stand behind its last number. */
const lastOfList = (item: Item): Item => {
  let last = item;
  while (last.next !== null && last.next.listHead !== null && last.next.listHead === (item.listHead ?? item))
    last = last.next;
  return last;
};

/** 同一企业获得资金不超过1亿元, 用好100亿元专项资金, 电价下浮20%, 对完成率低于80%的市县进行约谈: rules in short. */
const ruling =
  /^(?:[^，；。]{0,8})?同一(?:企业|项目|单位|主体|个人|产品)[^，；。]*不(?:得)?超过$|用好$|电价(?:下浮|上浮|优惠)$|每半年[^，；。\d]{0,8}$|单[枪桩]功率[^，；。]{0,4}$/;
const ruled = /^的[^，；。]{0,12}(?:进行|予以|实行)(?:约谈|通报|问责|处罚|表彰|挂牌|督办)/;
/** 安排1亿元消费补贴资金: the money is named for its use and is itself what is provided. */
const isFund = (lead: string, tail: string): boolean =>
  /(?:安排|设立|筹集)$/.test(lead) && /^的?[^，；。]{0,12}(?:资金|经费|基金)/.test(tail);

const isParameter = (s: string, item: Item, role: SectionRole): boolean => {
  const { raw } = item;
  if (raw.form === 'implicit') return false;
  const lead = s.slice(item.clauseStart, raw.start);
  if (/各[^，；。]{2,24}明确$/.test(lead) || (role === 'policy' && /落实[^，；。]{0,10}(?:经费|资金)超?$/.test(lead)))
    return true;
  const tail = s.slice(item.tailStart, Math.min(item.sentenceEnd, item.clauseEnd + 1, item.tailStart + 24));
  const last = lastOfList(item);
  if (feeAfter.test(s.slice(last.tailStart, last.tailStart + 8)) && (raw.group === 'ratio' || raw.group === 'money'))
    return true;
  if (raw.unit === '岁' || raw.unit === '周岁') return !/(?:寿命|平均年龄)[^，；。]{0,6}$/.test(lead);
  if (
    (raw.group === 'ratio' || raw.unit === '分') &&
    role !== 'goal' &&
    allotted.test(s.slice(item.clauseStart, item.leadEnd))
  )
    return true;
  if (raw.group === 'ratio' && role !== 'goal' && /^的?用于/.test(tail) && /资金|公益金|基金|经费|收益/.test(lead))
    return true;
  if (raw.group === 'money' && rateBefore.test(lead))
    return !/价[^，；。]{0,4}(?:控制在|降至|降到|下降到|压降至)/.test(lead);
  if (raw.group === 'time' && (/免费[一-鿿]{0,4}$/.test(lead) || /^(?:内)?(?:续航|可?补能)/.test(tail))) return true;
  // 每建成1座站给予…, 每隔50公里.
  if (role !== 'goal' && /每(?:建成|新增|增加|引进|培育|新建|培训)[^，；。]{0,4}$/.test(lead)) return true;
  if (ruling.test(lead) || ruled.test(tail)) return true;
  if (limitAfter.test(tail) || /^的(?:予以|给予|进行|取消|暂停|视为|实行|可)/.test(tail)) return true;
  if (raw.group === 'event' || raw.group === 'vehicle') return false;
  if (
    s.charAt(item.leadEnd - 1) === '每' ||
    (raw.group === 'length' && lead.endsWith('每隔')) ||
    s.charAt(raw.start - 1) === '每'
  )
    return true;
  if (
    raw.unit === '年' &&
    /(?:期|期限|年限)(?:不少于|不低于|不超过|至少|最长|为|达到|达)?$|有效|连续|最长|给予|出让$/.test(lead.slice(-8)) &&
    role !== 'past'
  )
    return true;
  if (raw.group === 'time' && raw.unit.includes('季度') && lead.endsWith('连续')) return true;
  if (raw.group === 'count' || raw.group === 'person') return false;
  if (isFund(lead, tail)) return false;
  if (grantAfter.test(tail) && !/用于|争取|获得|累计/.test(lead)) return true;
  if (raw.unit === '年' && /[前后]$/.test(lead)) return true;
  if (role !== 'goal' && grantBefore.test(lead.slice(-26)) && !startsWithAny(s, item.tailStart, ['以上的提升'])) {
    return !/(?:^|[^人户家台辆亩床个张])每[年月]$/.test(lead.slice(-3));
  }
  const head = item.listHead;
  return head !== null && head !== item && isParameter(s, head, role);
};

const conditional = /^(?:对|凡|对于|符合)/;
const pastWords = /截至|截止|目前|现有|现已|已经|已(?!知)|近年来|以来|上年|去年|至今|仍有|仍为|尚有|曾/;
const futureWords =
  /力争|计划(?:到|于|在|新|建|完成|投|年|总|实|引|用|将|开)|规划建|聚力|着力|将(?:要|在|于)?|到20[2-9]\d年|争取|目标|拟|展望|预计/;

/** The kind of a number by `plans/conventions.md`. */
export const kindOf = (s: string, item: Item, { role, clock, time, previousKind }: KindContext): QuantityKind => {
  if (item.fromTo === 'from') return 'baseline';
  if (item.raw.form === 'size') {
    const size = kindOfSize(s, item);
    if (size !== null) return size;
  }
  if (isAttributive(s, item)) return 'parameter';
  if (item.listHead !== null && item.listHead !== item && isAttributive(s, item.listHead)) return 'parameter';
  if (isParameter(s, item, role)) return 'parameter';
  const isSubjectless = skipNoise(s, item.leadStart, item.leadEnd) >= item.leadEnd;
  if (
    previousKind === 'parameter' &&
    isSubjectless &&
    item.previous?.raw.unit === item.raw.unit &&
    !isAttributive(s, item.previous)
  )
    return 'parameter';
  if (
    s.charAt(item.clauseStart) === '对' &&
    /^的/.test(s.slice(item.tailStart, item.tailStart + 1)) &&
    item.raw.form !== 'implicit' &&
    /^的(?:企业|项目|单位|公司|平台|机构|个人|园区|车辆|产品|人才|工厂|站)/.test(
      s.slice(item.tailStart, item.tailStart + 6),
    )
  )
    return 'parameter';
  const sentenceLead = s.slice(item.sentenceStart, item.raw.start);
  if (
    conditional.test(s.slice(item.clauseStart, item.clauseStart + 2)) &&
    /的$|，|：/.test(s.slice(item.clauseEnd - 1, item.clauseEnd + 1)) &&
    item.raw.group !== 'ratio' &&
    /给予|按|予以|补|奖/.test(s.slice(item.clauseEnd, Math.min(item.sentenceEnd, item.clauseEnd + 40)))
  )
    return 'parameter';
  if (
    /的$/.test(s.slice(item.tailStart, item.clauseEnd)) &&
    /给予|按|奖励|补助|享受|一次性|补贴/.test(s.slice(item.clauseEnd, Math.min(item.sentenceEnd, item.clauseEnd + 12)))
  )
    return 'parameter';
  return isPast(s, item, role, clock, time, sentenceLead) ? 'baseline' : 'target';
};

const isPast = (
  s: string,
  item: Item,
  role: SectionRole,
  clock: PlanClock,
  time: TimeOf,
  sentenceLead: string,
): boolean => {
  const { token, year } = time;
  const floor = clock.periodStart ?? clock.docYear;
  if (token?.past === true) return true;
  if (year !== null && time.stated && !time.since) {
    if (floor !== null && year < floor) return true;
    if (clock.docYear !== null && year < clock.docYear && (clock.periodStart === null || year < clock.periodStart))
      return true;
    // 2022年 in a plan whose goals lie at 2025 or later.
    if (
      floor === null &&
      role === 'other' &&
      token?.until === false &&
      clock.periodEnd !== null &&
      year <= clock.periodEnd - 3
    )
      return true;
    if (role !== 'past') return false;
    const known = clock.docYear ?? floor;
    if (
      known !== null &&
      year <= known &&
      !(token?.until === true && !token.past) &&
      !futureWords.test(s.slice(Math.max(item.sentenceStart, (token?.start ?? 0) - 3), item.raw.start))
    )
      return true;
    return floor === null && !/到20|至20|力争/.test(s.slice(Math.max(0, (token?.start ?? 0) - 2), item.raw.start));
  }
  const partStart = Math.max(0, sentenceLead.lastIndexOf('；') + 1);
  const part = sentenceLead.slice(partStart);
  if (role === 'past') return !futureWords.test(part) || pastWords.test(part);
  if (
    /(?:^|[，；])(?:目前|现有|截至|近年来|我[市省区县]现)|已(?:建成|累计|形成|达到|实现|有|完成|突破|集聚|引进|推广)/.test(
      part,
    )
  )
    return true;
  if (role === 'other' && item.bound.after === '' && /同比(?:增长|下降)/.test(s.slice(item.leadEnd, item.raw.start)))
    return true;
  return role === 'other' && pastWords.test(part) && !futureWords.test(part);
};
