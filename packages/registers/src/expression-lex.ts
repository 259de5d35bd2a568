import { failed, ok } from './result.ts';
import type { Issue, Result } from './types.ts';

/** Longest expression, UTF-16 code units. */
export const MAX_LENGTH = 2000;
const LONGEST_NUMBER = 15;

export interface Token {
  readonly kind: 'word' | 'number' | 'date' | 'text' | 'threshold' | 'sign' | 'end';
  /** As written; of a quoted text what it says. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

// A hyphen between two word characters belongs to the word: `closed-on` is a field, `a - b` a difference.
const WORD = /[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*(?:\.[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*)*/uy;
const SIGN = /<=|>=|!=|[=<>+\-*/()[\],]/y;
const SPACE = /\s+/uy;
const THRESHOLD = /\$([a-z][a-z0-9]*(?:-[a-z0-9]+)*)/y;
const NUMBER = /^\d+(?:\.\d+)?$/;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;

/** Cuts an expression into tokens, in one pass. */
export function lex(text: string): Result<Token[]> {
  if (text.length > MAX_LENGTH) {
    return failed([
      problem('expression-too-long', MAX_LENGTH, `表达式超过 ${MAX_LENGTH} 字`, `Longer than ${MAX_LENGTH} characters`),
    ]);
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = match(SPACE, text, at);
    if (space) {
      at += space.length;
      continue;
    }
    const token = next(text, at);
    if ('issue' in token) return failed([token.issue]);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', at: text.length, end: text.length });
  return ok(tokens);
}

function next(text: string, at: number): Token | { issue: Issue } {
  if (text[at] === '"') return quoted(text, at);
  const threshold = match(THRESHOLD, text, at);
  if (threshold) return { kind: 'threshold', text: threshold.slice(1), at, end: at + threshold.length };
  const word = match(WORD, text, at);
  if (word) return wordToken(word, at);
  const sign = match(SIGN, text, at);
  if (sign) return { kind: 'sign', text: sign, at, end: at + sign.length };
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return {
    issue: problem('unexpected-character', at, `不认识的字符 ${character}`, `Unexpected character ${character}`),
  };
}

function wordToken(word: string, at: number): Token | { issue: Issue } {
  const end = at + word.length;
  if (NUMBER.test(word)) {
    if (word.length > LONGEST_NUMBER) {
      return {
        issue: problem('number-too-long', at, `数字超过 ${LONGEST_NUMBER} 位`, `More than ${LONGEST_NUMBER} digits`),
      };
    }
    return { kind: 'number', text: word, at, end };
  }
  return { kind: DATE.test(word) ? 'date' : 'word', text: word, at, end };
}

function quoted(text: string, at: number): Token | { issue: Issue } {
  let value = '';
  for (let i = at + 1; i < text.length; i++) {
    const character = text[i];
    if (character === '"') return { kind: 'text', text: value, at, end: i + 1 };
    if (character === '\\' && i + 1 < text.length) i++;
    value += text[i];
  }
  return { issue: problem('quote-open', at, '引号没有关上', 'The quotation mark is not closed', '"') };
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

export const problem = (code: string, at: number, zh: string, en: string, suggestion?: string): Issue => ({
  code,
  path: '',
  at,
  zh,
  en,
  ...(suggestion === undefined ? {} : { suggestion }),
});
