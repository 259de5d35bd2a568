/** The year a number belongs to: its own clause, then its sentence, then the governing heading or the goals section. */
import type { Item } from './clause.ts';
import { readNumeral } from './number.ts';
import type { Scan } from './scan.ts';
import type { TimeToken } from './time.ts';

/** The document's own clock. Years; null where the text does not say. */
export interface PlanClock {
  periodStart: number | null;
  periodEnd: number | null;
  /** Year of issue, from which N年内 counts. */
  docYear: number | null;
}

/** The time of a number. `stated` is false where the year was carried from outside the sentence. */
export interface TimeOf {
  year: number | null;
  token: TimeToken | null;
  every: boolean;
  average: boolean;
  stated: boolean;
  /** It stands right at the number: 由2020年的42%. */
  own: boolean;
  /** The year is one of several yearly amounts or stands alone as 2024年: a flow of that year, not a point to reach by. */
  yearly: boolean;
  /** 2024年起: the year from which it holds. */
  since: boolean;
}

/** Year that a time token means for a deadline; N年内 counts from the document's year. */
export const yearOf = (token: TimeToken, clock: PlanClock): number | null => {
  if (token.role === 'within') {
    if (token.years === null) return null;
    const { periodStart, periodEnd, docYear } = clock;
    if (periodStart !== null && periodEnd !== null && periodEnd - periodStart + 1 === token.years) return periodEnd;
    const from = docYear ?? periodStart;
    return from === null ? null : from + token.years;
  }
  return token.year;
};

const isStart = (s: string, token: TimeToken): boolean =>
  s.charAt(token.end - 1) === '起' || (s.charAt(token.start - 1) === '自' && !s.startsWith('以来', token.end - 2));

/** Times before the number that may govern it, nearest last. Bases of comparison and the far end of 从A到B are not among them. */
const governing = (s: string, item: Item, scan: Scan): TimeToken[] => {
  const foreign = item.fromTo === 'to' ? (item.previous?.ownTimes ?? []) : [];
  return scan.times.filter(
    (token, index) =>
      token.end <= item.raw.start &&
      !token.base &&
      !foreign.includes(token) &&
      !(item.raw.unit === '倍' && item.ownTimes.includes(token)) &&
      !isYearOfPart(s, index, item, scan) &&
      isReachable(s, token, item, scan),
  );
};

/** 由2023年的2.5公里缩小到0.9公里, 销量…; a time that only dates another number does not reach over it. */
const isReachable = (s: string, token: TimeToken, item: Item, scan: Scan): boolean => {
  for (let other = item.previous; other !== null && other.raw.start > token.end; other = other.previous) {
    if (other.fromTo === 'from' && other.ownTimes.includes(token)) return false;
  }
  if (token.role === 'average')
    return item.bound.before.some((word) => word.text.includes('年均')) || token.end >= item.leadEnd;
  if (token.role === 'every') {
    // 达到每月30万片 says it of its own number; 每千名老人1名 names its own measure.
    for (let other = item.previous; other !== null && other.raw.start >= token.end; other = other.previous)
      if (other.ownTimes.includes(token)) return false;
    if (token.end <= item.clauseStart && /^每(?![年月季周日])/.test(s.slice(item.clauseStart, item.clauseStart + 2)))
      return false;
    return !s.slice(token.end, item.raw.start).includes('；');
  }
  if (token.role === 'span' && token.year === null) return false;
  const between = s.slice(token.end, item.raw.start);
  // 在2025年底前免收电费，服务费不超过…: the date ends the one exemption.
  if (/^(?:免|暂停|继续|延续)/.test(between) && between.includes('，')) return false;
  return scan.times.length > 0;
};

/** 2024年推广18万辆，2025年推广20万辆；累计…: years gone through one by one end with their part of the sentence. */
const isYearOfPart = (s: string, index: number, item: Item, scan: Scan): boolean => {
  const token = scan.times[index] as TimeToken;
  if (!isYearly(s, token) || !s.slice(token.end, item.raw.start).includes('；')) return false;
  return [scan.times[index - 1], scan.times[index + 1]].some(
    (other) =>
      other !== undefined &&
      other.end <= item.raw.start &&
      !other.base &&
      other.year !== token.year &&
      isYearly(s, other) &&
      !s.slice(Math.min(other.end, token.end), Math.max(other.start, token.start)).includes('；'),
  );
};

/** 2024年、2025年、2026年 …分别: the run of years that the list of numbers distributes over. */
const yearRun = (s: string, item: Item, times: readonly TimeToken[]): TimeToken[] => {
  const last = times.at(-1);
  // 2023—2025年分别更新…: one number a year.
  if (
    last?.role === 'span' &&
    last.from !== null &&
    last.year !== null &&
    last.year - last.from + 1 === item.listLength
  )
    return Array.from({ length: item.listLength }, (_, index) => ({ ...last, year: (last.from ?? 0) + index }));
  const run: TimeToken[] = [];
  for (let index = times.length - 1; index >= 0; index--) {
    const token = times[index] as TimeToken;
    const next = run[0];
    if (token.role !== 'point' || token.year === null) break;
    if (next !== undefined && !/^[、和及]$/.test(s.slice(token.end, next.start))) break;
    run.unshift(token);
  }
  return run.length === item.listLength ? run : [];
};

/** The time of `item` inside its own sentence; `year` is null where the sentence states none. */
export const timeInSentence = (s: string, item: Item, scan: Scan, clock: PlanClock): TimeOf => {
  const none: TimeOf = {
    year: null,
    token: null,
    every: false,
    average: false,
    stated: false,
    own: false,
    yearly: false,
    since: false,
  };
  const head = item.listHead ?? item;
  const average =
    item.bound.before.some((word) => word.text.includes('年均') || word.text.includes('年复合')) ||
    head.bound.before.some((word) => word.text.includes('年均'));
  const found = governing(s, item, scan);
  const all = found.filter((token) => !isStart(s, token));
  const points = all.filter((token) => token.role !== 'average' && token.role !== 'every');
  if (item.listLength > 1 && item.distributes) {
    const run = yearRun(
      s,
      item,
      points.filter((token) => token.end <= head.raw.start),
    );
    const token = run[item.listIndex];
    if (token !== undefined) return { ...none, year: token.year, token, stated: true, yearly: true, average };
  }
  // 2023年的两倍: the year is what is multiplied.
  const isMultiple = item.raw.unit === '倍';
  const own = isMultiple ? undefined : item.ownTimes.find((token) => token.role === 'point' || token.role === 'span');
  if (own !== undefined && !own.base)
    return { ...none, year: own.year, token: own, stated: true, own: true, average, yearly: isYearly(s, own) };
  const nearest = all.filter((token) => token.role !== 'average').at(-1);
  const hasAverage = average || all.some((token) => token.role === 'average' && token.start >= item.leadStart);
  if (nearest === undefined) {
    const later = completedBy(s, item, scan);
    const since = found.findLast((token) => token.role === 'point');
    if (later === null && since !== undefined && !average)
      return { ...none, year: yearOf(since, clock), token: since, stated: true, average: hasAverage, since: true };
    const goal = later === null && !hasAverage ? goalAfter(s, item, scan, clock) : null;
    if (goal !== null) return { ...none, year: goal.year, token: goal, stated: true };
    return later === null
      ? { ...none, average: hasAverage }
      : { ...none, year: yearOf(later, clock), token: later, stated: true, average: hasAverage };
  }
  if (nearest.role === 'every') {
    const between = s.slice(nearest.end, item.raw.start);
    const isBroken = /累计|到20\d\d年|[两三四五六][年](?:累计|共|总|合计)/.test(between);
    // 2025年、2026年每年推广…: the years that 每年 goes through.
    const through = points.at(-1);
    const last = through?.end === nearest.start && isYearly(s, through) ? through.year : null;
    return isBroken
      ? { ...none, average: hasAverage }
      : { ...none, year: last, token: nearest, every: true, stated: true, average: hasAverage };
  }
  return {
    ...none,
    year: yearOf(nearest, clock),
    token: nearest,
    stated: true,
    average: hasAverage,
    yearly:
      isYearly(s, nearest) &&
      (scan.times.filter((token) => isYearly(s, token) && !token.base).length > 1 ||
        nearest.start >= item.leadStart - 1 ||
        nearest.year !== clock.periodEnd),
  };
};

const completion = /^[^，。；、]{0,8}(?:投入使用|投入运营|投用|建成|投产|竣工|完成|完工|通车|运营|落实到位|见效)/;

/** 跑道延长至1200米，2025年底前投入使用; 更新公交车260辆（2022年底前完成…）: the clause after the number says by when. */
const completedBy = (s: string, item: Item, scan: Scan): TimeToken | null => {
  const next = item.next?.raw.start ?? item.sentenceEnd;
  const token = scan.times.find((time) => time.start >= item.tailStart && time.start < next);
  if (token === undefined || token.base || token.role !== 'point' || item.bound.before.some(isAverageWord)) return null;
  const between = s.slice(item.tailStart, token.start);
  const isNear = !/[，；。]/.test(between) || /[，（；][^，。；、]{0,3}$/.test(between);
  if (!isNear || !completion.test(s.slice(token.end - 1, Math.min(item.sentenceEnd, token.end + 14)))) return null;
  // The date is the next number's where that number stands in its clause.
  const rest = s.slice(token.end, item.sentenceEnd).search(/[，；。）]/);
  if (item.next !== null && (rest < 0 || item.next.raw.start < token.end + rest)) return null;
  return between.split(/[，；]/).length <= 2 ? token : null;
};

/** 新建充电桩2万台，…，到2025年覆盖率达到…: the sentence's one year, the plan's last, holds for what stands before it. */
const goalAfter = (s: string, item: Item, scan: Scan, clock: PlanClock): TimeToken | null => {
  const [token, other] = scan.times;
  const isCounted = ['count', 'vehicle', 'person'].includes(item.raw.group);
  if (!isCounted || token === undefined || other !== undefined || token.start < item.tailStart) return null;
  const isGoal = token.role === 'point' && s.charAt(token.start - 1) === '到' && token.year === clock.periodEnd;
  return isGoal && /^[^；。]*，到$/.test(s.slice(item.tailStart, token.start)) ? token : null;
};

const isAverageWord = (word: { text: string }): boolean => word.text.includes('年均');

const termRule =
  /([一二两三四五六七八十\d]{1,2})年(?:内|间)?(?:累计|共计?|合计|总计|总共)|(?:通过|经过|用)([一二两三四五\d])年(?:左右)?的?(?:时间|努力)/;

/** 三年累计培育…, 通过三年努力: the last year of a period that is as long; null where the plan has another one. */
export const termEnd = (lead: string, { periodStart, periodEnd }: PlanClock): number | null => {
  const found = termRule.exec(lead);
  if (found === null || periodStart === null || periodEnd === null) return null;
  const years = readNumeral(found[1] ?? found[2] ?? '', 0)?.mantissa;
  return years === periodEnd - periodStart + 1 ? periodEnd : null;
};

/** 2024年新建…: a plain year, without 到, 底, 末 or 前. */
const isYearly = (s: string, token: TimeToken): boolean =>
  token.role === 'point' &&
  !token.until &&
  s.charAt(token.start - 1) !== '至' &&
  s.slice(token.end - 1, token.end) === '年';
