import { expect, test } from 'vitest';
import { registers } from '../test/fixtures.ts';
import { printExpression } from './expression-ast.ts';
import { readExpression } from './expression-check.ts';
import { compileExpression, type Value } from './expression-compile.ts';
import { parseExpression } from './expression-parse.ts';
import type { ResolvedStep } from './expression-resolve.ts';
import { toSql } from './expression-sql.ts';

const { projects, context } = registers();
const read = (text: string, options = {}) => readExpression(text, projects, context, options);

/** The value of an expression over a flat row; deeper paths are `field.field`. */
function value(
  text: string,
  row: Record<string, unknown>,
  options: { thresholds?: Record<string, number>; child?: string } = {},
): Value {
  const checked = read(text, options);
  if (!checked.ok) throw new Error(checked.issues[0]?.en);
  const path = (steps: readonly ResolvedStep[]) => row[steps.map(({ name }) => name).join('.')];
  return compileExpression(checked.value)(path, '2025-09-10');
}
const issue = (text: string, options = {}) => {
  const checked = read(text, options);
  return checked.ok ? null : checked.issues[0];
};

test.each([
  ['state = planned and invest >= 100', { state: 'planned', invest: 100 }, true],
  ['not state = planned or open', { state: 'planned', open: false }, false],
  ['level in [national, provincial]', { level: 'city' }, false],
  ['level not in [national, provincial]', { level: 'city' }, true],
  ['battery in tags', { tags: ['battery', '0'] }, true],
  ['battery not in tags', { tags: ['auto-parts'] }, true],
  ['tags in [0, battery]', { tags: ['0'] }, true],
  ['level is empty and tags is empty', { level: null, tags: [] }, true],
  ['start-plan + 30 < today', { 'start-plan': '2025-08-10' }, true],
  ['start-plan + 31 < today', { 'start-plan': '2025-08-10' }, false],
  ['today - start-plan > 30', { 'start-plan': '2025-08-10' }, true],
  ['start-plan - 1 = 2025-02-28', { 'start-plan': '2025-03-01' }, true],
  ['month >= 2025-03', { month: '2025-03' }, true],
  ['year = 2025', { year: 2025 }, true],
  ['seen = 2025-03-02', { seen: '2025-03-01T17:30:00Z' }, true],
  ['done / invest * 100 > 50', { done: 6, invest: 10 }, true],
  ['-invest < -5', { invest: 6 }, true],
  ['name contains "电池" and name starts with "动力"', { name: '动力电池项目' }, true],
  ['enterprise.revenue >= 20000', { 'enterprise.revenue': 30_000 }, true],
  ['battery in enterprise.tags', { 'enterprise.tags': ['battery'] }, true],
  [
    'parent.state = started and parent.parent.level = city',
    { 'parent.state': 'started', 'parent.parent.level': 'city' },
    true,
  ],
  ['region = 330100', { region: '330100' }, true],
  ['code = "A-1"', { code: 'A-1' }, true],
  ['level = "national"', { level: 'national' }, true],
  ['done <= invest', { done: 1, invest: null }, null],
  ['done <= invest or open', { done: 1, invest: null, open: true }, true],
  ['done <= invest and open', { done: 1, invest: null, open: false }, false],
  ['not done <= invest', { done: 1, invest: null }, null],
  ['level not in [national]', { level: null }, null],
  ['battery not in tags', { tags: [] }, null],
  ['done / invest > 1', { done: 1, invest: 0 }, null],
] as const)('%s', (text, row, expected) => {
  expect(value(text, row)).toBe(expected);
});

test('a threshold takes the default unless it is handed in', () => {
  const checked = read('invest > $least', { thresholds: { least: 10 } });
  if (!checked.ok) throw new Error();
  const run = compileExpression(checked.value);
  const row = (path: readonly ResolvedStep[]) => (path[0]?.name === 'invest' ? 11 : null);
  expect([run(row, '2025-01-01'), run(row, '2025-01-01', { least: 12 })]).toEqual([true, false]);
});

test('line items are named by their child, or bare where the rows of the child are meant', () => {
  const checked = read('steps.done-on is empty and steps.due-on < today');
  expect(checked.ok && checked.value.child).toBe('steps');
  expect(value('done-on >= due-on', { 'done-on': '2025-01-02', 'due-on': '2025-01-01' }, { child: 'steps' })).toBe(
    true,
  );
});

test.each([
  ['levl = national', 'unknown-field', 'level'],
  ['level = natonal', 'unknown-code', 'national'],
  ['level in [natonal]', 'unknown-code', 'national'],
  ['batery in tags', 'unknown-code', 'battery'],
  ['state = starte', 'unknown-code', 'started'],
  ['tags = battery', 'several-values', 'battery in tags'],
  ['national in level', 'one-value', 'level ='],
  ['level > city', 'no-order', '='],
  ['invest = national', 'unknown-field', undefined],
  ['invest = open', 'not-comparable', undefined],
  ['start-plan + start-plan = today', 'cannot-calculate', undefined],
  ['invest-done > 0', 'unknown-field', undefined],
  ['invest > $leest', 'unknown-threshold', '$least'],
  ['name contains invest', 'not-text', undefined],
  ['region.name = "x"', 'path-leads-nowhere', undefined],
  ['start-plan = 2025-02-30', 'no-such-day', undefined],
  ['invest +', 'expression-incomplete', undefined],
  ['(invest > 1', 'expression-incomplete', undefined],
  ['invest > 1 invest', 'unexpected-word', undefined],
  ['invest ; 1', 'unexpected-character', undefined],
  ['name = "x', 'quote-open', '"'],
  ['invest and open', 'wrong-type', undefined],
  ['invest is full', 'unexpected-word', undefined],
] as const)('%s is refused as %s', (text, code, suggestion) => {
  const found = issue(text, { thresholds: { least: 1 }, want: 'boolean' });
  expect([found?.code, found?.suggestion]).toEqual([code, suggestion]);
  expect(found?.zh).not.toBe('');
});

test('nesting, length and products are bounded', () => {
  expect(parseExpression(`${'('.repeat(500)}open${')'.repeat(500)}`)).toMatchObject({
    issues: [{ code: 'expression-too-deep' }],
  });
  expect(parseExpression(`${'not '.repeat(400)}open`)).toMatchObject({ issues: [{ code: 'expression-too-deep' }] });
  expect(parseExpression(`invest = ${'1 + '.repeat(70)}1`)).toMatchObject({
    issues: [{ code: 'expression-too-deep' }],
  });
  expect(parseExpression('a '.repeat(1001))).toMatchObject({ issues: [{ code: 'expression-too-long' }] });
  expect(parseExpression(`invest = ${'2 * '.repeat(9)}1`)).toMatchObject({ issues: [{ code: 'too-many-products' }] });
  expect(parseExpression(Array(100).fill('open = true').join(' and ')).ok).toBe(true);
});

test('SQL takes every value as a parameter and every column from the store', () => {
  const checked = read(
    'level in [national] and name contains "a\'b" and start-plan < today - $days and done / invest > 0.5',
    {
      thresholds: { days: 30 },
    },
  );
  if (!checked.ok) throw new Error();
  const values: unknown[] = [];
  const sql = toSql(checked.value, {
    column: (path) => `t."${path.map(({ name }) => name).join('.')}"`,
    param: (item) => `$${values.push(item)}`,
    today: 'current_date',
  });
  expect(values).toEqual([['national'], "a'b", 30, 0.5]);
  expect(sql).toBe(
    '((t."level" = any($1::text[])) and (strpos(t."name", $2::text) > 0) and ' +
      '(t."start-plan" < (current_date - floor(least(greatest($3::double precision, -100000), 100000))::integer)) and ' +
      '((t."done"::double precision / nullif(t."invest"::double precision, 0)) > $4::double precision))',
  );
});

test('printing puts parentheses only where they are needed', () => {
  const printed = (text: string) => {
    const parsed = parseExpression(text);
    return parsed.ok ? printExpression(parsed.value) : parsed.issues[0]?.en;
  };
  expect(printed('((a = b) and (c or d)) or not (e)')).toBe('a = b and (c or d) or not e');
  expect(printed('a -(b - c)')).toBe('a - (b - c)');
  expect(printed('a*(b + 1)  >= -(2)')).toBe('a * (b + 1) >= -2');
});
