/**
 * Relations between rows (审核关系, statistics-conventions 1.1), `[01] >= [02] + [03]`: row codes in brackets, `sum[11]`
 * for all lines of an open section, numbers, `+ - * / ( )`, and one of `= != < <= > >=` between two sides.
 */
import { Decimal } from './decimal.ts';
import type { FormNames } from './form-types.ts';

export type RelationNode =
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'row'; readonly code: string; readonly isSum: boolean }
  | {
      readonly kind: 'binary';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: RelationNode;
      readonly right: RelationNode;
    };
export type RelationSign = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Relation {
  readonly left: RelationNode;
  readonly sign: RelationSign;
  readonly right: RelationNode;
  /** In the order in which they stand, each as often as it is written. */
  readonly operands: readonly { readonly code: string; readonly isSum: boolean }[];
}

/** What is wrong with a relation, from offset `at` on. */
export interface RelationIssue extends FormNames {
  readonly at: number;
  readonly suggestion?: string;
}

const MAX_RELATION = 1000;
const MAX_DEPTH = 30;
/** Full-width signs as a Chinese keyboard writes them. */
const folded: Readonly<Record<string, string>> = {
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '×': '*',
  '÷': '/',
  '−': '-',
  '【': '[',
  '】': ']',
  '==': '=',
  '<>': '!=',
};
const TOKEN =
  /\s+|(sum)?\s*[[【]\s*([0-9A-Za-z.-]+)\s*[\]】]|(\d+(?:\.\d+)?)|(>=|<=|!=|==|<>|[≥≤≠=<>])|([+\-*/×÷−()])/giy;

interface Token {
  readonly kind: 'row' | 'number' | 'compare' | 'sign' | 'end';
  readonly text: string;
  readonly isSum: boolean;
  readonly at: number;
}

/** Leaves the reader at the first thing that is wrong; caught where reading began. */
class Unreadable {
  readonly issue: RelationIssue;
  constructor(issue: RelationIssue) {
    this.issue = issue;
  }
}
const stop = (at: number, zh: string, en: string, suggestion?: string): never => {
  throw new Unreadable({ at, zh, en, ...(suggestion === undefined ? {} : { suggestion }) });
};

export function parseRelation(
  text: string,
): { readonly ok: true; readonly value: Relation } | { readonly ok: false; readonly issue: RelationIssue } {
  try {
    const reader = { tokens: lex(text), next: 0, depth: 0 };
    const left = readSum(reader);
    const sign = take(reader);
    if (sign.kind !== 'compare') {
      stop(sign.at, '两边之间要有 =、!=、<、<=、> 或 >=', 'one of = != < <= > >= has to stand between two sides', '>=');
    }
    const right = readSum(reader);
    const rest = take(reader);
    if (rest.kind !== 'end') stop(rest.at, `多出“${rest.text}”`, `${rest.text} is left over`);
    const operands = [...rowsIn(left), ...rowsIn(right)];
    if (operands.length === 0) stop(0, '没有用到任何一行，行写成 [01]', 'no row is used; a row is written [01]');
    return { ok: true, value: { left, sign: sign.text as RelationSign, right, operands } };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, issue: error.issue };
    throw error;
  }
}

function lex(text: string): Token[] {
  if (text.length > MAX_RELATION)
    stop(MAX_RELATION, `超过 ${MAX_RELATION} 字`, `longer than ${MAX_RELATION} characters`);
  const plain = text.normalize('NFKC');
  const tokens: Token[] = [];
  for (let at = 0; at < plain.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(plain);
    if (match === null) {
      const shown = plain.slice(at, at + 12);
      return stop(at, `看不懂“${shown}”；行写成 [01]`, `“${shown}” cannot be read; a row is written [01]`);
    }
    const [, sum, row, number, compare, sign] = match;
    const push = (kind: Token['kind'], value: string) =>
      tokens.push({ kind, text: folded[value] ?? value, isSum: sum !== undefined, at });
    if (row !== undefined) push('row', row);
    else if (number !== undefined) push('number', number);
    else if (compare !== undefined) push('compare', compare);
    else if (sign !== undefined) push('sign', sign);
    at = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', isSum: false, at: plain.length });
  return tokens;
}

interface Reader {
  readonly tokens: readonly Token[];
  next: number;
  depth: number;
}
const END: Token = { kind: 'end', text: '', isSum: false, at: 0 };
const peek = (reader: Reader): Token => reader.tokens[reader.next] ?? END;
function take(reader: Reader): Token {
  const token = peek(reader);
  reader.next += 1;
  return token;
}

const chain =
  (signs: string, part: (reader: Reader) => RelationNode) =>
  (reader: Reader): RelationNode => {
    let left = part(reader);
    for (let token = peek(reader); token.kind === 'sign' && signs.includes(token.text); token = peek(reader)) {
      take(reader);
      const operator = token.text as '+' | '-' | '*' | '/';
      left = { kind: 'binary', operator, left, right: part(reader) };
    }
    return left;
  };
const readProduct = chain('*/', readPrimary);
const readSum = chain('+-', readProduct);

function readPrimary(reader: Reader): RelationNode {
  const token = take(reader);
  if (token.kind === 'number') return { kind: 'number', value: Number(token.text), text: token.text };
  if (token.kind === 'row') return { kind: 'row', code: token.text, isSum: token.isSum };
  if (token.text === '(') {
    reader.depth += 1;
    if (reader.depth > MAX_DEPTH) stop(token.at, '括号套得太深', 'too many parentheses inside each other');
    const inner = readSum(reader);
    const close = take(reader);
    if (close.text !== ')') stop(close.at, '缺少 )', 'a ) is missing', ')');
    reader.depth -= 1;
    return inner;
  }
  const zh = token.kind === 'end' ? '后面缺了一项' : `“${token.text}”前缺了一项`;
  return stop(token.at, `${zh}，行写成 [01]`, 'a row or a number is missing here; a row is written [01]');
}

function rowsIn(node: RelationNode): { code: string; isSum: boolean }[] {
  if (node.kind === 'row') return [{ code: node.code, isSum: node.isSum }];
  return node.kind === 'binary' ? [...rowsIn(node.left), ...rowsIn(node.right)] : [];
}

/** Value of a side; NaN where it divides by zero. `of` gives the number of a row. */
export function sideNumber(node: RelationNode, of: (code: string, isSum: boolean) => number): number {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'row') return of(node.code, node.isSum);
  const left = sideNumber(node.left, of);
  const right = sideNumber(node.right, of);
  if (node.operator === '+') return left + right;
  if (node.operator === '-') return left - right;
  if (node.operator === '*') return left * right;
  return right === 0 ? Number.NaN : left / right;
}

/** The same, exactly; asked only where `sideNumber` gave a number. */
export function sideExact(node: RelationNode, of: (code: string, isSum: boolean) => Decimal): Decimal {
  if (node.kind === 'number') return new Decimal(node.text);
  if (node.kind === 'row') return of(node.code, node.isSum);
  const left = sideExact(node.left, of);
  const right = sideExact(node.right, of);
  if (node.operator === '+') return left.plus(right);
  if (node.operator === '-') return left.minus(right);
  return node.operator === '*' ? left.times(right) : left.div(right);
}

/** No product or quotient: what it gives is as exact as what goes in. */
export function isAdditive(node: RelationNode): boolean {
  if (node.kind !== 'binary') return true;
  return (node.operator === '+' || node.operator === '-') && isAdditive(node.left) && isAdditive(node.right);
}
