/** A form's definition out of its YAML. The keys are those of `FormDefinition`. */
import { checkFormDefinition } from './form-check.ts';
import type { FormResult, IndicatorLookup } from './form-issue.ts';
import { readChecks, readSection } from './form-read-rows.ts';
import { openForm, type Reading } from './form-read-source.ts';
import {
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
  wholeAt,
  wordAt,
  wordsAt,
} from './form-read-values.ts';
import type { FormColumn, FormDefinition, FormFrequency, ReviewLevel } from './form-types.ts';

const columns: readonly FormColumn[] = ['current', 'cumulative', 'current-base', 'cumulative-base'];
const levels: readonly ReviewLevel[] = ['county', 'city', 'province'];
const frequencies: readonly FormFrequency[] = ['monthly', 'quarterly', 'half-yearly', 'annual'];
const keys = [
  'id',
  'zh',
  'en',
  'number',
  'authority',
  'edition',
  'validFrom',
  'validUntil',
  'frequency',
  'exempt',
  'reporter',
  'columns',
  'opens',
  'due',
  'release',
  'review',
  'sections',
  'checks',
];
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const month = { zh: '年月，如 2025-01', en: 'a month, such as 2025-01', suggestion: '2025-01' };

/**
 * Reads a form (YAML): every default filled in, every mistake an issue with its line (`at`), its path and, where it can
 * be seen, what was meant. With a lookup the definition is held against the catalogue too, as `checkFormDefinition`
 * does, its issues with lines. Never throws.
 */
export function readForm(source: string, lookup?: IndicatorLookup): FormResult {
  const reading = openForm(source);
  if (reading.data === null) return { ok: false, issues: reading.issues };
  const definition = readDefinition(reading);
  if (lookup !== undefined && reading.issues.length === 0) {
    for (const { code, zh, message, suggestion, path } of checkFormDefinition(definition, lookup)) {
      reading.note(path === '' ? [] : path.split('.'), { code, zh, en: message, suggestion });
    }
  }
  return reading.issues.length > 0 ? { ok: false, issues: reading.issues } : { ok: true, value: definition };
}

function readDefinition(reading: Reading): FormDefinition {
  const top: Part = { at: [], value: reading.data };
  onlyKeys(reading, top, keys);
  const until = optionalAt(reading, top, 'validUntil');
  if (until !== null && !MONTH.test(until)) noteShape(reading, ['validUntil'], until, month);
  const id = { zh: '小写字母、数字和连字符，字母开头', en: 'small letters, digits and hyphens, a letter first' };
  return {
    id: shapedAt(reading, top, 'id', /^[a-z][a-z0-9-]{1,60}$/, id),
    ...namesOf(reading, top),
    number: neededAt(reading, top, 'number'),
    authority: namesAt(reading, top, 'authority'),
    edition: neededAt(reading, top, 'edition'),
    validFrom: shapedAt(reading, top, 'validFrom', MONTH, month),
    validUntil: until,
    frequency: wordAt(reading, top, 'frequency', frequencies, null),
    exempt: readExempt(reading, top),
    reporter: readReporter(reading, partAt(reading, top, 'reporter')),
    columns: needed(reading, top, 'columns', wordsAt(reading, top, 'columns', columns)),
    opens: wholeAt(reading, top, 'opens', [0, 250], 0),
    due: wholeAt<number>(reading, top, 'due', [0, 250]),
    release: wholeAt(reading, top, 'release', [0, 500], null),
    review: needed(reading, top, 'review', wordsAt(reading, top, 'review', levels)),
    sections: needed(
      reading,
      top,
      'sections',
      partsAt(reading, top, 'sections').map((part) => readSection(reading, part)),
    ),
    checks: readChecks(reading, top),
  };
}

/** A list that must not be empty. */
function needed<T>(reading: Reading, part: Part, key: string, list: T[]): T[] {
  const isThere = Array.isArray(part.value[key]) && (part.value[key] as unknown[]).length > 0;
  if (!isThere) {
    const said = { zh: `${key} 至少要有一项`, en: `${key} needs one item at least` };
    reading.note([...part.at, key], { code: 'form-list-empty', ...said });
  }
  return list;
}

function readExempt(reading: Reading, top: Part): number[] {
  const months: number[] = [];
  for (const [index, item] of listAt(reading, top, 'exempt').entries()) {
    const value = Number(item);
    if (/^([1-9]|1[0-2])$/.test(String(item))) months.push(value);
    else noteShape(reading, ['exempt', index], String(item), { zh: '月份 1 到 12', en: 'a month from 1 to 12' });
  }
  return [...new Set(months)].sort((a, b) => a - b);
}

function readReporter(reading: Reading, part: Part): FormDefinition['reporter'] {
  const kind = wordAt(reading, part, 'kind', ['party', 'region'] as const, null);
  const names = namesAt(reading, part, 'names');
  if (kind === 'region') {
    onlyKeys(reading, part, ['kind', 'level', 'names']);
    return { kind, level: wordAt(reading, part, 'level', levels, null), names };
  }
  onlyKeys(reading, part, ['kind', 'register', 'where', 'names']);
  const register = optionalAt(reading, part, 'register');
  return { kind, register, where: optionalAt(reading, part, 'where'), names };
}
