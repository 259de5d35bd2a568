/** Title, place, period and effective date of the document. */
import type { PlanClock } from './deadline.ts';
import type { SectionSpan } from './heading.ts';
import { placeAt } from './places.ts';
import type { ReadingText } from './reading-text.ts';
import { readTime, readYear } from './time.ts';
import type { Division, PlanDocument, ReadPlanOptions } from './types.ts';

const titleWord =
  /(?:规划|方案|计划|意见|纲要|办法|措施|政策|通知|解读|说明|要点|行动|细则|政策措施|若干举措|报告|条例|决定|清单|指南|公告|通告|征求意见稿|起草说明)》?(?:（[^）]{1,24}）){0,3}$/;
const notTitle =
  /^(?:(?:19|20)\d\d年\d{1,2}月|为|根据|按照|各[市县区州地]|一、|第|（[一二三]|近日|目录|附件|责任编辑|（?此件|（?征求意见|（?送审|（?草案)|[。；]/;

/** The first lines up to the first numbered heading or running paragraph. */
const headLines = (
  reading: ReadingText,
  sections: readonly SectionSpan[],
): { text: string; start: number; end: number }[] => {
  const first =
    sections.find((section) => section.style !== 'plain' || section.title === '前言')?.start ??
    Number.POSITIVE_INFINITY;
  const lines: { text: string; start: number; end: number }[] = [];
  for (const line of reading.lines.slice(0, 24)) {
    if (line.start >= first) break;
    lines.push({ text: reading.s.slice(line.start, line.end), start: line.start, end: line.end });
  }
  return lines;
};

const isPeriodLine = (text: string): boolean => /^（?(?:19|20)\d\d年?(?:[-~至到]{1,2}(?:20)\d\d)年?）?$/.test(text);
const isTitleLike = (text: string): boolean => text.length <= 80 && titleWord.test(text) && !notTitle.test(text);

interface TitleSpan {
  text: string;
  start: number;
  end: number;
}

/** Title from the head lines: the plan's own title beats that of the notice that carries it. */
const findTitle = (reading: ReadingText, sections: readonly SectionSpan[]): TitleSpan | null => {
  const lines = headLines(reading, sections).filter((line) => /[一-鿿]/.test(line.text));
  const candidates: TitleSpan[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as TitleSpan;
    if (line.text.length > 90) continue;
    let { text, end } = line;
    let next = index + 1;
    const following = lines[next];
    if (
      following !== undefined &&
      !titleWord.test(text) &&
      !/\d日$/.test(text) &&
      isTitleLike(text + following.text) &&
      following.text.length < 40 &&
      !/[，。：；]/.test(text)
    ) {
      text += following.text;
      end = following.end;
      next++;
    }
    if (!isTitleLike(text)) continue;
    const period = lines[next];
    if (period !== undefined && isPeriodLine(period.text)) {
      text += period.text;
      end = period.end;
    }
    candidates.push({ text, start: line.start, end });
    index = next - 1;
  }
  return candidates.find((candidate) => !/通知$|印发/.test(candidate.text)) ?? candidates[0] ?? null;
};

/** A notice that carries a plan, or asks for opinions on it, goes by the plan's name. */
const planName = (title: string): string => {
  const bare = title.replace(/[（(][^（）()]{1,10}〔20\d\d〕[^（）()]{1,8}[）)]$/, '');
  return (
    /(?:印发|发布|公布|征求|转发|修订)(?:对|关于)?《([^》]{4,90})》/.exec(bare)?.[1] ??
    /关于(?:印发|发布|公布|下达)(.{6,90})的(?:通知|通告|公告)$/.exec(bare)?.[1] ??
    bare
  );
};

const countyPattern = /^([一-鿿]{1,7}?(?:自治县|自治旗|县|区|旗|市|新区|开发区))/;
const notCounty =
  /(?:地区|自治区|示范区|园区|城区|社区|片区|市区|辖区|小区|景区|山区|库区|各县|全县|区县|省市|我市|全市)$/;

/** Place named at the start of the title, after what may precede it. */
const placeOfTitle = (title: string, divisions: readonly Division[]): Division | null => {
  const text = title.replace(/^(?:关于印发|关于|《|印发|加快|推进|中共|（|）)+/, '');
  for (const division of divisions) if (text.startsWith(division.name)) return division;
  const found = placeAt(text, 0);
  if (found === null) {
    const county = countyPattern.exec(text)?.[1];
    return county !== undefined && !notCounty.test(county) && county.length >= 2
      ? { name: county, level: county.endsWith('市') ? 'county' : 'county' }
      : null;
  }
  const rest = text.slice(found.end);
  const city = found.place.level === 'province' ? placeAt(rest, 0) : null;
  const outer = city !== null && city.place.level === 'city' ? city.place : found.place;
  const tail = city !== null && city.place.level === 'city' ? rest.slice(city.end) : rest;
  const county = countyPattern.exec(tail)?.[1];
  if (
    county !== undefined &&
    county.length <= 6 &&
    !notCounty.test(county) &&
    /^[一-鿿]{1,5}(?:县|区|市|旗)$/.test(county) &&
    /[省市州]$/.test(text.slice(0, text.length - tail.length))
  )
    return { name: county, level: 'county' };
  return outer;
};

/** Place that the text names most among its first characters, where the title names none. */
const placeOfText = (s: string): Division | null => {
  const counts = new Map<string, { place: Division; count: number }>();
  const limit = Math.min(s.length, 6000);
  for (let at = 0; at < limit; at++) {
    const found = placeAt(s, at);
    if (found === null) continue;
    const isFull = s.slice(at, found.end) === found.place.name;
    const known = counts.get(found.place.name) ?? { place: found.place, count: 0 };
    known.count += isFull ? 2 : 1;
    counts.set(found.place.name, known);
    at = found.end - 1;
  }
  const best = [...counts.values()].sort((a, b) => b.count - a.count)[0];
  return best !== undefined && best.count >= 3 ? best.place : null;
};

/** Years named in a title or a sentence about the plan's term. */
const periodIn = (s: string): { start: number | null; end: number | null } => {
  for (let at = 0; at < s.length; at++) {
    const char = s.charAt(at);
    if (char === '“' || char === '十') {
      const token =
        readTime(s, at, null) ??
        (char === '十' && /^十[一二三四五六]五/.test(s.slice(at, at + 3))
          ? readTime(`“${s.slice(at, at + 3)}”期间`, 0, null)
          : null);
      const quoted = token === null || token.year === null ? readTime(`${s.slice(at, at + 5)}期间`, 0, null) : token;
      if (quoted?.role === 'span' && quoted.year !== null) return { start: quoted.from, end: quoted.year };
    }
    const year = char === '2' ? readYear(s, at) : null;
    if (year === null) continue;
    const rest = /^年?[-~至到]{1,2}(20\d\d)年?/.exec(s.slice(year.end, year.end + 10));
    if (rest !== null) return { start: year.year, end: Number(rest[1]) };
    if (
      s.charAt(year.end) === '年' &&
      /工作要点|工作计划|重点工作|行动计划|实施方案|任务清单|要点|发展计划|工作方案|行动方案/.test(s.slice(year.end)) &&
      !/20\d\d/.test(s.slice(year.end))
    )
      return { start: year.year, end: year.year };
    at = year.end - 1;
  }
  return { start: null, end: null };
};

/** The latest 到X年 of the text's goals, where neither title nor text states a period. */
const periodFromGoals = (s: string, sections: readonly SectionSpan[]): { start: number | null; end: number | null } => {
  const goal = sections.find((section) => /目标/.test(section.title));
  const stretch = goal === undefined ? s.slice(0, 8000) : s.slice(goal.start, goal.end);
  const pattern = /(?:到|至|力争|确定了)(20\d\d)年/g;
  const first = pattern.exec(stretch) ?? pattern.exec(s.slice(0, 12_000));
  return { start: null, end: first === null ? null : Number(first[1]) };
};

/** ISO date, or null where the calendar has no such day. */
const dateOf = (year: string, month: string, day: string): string | null =>
  Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))
    ? null
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** ISO date from 自2023年3月1日起施行 (实施, 执行, 生效). */
const effectiveFrom = (s: string): string | null => {
  const found =
    /自(20\d\d)年(\d{1,2})月(\d{1,2})日起(?:正式)?(?:施行|实施|执行|生效|试行)/.exec(s.slice(-3000)) ??
    /自(20\d\d)年(\d{1,2})月(\d{1,2})日起(?:正式)?(?:施行|生效|试行)/.exec(s);
  return found === null ? null : dateOf(found[1] ?? '', found[2] ?? '', found[3] ?? '');
};

/** Year of issue: from the effective date, the document number, a date line or the page's date of publication. */
const findDocYear = (reading: ReadingText, effective: string | null): number | null => {
  for (const line of reading.debris) {
    const found = /(?:发布|成文|发文)[^\d]{0,6}(20\d\d)/.exec(line);
    if (found !== null) return Number(found[1]);
  }
  const number = /〔(20\d\d)〕\d{1,4}号/.exec(reading.s.slice(0, 1500));
  if (number !== null) return Number(number[1]);
  for (const line of [...reading.lines.slice(0, 12), ...reading.lines.slice(-6)]) {
    const found = /^(20\d\d)年\d{1,2}月\d{1,2}日$/.exec(
      reading.s.slice(line.start, Math.min(line.end, line.start + 20)),
    );
    if (found !== null) return Number(found[1]);
  }
  return effective === null ? null : Number(effective.slice(0, 4));
};

/** Do two names speak of the same plan? Eight characters in a row suffice. */
const shares = (a: string, b: string): boolean => {
  for (let at = 0; at + 8 <= a.length; at++) if (b.includes(a.slice(at, at + 8))) return true;
  return false;
};

export interface DocumentFacts {
  document: PlanDocument;
  clock: PlanClock;
  /** The title where the text itself holds it. */
  titleSpan: TitleSpan | null;
  /** The title states a period of one year: its year is every target's deadline. */
  isOneYear: boolean;
  /** The document grants: 若干政策, 奖励办法. Numbers in it are parameters where nothing else decides. */
  isPolicy: boolean;
}

/** Reads what the document says about itself. `rawTitle` gives the title as written at its offsets. */
export const readDocument = (
  reading: ReadingText,
  sections: readonly SectionSpan[],
  options: ReadPlanOptions,
  rawTitle: (start: number, end: number) => string,
): DocumentFacts => {
  const { s } = reading;
  const span = options.title === undefined ? findTitle(reading, sections) : null;
  const whole = span === null ? null : rawTitle(span.start, span.end).replace(/\s*\n\s*/g, '');
  const title = options.title ?? (whole === null ? null : planName(whole));
  const name = title === null ? '' : planName(span?.text ?? title);
  const divisions = options.divisions ?? [];
  const place =
    (title === null ? null : (placeOfTitle(name, divisions) ?? placeOfTitle(span?.text ?? title, divisions))) ??
    placeOfText(s);
  const effective = effectiveFrom(s);
  let period = title === null ? { start: null, end: null } : periodIn(name);
  if (period.end === null) {
    // 《…（2023—2025年）》已经…: the notice names the plan that it carries.
    const named =
      /《([^《》]{4,60}(?:方案|规划|计划)[^《》]{0,4}（[^（）《》]{6,16}）)》(?:已|经|印发|（以下|\(以下)/.exec(
        s.slice(0, 1500),
      )?.[1];
    if (named !== undefined && title !== null && shares(named, title)) period = periodIn(named);
  }
  if (period.end === null) {
    const term = /(?:规划期(?:限)?为?|实施期限为?|规划期限[：为]?)/.exec(s.slice(0, 6000));
    if (term !== null) period = periodIn(s.slice(term.index, term.index + 30));
  }
  if (period.end === null && title === null) {
    const own = /“十[一二三四五六]五”/.exec(s.slice(0, 3000));
    if (own !== null) period = periodIn(own[0]);
  }
  const isPolicy = title !== null && /政策|奖励|补贴|奖补|若干措施|办法/.test(title) && !/解读|规划|行动/.test(title);
  if (period.end === null && isPolicy) {
    const until = /有效期(?:截?至|到)(20\d\d)年/.exec(s.slice(-3000))?.[1];
    if (until !== undefined) period = { start: null, end: Number(until) };
  }
  if (period.end === null) period = periodFromGoals(s, sections);
  return {
    document: {
      title,
      jurisdiction: place?.name ?? null,
      level: place?.level ?? null,
      periodStart: period.start,
      periodEnd: period.end,
      effectiveFrom: effective,
    },
    clock: { periodStart: period.start, periodEnd: period.end, docYear: findDocYear(reading, effective) },
    titleSpan: span,
    isOneYear: period.start !== null && period.start === period.end,
    isPolicy,
  };
};
