import { expect, test } from 'vitest';
import { registers } from '../test/fixtures.ts';
import { usccCheckCharacter, vinCheckDigit } from './identifiers.ts';
import { compileRowCheck, type RowValues } from './row-check.ts';

const { projects, firms, context } = registers();
const check = compileRowCheck(projects, context);
const GOOD = { code: 'P1', name: '电池项目', enterprise: 'e1', region: '330100', invest: 100, done: 20, open: true };
const today = { today: '2025-09-10', state: 'planned' };
const found = (row: RowValues, more = {}) =>
  check({ ...GOOD, ...row }, { ...today, ...more }).map(({ field, code, level, child }) => [
    field,
    code,
    level,
    ...(child ? [child.row] : []),
  ]);

test('a good row has no problem, and what is empty passes', () => {
  expect(found({})).toEqual([]);
  expect(found({ invest: null, done: undefined, tags: [] })).toEqual([]);
});

test.each([
  [{ name: '' }, ['name', 'required', 'error']],
  [{ level: 'natonal' }, ['level', 'unknown-code', 'error']],
  [{ tags: ['battery', 'x'] }, ['tags', 'unknown-code', 'error']],
  [{ tags: 'battery' }, ['tags', 'wrong-type', 'error']],
  [{ invest: '100' }, ['invest', 'wrong-type', 'error']],
  [{ invest: 1e16, done: null }, ['invest', 'too-large', 'error']],
  [{ invest: Number.NaN, done: null }, ['invest', 'wrong-type', 'error']],
  [{ 'start-plan': '2025-02-29' }, ['start-plan', 'wrong-type', 'error']],
  [{ year: 25 }, ['year', 'wrong-type', 'error']],
  [{ invest: -1, done: null }, ['invest', 'check', 'error']],
  [{ done: 101 }, ['done', 'check', 'error']],
  [{ share: 100.5 }, ['share', 'check', 'error']],
  [{ 'start-plan': '2025-02-02', 'start-real': '2025-02-01' }, ['start-real', 'check', 'error']],
  [{ open: false }, [null, 'money', 'error']],
  [{ steps: [{ name: 'a', 'due-on': '2025-01-01' }, { name: 'b' }] }, ['due-on', 'required', 'error', 1]],
  [{ steps: [{ name: 'a', 'due-on': '2025-01-02', 'done-on': '2025-01-01' }] }, ['done-on', 'check', 'error', 0]],
  [
    {
      steps: [
        { name: 'a', 'due-on': '2025-01-01' },
        { name: 'a', 'due-on': '2025-01-01' },
      ],
    },
    ['name', 'key-twice', 'error', 1],
  ],
] as const)('%j has one problem', (row, problem) => {
  expect(found(row as RowValues)).toEqual([problem]);
});

test('a problem says in both languages what would be right', () => {
  const [problem] = check({ ...GOOD, 'start-plan': '2025-02-02', 'start-real': '2025-02-01' }, today);
  expect([problem?.zh, problem?.en]).toEqual([
    '实际开工应不早于计划开工',
    'Start real has to be not before Start planned',
  ]);
});

test('credit codes and vehicle numbers have their check characters', () => {
  expect(usccCheckCharacter('91330000MA27X1B43')).not.toBeNull();
  // GB 32100-2015 and GB 16735: well-known examples.
  expect(usccCheckCharacter('91350100M000100Y43'.slice(0, 17))).toBe('3');
  expect(vinCheckDigit('1M8GDM9AXKP042788')).toBe('X');
  expect(vinCheckDigit('11111111111111111')).toBe('1');
  const checkFirm = compileRowCheck(firms, context);
  const firm = { uscc: '91350100M000100Y44', name: '甲', region: '350100' };
  expect(checkFirm(firm, today)).toMatchObject([{ code: 'check-character', suggestion: '91350100M000100Y43' }]);
  expect(checkFirm({ ...firm, uscc: '9135' }, today)).toMatchObject([{ field: 'uscc', code: 'format' }]);
});
