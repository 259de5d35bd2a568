import { describe, expect, test } from 'vitest';
import {
  checkFormula,
  checkFormulas,
  type DefinedFormula,
  evaluateFormula,
  type FormulaCatalogue,
  type FormulaIndicator,
  type FormulaNode,
  type OperandMissing,
  operandTimes,
  parseFormula,
  printFormula,
} from './index.ts';

const indicator = (unit: string, dimension: string, more: Partial<FormulaIndicator> = {}): FormulaIndicator => ({
  unit,
  dimension,
  timeRule: 'sum',
  scope: ['region', 'product'],
  ...more,
});
const known: Record<string, FormulaIndicator> = {
  revenue: indicator('亿元', 'money'),
  'total-profit': indicator('万元', 'money'),
  'vehicle-output': indicator('万辆', 'vehicle'),
  'nev-output': indicator('辆', 'vehicle'),
  employees: indicator('人', 'person', { timeRule: 'last' }),
  firms: indicator('家', 'enterprise', { timeRule: 'last' }),
  platforms: indicator('家', 'body', { timeRule: 'last' }),
  growth: indicator('%', 'ratio', { timeRule: 'ratio-of-sums' }),
  broken: indicator('万辆', 'money'),
};
const catalogue: FormulaCatalogue = { find: (code) => known[code], codes: () => Object.keys(known) };

const read = (text: string): FormulaNode => {
  const node = parseFormula(text);
  if (!node.ok) throw new Error(node.issues[0]?.message);
  return node.value;
};
const check = (text: string, declared?: { unit: string; dimension: string }) =>
  checkFormula(read(text), catalogue, declared);
const issuesOf = (text: string, declared?: { unit: string; dimension: string }) => {
  const checked = check(text, declared);
  return checked.ok ? [] : checked.issues;
};

describe('reading', () => {
  test('multiplication binds before addition, signs of one strength from the left', () => {
    expect(read('[a] - [b] - [c] * 2')).toMatchObject({
      operator: '-',
      left: { operator: '-', left: { code: 'a' }, right: { code: 'b' } },
      right: { operator: '*', left: { code: 'c' }, right: { kind: 'number', value: '2', percent: false } },
    });
  });

  test('an operand says its cut, region, period and basis', () => {
    expect(read('[a @ product=bev+phev, region=nation]')).toMatchObject({
      scope: { product: 'bev+phev' },
      region: 'nation',
      period: 'same',
    });
    expect(read('[a @ period=year-earlier, basis=comparable]')).toMatchObject({
      scope: {},
      region: 'own',
      period: 'year-earlier',
      basis: 'comparable',
    });
  });

  test('what a Chinese keyboard writes is read alike, and places hold', () => {
    expect(printFormula(read('（［a］＋【b】）÷２×５０％'))).toBe('([a] + [b]) / 2 * 50 %');
  });

  test.each([
    ['', 'formula-empty', 0],
    ['[a] + ', 'formula-expected', 6],
    ['[a] [b]', 'formula-unexpected', 4],
    ['([a] + 1', 'formula-expected', 8],
    ['[a] + [b', 'formula-bracket-open', 6],
    ['[a] & [b]', 'formula-character', 4],
    ['revenue / 2', 'formula-unexpected', 0],
    ['[Umsatz]', 'formula-operand', 0],
    ['[a @ region=330100]', 'formula-operand', 0],
    ['[a @ period]', 'formula-operand', 0],
    ['[a @ product=bev, product=phev]', 'formula-operand', 0],
    ['[a @ basis=comparable]', 'formula-operand', 0],
    ['streak([a])', 'formula-expected', 10],
    ['streak(streak([a] > 1) > 2)', 'formula-nested-streak', 7],
    ['1234567890123456789012', 'formula-number-too-long', 0],
    [`${'('.repeat(60)}1${')'.repeat(60)}`, 'formula-too-deep', 50],
    ['1+'.repeat(1200), 'formula-too-long', 2000],
  ])('%j is refused with its place', (text, code, at) => {
    const answer = parseFormula(text);
    expect(answer.ok ? null : answer.issues).toMatchObject([{ code, at }]);
  });
});

describe('checking', () => {
  test('亿元 + 万辆 names both sides and their places', () => {
    const [issue] = issuesOf('[revenue] + [vehicle-output]');
    expect(issue).toMatchObject({
      code: 'formula-units-differ',
      at: 10,
      sides: [
        { text: '[revenue]', unit: '亿元', at: 0, end: 9 },
        { text: '[vehicle-output]', unit: '万辆', at: 12, end: 28 },
      ],
    });
    expect(issue?.message).toMatch(
      /\[revenue\] \(亿元, characters 0–9\) \+ \[vehicle-output\] \(万辆, characters 12–28\)/,
    );
  });

  test.each([
    ['[revenue] / [vehicle-output]', '亿元/万辆', 'money/vehicle'],
    ['[revenue] + [total-profit]', '亿元', 'money'],
    ['[total-profit] / [revenue]', '%', 'ratio'],
    ['[revenue] / [employees] * [employees]', '亿元', 'money'],
    ['[revenue] * [revenue] / 2', '亿元^2', 'money^2'],
    ['1 / [revenue]', '1/亿元', '1/money'],
    ['[growth] - 1', '%', 'ratio'],
    ['min([growth], 100 %)', '%', 'ratio'],
    ['streak([growth] >= 100 %)', '年', 'time'],
  ])('%s gives %s', (text, unit, dimension) => {
    expect(check(text)).toMatchObject({ ok: true, value: { unit, dimension } });
  });

  test('a quotient is held against the unit that its indicator declares', () => {
    expect(issuesOf('[revenue] / [employees]', { unit: '万元/人', dimension: 'money/person' })).toEqual([]);
    expect(issuesOf('[revenue] / [employees]', { unit: '万元', dimension: 'money' })).toMatchObject([
      { code: 'formula-other-unit', suggestion: '亿元/人' },
    ]);
    expect(issuesOf('[growth] - [growth @ period=year-earlier]', { unit: '百分点', dimension: 'points' })).toEqual([]);
    expect(issuesOf('[growth] / 2', { unit: '百分点', dimension: 'points' })).toMatchObject([
      { code: 'formula-other-unit' },
    ]);
  });

  test.each([
    ['[revenue] - 1', 'formula-units-differ'],
    ['max([revenue], [vehicle-output])', 'formula-units-differ'],
    ['streak([revenue] >= 100 %)', 'formula-units-differ'],
    ['[firms] + [platforms]', 'formula-units-differ'],
    ['[broken] / 2', 'formula-unit-unknown'],
    ['[revenue @ prodct=bev]', 'formula-unknown-scope'],
    ['[employees] / [revenue]', 'formula-stock-over-flow'],
    ['[employees] / ([revenue] + 0 * [revenue])', 'formula-stock-over-flow'],
  ])('%s is refused: %s', (text, code) => {
    expect(issuesOf(text).map((issue) => issue.code)).toEqual([code]);
  });

  test('flows and stocks of one unit are not added', () => {
    const stock = {
      ...catalogue,
      find: (code: string) => known[code] ?? indicator('亿元', 'money', { timeRule: 'last' }),
    };
    const checked = checkFormula(read('[revenue] + [assets]'), stock);
    expect(checked.ok ? [] : checked.issues).toMatchObject([{ code: 'formula-times-differ' }]);
  });

  test('an unknown indicator is told with the code that was meant, each of several', () => {
    expect(issuesOf('[revenu] / [vehicle-ouput]')).toMatchObject([
      { code: 'formula-unknown-indicator', suggestion: 'revenue', at: 0, end: 8 },
      { code: 'formula-unknown-indicator', suggestion: 'vehicle-output', at: 11 },
    ]);
    expect(issuesOf('[something-else-entirely]')[0]?.suggestion).toBeUndefined();
  });
});

describe('circles', () => {
  const defined = (code: string, formula: string | null): DefinedFormula => ({
    ...indicator('%', 'ratio', { timeRule: 'ratio-of-sums' }),
    code,
    formula,
  });

  test('are found when they are defined, with the way round', () => {
    const issues = checkFormulas([
      defined('a', '[b] + 1'),
      defined('b', 'max([c], [d])'),
      defined('c', '[a] * 2'),
      defined('d', null),
      defined('e', '[a] + [e]'),
    ]);
    expect(issues).toMatchObject([
      { code: 'formula-circle', of: 'a', path: ['a', 'b', 'c', 'a'] },
      { code: 'formula-circle', of: 'e', path: ['e', 'e'] },
    ]);
    expect(issues[0]?.message).toContain('a → b → c → a');
  });

  test('what two formulas share is none', () => {
    expect(checkFormulas([defined('a', '[b] + [c]'), defined('b', '[c]'), defined('c', null)])).toEqual([]);
  });

  test('each formula that is wrong says whose it is', () => {
    const issues = checkFormulas([defined('a', '[b] +'), defined('b', '[nothing]')]);
    expect(issues).toMatchObject([
      { of: 'a', code: 'formula-expected' },
      { of: 'b', code: 'formula-unknown-indicator' },
    ]);
  });

  test('a chain of ten thousand formulas needs no deep stack', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => defined(`x${i}`, i === 9999 ? '[x0]' : `[x${i + 1}]`));
    const [issue] = checkFormulas(chain);
    expect(issue?.path).toHaveLength(10_001);
  });
});

type Given = Record<string, number | OperandMissing | readonly (number | null)[]>;
/** Values by operand as it is printed; a list goes back year by year. */
const evaluate = (text: string, given: Given, result = { unit: '%', dimension: 'ratio' }) =>
  evaluateFormula(
    read(text),
    (operand, yearsBack) => {
      const { unit, dimension } = known[operand.code] ?? { unit: '%', dimension: 'ratio' };
      const found = given[printFormula(operand)] ?? given[operand.code] ?? null;
      if (typeof found === 'string') return { value: null, missing: found, unit, dimension };
      return { value: typeof found === 'object' ? (found?.[yearsBack] ?? null) : found, unit, dimension };
    },
    result,
  );
const computed = (...args: Parameters<typeof evaluate>) => {
  const outcome = evaluate(...args);
  return outcome.kind === 'value' ? outcome.value : outcome;
};
const GROWTH = '[revenue] / [revenue @ period=year-earlier, basis=comparable] - 1';
const BASE = '[revenue @ period=year-earlier, basis=comparable]';

describe('computing', () => {
  test('operands go to base units before and to the unit of the result after', () => {
    expect(computed('[total-profit] / [revenue]', { 'total-profit': 80_000, revenue: 100 })).toBe(8);
    const perHead = { unit: '万元/人', dimension: 'money/person' };
    expect(computed('[revenue] / [employees]', { revenue: 1, employees: 500 }, perHead)).toBe(20);
    const money = { unit: '万元', dimension: 'money' };
    expect(computed('[revenue] + [total-profit]', { revenue: 1, 'total-profit': 1 }, money)).toBe(10_001);
    expect(computed('0.1 + 0.2', {}, { unit: '1', dimension: 'ratio' })).toBe(0.3);
  });

  test('9-A: local sourcing by area; section 8: share of output', () => {
    expect(computed('[a] / [b]', { a: 18.6, b: 62 })).toBe(30);
    expect(computed('([a] + [c]) / [b]', { a: 18.6, c: 7.4, b: 62 })).toBeCloseTo(41.935, 3);
    expect(
      computed('[nev-output] / [vehicle-output]', { 'nev-output': 1_189_000, 'vehicle-output': 383.5 }),
    ).toBeCloseTo(31.0, 1);
  });

  test('4-B: growth on the comparable base', () => {
    expect(computed(GROWTH, { '[revenue]': 57.2, [BASE]: 53.2 })).toBeCloseTo(7.5188, 4);
  });

  test.each([
    [5, -5, { reason: 'no-rate', growth: { kind: 'to-profit' } }],
    [-5, 5, { reason: 'no-rate', growth: { kind: 'to-loss' } }],
    [-6, -5, { reason: 'no-rate', growth: { kind: 'loss-wider', percent: 20 } }],
    [-4, -5, { reason: 'no-rate', growth: { kind: 'loss-narrower', percent: 20 } }],
    [0, -5, { reason: 'base-negative' }],
    [5, 0, { reason: 'base-zero', base: BASE }],
    [5, 'suppressed' as const, { reason: 'operand-missing', operands: [{ missing: 'suppressed' }] }],
  ])('growth from %3$j: %1$s over %2$s is no number', (now, then, expected) => {
    expect(evaluate(GROWTH, { '[revenue]': now, [BASE]: then })).toMatchObject({ kind: 'none', ...expected });
  });

  test('growth above +1,000 % is suspect', () => {
    expect(evaluate(GROWTH, { '[revenue]': 1200, [BASE]: 100 })).toMatchObject({ suspect: true, value: 1100 });
    expect(evaluate(GROWTH, { '[revenue]': 1100, [BASE]: 100 })).toMatchObject({ suspect: false });
  });

  test('a difference of rates is no growth', () => {
    expect(computed('[growth] / [other] - 1', { growth: -5, other: 5 })).toBe(-200);
  });

  test('all that is missing is named, with its kind; nothing is taken for it', () => {
    expect(evaluate('[a] / ([b] + [c])', { a: 'not-yet-reported', c: 'not-applicable', b: 1 })).toMatchObject({
      reason: 'operand-missing',
      operands: [
        { operand: { code: 'a' }, missing: 'not-yet-reported' },
        { operand: { code: 'c' }, missing: 'not-applicable' },
      ],
    });
    expect(evaluate('min([a], [b])', { a: 1 })).toMatchObject({ operands: [{ missing: 'no-figure' }] });
  });

  test('nothing is a share of nothing or of less', () => {
    expect(evaluate('[a] / [b]', { a: 1, b: 0 })).toMatchObject({ reason: 'base-zero', base: '[b]' });
    expect(evaluate('[a] / ([b] - [c])', { a: 1, b: 1, c: 2 })).toMatchObject({ reason: 'base-negative' });
  });

  test('a unit that is not of its dimension gives no value', () => {
    expect(evaluate('[broken]', { broken: 1 })).toMatchObject({ reason: 'unit', unit: '万辆' });
    expect(evaluate('1', {}, { unit: '辆', dimension: 'money' })).toMatchObject({ reason: 'unit', unit: '辆' });
  });

  const years = { unit: '年', dimension: 'time' };
  const STREAK = 'streak(min([a], [b]) >= 100 %)';
  test('years in a row are counted back to the first in which it does not hold', () => {
    expect(evaluate(STREAK, { a: [120, 110, 90, 200], b: [100, 130, 300, 300] }, years)).toMatchObject({
      value: 2,
      atLeast: false,
    });
    expect(computed(STREAK, { a: [99], b: [100] }, years)).toBe(0);
  });

  test('where figures end the streak may be longer; without figures of the year there is none', () => {
    expect(evaluate(STREAK, { a: [120, 110], b: [100, 130, 140] }, years)).toMatchObject({ value: 2, atLeast: true });
    expect(evaluate(STREAK, { a: [null, 110], b: [100, 130] }, years)).toMatchObject({ reason: 'operand-missing' });
  });
});

test('only the stock under a flow is averaged', () => {
  const node = read('([total-profit] + [revenue]) / ([employees] + [employees]) + [growth] / [growth]');
  const averaged = operandTimes(node, ({ code }) => known[code]?.timeRule ?? 'sum');
  expect(averaged.ok && [...averaged.value].map(({ code }) => code)).toEqual(['employees', 'employees']);
  const both = operandTimes(read('[employees] / [firms]'), () => 'last');
  expect(both.ok && both.value.size).toBe(0);
});
