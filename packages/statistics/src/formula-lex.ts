import type { FormulaIssue } from './formula-types.ts';

export interface FormulaToken {
  readonly kind: 'operand' | 'number' | 'percent' | 'sign' | 'word' | 'end';
  /** Folded to half width; of an operand what stands between its brackets. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** Longest formula, UTF-16 code units. */
const MAX_FORMULA = 2000;

/** What a Chinese keyboard writes, one character for one, so that positions hold. */
const folded: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '、': ',',
  '＋': '+',
  '－': '-',
  '−': '-',
  '×': '*',
  '＊': '*',
  '÷': '/',
  '／': '/',
  '％': '%',
  '＞': '>',
  '＜': '<',
  '＝': '=',
  '［': '[',
  '］': ']',
  '【': '[',
  '】': ']',
  '＠': '@',
  '．': '.',
  '　': ' ',
};
const fold = (text: string) =>
  text
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[（），、＋－−×＊÷／％＞＜＝［］【】＠．　]/g, (sign) => folded[sign] ?? sign);

const TOKEN = /\s+|\[([^[\]]*)\]|(\d+(?:\.\d+)?)|(%)|(>=|<=|[≥≤<>+\-*/(),])|([A-Za-z]+)/y;
const LONGEST_NUMBER = 20;

/** The tokens, the last of kind `end`; or the first character that is none. */
export function lexFormula(text: string): readonly FormulaToken[] | FormulaIssue {
  if (text.length > MAX_FORMULA) {
    return { code: 'formula-too-long', message: `longer than ${MAX_FORMULA} characters`, at: MAX_FORMULA };
  }
  const plain = fold(text);
  const tokens: FormulaToken[] = [];
  for (let at = 0; at < plain.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(plain);
    if (!match) return unreadable(text, plain, at);
    const end = at + match[0].length;
    const [, operand, number, percent, sign, word] = match;
    const push = (kind: FormulaToken['kind'], value: string) => tokens.push({ kind, text: value, at, end });
    if (number !== undefined && number.length > LONGEST_NUMBER) {
      return { code: 'formula-number-too-long', message: `more than ${LONGEST_NUMBER} digits`, at, end };
    }
    if (operand !== undefined) push('operand', operand);
    else if (number !== undefined) push('number', number);
    else if (percent !== undefined) push('percent', percent);
    else if (sign !== undefined) push('sign', sign === '≥' ? '>=' : sign === '≤' ? '<=' : sign);
    else if (word !== undefined) push('word', word);
    at = end;
  }
  tokens.push({ kind: 'end', text: '', at: text.length, end: text.length });
  return tokens;
}

function unreadable(text: string, plain: string, at: number): FormulaIssue {
  if (plain[at] === '[') {
    return { code: 'formula-bracket-open', message: 'the bracket [ is not closed', at, end: at + 1, suggestion: ']' };
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { code: 'formula-character', message: `${character} means nothing here`, at, end: at + character.length };
}
