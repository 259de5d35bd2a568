const zh = {
  unknown: (subject: string, why: string) => `${subject}无法判断：${why}。`,
  'not-bound': (_unit: string, _own: string) => '还没有绑定指标',
  'unit-differs': (unit: string, own: string) => `目标的单位“${unit}”和指标的单位“${own}”不是一种量`,
};
const en: typeof zh = {
  unknown: (subject, why) => `${subject} cannot be judged: ${why}.`,
  'not-bound': () => 'not bound to an indicator yet',
  'unit-differs': (unit, own) => `the target’s unit “${unit}” and the indicator’s “${own}” measure different things`,
};

export type Locale = 'zh' | 'en';
export const judgeText = (locale: Locale): typeof zh => (locale === 'en' ? en : zh);
