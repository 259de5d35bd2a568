/** Text to a formula, in one pass; never throws for what it reads. */
import { type FormulaToken, lexFormula } from './formula-lex.ts';
import {
  type FormulaComparison,
  type FormulaIssue,
  type FormulaNode,
  type FormulaOperand,
  type FormulaOperator,
  type FormulaResult,
  hasStreak,
} from './formula-types.ts';

const MAX_DEPTH = 50;

interface Reader {
  readonly tokens: readonly FormulaToken[];
  next: number;
  depth: number;
}

/** Leaves the reader at the first thing that is wrong; caught where reading began. */
class Unreadable {
  readonly issue: FormulaIssue;
  constructor(issue: FormulaIssue) {
    this.issue = issue;
  }
}
const stop = (code: string, message: string, { at, end }: { at: number; end: number }, suggestion?: string): never => {
  throw new Unreadable({ code, message, at, end, ...(suggestion === undefined ? {} : { suggestion }) });
};

/**
 * Reads a formula. Issues: `formula-too-long`, `formula-character`, `formula-bracket-open`, `formula-number-too-long`,
 * `formula-empty`, `formula-expected`, `formula-unexpected`, `formula-operand`, `formula-too-deep`, `formula-nested-streak`,
 * each with its place in the text.
 */
export function parseFormula(text: string): FormulaResult<FormulaNode> {
  const tokens = lexFormula(text);
  if ('code' in tokens) return { ok: false, issues: [tokens] };
  const reader: Reader = { tokens, next: 0, depth: 0 };
  try {
    if (peek(reader).kind === 'end') stop('formula-empty', 'the formula is empty', { at: 0, end: 0 });
    const node = readSum(reader);
    const rest = peek(reader);
    if (rest.kind !== 'end') stop('formula-unexpected', `${shown(rest)} is left over`, rest);
    return { ok: true, value: node };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, issues: [error.issue] };
  }
}

const END: FormulaToken = { kind: 'end', text: '', at: 0, end: 0 };
const peek = (reader: Reader): FormulaToken => reader.tokens[reader.next] ?? reader.tokens.at(-1) ?? END;
const take = (reader: Reader): FormulaToken => {
  const token = peek(reader);
  reader.next += 1;
  return token;
};
const shown = (token: FormulaToken) =>
  token.kind === 'end' ? 'the end' : token.kind === 'operand' ? `[${token.text}]` : token.text;

function expect(reader: Reader, sign: string): FormulaToken {
  const token = take(reader);
  if (token.text !== sign) stop('formula-expected', `${sign} expected, ${shown(token)} found`, token, sign);
  return token;
}

const chain =
  (signs: readonly string[], part: (reader: Reader) => FormulaNode) =>
  (reader: Reader): FormulaNode => {
    let left = part(reader);
    for (let token = peek(reader); token.kind === 'sign' && signs.includes(token.text); token = peek(reader)) {
      take(reader);
      const right = part(reader);
      const operator = token.text as FormulaOperator;
      left = { kind: 'binary', operator, signAt: token.at, left, right, at: left.at, end: right.end };
    }
    return left;
  };
const readProduct = chain(['*', '/'], readPrimary);
const readSum = chain(['+', '-'], readProduct);

function readPrimary(reader: Reader): FormulaNode {
  const token = take(reader);
  if (token.kind === 'number') {
    const percent = peek(reader).kind === 'percent' ? take(reader) : null;
    return {
      kind: 'number',
      value: token.text,
      percent: percent !== null,
      at: token.at,
      end: percent?.end ?? token.end,
    };
  }
  if (token.kind === 'operand') return readOperand(token);
  if (token.text === '(') {
    const inner = nested(reader, token, () => readSum(reader));
    expect(reader, ')');
    return inner;
  }
  if (token.text === 'min' || token.text === 'max') return readChoice(reader, token.text, token);
  if (token.text === 'streak') return readStreak(reader, token);
  if (token.kind === 'word') {
    const meant = /^[a-z]+$/i.test(token.text) ? token.text.toLowerCase() : '';
    const known = ['min', 'max', 'streak'].find((name) => name === meant) ?? `[${token.text}]`;
    return stop('formula-unexpected', `${token.text} is neither min, max nor streak`, token, known);
  }
  return stop('formula-expected', `a figure or a number expected, ${shown(token)} found`, token);
}

function nested<T>(reader: Reader, at: FormulaToken, read: () => T): T {
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) stop('formula-too-deep', `more than ${MAX_DEPTH} parentheses inside each other`, at);
  const value = read();
  reader.depth -= 1;
  return value;
}

function readChoice(reader: Reader, kind: 'min' | 'max', name: FormulaToken): FormulaNode {
  expect(reader, '(');
  const of = nested(reader, name, () => {
    const parts = [readSum(reader)];
    while (peek(reader).text === ',') {
      take(reader);
      parts.push(readSum(reader));
    }
    return parts;
  });
  return { kind, of, at: name.at, end: expect(reader, ')').end };
}

const comparisons: readonly string[] = ['>=', '<=', '>', '<'];

function readStreak(reader: Reader, name: FormulaToken): FormulaNode {
  expect(reader, '(');
  return nested(reader, name, () => {
    const left = readSum(reader);
    const sign = take(reader);
    if (!comparisons.includes(sign.text)) {
      stop('formula-expected', `a comparison (>=, <=, >, <) expected, ${shown(sign)} found`, sign, '>=');
    }
    const right = readSum(reader);
    for (const side of [left, right]) {
      if (hasStreak(side)) stop('formula-nested-streak', 'a streak cannot be counted inside another', side);
    }
    const comparison = sign.text as FormulaComparison;
    return { kind: 'streak', comparison, signAt: sign.at, left, right, at: name.at, end: expect(reader, ')').end };
  });
}

const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
const regions: readonly string[] = ['own', 'parent', 'nation'];
const periods: readonly string[] = ['same', 'year-earlier', 'previous-year'];
const bases: readonly string[] = ['as-reported', 'comparable'];

function readOperand(token: FormulaToken): FormulaOperand {
  const wrong = (message: string, suggestion?: string) => stop('formula-operand', message, token, suggestion);
  const cut = token.text.indexOf('@');
  const code = (cut < 0 ? token.text : token.text.slice(0, cut)).trim();
  if (!CODE.test(code)) wrong(`«${code}» is not the code of an indicator`);
  const scope: Record<string, string> = {};
  const said: Record<string, string> = {};
  for (const change of cut < 0 ? [] : token.text.slice(cut + 1).split(',')) {
    const [name = '', value = '', more] = change.split('=').map((part) => part.trim());
    if (!NAME.test(name) || value === '' || more !== undefined) wrong(`«${change.trim()}» is not dimension=value`);
    const into = name === 'region' || name === 'period' || name === 'basis' ? said : scope;
    if (Object.hasOwn(into, name)) wrong(`${name} is said twice`);
    into[name] = value;
  }
  const one = <T extends string>(name: string, of: readonly string[], usual: T): T => {
    const value = said[name] ?? usual;
    if (!of.includes(value)) wrong(`${name} is one of ${of.slice(1).join(', ')}, not ${value}`, of[1]);
    return value as T;
  };
  const region = one<FormulaOperand['region']>('region', regions, 'own');
  const period = one<FormulaOperand['period']>('period', periods, 'same');
  const basis = one<FormulaOperand['basis']>('basis', bases, 'as-reported');
  if (basis === 'comparable' && period === 'same')
    wrong('basis=comparable is the base of another period', 'year-earlier');
  return { kind: 'operand', code, scope, region, period, basis, at: token.at, end: token.end };
}
