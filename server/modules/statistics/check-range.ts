import { convertExact, formatAsWritten, normaliseUnit, speaker, withUnit } from '@liannao/statistics';
import type { Indicator } from './catalogue.ts';
import type { Outside, RawFigure } from './check-figure.ts';
import { type Locale, textFor } from './text.ts';

/** What is to be said of a figure outside the indicator's usual range; null within it. */
export function outsideRange(indicator: Indicator, value: number, raw: RawFigure, locale: Locale): Outside | null {
  const { rangeLow: low, rangeHigh: high, unit } = indicator;
  if ((low === null || value >= low) && (high === null || value <= high)) return null;
  const text = textFor(locale);
  const say = speaker({ subject: '', unit }, locale);
  const words = [value, low, high].map((number) => (number === null ? '…' : say.figure(number)));
  return {
    warning: text.outsideRange(words[0] ?? '', words[1] ?? '', words[2] ?? ''),
    fault: {
      field: 'reason',
      code: 'outside-range',
      value: raw.value.trim(),
      problem: text.outsideBounds(rangeIn(raw.unit, indicator, locale)),
      remedy: text.outsideReason(),
    },
  };
}

/** `0–80 万亿元`: the usual range in the unit that somebody wrote, so that a slip of it shows. */
function rangeIn(unit: string, indicator: Indicator, locale: Locale): string {
  const written = normaliseUnit(unit);
  const ends = [indicator.rangeLow, indicator.rangeHigh].map((end) => {
    if (end === null) return '…';
    const same = written === normaliseUnit(indicator.unit);
    const converted = same ? null : convertExact(end, indicator.unit, written, indicator.dimension);
    return formatAsWritten(converted?.ok ? Number(converted.value) : end);
  });
  const negative = (indicator.rangeLow ?? 0) < 0;
  const span = ends.join(negative ? (locale === 'zh' ? ' 至 ' : ' to ') : '–');
  return written === '1' || written === '' ? span : withUnit(span, written);
}
