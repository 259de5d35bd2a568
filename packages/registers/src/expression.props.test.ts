import fc from 'fast-check';
import { expect, test } from 'vitest';
import { condition, row } from '../test/arbitrary.ts';
import { registers } from '../test/fixtures.ts';
import { type Expression, printExpression } from './expression-ast.ts';
import { checkExpression } from './expression-check.ts';
import { compileExpression } from './expression-compile.ts';
import { parseExpression } from './expression-parse.ts';

const { projects, context } = registers();
const strip = (node: unknown): unknown =>
  Array.isArray(node)
    ? node.map(strip)
    : typeof node === 'object' && node !== null
      ? Object.fromEntries(
          Object.entries(node)
            .filter(([key]) => key !== 'at' && key !== 'end')
            .map(([key, item]) => [key, strip(item)]),
        )
      : node;
/** Of those that keep within the bounds of the language. */
const parsed = (node: Expression) => {
  const result = parseExpression(printExpression(node));
  if (!result.ok)
    fc.pre(!['too-many-products', 'expression-too-deep', 'expression-too-long'].includes(result.issues[0]?.code ?? ''));
  return result;
};

test('parsing what was printed gives the same tree', () => {
  fc.assert(
    fc.property(condition, (node) => {
      const result = parsed(node);
      expect(result.ok && strip(result.value)).toEqual(strip(node));
    }),
    { numRuns: 400 },
  );
});

type Row = Readonly<Record<string, unknown>>;

test('closures agree with a plain three-valued evaluation of the tree', () => {
  fc.assert(
    fc.property(condition, row, (node, values) => {
      const checked = checkExpression(node, projects, context, { want: 'boolean' });
      if (!checked.ok) throw new Error(checked.issues[0]?.en);
      const got = compileExpression(checked.value)(
        (steps) => values[steps.map(({ name }) => name).join('.') as 'level'],
        '2025-09-10',
      );
      expect(got).toBe(plain(node, values));
    }),
    { numRuns: 1000 },
  );
});

/** The meaning of the language, written as plainly as possible. */
function plain(node: Expression, values: Row): unknown {
  const at = (part: Expression) => plain(part, values);
  switch (node.kind) {
    case 'path': {
      const held = values[node.steps.join('.')] ?? null;
      return Array.isArray(held) && held.length === 0 ? null : held;
    }
    case 'number':
    case 'date':
      return node.value;
    case 'today':
      return '2025-09-10';
    case 'negative':
      return known([at(node.item)], ([a]) => 0 - (a as number));
    case 'arithmetic':
      return known([at(node.left), at(node.right)], ([a, b]) => {
        const [x, y] = [a as number, b as number];
        if (node.op === '+') return x + y;
        if (node.op === '-') return x - y;
        return node.op === '*' ? x * y : y === 0 ? null : x / y;
      });
    case 'compare':
      return known([at(node.left), at(node.right)], ([a, b]) => {
        const [x, y] = [a as number, b as number];
        return { '=': x === y, '!=': x !== y, '<': x < y, '<=': x <= y, '>': x > y, '>=': x >= y }[node.op];
      });
    case 'one-of':
      return known(
        [at(node.left)],
        ([a]) => node.items.some((item) => item.kind === 'path' && item.steps[0] === a) !== node.negated,
      );
    case 'member':
      return known(
        [at(node.right)],
        ([a]) => (a as string[]).includes(node.left.kind === 'path' ? (node.left.steps[0] ?? '') : '') !== node.negated,
      );
    case 'presence':
      return (at(node.item) !== null) === node.isSet;
    case 'not':
      return known([at(node.item)], ([a]) => !a);
    case 'and':
    case 'or': {
      const parts = node.items.map(at);
      if (parts.includes(node.kind === 'or')) return node.kind === 'or';
      return parts.includes(null) ? null : node.kind === 'and';
    }
    default:
      throw new Error(node.kind);
  }
}
const known = (parts: unknown[], combine: (parts: unknown[]) => unknown) =>
  parts.includes(null) ? null : combine(parts);

test('no text makes the reader throw, and issues point into the text', () => {
  const words = fc.constantFrom(
    'and',
    'or',
    'not',
    'in',
    'is',
    'set',
    'empty',
    '(',
    ')',
    '[',
    ']',
    ',',
    '=',
    '<',
    '-',
    '*',
    'invest',
    'level',
    'national',
    'steps.name',
    '"a"',
    '"',
    '$x',
    'today',
    '2025-01-01',
    '1.5',
    'starts',
    'with',
    'contains',
    '电池',
    ' ',
    '\\',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(words, { maxLength: 60 }).map((list) => list.join(' ')),
  );
  fc.assert(
    fc.property(text, (source) => {
      const result = parseExpression(source);
      const issues = result.ok ? [] : result.issues;
      for (const { at = 0 } of issues) expect(at >= 0 && at <= source.length).toBe(true);
      if (result.ok) checkExpression(result.value, projects, context);
    }),
    { numRuns: 2000 },
  );
});

test('reading is linear: the longest hostile texts take no time', () => {
  const hostile = [
    'a-'.repeat(999),
    '-'.repeat(2000),
    '('.repeat(2000),
    'a.'.repeat(1000),
    '"'.repeat(1999),
    '1'.repeat(2000),
    'not '.repeat(500),
  ];
  const begin = performance.now();
  for (let round = 0; round < 50; round++) for (const text of hostile) parseExpression(text);
  expect((performance.now() - begin) / 350).toBeLessThan(20);
});
