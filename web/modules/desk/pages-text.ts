/** Titles for the menu: the only words of this module that are loaded before its pages. */
const zh = {
  cockpit: '驾驶舱',
  work: '我的待办',
  screen: '大屏',
  case: '事项',
  settings: '我的设置',
  webhooks: '消息推送',
};
const en: typeof zh = {
  cockpit: 'Cockpit',
  work: 'My work',
  screen: 'Large screen',
  case: 'Case',
  settings: 'My settings',
  webhooks: 'Webhooks',
};
export const text = { zh, en };
