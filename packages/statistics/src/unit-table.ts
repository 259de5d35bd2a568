/**
 * Dimensions and their units: factor to the dimension's base unit, as exact decimal strings.
 * Source: indicators/sources.json (version 2026-11-22); 吉瓦 from statistics-conventions 12.
 * One word may be a unit of several dimensions (家 of firms, 家 of platforms): they never add.
 */
export const dimensions = {
  money: { 元: '1', 千元: '1000', 万元: '1e4', 亿元: '1e8', 百亿元: '1e10', 万亿元: '1e12' },
  vehicle: { 辆: '1', 万辆: '1e4' },
  enterprise: { 家: '1', 户: '1', 个: '1', 百家: '100' },
  factory: { 家: '1', 个: '1', 座: '1' },
  body: { 家: '1', 个: '1' },
  charger: { 个: '1', 台: '1', 万个: '1e4', 万台: '1e4' },
  station: { 座: '1', 个: '1' },
  person: { 人: '1', 万人: '1e4' },
  project: { 项: '1', 个: '1' },
  item: { 项: '1', 件: '1', 个: '1' },
  equipment: { 台: '1', '台(套)': '1', 万台: '1e4', '万台(套)': '1e4', 个: '1' },
  place: { 个: '1', 座: '1', 处: '1' },
  road: { 条: '1' },
  'region-count': { 个: '1' },
  event: { 次: '1', 起: '1', 万次: '1e4', 件: '1' },
  area: { 亩: '1', 万亩: '1e4', 公顷: '15', 平方公里: '1500' },
  length: { 米: '1', 公里: '1e3', 万公里: '1e7', 亿公里: '1e11', 百公里: '1e5' },
  time: { 分钟: '60', 小时: '3600', 天: '86400', 工作日: '86400', 月: '2629800', 年: '31557600' },
  energy: { 千瓦时: '1', 万千瓦时: '1e4', 亿千瓦时: '1e8', GWh: '1e6', 兆瓦时: '1e3' },
  power: { 千瓦: '1', 万千瓦: '1e4', 兆瓦: '1e3', 吉瓦: '1e6' },
  tce: { 吨标准煤: '1', 万吨标准煤: '1e4' },
  mass: { 千克: '1', 吨: '1e3', 万吨: '1e7' },
  co2e: { 千克二氧化碳当量: '1', 吨二氧化碳当量: '1e3', 万吨二氧化碳当量: '1e7' },
  volume: { 升: '1' },
  credit: { 分: '1' },
  ratio: { '%': '0.01', 倍: '1', '1': '1' },
  points: { 百分点: '0.01' },
  index: { 点: '1', 分: '1' },
  score: { 分: '1' },
} as const satisfies Record<string, Record<string, string>>;

export type Dimension = keyof typeof dimensions;
export type UnitOf<D extends Dimension> = keyof (typeof dimensions)[D] & string;
export type SimpleUnit = { [D in Dimension]: UnitOf<D> }[Dimension];

/** Other spellings that arrive in files; left the spelling, right the unit of the table. */
export const unitAliases: Readonly<Record<string, string>> = {
  度: '千瓦时',
  kWh: '千瓦时',
  MWh: '兆瓦时',
  吉瓦时: 'GWh',
  kW: '千瓦',
  MW: '兆瓦',
  GW: '吉瓦',
  km: '公里',
  千米: '公里',
  m: '米',
  km2: '平方公里',
  平方千米: '平方公里',
  台套: '台(套)',
  '台/套': '台(套)',
  个百分点: '百分点',
  pp: '百分点',
  人次: '次',
  t: '吨',
  kg: '千克',
  公斤: '千克',
  万元人民币: '万元',
  亿元人民币: '亿元',
};

/**
 * Units that a figure is published in, small to large, by dimension: the largest in which it is at least 1 is taken.
 * A dimension that is not named is published in the unit it is stored in.
 */
export const publishedUnits: Partial<Record<Dimension, readonly string[]>> = {
  money: ['元', '万元', '亿元'],
  vehicle: ['辆', '万辆'],
  charger: ['个', '万个'],
  person: ['人', '万人'],
  event: ['次', '万次'],
  area: ['亩', '万亩'],
  length: ['公里', '万公里'],
  energy: ['千瓦时', '万千瓦时', '亿千瓦时'],
  power: ['千瓦', '万千瓦'],
  tce: ['吨标准煤', '万吨标准煤'],
  mass: ['吨', '万吨'],
  co2e: ['吨二氧化碳当量', '万吨二氧化碳当量'],
};
