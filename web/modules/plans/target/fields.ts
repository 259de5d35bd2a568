/** A target's fields in words: for the history and for what two people changed at once. */
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { LedgerTexts } from '../ledger-text.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Empty for what is not set. */
export function sayField(field: string, value: unknown, t: LedgerTexts): string {
  if (value === null || value === undefined || value === '') return '';
  const vocabulary: Record<string, Readonly<Record<string, string>>> = {
    kind: t.kinds,
    transform: t.transforms,
    comparator: t.comparatorNames,
    accumulation: t.accumulations,
    binding: t.bindings,
  };
  const words = vocabulary[field]?.[String(value)];
  if (words) return words;
  if (field === 'responsible' && Array.isArray(value))
    return value.map((one) => (isRecord(one) ? String(one.unit) : '')).join('、');
  if (typeof value === 'number') return /year|deadline/i.test(field) ? String(value) : formatNumber(value);
  if (Array.isArray(value)) return value.map((one) => sayField('', one, t)).join('、');
  if (isRecord(value))
    return Object.entries(value)
      .map(([key, own]) => `${key}=${sayField('', own, t)}`)
      .join('；');
  return String(value);
}
