/** Units as words in either language: in running text, and beside numbers that stand in a column or along an axis. */
import { decimal, type Numeric } from './decimal.ts';
import type { Lang } from './period-label.ts';
import { decimalsOf } from './round.ts';

/** English says 万辆 as vehicles: power of ten to multiply the published figure by, and the word. */
const english: Readonly<Record<string, readonly [number, string]>> = {
  元: [0, 'yuan'],
  千元: [3, 'yuan'],
  万元: [4, 'yuan'],
  亿元: [-1, 'billion yuan'],
  百亿元: [1, 'billion yuan'],
  万亿元: [0, 'trillion yuan'],
  辆: [0, 'vehicles'],
  万辆: [4, 'vehicles'],
  人: [0, 'people'],
  万人: [4, 'people'],
  万个: [4, ''],
  万台: [4, ''],
  '万台(套)': [4, ''],
  万次: [4, ''],
  百家: [2, ''],
  公里: [0, 'km'],
  万公里: [4, 'km'],
  亩: [0, 'mu'],
  万亩: [4, 'mu'],
  公顷: [0, 'ha'],
  平方公里: [0, 'km²'],
  千瓦时: [0, 'kWh'],
  万千瓦时: [4, 'kWh'],
  亿千瓦时: [2, 'GWh'],
  GWh: [0, 'GWh'],
  兆瓦时: [0, 'MWh'],
  千瓦: [0, 'kW'],
  万千瓦: [1, 'MW'],
  兆瓦: [0, 'MW'],
  吨: [0, 't'],
  万吨: [4, 't'],
  小时: [0, 'hours'],
  分钟: [0, 'minutes'],
  天: [0, 'days'],
  年: [0, 'years'],
  百分点: [0, 'percentage points'],
  倍: [0, 'times'],
  点: [0, 'points'],
  分: [0, 'points'],
  '%': [0, '%'],
  米: [0, 'm'],
  亿公里: [2, 'million km'],
  千克: [0, 'kg'],
  升: [0, 'L'],
  吉瓦: [0, 'GW'],
  吨标准煤: [0, 'tce'],
  万吨标准煤: [4, 'tce'],
  千克二氧化碳当量: [0, 'kg CO₂e'],
  吨二氧化碳当量: [0, 't CO₂e'],
  万吨二氧化碳当量: [4, 't CO₂e'],
  月: [0, 'months'],
  工作日: [0, 'working days'],
  '万元/人': [4, 'yuan per person'],
  '万元/亩': [4, 'yuan per mu'],
  '元/千瓦时': [0, 'yuan/kWh'],
  '辆/个': [0, 'vehicles per unit'],
  '起/万辆': [0, 'per 10,000 vehicles'],
  '千瓦时/百公里': [0, 'kWh/100 km'],
  '吨标准煤/万元': [0, 'tce per 10,000 yuan'],
  '吨二氧化碳当量/万元': [0, 't CO₂e per 10,000 yuan'],
  '千克二氧化碳当量/辆': [0, 'kg CO₂e per vehicle'],
};
const bareCounts = new Set(['家', '户', '个', '座', '台', '台(套)', '项', '件', '处', '条', '次', '起', '1']);

/** Power of ten to multiply a published figure by, and the word that then stands behind it. */
export const englishUnit = (unit: string): readonly [number, string] =>
  english[unit] ?? [0, bareCounts.has(unit) ? '' : unit];

/** A unit at the head of a column, at an axis or beside a figure: what it is called, and what figures in it become. */
export interface ShownUnit {
  readonly word: string;
  /** Of ten, to multiply figures in the unit by. */
  readonly power: number;
  /** That they are published with, once multiplied. */
  readonly decimals: number;
}

/**
 * In Chinese the unit itself. In English what the sentences say, but counted in thousands where they write 万 out: a
 * column of 104,000 vehicles is 104 thousand vehicles.
 */
export function shownUnit(unit: string, lang: Lang): ShownUnit {
  const usual = decimalsOf(unit);
  if (lang === 'zh') {
    return { word: unit === '百分点' ? '个百分点' : unit === '1' ? '' : unit, power: 0, decimals: usual };
  }
  const [power, word] = englishUnit(unit);
  const left = power >= 3 ? power - 3 : power;
  return {
    word: power >= 3 ? `thousand ${word}`.trim() : word,
    power: left,
    decimals: Math.max(0, usual - left),
  };
}

/** A figure in the unit, multiplied as `shownUnit` says. */
export const inShownUnit = (value: Numeric, { power }: ShownUnit): number =>
  power === 0 ? Number(value) : decimal(value).times(decimal(10).pow(power)).toNumber();
