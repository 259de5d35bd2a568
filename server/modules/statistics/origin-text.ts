import { dimensionWords, memberWords } from './model-scope.ts';

/** What computes an indicator, in words. */
const zh = {
  register: (name: string) => `登记表·${name}`,
  form: '报表',
  formula: '公式',
  none: '无法计算',
  inNation: '全国',
  inParent: '上级地区',
  and: '，',
  notApart: (register: string, dimension: string, member: string) =>
    `登记表“${register}”不按“${dimensionWords(dimension, 'zh')}＝${memberWords(dimension, member, 'zh')}”分开计数，这个口径的数要录入或导入。`,
  noQuery: '目录写明由系统计数，相应的数据还没有接入；可以先录入或导入。',
  noRegister: '目录写明由登记表计数，现行登记表里还没有它；可以先录入或导入。',
  unknown: '指标目录里没有这个指标。',
  otherFormula: (formula: string) => `公式“${formula}”读不懂；可以先录入或导入。`,
  flowOverStock: '公式一边是期间累计数、一边是期末数，不能直接相除；可以先录入或导入。',
  operand: (title: string, why: string) => `公式里的“${title}”没有来源：${why}`,
  tooDeep: '公式套公式超过三层，系统不算。',
};

const en: typeof zh = {
  register: (name) => `register · ${name}`,
  form: 'form',
  formula: 'formula',
  none: 'not computed',
  inNation: 'nation',
  inParent: 'region above',
  and: ', ',
  notApart: (register, dimension, member) =>
    `The register “${register}” does not count “${dimensionWords(dimension, 'en')} = ${memberWords(dimension, member, 'en')}” apart; figures of this scope are entered or imported.`,
  noQuery:
    'The catalogue has it counted by the system, but its data are not connected yet; figures may be entered or imported.',
  noRegister:
    'The catalogue has it counted in a register, but no register in force does; figures may be entered or imported.',
  unknown: 'The catalogue has no such indicator.',
  otherFormula: (formula) => `The formula “${formula}” cannot be read; figures may be entered or imported.`,
  flowOverStock:
    'One side of the formula adds up over a period, the other stands at its end; figures may be entered or imported.',
  operand: (title, why) => `“${title}” in the formula has no source: ${why}`,
  tooDeep: 'Formulas of formulas are computed three deep at most.',
};

export type OriginText = typeof zh;
export const originText = (locale: 'zh' | 'en'): OriginText => (locale === 'en' ? en : zh);
