/** The trajectory chart as ECharts' option: pure, so that it can be tested without a browser. */
import type { EChartsCoreOption } from 'echarts/core';
import type { ChartColors } from '../theme.ts';
import { formatNumber } from '../widgets/number.ts';
import { withIsolated } from './points.ts';

export interface Trajectory {
  /** The axis: '1–2月', '3月', … '12月'. All series are as long as this; null where there is nothing. */
  labels: readonly string[];
  actual: readonly (number | null)[];
  path: readonly (number | null)[];
  lastYear?: readonly (number | null)[] | undefined;
  /** Indices of `actual` that are preliminary: hollow points. */
  preliminary?: readonly number[] | undefined;
  /** Values before a revision: small grey rings. */
  revised?: readonly { index: number; value: number }[] | undefined;
  target: { value: number; index?: number; comparator?: string } | null;
  /** From the last actual on; the band is the 80 % one, all null where none can be given. */
  projection?:
    | { values: readonly (number | null)[]; low: readonly (number | null)[]; high: readonly (number | null)[] }
    | undefined;
  /** Needed a month from now on; draws the thin brick line to the target. */
  paceNeeded?: number | undefined;
  decimals?: number | undefined;
}

export interface TrajectoryWords {
  actual: string;
  expected: string;
  target: string;
  lastYear: string;
  forecast: string;
  paceNeeded: string;
  gap: string;
  revised: string;
  between: (low: string, high: string) => string;
}

const lastIndex = (values: readonly (number | null)[]) => values.findLastIndex((value) => value !== null);

export function trajectoryOption(data: Trajectory, c: ChartColors, t: TrajectoryWords): EChartsCoreOption {
  const { labels, actual, path, lastYear, projection, target } = data;
  const number = (value: number) => formatNumber(value, data.decimals);
  const now = lastIndex(actual);
  const end = target?.index ?? labels.length - 1;
  const actualNow = actual[now] ?? null;
  const pathNow = path[now] ?? null;
  const behind = actualNow !== null && pathNow !== null && actualNow < pathNow;
  const preliminary = new Set(data.preliminary);
  const endLabels: { text: string; value: number; color: string; bold?: boolean }[] = [];
  const series: object[] = [];
  const atEnd = (text: string, value: number | null | undefined, color: string, bold = false) => {
    if (value !== null && value !== undefined) endLabels.push({ text, value, color, bold });
  };
  const lineOf = (
    name: string,
    values: readonly (number | null)[],
    style: { color: string; width: number; type?: readonly number[] },
    z = 2,
  ) =>
    series.push({
      name,
      type: 'line',
      data: withIsolated(values, style.color),
      symbol: 'none',
      showAllSymbol: true,
      silent: true,
      lineStyle: style,
      z,
    });

  if (lastYear) {
    lineOf(t.lastYear, lastYear, { color: c.lastYear, width: 1.6 });
    const last = lastYear[lastIndex(lastYear)];
    atEnd(`${t.lastYear} ${last === null || last === undefined ? '' : number(last)}`, last, c.third);
  }
  lineOf(t.expected, path, { color: c.path, width: 1.8, type: [6, 4] });
  if (projection) {
    const { low, high, values } = projection;
    const band = high.map((value, index) => {
      const from = low[index];
      return value === null || from === null || from === undefined ? null : value - from;
    });
    const bandSeries = {
      type: 'line',
      stack: 'band',
      showSymbol: false,
      silent: true,
      lineStyle: { opacity: 0 },
      z: 1,
    };
    series.push({ ...bandSeries, name: 'band-low', data: low });
    series.push({ ...bandSeries, name: 'band', data: band, areaStyle: { color: c.band, opacity: 0.75 } });
    lineOf(t.forecast, values, { color: c.accent, width: 2, type: [2, 3] }, 3);
    const at = lastIndex(values);
    const [value, from, to] = [values[at], low[at], high[at]];
    if (value !== null && value !== undefined) {
      const range = from != null && to != null ? t.between(number(from), number(to)) : '';
      atEnd(`${t.forecast} ${number(value)}${range}`, value, c.accent);
    }
  }
  if (target && data.paceNeeded !== undefined && actualNow !== null && now < end) {
    const pace = labels.map((_, index) => (index === now ? actualNow : index === end ? target.value : null));
    series.push({
      name: t.paceNeeded,
      type: 'line',
      data: pace,
      connectNulls: true,
      showSymbol: false,
      silent: true,
      lineStyle: { color: c.brick, width: 1.4 },
      z: 3,
    });
  }
  series.push({
    name: t.actual,
    type: 'line',
    data: actual.map((value, index) =>
      preliminary.has(index)
        ? { value, symbolSize: 9, itemStyle: { color: c.surface, borderColor: c.accent, borderWidth: 2.4 } }
        : value,
    ),
    symbol: 'circle',
    showAllSymbol: true,
    symbolSize: 8,
    lineStyle: { color: c.accent, width: 2.6 },
    itemStyle: { color: c.accent },
    z: 5,
    ...(actualNow === null ? {} : { markPoint: nowMarks({ data, c, t, now, actualNow, pathNow, behind, number }) }),
    ...(behind && pathNow !== null
      ? {
          markLine: {
            silent: true,
            symbol: ['none', 'none'],
            label: { show: false },
            lineStyle: { color: c.brick, type: 'solid', width: 1.3 },
            data: [[{ coord: [now, actualNow] }, { coord: [now, pathNow] }]],
          },
        }
      : {}),
  });
  if (data.revised?.length) {
    series.push({
      name: t.revised,
      type: 'scatter',
      symbol: 'circle',
      symbolSize: 7,
      itemStyle: { color: 'transparent', borderColor: c.lastYear, borderWidth: 1.5 },
      data: data.revised.map(({ index, value }) => [index, value]),
      z: 4,
    });
  }
  if (target) {
    series.push({
      name: t.target,
      type: 'scatter',
      symbol: 'diamond',
      symbolSize: 15,
      itemStyle: { color: c.surface, borderColor: c.path, borderWidth: 1.6 },
      data: [[end, target.value]],
      z: 6,
    });
    const words = [t.target, target.comparator, formatNumber(target.value)].filter(Boolean).join(' ');
    const pace = data.paceNeeded === undefined ? '' : `\n{pace|${t.paceNeeded} ${number(data.paceNeeded)}}`;
    atEnd(words + pace, target.value, c.text, true);
  }
  series.push(endLabelSeries(endLabels, end, c));
  return {
    grid: { left: 44 * c.scale, right: 150 * c.scale, top: 26 * c.scale, bottom: 28 * c.scale },
    xAxis: {
      type: 'category',
      boundaryGap: ['4%', 0],
      data: labels.map((value, index) =>
        index === now ? { value, textStyle: { fontWeight: 600, color: c.text } } : value,
      ),
    },
    yAxis: { type: 'value', scale: false, axisLabel: { formatter: (value: number) => formatNumber(value) } },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? number(value) : '—'),
      axisPointer: { type: 'line', lineStyle: { color: c.line } },
    },
    series,
  };
}

function nowMarks(input: {
  data: Trajectory;
  c: ChartColors;
  t: TrajectoryWords;
  now: number;
  actualNow: number;
  pathNow: number | null;
  behind: boolean;
  number: (value: number) => string;
}) {
  const { c, t, now, actualNow, pathNow, behind, number } = input;
  const label = (formatter: string, color: string, offset: [number, number], more: object = {}) => ({
    show: true,
    formatter,
    color,
    fontSize: 13 * c.scale,
    position: 'inside',
    offset,
    ...more,
  });
  const at = (y: number) => ({
    coord: [now, y],
    symbol: 'circle',
    symbolSize: 1,
    itemStyle: { color: 'transparent', borderWidth: 0 },
  });
  const marks: object[] = [
    {
      ...at(actualNow),
      label: label(`${t.actual} ${number(actualNow)}`, c.accent, [8, behind ? 20 : -18], {
        fontWeight: 600,
        align: 'left',
      }),
    },
  ];
  if (pathNow !== null) {
    marks.push({
      ...at(pathNow),
      label: label(`${t.expected} ${number(pathNow)}`, c.second, [-8, behind ? -14 : 18], { align: 'right' }),
    });
    if (behind)
      marks.push({
        ...at(pathNow),
        label: label(`${t.gap} ${number(pathNow - actualNow)}`, c.brick, [8, 4 * c.scale], {
          fontSize: 12 * c.scale,
          fontWeight: 600,
          align: 'left',
        }),
      });
  }
  return { silent: true, data: marks };
}

/** Labels at the lines' ends, pushed apart so that none covers another. */
function endLabelSeries(
  labels: { text: string; value: number; color: string; bold?: boolean }[],
  end: number,
  c: ChartColors,
) {
  const sorted = labels.toSorted((a, b) => b.value - a.value);
  return {
    type: 'custom',
    name: 'labels',
    silent: true,
    tooltip: { show: false },
    z: 7,
    data: [[end, 0]],
    renderItem: (_: unknown, api: { coord: (point: [number, number]) => [number, number] }) => {
      let free = Number.NEGATIVE_INFINITY;
      const children = sorted.map((label) => {
        const [x, y] = api.coord([end, label.value]);
        const lines = label.text.split('\n').length;
        const top = Math.max(y - 8 * c.scale, free);
        free = top + (lines * 16 + 2) * c.scale;
        return {
          type: 'text',
          x: x + 12,
          y: top,
          style: {
            text: label.text,
            fill: label.color,
            fontSize: (label.bold ? 13 : 12) * c.scale,
            fontWeight: label.bold ? 600 : 400,
            lineHeight: 16 * c.scale,
            rich: { pace: { fill: c.brick, fontSize: 12 * c.scale, fontWeight: 400, lineHeight: 16 * c.scale } },
          },
        };
      });
      return { type: 'group', children };
    },
  };
}
