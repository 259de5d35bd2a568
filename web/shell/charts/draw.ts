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
import { type EChartsType, init, registerTheme, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
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
registerTheme('liannao-light', echartsTheme('light'));
registerTheme('liannao-dark', echartsTheme('dark'));

export const draw = (element: HTMLElement, mode: 'light' | 'dark', renderer: 'svg' | 'canvas'): EChartsType =>
  init(element, `liannao-${mode}`, { renderer });
