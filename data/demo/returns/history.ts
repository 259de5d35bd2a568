/** What one firm files, form by form, right as it should be: the ground on which mistakes are planted. */
import {
  type Cells,
  type FormDefinition,
  month as monthPeriod,
  type Period,
  year as yearPeriod,
} from '@liannao/statistics';
import { randomFor } from '../random.ts';
import { drawVehicles, industryBooks, vehicleBooks } from './books.ts';
import { fillMonth, ledgerFrom } from './fill.ts';
import { paceOf } from './firm.ts';
import type { Books, Firm, Pace } from './types.ts';

export interface Filed {
  readonly period: Period;
  readonly month: number;
  readonly cells: Cells;
  readonly isStopped: boolean;
  /** Something real has happened: a new plant, a halt, a rush order. */
  readonly isJump: boolean;
}

export interface HistoryInput {
  readonly seed: number;
  readonly firm: Firm;
  readonly definition: FormDefinition;
  /** Whole years that are filed; the year before `from` is drawn too, for the bases. */
  readonly from: number;
  readonly years: number;
}

/** All reports of the years, oldest first; none for a form that the firm does not fill in. */
export function historyOf(input: HistoryInput): Filed[] {
  const { seed, firm, definition, from, years } = input;
  const { id } = definition;
  if (firm.segment !== 'maker' && (id === 'vehicle-monthly' || id === 'capacity-annual')) return [];
  const paces = paceOf(seed, firm, from - 1, (years + 1) * 12);
  const random = randomFor(seed, `${id} ${firm.name}`);
  if (id === 'digital-annual') return annual(id, from, years, digitalBooks(seed, firm, years + 1));
  if (id === 'capacity-annual') return annual(id, from, years, capacityBooks(firm, paces));
  let stock = Math.round((firm.output / Math.max(1, firm.vehiclePrice)) * 1.4);
  const books = paces.map((pace): Books => {
    if (id === 'industry-monthly') return industryBooks(firm, pace, random);
    const book = vehicleBooks(firm, drawVehicles(firm, pace, random), stock, random);
    stock = book['53'] ?? stock;
    return book;
  });
  const ledger = ledgerFrom(from - 1, books);
  return paces.slice(12).flatMap(({ year, month, event }) =>
    definition.exempt.includes(month)
      ? []
      : [
          {
            period: monthPeriod(year, month),
            month,
            cells: fillMonth(definition, ledger, year, month),
            isStopped: event === 'stopped',
            isJump: event !== null,
          },
        ],
  );
}

type AnnualBooks = Readonly<Record<string, string>>;

/** Books of the years from the one before `from` on: each with the year before as its base. */
function annual(id: string, from: number, years: number, books: readonly AnnualBooks[]): Filed[] {
  return Array.from({ length: years }, (_, i) => {
    const cells: Record<string, Cells[string]> = {};
    for (const [row, value] of Object.entries(books[i + 1] ?? {})) {
      const base = books[i]?.[row] ?? value;
      // new lines come with the note that the check asks for
      const isNoted = id === 'capacity-annual' && base !== value;
      const note = isNoted ? ({ reasonCode: 'new-capacity', reason: '新增生产线投产' } as const) : {};
      cells[row] = { current: { value, ...note }, 'current-base': { value: base } };
    }
    return { period: yearPeriod(from + i), month: 12, cells, isStopped: false, isJump: false };
  });
}

/** Rates rise by up to three points a year. */
function digitalBooks(seed: number, firm: Firm, years: number): AnnualBooks[] {
  const random = randomFor(seed, `digital ${firm.name}`);
  const processes = 20 + Math.floor(random() * 180);
  let controlled = Math.round(processes * (0.35 + random() * 0.35));
  let design = Math.round(550 + random() * 250);
  let before = { control: 0, design };
  return Array.from({ length: years }, (_, i) => {
    controlled = Math.min(processes, controlled + Math.ceil(random() * processes * 0.03));
    design = Math.min(1000, design + Math.floor(random() * 30));
    // tenths of a per cent, so that a change is the difference of what is shown
    const control = Math.round((controlled / processes) * 1000);
    const change = { control: control - before.control, design: design - before.design };
    before = { control, design };
    return {
      '01': tenths(control),
      '02': tenths(design),
      ...(i > 0 ? { '03': tenths(change.control), '04': tenths(change.design) } : {}),
      '11': String(processes),
      '12': String(controlled),
    };
  });
}

const tenths = (value: number) => (value / 10).toFixed(1);

function capacityBooks(firm: Firm, paces: readonly Pace[]): AnnualBooks[] {
  const first = Math.ceil((firm.output * 12 * 1.3) / firm.vehiclePrice / 1000) * 1000;
  return Array.from({ length: paces.length / 12 }, (_, i) => {
    const year = paces.slice(i * 12, i * 12 + 12);
    const inService = year.filter(({ event }) => event === 'new-plant').length;
    const built = inService > 0 ? Math.round(first * 1.6) : first;
    const usable = Math.round(built * 0.95);
    const added = inService > 0 ? usable - Math.round(first * 0.95) : 0;
    return {
      '01': String(Math.round(first * 1.6)),
      '11': String(built),
      '14': String(Math.round(built * Math.min(1, firm.nevShare + 0.3))),
      '21': String(usable),
      '22': '12',
      '23': String(usable - added + Math.round((added * inService) / 12)),
    };
  });
}
