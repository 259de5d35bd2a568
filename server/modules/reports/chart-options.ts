import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSpec } from './chart-spec.ts';
import { CHART_FONT, INK } from './chart-style.ts';

const FONT = { fontFamily: CHART_FONT, fontSize: 9, color: INK.second };
const NAME_WIDTH = 156;

/** Sorted horizontal bars from zero, value and growth written behind each. */
export function barsOption({ items, mark }: Extract<ChartSpec, { kind: 'bars' }>): EChartsCoreOption {
  const longest = Math.max(...items.map((item) => [...item.name].length));
  const nameWidth = Math.min(NAME_WIDTH, Math.max(36, longest * 9 + 6));
  const values = items.map((item) => item.value ?? 0);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values, mark?.value ?? 0);
  const room = (high - low) * 0.28;
  return {
    textStyle: FONT,
    grid: { left: nameWidth + 8, right: 8, top: mark ? 20 : 6, bottom: 14 },
    xAxis: { type: 'value', show: false, min: low < 0 ? low - room * 0.6 : 0, max: high + room || 1 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: items.map((item) => item.name),
      axisTick: { show: false },
      axisLine: { show: low === 0, lineStyle: { color: INK.line } },
      // Names stand at the edge, also where bars go to the left of zero.
      offset: 0,
      axisLabel: { ...FONT, color: INK.text, width: nameWidth, overflow: 'truncate', ellipsis: '…', interval: 0 },
      position: 'left',
    },
    series: [
      {
        type: 'bar',
        barWidth: 10,
        z: 3,
        data: items.map((item) => ({
          value: item.value ?? 0,
          itemStyle: { color: item.faded ? INK.faded : INK.actual },
          label: { position: (item.value ?? 0) < 0 ? 'left' : 'right' },
        })),
        label: {
          show: true,
          ...FONT,
          color: INK.text,
          ...(mark ? { backgroundColor: '#ffffff', padding: [1, 2] } : {}),
          formatter: ({ dataIndex }: { dataIndex: number }) => items[dataIndex]?.label ?? '',
        },
        ...(mark
          ? {
              markLine: {
                silent: true,
                z: 1,
                symbol: 'none',
                lineStyle: { color: INK.brick, type: 'dashed', width: 1 },
                label: { ...FONT, color: INK.brick, formatter: mark.label, position: 'start', distance: 4 },
                data: [{ xAxis: mark.value }],
              },
            }
          : {}),
      },
    ],
  };
}

/** This year solid with points, the year before thin and grey; each named at its line's end. */
export function linesOption({ labels, lines, decimals }: Extract<ChartSpec, { kind: 'lines' }>): EChartsCoreOption {
  return {
    textStyle: FONT,
    grid: { left: 44, right: 50, top: 16, bottom: 20 },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: [...labels],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: INK.line } },
      axisLabel: { ...FONT, interval: 0, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      axisLabel: { ...FONT, formatter: (value: number) => String(Number(value.toFixed(4))) },
      splitLine: { lineStyle: { color: INK.split } },
    },
    series: lines.map((line) => {
      const last = line.values.findLastIndex((value) => value !== null);
      const actual = line.look === 'actual';
      return {
        type: 'line',
        data: line.values.map((value, i) => ({
          value: value ?? '-',
          label:
            i === last
              ? {
                  show: true,
                  position: actual ? 'top' : 'right',
                  ...FONT,
                  color: actual ? INK.actual : INK.earlier,
                  formatter: actual ? `${line.name} ${value?.toFixed(decimals)}` : line.name,
                }
              : { show: false },
        })),
        symbol: 'circle',
        symbolSize: actual ? 4 : 0.1,
        showAllSymbol: true,
        lineStyle: { width: actual ? 2 : 1, color: actual ? INK.actual : INK.earlier },
        itemStyle: { color: actual ? INK.actual : INK.earlier },
        connectNulls: false,
        z: actual ? 3 : 2,
      };
    }),
  };
}
