/**
 * Charts as vectors, drawn on the server by ECharts and, for tiles, by hand. The same figures give the same bytes: ECharts
 * counts its drawings, and that count is taken out again.
 */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { barsOption, linesOption } from './chart-options.ts';
import type { ChartSpec, Drawing, DrawOptions } from './chart-spec.ts';
import { CHART_FONT, INK } from './chart-style.ts';
import { drawTiles } from './chart-tiles.ts';

use([BarChart, LineChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** The width of the text block of an A4 page. */
export const WIDTH = 442;
const LINE_HEIGHT = 178;
const BAR_HEIGHT = 17;

export function drawChart(spec: ChartSpec, { corner }: DrawOptions): Drawing {
  if (spec.kind === 'tiles') {
    const tiles = drawTiles(spec.tiles, WIDTH);
    return { ...tiles, svg: withCorner(tiles.svg, tiles, corner) };
  }
  const height = spec.kind === 'lines' ? LINE_HEIGHT : 26 + spec.items.length * BAR_HEIGHT + (spec.mark ? 14 : 0);
  const size = { width: WIDTH, height };
  const option = spec.kind === 'lines' ? linesOption(spec) : barsOption(spec);
  return { ...size, svg: withCorner(render(option, size), size, corner) };
}

function render(option: EChartsCoreOption, size: { width: number; height: number }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, ...option });
    return clean(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Without the counter of drawings, scripts of hovering and what a printer does not need. */
const clean = (svg: string): string =>
  svg
    .replace(/zr\d+/g, 'zr')
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '');

/** 演示数据 in the picture itself: pictures get cut out and pasted. */
function withCorner(svg: string, { width, height }: { width: number; height: number }, corner: string): string {
  if (!corner) return svg;
  const mark = `<text x="${width - 4}" y="${height - 3}" text-anchor="end" font-size="8" font-family="${CHART_FONT}" fill="${INK.mark}">${corner}</text>`;
  return svg.replace(/<\/svg>\s*$/, `${mark}</svg>`);
}
