import { parsePeriod, periodLabel } from '@liannao/statistics';
import type { EChartsCoreOption } from 'echarts/core';
import type { CapacityLine } from '../../../../server/modules/statistics/capacity/model.ts';
import type { SheetData } from '../../../shell/charts/DataSheet.tsx';
import type { Language } from '../../../shell/preferences.tsx';
import type { ChartColors } from '../../../shell/theme.ts';
import { formatNumber } from '../../../shell/widgets/number.ts';

const labelOf = (code: string, language: Language): string => {
  const read = parsePeriod(code);
  return read.ok ? periodLabel(read.value, language) : code;
};

/** Rates by quarter as a line that breaks where one is not known, over the line of reference. */
export function quartersOption(
  line: CapacityLine,
  { floor, floorName, language, colors }: { floor: number; floorName: string; language: Language; colors: ChartColors },
): EChartsCoreOption {
  return {
    grid: { left: 48, right: 84, top: 18, bottom: 28 },
    xAxis: {
      type: 'category',
      data: line.quarters.map(({ period }) => labelOf(period, language)),
      boundaryGap: false,
      axisLabel: { hideOverlap: true },
    },
    yAxis: { type: 'value', min: 0, axisLabel: { formatter: (value: number) => formatNumber(value) } },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? `${formatNumber(value, 1)}%` : '—'),
    },
    series: [
      {
        name: line.subject.name,
        type: 'line',
        symbol: 'circle',
        symbolSize: 7,
        showAllSymbol: true,
        lineStyle: { color: colors.accent, width: 2.6 },
        itemStyle: { color: colors.accent },
        data: line.quarters.map(({ rate }) => rate),
        markLine: {
          symbol: 'none',
          silent: true,
          lineStyle: { color: colors.third, type: 'dashed' },
          label: { formatter: `${floorName} ${formatNumber(floor)}%`, position: 'end', color: colors.third },
          data: [{ yAxis: floor }],
        },
      },
    ],
  };
}

export const quartersSheet = (line: CapacityLine, quarter: string, language: Language): SheetData => ({
  columns: [quarter, `${line.subject.name} %`],
  rows: line.quarters.map(({ period, rate }) => [labelOf(period, language), rate]),
  decimals: 1,
});
