/** Titles for the menu: the only words of this module that are loaded before its pages. */
const zh = { signals: '预警信号', rules: '预警规则' };
const en: typeof zh = { signals: 'Signals', rules: 'Rules of signals' };
export const text = { zh, en };
