/** Titles for the menu: the only words of this module that are loaded before its pages. */
const zh = { title: '指标目录与实绩', indicator: '指标' };
const en: typeof zh = { title: 'Indicators and figures', indicator: 'Indicator' };

export const text = { zh, en };
