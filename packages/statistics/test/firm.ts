/** Books of an invented firm: returns that agree with each other in every check. */
import {
  type Cells,
  type CheckContext,
  columnsAsked,
  defaultCheckParameters,
  type FormColumn,
  type FormDefinition,
  formPeriods,
  lastMonth,
  month,
  type PastReturn,
  rowsOf,
} from '../src/index.ts';

export interface Firm {
  /** Units of a usual month, price in thousand yuan, share of the year before that units have, noise 0..0.1. */
  readonly units: number;
  readonly price: number;
  readonly growth: number;
  readonly noise: number;
  readonly seed: number;
}
export const usualFirm: Firm = { units: 41_000, price: 3.6, growth: 1.12, noise: 0.05, seed: 7 };

/** A number from 0 to 1 out of whole numbers, the same each time. */
function chance(...of: readonly number[]): number {
  let state = 2_166_136_261;
  for (const part of of) state = Math.imul(state ^ part, 16_777_619) ^ (state >>> 13);
  return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
}

const lines = ['battery;sourceRegion=330100', 'motor;sourceRegion=331000', 'motor;sourceRegion=310000'];
export const lineKeys = lines.map((line) => `62#part=${line}`);

type Month = Readonly<Record<string, number>>;

/** What the firm does in one month, by row code; flows of the month, stocks at its end. */
function monthOf(firm: Firm, year: number, m: number): Month {
  const wobble = (row: number) => 1 + firm.noise * (2 * chance(firm.seed, year, m, row) - 1);
  const season = m === 1 ? 0.9 : m === 2 ? 0.6 : m === 12 ? 1.25 : 1;
  const units = Math.round(firm.units * firm.growth ** (year - 2024) * season * wobble(1));
  const value = Math.round(units * firm.price * wobble(2));
  const parts = Math.round(value * 0.7);
  const revenue = Math.round(value * 1.02);
  const [cost, fees, tax] = [Math.round(revenue * 0.8), Math.round(revenue * 0.09), Math.round(revenue * 0.01)];
  const debt = Math.round(value * 3);
  const purchases = lines.map((_, i) => Math.round(value * 0.02 * (i + 1)));
  return {
    '01': value,
    '02': parts,
    '03': value - parts,
    '07': Math.round(value * 0.98),
    '11': units,
    '12': Math.round(units * 0.6),
    '13': units,
    '14': 5000,
    '15': 5000,
    '21': revenue,
    '22': cost,
    '23': fees,
    '24': tax,
    '25': revenue - cost - fees - tax,
    '31': debt + 400_000,
    '32': debt,
    '33': 400_000,
    '41': 1284,
    '42': 11_000,
    '43': Math.round(units * 21 * wobble(3)),
    '44': Math.round(firm.units * 16),
    '45': 76,
    '46': 0,
    '48': 99.2,
    '61': purchases.reduce((a, b) => a + b, 0),
    ...Object.fromEntries(lineKeys.map((key, i) => [key, purchases[i] ?? 0])),
  };
}

/** Cells of the period's return, all that the form asks. */
export function cellsOf(form: FormDefinition, firm: Firm, year: number, m: number): Cells {
  const period = month(year, m);
  const months = (y: number) => Array.from({ length: m }, (_, i) => monthOf(firm, y, i + 1));
  const [now, then] = [months(year), months(year - 1)];
  const cells: Record<string, Partial<Record<FormColumn, { value: string }>>> = {};
  for (const { row } of rowsOf(form)) {
    for (const key of row.code === '62' ? lineKeys : [row.code]) {
      const total = (of: readonly Month[]) => of.reduce((sum, one) => sum + (one[key] ?? 0), 0);
      const last = (of: readonly Month[]) => of.at(-1)?.[key] ?? 0;
      const numbers: Record<FormColumn, number> = {
        current: last(now),
        cumulative: total(now),
        'current-base': last(then),
        'cumulative-base': total(then),
      };
      if (key === '47') {
        const units = (of: readonly Month[]) => of.reduce((sum, one) => sum + (one['11'] ?? 0), 0);
        numbers.current = Math.round((units(now) / units(then) - 1) * 1000) / 10;
        numbers['current-base'] = Math.round((units(then) / units(months(year - 2)) - 1) * 1000) / 10;
      }
      const own: Partial<Record<FormColumn, { value: string }>> = {};
      for (const column of columnsAsked(form, row, period)) own[column] = { value: String(numbers[column]) };
      cells[key] = own;
    }
  }
  return cells;
}

/** The return of a month with up to `reports` earlier ones, all of one firm and without a flaw. */
export function contextOf(
  form: FormDefinition,
  firm: Firm = usualFirm,
  [year, m]: readonly [number, number] = [2025, 8],
  reports = 24,
): CheckContext {
  const to = `${m === 1 ? year - 1 : year}-${String(m === 1 ? 12 : m - 1).padStart(2, '0')}`;
  const past: PastReturn[] = formPeriods(form, '2023-01', to)
    .slice(reports === 0 ? Infinity : -reports)
    .map((period) => {
      const last = lastMonth(period);
      return { period, cells: cellsOf(form, firm, last.year, last.month) };
    });
  return {
    definition: form,
    period: month(year, m),
    cells: cellsOf(form, firm, year, m),
    past,
    entryFile: null,
    isStopped: false,
    others: new Map(),
    parameters: defaultCheckParameters,
  };
}

/** The context with cells replaced: a number, a cell, or nothing in it. */
export function withCells(
  context: CheckContext,
  changes: Readonly<Record<string, Readonly<Partial<Record<FormColumn, string | Cells[string][FormColumn] | null>>>>>,
): CheckContext {
  const cells: Record<string, Cells[string]> = { ...context.cells };
  for (const [key, columns] of Object.entries(changes)) {
    const row: Partial<Record<FormColumn, Cells[string][FormColumn]>> = { ...cells[key] };
    for (const [column, to] of Object.entries(columns) as [FormColumn, string | Cells[string][FormColumn] | null][]) {
      row[column] = to === null ? { value: null } : typeof to === 'string' ? { value: to } : to;
    }
    cells[key] = row as Cells[string];
  }
  return { ...context, cells };
}
