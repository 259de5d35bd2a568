import { isDay } from './value-check.ts';

const FULL =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/u;
const PACKED = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?$/u;
const PACKED_MONTH = /^(\d{4})(0[1-9]|1[0-2])$/;
const YEAR = /^(\d{4})\s*年?(?:度)?$/u;
/** Days since 1899-12-30, as spreadsheets count: 1954 to 2119. */
const SERIAL = /^([2-7]\d{4})(?:\.(\d+))?$/;
const EPOCH_MS = Date.UTC(1899, 11, 30);

const two = (digits: string | number) => String(digits).padStart(2, '0');
const dayOf = (year: string, month: string, day: string): string | null => {
  const text = `${year}-${two(month)}-${two(day)}`;
  return isDay(text) ? text : null;
};

const fromSerial = (text: string): string | null =>
  SERIAL.test(text) ? new Date(EPOCH_MS + Math.round(Number(text) * 86_400) * 1000).toISOString() : null;

/** `2025-03-01` from what a cell says; null where it is no day. */
export function dateFrom(text: string): string | null {
  const packed = PACKED.exec(text);
  const parts = FULL.exec(text) ?? packed;
  if (parts) return dayOf(parts[1] ?? '', parts[2] ?? '', parts[3] ?? '');
  return fromSerial(text)?.slice(0, 10) ?? null;
}

/** `2025-03`; a whole day counts where it is the first, as spreadsheets turn months into days. */
export function monthFrom(text: string): string | null {
  const parts = MONTH.exec(text) ?? PACKED_MONTH.exec(text);
  if (parts) return dayOf(parts[1] ?? '', parts[2] ?? '', '01')?.slice(0, 7) ?? null;
  const day = dateFrom(text);
  return day?.endsWith('-01') ? day.slice(0, 7) : null;
}

export function yearFrom(text: string): number | null {
  const year = Number(YEAR.exec(text)?.[1] ?? Number.NaN);
  return year >= 1800 && year <= 2200 ? year : null;
}

/** ISO 8601 with offset; a time without one is China's. */
export function momentFrom(text: string): string | null {
  const parts = FULL.exec(text);
  if (!parts) {
    const serial = fromSerial(text);
    return serial && `${serial.slice(0, 19)}+08:00`;
  }
  const [, year = '', month = '', day = '', hour = '0', minute = '00', second = '00', zone = '+08:00'] = parts;
  const date = dayOf(year, month, day);
  if (date === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return `${date}T${two(hour)}:${minute}:${second}${offset}`;
}
