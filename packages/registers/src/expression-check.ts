import type { Expression, Path } from './expression-ast.ts';
import { comparison, memberOf, oneOf, textTest } from './expression-check-tests.ts';
import type { Checked, CheckedExpression } from './expression-checked.ts';
import { problem } from './expression-lex.ts';
import { parseExpression } from './expression-parse.ts';
import { type ResolvedStep, resolvePath, unknownWord } from './expression-resolve.ts';
import { type Checking, isIssue, isSingle, type Outcome, wrongType } from './expression-typed.ts';
import { failed, nearest, ok } from './result.ts';
import type { DefinitionContext, RegisterDefinition, Result } from './types.ts';
import { plainType } from './value-type.ts';

export interface CheckOptions {
  /** Thresholds that `$name` may name, with their defaults. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** Line item whose rows are meant; its fields then need no prefix. */
  readonly child?: string;
  /** What the expression has to be; without it anything with one value. */
  readonly want?: 'boolean' | 'number';
}

/** Resolves every word against the definition and the registers that it leads to, and agrees the types. */
export function checkExpression(
  ast: Expression,
  definition: RegisterDefinition,
  context: DefinitionContext,
  options: CheckOptions = {},
): Result<CheckedExpression> {
  const used = { paths: new Map<string, readonly ResolvedStep[]>(), thresholds: new Set<string>() };
  const thresholds = options.thresholds ?? {};
  const checking: Checking = { definition, context, child: options.child ?? null, thresholds, used, check };
  const outcome = options.want === 'boolean' ? condition(ast, checking) : check(ast, checking);
  if (isIssue(outcome)) return failed([outcome]);
  if (options.want === 'number' && outcome.type.base !== 'number') return failed([wrongType(ast, '数值', 'a number')]);
  const children = new Set([...used.paths.values()].flatMap(([first]) => (first?.child ? [first.child] : [])));
  if (children.size > 1) {
    const list = [...children].join(', ');
    return failed([
      problem(
        'two-line-items',
        ast.at,
        `一个表达式只能用一个明细：${list}`,
        `Two line items in one expression: ${list}`,
      ),
    ]);
  }
  return ok({
    root: outcome.node,
    type: outcome.type,
    child: [...children][0] ?? options.child ?? null,
    paths: [...used.paths.values()],
    thresholds: Object.fromEntries([...used.thresholds].map((name) => [name, thresholds[name] ?? 0])),
  });
}

/** Parses and checks in one go. */
export function readExpression(
  text: string,
  definition: RegisterDefinition,
  context: DefinitionContext,
  options: CheckOptions = {},
): Result<CheckedExpression> {
  const ast = parseExpression(text);
  return ast.ok ? checkExpression(ast.value, definition, context, options) : ast;
}

function check(node: Expression, checking: Checking): Outcome {
  switch (node.kind) {
    case 'path':
      return column(node, checking) ?? unknownWord(node, checking);
    case 'number':
      return { node: { kind: 'number', value: node.value }, type: plainType('number') };
    case 'text':
      return { node: { kind: 'text', value: node.value }, type: plainType('text') };
    case 'boolean':
      return { node: { kind: 'boolean', value: node.value }, type: plainType('boolean') };
    case 'date':
      return dateLiteral(node.value, node.at);
    case 'today':
      return { node: { kind: 'today' }, type: plainType('date') };
    case 'threshold':
      return threshold(node.name, node.at, checking);
    case 'arithmetic':
      return arithmetic(node, checking);
    case 'negative': {
      const item = check(node.item, checking);
      if (isIssue(item)) return item;
      if (!isSingle(item.type, 'number')) return wrongType(node.item, '数值', 'a number');
      return { node: { kind: 'negative', item: item.node }, type: item.type };
    }
    case 'compare':
      return comparison(node, checking);
    case 'text-test':
      return textTest(node, checking);
    case 'one-of':
      return oneOf(node, checking);
    case 'member':
      return memberOf(node, checking);
    case 'presence': {
      const item = check(node.item, checking);
      if (isIssue(item)) return item;
      return { node: { kind: 'presence', isSet: node.isSet, item: item.node }, type: plainType('boolean') };
    }
    case 'not': {
      const item = condition(node.item, checking);
      return isIssue(item) ? item : { node: { kind: 'not', item: item.node }, type: plainType('boolean') };
    }
    case 'and':
    case 'or': {
      const items: Checked[] = [];
      for (const part of node.items) {
        const item = condition(part, checking);
        if (isIssue(item)) return item;
        items.push(item.node);
      }
      return { node: { kind: node.kind, items }, type: plainType('boolean') };
    }
  }
}

function condition(node: Expression, checking: Checking): Outcome {
  const outcome = check(node, checking);
  if (isIssue(outcome) || isSingle(outcome.type, 'boolean')) return outcome;
  return wrongType(node, '条件', 'a condition');
}

/** Undefined where the word names no field. */
function column(path: Path, checking: Checking): Outcome | undefined {
  const resolved = resolvePath(path, checking);
  if (resolved === null) return undefined;
  if ('zh' in resolved) return resolved;
  checking.used.paths.set(path.steps.join('.'), resolved.steps);
  return { node: { kind: 'column', path: resolved.steps, type: resolved.type }, type: resolved.type };
}

function dateLiteral(value: string, at: number): Outcome {
  if (value.length === 7) return { node: { kind: 'text', value }, type: plainType('month') };
  if (new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) !== value) {
    return problem('no-such-day', at, `没有 ${value} 这一天`, `There is no day ${value}`);
  }
  return { node: { kind: 'date', value }, type: plainType('date') };
}

function threshold(name: string, at: number, checking: Checking): Outcome {
  if (!Object.hasOwn(checking.thresholds, name)) {
    const near = nearest(name, Object.keys(checking.thresholds));
    return problem('unknown-threshold', at, `没有阈值 $${name}`, `No threshold $${name}`, near && `$${near}`);
  }
  checking.used.thresholds.add(name);
  return { node: { kind: 'threshold', name }, type: plainType('number') };
}

function arithmetic(node: Extract<Expression, { kind: 'arithmetic' }>, checking: Checking): Outcome {
  const left = check(node.left, checking);
  if (isIssue(left)) return left;
  const right = check(node.right, checking);
  if (isIssue(right)) return right;
  const [a, b] = [left.type, right.type];
  if (isSingle(a, 'number') && isSingle(b, 'number')) {
    return { node: { kind: 'arithmetic', op: node.op, left: left.node, right: right.node }, type: plainType('number') };
  }
  if (isSingle(a, 'date') && isSingle(b, 'number') && (node.op === '+' || node.op === '-')) {
    const sign = node.op === '+' ? 1 : -1;
    return { node: { kind: 'shift', date: left.node, days: right.node, sign }, type: plainType('date') };
  }
  if (isSingle(a, 'number') && isSingle(b, 'date') && node.op === '+') {
    return { node: { kind: 'shift', date: right.node, days: left.node, sign: 1 }, type: plainType('date') };
  }
  if (isSingle(a, 'date') && isSingle(b, 'date') && node.op === '-') {
    return { node: { kind: 'days-between', later: left.node, earlier: right.node }, type: plainType('number') };
  }
  return problem(
    'cannot-calculate',
    node.at,
    `不能用 ${node.op} 计算：数值之间可以加减乘除，日期可以加减天数，日期相减得天数`,
    `${node.op} does not go with these: numbers with numbers, a date plus or minus days, a date minus a date`,
  );
}
