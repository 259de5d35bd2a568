import type { Threshold } from './contract.ts';

/** Names that thresholds of registers have, with their unit and the most that makes sense. */
const WORDS: Readonly<Record<string, Pick<Threshold, 'zh' | 'en' | 'unit' | 'max'>>> = {
  days: { zh: '天数', en: 'Days', unit: '天', max: 3650 },
  workdays: { zh: '工作日', en: 'Working days', unit: '个工作日', max: 500 },
  months: { zh: '月数', en: 'Months', unit: '个月', max: 240 },
  years: { zh: '年数', en: 'Years', unit: '年', max: 50 },
  hours: { zh: '小时数', en: 'Hours', unit: '小时', max: 10_000 },
  ratio: { zh: '比例', en: 'Ratio', unit: '%', max: 1000 },
  share: { zh: '占比', en: 'Share', unit: '%', max: 100 },
  percent: { zh: '百分比', en: 'Per cent', unit: '%', max: 1000 },
  rate: { zh: '比率', en: 'Rate', unit: '%', max: 1000 },
  points: { zh: '百分点', en: 'Points', unit: '百分点', max: 1000 },
  score: { zh: '得分', en: 'Score', unit: '分', max: 100 },
  count: { zh: '个数', en: 'Number', unit: '个', max: 1_000_000 },
  firms: { zh: '企业数', en: 'Firms', unit: '家', max: 1_000_000 },
  rows: { zh: '行数', en: 'Rows', unit: '行', max: 100_000_000 },
  built: { zh: '建成比例', en: 'Share built', unit: '%', max: 100 },
  invest: { zh: '投资额', en: 'Investment', unit: '万元', max: 100_000_000 },
  amount: { zh: '金额', en: 'Amount', unit: '万元', max: 100_000_000 },
};

/** A threshold as a register's declaration gives it: a name and a default. */
export function thresholdOf(name: string, value: number): Threshold {
  const words = WORDS[name] ?? WORDS[name.split('-').at(-1) ?? ''];
  const max = words?.max ?? 1_000_000;
  return {
    name,
    zh: words?.zh ?? name,
    en: words?.en ?? name,
    unit: words?.unit ?? '',
    default: value,
    min: Math.min(0, value),
    max: Math.max(max, value),
  };
}
