/** The chart library, with only what we draw; its own chunk, loaded after the first paint. */
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { Mode } from '../preferences.tsx';
import { echartsTheme } from '../theme.ts';

use([
  LineChart,
  BarChart,
  ScatterChart,
  CustomChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  AriaComponent,
  SVGRenderer,
  CanvasRenderer,
]);

export interface DrawOptions {
  mode: Mode;
  scale: number;
  renderer: 'svg' | 'canvas';
}

export const draw = (element: HTMLElement, { mode, scale, renderer }: DrawOptions): EChartsType =>
  init(element, echartsTheme(mode, scale), { renderer });
