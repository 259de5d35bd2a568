/**
 * Chinese working days: Monday to Friday, less the days off and plus the working weekends of the State Council's yearly
 * notice. Days are `2025-09-12`. A year without its notice has no working days that could be counted: the answer is null.
 */
export interface Year {
  readonly year: number;
  /** Number of the notice, `国办发明电〔2024〕12号`. */
  readonly notice: string;
  /** `checked` against the notice's text; `high`: as generally published; `entered` by an administrator. */
  readonly certainty: 'checked' | 'high' | 'entered';
  readonly off: ReadonlySet<string>;
  readonly work: ReadonlySet<string>;
}

export type Calendar = ReadonlyMap<number, Year>;

const DAY_MS = 86_400_000;

const toNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
const toDay = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => toDay(toNumber(day) + days);
/** Whole days from one to the other, below zero where the second is earlier. */
export const daysBetween = (from: string, to: string): number => toNumber(to) - toNumber(from);

/** Null where the year's notice is not there. */
export function isWorkday(calendar: Calendar, day: string): boolean | null {
  const year = calendar.get(Number(day.slice(0, 4)));
  if (!year) return null;
  if (year.work.has(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !year.off.has(day);
}

export type Due = { readonly day: string } | { readonly day: null; readonly missingYear: number };

/**
 * The nth working day after `from`, which itself does not count; before it for a negative n. Zero: `from`, or the next
 * working day where it is none.
 */
export function addWorkdays(calendar: Calendar, from: string, n: number): Due {
  const way = n < 0 ? -1 : 1;
  let left = Math.abs(n);
  let day = toNumber(from);
  if (left === 0) {
    for (; ; day += 1) {
      const works = isWorkday(calendar, toDay(day));
      if (works === null) return without(day);
      if (works) return { day: toDay(day) };
    }
  }
  while (left > 0) {
    day += way;
    const works = isWorkday(calendar, toDay(day));
    if (works === null) return without(day);
    if (works) left -= 1;
  }
  return { day: toDay(day) };
}

const without = (day: number) => ({ day: null, missingYear: Number(toDay(day).slice(0, 4)) });

/**
 * Working days after `from` up to and with `to`; negative where `to` is earlier (then after `to` up to and with `from`).
 * Null where a year on the way has no notice.
 */
export function workdaysBetween(calendar: Calendar, from: string, to: string): number | null {
  if (to < from) {
    const back = workdaysBetween(calendar, to, from);
    return back === null ? null : -back || 0;
  }
  let count = 0;
  for (let day = toNumber(from) + 1; day <= toNumber(to); day += 1) {
    const works = isWorkday(calendar, toDay(day));
    if (works === null) return null;
    if (works) count += 1;
  }
  return count;
}

/** The day that it is in China. */
export const dayOf = (at: Date): string => CHINA_DAY.format(at);
/** Hour of the day in China, 0 to 23. */
export const hourOf = (at: Date): number => Number(CHINA_HOUR.format(at)) % 24;

const CHINA_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const CHINA_HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hourCycle: 'h23' });
