import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  evaluateFormula,
  type FormulaComparison,
  type FormulaNode,
  type FormulaOperator,
  formulaOperands,
  parseFormula,
  printFormula,
} from './index.ts';

const nowhere = { at: 0, end: 0 };
const number = fc
  .record({ value: fc.integer({ min: 0, max: 9999 }), percent: fc.boolean() })
  .map(({ value, percent }): FormulaNode => ({ kind: 'number', value: String(value / 10), percent, ...nowhere }));
const code = fc.constantFrom('a', 'b', 'nev-output', 'x2');
const operand = fc
  .record({
    code,
    scope: fc.constantFrom<Record<string, string>>({}, { product: 'bev+phev' }, { industry: 'all', fleet: 'bus' }),
    region: fc.constantFrom('own' as const, 'nation' as const, 'parent' as const),
    shift: fc.constantFrom(
      ['same', 'as-reported'] as const,
      ['year-earlier', 'comparable'] as const,
      ['previous-year', 'as-reported'] as const,
    ),
  })
  .map(({ shift: [period, basis], ...rest }): FormulaNode => ({ kind: 'operand', ...rest, period, basis, ...nowhere }));

const { sum: formulas } = fc.letrec<{ leaf: FormulaNode; sum: FormulaNode }>((tie) => ({
  leaf: fc.oneof(number, operand),
  sum: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc
      .record({ operator: fc.constantFrom<FormulaOperator>('+', '-', '*', '/'), left: tie('sum'), right: tie('sum') })
      .map((parts): FormulaNode => ({ kind: 'binary', signAt: 0, ...parts, ...nowhere })),
    fc
      .record({
        kind: fc.constantFrom('min' as const, 'max' as const),
        of: fc.array(tie('sum'), { minLength: 1, maxLength: 3 }),
      })
      .map((parts): FormulaNode => ({ ...parts, ...nowhere })),
  ),
}));
const withStreaks = fc.oneof(
  formulas,
  fc
    .record({ comparison: fc.constantFrom<FormulaComparison>('>=', '<=', '>', '<'), left: formulas, right: formulas })
    .map((parts): FormulaNode => ({ kind: 'streak', signAt: 0, ...parts, ...nowhere })),
);

const placeless = (node: FormulaNode): unknown =>
  JSON.parse(JSON.stringify(node, (key, value) => (['at', 'end', 'signAt'].includes(key) ? undefined : value)));

test('a formula that is printed is read back as the same', () => {
  fc.assert(
    fc.property(withStreaks, (node) => {
      const text = printFormula(node);
      const read = parseFormula(text);
      if (text.length > 2000) return;
      expect(read.ok, text).toBe(true);
      if (!read.ok) return;
      expect(placeless(read.value)).toEqual(placeless(node));
      expect(printFormula(read.value)).toBe(text);
      for (const one of formulaOperands(read.value)) expect(text.slice(one.at, one.end)).toBe(printFormula(one));
    }),
  );
});

test('no text makes the reader throw', () => {
  const noise = fc.array(
    fc.constantFrom(
      '[a]',
      '[b @ x=y]',
      '(',
      ')',
      '+',
      '-',
      '/',
      '*',
      ',',
      '%',
      '7',
      'min',
      'streak',
      '>=',
      '[',
      ' ',
      '，',
      '💡',
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        noise.map((parts) => parts.join('')),
      ),
      (text) => {
        const read = parseFormula(text);
        if (read.ok) return;
        expect(read.issues[0]?.at).toBeGreaterThanOrEqual(0);
        expect(read.issues[0]?.at).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});

/** The same by hand, in plain numbers; null where a divisor is below zero, NaN where it is too near to zero to say. */
function byHand(node: FormulaNode, values: Readonly<Record<string, number>>): number | null {
  switch (node.kind) {
    case 'number':
      return Number(node.value) / (node.percent ? 100 : 1);
    case 'operand':
      return values[node.code] ?? null;
    case 'binary': {
      const [a, b] = [byHand(node.left, values), byHand(node.right, values)];
      if (a === null || b === null) return null;
      if (node.operator === '/' && b <= 1e-9) return b < -1e-9 || b === 0 ? null : Number.NaN;
      return { '+': a + b, '-': a - b, '*': a * b, '/': a / b }[node.operator];
    }
    case 'min':
    case 'max': {
      const parts = node.of.map((part) => byHand(part, values));
      return parts.every((part) => part !== null) ? Math[node.kind](...parts) : null;
    }
    case 'streak':
      return null;
  }
}
const plain = { unit: '1', dimension: 'ratio' };
const figures = fc.record({
  a: fc.integer({ min: 1, max: 1000 }),
  b: fc.integer({ min: 1, max: 1000 }),
  'nev-output': fc.integer({ min: 1, max: 1000 }),
  x2: fc.integer({ min: 1, max: 1000 }),
});

test('the evaluator gives what arithmetic by hand gives', () => {
  fc.assert(
    fc.property(formulas, figures, (node, values) => {
      const outcome = evaluateFormula(
        node,
        ({ code: of }) => ({ value: values[of as keyof typeof values], ...plain }),
        plain,
      );
      const expected = byHand(node, values);
      if (Number.isNaN(expected)) return;
      if (outcome.kind === 'none' || expected === null) expect([outcome.kind, expected]).toEqual(['none', null]);
      else expect(Math.abs(outcome.value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
    }),
  );
});

test('one missing operand, and there is no value, whatever the others', () => {
  fc.assert(
    fc.property(formulas, figures, code, (node, values, gone) => {
      const outcome = evaluateFormula(
        node,
        ({ code: of }) => ({ value: of === gone ? null : values[of as keyof typeof values], ...plain }),
        plain,
      );
      if (formulaOperands(node).some((one) => one.code === gone)) expect(outcome.kind).toBe('none');
    }),
  );
});
