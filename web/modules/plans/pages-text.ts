/** Titles for the menu: the only words of this module that are loaded before its pages. */
const zh = {
  ledger: '目标台账',
  target: '目标',
  compare: '规划比较',
};
const en: typeof zh = {
  ledger: 'Target ledger',
  target: 'Target',
  compare: 'Compare plans',
};

export const text = { zh, en };
