type State = 'met' | 'on-track' | 'at-risk' | 'off-track' | 'unknown';
type Reason = 'no-indicator' | 'unit-differs' | 'not-chosen';

const zh = {
  noTargets: (region: string) => `${region}还没有录入目标。`,
  targets: (region: string, n: number, below: boolean) => `${region}${below ? '及下辖地区' : ''}共 ${n} 项目标`,
  good: (n: number) => `${n} 项达成或正常`,
  states: {
    'at-risk': (n: number) => `${n} 项有风险`,
    'off-track': (n: number) => `${n} 项滞后`,
    unknown: (n: number) => `${n} 项无法判断`,
  },
  comma: '，',
  stop: '。',
  worst: '离应达最远的是',
  worstName: (region: string | null, name: string) => (region ? `${region}的${name}` : name),
  worstRatio: (percent: string) => `，只到应达的 ${percent}`,
  worse: (month: string, n: number) => `与 ${month}相比，${n} 项转差：`,
  moved: (state: string) => `转为${state}`,
  more: (n: number) => `等 ${n} 项`,
  better: (month: string | null, n: number) => (month ? `与 ${month}相比，${n} 项好转` : `${n} 项好转`),
  same: (month: string) => `与 ${month}相比，各项目标的状态没有变化`,
  between: '，',
  list: '、',
  month: (year: number, m: number, withYear: boolean) => (withYear ? `${year} 年 ${m} 月` : `${m} 月`),
  state: { met: '达成', 'on-track': '正常', 'at-risk': '有风险', 'off-track': '滞后', unknown: '无法判断' } as Record<
    State,
    string
  >,
  unbound: {
    'no-indicator': '指标目录里没有这个指标',
    'unit-differs': '有同名指标，但单位不是一种量',
    'not-chosen': '有合适的指标，还没有人确认',
  } as Record<Reason, string>,
  boundDefinition:
    '本地区及下辖地区现行规划中已确认的目标，绑定了指标的项数 ÷ 全部项数；绑定的里面，再数有登记表、报表或公式能给出数的。打开页面时实时计算。',
};

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const en: typeof zh = {
  noTargets: (region) => `${region} has no targets yet.`,
  targets: (region, n, below) =>
    `${region}${below ? ' and the regions below it have' : ' has'} ${n} ${n === 1 ? 'target' : 'targets'}`,
  good: (n) => `${n} met or on track`,
  states: {
    'at-risk': (n) => `${n} at risk`,
    'off-track': (n) => `${n} off track`,
    unknown: (n) => `${n} cannot be judged`,
  },
  comma: ', ',
  stop: '.',
  worst: 'Farthest from its path is ',
  worstName: (region, name) => (region ? `${name} (${region})` : name),
  worstRatio: (percent) => `, at ${percent} of it`,
  worse: (month, n) => `Since ${month} ${n} got worse: `,
  moved: (state) => ` is now ${state}`,
  more: (n) => ` and others, ${n} in all`,
  better: (month, n) => (month ? `Since ${month} ${n} got better` : `${n} got better`),
  same: (month) => `No target changed its state since ${month}`,
  between: '; ',
  list: ', ',
  month: (year, m, withYear) => (withYear ? `${monthNames[m - 1]} ${year}` : `${monthNames[m - 1]}`),
  state: {
    met: 'met',
    'on-track': 'on track',
    'at-risk': 'at risk',
    'off-track': 'off track',
    unknown: 'impossible to judge',
  },
  unbound: {
    'no-indicator': 'the catalogue has no such indicator',
    'unit-differs': 'an indicator has the name, but measures another quantity',
    'not-chosen': 'an indicator fits, nobody has confirmed it yet',
  },
  boundDefinition:
    'Accepted targets of plans in force in the region and below it: those bound to an indicator over all of them; of the bound, also those whose figures a register, a form or a formula gives. Counted when the page is opened.',
};

export type Text = typeof zh;
export const textFor = (locale: 'zh' | 'en'): Text => (locale === 'en' ? en : zh);
