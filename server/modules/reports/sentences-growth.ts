/**
 * What an indicator reached and how it changed over a year. Cumulative year on year; rates change in percentage points;
 * never a month against the month before. Says 增长 only of what rose once rounded as published, and nothing of a change
 * whose base is not known.
 */
import { changeInPoints, growth, roundHalfUp } from '@liannao/statistics';
import { type Measured, percent, points, quantity, roundsToZero } from './sentences-quantity.ts';
import { type FigureRun, type Lang, missingText, type Run } from './sentences-runs.ts';

export interface Point {
  readonly key: string;
  readonly value: number | null;
}

export interface GrowthInput {
  readonly subject: string;
  /** 「全市」; empty in English, where the place follows. */
  readonly place: string;
  readonly when: string;
  readonly measured: Measured;
  readonly isRatio: boolean;
  /** What stands at a date: compared with 上年同期, not called cumulative. */
  readonly stock: boolean;
  readonly now: Point;
  readonly before: Point;
}

/** Several indicators in one paragraph: those of the same time say it once. */
export function growthParagraph(inputs: readonly GrowthInput[], lang: Lang): Run[] {
  return inputs.flatMap((input, i) => {
    const before = inputs[i - 1];
    const goesOn = before !== undefined && before.when === input.when && before.place === input.place;
    const runs = growthSentence(input, lang, goesOn);
    return i > 0 && lang === 'en' ? [' ', ...runs] : runs;
  });
}

/** `goesOn`: the sentence before told when and where. */
export function growthSentence(input: GrowthInput, lang: Lang, goesOn = false): Run[] {
  const { now, when, place, subject } = input;
  const verb = input.stock || input.isRatio ? 'stood at' : 'came to';
  const head =
    lang === 'zh'
      ? `${goesOn ? '' : `${when}，${place}`}${subject} `
      : goesOn
        ? `${subject} ${verb} `
        : `${when}, ${lowerFirst(subject)} in ${place} ${verb} `;
  const end = lang === 'zh' ? '。' : '.';
  if (now.value === null) return [head, missing(now.key, lang), end];
  const value: FigureRun = { how: 'value', keys: [now.key], text: quantity(now.value, input.measured, lang) };
  const change = changeRuns(input, lang);
  const comma = lang === 'zh' ? '，' : ', ';
  return [head, value, ...(change.length > 0 ? [comma, ...change] : []), end];
}

/** 「同比增长 15.2%」; without a base only that there is none. Empty where nothing can be compared. */
export function changeRuns(input: GrowthInput, lang: Lang): Run[] {
  const { now, before, isRatio } = input;
  if (now.value === null) return [];
  if (before.value === null) {
    return [lang === 'zh' ? '上年同期数未取得，不作同比' : 'with no figure of a year before to compare with'];
  }
  const keys = [now.key, before.key];
  if (isRatio) return pointRuns(changeInPoints(now.value, before.value), keys, lang);
  const change = growth(now.value, before.value);
  switch (change.kind) {
    case 'rate':
      return rateRuns(change, { keys, now: now.value, before: before.value }, lang);
    case 'to-loss':
      return [lang === 'zh' ? '上年同期为正，今年转负' : 'turning negative from a positive figure a year before'];
    case 'to-profit':
      return [lang === 'zh' ? '上年同期为负，今年转正' : 'turning positive from a negative figure a year before'];
    case 'loss-wider':
    case 'loss-narrower':
      return lossRuns(change.kind === 'loss-wider', { how: 'growth', keys, text: percent(change.percent) }, lang);
    case 'none':
      return [lang === 'zh' ? '上年同期为零，不作同比' : 'with zero a year before, so that no rate can be given'];
  }
}

function lossRuns(wider: boolean, by: FigureRun, lang: Lang): Run[] {
  if (lang === 'zh') return [wider ? '负值比上年同期扩大 ' : '负值比上年同期收窄 ', by];
  return [`the negative figure ${wider ? 'wider' : 'narrower'} by `, by, ' than a year before'];
}

function pointRuns(change: number | null, keys: readonly string[], lang: Lang): Run[] {
  if (change === null) return [];
  if (roundsToZero(change, 1)) return [lang === 'zh' ? '与上年同期持平' : 'level with a year before'];
  const by: FigureRun = { how: 'points', keys, text: points(Math.abs(change), lang) };
  if (lang === 'zh') return [change > 0 ? '同比提高 ' : '同比降低 ', by];
  return [change > 0 ? 'up ' : 'down ', by, ' on a year before'];
}

/** Above 100 % also as a multiple: nobody sees at a glance how much +260 % is. */
function rateRuns(
  change: { readonly percent: number },
  of: { readonly keys: readonly string[]; readonly now: number; readonly before: number },
  lang: Lang,
): Run[] {
  const { keys } = of;
  if (roundsToZero(change.percent, 1)) return [lang === 'zh' ? '与上年同期持平' : 'level with a year before'];
  const by: FigureRun = { how: 'growth', keys, text: percent(Math.abs(change.percent)) };
  const rises = change.percent > 0;
  const multiple = change.percent > 100 ? roundHalfUp(of.now / of.before, 2) : null;
  if (lang === 'zh')
    return [rises ? '同比增长 ' : '同比下降 ', by, ...(multiple ? [`（为上年同期的 ${multiple} 倍）`] : [])];
  return [rises ? 'up ' : 'down ', by, ' year on year', ...(multiple ? [` (${multiple} times the figure then)`] : [])];
}

export const missing = (key: string, lang: Lang): FigureRun => ({
  how: 'value',
  keys: [key],
  text: missingText(lang),
  missing: true,
});

/** A name in the middle of an English sentence. */
export const lowerFirst = (text: string) => (/^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text);
