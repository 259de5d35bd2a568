/** 同比 beside a row of the form. Pure. statistics-conventions 4.1, 4.3. */
import { changeInPoints, type FormRow, type Growth, growth, type RowCells } from '@liannao/statistics';

export type RowRate =
  /** `of`: which pair of columns was compared. */
  | { readonly kind: 'growth'; readonly of: 'cumulative' | 'current'; readonly growth: Growth }
  | { readonly kind: 'points'; readonly points: number }
  | { readonly kind: 'same' }
  | { readonly kind: 'none' };

/** Cumulative against its base where both are there, else the period's own; a rate in percentage points. */
export function rateOf(row: FormRow, cells: RowCells | undefined): RowRate {
  if (row.kind === 'answer' || !cells) return { kind: 'none' };
  for (const of of ['cumulative', 'current'] as const) {
    const now = cells[of]?.value ?? null;
    const base = cells[`${of}-base`]?.value ?? null;
    if (now === null || base === null) continue;
    if (row.kind === 'rate') {
      return row.unit === '%' ? { kind: 'points', points: changeInPoints(now, base) } : growthOf(of, now, base);
    }
    if (row.kind === 'stock' && Number(now) === Number(base)) return { kind: 'same' };
    return growthOf(of, now, base);
  }
  return { kind: 'none' };
}

function growthOf(of: 'cumulative' | 'current', now: string, base: string): RowRate {
  const rate = growth(now, base);
  return rate.kind === 'none' ? { kind: 'none' } : { kind: 'growth', of, growth: rate };
}
