/** What a person types into a cell of a form, read into one of its states. Pure. statistics-conventions 1.1, 5.6. */
import { type Cell, type FormRow, groupDigits, missingSymbols, readMissing } from '@liannao/statistics';

/** The text read: a cell, `null` for an empty one, or that it cannot be read. */
export type EntryRead = { readonly ok: true; readonly cell: Cell | null } | { readonly ok: false };

/** The answers of a survey and the words that stand for them. */
export const answers = ['up', 'same', 'down'] as const;
export type AnswerCode = (typeof answers)[number];
const answerWords: Readonly<Record<string, AnswerCode>> = {
  up: 'up',
  上升: 'up',
  增加: 'up',
  增长: 'up',
  '↑': 'up',
  same: 'same',
  持平: 'same',
  不变: 'same',
  '→': 'same',
  down: 'down',
  下降: 'down',
  减少: 'down',
  '↓': 'down',
};

/**
 * Numbers with or without thousands marks, full-width digits, the row's own unit behind them; the symbols of the
 * states (`—`, `…`, 未取得, `*`). Up to 15 digits and 6 decimals, as the store takes them.
 */
export function readEntry(text: string, row: FormRow): EntryRead {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return { ok: true, cell: null };
  const missing = readMissing(text);
  if (missing) return { ok: true, cell: { value: null, missing } };
  if (row.kind === 'answer') {
    const answer = answerWords[plain.toLowerCase()];
    return answer ? { ok: true, cell: { value: answer } } : { ok: false };
  }
  const number = readNumber(withoutUnit(plain, row.unit));
  return number === null ? { ok: false } : { ok: true, cell: { value: number } };
}

function withoutUnit(text: string, unit: string): string {
  const word = unit.normalize('NFKC');
  return word !== '' && text.endsWith(word) ? text.slice(0, -word.length).trim() : text;
}

/** A decimal string without marks; null for what is no number, or has its thousands marks in the wrong place. */
function readNumber(text: string): string | null {
  const inBrackets = /^\((.+)\)$/.exec(text)?.[1];
  const signed = (inBrackets ? `-${inBrackets}` : text).replace(/^[-−–]\s*/, '-').replace(/^\+/, '');
  const negative = signed.startsWith('-');
  const digits = negative ? signed.slice(1) : signed;
  if (!/^(\d+|\d{1,3}([, ]\d{3})+)?(\.\d*)?$/.test(digits) || !/\d/.test(digits)) return null;
  const [whole = '', fraction = ''] = digits.replaceAll(/[, ]/g, '').split('.');
  const shortWhole = whole.replace(/^0+(?=\d)/, '') || '0';
  const shortFraction = fraction.replace(/0+$/, '');
  if (shortWhole.length > 15 || shortFraction.length > 6) return null;
  const value = shortFraction === '' ? shortWhole : `${shortWhole}.${shortFraction}`;
  return negative && /[1-9]/.test(value) ? `-${value}` : value;
}

/** A cell as it stands in the form: grouped digits, or the symbol of its state; '' for a blank. An answer is its code. */
export function cellText(cell: Cell | null | undefined, row: FormRow): string {
  if (!cell) return '';
  if (cell.value === null) return cell.missing ? missingSymbols[cell.missing].symbol : '';
  return row.kind === 'answer' ? cell.value : groupDigits(cell.value);
}
