import { RESERVED } from './expression-parse.ts';
import {
  type At,
  booleanAt,
  idAt,
  isRecord,
  knownKeys,
  namesAt,
  oneOfAt,
  type Reading,
  recordsAt,
  requiredText,
  textAt,
  textsAt,
} from './reading.ts';
import type { Child, CodeList, CodeValue, Field, FieldType, Grade, PartyKind } from './types.ts';

const TYPES: readonly FieldType[] = [
  'text',
  'code',
  'number',
  'integer',
  'money',
  'date',
  'datetime',
  'month',
  'year',
  'period',
  'boolean',
  'region',
  'party',
  'reference',
  'place',
  'file',
];
export const PARTY_KINDS: readonly PartyKind[] = [
  'government',
  'enterprise',
  'institution',
  'association',
  'financier',
  'operator',
  'any',
];
export const GRADES: readonly Grade[] = ['L1', 'L2', 'L3', 'L4'];
const FIELD_KEYS = [
  'id',
  'zh',
  'en',
  'type',
  'required',
  'many',
  'list',
  'values',
  'format',
  'unit',
  'party',
  'to',
  'shape',
  'check',
  'hint',
  'class',
  'grade',
];
/** A word of the language, or what `state` stands for. */
const FIELD_RESERVED: ReadonlySet<string> = new Set([...RESERVED, 'state']);

/** Fields of the register or of a line item. Lists that they bring themselves are added to `lists`. */
export function readFields(reading: Reading, at: At, value: unknown, register: string, lists: CodeList[]): Field[] {
  return recordsAt(reading, at, value).map((item) => readField(reading, item.at, item.value, register, lists));
}

function readField(
  reading: Reading,
  at: At,
  value: Readonly<Record<string, unknown>>,
  register: string,
  lists: CodeList[],
): Field {
  knownKeys(reading, at, value, FIELD_KEYS);
  const id = idAt(reading, [...at, 'id'], value.id, FIELD_RESERVED);
  const names = namesAt(reading, at, value);
  const type = oneOfAt(reading, [...at, 'type'], value.type, TYPES, 'text');
  const text = (key: string) => textAt(reading, [...at, key], value[key]);
  const ownList = value.values === undefined ? null : readValues(reading, [...at, 'values'], value.values);
  if (ownList) lists.push({ id: `${register}.${id}`, ...names, values: ownList });
  const grade = gradeAt(reading, [...at, 'grade'], value.grade);
  return {
    id,
    ...names,
    type,
    required: booleanAt(reading, [...at, 'required'], value.required, false),
    many: booleanAt(reading, [...at, 'many'], value.many, false),
    list: ownList ? `${register}.${id}` : text('list'),
    format: text('format'),
    unit: text('unit') ?? (type === 'money' ? '万元' : null),
    party: type === 'party' ? oneOfAt(reading, [...at, 'party'], value.party, PARTY_KINDS, 'any') : null,
    to: text('to'),
    shape:
      type === 'place'
        ? oneOfAt(reading, [...at, 'shape'], value.shape, ['point', 'line', 'polygon', 'any'] as const, 'point')
        : null,
    check: text('check'),
    hint: text('hint'),
    dataClass: text('class') ?? 'administrative',
    grade,
  };
}

/** Grade of a field; what must never be held gives an issue. */
function gradeAt(reading: Reading, at: At, value: unknown): Grade {
  if (value === 'L5' || value === 'L6') {
    reading.note(at, {
      code: 'grade-too-high',
      zh: `${value} 级数据不得进入系统，最高 L4`,
      en: `Data of grade ${value} must not be held here; L4 is the highest`,
      suggestion: 'L4',
    });
    return 'L4';
  }
  return oneOfAt(reading, at, value, GRADES, 'L2');
}

/** `{good: 良好}`, `{good: {zh, en}}` or `[{code, zh, en}]`. */
function readValues(reading: Reading, at: At, value: unknown): CodeValue[] {
  if (isRecord(value)) {
    return Object.entries(value).map(([code, names]) => {
      if (isRecord(names)) return { code, ...namesAt(reading, [...at, code], names) };
      const zh = requiredText(reading, [...at, code], names);
      return { code, zh, en: zh };
    });
  }
  const seen = new Set<string>();
  return recordsAt(reading, at, value).map((item) => {
    knownKeys(reading, item.at, item.value, ['code', 'zh', 'en', 'std']);
    const code = requiredText(reading, [...item.at, 'code'], item.value.code);
    if (seen.has(code)) twice(reading, [...item.at, 'code'], code);
    seen.add(code);
    const std = textAt(reading, [...item.at, 'std'], item.value.std);
    return { code, ...namesAt(reading, item.at, item.value), ...(std === null ? {} : { std }) };
  });
}

export const twice = (reading: Reading, at: At, id: string) =>
  reading.note(at, { code: 'id-twice', zh: `${id} 出现了两次`, en: `${id} stands twice` });

export function readChildren(reading: Reading, value: unknown, register: string, lists: CodeList[]): Child[] {
  return recordsAt(reading, ['children'], value).map(({ at, value: child }) => {
    knownKeys(reading, at, child, ['id', 'zh', 'en', 'key', 'fields']);
    const id = idAt(reading, [...at, 'id'], child.id, FIELD_RESERVED);
    const fields = readFields(reading, [...at, 'fields'], child.fields, `${register}.${id}`, lists);
    const key = textsAt(reading, [...at, 'key'], child.key);
    if (key.length === 0) requiredText(reading, [...at, 'key'], null);
    return { id, ...namesAt(reading, at, child), key, fields };
  });
}
