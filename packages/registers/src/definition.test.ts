import fc from 'fast-check';
import { expect, test } from 'vitest';
import { context, FIRMS, PROJECTS, registers } from '../test/fixtures.ts';
import { parseDefinition, parseDefinitions } from './parse-definition.ts';
import type { Issue } from './types.ts';

const { projects, firms, context: whole } = registers();
const SMALL = `
id: visits
zh: 走访记录
key: number
fields:
  - {id: number, zh: 编号, type: text, required: true}
  - {id: region, zh: 地区, type: region, required: true}
  - {id: mood, zh: 情况, type: code, values: {good: 良好, bad: 困难}}
`;
const issuesOf = (text: string): readonly Issue[] => {
  const parsed = parseDefinition(text, whole);
  return parsed.ok ? [] : parsed.issues;
};
const first = (text: string) => {
  const [issue] = issuesOf(text);
  return issue && [issue.code, issue.path, issue.suggestion];
};

test('everything that is not written has its default', () => {
  const parsed = parseDefinition(SMALL, context);
  expect(parsed.ok && parsed.value).toMatchObject({
    id: 'visits',
    en: '走访记录',
    module: 'registers',
    row: '走访记录',
    owner: { unit: 'lead', party: 'government', level: 'county' },
    region: { rule: 'jurisdiction', field: 'region', level: 'county' },
    key: ['number'],
    title: 'number',
    ownerField: null,
    partyOf: null,
    lifeCycle: null,
    map: null,
    access: { read: { analyst: 'L2', bureau: 'L3' }, write: { bureau: 'region' }, public: null },
    headings: { number: ['编号', 'number'], region: ['地区', 'region'], mood: ['情况', 'mood'] },
    lists: [
      {
        id: 'visits.mood',
        zh: '情况',
        values: [
          { code: 'good', zh: '良好', en: '良好' },
          { code: 'bad', zh: '困难', en: '困难' },
        ],
      },
    ],
  });
  const mood = parsed.ok ? parsed.value.fields[2] : null;
  expect(mood).toMatchObject({
    list: 'visits.mood',
    required: false,
    many: false,
    dataClass: 'administrative',
    grade: 'L2',
  });
});

test('states written as a map begin with the first and end where no move leaves', () => {
  expect(projects.lifeCycle).toMatchObject({
    initial: 'planned',
    isCase: false,
    states: [
      { id: 'planned', zh: '储备', final: false },
      { id: 'started', final: false },
      { id: 'finished', final: true },
    ],
    moves: [{ by: ['bureau'], stamps: 'start-real' }, { needs: ['done'] }],
  });
});

test('what the catalogue holds has its unit there, other measures bring or derive theirs', () => {
  expect(projects.indicators).toMatchObject([
    { code: 'projects-in-library', measure: 'count', at: 'stock', unit: null, direction: null },
    { code: 'projects-money', measure: 'sum', at: 'flow', unit: '万元', direction: null },
  ]);
});

test('the party of an entry that is no authority owns it', () => {
  expect([projects.ownerField, firms.ownerField, firms.partyOf?.kind]).toEqual(['enterprise', null, 'enterprise']);
});

test('registers may refer to one that a later file brings', () => {
  expect(parseDefinition(PROJECTS, context).ok).toBe(true);
  const orphan = PROJECTS.replace('to: projects', 'to: parks');
  expect(parseDefinitions([{ name: 'a.yaml', text: orphan }], context)).toMatchObject({
    issues: [{ file: 'a.yaml', code: 'unknown-register', path: 'fields.15.to' }],
  });
  const parks = SMALL.replace('id: visits', 'id: parks');
  const both = parseDefinitions(
    [
      { name: 'a', text: orphan },
      { name: 'b', text: parks },
      { name: 'c', text: FIRMS },
    ],
    context,
  );
  expect(both.ok).toBe(true);
});

const line = (text: string, by: string) => PROJECTS.replace(text, by);
test.each([
  ['an unknown list', line('list: level', 'list: levels'), ['unknown-list', 'fields.4.list', 'level']],
  ['an unknown format', FIRMS.replace('format: uscc', 'format: uscd'), ['unknown-format', 'fields.0.format', 'uscc']],
  [
    'an unknown type',
    line('type: money, check: "> 0"', 'type: mony, check: "> 0"'),
    ['unknown-word', 'fields.6.type', 'money'],
  ],
  ['an unknown key', line('key: [code]', 'key: [code]\nchekcs: []'), ['unknown-key', 'chekcs', 'checks']],
  ['an unknown key field', line('key: [code]', 'key: [cod]'), ['unknown-field', 'key.0', 'code']],
  [
    'a key that may be empty',
    line('en: Number, type: text, required: true', 'en: Number, type: text'),
    ['key-not-required', 'key.0', undefined],
  ],
  [
    'an unknown field in a condition',
    line('state != finished', 'stat != finished'),
    ['unknown-field', 'indicators.0.where', 'state'],
  ],
  [
    'an unknown state in a condition',
    line('state != finished', 'state != finishd'),
    ['unknown-code', 'indicators.0.where', 'finished'],
  ],
  [
    'an unknown state in a move',
    line('from: [planned]', 'from: [plannd]'),
    ['unknown-state', 'life-cycle.moves.0.from.0', 'planned'],
  ],
  [
    'an unreachable state',
    line('finished: 完工}', 'finished: 完工, sold: 转让}'),
    ['state-unreachable', 'life-cycle.states.3', undefined],
  ],
  [
    'an unused threshold',
    line('{days: 30}', '{days: 30, more: 1}'),
    ['threshold-unused', 'signals.0.defaults.more', undefined],
  ],
  ['a missing threshold', line('{days: 30}', '{dayz: 30}'), ['unknown-threshold', 'signals.0.when', '$dayz']],
  ['an unknown unit in charge', line('to: reform', 'to: refrm'), ['unknown-unit', 'signals.0.to', 'reform']],
  ['a field twice', line('id: share,', 'id: done,'), ['id-twice', 'fields.8.id', undefined]],
  ['a name of the language', line('id: open,', 'id: today,'), ['reserved-id', 'fields.9.id', undefined]],
  ['a check that is none', line('check: "> 0"', 'check: "positive"'), ['bad-check', 'fields.6.check', undefined]],
  [
    'a rule of the wrong kind',
    line('"done <= invest * 2 and', '"done + invest and'),
    ['wrong-type', 'checks.0.rule', undefined],
  ],
  ['a measure without what it adds up', line('of: invest, ', ''), ['key-missing', 'indicators.1.of', undefined]],
  [
    'an unknown measured indicator',
    line('projects-money, zh: 投资额', 'projects-mony'),
    ['key-missing', 'indicators.1.zh', undefined],
  ],
  [
    'a stamp that is no date',
    line('stamps: start-real', 'stamps: name'),
    ['wrong-field', 'life-cycle.moves.0.stamps', undefined],
  ],
  [
    'a grade above what is held',
    line('zh: 投资, en', 'grade: L5, zh: 投资, en'),
    ['grade-too-high', 'fields.6.grade', 'L4'],
  ],
  [
    'personal data too low',
    line('zh: 投资, en', 'class: personal, zh: 投资, en'),
    ['personal-too-low', 'fields.6.grade', 'L3'],
  ],
  [
    'several dates in one field',
    line('type: date}', 'type: date, many: true}'),
    ['many-impossible', 'fields.10.many', undefined],
  ],
  [
    'an own right without an owner',
    `${SMALL}access: {read: {enterprise: own}}`,
    ['own-without-field', 'access', undefined],
  ],
  ['no region', SMALL.replace('type: region', 'type: text'), ['region-missing', 'fields', undefined]],
  [
    'a public right that says nothing',
    `${SMALL}access: {public: true}`,
    ['not-a-record', 'access.public', '{grade: L1}'],
  ],
  [
    'a way out of what is final',
    line(
      '{planned: 储备, started: 开工, finished: 完工}',
      '[{id: planned, zh: 储备}, {id: started, zh: 开工, final: true}, {id: finished, zh: 完工}]',
    ),
    ['final-left', 'life-cycle.moves.1.from.0', undefined],
  ],
  [
    'a heading of a state where there are none',
    `${SMALL}import: {headings: {state: [状态]}}`,
    ['unknown-field', 'import.headings.state', undefined],
  ],
  [
    'a heading claimed twice',
    `${SMALL}import: {headings: {mood: [编号]}}`,
    ['heading-twice', 'fields.0.zh', undefined],
  ],
] as const)('%s is found', (_, text, expected) => {
  expect(first(text)).toEqual(expected);
});

test('the column of the state has headings of its own', () => {
  const parsed = parseDefinition(`${PROJECTS}import: {headings: {state: [进展, 阶段]}}`, whole);
  expect(parsed.ok && parsed.value.headings.state).toEqual(['进展', '阶段']);
});

test('an issue says its line, in both languages', () => {
  const [issue] = issuesOf(line('list: level', 'list: levels'));
  expect(issue).toEqual({
    code: 'unknown-list',
    path: 'fields.4.list',
    line: 11,
    zh: '没有代码表 levels',
    en: 'No code list levels',
    suggestion: 'level',
  });
  expect(issuesOf('id: a\nzh: [')).toMatchObject([{ code: 'yaml-syntax' }]);
  expect(issuesOf('id: a\nid: b')).toMatchObject([{ code: 'key-twice', line: 2 }]);
  expect(issuesOf('just words')).toMatchObject([{ code: 'not-a-definition' }]);
});

test('no text makes the reader throw', () => {
  const pieces = fc.constantFrom(
    'id: a',
    'fields:',
    '  - {id: x, type: text}',
    '  - 7',
    'key: 5',
    'key: {a: b}',
    'life-cycle:',
    '  states: 4',
    '  moves: [{}]',
    '- ',
    '[',
    '{',
    '&a *a',
    'access: {read: []}',
    'indicators: [{code: x, over: 1}]',
    'signals: [{}]',
    'map: 3',
    'region: [1]',
    'import: {headings: {q: 1}}',
    'children: [{id: c}]',
    'checks: [{rule: "((("}]',
    'title: [x]',
    'party-of: 1',
    'scopes: {a: [1]}',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces).map((lines) => lines.join('\n')),
      ),
      (text) => {
        const parsed = parseDefinition(text, context);
        if (!parsed.ok) expect(parsed.issues.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 1000 },
  );
});

test('deep nesting and alias bombs end in an issue', () => {
  expect(parseDefinition('['.repeat(50_000), context).ok).toBe(false);
  expect(parseDefinition(`a: ${'- '.repeat(20_000)}`, context).ok).toBe(false);
  const bomb = [
    'a0: &a0 [x,x,x,x,x,x,x,x,x,x]',
    ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(',')}]`),
  ];
  expect(parseDefinition(bomb.join('\n'), context)).toMatchObject({ ok: false });
  expect(parseDefinition('x'.repeat(100_001), context)).toMatchObject({ issues: [{ code: 'source-too-long' }] });
});

test('a long definition full of mistakes is read in moments', () => {
  const fields = Array.from({ length: 1700 }, (_, i) => `  - {id: f${i}, zh: f${i}, type: code, list: levle}`);
  const begin = performance.now();
  const issues = issuesOf(`id: a\nzh: a\nkey: a\nfields:\n${fields.join('\n')}`);
  expect(issues.length).toBe(200);
  expect(performance.now() - begin).toBeLessThan(15_000);
});
