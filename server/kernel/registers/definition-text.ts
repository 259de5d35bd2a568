import type { DefinitionDifference } from '@liannao/registers';

type Kind = DefinitionDifference['kind'];
type Words = Readonly<Record<Kind, readonly [zh: string, en: string]>>;

/** `{s}` subject, `{a}` before, `{b}` after. */
const WORDS: Words = {
  'register-renamed': ['编号由 {a} 改为 {b}', 'Id changes from {a} to {b}'],
  'field-added': ['增加字段 {s}', 'New field {s}'],
  'field-removed': ['删除字段 {s}', 'Field {s} goes'],
  'field-retyped': ['字段 {s} 的类型由 {a} 改为 {b}', 'Field {s} changes from {a} to {b}'],
  'field-required': ['字段 {s} 改为必填', 'Field {s} becomes required'],
  'field-single': ['字段 {s} 由多值改为单值', 'Field {s} keeps one value only'],
  'field-several': ['字段 {s} 可填多个值', 'Field {s} takes several values'],
  'list-narrowed': ['字段 {s} 的代码 {a} 取消', 'Codes {a} of field {s} go'],
  'list-widened': ['字段 {s} 增加代码 {b}', 'New codes {b} of field {s}'],
  'format-changed': ['字段 {s} 的格式由 {a} 改为 {b}', 'Format of field {s} changes from {a} to {b}'],
  'check-changed': ['字段 {s} 的校验由 {a} 改为 {b}', 'Check of field {s} changes from {a} to {b}'],
  'unit-changed': ['字段 {s} 的单位由 {a} 改为 {b}', 'Unit of field {s} changes from {a} to {b}'],
  'reference-moved': ['字段 {s} 改指 {b}', 'Field {s} leads to {b} instead of {a}'],
  'grade-changed': ['字段 {s} 的类别分级由 {a} 改为 {b}', 'Grade of field {s} changes from {a} to {b}'],
  'child-added': ['增加明细 {s}', 'New line items {s}'],
  'child-removed': ['删除明细 {s}', 'Line items {s} go'],
  'child-key-changed': ['明细 {s} 的主键由 {a} 改为 {b}', 'Key of line items {s} changes from {a} to {b}'],
  'key-changed': ['主键由 {a} 改为 {b}', 'Key changes from {a} to {b}'],
  'region-changed': ['归属地字段由 {a} 改为 {b}', 'Region is read from {b} instead of {a}'],
  'rule-added': ['增加校验规则 {s}', 'New rule {s}'],
  'rule-changed': ['校验规则 {s} 有变', 'Rule {s} changes'],
  'rule-removed': ['取消校验规则 {s}', 'Rule {s} goes'],
  'life-cycle-added': ['增加状态流转，原有条目进入 {b}', 'A life cycle begins; entries enter {b}'],
  'life-cycle-removed': ['取消状态流转', 'The life cycle goes'],
  'state-added': ['增加状态 {s}', 'New state {s}'],
  'state-removed': ['取消状态 {s}', 'State {s} goes'],
  'party-changed': ['字段 {s} 的主体类型由 {a} 改为 {b}', 'Field {s} takes {b} instead of {a}'],
  'indicator-changed': ['指标 {s} 的口径有变，数值会重算', 'Indicator {s} is counted otherwise'],
  'wording-changed': ['字段 {s} 改名为“{b}”', 'Field {s} is worded otherwise'],
};

/** The change as a sentence; with entries against it also how many, and that it cannot be. */
export function changeText(difference: DefinitionDifference, count: number, locale: 'zh' | 'en'): string {
  const text = WORDS[difference.kind][locale === 'zh' ? 0 : 1]
    .replace('{s}', difference.subject)
    .replace('{a}', difference.before ?? '—')
    .replace('{b}', difference.after ?? '—');
  if (count === 0) return text;
  return locale === 'zh' ? `${text}：有 ${count} 条数据与此不合，不能改` : `${text}: ${count} entries stand against it`;
}
