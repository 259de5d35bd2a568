import fc from 'fast-check';
import type { Expression } from '../src/expression-ast.ts';

const span = { at: 0, end: 0 };
const path = (...steps: string[]): Expression => ({ kind: 'path', steps, ...span });

const number: fc.Arbitrary<Expression> = fc
  .oneof(
    fc.nat(1000),
    fc.nat(1000).map((n) => n / 4),
  )
  .map((value) => ({ kind: 'number', value, raw: String(value), ...span }));
const amount = fc.letrec<{ value: Expression }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(path('invest'), path('done'), path('share'), path('enterprise', 'revenue')),
    number,
    fc
      .record({ op: fc.constantFrom('+', '-', '*', '/'), left: tie('value'), right: tie('value') })
      .map(({ op, left, right }): Expression => ({ kind: 'arithmetic', op: op as '+', left, right, ...span })),
    tie('value').map((item): Expression => ({ kind: 'negative', item, ...span })),
  ),
})).value;
const day: fc.Arbitrary<Expression> = fc.constantFrom(
  path('start-plan'),
  path('start-real'),
  { kind: 'today', ...span },
  {
    kind: 'date',
    value: '2025-03-01',
    ...span,
  },
);
const compareOperator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const single: fc.Arbitrary<Expression> = fc.oneof(
  fc
    .tuple(compareOperator, amount, amount)
    .map(([op, left, right]): Expression => ({ kind: 'compare', op: op as '=', left, right, ...span })),
  fc
    .tuple(compareOperator, day, day)
    .map(([op, left, right]): Expression => ({ kind: 'compare', op: op as '=', left, right, ...span })),
  fc.tuple(fc.boolean(), fc.subarray(['national', 'city', 'provincial'], { minLength: 1 })).map(
    ([negated, codes]): Expression => ({
      kind: 'one-of',
      negated,
      left: path('level'),
      items: codes.map((code) => path(code)),
      ...span,
    }),
  ),
  fc.tuple(fc.boolean(), fc.constantFrom('battery', 'auto-parts')).map(
    ([negated, code]): Expression => ({
      kind: 'member',
      negated,
      left: path(code),
      right: path('tags') as Expression & { kind: 'path' },
      ...span,
    }),
  ),
  fc
    .tuple(fc.boolean(), fc.constantFrom('level', 'tags', 'invest', 'start-plan'))
    .map(([isSet, field]): Expression => ({ kind: 'presence', isSet, item: path(field), ...span })),
  fc.constant(path('open')),
);
/** Conditions over `projects` of the fixtures, as trees. */
export const condition = fc.letrec<{ value: Expression }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    single,
    tie('value').map((item): Expression => ({ kind: 'not', item, ...span })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('value'), { minLength: 2, maxLength: 3 }))
      .map(([kind, items]): Expression => ({ kind: kind as 'and', items, ...span })),
  ),
})).value;

/** Rows of `projects`; what another register holds is under its path. */
export const row = fc.record({
  invest: fc.option(fc.integer({ min: -20, max: 20 })),
  done: fc.option(fc.integer({ min: -20, max: 20 })),
  share: fc.option(fc.constantFrom(0, 0.5, 50)),
  'enterprise.revenue': fc.option(fc.nat(20)),
  level: fc.option(fc.constantFrom('national', 'provincial', 'city')),
  tags: fc.option(fc.subarray(['battery', 'auto-parts', '0'])),
  open: fc.option(fc.boolean()),
  'start-plan': fc.option(fc.constantFrom('2025-02-28', '2025-03-01', '2024-12-31')),
  'start-real': fc.option(fc.constantFrom('2025-03-01', '2025-09-10')),
});
