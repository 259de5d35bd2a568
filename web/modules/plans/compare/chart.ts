/** Targets and figures of several plans as a dumbbell: two marks and the line between them. Pure. */
import type { EChartsCoreOption } from 'echarts/core';
import type { ChartColors } from '../../../shell/theme.ts';
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { CompareTexts } from '../compare-text.ts';
import type { Mark } from './rows.ts';

const labelOf = ({ plan, target }: Mark): string => `${plan.region.name} ${target.deadline ?? ''}`.trim();

export function dumbbellOption(marks: readonly Mark[], c: ChartColors, t: CompareTexts['chart']): EChartsCoreOption {
  const sorted = marks.toSorted((a, b) => a.value - b.value);
  const names = sorted.map((mark, index) => `${labelOf(mark)}\u200b${index}`);
  /** As the plans write it: 120, 31.3. */
  const number = (value: number) => formatNumber(Number(value.toFixed(sorted[0]?.decimals ?? 0)));
  return {
    grid: { left: 132, right: 72, top: 12, bottom: 58 },
    xAxis: { type: 'value', min: 0, axisLabel: { formatter: (value: number) => formatNumber(value) } },
    yAxis: {
      type: 'category',
      data: names,
      axisLabel: { formatter: (name: string) => name.replace(/\u200b.*$/, ''), width: 120, overflow: 'truncate' },
    },
    legend: {
      bottom: 0,
      left: 'center',
      itemGap: 24,
      itemWidth: 12,
      itemHeight: 12,
      data: [t.actual, t.target],
      textStyle: { color: c.second },
    },
    series: [
      {
        type: 'custom',
        name: 'line',
        silent: true,
        tooltip: { show: false },
        z: 1,
        data: sorted.map((mark, index) => [index, mark.actual ?? mark.value, mark.value]),
        renderItem: (
          _: unknown,
          api: { value: (at: number) => number; coord: (point: [number, number]) => [number, number] },
        ) => {
          const [x1, y1] = api.coord([api.value(1), api.value(0)]);
          const [x2, y2] = api.coord([api.value(2), api.value(0)]);
          return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: c.line, lineWidth: 3 } };
        },
        encode: { x: [1, 2], y: 0 },
      },
      {
        type: 'scatter',
        name: t.actual,
        symbol: 'circle',
        symbolSize: 11,
        z: 3,
        itemStyle: { color: c.accent },
        data: sorted.flatMap((mark, index) => (mark.actual === null ? [] : [[mark.actual, index]])),
      },
      {
        type: 'scatter',
        name: t.target,
        symbol: 'diamond',
        symbolSize: 14,
        z: 4,
        itemStyle: { color: c.surface, borderColor: c.path, borderWidth: 1.6 },
        label: {
          show: true,
          position: 'right',
          color: c.text,
          formatter: ({ value }: { value: [number, number] }) => number(value[0]),
        },
        data: sorted.map((mark, index) => [mark.value, index]),
      },
    ],
  };
}
