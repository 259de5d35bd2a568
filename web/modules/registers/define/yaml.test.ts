import { parseDefinition } from '@liannao/registers';
import { expect, test } from 'vitest';
import { diffLines, hunks } from './line-diff.ts';
import { type FieldDraft, fieldLine, idOf, insertField, newRegister, readOptions, scalar } from './yaml.ts';

const context = { lists: new Map(), formats: new Map(), registers: new Map(), indicators: new Set<string>() };
const draft = {
  id: 'charging-lots',
  zh: '充电场站',
  en: 'Charging lots',
  row: '一个场站一行',
  module: 'charging',
  thing: '场站名称',
  hasPlace: true,
  hasStates: true,
  isPublic: true,
};
const field: FieldDraft = {
  id: 'operator-kind',
  zh: '运营方式: 自营',
  en: '',
  type: 'code',
  required: true,
  many: false,
  values: 'own 自营\nlet 委托 "运营"',
  unit: '',
  to: '',
  hint: '',
  grade: 'L2',
};

test('a register from the wizard is a definition without a mistake', () => {
  const result = parseDefinition(newRegister(draft), context);
  expect(result).toMatchObject({ ok: true });
  expect(idOf(newRegister(draft))).toBe('charging-lots');
});

test('a field from the dialog goes to the end of the fields, whatever comes after them', () => {
  const source = insertField(newRegister(draft), fieldLine(field));
  const result = parseDefinition(source, context);
  expect(result.ok ? result.value.fields.map(({ id }) => id) : result.issues).toEqual([
    'name',
    'region',
    'place',
    'operator-kind',
  ]);
  expect(result.ok ? result.value.lists[0]?.values.map(({ zh }) => zh) : null).toEqual(['自营', '委托 "运营"']);
});

test('words that YAML would read as something else stand in quotes', () => {
  expect(scalar('场站名称')).toBe('场站名称');
  expect(scalar('a: b')).toBe('"a: b"');
  expect(scalar('2025')).toBe('"2025"');
  expect(scalar('yes')).toBe('"yes"');
});

test('an option without a code gets one', () => {
  expect(readOptions('fast 快充\n慢充')).toEqual([
    { code: 'fast', name: '快充' },
    { code: 'option-2', name: '慢充' },
  ]);
});

test('two versions are held against each other line by line', () => {
  const lines = diffLines('a\nb\nc\n', 'a\nx\nc\nd\n');
  expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'same a',
    'gone b',
    'added x',
    'same c',
    'added d',
  ]);
  expect(hunks(diffLines('1\n2\n3\n4\n5\n6', '1\n2\n3\n4\n5\n7'), 1)).toEqual([
    { kind: 'same', text: '5' },
    { kind: 'gone', text: '6' },
    { kind: 'added', text: '7' },
  ]);
});
