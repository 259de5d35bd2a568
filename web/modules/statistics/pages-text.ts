/** Titles for the menu: the only words of this module that are loaded before its pages. */
const zh = { analysis: '多维分析', open: '数据开放', title: '指标目录与实绩', indicator: '指标', capacity: '产能核查' };
const en: typeof zh = {
  analysis: 'Analysis',
  open: 'Open data',
  title: 'Indicators and figures',
  indicator: 'Indicator',
  capacity: 'Capacity',
};

export const text = { zh, en };
