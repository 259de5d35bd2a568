import type { CapacityRule } from '@liannao/statistics';
import type { CapacityKind } from './model.ts';

const one = (value: number) => value.toFixed(1);

type RuleWords = Readonly<Record<CapacityRule['id'], (value: number, limit: number) => string>>;

const rulesZh: RuleWords = {
  'no-output': () => '有产能而没有产量，属闲置。',
  'below-idle': (value, limit) => `产能利用率 ${one(value)}%，低于闲置线 ${one(limit)}%。`,
  'below-floor': (value, limit) => `产能利用率 ${one(value)}%，低于参考线 ${one(limit)}%（设定值，可按地区调整）。`,
  'below-own-range': (value, limit) => `产能利用率 ${one(value)}%，低于本身近八个季度的最低值 ${one(limit)}%。`,
  'above-strained': (value, limit) => `产能利用率 ${one(value)}%，高于满负荷线 ${one(limit)}%，请核实产能或班次。`,
  'capacity-outgrew-output': (value, limit) =>
    `产量增长 ${one(value)}%，产能增长 ${one(limit)}%：利用率下降是因为新产能投产。`,
};
const rulesEn: RuleWords = {
  'no-output': () => 'There is capacity and no output: it lies idle.',
  'below-idle': (value, limit) => `Utilisation ${one(value)} %, below the line of idle capacity, ${one(limit)} %.`,
  'below-floor': (value, limit) =>
    `Utilisation ${one(value)} %, below the reference of ${one(limit)} % (a setting, by region).`,
  'below-own-range': (value, limit) =>
    `Utilisation ${one(value)} %, below its own lowest of the last eight quarters, ${one(limit)} %.`,
  'above-strained': (value, limit) =>
    `Utilisation ${one(value)} %, above full load, ${one(limit)} %: please confirm capacity or shifts.`,
  'capacity-outgrew-output': (value, limit) =>
    `Output grew by ${one(value)} %, capacity by ${one(limit)} %: the rate fell because capacity came on stream.`,
};

const zh = {
  rules: rulesZh,
  noOutput: '没有这一期的产量。',
  noCapacity: '没有产能数，年度产能核查表还没有报或还没有审定。',
  noBasis: (kind: CapacityKind) => `${zh.kinds[kind]}没有这种口径的产能，请换一种口径。`,
  titles: {
    idle: (name: string, kind: CapacityKind) => `${zh.kinds[kind]}产能闲置：${name}`,
    surplus: (name: string, kind: CapacityKind) => `${zh.kinds[kind]}产能过剩：${name}`,
    strained: (name: string, kind: CapacityKind) => `${zh.kinds[kind]}超负荷：${name}`,
  },
  kinds: { vehicle: '整车', battery: '动力电池', value: '工业' } as Record<CapacityKind, string>,
  checkTitle: (name: string, kind: CapacityKind) => `${zh.kinds[kind]}产能核实：${name}`,
  limits: { floor: '过剩参考线', idle: '闲置线', strained: '满负荷线' },
  columns: {
    subject: '地区或企业',
    region: '所在地区',
    output: '产量',
    capacity: '期内产能',
    unit: '单位',
    rate: '产能利用率（%）',
    change: '比上年同期（百分点）',
    state: '判断',
    reasons: '依据',
  },
  states: { idle: '闲置', surplus: '过剩', strained: '超负荷', normal: '正常', unknown: '无法判断' },
  file: '产能利用率',
  evidence: (output: string, capacity: string, unit: string) => `产量 ${output} ${unit}，期内产能 ${capacity} ${unit}`,
};
const en: typeof zh = {
  rules: rulesEn,
  noOutput: 'There is no output of this period.',
  noCapacity: 'There is no capacity: the yearly verification has not been reported or approved.',
  noBasis: (kind) => `There is no such capacity for ${en.kinds[kind]}; choose another.`,
  titles: {
    idle: (name, kind) => `${en.kinds[kind]} capacity idle: ${name}`,
    surplus: (name, kind) => `${en.kinds[kind]} capacity in surplus: ${name}`,
    strained: (name, kind) => `${en.kinds[kind]} beyond full load: ${name}`,
  },
  kinds: { vehicle: 'Vehicle', battery: 'Battery', value: 'Industrial' },
  checkTitle: (name, kind) => `${en.kinds[kind]} capacity to be confirmed: ${name}`,
  limits: { floor: 'Reference of surplus', idle: 'Line of idle capacity', strained: 'Full load' },
  columns: {
    subject: 'Region or firm',
    region: 'In',
    output: 'Output',
    capacity: 'Capacity of the period',
    unit: 'Unit',
    rate: 'Utilisation (%)',
    change: 'Against a year earlier (points)',
    state: 'Judgement',
    reasons: 'Because',
  },
  states: { idle: 'idle', surplus: 'in surplus', strained: 'beyond full load', normal: 'normal', unknown: 'unknown' },
  file: 'capacity-utilisation',
  evidence: (output, capacity, unit) => `Output ${output} ${unit}, capacity of the period ${capacity} ${unit}`,
};

export const capacityText = { zh, en };
export const ruleWords = (rule: CapacityRule, locale: 'zh' | 'en'): string =>
  capacityText[locale].rules[rule.id](rule.value, rule.limit);
