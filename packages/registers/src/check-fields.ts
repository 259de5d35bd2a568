import { type Checked, checkKeyFields, noTwins, pass } from './checking.ts';
import { checkExpression } from './expression-check.ts';
import { registerOf } from './expression-resolve.ts';
import { fieldCheck } from './field-check.ts';
import type { At } from './reading.ts';
import { nearest } from './result.ts';
import type { Child, Field, FieldType } from './types.ts';
import { findList } from './value-type.ts';

const MANY: ReadonlySet<FieldType> = new Set(['text', 'code', 'region', 'party', 'reference', 'file']);
const PERSONAL: ReadonlySet<string> = new Set(['personal', 'sensitive-personal', 'indirect-identifier']);

export function checkFields(checked: Checked, at: At, fields: readonly Field[], child?: string): void {
  fields.forEach((field, index) => {
    checkReferences(checked, [...at, index], field);
    checkShape(checked, [...at, index], field);
    checkRule(checked, [...at, index], field, child);
  });
}

export function checkChild(checked: Checked, child: Child, index: number): void {
  const at = ['children', index];
  checkFields(checked, [...at, 'fields'], child.fields, child.id);
  noTwins(checked.reading, [...at, 'fields'], child.fields);
  checkKeyFields(checked, [...at, 'key'], child.key, child.fields);
}

/** Lists, formats, registers and data classes that are there. */
function checkReferences({ reading, definition, context }: Checked, at: At, field: Field): void {
  const missing = (key: string, code: string, word: string, zh: string, en: string, known: Iterable<string>) =>
    reading.note([...at, key], { code, zh: `${zh} ${word}`, en: `${en} ${word}`, suggestion: nearest(word, known) });
  if (field.list !== null && !findList(field.list, definition, context)) {
    missing('list', 'unknown-list', field.list, '没有代码表', 'No code list', context.lists.keys());
  }
  if (field.format !== null && !context.formats.has(field.format)) {
    missing('format', 'unknown-format', field.format, '没有文本格式', 'No text format', context.formats.keys());
  }
  if (field.type === 'reference' && field.to !== null && !registerOf(field.to, definition, context)) {
    missing('to', 'unknown-register', field.to, '没有登记表', 'No register', context.registers.keys());
  }
  const classes = context.lists.get('data-class')?.values.map(({ code }) => code);
  if (classes && !classes.includes(field.dataClass)) {
    missing('class', 'unknown-class', field.dataClass, '没有数据类别', 'No data class', classes);
  }
}

/** Keys that go with the type and no other. */
function checkShape({ reading }: Checked, at: At, field: Field): void {
  const note = (key: string, code: string, zh: string, en: string, suggestion?: string) =>
    reading.note([...at, key], { code, zh, en, suggestion });
  if (field.type === 'code' && field.list === null)
    note('list', 'list-missing', 'code 字段要有 list 或 values', 'A code field needs list or values');
  if (field.type !== 'code' && field.list !== null)
    note('list', 'list-needless', '只有 code 字段有代码表', 'Only a code field has a list');
  if (field.type === 'reference' && field.to === null)
    note('to', 'to-missing', 'reference 字段要有 to', 'A reference needs to');
  if (field.type !== 'reference' && field.to !== null)
    note('to', 'to-needless', '只有 reference 字段有 to', 'Only a reference has to');
  if (field.type !== 'text' && field.format !== null)
    note('format', 'format-needless', '只有 text 字段有格式', 'Only a text has a format');
  if (field.type === 'money' && field.unit !== '万元')
    note('unit', 'money-unit', '金额一律以万元存', 'Money is always kept in 万元', '万元');
  if (field.many && !MANY.has(field.type))
    note('many', 'many-impossible', `${field.type} 字段不能有多个值`, `A ${field.type} cannot have several values`);
  if (PERSONAL.has(field.dataClass) && (field.grade === 'L1' || field.grade === 'L2')) {
    note('grade', 'personal-too-low', '个人信息至少 L3 级', 'Personal data are of grade L3 at least', 'L3');
  }
}

function checkRule({ reading, definition, context }: Checked, at: At, field: Field, child?: string): void {
  if (field.check === null || field.id === '') return;
  const place = [...at, 'check'];
  const rule = fieldCheck(field.id, field.check);
  if (!rule.ok) {
    pass(reading, place, rule.issues);
    return;
  }
  const result = checkExpression(rule.value, definition, context, {
    want: 'boolean',
    ...(child === undefined ? {} : { child }),
  });
  if (!result.ok) pass(reading, place, result.issues);
}
