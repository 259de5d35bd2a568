import { lastMonth, parsePeriod } from '@liannao/statistics';
import type { SeriesRef, Words } from './blocks.ts';
import {
  type Facts,
  type FigureFact,
  figureKey,
  type IndicatorFact,
  seriesKey,
  type TargetFact,
  targetKey,
} from './facts.ts';
import { yearBefore } from './month.ts';
import type { GrowthInput, Point } from './sentences-growth.ts';
import { whenWords } from './sentences-quantity.ts';
import type { RegionsInput } from './sentences-regions.ts';
import type { Lang } from './sentences-runs.ts';

/** A report's facts, asked for in the words that blocks need. */
export interface Context {
  readonly facts: Facts;
  readonly region: string;
  readonly year: number;
  /** What the report covers, in words. */
  readonly period: string;
  readonly lang: Lang;
}

export const word = (words: Words, lang: Lang): string => words[lang] || words[lang === 'zh' ? 'en' : 'zh'];

export const indicatorOf = ({ facts }: Context, series: SeriesRef): IndicatorFact | undefined =>
  facts.indicators[seriesKey(series)];

export const figureOf = (context: Context, key: string): FigureFact | undefined => context.facts.figures[key];

export const targetOf = (context: Context, key: string): TargetFact | undefined =>
  context.facts.targets.find((target) => targetKey(target.id) === key);

export function pointOf(context: Context, series: SeriesRef, region: string, period: string): Point {
  const key = figureKey(series.code, series.scope, region, period);
  return { key, value: context.facts.figures[key]?.value ?? null };
}

/** 「全市」 in running Chinese, the name in English and where the kind of place is not in the name. */
export function placeWord(context: Context): string {
  const name = regionName(context, context.region);
  if (context.lang === 'en') return name;
  const last = name.at(-1) ?? '';
  return /[省市区县]/.test(last) ? `全${last}` : name;
}

export const regionName = ({ facts, lang }: Context, code: string): string => {
  const region = facts.regions[code];
  return region ? word(region.name, lang) : code;
};

/** 宁波 rather than 宁波市: what a sentence and a chart say. */
export const shortName = (context: Context, code: string): string => {
  const region = context.facts.regions[code];
  return context.lang === 'zh' && region ? region.short : regionName(context, code);
};

export const isStock = (indicator: IndicatorFact): boolean =>
  indicator.timeRule !== 'sum' && indicator.timeRule !== 'ratio-of-sums';

export function growthInput(context: Context, series: SeriesRef, region = context.region): GrowthInput | null {
  const indicator = indicatorOf(context, series);
  if (!indicator) return null;
  const { lang, year } = context;
  const { period } = indicator;
  return {
    subject: word(indicator.name, lang),
    place: region === context.region ? placeWord(context) : regionName(context, region),
    when: whenWords(period, { stock: isStock(indicator), year }, lang),
    measured: indicator,
    isRatio: indicator.isRatio,
    stock: isStock(indicator),
    now: pointOf(context, series, region, period),
    before: pointOf(context, series, region, yearBefore(period)),
  };
}

export function regionsInput(context: Context, series: SeriesRef): RegionsInput | null {
  const own = growthInput(context, series);
  const indicator = indicatorOf(context, series);
  if (!own || !indicator) return null;
  return {
    subject: own.subject,
    place: own.place,
    measured: own.measured,
    isRatio: own.isRatio,
    adds: indicator.regionRule === 'sum',
    total: { now: own.now, before: own.before },
    regions: context.facts.children.map((code) => ({
      name: shortName(context, code),
      now: pointOf(context, series, code, indicator.period),
      before: pointOf(context, series, code, yearBefore(indicator.period)),
    })),
  };
}

/** Month of a period, for axes: 「8月」, "Aug"; the first of a cumulative year is 1–2月. */
export function monthLabel(code: string, lang: Lang): string {
  const read = parsePeriod(code);
  if (!read.ok) return code;
  const { month } = lastMonth(read.value);
  const first = read.value.kind === 'cumulative' && month === 2;
  if (lang === 'en') return `${first ? 'Jan–' : ''}${EN[month - 1]}`;
  return first ? `1–${month}月` : `${month}月`;
}
const EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
