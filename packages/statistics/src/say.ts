/** Figures, goals and times as words, shared by the sentences of both languages. ux 6 and 11. */
import { decimal } from './decimal.ts';
import type { Judgement } from './judgement-types.ts';
import type { Period } from './period.ts';
import type { Lang } from './period-label.ts';
import { decimalsOf, formatNumber, groupDigits, roundHalfUp, withUnit } from './round.ts';
import { convertExact } from './unit.ts';
import { englishUnit } from './unit-words.ts';

export interface Wording {
  /** What is judged, to stand before the figure: 出口, 公共充电桩 / "exports", "public chargers". */
  readonly subject: string;
  /** Unit of the judgement's numbers, e.g. 辆. */
  readonly unit: string;
  /** Unit to say them in, e.g. 万辆. Must be of the same dimension. Default: `unit`. */
  readonly displayUnit?: string;
}

const monthNames = 'January February March April May June July August September October November December'.split(' ');
const monthName = (m: number): string => monthNames[m - 1] ?? '';

export interface Speaker {
  /** A measured figure, as published. */
  figure(value: number): string;
  /** A number of the path or a mean: one more decimal where a count is not whole. */
  fine(value: number): string;
  /** A difference: of figures in % it is in 百分点. */
  gap(value: number): string;
  /** A number of the plan: every digit it has. */
  written(value: number): string;
  /** 300–500 公里: the unit once. */
  range(low: number, high: number): string;
}

/** Throws RangeError when the display unit is of another dimension: our own mistake. */
export function speaker(wording: Wording, lang: Lang): Speaker {
  const shown = wording.displayUnit ?? wording.unit;
  const into = (value: number, unit: string): string => {
    if (unit === wording.unit) return decimal(value).toFixed();
    const exact = convertExact(value, wording.unit, unit);
    if (!exact.ok) throw new RangeError(exact.issues[0]?.message);
    return exact.value;
  };
  const print = (text: string, unit: string): string => {
    if (lang === 'zh') return withUnit(groupDigits(text), unit);
    const [power, word] = englishUnit(unit);
    const scaled = power === 0 ? text : decimal(text).times(decimal(10).pow(power)).toFixed();
    if (word === '%') return `${groupDigits(scaled)}%`;
    return word === '' ? groupDigits(scaled) : `${groupDigits(scaled)} ${word}`;
  };
  /** In the display unit; in the stored one where nothing but zero would be left of the figure. */
  const say = (value: number, decimals: (unit: string, shownValue: string) => number): string => {
    const inShown = into(value, shown);
    const text = roundHalfUp(inShown, decimals(shown, inShown));
    if (Number(text) !== 0 || value === 0 || shown === wording.unit) return print(text, shown);
    return print(roundHalfUp(value, decimals(wording.unit, String(value))), wording.unit);
  };
  const fine = (value: number): string =>
    say(value, (unit, text) => {
      const usual = decimalsOf(unit);
      return usual === 0 && !decimal(text).isInteger() && decimal(text).abs().lt(100) ? 1 : usual;
    });
  return {
    figure: (value) => say(value, (unit) => decimalsOf(unit)),
    fine,
    gap: (value) => (shown === '%' ? print(roundHalfUp(into(value, shown), 1), '百分点') : fine(value)),
    written: (value) => print(into(value, shown), shown),
    range: (low, high) => {
      const power = lang === 'en' ? englishUnit(shown)[0] : 0;
      const first = decimal(into(low, shown)).times(decimal(10).pow(power)).toFixed();
      return `${groupDigits(first)}–${print(into(high, shown), shown)}`;
    },
  };
}

/** A share in whole per cent, with more decimals where rounding would carry it over a threshold or up to 100. */
export function sharePercent(share: number, thresholds: readonly number[]): string {
  const limits = [...thresholds, 1].map((limit) => decimal(limit).times(100));
  const exact = decimal(share).times(100);
  for (let decimals = 0; decimals <= 6; decimals++) {
    const rounded = decimal(roundHalfUp(exact.toFixed(), decimals));
    if (limits.every((limit) => exact.gte(limit) === rounded.gte(limit)))
      return `${groupDigits(rounded.toFixed(decimals))}%`;
  }
  return `${groupDigits(exact.toDecimalPlaces(6, 1).toFixed())}%`;
}
export const growthPercent = (share: number): string => `${formatNumber(decimal(share).times(100).toFixed(), '%')}%`;
export const times = (ratio: number): string => formatNumber(ratio, '倍', { decimals: 2 });

/** When the figure stands, as running text; the year is left out where it is the data month's. */
export function when(judgement: Judgement, period: Period, lang: Lang): string {
  const zh = lang === 'zh';
  const y = period.kind === 'span' ? period.to : period.year;
  const own = y === judgement.asAt.year;
  const head = zh ? (own ? '' : `${y} 年 `) : '';
  const tail = own ? '' : ` ${y}`;
  const atDate = judgement.measure === 'point' || judgement.measure === 'accumulated';
  switch (period.kind) {
    case 'month':
      if (zh) return atDate ? `截至 ${head}${period.month} 月底，` : `${head}${period.month} 月`;
      return atDate ? `by the end of ${monthName(period.month)}${tail}` : `in ${monthName(period.month)}${tail}`;
    case 'cumulative': {
      const months = period.month === 1 ? '1 月' : `1–${period.month} 月`;
      const running = judgement.measure === 'year-flow' ? '累计' : '';
      return zh ? `${head}${months}${running}` : `in January–${monthName(period.month)}${tail}`;
    }
    case 'quarter':
      return zh ? `${y} 年${['一', '二', '三', '四'][period.quarter - 1]}季度` : `in Q${period.quarter} ${y}`;
    case 'half':
      return zh ? `${head}${period.half === 1 ? '上' : '下'}半年` : `in H${period.half} ${y}`;
    default:
      if (atDate) return zh ? `截至 ${y} 年底，` : `by the end of ${y}`;
      return zh ? `${y} 年` : `in ${y}`;
  }
}

/** Months that are left of a year, "9–12 月" / "September–December"; null when none is. */
export function restOfYear(judgement: Judgement, lang: Lang): string | null {
  const left = judgement.requiredPace?.monthsLeft ?? 0;
  if (left < 1 || left > 11) return null;
  const first = 13 - left;
  if (lang === 'zh') return first === 12 ? '12 月' : `${first}–12 月`;
  return first === 12 ? 'December' : `${monthName(first)}–${monthName(12)}`;
}
