import type { CompareOperator, Expression, Path } from './expression-ast.ts';
import { lex, problem, type Token } from './expression-lex.ts';
import { failed, ok } from './result.ts';
import type { Issue, Result } from './types.ts';

/** Deepest nesting of parentheses, negations and operators. */
export const MAX_DEPTH = 64;
/** Together they could leave the range of a double. */
const MAX_PRODUCTS = 8;
const COMPARE: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
export const RESERVED: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'in',
  'is',
  'set',
  'empty',
  'contains',
  'starts',
  'with',
  'true',
  'false',
  'today',
]);

/**
 * Reads an expression (grammar in this package's README). Linear in the length of the text; nothing is ever evaluated
 * as code. Text of any kind gives issues, never an exception.
 */
export function parseExpression(text: string): Result<Expression> {
  const tokens = lex(text);
  if (!tokens.ok) return tokens;
  const reader: Reader = { tokens: tokens.value, place: 0, products: 0, depth: 0 };
  const node = disjunction(reader);
  if ('code' in node) return failed([node]);
  const rest = peek(reader);
  return rest.kind === 'end' ? ok(node) : failed([unexpected(rest)]);
}

interface Reader {
  readonly tokens: readonly Token[];
  place: number;
  products: number;
  depth: number;
}
type Read = Expression | Issue;

const peek = (reader: Reader): Token => reader.tokens[reader.place] as Token;
const isWord = (token: Token, word: string) => token.kind === 'word' && token.text === word;
const isSign = (token: Token, sign: string) => token.kind === 'sign' && token.text === sign;
const isIssue = (read: Read): read is Issue => 'code' in read;

function take(reader: Reader): Token {
  const token = peek(reader);
  if (token.kind !== 'end') reader.place++;
  return token;
}

function unexpected(token: Token, wanted?: readonly [zh: string, en: string]): Issue {
  const zh = token.kind === 'end' ? '表达式没有写完' : `这里不能写 ${token.text}`;
  const en = token.kind === 'end' ? 'The expression ends too early' : `${token.text} cannot stand here`;
  return problem(
    token.kind === 'end' ? 'expression-incomplete' : 'unexpected-word',
    token.at,
    wanted ? `${zh}，应为${wanted[0]}` : zh,
    wanted ? `${en}; expected ${wanted[1]}` : en,
  );
}

const tooDeep = (at: number): Issue =>
  problem('expression-too-deep', at, `嵌套超过 ${MAX_DEPTH} 层`, `Nested more than ${MAX_DEPTH} deep`);

function deeper(reader: Reader, read: (reader: Reader) => Read): Read {
  if (reader.depth >= MAX_DEPTH) return tooDeep(peek(reader).at);
  reader.depth++;
  const node = read(reader);
  reader.depth--;
  return node;
}

const disjunction = (reader: Reader): Read => junction(reader, 'or', (inner) => junction(inner, 'and', negation));

function junction(reader: Reader, kind: 'and' | 'or', operand: (reader: Reader) => Read): Read {
  const first = operand(reader);
  if (isIssue(first)) return first;
  const items = [first];
  while (isWord(peek(reader), kind)) {
    take(reader);
    const item = operand(reader);
    if (isIssue(item)) return item;
    items.push(item);
  }
  return items.length === 1 ? first : { kind, items, at: first.at, end: (items.at(-1) as Expression).end };
}

function negation(reader: Reader): Read {
  if (!isWord(peek(reader), 'not')) return comparison(reader);
  const { at } = take(reader);
  const item = deeper(reader, negation);
  return isIssue(item) ? item : { kind: 'not', item, at, end: item.end };
}

function comparison(reader: Reader): Read {
  const left = sum(reader);
  if (isIssue(left)) return left;
  const token = peek(reader);
  if (token.kind === 'sign' && COMPARE.has(token.text)) {
    take(reader);
    const right = sum(reader);
    if (isIssue(right)) return right;
    return { kind: 'compare', op: token.text as CompareOperator, left, right, at: left.at, end: right.end };
  }
  if (isWord(token, 'is')) return presence(reader, left);
  if (isWord(token, 'in') || isWord(token, 'not')) return membership(reader, left);
  if (isWord(token, 'contains') || isWord(token, 'starts')) return textTest(reader, left);
  return left;
}

function presence(reader: Reader, item: Expression): Read {
  take(reader);
  const word = take(reader);
  if (!isWord(word, 'set') && !isWord(word, 'empty')) return unexpected(word, [' set 或 empty', 'set or empty']);
  return { kind: 'presence', isSet: word.text === 'set', item, at: item.at, end: word.end };
}

function textTest(reader: Reader, left: Expression): Read {
  const isStart = take(reader).text === 'starts';
  if (isStart) {
    const word = take(reader);
    if (!isWord(word, 'with')) return unexpected(word, [' with', 'with']);
  }
  const right = sum(reader);
  if (isIssue(right)) return right;
  return { kind: 'text-test', op: isStart ? 'starts with' : 'contains', left, right, at: left.at, end: right.end };
}

function membership(reader: Reader, left: Expression): Read {
  const negated = isWord(peek(reader), 'not');
  if (negated) take(reader);
  const word = take(reader);
  if (!isWord(word, 'in')) return unexpected(word, [' in', 'in']);
  if (!isSign(peek(reader), '[')) {
    const right = primary(reader);
    if (isIssue(right)) return right;
    if (right.kind !== 'path')
      return problem('not-a-field', right.at, 'in 后面写字段或 [值, 值]', 'After "in" comes a field or [values]');
    return { kind: 'member', negated, left, right, at: left.at, end: right.end };
  }
  take(reader);
  const items: Expression[] = [];
  for (;;) {
    const item = sum(reader);
    if (isIssue(item)) return item;
    items.push(item);
    const token = take(reader);
    if (isSign(token, ']')) return { kind: 'one-of', negated, left, items, at: left.at, end: token.end };
    if (!isSign(token, ',')) return unexpected(token, ['逗号或 ]', 'a comma or ]']);
  }
}

const sum = (reader: Reader): Read => chain(reader, ['+', '-'], product);
const product = (reader: Reader): Read => chain(reader, ['*', '/'], sign);

function chain(reader: Reader, operators: readonly string[], operand: (reader: Reader) => Read): Read {
  let left = operand(reader);
  for (let length = 0; !isIssue(left) && operators.some((operator) => isSign(peek(reader), operator)); length++) {
    const op = take(reader);
    if (length >= MAX_DEPTH) return tooDeep(op.at);
    if ((op.text === '*' || op.text === '/') && ++reader.products > MAX_PRODUCTS) {
      return problem(
        'too-many-products',
        op.at,
        `乘除超过 ${MAX_PRODUCTS} 次`,
        `More than ${MAX_PRODUCTS} multiplications`,
      );
    }
    const right = operand(reader);
    if (isIssue(right)) return right;
    left = { kind: 'arithmetic', op: op.text as '+', left, right, at: left.at, end: right.end };
  }
  return left;
}

function sign(reader: Reader): Read {
  if (!isSign(peek(reader), '-')) return primary(reader);
  const { at } = take(reader);
  const item = deeper(reader, sign);
  return isIssue(item) ? item : { kind: 'negative', item, at, end: item.end };
}

function primary(reader: Reader): Read {
  const token = take(reader);
  const { at, end } = token;
  if (isSign(token, '(')) {
    const inner = deeper(reader, disjunction);
    if (isIssue(inner)) return inner;
    const close = take(reader);
    return isSign(close, ')') ? inner : unexpected(close, ['右括号', 'a closing parenthesis']);
  }
  switch (token.kind) {
    case 'number':
      return { kind: 'number', value: Number(token.text), raw: token.text, at, end };
    case 'date':
      return { kind: 'date', value: token.text, at, end };
    case 'text':
      return { kind: 'text', value: token.text, at, end };
    case 'threshold':
      return { kind: 'threshold', name: token.text, at, end };
    case 'word':
      return word(token);
    default:
      return unexpected(token, ['字段或值', 'a field or a value']);
  }
}

function word(token: Token): Read {
  const { text, at, end } = token;
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', at, end };
  if (text === 'today') return { kind: 'today', at, end };
  if (RESERVED.has(text)) return unexpected(token, ['字段或值', 'a field or a value']);
  return { kind: 'path', steps: text.split('.'), at, end } satisfies Path;
}
