/** A target's fields in words: for the history and for what two people changed at once. */
import type { Language } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { scopeWords } from '../../statistics/widgets.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Empty for what is not set. */
export function sayField(field: string, value: unknown, language: Language): string {
  if (value === null || value === undefined || value === '') return '';
  const ledger = ledgerText[language];
  const words: Record<string, Readonly<Record<string, string>>> = {
    kind: ledger.kinds,
    transform: ledger.transforms,
    comparator: ledger.comparatorNames,
    accumulation: ledger.accumulations,
    binding: ledger.bindings,
    review: text[language].passage.reads,
  };
  const word = words[field]?.[String(value)];
  if (word) return word;
  if (typeof value === 'number') return /year|deadline/i.test(field) ? String(value) : formatNumber(value);
  const stop = language === 'zh' ? '、' : ', ';
  if (Array.isArray(value)) return value.map((one) => sayPart(one)).join(stop);
  if (field === 'scope' && isRecord(value)) return scopeWords(value as Record<string, string>, language);
  if (field === 'path' && isRecord(value)) return sayPath(value, language);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A unit, or a year with its value. */
function sayPart(part: unknown): string {
  if (!isRecord(part)) return String(part);
  if (typeof part.year === 'number') return `${part.year}: ${formatNumber(Number(part.value))}`;
  return String(part.unit ?? '');
}

function sayPath(path: Record<string, unknown>, language: Language): string {
  const { pathKinds, drawn } = text[language];
  const kind = pathKinds[path.kind as keyof typeof pathKinds] ?? String(path.kind);
  const points = Array.isArray(path.points) ? path.points.length : 0;
  return points > 0 ? `${kind}${drawn.points(points)}` : kind;
}
