import { growth, stateWords } from '@liannao/statistics';
import type { BlockOf, SeriesRef } from './blocks.ts';
import type { ChartSpec } from './chart-spec.ts';
import {
  type Context,
  indicatorOf,
  isStock,
  monthLabel,
  pointOf,
  regionsInput,
  shortName,
  word,
} from './compose-context.ts';
import { pageText } from './compose-text.ts';
import { targetKey } from './facts.ts';
import { trendPeriods } from './month.ts';
import { cellNumber, drawnNumber, periodWords, shownDecimals, signedPercent, unitWord } from './sentences-quantity.ts';
import { changeOf, contributions, rankRegions } from './sentences-regions.ts';

export interface ComposedChart {
  readonly caption: string;
  readonly spec: ChartSpec;
  readonly alt: string;
  readonly under: string;
  readonly keys: readonly string[];
}

export function composeChart(context: Context, block: BlockOf<'chart'> | BlockOf<'map'>): ComposedChart | null {
  if (block.type === 'map') return tiles(context, block.series);
  switch (block.of) {
    case 'trend':
      return trend(context, block.series);
    case 'regions':
      return regionBars(context, block.series);
    case 'contribution':
      return pullBars(context, block.series);
    case 'targets':
      return targetBars(context);
  }
}

function trend(context: Context, series: SeriesRef): ComposedChart | null {
  const indicator = indicatorOf(context, series);
  if (!indicator) return null;
  const { lang } = context;
  const { now, before } = trendPeriods(indicator.period);
  const points = (codes: readonly string[]) => codes.map((code) => pointOf(context, series, context.region, code));
  const current = points(now);
  const earlier = points(before);
  if ([...current, ...earlier].every((point) => point.value === null)) return null;
  const drawn = (all: typeof current) =>
    all.map((point) => (point.value === null ? null : drawnNumber(point.value, indicator, lang)));
  const labels = before.length >= now.length ? before : now;
  const subject = word(indicator.name, lang);
  const text = pageText[lang];
  const year = context.year;
  return {
    caption: text.trendChart(subject, unitWord(indicator, lang), !isStock(indicator) && !indicator.isRatio),
    spec: {
      kind: 'lines',
      labels: labels.map((code) => monthLabel(code, lang)),
      lines: [
        { name: text.trendNow(year - 1), values: drawn(earlier), look: 'earlier' },
        { name: text.trendNow(year), values: drawn(current), look: 'actual' },
      ],
      decimals: shownDecimals(indicator),
    },
    alt: `${subject}: ${current.flatMap((p, i) => (p.value === null ? [] : [`${periodWords(now[i] ?? '', lang)} ${cellNumber(p.value, indicator, lang)}`])).join('; ')}`,
    under: '',
    keys: [...current, ...earlier].filter((point) => point.value !== null).map((point) => point.key),
  };
}

function regionBars(context: Context, series: SeriesRef): ComposedChart | null {
  const input = regionsInput(context, series);
  const indicator = indicatorOf(context, series);
  if (!input || !indicator || input.regions.every((region) => region.now.value === null)) return null;
  const { lang } = context;
  const items = rankRegions(input.regions).map(({ region, value }) => {
    const change = changeOf(region, input.isRatio);
    const grew = change === null ? '' : input.isRatio ? pageText[lang].points(signed(change)) : signedPercent(change);
    return {
      name: region.name,
      value: drawnNumber(value, indicator, lang),
      label: `${cellNumber(value, indicator, lang)}  ${grew}`.trim(),
      faded: change !== null && change < 0,
      keys: [region.now.key, ...(region.before.value === null ? [] : [region.before.key])],
    };
  });
  const when = periodWords(indicator.period, lang);
  const none = input.regions.filter((region) => region.now.value === null).map((region) => region.name);
  return {
    caption: pageText[lang].regionsChart(input.subject, unitWord(indicator, lang), when),
    spec: { kind: 'bars', items },
    alt: items.map((item) => `${item.name} ${item.label}`).join('; '),
    under: none.length > 0 ? pageText[lang].missingParts(none.join(pageText[lang].separator)) : '',
    keys: items.flatMap((item) => item.keys),
  };
}

const signed = (value: number): string => signedPercent(value).replace('%', '');

function pullBars(context: Context, series: SeriesRef): ComposedChart | null {
  const input = regionsInput(context, series);
  const indicator = indicatorOf(context, series);
  const found = input && contributions(input);
  if (!input || !indicator || !found || found.parts.some((part) => part.pull === null)) return null;
  const { lang } = context;
  const whole = growth(input.total.now.value, input.total.before.value);
  const items = found.parts.map((part) => ({
    name: part.region?.name ?? (lang === 'zh' ? '其他' : 'other'),
    value: part.pull,
    label: signed(part.pull ?? 0),
    faded: (part.pull ?? 0) < 0,
  }));
  const keys = input.regions.flatMap((region) =>
    region.now.value === null || region.before.value === null ? [] : [region.now.key, region.before.key],
  );
  const total = whole.kind === 'rate' ? signedPercent(whole.percent) : '';
  return {
    caption: pageText[lang].pullChart(input.subject, periodWords(indicator.period, lang)),
    spec: { kind: 'bars', items },
    alt: items.map((item) => `${item.name} ${item.label}`).join('; '),
    under: total
      ? lang === 'zh'
        ? `合计等于${input.place}增幅 ${total}。`
        : `Together the growth of ${input.place}, ${total}.`
      : '',
    keys: [...keys, input.total.now.key, input.total.before.key],
  };
}

function targetBars(context: Context): ComposedChart | null {
  const { lang } = context;
  const judged = context.facts.targets.filter((target) => target.ratio !== null);
  if (judged.length === 0) return null;
  const items = [...judged]
    .sort((a, b) => (a.ratio ?? 0) - (b.ratio ?? 0))
    .slice(0, MOST_TARGETS)
    .map((target) => ({
      name: word(target.name, lang),
      value: Math.min(target.ratio ?? 0, MOST_RATIO) * 100,
      label: `${((target.ratio ?? 0) * 100).toFixed(0)}%  ${stateWords[lang][target.state]}`,
      faded: target.state === 'off-track' || target.state === 'at-risk',
    }));
  const left = judged.length - items.length;
  return {
    caption: pageText[lang].targetsChart,
    spec: { kind: 'bars', items, mark: { value: 100, label: pageText[lang].due } },
    alt: items.map((item) => `${item.name} ${item.label}`).join('; '),
    under: left > 0 ? (lang === 'zh' ? `另有 ${left} 项高于图中所列。` : `${left} more stand above those shown.`) : '',
    keys: judged.map((target) => targetKey(target.id)),
  };
}
/** As many as fit a third of a page; bars beyond the ratio are cut. */
const MOST_TARGETS = 16;
const MOST_RATIO = 2;

function tiles(context: Context, series: SeriesRef): ComposedChart | null {
  const indicator = indicatorOf(context, series);
  if (!indicator) return null;
  const { lang, facts } = context;
  const found = facts.children.flatMap((code) => {
    const place = facts.regions[code]?.place;
    if (!place) return [];
    const point = pointOf(context, series, code, indicator.period);
    return [
      {
        name: shortName(context, code),
        value: point.value === null ? null : drawnNumber(point.value, indicator, lang),
        label: point.value === null ? pageText[lang].notReported : cellNumber(point.value, indicator, lang),
        key: point.key,
        ...place,
      },
    ];
  });
  if (found.every((tile) => tile.value === null)) return null;
  const subject = word(indicator.name, lang);
  return {
    caption: pageText[lang].mapTitle(subject, unitWord(indicator, lang), periodWords(indicator.period, lang)),
    spec: { kind: 'tiles', tiles: found },
    alt: found.map((tile) => `${tile.name} ${tile.label}`).join('; '),
    under: pageText[lang].mapNote,
    keys: found.filter((tile) => tile.value !== null).map((tile) => tile.key),
  };
}
