/** Cells of a form that a mistake is put into. */
import type { Cell, Cells, FormColumn } from '@liannao/statistics';
import { pick } from '../entries/names.ts';
import type { Random } from '../random.ts';
import type { Fault, FaultKind } from './types.ts';

export interface FaultContext {
  readonly form: 'industry-monthly' | 'vehicle-monthly' | 'digital-annual' | 'capacity-annual';
  /** Month of a monthly form; 12 of an annual one. */
  readonly month: number;
  readonly cells: Cells;
  /** The month before in the same year, as filed; null for the year's first report. */
  readonly before: Cells | null;
  /** Another firm's cells of the same round. */
  readonly neighbour: Cells;
}

export type Edit = Record<string, Partial<Record<FormColumn, Cell>>>;
export const numberIn = (cells: Cells, row: string, column: FormColumn): number | null => {
  const value = cells[row]?.[column]?.value;
  return value === null || value === undefined ? null : Number(value);
};

export function edited(cells: Cells, edits: Edit): Cells {
  const changed: Record<string, Partial<Record<FormColumn, Cell>>> = { ...cells };
  for (const [row, columns] of Object.entries(edits)) changed[row] = { ...cells[row], ...columns };
  return changed;
}

export const cell = (value: number): Cell => ({ value: String(value) });

/** The month's own column; in a report of January and February merged, the cumulative one. */
export const own = (cells: Cells, row: string): FormColumn =>
  numberIn(cells, row, 'current') === null ? 'cumulative' : 'current';

/** Rows that a slip may hit: what is large enough that a slip is one. */
export function hitRow({ cells, form }: FaultContext, random: Random, least: number, stocks = false): string | null {
  const rows = Object.keys(cells).filter((row) => {
    if (!stocks && isStock(form, row)) return false;
    return row !== '52' && (numberIn(cells, row, own(cells, row)) ?? 0) >= least;
  });
  return rows.length === 0 ? null : pick(random, rows);
}

export const isStock = (form: FaultContext['form'], row: string) =>
  form === 'vehicle-monthly' ? ['51', '53'].includes(row) : form === 'industry-monthly' ? row === '21' : true;

/**
 * The month's value is replaced. A reporter who adds up by hand leaves the cumulative as it was; a program adds the
 * mistake in, and then nothing but the firm's own past tells.
 */
export function replaced(context: FaultContext, kind: FaultKind, row: string, value: number, random: Random): Fault {
  const { cells } = context;
  const column = own(cells, row);
  const edits: Edit = { [row]: { [column]: cell(value) } };
  const total = numberIn(cells, row, 'cumulative');
  const before = numberIn(cells, row, column) ?? 0;
  if (column === 'current' && total !== null && random() < 0.5)
    edits[row] = { current: cell(value), cumulative: cell(total + value - before) };
  return { kind, cells: edited(cells, edits), rows: [row], column };
}
