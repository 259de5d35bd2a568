/** Check 24: an exact copy of another firm's column. statistics-conventions 11. */
import type { Cells, FormColumn } from './form-types.ts';

/** Fewer equal numbers than this may well be chance. */
const LEAST_NUMBERS = 5;

/**
 * Two columns with the same numbers in the same rows have the same digest, 24 hexadecimal digits. Empty for a
 * column with fewer than five numbers or none but zeros, of which equality says nothing.
 */
export function columnDigest(cells: Cells, column: FormColumn): string {
  const parts: string[] = [];
  let hasValue = false;
  for (const key of Object.keys(cells)) {
    const value = cells[key]?.[column]?.value;
    if (value === null || value === undefined || !/^-?\d/.test(value)) continue;
    const plain = plainNumber(value);
    if (plain !== '0') hasValue = true;
    parts.push(`${key}:${plain}`);
  }
  if (parts.length < LEAST_NUMBERS || !hasValue) return '';
  return digest(parts.sort().join('|'));
}

/** 012.50 and 12.5 are one number. */
function plainNumber(text: string): string {
  if (!/^-?(0\d|\d*\.\d*0$|\d*\.$|0$)/.test(text) && !text.startsWith('-0')) return text;
  const [whole = '', fraction = ''] = text.replace(/^-/, '').split('.');
  const decimals = fraction.replace(/0+$/, '');
  const plain = `${whole.replace(/^0+(?=\d)/, '')}${decimals === '' ? '' : `.${decimals}`}`;
  return text.startsWith('-') && plain !== '0' ? `-${plain}` : plain;
}

/**
 * Three lanes of multiply-and-xor: enough to tell some thousand columns apart, and no protection. Who has a digest can try
 * numbers until they fit, so it goes only to those who may read the column itself.
 */
const digest = (text: string): string =>
  [16_777_619, 2_654_435_761, 1_597_334_677].map((by) => lane(text, by)).join('');

function lane(text: string, by: number): string {
  let state = 2_166_136_261 ^ by;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), by);
    state ^= state >>> 15;
  }
  return (state >>> 0).toString(16).padStart(8, '0');
}
