import { changeInPoints, growth } from '@liannao/statistics';
import { parseScopeKey } from '../../kernel/observation/scope.ts';
import { type Indicator, indicatorTitle, loadSeries, type SeriesFigure } from '../statistics/index.ts';
import { type Collector, type Input, none } from './collected.ts';
import { figurePeriods } from './period.ts';

/** Level of an indicator, or its growth over the same period of last year, on the figures known at the time. */
export const collectIndicator: Collector = async ({ tx, subjects, period, knownAt }, { measure }) => {
  if (measure.kind !== 'indicator-level' && measure.kind !== 'indicator-growth') return new Map();
  const key = (regionCode: string) => ({ indicatorCode: measure.indicator, scopeKey: measure.scope, regionCode });
  const series = await loadSeries(
    tx,
    subjects.map(({ id }) => key(id)),
    knownAt,
  );
  const indicator = series.catalogue.get(measure.indicator);
  return new Map(
    subjects.map(({ id }): [string, Input] => {
      if (!indicator)
        return [id, none(`指标目录里没有 ${measure.indicator}`, `there is no indicator ${measure.indicator}`)];
      const figures = new Map(series.figures(key(id)).map((figure) => [figure.period, figure]));
      const now = firstOf(figures, figurePeriods(period));
      if (!now || now.value === null) return [id, noFigure(indicator, period.code)];
      const words = titles(indicator, measure.scope);
      if (measure.kind === 'indicator-level')
        return [
          id,
          {
            ...level(now, now.value, indicator),
            zh: `${words.zh}（${now.period}）`,
            en: `${words.en} (${now.period})`,
          },
        ];
      const then = figures.get(lastYear(now.period));
      if (!then || then.value === null)
        return [
          id,
          none(
            `${words.zh}没有上年同期（${lastYear(now.period)}）的数`,
            `no figure of ${lastYear(now.period)} for ${words.en}`,
          ),
        ];
      const change = changeOf(indicator, now.value, then.value);
      if (change === null)
        return [
          id,
          none(`${words.zh}上年同期为 0 或为负，算不出增速`, `no growth of ${words.en}: last year was zero or below`),
        ];
      return [
        id,
        {
          value: change,
          unit: indicator.dimension === 'ratio' ? '个百分点' : '%',
          refs: [ref(now), ref(then)],
          zh: `${words.zh}比上年同期（${now.period}：${plain(now.value)}，${then.period}：${plain(then.value)} ${indicator.unit}）`,
          en: `${words.en} against last year (${now.period}: ${plain(now.value)}, ${then.period}: ${plain(then.value)} ${indicator.unit})`,
          synthetic: now.synthetic || then.synthetic,
        },
      ];
    }),
  );
};

const firstOf = (figures: ReadonlyMap<string, SeriesFigure>, periods: readonly string[]) =>
  periods.map((period) => figures.get(period)).find((figure) => figure && figure.value !== null);

const lastYear = (period: string) => period.replace(/^\d{4}/, (year) => String(Number(year) - 1));

const plain = (value: number) => String(Number(value.toFixed(4)));

const ref = ({ ref: id, period }: SeriesFigure) => ({ kind: 'observation', id, text: period });

const level = (figure: SeriesFigure, value: number, { unit }: Indicator) => ({
  value,
  unit,
  refs: [ref(figure)],
  synthetic: figure.synthetic,
});

const titles = (indicator: Indicator, scope: string) => ({
  zh: indicatorTitle(indicator, 'zh', parseScopeKey(scope)),
  en: indicatorTitle(indicator, 'en', parseScopeKey(scope)),
});

const noFigure = (indicator: Indicator, period: string) =>
  none(`${indicator.nameZh}没有 ${period} 的数`, `no figure of ${period} for ${indicator.nameEn}`);

function changeOf({ dimension }: Indicator, now: number, then: number): number | null {
  if (dimension === 'ratio') return changeInPoints(now, then);
  const change = growth(now, then);
  return change.kind === 'rate' ? change.percent : null;
}
