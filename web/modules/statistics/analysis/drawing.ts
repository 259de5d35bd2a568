/** The cells as lines or bars, and as the sheet behind them. Pure. */
import type { EChartsCoreOption } from 'echarts/core';
import type { PivotTable } from '../../../../server/modules/statistics/analysis/model.ts';
import type { SheetData } from '../../../shell/charts/DataSheet.tsx';
import { withIsolated } from '../../../shell/charts/points.ts';
import type { Language } from '../../../shell/preferences.tsx';
import type { ChartColors } from '../../../shell/theme.ts';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { labelOf, shownCell } from './cells.ts';

/** More lines than these are a thicket. */
const MOST_SERIES = 12;

export interface Drawn {
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly decimals: number;
  /** Rows that are left out. */
  readonly more: number;
}

/** Lines run along the columns, a line a row; bars stand along the rows, one colour a column. */
export function drawnOf(table: PivotTable, shown: 'lines' | 'bars', language: Language): Drawn {
  const at = (r: number, c: number) => {
    const cell = table.cells[r]?.[c];
    const members = [...(table.rows[r] ?? []), ...(table.columns[c] ?? [])];
    return cell ? shownCell(table, members, cell, language) : null;
  };
  const along = shown === 'lines' ? table.columns : table.rows;
  const across = shown === 'lines' ? table.rows : table.columns;
  const value = (i: number, j: number) => (shown === 'lines' ? at(i, j) : at(j, i))?.value ?? null;
  return {
    labels: along.map((members) => labelOf(members) || table.measure),
    series: across.slice(0, MOST_SERIES).map((members, i) => ({
      name: labelOf(members) || (table.indicators[0]?.title ?? ''),
      values: along.map((_, j) => value(i, j)),
    })),
    decimals: at(0, 0)?.decimals ?? 1,
    more: Math.max(0, across.length - MOST_SERIES),
  };
}

export function optionOf(drawn: Drawn, shown: 'lines' | 'bars', colors: ChartColors): EChartsCoreOption {
  const { labels, series, decimals } = drawn;
  const palette = [colors.accent, colors.third, colors.lastYear];
  const several = series.length > 1;
  return {
    grid: {
      left: 64,
      right: shown === 'lines' && several ? 120 : 24,
      top: several && shown === 'bars' ? 36 : 18,
      bottom: 40,
    },
    ...(several && shown === 'bars' ? { legend: { top: 0, type: 'plain' } } : {}),
    xAxis: { type: 'category', data: labels, axisLabel: { hideOverlap: true } },
    yAxis: { type: 'value', axisLabel: { formatter: (value: number) => formatNumber(value) } },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? formatNumber(value, decimals) : '—'),
    },
    series: series.map(({ name, values }, index) => {
      const color = palette[index % palette.length] ?? colors.accent;
      if (shown === 'bars') return { name, type: 'bar', data: values, itemStyle: { color }, barMaxWidth: 36 };
      return {
        name,
        type: 'line',
        symbol: 'none',
        showAllSymbol: true,
        data: withIsolated(values, color),
        itemStyle: { color },
        // One accent colour: what follows is told apart by its dashes and its name at the end.
        lineStyle: {
          color,
          width: index === 0 ? 2.6 : 1.6,
          type: (['solid', 'dashed', 'dotted'] as const)[Math.floor(index / 3) % 3],
        },
        endLabel: { show: several, color, fontSize: 12, formatter: name },
      };
    }),
  };
}

export const sheetOf = ({ labels, series, decimals }: Drawn, axis: string): SheetData => ({
  columns: [axis, ...series.map(({ name }) => name)],
  rows: labels.map((label, at) => [label, ...series.map(({ values }) => values[at] ?? null)]),
  decimals,
});
