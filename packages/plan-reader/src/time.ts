/** Points and spans of time in plan text: years, plan periods (“十四五”), durations and frequencies. */
import { isDigit } from './chars.ts';
import { readNumeral } from './number.ts';
import { endsWithAny, startsWithAny } from './words.ts';

/** How a time expression bears on the numbers after it. */
type TimeRole = 'point' | 'span' | 'every' | 'within' | 'average';

/** A time expression. `year` is the last year it names; null for 每年 and for durations of unknown start. */
export interface TimeToken {
  start: number;
  end: number;
  role: TimeRole;
  year: number | null;
  from: number | null;
  /** 截至, 以来, 已 … : looks back. */
  past: boolean;
  /** Base of a comparison: 较2020年, 比上年, 2020年基础上. */
  base: boolean;
  /** 到, 力争到, 至, 末, 前: looks ahead. */
  until: boolean;
  /** For 三年内: how many years. */
  years: number | null;
}

const periods: Readonly<Record<string, readonly [number, number]>> = {
  九五: [1996, 2000],
  十五: [2001, 2005],
  十一五: [2006, 2010],
  十二五: [2011, 2015],
  十三五: [2016, 2020],
  十四五: [2021, 2025],
  十五五: [2026, 2030],
  十六五: [2031, 2035],
};

const yearDigits: Readonly<Record<string, number>> = {
  〇: 0,
  '○': 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** A four-digit year at `at` (2025 or 二〇二五), without 年; null where there is none. */
export const readYear = (s: string, at: number): { year: number; end: number } | null => {
  let year = 0;
  for (let i = 0; i < 4; i++) {
    const code = s.charCodeAt(at + i);
    const digit = isDigit(code) ? code - 0x30 : (yearDigits[s.charAt(at + i)] ?? Number.NaN);
    if (Number.isNaN(digit)) return null;
    year = year * 10 + digit;
  }
  if (!(year >= 1949 && year <= 2100) || isDigit(s.charCodeAt(at + 4)) || isDigit(s.charCodeAt(at - 1))) return null;
  return { year, end: at + 4 };
};

/** Offset after a month and day (6月, 12月31日, 上半年, 第三季度) that refine a year at `at`. */
const skipMonth = (s: string, at: number): number => {
  let end = at;
  for (const mark of ['月', '日', '号']) {
    let digits = end;
    while (digits < end + 2 && isDigit(s.charCodeAt(digits))) digits++;
    if (digits === end || s.charAt(digits) !== mark) return end;
    end = digits + 1;
    if (mark === '日') break;
  }
  return end;
};

const endWords = '年底前 年末前 年年底 年年末 年底 年末 年初 年前 年上半年 年下半年 年度 年'.split(' ');
const tailWords = '底前 末前 底 末 前后 前 以前 之前 年底 年末 中期 期间 以来 起 初'.split(' ');
const baseBefore = '比 较 相比 相较 对比 比照 与 同比 相对 以 在'.split(' ');
const baseAfter = '相比 基础上 的基础上 为基期 基数 翻 增长 提高 下降 增加 降低 提升 减少 水平'.split(' ');
const untilBefore = '到 至 力争到 争取到 力争 展望 在'.split(' ');

const token = (part: Partial<TimeToken> & { start: number; end: number; role: TimeRole }): TimeToken => ({
  year: null,
  from: null,
  past: false,
  base: false,
  until: false,
  years: null,
  ...part,
});

/** Is the point a base of comparison? 与/以/在 need 相比 or 基础上 after it; 比 and 较 suffice. */
const isBase = (s: string, start: number, end: number): boolean => {
  const before = s.charAt(start - 1);
  if (before === '比' && s.charAt(start - 2) !== '占' && s.charAt(start - 2) !== '对') return true;
  if (
    before === '较' ||
    s.startsWith('相较', start - 2) ||
    s.startsWith('相较于', start - 3) ||
    s.startsWith('相比', start - 2)
  )
    return true;
  if (startsWithAny(s, end, ['相比', '基础上', '的基础上', '为基期', '水平'])) return true;
  return startsWithAny(s, end, baseAfter) && endsWithAny(s, start, baseBefore) && before !== '在';
};

const readCalendarYear = (s: string, at: number): TimeToken | null => {
  const first = readYear(s, at);
  if (first === null) return null;
  let { year, end } = first;
  let from: number | null = null;
  const dashAt =
    s.charAt(end) === '年' && '-~至到'.includes(s.charAt(end + 1) || ' ') && readYear(s, end + 2) !== null
      ? end + 1
      : end;
  let next = dashAt;
  while (next < dashAt + 2 && '-~至到'.includes(s.charAt(next) || ' ')) next++;
  if (next > dashAt) {
    const second = readYear(s, next);
    if (second !== null && second.year > year) {
      from = year;
      year = second.year;
      end = second.end;
    }
  }
  const word = endWords.find((candidate) => s.startsWith(candidate, end));
  if (word === undefined) {
    // 2024、2025、2026年: only the last year of a run carries 年.
    const isRun = '、和及'.includes(s.charAt(end) || ' ') && readYear(s, end + 1) !== null;
    return isRun ? token({ start: at, end, role: 'point', year }) : null;
  }
  end += word.length;
  const hasMonth = skipMonth(s, end);
  let refined = hasMonth > end;
  end = hasMonth;
  for (const tail of tailWords) {
    if (!s.startsWith(tail, end)) continue;
    if (tail === '起' && s.charAt(end + 1) === '草') continue;
    refined = true;
    end += tail.length;
    break;
  }
  if (s.startsWith('期间', end)) end += 2;
  const isUntil = endsWithAny(s, at, untilBefore) || /[底末前]/.test(s.slice(end - 2, end));
  const isPast = s.startsWith('截', at - 2) || s.startsWith('截', at - 3) || s.startsWith('以来', end - 2);
  return token({
    start: at,
    end,
    role: from === null ? 'point' : 'span',
    year,
    from,
    past: isPast,
    base: !refined && isBase(s, at, end),
    until: isUntil,
  });
};

/** “十四五”末, “十四五”期间 …; quotes may be missing. */
const readPeriod = (s: string, at: number): TimeToken | null => {
  const open = s.charAt(at) === '“' ? at + 1 : at;
  const length = periods[s.slice(open, open + 3)] !== undefined ? 3 : 2;
  const span = periods[s.slice(open, open + length)];
  if (span === undefined) return null;
  let end = open + length;
  if (open > at) {
    if (s.charAt(end) !== '”') return null;
    end++;
  } else if (!startsWithAny(s, end, ['时期', '期间', '末', '期末', '以来', '规划'])) return null;
  const tail = [
    '时期末',
    '规划期末',
    '期末',
    '末期',
    '末',
    '时期',
    '期间',
    '以来',
    '中期',
    '初期',
    '前期',
    '后期',
  ].find((word) => s.startsWith(word, end));
  if (tail === undefined) return open > at ? token({ start: at, end, role: 'span', year: null, from: null }) : null;
  end += tail.length;
  const isEnd = tail.includes('末');
  return token({
    start: at,
    end,
    role: isEnd ? 'point' : 'span',
    year: span[1],
    from: isEnd ? null : span[0],
    past: tail === '以来',
    base: isEnd && isBase(s, at, end),
    until: isEnd,
  });
};

const frequencies: readonly (readonly [string, TimeRole])[] = [
  ['每年度', 'every'],
  ['每年', 'every'],
  ['每个年度', 'every'],
  ['逐年', 'every'],
  ['每月', 'every'],
  ['每季度', 'every'],
  ['年均', 'average'],
  ['年平均', 'average'],
];

/** Words of one calendar year relative to the document: 今年, 当年; resolved by the caller through `docYear`. */
const relativeYears: readonly (readonly [string, number])[] = [
  ['今年', 0],
  ['年内', 0],
  ['本年度', 0],
  ['本年', 0],
  ['去年', -1],
  ['上年', -1],
  ['明年', 1],
];

const readDuration = (s: string, at: number): TimeToken | null => {
  const numeral = readNumeral(s, at);
  if (numeral === null || numeral.scale !== '' || numeral.mantissa > 30 || numeral.max !== null) return null;
  if (s.charAt(numeral.end) !== '年') return null;
  let end = numeral.end + 1;
  if (s.charAt(end) === '左' || s.charAt(end) === '以')
    return s.startsWith('以内', end)
      ? token({ start: at, end: end + 2, role: 'within', years: numeral.mantissa, until: true })
      : null;
  const tail = ['时间内', '之内', '内', '时间', '左右时间'].find((word) => s.startsWith(word, end));
  if (tail === undefined) {
    return startsWithAny(s, end, [
      '来',
      '间',
      '安排',
      '累计',
      '共',
      '总',
      '合计',
      '行动',
      '计划',
      '攻坚',
      '倍增',
      '翻番',
      '滚动',
      '增长',
    ]) && numeral.han
      ? token({ start: at, end, role: 'span' })
      : null;
  }
  end += tail.length;
  return token({ start: at, end, role: 'within', years: numeral.mantissa, until: true });
};

/** The time expression that starts at `at`, or null. `docYear` resolves 今年 and 去年. */
export const readTime = (s: string, at: number, docYear: number | null): TimeToken | null => {
  const char = s.charAt(at);
  if (char === '2' || char === '1' || char === '二' || char === '一') {
    const year = readCalendarYear(s, at);
    if (year !== null) return year;
  }
  if (char === '“' || char === '十' || char === '九') {
    const period = readPeriod(s, at);
    if (period !== null) return period;
  }
  if (char === '每' || char === '逐' || char === '年') {
    for (const [word, role] of frequencies)
      if (s.startsWith(word, at)) return token({ start: at, end: at + word.length, role });
    if (s.charAt(at + 1) !== '内') return null;
  }
  if (
    char === '今' ||
    (char === '年' &&
      s.charAt(at + 1) === '内' &&
      !isDigit(s.charCodeAt(at - 1)) &&
      !'一二两三四五六七八九十几多来'.includes(s.charAt(at - 1) || ' ')) ||
    char === '本' ||
    char === '去' ||
    char === '上' ||
    char === '明'
  ) {
    for (const [word, offset] of relativeYears) {
      if (!s.startsWith(word, at)) continue;
      const end = at + word.length;
      return token({
        start: at,
        end,
        role: 'point',
        year: docYear === null ? null : docYear + offset,
        base: isBase(s, at, end),
        past: offset < 0,
      });
    }
    return null;
  }
  return readDuration(s, at);
};
