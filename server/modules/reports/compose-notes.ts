/**
 * Endnotes: where each figure of a paragraph, table or chart comes from, with indicator, region, period, version and
 * source. Figures that share indicator, version and source share a line.
 */

import { type Context, figureOf, regionName, targetOf, word } from './compose-context.ts';
import { pageText } from './compose-text.ts';
import type { FigureFact, TargetFact } from './facts.ts';
import { seriesKey } from './facts.ts';
import { periodWords } from './sentences-quantity.ts';
import type { Lang } from './sentences-runs.ts';

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
  const lines = joinedNames(
    [...groups.values()].map((group) => figureLine(context, group)),
    context.lang,
  );
  const targets = keys.flatMap((key) => targetOf(context, key) ?? []);
  const plans = Map.groupBy(targets, (target) => target.plan.title);
  return [...lines, ...[...plans].map(([plan, own]) => targetLine(context, plan, own))];
}

/** Judged targets: by which plan, on which figures. */
function targetLine(context: Context, plan: string, targets: readonly TargetFact[]): string {
  const { lang } = context;
  const text = pageText[lang];
  const zh = lang === 'zh';
  const figures = targets.map((target) => {
    const period = target.period === null ? text.notReported : periodWords(target.period, lang);
    const version =
      target.revision === null ? '' : target.revision === 0 ? text.computed : text.version(target.revision);
    return `${word(target.name, lang)}${zh ? '（' : ' ('}${[period, version].filter(Boolean).join(zh ? '，' : ', ')}${zh ? '）' : ')'}`;
  });
  const parts = [
    text.judgedBy(plan),
    figures.join(text.separator),
    targets.some((one) => one.synthetic) ? text.synthetic : '',
  ];
  return `${parts.filter(Boolean).join(zh ? '；' : '; ')}${zh ? '。' : '.'}`;
}

/** Indicators of which all else is the same share a line. */
function joinedNames(found: readonly { name: string; rest: string }[], lang: Lang): string[] {
  return [...Map.groupBy(found, (one) => one.rest)].map(
    ([rest, own]) =>
      `${own.map((one) => one.name).join(pageText[lang].separator)}${lang === 'zh' ? '；' : '; '}${rest}`,
  );
}

function figureLine(context: Context, group: readonly FigureFact[]): { name: string; rest: string } {
  const { lang } = context;
  const text = pageText[lang];
  const [first] = group;
  if (!first) return { name: '', rest: '' };
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
    regions.join(text.separator),
    periodList(periods, lang),
    [version, first.status ? text.status[first.status] : ''].filter(Boolean).join(lang === 'zh' ? '，' : ', '),
    word(first.source, lang),
    first.lock ? text.locked(first.lock.reason, first.lock.by) : '',
  ];
  const rest = `${parts.filter(Boolean).join(lang === 'zh' ? '；' : '; ')}${lang === 'zh' ? '。' : '.'}`;
  return { name: indicator ? word(indicator.name, lang) : first.code, rest };
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
