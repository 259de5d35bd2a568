import { coveredSigns } from './render-fonts.ts';

/** What stands for signs that the fonts lack; anything else unknown prints as 〓, which proof-readers look for. */
const INSTEAD: Readonly<Record<string, string>> = {
  '₂': '2',
  '₃': '3',
  '⁺': '+',
  π: 'pi',
  μ: 'u',
  Σ: '∑',
  '⩾': '≥',
  '⩽': '≤',
  '∼': '~',
  '☑': '■',
  '◌': '○',
  '▾': '▼',
  '▸': '▶',
  '❝': '“',
  '❞': '”',
  '⁄': '/',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u200b': '',
  '\ufeff': '',
  '\t': ' ',
};
export const UNKNOWN = '〓';

/** The text with signs that the fonts have, a sign they lack by its like (⻅ by 见) or by 〓. */
export function printable(text: string): string {
  const covered = coveredSigns();
  let out = '';
  for (const sign of text) {
    if (covered.has(sign.codePointAt(0) ?? 0)) out += sign;
    else out += INSTEAD[sign] ?? likeOf(sign, covered);
  }
  return out;
}

function likeOf(sign: string, covered: ReadonlySet<number>): string {
  if (/\p{Cc}/u.test(sign)) return ' ';
  const like = sign.normalize('NFKC');
  return like !== sign && [...like].every((one) => covered.has(one.codePointAt(0) ?? 0)) ? like : UNKNOWN;
}
