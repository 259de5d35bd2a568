/** Units of measure of Chinese plans: measure words and industrial units, with what they measure. */

import { isDigit, isLetter } from './chars.ts';

/** What a unit measures. Units of one group can be compared; `count` covers the interchangeable measure words. */
export type UnitGroup =
  | 'money'
  | 'ratio'
  | 'points'
  | 'count'
  | 'vehicle'
  | 'person'
  | 'event'
  | 'area'
  | 'length'
  | 'volume'
  | 'mass'
  | 'energy'
  | 'power'
  | 'time'
  | 'technical'
  | 'compound'
  | 'none';

const words: Readonly<Record<Exclude<UnitGroup, 'compound' | 'none'>, string>> = {
  money: '元 人民币 美元 欧元 港元 日元 英镑 元人民币 块钱',
  ratio: '% ‰ 倍',
  points: '百分点 个百分点 基点 个基点 pct pp 个千分点',
  count:
    '个 家 项 件 条 座 处 所 支 户 台 套 台套 艘 架 根 只 枚 片 块 张 期 批次 批 届 门 类 种 款 组 对 份 篇 部 册 幅 间 栋 幢 列 口 眼 盏 头 羽 株 棵 颗 例 宗 笔 单 标箱 标准箱 TEU 床 席 班 箱 瓶 桶 包 袋 把 本 机架 标准机架 孔 端口 路 泊位 枪 村 道 艘次 首 剂 粒 滴 贴 筒 卷 盒 匹 峰 车位 个车位 床位',
  vehicle: '辆 标准车 台车',
  person: '人 人年 名 位 人份 劳动力',
  event:
    '次 场 场次 人次 车次 架次 班次 航班次 床日 剂次 人日 起 趟 遍 轮 回 列次 户次 家次 件次 台次 辆次 学时 课时 班列 项次 票',
  area: '亩 公顷 平方米 平方公里 平方千米 平米 平方 ㎡ m² km² 公亩 顷',
  length: '公里 千米 米 厘米 毫米 微米 纳米 海里 里 km m cm mm nm μm 车道公里 皮长公里 芯公里 公里长',
  volume: '立方米 标准立方米 标方 立方 升 毫升 方 m³ L Nm³ 吨公里 人公里',
  mass: '吨 公斤 千克 克 毫克 微克 吨标准煤 吨标煤 千克标准煤 克标准煤 吨二氧化碳 吨二氧化碳当量 千克二氧化碳当量 kg g t mg tce 载重吨 综合吨 标准吨 斤 担',
  energy: '千瓦时 兆瓦时 吉瓦时 瓦时 太瓦时 度 度电 kWh MWh GWh TWh Wh KWh 焦 焦耳 兆焦 吉焦 GJ MJ 大卡',
  power: '千瓦 兆瓦 吉瓦 瓦 kW KW MW GW W 马力 千伏安 兆伏安 kVA MVA KVA 蒸吨 匹',
  time: '年 个月 天 日 个工作日 工作日 小时 个小时 分钟 秒 毫秒 微秒 纳秒 ms 周 个星期 个季度 岁 周岁 周年 h min 刻钟 昼夜',
  technical:
    '伏 千伏 V kV KV 安 安时 毫安时 Ah mAh 比特 字节 GB TB PB MB EB Mbps Gbps Tbps bps kbps FLOPS PFLOPS EFLOPS TFLOPS PFlops EFlops TFlops P TOPS Hz kHz MHz GHz 赫兹 兆赫 兆 兆比特 ℃ 摄氏度 分贝 dB 帕 兆帕 千帕 MPa kPa Pa 牛米 N·m Nm rpm 转 分 点 像素 万像素 线 英寸 寸 码 卡路里 lm 流明 ppm ppb mg/L μg',
};

/** One unit of the lexicon. */
export interface UnitWord {
  text: string;
  group: UnitGroup;
}

const byFirst = new Map<number, UnitWord[]>();
for (const [group, list] of Object.entries(words)) {
  for (const text of list.split(' ')) {
    const code = text.charCodeAt(0);
    const bucket = byFirst.get(code) ?? [];
    bucket.push({ text, group: group as UnitGroup });
    byFirst.set(code, bucket);
  }
}
for (const bucket of byFirst.values()) bucket.sort((a, b) => b.text.length - a.text.length);

const isWordChar = (code: number): boolean => isLetter(code) || isDigit(code);

/** First characters of all unit words. */
export const unitInitials = (): IterableIterator<number> => byFirst.keys();

/** Words that follow a number without counting it: 3项目 has lost its measure word, 2点位 is a part number. */
const notUnits = [
  '项目',
  '条件',
  '条款',
  '类型',
  '点位',
  '部门',
  '站点',
  '路线',
  '线路',
  '节点',
  '分别',
  '人才',
  '年代',
  '年期',
  '分之',
  '把手',
  '单位',
  '天然',
  '方面',
  '方案',
  '名称',
];

const isFalseUnit = (s: string, at: number): boolean => notUnits.some((word) => s.startsWith(word, at));

/** A unit found in text: `end` is the offset after it. */
export interface UnitMatch {
  end: number;
  text: string;
  group: UnitGroup;
}

/** The longest unit word that starts at `at`, or null. */
export const matchUnitWord = (s: string, at: number): UnitWord | null => {
  const bucket = byFirst.get(s.charCodeAt(at));
  if (bucket === undefined) return null;
  for (const word of bucket) {
    if (!s.startsWith(word.text, at)) continue;
    const after = at + word.text.length;
    if (isWordChar(word.text.charCodeAt(word.text.length - 1)) && isWordChar(s.charCodeAt(after))) continue;
    if (word.text.length === 1 && isFalseUnit(s, at)) continue;
    return word;
  }
  return null;
};

const scales = '十百千万亿';

/** Offset after the decimal scale characters at `at`, which a longer unit word (千瓦, 百分点) overrules. */
export const skipScale = (s: string, at: number): number => {
  let end = at;
  while (end < s.length && scales.includes(s.charAt(end)) && (matchUnitWord(s, end)?.text.length ?? 0) < 2) end++;
  return end;
};

/** The unit at `at`, with compounds (元/千瓦时, 台/万人) and paired measure words (台（套）). Null where there is none. */
export const matchUnit = (s: string, at: number): UnitMatch | null => {
  const word = matchUnitWord(s, at);
  if (word === null) return null;
  let end = at + word.text.length;
  let group = word.group;
  let pair = '';
  if (s.charAt(end) === '（') {
    const inner = matchUnitWord(s, end + 1);
    if (inner !== null && s.charAt(end + 1 + inner.text.length) === '）') {
      end += inner.text.length + 2;
      pair = `(${inner.text})`;
    }
  }
  const simpleEnd = end;
  for (let parts = 0; parts < 3 && s.charAt(end) === '/'; parts++) {
    const from = skipScale(s, end + 1);
    const next = s.charAt(from) === '月' ? '月' : matchUnitWord(s, from)?.text;
    if (next === undefined) break;
    end = from + next.length;
    group = 'compound';
  }
  return { end, text: `${word.text}${pair}${s.slice(simpleEnd, end)}`, group };
};

/** The group of a written unit (万辆 → vehicle); `none` for an empty or unknown one. */
export const groupOfUnit = (unit: string): UnitGroup => {
  const written = unit.replace('(', '（').replace(')', '）');
  return matchUnit(written, skipScale(written, 0))?.group ?? 'none';
};
