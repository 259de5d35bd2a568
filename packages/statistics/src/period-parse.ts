/**
 * Reads a period as people and programs write it. statistics-conventions 2; never throws.
 * Codes: 2025-03, 2025-01..03, 2025Q1, 2025H1, 2025, 2021..2025; also SDMX and house forms (2025-M03, 2025C03, 2025S1).
 * Excel: 2025年3月, 2025年1-3月, 2025年1—3月累计, 2025年一季度, 2025年上半年, 2025年前三季度, 2025年, 202503, “十四五”,
 * and dates as ISO (2025-03-31 is March: a dated cell stands for its month).
 */
import { cumulative, half, maxYear, minYear, month, type Period, quarter, span, year } from './period.ts';
import { fail, ok, type Result } from './result.ts';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const chineseDigits: Record<string, number> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
};
const num = (text: string): number => chineseDigits[text] ?? Number(text);
/** A month number in digits or Chinese numerals. */
const N = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])';
const Y = '(\\d{4})';
/** Name of a month, its group; "march" and "mar" alike. */
const M = `(${monthNames.join('|')})[a-z]*\\.?`;

type Made = Period | Result<Period>;
type Reader = readonly [RegExp, (...groups: string[]) => Made];
const re = (source: string): RegExp => new RegExp(`^${source}$`);

/** Months `a` to `b` of one year: from January cumulative, else a quarter or a half, else nothing we have. */
function months(y: number, a: number, b: number): Made {
  if (a === 1 && b <= 12) return cumulative(y, b);
  if (a % 3 === 1 && b === a + 2) return quarter(y, b / 3);
  if (a === 7 && b === 12) return half(y, 2);
  if (b > 12 || a > b || a < 1) return fail('period-month-range', `months ${a} to ${b} are not in order within 1..12`);
  return fail(
    'period-not-from-january',
    `months ${a} to ${b}: only January to a month, a quarter or a half year are periods here`,
  );
}
const years = (a: number, b: number): Made =>
  a < b ? span(a, b) : fail('period-span-order', `${a} to ${b} must rise`, a > b ? `${b}..${a}` : `${a}`);

function dated(y: string, m: string, d: string): Made {
  const last = [31, Number(y) % 4 === 0 && (Number(y) % 100 !== 0 || Number(y) % 400 === 0) ? 29 : 28];
  const days = Number(m) === 2 ? (last[1] ?? 28) : [4, 6, 9, 11].includes(Number(m)) ? 30 : 31;
  if (Number(d) < 1 || Number(d) > days) {
    return fail('period-no-such-day', `month ${m} of ${y} has no day ${d}`, `${y}-${m.padStart(2, '0')}`);
  }
  return month(Number(y), Number(m));
}

/** In order; the text is already folded: half-width, no spaces, every dash `-`, lower case. */
const readers: readonly Reader[] = [
  [re(`${Y}-?m?(\\d{2})e?`), (y, m) => month(+y, +m)],
  [re(`${Y}[-./](\\d{1,2})`), (y, m) => month(+y, +m)],
  [re(`${Y}[./](\\d{1,2})-(\\d{1,2})`), (y, a, b) => months(+y, +a, +b)],
  [re(`${Y}[-./](\\d{1,2})[-./](\\d{1,2})(?:t.*|\\d{1,2}:.*)?`), dated],
  [re(`${Y}(\\d{2})(\\d{2})`), dated],
  [re(`${Y}年${N}月(\\d{1,2})日`), (y, m, d) => dated(y, String(num(m)), d)],
  [re(`${Y}[-./]?c(\\d{1,2})`), (y, m) => cumulative(+y, +m)],
  [re(`${Y}[-./](\\d{1,2})\\.\\.(\\d{1,2})`), (y, a, b) => months(+y, +a, +b)],
  [re(`${Y}年?${N}月?-${N}月份?`), (y, a, b) => months(+y, num(a), num(b))],
  [re(`${Y}年前${N}个?月`), (y, m) => cumulative(+y, num(m))],
  [re(`${Y}年${N}月份?(?:当月|末|底)?`), (y, m) => month(+y, num(m))],
  [re(`${Y}年?-?第?([一二三四1-4])季度?`), (y, q) => quarter(+y, num(q))],
  [re(`${Y}年?[-.]?q([1-4])`), (y, q) => quarter(+y, +q)],
  [re(`q([1-4])[-./]?${Y}`), (q, y) => quarter(+y, +q)],
  [re(`${Y}年?前([二三])季度`), (y, q) => cumulative(+y, num(q) * 3)],
  [re(`${Y}年?(上|下)半年`), (y, h) => half(+y, h === '上' ? 1 : 2)],
  [re(`${Y}年?[-.]?[hs]([12])`), (y, h) => half(+y, +h)],
  [re(`h([12])[-./]?${Y}`), (h, y) => half(+y, +h)],
  [re(`${Y}(?:年度?|年全年|全年|年末|年底)?`), (y) => year(+y)],
  [re(`${Y}年?(?:-|\\.\\.)${Y}年?`), (a, b) => years(+a, +b)],
  [re(`"?十(二|三|四|五|六|七)五"?(?:时期|期间|规划)?`), (n) => span(2001 + num(n) * 5, 2005 + num(n) * 5)],
  [re(`${M}-${M}${Y}`), (a, b, y) => months(+y, monthNames.indexOf(a) + 1, monthNames.indexOf(b) + 1)],
  [re(`${M}${Y}`), (m, y) => month(+y, monthNames.indexOf(m) + 1)],
];

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−~〜至到]+/g, '-')
    .replace(/[“”「」'"]/g, '"')
    .replace(/…|⋯/g, '..')
    .replace(/累计$|\(累计\)$|合计$/, '')
    .replace(/\s+/g, '')
    .replace(/累计$|\(累计\)$|合计$/, '')
    .toLowerCase();
}

/** What the writer probably meant, where it can be seen. */
function explainFailure(text: string, folded: string): Result<Period> {
  const shown = text.trim().slice(0, 40);
  if (folded === '') return fail('period-empty', 'the period is empty', '2025-03');
  const serial = /^\d{5}(\.\d+)?$/.test(folded) ? Math.floor(Number(folded)) : 0;
  if (serial > 25569 && serial < 73051) {
    const date = civilFromDays(serial - 25569);
    return fail('period-excel-serial', `${shown} looks like a date's serial number of Excel`, date);
  }
  const short = /^(\d{2})年(.*)$/.exec(folded);
  if (short) return fail('period-short-year', `the year of ${shown} needs four digits`, `20${short[1]}年${short[2]}`);
  if (/^(前?\d{1,2}个?月|\d{1,2}-\d{1,2}月|[一二三四五六七八九十]{1,2}月|第?[一二三四]季度|[上下]半年)/.test(folded)) {
    return fail('period-without-year', `${shown} has no year; put it before, as in 2025年${folded}`);
  }
  return fail('period-unreadable', `${shown} is not a period; write 2025-03, 2025年3月, 2025年1-3月, 2025Q1 or 2025`);
}

/** Month code of a day count from 1970-01-01 (proleptic Gregorian, after Howard Hinnant's days algorithm). */
function civilFromDays(days: number): string {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const m = mp < 10 ? mp + 3 : mp - 9;
  return `${yoe + era * 400 + (m <= 2 ? 1 : 0)}-${String(m).padStart(2, '0')}`;
}

/** Text → period, or why not and what would be right (`suggestion`, itself readable). */
export function parsePeriod(text: string): Result<Period> {
  const folded = fold(text.slice(0, 100));
  for (const [pattern, make] of readers) {
    const match = pattern.exec(folded);
    if (!match) continue;
    try {
      const made = make(...match.slice(1).map((group) => group ?? ''));
      return 'ok' in made ? made : ok(made);
    } catch {
      // A constructor refused a number: say which limits hold. Nothing else throws here.
      const short = /^(\d{2})(\d{2})年?(?:-|\.\.)(\d{2})年?$/.exec(folded);
      const message = `${text.trim().slice(0, 40)}: years run from ${minYear} to ${maxYear}, months from 1 to 12`;
      const meant =
        short && Number(short[3]) > Number(short[2]) ? `${short[1]}${short[2]}..${short[1]}${short[3]}` : undefined;
      return fail('period-out-of-range', message, meant);
    }
  }
  return explainFailure(text, folded);
}
