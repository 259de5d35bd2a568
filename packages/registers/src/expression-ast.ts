/** Expressions of the register language as a tree. `at` and `end` are UTF-16 offsets into the text. */
export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/';

interface Span {
  readonly at: number;
  readonly end: number;
}
/** A bare word: a field, a path, `state`, or a code, as the other side of the comparison decides. */
export interface Path extends Span {
  readonly kind: 'path';
  readonly steps: readonly string[];
}
/** A number; `raw` keeps its spelling, since `0` or `1.0` may be a code. */
export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
  readonly raw: string;
}
export interface TextLiteral extends Span {
  readonly kind: 'text';
  readonly value: string;
}
export interface BooleanLiteral extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}
/** `2025-03-01`, or a month `2025-03`. */
export interface DateLiteral extends Span {
  readonly kind: 'date';
  readonly value: string;
}
export interface Today extends Span {
  readonly kind: 'today';
}
export interface Threshold extends Span {
  readonly kind: 'threshold';
  readonly name: string;
}
export interface Arithmetic extends Span {
  readonly kind: 'arithmetic';
  readonly op: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Negative extends Span {
  readonly kind: 'negative';
  readonly item: Expression;
}
export interface Compare extends Span {
  readonly kind: 'compare';
  readonly op: CompareOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface TextTest extends Span {
  readonly kind: 'text-test';
  readonly op: 'contains' | 'starts with';
  readonly left: Expression;
  readonly right: Expression;
}
/** `field in [a, b]`: one of the values; of a field with several, at least one of them. */
export interface OneOf extends Span {
  readonly kind: 'one-of';
  readonly negated: boolean;
  readonly left: Expression;
  readonly items: readonly Expression[];
}
/** `code in field-with-several`. */
export interface Member extends Span {
  readonly kind: 'member';
  readonly negated: boolean;
  readonly left: Expression;
  readonly right: Path;
}
export interface Presence extends Span {
  readonly kind: 'presence';
  readonly isSet: boolean;
  readonly item: Expression;
}
export interface Not extends Span {
  readonly kind: 'not';
  readonly item: Expression;
}
export interface Junction extends Span {
  readonly kind: 'and' | 'or';
  readonly items: readonly Expression[];
}
export type Expression =
  | Path
  | NumberLiteral
  | TextLiteral
  | BooleanLiteral
  | DateLiteral
  | Today
  | Threshold
  | Arithmetic
  | Negative
  | Compare
  | TextTest
  | OneOf
  | Member
  | Presence
  | Not
  | Junction;

/** How strongly a kind binds; what binds less than its place needs parentheses. */
const BINDING: Readonly<Record<Expression['kind'], number>> = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  'text-test': 4,
  'one-of': 4,
  member: 4,
  presence: 4,
  arithmetic: 5,
  negative: 7,
  path: 8,
  number: 8,
  text: 8,
  boolean: 8,
  date: 8,
  today: 8,
  threshold: 8,
};

/** The expression as text that parses to the same tree. */
export function printExpression(node: Expression): string {
  return print(node, 0);
}

function print(node: Expression, least: number): string {
  const strength = node.kind === 'arithmetic' ? (node.op === '+' || node.op === '-' ? 5 : 6) : BINDING[node.kind];
  const text = printBare(node, strength);
  return strength < least ? `(${text})` : text;
}

function printBare(node: Expression, strength: number): string {
  switch (node.kind) {
    case 'path':
      return node.steps.join('.');
    case 'number':
      return node.raw;
    case 'text':
      return `"${node.value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    case 'boolean':
      return String(node.value);
    case 'date':
      return node.value;
    case 'today':
      return 'today';
    case 'threshold':
      return `$${node.name}`;
    case 'arithmetic':
      return `${print(node.left, strength)} ${node.op} ${print(node.right, strength + 1)}`;
    case 'negative':
      return `-${print(node.item, 7)}`;
    case 'compare':
    case 'text-test':
      return `${print(node.left, 5)} ${node.op} ${print(node.right, 5)}`;
    case 'one-of':
      return `${print(node.left, 5)}${node.negated ? ' not' : ''} in [${node.items.map((item) => print(item, 5)).join(', ')}]`;
    case 'member':
      return `${print(node.left, 5)}${node.negated ? ' not' : ''} in ${print(node.right, 5)}`;
    case 'presence':
      return `${print(node.item, 5)} is ${node.isSet ? 'set' : 'empty'}`;
    case 'not':
      return `not ${print(node.item, 3)}`;
    case 'and':
    case 'or':
      return node.items.map((item) => print(item, strength + 1)).join(` ${node.kind} `);
  }
}
