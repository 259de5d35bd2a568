import { formatAsWritten, groupDigits, roundHalfUp } from '@liannao/statistics';

/** A number as published (rounded half-up once, here, at display); without `decimals` every digit it has. */
export const formatNumber = (value: number, decimals?: number): string =>
  decimals === undefined ? formatAsWritten(value) : groupDigits(roundHalfUp(value, decimals));

/** With + or −, for changes; growth is not a status and has no colour. */
export function formatChange(value: number, decimals?: number): string {
  const digits = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(digits) ? `+${digits}` : digits;
}
