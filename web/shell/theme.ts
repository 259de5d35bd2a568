import type { ThemeConfig } from 'antd';
import darkAlgorithm from 'antd/es/theme/themes/dark';
import type { Mode } from './preferences.tsx';

/** Colours, sizes and the like from ux.md section 8. The same colours are CSS variables in css/tokens.css. */

/** Single quotes: the name stands in double-quoted attributes of the SVG that a chart is saved from. */
export const fontStack =
  "'PingFang SC','Microsoft YaHei UI','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',system-ui,sans-serif";

const lightToken = {
  colorPrimary: '#1D5C99',
  colorInfo: '#2C6FB0',
  colorSuccess: '#0B6E69',
  colorWarning: '#B87414',
  colorError: '#B0382B',
  colorTextBase: '#1B2530',
  colorText: '#1B2530',
  colorTextSecondary: '#4A5665',
  colorTextTertiary: '#667281',
  colorTextPlaceholder: '#667281',
  colorTextDescription: '#667281',
  colorBgLayout: '#F4F6F8',
  colorBgContainer: '#FFFFFF',
  colorBorder: '#CFD7DF',
  colorBorderSecondary: '#DFE4EA',
  colorSplit: '#ECEFF3',
  colorLink: '#1D5C99',
  borderRadius: 5,
  borderRadiusLG: 6,
  borderRadiusSM: 3,
  wireframe: false,
  motionDurationMid: '0.12s',
  boxShadowSecondary: '0 6px 20px rgba(27,37,48,.10)',
  fontFamily: fontStack,
};

const darkToken = {
  ...lightToken,
  colorPrimary: '#6FA8DC',
  colorInfo: '#6FA8DC',
  colorSuccess: '#4DB6AC',
  colorWarning: '#E0B050',
  colorError: '#EE8577',
  colorTextBase: '#E6EBF0',
  colorText: '#E6EBF0',
  colorTextSecondary: '#B4BFCA',
  colorTextTertiary: '#8E9BA8',
  colorTextPlaceholder: '#8E9BA8',
  colorTextDescription: '#8E9BA8',
  colorBgBase: '#12171D',
  colorBgLayout: '#12171D',
  colorBgContainer: '#1A2129',
  colorBgElevated: '#222B35',
  colorBorder: '#3B4754',
  colorBorderSecondary: '#313C48',
  colorSplit: '#28323C',
  colorLink: '#6FA8DC',
  colorTextLightSolid: '#12171D',
};

const shared = {
  Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  Tabs: { horizontalItemGutter: 22 },
};

const components: Record<Mode, ThemeConfig['components']> = {
  light: {
    ...shared,
    Table: {
      headerBg: '#F8F9FB',
      headerColor: '#4A5665',
      rowHoverBg: '#F7FAFD',
      cellPaddingBlock: 8,
      cellPaddingInline: 10,
      rowSelectedBg: '#EAF2F9',
    },
    Menu: { itemHeight: 36, itemSelectedBg: '#EAF2F9', itemSelectedColor: '#1D5C99' },
    Card: { headerHeight: 44, bodyPadding: 16 },
  },
  dark: {
    ...shared,
    Table: {
      headerBg: '#1F2730',
      headerColor: '#B4BFCA',
      rowHoverBg: '#1F2832',
      cellPaddingBlock: 8,
      cellPaddingInline: 10,
      rowSelectedBg: '#1E3448',
    },
    Menu: { itemHeight: 36, itemSelectedBg: '#1E3448', itemSelectedColor: '#6FA8DC' },
    Card: { headerHeight: 44, bodyPadding: 16 },
  },
};

/** Ant Design's theme; its sizes are px, so the text size is multiplied in here. */
export function antdTheme(mode: Mode, scale: number): ThemeConfig {
  return {
    cssVar: { key: 'liannao' },
    hashed: false,
    ...(mode === 'dark' ? { algorithm: darkAlgorithm } : {}),
    token: {
      ...(mode === 'dark' ? darkToken : lightToken),
      fontSize: Math.round(14 * scale),
      controlHeight: Math.round(32 * scale),
      controlHeightSM: Math.round(26 * scale),
      controlHeightLG: Math.round(40 * scale),
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: components[mode] ?? {},
  };
}

/** The colours that a drawing needs as values (canvas and downloads cannot read CSS variables). */
export interface ChartColors {
  /** The reader's text size; multiply font sizes and margins by it. */
  scale: number;
  series: readonly string[];
  sequential: readonly string[];
  text: string;
  second: string;
  third: string;
  line: string;
  split: string;
  surface: string;
  accent: string;
  band: string;
  path: string;
  lastYear: string;
  brick: string;
  states: Readonly<Record<'met' | 'on-track' | 'at-risk' | 'off-track' | 'unknown', string>>;
}

export const chartColors: Record<Mode, Omit<ChartColors, 'scale'>> = {
  light: {
    series: ['#2C6FB0', '#C07A1E', '#2F8577', '#7D5FA8', '#A9554F', '#667281'],
    sequential: ['#EAF1F8', '#C9DDF0', '#97BDE0', '#5B93C7', '#2A639F'],
    text: '#1B2530',
    second: '#4A5665',
    third: '#667281',
    line: '#C6CED6',
    split: '#E9EDF1',
    surface: '#FFFFFF',
    accent: '#2C6FB0',
    band: '#DCE8F4',
    path: '#3A4654',
    lastYear: '#A9B3BE',
    brick: '#B0382B',
    states: { met: '#0B6E69', 'on-track': '#2C6FB0', 'at-risk': '#B87414', 'off-track': '#B0382B', unknown: '#667281' },
  },
  dark: {
    series: ['#6FA8DC', '#DFA654', '#62B5A6', '#AE94D6', '#D68F88', '#9AA6B2'],
    sequential: ['#22303E', '#2B4A68', '#3A6793', '#5B93C7', '#9CC4EA'],
    text: '#E6EBF0',
    second: '#B4BFCA',
    third: '#8E9BA8',
    line: '#4A5664',
    split: '#28323C',
    surface: '#1A2129',
    accent: '#6FA8DC',
    band: '#253B50',
    path: '#C3CDD7',
    lastYear: '#66727F',
    brick: '#EE8577',
    states: { met: '#4DB6AC', 'on-track': '#6FA8DC', 'at-risk': '#E0B050', 'off-track': '#EE8577', unknown: '#9AA6B2' },
  },
};

/** Apache ECharts' theme. */
export function echartsTheme(mode: Mode, scale: number) {
  const colors = chartColors[mode];
  const fontSize = Math.round(12 * scale);
  const axisText = { color: colors.third, fontFamily: fontStack, fontSize };
  return {
    color: colors.series,
    backgroundColor: 'transparent',
    animation: false,
    textStyle: { fontFamily: fontStack, fontSize, color: colors.second },
    categoryAxis: {
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: axisText,
    },
    valueAxis: {
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colors.split } },
      axisLabel: axisText,
    },
    line: { symbolSize: 6, lineStyle: { width: 2.6 }, smooth: false },
    bar: { barMaxWidth: 18, itemStyle: { borderRadius: 0 } },
    tooltip: {
      backgroundColor: mode === 'dark' ? '#222B35' : '#FFFFFF',
      borderColor: mode === 'dark' ? '#313C48' : '#DFE4EA',
      textStyle: { color: colors.text, fontSize },
      extraCssText: 'box-shadow:0 6px 20px rgba(27,37,48,.10)',
    },
  };
}
