/** Check character of the unified social credit code 统一社会信用代码. GB 32100-2015 clause 5.5; statistics-conventions 11, check 3. */

const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** What the 18th character has to be, by the first 17 weighted with 3^i mod 31; null where one of them is not permitted. */
export function creditCodeCheckCharacter(code: string): string | null {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    const value = CHARACTERS.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return CHARACTERS[(31 - (sum % 31)) % 31] ?? null;
}
