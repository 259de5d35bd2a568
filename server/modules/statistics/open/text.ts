import type { Locale } from '../text.ts';

/** A name in both languages, Chinese first. */
export interface Names {
  readonly zh: string;
  readonly en: string;
}

/** Groups of the catalogue: each is a dataflow. */
const groupNames: Readonly<Record<string, Names>> = {
  output: { zh: '产量与销量', en: 'Output and sales' },
  economy: { zh: '经济规模', en: 'Economy' },
  capacity: { zh: '产能', en: 'Capacity' },
  market: { zh: '市场与推广', en: 'Market' },
  trade: { zh: '进出口', en: 'Trade' },
  chain: { zh: '产业链', en: 'Chain' },
  matching: { zh: '供需对接', en: 'Matching' },
  enterprises: { zh: '企业', en: 'Firms' },
  digital: { zh: '数字化', en: 'Digital' },
  innovation: { zh: '创新', en: 'Innovation' },
  talent: { zh: '人才', en: 'Talent' },
  investment: { zh: '投资与项目', en: 'Investment and projects' },
  layout: { zh: '布局', en: 'Layout' },
  support: { zh: '政策支持', en: 'Support' },
  charging: { zh: '充换电', en: 'Charging' },
  icv: { zh: '智能网联', en: 'Connected vehicles' },
  vehicles: { zh: '车辆运行', en: 'Vehicles' },
  batteries: { zh: '动力电池', en: 'Batteries' },
  green: { zh: '绿色低碳', en: 'Carbon' },
  loop: { zh: '督评', en: 'Supervision' },
  supervision: { zh: '督导评估', en: 'Evaluation' },
  governance: { zh: '治理', en: 'Governance' },
  projects: { zh: '重大项目', en: 'Projects' },
  roads: { zh: '测试与示范', en: 'Road tests' },
};

/** A group that a register brought along is called by its own code. */
export const groupName = (group: string): Names => groupNames[group] ?? { zh: group, en: group };

export const publisher: Names = { zh: '链脑', en: 'Liannao' };

/** Dimensions and attributes that every flow has. */
export const conceptNames = {
  FREQ: { zh: '频率', en: 'Frequency' },
  INDICATOR: { zh: '指标', en: 'Indicator' },
  REF_AREA: { zh: '地区', en: 'Reference area' },
  ACC: { zh: '本期或累计', en: 'Accumulation' },
  STOCK: { zh: '时点', en: 'Point of a stock' },
  BASIS: { zh: '口径', en: 'Basis' },
  TIME_PERIOD: { zh: '期间', en: 'Time period' },
  OBS_VALUE: { zh: '数值', en: 'Observation value' },
  UNIT_MEASURE: { zh: '计量单位', en: 'Unit of measure' },
  UNIT_MULT: { zh: '单位乘数（10 的幂）', en: 'Unit multiplier (power of ten)' },
  DECIMALS: { zh: '小数位数', en: 'Decimals' },
  OBS_STATUS: { zh: '数据状态', en: 'Observation status' },
  SYNTHETIC: { zh: '演示数据', en: 'Synthetic figure' },
  REVISION: { zh: '修订次序', en: 'Revision' },
  RELEASED_AT: { zh: '公布时间', en: 'Released at' },
} as const satisfies Record<string, Names>;

export const codeNames = {
  FREQ: {
    M: { zh: '月', en: 'Monthly' },
    Q: { zh: '季', en: 'Quarterly' },
    S: { zh: '半年', en: 'Half-yearly' },
    A: { zh: '年', en: 'Annual' },
    _O: { zh: '多年', en: 'Other: several years' },
  },
  ACC: {
    M: { zh: '本期', en: 'The period itself' },
    C: { zh: '1 月至本月累计', en: 'January to the month' },
  },
  STOCK: {
    E: { zh: '期末', en: 'At the end of the period' },
    _Z: { zh: '不是时点数', en: 'Not a stock' },
  },
  BASIS: {
    R: { zh: '本期上报', en: 'As reported for the period' },
    C: { zh: '可比口径（一年后的填报人重报）', en: 'Comparable base, as restated a year later' },
  },
  OBS_STATUS: {
    A: { zh: '正常', en: 'Normal value' },
    N: { zh: '不足最小单位', en: 'Not significant' },
    O: { zh: '未取得', en: 'Missing value' },
    M: { zh: '无此项', en: 'Missing value; data cannot exist' },
    L: { zh: '未报', en: 'Missing value; data exist but were not collected' },
    Q: { zh: '不予公布', en: 'Missing value; suppressed' },
  },
  SYNTHETIC: {
    true: { zh: '演示数据，不是真实统计', en: 'Of the demonstration, and no real figure' },
    false: { zh: '真实数据', en: 'Real figure' },
  },
} as const satisfies Record<string, Record<string, Names>>;

export const scopeCodeNames = {
  _T: { zh: '合计', en: 'Total' },
  _Z: { zh: '不分', en: 'Not applicable' },
} as const satisfies Record<string, Names>;

/** What is said to whoever asks wrongly, in the reader's language. */
const zh = {
  flowUnknown: (flow: string, known: string) => `没有数据流 ${flow}；现有：${known}。`,
  keyLength: (given: number, wanted: string) => `键有 ${given} 段，应按次序为 ${wanted}（不限的一段留空）。`,
  keyCode: (dimension: string, code: string) => `维度 ${dimension} 里没有 ${code}。`,
  periodUnreadable: (text: string) => `期间 ${text} 看不懂，写成 2025、2025-08、2025-Q3 或 2025-S1。`,
  momentUnreadable: (text: string) => `时间 ${text} 看不懂，写成 2025-08-31 或 2025-08-31T08:00:00Z。`,
  acrossUnknown: (text: string, known: string) =>
    `dimensionAtObservation 不能是 ${text}；可以是 ${known} 或 AllDimensions。`,
};
const en: typeof zh = {
  flowUnknown: (flow, known) => `There is no dataflow ${flow}; there are: ${known}.`,
  keyLength: (given, wanted) =>
    `The key has ${given} parts; wanted, in this order: ${wanted} (leave a part empty for any).`,
  keyCode: (dimension, code) => `Dimension ${dimension} has no ${code}.`,
  periodUnreadable: (text) => `The period ${text} cannot be read; write 2025, 2025-08, 2025-Q3 or 2025-S1.`,
  momentUnreadable: (text) => `The moment ${text} cannot be read; write 2025-08-31 or 2025-08-31T08:00:00Z.`,
  acrossUnknown: (text, known) => `dimensionAtObservation cannot be ${text}; it may be ${known} or AllDimensions.`,
};

export const textFor = (locale: Locale): typeof zh => (locale === 'zh' ? zh : en);
