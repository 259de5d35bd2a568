import { expect, test } from 'vitest';
import { context, PROJECTS, registers } from '../test/fixtures.ts';
import { compareDefinitions } from './compare.ts';
import { parseDefinition } from './parse-definition.ts';

const { projects, context: whole } = registers();
const changed = (from: string, to: string) => {
  const parsed = parseDefinition(PROJECTS.replace(from, to), whole);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return compareDefinitions(projects, parsed.value, whole).map(({ kind, subject, question }) => [
    kind,
    subject,
    question?.ask ?? null,
  ]);
};

test('the same definition has no differences', () => {
  expect(compareDefinitions(projects, projects, context)).toEqual([]);
});

test('a definition that a store handed back with its keys in another order is the same one', () => {
  expect(projects.indicators.length).toBeGreaterThan(0);
  expect(compareDefinitions(reordered(projects) as typeof projects, projects, whole)).toEqual([]);
});

test('what the catalogue says of an indicator is no change of the register', () => {
  const indicators = projects.indicators.map((one) => ({ ...one, unit: null, direction: null, zh: one.code }));
  const held = { ...whole, indicators: new Set(indicators.map(({ code }) => code)) };
  expect(compareDefinitions(projects, { ...projects, indicators }, held)).toEqual([]);
  const kinds = compareDefinitions(projects, { ...projects, indicators }, { ...whole, indicators: new Set() });
  expect(kinds.map(({ kind }) => kind)).toContain('indicator-changed');
});

function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, reordered(one)]));
}

test.each([
  ['  - {id: year,', '  - {id: note, zh: 备注, type: text}\n  - {id: year,', [['field-added', 'note', null]]],
  [
    '  - {id: year,',
    '  - {id: note, zh: 备注, type: text, required: true}\n  - {id: year,',
    [['field-added', 'note', 'has-entries']],
  ],
  ['  - {id: year, zh: 年度, en: Year, type: year}\n', '', [['field-removed', 'year', 'has-value']]],
  ['en: Year, type: year', 'en: Year, type: integer', [['field-retyped', 'year', null]]],
  ['en: Year, type: year', 'en: Year, type: date', [['field-retyped', 'year', 'not-readable-as']]],
  ['list: tag, many: true', 'list: tag', [['field-single', 'tags', 'has-several']]],
  [
    'en: Level, type: code, list: level',
    'en: Level, type: code, list: level, many: true',
    [['field-several', 'level', null]],
  ],
  ['en: Month, type: month', 'en: Month, type: month, required: true', [['field-required', 'month', 'is-empty']]],
  [
    'list: level}',
    'values: {national: 国家级, other: 其他}}',
    [
      ['list-narrowed', 'level', 'has-code'],
      ['list-widened', 'level', null],
    ],
  ],
  ['"0..100"', '"0..50"', [['check-changed', 'share', 'breaks-check']]],
  ['unit: "%"', 'unit: 倍', [['unit-changed', 'share', 'has-value']]],
  ['key: [code]', 'key: [code, name]', [['key-changed', 'key', 'same-key']]],
  ['invest * 2', 'invest * 3', [['rule-changed', 'money', 'breaks-check']]],
  [
    '      - {id: done-on, zh: 完成, en: Done, type: date, check: ">= due-on"}\n',
    '',
    [['field-removed', 'steps.done-on', 'has-value']],
  ],
  [
    'finished: 完工}',
    'ended: 完工}',
    [
      ['state-added', 'ended', null],
      ['state-removed', 'finished', 'in-state'],
      ['indicator-changed', 'projects-in-library', null],
    ],
  ],
] as const)('%s becomes %s', (from, to, expected) => {
  const text = to.includes('ended: ') ? PROJECTS.replaceAll('finished', 'ended') : null;
  if (text === null) expect(changed(from, to)).toEqual(expected);
  else expect(changed(PROJECTS, text)).toEqual(expected);
});
