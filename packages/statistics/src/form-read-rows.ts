/** Sections, rows and relations of a form's definition. */
import type { Reading } from './form-read-source.ts';
import {
  booleanAt,
  listAt,
  namesAt,
  namesOf,
  neededAt,
  noteShape,
  onlyKeys,
  optionalAt,
  type Part,
  partAt,
  partsAt,
  shapedAt,
  textAt,
  wordAt,
} from './form-read-values.ts';
import type { FormCheck, FormNames, FormRow, FormSection, OpenDimension, RowKind, RowRole } from './form-types.ts';

const kinds: readonly RowKind[] = ['flow', 'stock', 'rate', 'answer'];
const roles: readonly RowRole[] = [
  'output-value',
  'sales-value',
  'output',
  'sales',
  'opening-stock',
  'closing-stock',
  'stock-other',
  'revenue',
  'cost',
  'fees',
  'tax',
  'profit',
  'assets',
  'liabilities',
  'equity',
  'electricity',
  'staff',
  'wages',
  'capacity',
  'utilisation',
  'growth',
  'total-purchases',
  'purchases-by-area',
];
const rowKeys = [
  'code',
  'zh',
  'en',
  'kind',
  'unit',
  'indicator',
  'scope',
  'parent',
  'exhaustive',
  'required',
  'mayFall',
  'mayBeNegative',
  'role',
  'of',
  'limits',
  'hint',
];
const ID = /^[a-z0-9][a-z0-9-]{0,60}$/;
const id = { zh: '小写字母、数字和连字符', en: 'small letters, digits and hyphens' };
/** Letters may follow the digits as on paper (01A); what keys and relations use as signs may not. */
const CODE = /^[0-9A-Za-z][0-9A-Za-z.-]{0,15}$/;
const code = { zh: '行代码，如 01、111', en: 'the code of a row, such as 01 or 111' };

export function readSection(reading: Reading, part: Part): FormSection {
  onlyKeys(reading, part, ['id', 'zh', 'en', 'open', 'rows']);
  const open = partsAt(reading, part, 'open').map((line) => readOpen(reading, line));
  const rows = partsAt(reading, part, 'rows').map((row) => readRow(reading, row));
  if (rows.length === 0) {
    reading.note([...part.at, 'rows'], { code: 'form-list-empty', zh: '至少要有一行', en: 'one row at least' });
  }
  const section = { id: shapedAt(reading, part, 'id', ID, id), ...namesOf(reading, part) };
  return { ...section, open: open.length === 0 ? null : open, rows };
}

function readOpen(reading: Reading, part: Part): OpenDimension {
  onlyKeys(reading, part, ['dimension', 'list', 'names']);
  return {
    dimension: neededAt(reading, part, 'dimension'),
    list: neededAt(reading, part, 'list'),
    names: namesAt(reading, part, 'names'),
  };
}

function readRow(reading: Reading, part: Part): FormRow {
  onlyKeys(reading, part, rowKeys);
  const kind = wordAt(reading, part, 'kind', kinds, 'flow');
  const role = textAt(reading, part, 'role') === '' ? null : wordAt(reading, part, 'role', roles, null);
  const of = optionalAt(reading, part, 'of');
  const limits = readLimits(reading, part);
  return {
    code: shapedAt(reading, part, 'code', CODE, code),
    ...namesOf(reading, part),
    kind,
    unit: kind === 'answer' ? textAt(reading, part, 'unit') : neededAt(reading, part, 'unit'),
    indicator: optionalAt(reading, part, 'indicator'),
    scope: readScope(reading, partAt(reading, part, 'scope')),
    parent: optionalAt(reading, part, 'parent'),
    exhaustive: booleanAt(reading, part, 'exhaustive', false),
    required: booleanAt(reading, part, 'required', true),
    mayFall: booleanAt(reading, part, 'mayFall', false),
    mayBeNegative: booleanAt(reading, part, 'mayBeNegative', false),
    ...(role === null ? {} : { role }),
    ...(of === null ? {} : { of }),
    ...(limits === null ? {} : { limits }),
    hint: readHint(reading, part),
  };
}

function readScope(reading: Reading, part: Part): Record<string, string> {
  const scope: Record<string, string> = {};
  for (const name of Object.keys(part.value)) {
    const value = neededAt(reading, part, name);
    if (value !== '') scope[name] = value;
  }
  return scope;
}

function readHint(reading: Reading, part: Part): FormNames {
  const hint = part.value.hint;
  if (hint === undefined || hint === '') return { zh: '', en: '' };
  return namesAt(reading, part, 'hint');
}

function readLimits(reading: Reading, part: Part): [number, number] | null {
  const items = listAt(reading, part, 'limits');
  if (items.length === 0) return null;
  const [least, most] = items.map(Number);
  if (items.length === 2 && least !== undefined && most !== undefined && least < most) return [least, most];
  const wanted = { zh: '两个数，小的在前，如 [0, 100]', en: 'two numbers, the smaller first, such as [0, 100]' };
  noteShape(reading, [...part.at, 'limits'], items.join(', '), { ...wanted, suggestion: '[0, 100]' });
  return null;
}

export function readChecks(reading: Reading, top: Part): FormCheck[] {
  return partsAt(reading, top, 'checks').map((part) => {
    onlyKeys(reading, part, ['id', 'level', 'rule', 'zh', 'en']);
    return {
      id: shapedAt(reading, part, 'id', /^[a-z][a-z0-9-]{0,60}$/, {
        zh: `${id.zh}，字母开头`,
        en: `${id.en}, a letter first`,
      }),
      level: wordAt(reading, part, 'level', ['error', 'warning', 'info'] as const, 'error'),
      rule: neededAt(reading, part, 'rule'),
      ...namesOf(reading, part),
    };
  });
}
