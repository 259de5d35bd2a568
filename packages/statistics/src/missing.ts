/**
 * Six states of a figure that must never be folded into one. statistics-conventions 5.6; ux 6.
 * `zero` is a number (0); the other five are not, and no calculation may put a number in their place.
 */
import type { Numeric } from './decimal.ts';
import { sumOf } from './decimal.ts';

export type MissingKind = 'below-unit' | 'unknown' | 'not-applicable' | 'not-yet-reported' | 'suppressed';
export type FigureState = 'zero' | MissingKind;

/** Symbols as published in tables (yearbooks; 未取得 and 未报 are written out). */
export const missingSymbols = {
  zero: { symbol: '0', zh: '零', en: 'zero' },
  'below-unit': { symbol: '…', zh: '不足本表最小单位', en: 'less than the smallest unit shown' },
  unknown: { symbol: '未取得', zh: '未取得', en: 'not available' },
  'not-applicable': { symbol: '—', zh: '无此项', en: 'does not apply' },
  'not-yet-reported': { symbol: '未报', zh: '未报', en: 'not yet reported' },
  suppressed: { symbol: '*', zh: '不予公布', en: 'withheld' },
} as const satisfies Record<FigureState, { symbol: string; zh: string; en: string }>;

/**
 * What a table cell without a number says, or null when the text is not one of the known marks.
 * A blank is `unknown` (yearbooks: "not known or not available"); a form must ask instead of taking this.
 */
export function readMissing(cell: string): MissingKind | null {
  const text = cell.normalize('NFKC').trim();
  if (text === '' || /^(未取得|不详|n\/a|na|null)$/i.test(text)) return 'unknown';
  if (/^(\.{3,6}|…{1,2}|⋯{1,2})$/.test(text)) return 'below-unit';
  if (/^[-–—―─−]{1,2}$/.test(text)) return 'not-applicable';
  if (/^未报(送|告)?$/.test(text)) return 'not-yet-reported';
  if (/^\*{1,3}$|^保密$/.test(text)) return 'suppressed';
  return null;
}

export interface Figure {
  readonly value: Numeric | null;
  readonly missing?: MissingKind;
}

/** Which of the six states a figure is in, or null for a number other than zero. A null without a reason is `unknown`. */
export function figureState(figure: Figure): FigureState | null {
  if (figure.value === null) return figure.missing ?? 'unknown';
  return Number(figure.value) === 0 ? 'zero' : null;
}

/**
 * Sum of what is known, with what is not. `complete` is false when a part is missing (不完全合计);
 * `not-applicable` parts do not make it incomplete. `value` is null when no part is a number.
 */
export function sumKnown(figures: readonly Figure[]): {
  value: number | null;
  complete: boolean;
  missing: Partial<Record<MissingKind, number>>;
} {
  const known: Numeric[] = [];
  const missing: Partial<Record<MissingKind, number>> = {};
  let complete = true;
  for (const figure of figures) {
    if (figure.value !== null) {
      known.push(figure.value);
      continue;
    }
    const kind = figure.missing ?? 'unknown';
    missing[kind] = (missing[kind] ?? 0) + 1;
    if (kind !== 'not-applicable') complete = false;
  }
  return { value: known.length === 0 ? null : sumOf(known).toNumber(), complete, missing };
}
