/**
 * Endnotes: where each figure of a paragraph, table or chart comes from, with indicator, region, period, version and
 * source. Figures that share indicator, version and source share a line.
 */

import { type Context, figureOf, regionName, targetOf, word } from './compose-context.ts';
import { pageText } from './compose-text.ts';
import type { FigureFact } from './facts.ts';
import { seriesKey } from './facts.ts';
import { periodWords } from './sentences-quantity.ts';

export interface Notebook {
  /** The number of the note on these facts; null where none of them has a source. */
  add(keys: readonly string[]): number | null;
  readonly notes: { number: number; lines: string[] }[];
}

export function notebook(context: Context): Notebook {
  const notes: { number: number; lines: string[] }[] = [];
  const byText = new Map<string, number>();
  return {
    notes,
    add(keys) {
      const lines = linesOf(context, [...new Set(keys)]);
      if (lines.length === 0) return null;
      const text = lines.join('\n');
      const known = byText.get(text);
      if (known !== undefined) return known;
      const number = notes.length + 1;
      notes.push({ number, lines });
      byText.set(text, number);
      return number;
    },
  };
}

function linesOf(context: Context, keys: readonly string[]): string[] {
  const figures = keys
    .flatMap((key) => figureOf(context, key) ?? [])
    .filter((figure) => figure.ref !== null || figure.lock);
  const groups = Map.groupBy(figures, (figure) =>
    [figure.code, figure.scope, figure.revision, figure.status, figure.source.zh, figure.lock?.reason ?? ''].join('|'),
  );
  const lines = [...groups.values()].map((group) => figureLine(context, group));
  const targets = keys.flatMap((key) => targetOf(context, key) ?? []);
  const plans = [...new Set(targets.map((target) => target.plan.title))];
  return [
    ...lines,
    ...plans.map((plan) =>
      `${pageText[context.lang].judgedBy(plan)}。`.replace(/。$/, context.lang === 'zh' ? '。' : '.'),
    ),
  ];
}

function figureLine(context: Context, group: readonly FigureFact[]): string {
  const { lang } = context;
  const text = pageText[lang];
  const [first] = group;
  if (!first) return '';
  const indicator = context.facts.indicators[seriesKey(first)];
  const regions = [...new Set(group.map((figure) => regionName(context, figure.region)))];
  const periods = [...new Set(group.map((figure) => figure.period))];
  const version = first.lock?.own
    ? text.own
    : first.revision === 0
      ? text.computed
      : first.revision === null
        ? ''
        : text.version(first.revision);
  const parts = [
    indicator ? word(indicator.name, lang) : first.code,
    regions.join(text.separator),
    periodList(periods, lang),
    [version, first.status ? text.status[first.status] : ''].filter(Boolean).join(lang === 'zh' ? '，' : ', '),
    word(first.source, lang),
    first.lock ? text.locked(first.lock.reason, first.lock.by) : '',
  ];
  return `${parts.filter(Boolean).join(lang === 'zh' ? '；' : '; ')}${lang === 'zh' ? '。' : '.'}`;
}

/** Months of a trend as first and last. */
function periodList(codes: readonly string[], lang: 'zh' | 'en'): string {
  if (codes.length <= 4) return codes.map((code) => periodWords(code, lang)).join(pageText[lang].separator);
  const sorted = [...codes].sort();
  return `${periodWords(sorted[0] ?? '', lang)} … ${periodWords(sorted.at(-1) ?? '', lang)}（${codes.length}）`.replace(
    /（(\d+)）/,
    lang === 'zh' ? '，共 $1 期' : ', $1 periods',
  );
}
