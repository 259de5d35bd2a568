import { speaker } from '@liannao/statistics';
import type { Item } from './relations-items.ts';

interface Sum {
  readonly sum: number;
  readonly difference: number;
  readonly tolerance: number;
}

/** A number in a plan's own unit and digits. */
const said = (value: number, unit: string, lang: 'zh' | 'en') => speaker({ subject: '', unit }, lang).written(value);

const signs = {
  zh: { '>=': '', '>': '超过 ', '<=': '不超过 ', '<': '低于 ', '=': '', '≈': '约 ', range: '', '+=': '' },
  en: { '>=': '', '>': 'more than ', '<=': 'at most ', '<': 'less than ', '=': '', '≈': 'about ', range: '', '+=': '' },
} as const;

function stated({ view }: Item, lang: 'zh' | 'en'): string {
  const speak = speaker({ subject: '', unit: view.unit }, lang);
  if (view.valueMax !== null) return speak.range(view.value, view.valueMax);
  return signs[lang][view.comparator] + speak.written(view.value);
}

const named = {
  zh: (item: Item) => `${item.view.indicatorName} ${stated(item, 'zh')}`,
  en: (item: Item) => `${item.indicator.nameEn} ${stated(item, 'en')}`,
};
const byPlan = (items: readonly Item[]) => [...Map.groupBy(items, ({ view }) => view.planTitle)];
const one = (items: readonly Item[]) => items[0] as Item;
const unitOf = (item: Item) => item.row.unit;

const zh = {
  twoValues: (items: readonly Item[]) =>
    `${one(items).view.region.name} ${one(items).year} 年“${one(items).view.indicatorName}”有不同的目标值：${byPlan(
      items,
    )
      .map(([title, own]) => `《${title}》${own.map((item) => stated(item, 'zh')).join('、')}`)
      .join('，')}。`,
  laterButLower: (earlier: Item, later: Item) =>
    `“${later.view.indicatorName}”期限靠后，目标反而更低：《${earlier.view.planTitle}》到 ${earlier.year} 年 ${stated(earlier, 'zh')}，《${later.view.planTitle}》到 ${later.year} 年 ${stated(later, 'zh')}。`,
  partsDiffer: (whole: Item, parts: readonly Item[], { sum, difference, tolerance }: Sum) =>
    `${parts.map(named.zh).join(' + ')} = ${said(sum, unitOf(whole), 'zh')}，与${named.zh(whole)}相差 ${said(Math.abs(difference), unitOf(whole), 'zh')}，超出四舍五入的误差（${said(tolerance, unitOf(whole), 'zh')}）。`,
  partsExceed: (whole: Item, parts: readonly Item[], { sum, difference }: Sum) =>
    `${parts.map(named.zh).join(' + ')}${parts.length > 1 ? ` = ${said(sum, unitOf(whole), 'zh')}` : ''}，比整体${named.zh(whole)}多 ${said(difference, unitOf(whole), 'zh')}，部分不能大于整体。`,
  sharesDiffer: (parts: readonly Item[], { sum }: Sum) =>
    `${parts.map(named.zh).join(' + ')} = ${said(sum, '%', 'zh')}，同一整体的各部分应合计 100%。`,
  sharesExceed: (parts: readonly Item[], { sum }: Sum) =>
    `${parts.map((item) => `${item.view.region.name} ${stated(item, 'zh')}`).join(' + ')} = ${said(sum, '%', 'zh')}，各地占上级地区的比重合计不能超过 100%（${one(parts).view.indicatorTitle ?? ''}）。`,
};

const en: typeof zh = {
  twoValues: (items) =>
    `${one(items).view.region.name}, ${one(items).year}: ${one(items).indicator.nameEn} has different values: ${byPlan(
      items,
    )
      .map(([title, own]) => `${own.map((item) => stated(item, 'en')).join(' and ')} (${title})`)
      .join(', ')}.`,
  laterButLower: (earlier, later) =>
    `${later.indicator.nameEn}: the later deadline asks for less. ${stated(earlier, 'en')} by ${earlier.year} (${earlier.view.planTitle}), ${stated(later, 'en')} by ${later.year} (${later.view.planTitle}).`,
  partsDiffer: (whole, parts, { sum, difference, tolerance }) =>
    `${parts.map(named.en).join(' + ')} = ${said(sum, unitOf(whole), 'en')}, which differs from ${named.en(whole)} by ${said(Math.abs(difference), unitOf(whole), 'en')}; rounding explains ${said(tolerance, unitOf(whole), 'en')}.`,
  partsExceed: (whole, parts, { sum, difference }) =>
    `${parts.map(named.en).join(' + ')}${parts.length > 1 ? ` = ${said(sum, unitOf(whole), 'en')}` : ''}, ${said(difference, unitOf(whole), 'en')} more than the whole, ${named.en(whole)}.`,
  sharesDiffer: (parts, { sum }) =>
    `${parts.map(named.en).join(' + ')} = ${said(sum, '%', 'en')}; the parts of one whole make 100%.`,
  sharesExceed: (parts, { sum }) =>
    `${parts.map((item) => `${item.view.region.name} ${stated(item, 'en')}`).join(' + ')} = ${said(sum, '%', 'en')}; shares of the region above cannot exceed 100% (${one(parts).indicator.nameEn}).`,
};

export type RelationsText = typeof zh;
export const relationsText = (locale: 'zh' | 'en'): RelationsText => (locale === 'en' ? en : zh);
