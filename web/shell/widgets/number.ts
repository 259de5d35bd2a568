/**
 * Numbers as ux.md section 6 wants them: half-up on the decimal, commas from five digits before the point,
 * the true minus sign. Rounding happens here, once, at display.
 */
export function formatNumber(value: number, decimals?: number): string {
  if (!Number.isFinite(value)) return '';
  const digits = decimals === undefined ? plain(Math.abs(value)) : roundHalfUp(Math.abs(value), decimals);
  const [whole = '0', fraction] = digits.split('.');
  const grouped = whole.length >= 5 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const sign = value < 0 && /[1-9]/.test(digits) ? '−' : '';
  return sign + grouped + (fraction ? `.${fraction}` : '');
}

/** With + or −, for changes; growth is not a status and has no colour. */
export function formatChange(value: number, decimals?: number): string {
  const digits = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(digits) ? `+${digits}` : digits;
}

/** Shifts the point in the shortest decimal form of the number, so that 1.005 rounds as the decimal it is read as. */
function roundHalfUp(value: number, decimals: number): string {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + decimals}`));
  if (!Number.isSafeInteger(shifted)) return value.toFixed(decimals);
  const digits = String(shifted).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const plain = (value: number) => (String(value).includes('e') ? value.toFixed(6).replace(/\.?0+$/, '') : String(value));
