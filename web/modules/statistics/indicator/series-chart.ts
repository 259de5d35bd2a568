/** The line of an indicator as ECharts' option and as a table. Pure. */
import { type Lang, type Period, periodLabel } from '@liannao/statistics';
import type { EChartsCoreOption } from 'echarts/core';
import type { ObservationView } from '../../../../server/modules/statistics/model.ts';
import type { SheetData } from '../../../shell/charts/DataSheet.tsx';
import { isolated } from '../../../shell/charts/points.ts';
import type { ChartColors } from '../../../shell/theme.ts';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { type Measured, shownValue } from '../quantity.ts';

/** What a line takes of a figure. */
interface Drawable {
  period: Period;
  observation: Pick<ObservationView, 'value' | 'status'>;
}

export interface Line {
  name: string;
  values: (number | null)[];
  preliminary: number[];
}
export interface Lines {
  labels: string[];
  lines: Line[];
  decimals: number;
}

interface Words {
  axis: string;
  month: (m: number) => string;
  year: (year: number) => string;
  value: string;
}

/** Cumulative figures: a line a year over the months, the newest last. All else: one line over time. */
export function linesOf(points: readonly Drawable[], measured: Measured, words: Words, language: Lang): Lines {
  const shown = (point: Drawable | undefined) =>
    point && point.observation.value !== null ? shownValue(point.observation.value, measured, language).value : null;
  const { decimals } = shownValue(0, measured, language);
  const cumulative = points.every(({ period }) => period.kind === 'cumulative');
  if (!cumulative) {
    return {
      labels: points.map(({ period }) => periodLabel(period, language)),
      lines: [
        {
          name: words.value,
          values: points.map(shown),
          preliminary: points.flatMap(({ observation }, index) => (observation.status === 'approved' ? [] : [index])),
        },
      ],
      decimals,
    };
  }
  const monthOf = ({ period }: Drawable) => (period.kind === 'cumulative' ? period.month : 0);
  const months = [...new Set(points.map(monthOf))].sort((a, b) => a - b);
  const years = [...Map.groupBy(points, ({ period }) => (period.kind === 'span' ? 0 : period.year))].slice(-5);
  return {
    labels: months.map(words.month),
    lines: years.map(([year, own]) => {
      const at = (month: number) => own.find((point) => monthOf(point) === month);
      return {
        name: words.year(year),
        values: months.map((month) => shown(at(month))),
        preliminary: months.flatMap((month, index) => {
          const point = at(month);
          return point && point.observation.status !== 'approved' ? [index] : [];
        }),
      };
    }),
    decimals,
  };
}

/** The newest solid with points, the year before thin grey, older ones thinner still; labels at the lines' ends. */
export function lineOption({ labels, lines, decimals }: Lines, c: ChartColors): EChartsCoreOption {
  const newest = lines.length - 1;
  const lookOf = (index: number) => {
    if (index === newest) return { color: c.accent, width: 2.6 };
    return { color: index === newest - 1 ? c.third : c.lastYear, width: index === newest - 1 ? 1.6 : 1.2 };
  };
  return {
    grid: { left: 56, right: 84, top: 18, bottom: 28 },
    xAxis: { type: 'category', data: labels, boundaryGap: false, axisLabel: { hideOverlap: true } },
    yAxis: {
      type: 'value',
      ...(startsAtZero(lines) ? {} : { scale: true }),
      axisLabel: { formatter: (value: number) => formatNumber(value) },
    },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? formatNumber(value, decimals) : '—'),
    },
    series: lines.map(({ name, values, preliminary }, index) => {
      const { color, width } = lookOf(index);
      const pointed = index === newest && values.length <= 40;
      const alone = new Set(isolated(values));
      const last = values.findLast((value) => value !== null) ?? 0;
      return {
        name,
        type: 'line',
        z: index + 2,
        // Points where there is room for them; elsewhere only those that no line reaches.
        symbol: pointed ? 'circle' : 'none',
        showAllSymbol: true,
        symbolSize: 7,
        lineStyle: { color, width },
        itemStyle: { color },
        endLabel: {
          show: true,
          distance: 8,
          color: index === newest ? c.accent : c.third,
          fontSize: 12,
          fontWeight: index === newest ? 600 : 400,
          formatter: lines.length > 1 ? name : formatNumber(last, decimals),
        },
        data: values.map((value, at) => ({
          value,
          ...(alone.has(at) ? { symbol: 'circle', symbolSize: pointed ? 7 : 5 } : {}),
          ...(preliminary.includes(at)
            ? { symbolSize: 9, itemStyle: { color: c.surface, borderColor: color, borderWidth: 2.2 } }
            : {}),
        })),
      };
    }),
  };
}

/** A line need not start at zero, but then the page says so. */
export function startsAtZero(lines: readonly Line[]): boolean {
  const values = lines.flatMap((line) => line.values.filter((value) => value !== null));
  return Math.min(...values) < Math.max(...values) / 2;
}

export const sheetOf = ({ labels, lines, decimals }: Lines, axis: string): SheetData => ({
  columns: [axis, ...lines.map(({ name }) => name)],
  rows: labels.map((label, index) => [label, ...lines.map(({ values }) => values[index] ?? null)]),
  decimals,
});
