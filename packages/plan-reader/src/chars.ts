/**
 * One-to-one normalisation of plan text: full-width forms, the many dashes, brackets, colons and quotes become one
 * form each, so that every later rule knows a single spelling. Length never changes, so offsets stay valid.
 */

const map = new Uint16Array(65_536);
for (let code = 0; code < map.length; code++) map[code] = code;

const become = (from: string, to: string): void => {
  for (const char of from) map[char.charCodeAt(0)] = to.charCodeAt(0);
};
for (let code = 0xff10; code <= 0xff19; code++) map[code] = code - 0xfee0;
for (let code = 0xff21; code <= 0xff3a; code++) map[code] = code - 0xfee0;
for (let code = 0xff41; code <= 0xff5a; code++) map[code] = code - 0xfee0;
become('％﹪', '%');
become('．', '.');
become('／⁄', '/');
become('＋', '+');
become('｜│┃', '|');
become('～∼〜∽˜', '~');
become('—–―－‐‑‒−﹣─', '-');
become('(﹙❨', '（');
become(')﹚❩', '）');
become('［', '[');
become('］', ']');
become('﹝', '〔');
become('﹞', '〕');
become(';；﹔', '；');
become(':∶︰﹕', '：');
become('?﹖', '？');
become('!﹗', '！');
become('﹐', '，');
become('｡', '。');
become('„‟「『❝', '“');
become('」』❞', '”');
become('≧⩾﹥', '≥');
become('≦⩽﹤', '≤');
become(
  '\u00a0\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u202f\u205f\ufeff\u000b',
  ' ',
);
become('\u2028\u2029\u0085\f', '\n');

const COMMA = 0x2c;
const FULL_COMMA = 0xff0c;
const QUOTE = 0x22;
const LEFT_QUOTE = 0x201c;
const RIGHT_QUOTE = 0x201d;
const NEWLINE = 0x0a;

/** True for ASCII 0-9. */
export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** True for ASCII letters. */
export const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

/** True for a CJK ideograph of the basic block or extension A. */
export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);

/** A thousands separator stands between a digit and exactly three digits. */
const isThousands = (text: string, at: number): boolean =>
  isDigit(text.charCodeAt(at - 1)) &&
  isDigit(text.charCodeAt(at + 1)) &&
  isDigit(text.charCodeAt(at + 2)) &&
  isDigit(text.charCodeAt(at + 3)) &&
  !isDigit(text.charCodeAt(at + 4));

/** Normalised code units of `text`; same length, one to one. Time and memory are linear in its length. */
export const normaliseCodes = (text: string): Uint16Array => {
  const length = text.length;
  const codes = new Uint16Array(length);
  let isOpen = false;
  for (let at = 0; at < length; at++) {
    const raw = text.charCodeAt(at);
    let code = map[raw] as number;
    if (code === COMMA || code === FULL_COMMA) code = isThousands(text, at) ? COMMA : FULL_COMMA;
    else if (code === QUOTE) {
      code = isOpen ? RIGHT_QUOTE : LEFT_QUOTE;
      isOpen = !isOpen;
    } else if (code === NEWLINE) isOpen = false;
    codes[at] = code;
  }
  return codes;
};

/** A string from code units, in pieces small enough for an argument list. */
export const stringOf = (codes: Uint16Array, length = codes.length): string => {
  const parts: string[] = [];
  for (let at = 0; at < length; at += 8192) {
    // apply takes any array-like; spreading would walk an iterator.
    parts.push(String.fromCharCode.apply(null, codes.subarray(at, Math.min(length, at + 8192)) as unknown as number[]));
  }
  return parts.join('');
};
