/** Check characters of the identifiers that formats name by `verify`. */

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Weights of the first 17 characters: 3^i mod 31. GB 32100-2015 clause 5.5. */
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The check character that a unified social credit code of 18 has to end with; null where a character is none of the set. */
export function usccCheckCharacter(code: string): string | null {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const value = USCC.indexOf(code[i] ?? '?');
    if (value < 0) return null;
    sum += value * (USCC_WEIGHTS[i] ?? 0);
  }
  return USCC[(31 - (sum % 31)) % 31] ?? null;
}

/** Values of letters; I, O and Q do not occur. GB 16735-2019 clause 7. */
const VIN_LETTERS: Readonly<Record<string, number>> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
};
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The check digit that a vehicle identification number of 17 has at its ninth place; null for other characters. */
export function vinCheckDigit(vin: string): string | null {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const character = vin[i] ?? '?';
    const value = character >= '0' && character <= '9' ? Number(character) : VIN_LETTERS[character];
    if (value === undefined) return null;
    sum += value * (VIN_WEIGHTS[i] ?? 0);
  }
  const rest = sum % 11;
  return rest === 10 ? 'X' : String(rest);
}

export interface Verdict {
  readonly zh: string;
  readonly en: string;
  readonly suggestion?: string;
}

const uscc = (text: string): Verdict | null => {
  const right = usccCheckCharacter(text);
  if (right === text[17]) return null;
  const zh = `校验位不对：前 17 位对应的校验位是 ${right}`;
  return { zh, en: `Wrong check character: the first 17 ask for ${right}`, suggestion: `${text.slice(0, 17)}${right}` };
};

const vin = (text: string): Verdict | null => {
  const right = vinCheckDigit(text);
  if (right === text[8]) return null;
  const zh = `校验位（第 9 位）不对，应为 ${right}`;
  return {
    zh,
    en: `Wrong check digit (place 9), expected ${right}`,
    suggestion: `${text.slice(0, 8)}${right}${text.slice(9)}`,
  };
};

/** First two digits of division codes in use. GB/T 2260. */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);
const divisions = (text: string): Verdict | null => {
  const wrong = text.split(';').find((code) => !PROVINCES.has(code.slice(0, 2)));
  return wrong === undefined ? null : { zh: `${wrong} 不是行政区划代码`, en: `${wrong} is no division code` };
};

/** Further checks by name; they are handed text that has the shape of its format. */
export const VERIFIERS: ReadonlyMap<string, (text: string) => Verdict | null> = new Map([
  ['uscc', uscc],
  ['vin', vin],
  ['divisions', divisions],
]);
