import {
  type At,
  idAt,
  isRecord,
  knownKeys,
  namesAt,
  oneOfAt,
  type Reading,
  recordAt,
  recordsAt,
  requiredText,
  textAt,
} from './reading.ts';
import type { Check, Child, Field, Measure, Severity, SignalDeclaration } from './types.ts';

const KINDS = [
  'count',
  'distinct',
  'sum',
  'average',
  'median-days',
  'value',
  'share',
  'share-sum',
  'share-distinct',
  'ratio',
] as const;
const MEASURE_KEYS = [
  'code',
  'zh',
  'en',
  'measure',
  'of',
  'per',
  'from',
  'to',
  'where',
  'over',
  'at',
  'date',
  'unit',
  'direction',
];
const SEVERITIES: readonly Severity[] = ['blue', 'yellow', 'orange', 'red'];

export function readMeasures(
  reading: Reading,
  value: unknown,
  fields: readonly Field[],
  children: readonly Child[],
  catalogue: ReadonlySet<string>,
): Measure[] {
  return recordsAt(reading, ['indicators'], value).map(({ at, value: item }) => {
    knownKeys(reading, at, item, MEASURE_KEYS);
    const code = idAt(reading, [...at, 'code'], item.code);
    const text = (key: string) => textAt(reading, [...at, key], item[key]);
    const kind = oneOfAt(reading, [...at, 'measure'], item.measure, KINDS, 'count');
    const isHeld = catalogue.has(code);
    const names = isHeld && item.zh === undefined ? { zh: code, en: code } : namesAt(reading, at, item);
    const unit = text('unit') ?? unitOf(kind, text('of'), fields, children);
    return {
      code,
      ...names,
      measure: kind,
      of: text('of'),
      per: text('per'),
      from: text('from'),
      to: text('to'),
      where: text('where'),
      over: readOver(reading, [...at, 'over'], item.over),
      at: oneOfAt(
        reading,
        [...at, 'at'],
        item.at,
        ['stock', 'flow'] as const,
        text('date') === null ? 'stock' : 'flow',
      ),
      date: text('date'),
      unit: isHeld ? null : unit,
      direction: isHeld ? null : directionAt(reading, [...at, 'direction'], item.direction),
    };
  });
}

function unitOf(
  kind: Measure['measure'],
  of: string | null,
  fields: readonly Field[],
  children: readonly Child[],
): string | null {
  if (kind === 'count' || kind === 'distinct') return '个';
  if (kind.startsWith('share')) return '%';
  if (kind === 'median-days') return '天';
  if (kind === 'ratio') return null;
  const [first, second] = of?.split('.') ?? [];
  const own = children.find((child) => child.id === first)?.fields.find((field) => field.id === second);
  return (fields.find((field) => field.id === of) ?? own)?.unit ?? null;
}

const directionAt = (reading: Reading, at: At, value: unknown): 'up' | 'down' | null => {
  const word = oneOfAt(reading, at, value, ['up', 'down', 'none'] as const, 'none');
  return word === 'none' ? null : word;
};

function readOver(reading: Reading, at: At, value: unknown): Measure['over'] {
  if (value === undefined || value === null) return null;
  const over = recordAt(reading, at, value);
  knownKeys(reading, at, over, ['register', 'where']);
  return {
    register: textAt(reading, [...at, 'register'], over.register),
    where: textAt(reading, [...at, 'where'], over.where),
  };
}

export function readSignals(reading: Reading, value: unknown, unit: string): SignalDeclaration[] {
  return recordsAt(reading, ['signals'], value).map(({ at, value: item }) => {
    knownKeys(reading, at, item, ['id', 'zh', 'en', 'severity', 'when', 'defaults', 'to']);
    return {
      id: idAt(reading, [...at, 'id'], item.id),
      ...namesAt(reading, at, item),
      severity: oneOfAt(reading, [...at, 'severity'], item.severity, SEVERITIES, 'yellow'),
      when: requiredText(reading, [...at, 'when'], item.when),
      defaults: readDefaults(reading, [...at, 'defaults'], item.defaults),
      to: textAt(reading, [...at, 'to'], item.to) ?? unit,
    };
  });
}

function readDefaults(reading: Reading, at: At, value: unknown): Readonly<Record<string, number>> {
  const defaults: Record<string, number> = {};
  if (value !== undefined && value !== null && !isRecord(value)) recordAt(reading, at, value);
  for (const [name, number] of isRecord(value) ? Object.entries(value) : []) {
    idAt(reading, [...at, name], name);
    if (typeof number === 'number' && Number.isFinite(number)) defaults[name] = number;
    else
      reading.note([...at, name], { code: 'not-a-number', zh: '阈值应为数值', en: 'A threshold has to be a number' });
  }
  return defaults;
}

export function readChecks(reading: Reading, value: unknown): Check[] {
  return recordsAt(reading, ['checks'], value).map(({ at, value: item }) => {
    knownKeys(reading, at, item, ['id', 'level', 'rule', 'zh', 'en']);
    return {
      id: idAt(reading, [...at, 'id'], item.id),
      level: oneOfAt(reading, [...at, 'level'], item.level, ['error', 'warning'] as const, 'error'),
      rule: requiredText(reading, [...at, 'rule'], item.rule),
      ...namesAt(reading, at, item),
    };
  });
}
