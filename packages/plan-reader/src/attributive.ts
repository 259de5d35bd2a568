/** Numbers that only say which firms, projects or places are counted: 年营收超3000亿元的链主企业1-2家. */
import type { Item } from './clause.ts';

const attributiveNoun =
  /^的?(?!资金|投资|基金|产值|贷款|收入|规模|左右|经费|效益|税收|融资|订单|消费|销售)[^，；。、]{0,24}?(?:企业|项目|公司|集群|产业|园区|平台|机构|基地|单位|协议|合同|设备|机组|锅炉|桩|车型|工程|龙头|园|村|县|镇|乡|户|家庭|人员|城市|农户|人才|客户|社区)/;
const sizeUnits = new Set([
  'money',
  'power',
  'energy',
  'area',
  'length',
  'time',
  'mass',
  'volume',
  'technical',
  'compound',
  'ratio',
  'person',
]);
const counters = new Set(['count', 'event', 'vehicle', 'person']);

/** 年营收超3000亿元的链主企业1-2家: the first number only says which firms are counted. */
export const isAttributive = (s: string, item: Item): boolean => {
  const { raw, next, previous } = item;
  if (raw.form === 'implicit' || item.fromTo !== null) return false;
  const tail = s.slice(item.tailStart, item.clauseEnd);
  if (
    next !== null &&
    next.clauseStart === item.clauseStart &&
    counters.has(next.raw.group) &&
    sizeUnits.has(raw.group) &&
    raw.form !== 'share' &&
    raw.group !== 'ratio'
  ) {
    const between = s.slice(item.tailStart, next.raw.start);
    if (
      between !== '' &&
      !/^[、和及与]/.test(between) &&
      !/实现|完成|建成|建设|新增|其中|推广|打造/.test(between) &&
      !/[、]/.test(between.slice(0, 1))
    )
      return true;
  }
  const rest = next !== null && next.clauseStart === item.clauseStart ? s.slice(item.tailStart, next.raw.start) : '';
  // 规模小于30张床位的敬老院5所; 真高300米以下适飞空域覆盖率达到95%.
  if (
    next !== null &&
    counters.has(raw.group) &&
    next.raw.group === 'count' &&
    next.raw.unit !== raw.unit &&
    item.bound.before.some((word) => word.kind !== 'none' && word.kind !== 'reach') &&
    /^[^，、；。的]{0,4}的[^，、；。]{2,10}$/.test(rest)
  )
    return true;
  if (
    next !== null &&
    next.raw.group === 'ratio' &&
    sizeUnits.has(raw.group) &&
    raw.group !== 'ratio' &&
    /^(?:及?以[上下]|（含）以[上下])$/.test(item.bound.after) &&
    /^[^，、；。]{2,24}(?:率|比例|占比|比重)/.test(rest)
  )
    return true;
  // 年产量超百万辆的整车企业1家: cars measure the firm that is counted.
  if (
    raw.group === 'vehicle' &&
    next !== null &&
    next.clauseStart === item.clauseStart &&
    next.raw.group === 'count' &&
    s.charAt(item.tailStart) === '的' &&
    s.slice(item.tailStart, next.raw.start).length <= 16
  )
    return true;
  if (
    previous !== null &&
    previous.tailStart === raw.start &&
    counters.has(previous.raw.group) &&
    sizeUnits.has(raw.group)
  )
    return true;
  if ((raw.group === 'money' || raw.group === 'time') && raw.form === 'number') {
    const isOver = item.bound.after.endsWith('以上') || item.bound.after === '以下';
    const isOpen = tail !== '' && (isOver || tail.startsWith('的'));
    // 形成产值超5000亿元的产业集群: one thing with its size, and the size is what is to be reached.
    const isWhole =
      /^(?:级)?的[^，；。]{0,10}(?:集群|产业|基地|高地|产业链|产业带)$/.test(tail) &&
      /(?:形成|打造|建成|建设|构建)[^，；。]{0,16}$/.test(s.slice(item.clauseStart, raw.start));
    if (
      isOpen &&
      !isWhole &&
      !/基金|资金|专项|额度/.test(tail.slice(0, 24)) &&
      attributiveNoun.test(tail) &&
      (isOver ||
        item.bound.before.some((word) => word.kind === 'above' || word.kind === 'atLeast' || word.kind === 'atMost'))
    )
      return true;
  }
  return false;
};
