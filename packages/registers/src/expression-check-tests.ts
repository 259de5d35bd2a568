import type { Expression } from './expression-ast.ts';
import { problem } from './expression-lex.ts';
import { type Checking, isIssue, isSingle, type Outcome, type Typed } from './expression-typed.ts';
import { nearest } from './result.ts';
import type { Issue } from './types.ts';
import { plainType, type ValueType } from './value-type.ts';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

const yesNo = (node: Typed['node']): Outcome => ({ node, type: plainType('boolean') });
/** Bases whose values are words of their own, never computed: a literal beside them is one of those words. */
const isNamed = (type: ValueType) => ['code', 'region', 'party', 'reference', 'text', 'file'].includes(type.base);
const hasOrder = (type: ValueType) => ['number', 'date', 'month'].includes(type.base);

/** Left and right of a test; a word that the other side's list holds is its code. */
export function comparison(node: Of<'compare'>, checking: Checking): Outcome {
  const sides = bothSides(node.left, node.right, checking);
  if ('zh' in sides) return sides;
  const { left, right } = sides;
  if (left.type.many || right.type.many) {
    const [field, value] = left.type.many ? [node.left, node.right] : [node.right, node.left];
    const example =
      value.kind === 'path' && field.kind === 'path'
        ? `${value.steps.join('.')} in ${field.steps.join('.')}`
        : undefined;
    return problem(
      'several-values',
      node.at,
      '有多个值的字段用 in 判断',
      'Test a field with several values by "in"',
      example,
    );
  }
  if (!comparable(left.type, right.type)) {
    return problem('not-comparable', node.at, '两边类型不同，不能比较', 'The two sides are of different kinds');
  }
  if (node.op !== '=' && node.op !== '!=' && !hasOrder(left.type)) {
    return problem(
      'no-order',
      node.at,
      '只有数值、日期和月份可以比大小',
      'Only numbers, dates and months have an order',
      '=',
    );
  }
  return yesNo({ kind: 'compare', op: node.op, left: left.node, right: right.node });
}

const comparable = (a: ValueType, b: ValueType) =>
  a.base === b.base || (isNamed(a) && b.base === 'text') || (isNamed(b) && a.base === 'text');

function bothSides(a: Expression, b: Expression, checking: Checking): { left: Typed; right: Typed } | Issue {
  // A side that may only be a literal waits for the type of the other.
  const leftFirst = !isLiteral(a, b, checking);
  const first = checking.check(leftFirst ? a : b, checking);
  if (isIssue(first)) return first;
  const second = beside(leftFirst ? b : a, first.type, checking);
  if (isIssue(second)) return second;
  return leftFirst ? { left: first, right: second } : { left: second, right: first };
}

/** Whether `a` is a literal that takes its meaning from `b`. */
function isLiteral(a: Expression, b: Expression, checking: Checking): boolean {
  if (a.kind === 'number' || a.kind === 'text' || a.kind === 'date') return true;
  if (a.kind !== 'path' || a.steps.length > 1 || b.kind !== 'path') return false;
  const probe = { ...checking, used: { paths: new Map(), thresholds: new Set<string>() } };
  return isIssue(checking.check(a, probe)) && !isIssue(checking.check(b, probe));
}

/** An operand next to one of `type`. */
function beside(node: Expression, type: ValueType, checking: Checking): Outcome {
  const outcome = literalOf(node, type) ?? checking.check(node, checking);
  const isSlip = isIssue(outcome) && outcome.code === 'unknown-field' && node.kind === 'path' && type.codes !== null;
  return isSlip && node.steps.length === 1 ? unknownCode(node, node.steps[0] ?? '', type) : outcome;
}

/** The value that a literal means beside something of `type`; undefined where it is no literal of it. */
function literalOf(node: Expression, type: ValueType): Outcome | undefined {
  if (!isNamed(type)) return undefined;
  const word =
    node.kind === 'text'
      ? node.value
      : node.kind === 'number'
        ? node.raw
        : node.kind === 'path'
          ? node.steps.join('.')
          : null;
  if (word === null) return undefined;
  if (type.codes) {
    if (type.codes.has(word)) return { node: { kind: 'text', value: word }, type: { ...type, many: false } };
    // A single word may be a field of the same kind instead.
    return node.kind === 'path' ? undefined : unknownCode(node, word, type);
  }
  if (node.kind === 'path' && type.base !== 'code') return undefined;
  if (node.kind === 'number' && type.base !== 'region' && type.base !== 'code') return undefined;
  return { node: { kind: 'text', value: word }, type: { ...type, many: false } };
}

function unknownCode(node: Expression, word: string, type: ValueType): Issue {
  const list = type.list ?? '';
  return problem(
    'unknown-code',
    node.at,
    `代码表 ${list} 里没有 ${word}`,
    `${word} is not in list ${list}`,
    nearest(word, type.codes ?? []),
  );
}

export function textTest(node: Of<'text-test'>, checking: Checking): Outcome {
  const left = checking.check(node.left, checking);
  if (isIssue(left)) return left;
  const right = checking.check(node.right, checking);
  if (isIssue(right)) return right;
  if (!isSingle(left.type, 'text') || !isSingle(right.type, 'text')) {
    return problem(
      'not-text',
      node.at,
      `${node.op} 两边都应是文字，值写在引号里`,
      `Both sides of "${node.op}" have to be text, a value in quotes`,
    );
  }
  return yesNo({ kind: node.op === 'contains' ? 'contains' : 'starts-with', left: left.node, right: right.node });
}

export function oneOf(node: Of<'one-of'>, checking: Checking): Outcome {
  const left = checking.check(node.left, checking);
  if (isIssue(left)) return left;
  const values: (string | number)[] = [];
  for (const item of node.items) {
    const value = listed(item, left.type);
    if (typeof value === 'object') return value;
    values.push(value);
  }
  const test: Typed['node'] = left.type.many
    ? { kind: 'overlaps', left: left.node, values: values.map(String) }
    : { kind: 'one-of', left: left.node, values };
  return yesNo(node.negated ? { kind: 'not', item: test } : test);
}

/** A value in square brackets: always a literal, never a field. */
function listed(item: Expression, type: ValueType): string | number | Issue {
  const isMinus = item.kind === 'negative' && item.item.kind === 'number';
  if (type.base === 'number' && item.kind === 'number') return item.value;
  if (type.base === 'number' && isMinus && item.item.kind === 'number') return -item.item.value;
  if (
    (type.base === 'date' && item.kind === 'date' && item.value.length === 10) ||
    (type.base === 'month' && item.kind === 'date' && item.value.length === 7)
  ) {
    return item.value;
  }
  if (isNamed(type)) {
    const word =
      item.kind === 'path'
        ? item.steps.join('.')
        : item.kind === 'text'
          ? item.value
          : item.kind === 'number'
            ? item.raw
            : null;
    if (word !== null) return type.codes && !type.codes.has(word) ? unknownCode(item, word, type) : word;
  }
  return problem(
    'not-a-value',
    item.at,
    '方括号里只能写与左边同类的值',
    'Square brackets hold values of the kind on the left',
  );
}

export function memberOf(node: Of<'member'>, checking: Checking): Outcome {
  const right = checking.check(node.right, checking);
  if (isIssue(right)) return right;
  if (!right.type.many) {
    const field = node.right.steps.join('.');
    return problem(
      'one-value',
      node.right.at,
      `${field} 只有一个值，用 = 判断`,
      `${field} has one value; test it by =`,
      `${field} =`,
    );
  }
  const left = beside(node.left, right.type, checking);
  if (isIssue(left)) return left;
  if (left.type.many || !comparable(left.type, right.type)) {
    return problem('not-comparable', node.at, '两边类型不同，不能比较', 'The two sides are of different kinds');
  }
  const test: Typed['node'] = { kind: 'member', left: left.node, right: right.node };
  return yesNo(node.negated ? { kind: 'not', item: test } : test);
}
