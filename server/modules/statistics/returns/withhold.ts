/**
 * Which sums over firms may not be told to everybody. statistics-conventions 5.6: those of fewer than three firms or of
 * one that makes nearly all of it, and so much beside them that none follows by subtraction: of the regions below one
 * region, of the rows that exhaust a row, of the lines that account for one. Pure.
 */
import {
  type DisclosureCell,
  defaultDisclosureRule,
  type FormColumn,
  type FormDefinition,
  parseRowKey,
  protectCells,
  rowsOf,
} from '@liannao/statistics';
import { type LiveTotal, sayingWhy } from './totals.ts';

interface Place {
  readonly row: string;
  readonly column: FormColumn;
}

export const sumKey = (region: string, { row, column }: Place) => `${region} ${row} ${column}`;

/** Whether a sum gives single firms away by itself. `largest` and `sum` in the same unit, without their signs. */
export function showsFirms({ firms, largest, sum }: { firms: number; largest: number; sum: number }): boolean {
  const { minFirms, maxSharePercent } = defaultDisclosureRule;
  return firms < minFirms || largest * 100 > maxSharePercent * sum;
}

/** Whether a sum over some lines, being open, would tell one of those that are withheld, or one firm another's. */
export function tellsWithheld(withheld: readonly Pick<LiveTotal, 'reported' | 'value'>[]): boolean {
  if (withheld.length === 0) return false;
  const above = withheld.filter(({ value }) => Number(value ?? 0) !== 0).length;
  const firms = withheld.reduce((sum, { reported }) => sum + reported, 0);
  return above < 2 || firms < defaultDisclosureRule.minFirms;
}

interface Sums {
  readonly definition: FormDefinition;
  readonly totals: ReadonlyMap<string, readonly LiveTotal[]>;
  readonly parents: ReadonlyMap<string, string>;
}

interface Part {
  readonly size: number;
  readonly firms: number;
  readonly largest: number;
}

/** Parts that add up to a total, by key. `rest`: reporters of the total that are in none of the parts. */
interface Line {
  readonly parts: readonly string[];
  readonly total: string;
  readonly rest: Part | null;
}

/**
 * Keys (`sumKey`) of the sums to withhold. `published`: keys that are open already with this very value: what everybody
 * has is not withheld any more, and hides nothing.
 */
export function withheldSums(sums: Sums, published: ReadonlySet<string> = new Set()): Set<string> {
  const cells = new Map<string, Part>();
  const withheld = new Set<string>();
  for (const [region, totals] of sums.totals) {
    for (const total of totals) {
      const key = sumKey(region, total);
      const part = { size: Math.abs(Number(total.value ?? 0)), firms: total.reported, largest: total.largest };
      if (total.value !== null) cells.set(key, part);
      const firms = total.value === null ? sayingWhy(total) : total.reported;
      if (firms > 0 && !published.has(key) && showsFirms({ ...part, firms, sum: part.size })) withheld.add(key);
    }
  }
  const lines = [...linesOfRegions(sums, cells), ...linesOfRows(sums, cells)];
  // A cell withheld in one line has to be hidden in the others too. Each turn withholds more, so that it ends.
  for (let size = -1; size !== withheld.size; ) {
    size = withheld.size;
    for (const line of lines) for (const key of besides(line, { cells, withheld, published })) withheld.add(key);
  }
  return withheld;
}

/** Regions below one, of each row and column: with those of its own that lie in none of them they make its total. */
function linesOfRegions({ totals, parents }: Sums, cells: ReadonlyMap<string, Part>): Line[] {
  const below = Map.groupBy(
    [...totals.keys()].filter((region) => parents.has(region)),
    (region) => parents.get(region) ?? '',
  );
  return [...below].flatMap(([above, regions]) =>
    (totals.get(above) ?? []).flatMap((place) => {
      const total = sumKey(above, place);
      const whole = cells.get(total);
      if (!whole) return [];
      const parts = regions.map((region) => sumKey(region, place)).filter((key) => cells.has(key));
      return [{ parts, total, rest: restOf(whole, parts, cells) }];
    }),
  );
}

function restOf(whole: Part, parts: readonly string[], cells: ReadonlyMap<string, Part>): Part | null {
  const known = parts.flatMap((key) => cells.get(key) ?? []);
  const firms = whole.firms - known.reduce((sum, part) => sum + part.firms, 0);
  if (firms <= 0) return null;
  const size = Math.abs(whole.size - known.reduce((sum, part) => sum + part.size, 0));
  // Where none of the parts has the largest firm, it is among the rest.
  const isThere = known.every(({ largest }) => largest < whole.largest);
  return { size, firms, largest: isThere ? whole.largest : 0 };
}

/** Rows that exhaust their parent, and lines of an open section that account for a row, in each region. */
function linesOfRows({ definition, totals }: Sums, cells: ReadonlyMap<string, Part>): Line[] {
  const rows = rowsOf(definition);
  const totalOf = new Map<string, string>();
  const exhausted = new Set(rows.flatMap(({ row }) => (row.exhaustive ? [row.code] : [])));
  for (const { row, section } of rows) {
    if (row.parent !== null && exhausted.has(row.parent) && section.open === null) totalOf.set(row.code, row.parent);
    if (row.role === 'purchases-by-area' && row.of !== undefined && section.open !== null)
      totalOf.set(row.code, row.of);
  }
  if (totalOf.size === 0) return [];
  return [...totals].flatMap(([region, list]) => {
    const lines = new Map<string, string[]>();
    for (const { row, column } of list) {
      const whole = totalOf.get(parseRowKey(row).code);
      const key = sumKey(region, { row, column });
      if (whole === undefined || !cells.has(key)) continue;
      const total = sumKey(region, { row: whole, column });
      const parts = lines.get(total) ?? [];
      parts.push(key);
      lines.set(total, parts);
    }
    return [...lines].flatMap(([total, parts]) => (cells.has(total) ? [{ parts, total, rest: null }] : []));
  });
}

interface Known {
  readonly cells: ReadonlyMap<string, Part>;
  readonly withheld: ReadonlySet<string>;
  readonly published: ReadonlySet<string>;
}

const NOBODY: Part = { size: 0, firms: 0, largest: 0 };

/**
 * Whether what is withheld hides itself: in a single sum two that are above zero do, being enough firms together where
 * their sum follows. A matter of speed: of an account of thousands of lines most are withheld already.
 */
function isHiding({ parts, total, rest }: Line, { cells, withheld }: Known): boolean {
  const hidden = parts.flatMap((key) => (withheld.has(key) ? (cells.get(key) ?? []) : []));
  if (rest) hidden.push(rest);
  const above = hidden.filter(({ size }) => size > 0).length;
  if (withheld.has(total)) return above > 0;
  return above > 1 && hidden.reduce((sum, { firms }) => sum + firms, 0) >= defaultDisclosureRule.minFirms;
}

/** What to withhold in a line beside what is withheld there. */
function besides({ parts, total, rest }: Line, { cells, withheld, published }: Known): string[] {
  const isThin = rest !== null && showsFirms({ ...rest, sum: rest.size });
  if (!isThin && !withheld.has(total) && !parts.some((key) => withheld.has(key))) return [];
  if (isHiding({ parts, total, rest }, { cells, withheld, published })) return [];
  const cellOf = (key: string): DisclosureCell => {
    const { size, firms } = cells.get(key) ?? NOBODY;
    if (withheld.has(key)) return { value: size, firms: Math.max(1, firms), largestSharePercent: 100 };
    // A cell of nobody is neither withheld nor taken to hide another.
    return { value: size, firms: published.has(key) ? 0 : Math.max(firms, defaultDisclosureRule.minFirms) };
  };
  const row: DisclosureCell[] = parts.map(cellOf);
  // Published nowhere: withheld by its nature.
  if (rest) row.push({ value: rest.size, firms: rest.firms, largestSharePercent: 100 });
  const value = row.reduce((sum, cell) => sum + (cell.value ?? 0), 0);
  const done = protectCells({ rows: [row], rowTotals: [{ ...cellOf(total), value }] });
  if (!done.ok) return [...parts, total].filter((key) => !published.has(key));
  return done.value.withheld.flatMap(({ column }) => (column === 'total' ? total : (parts[column] ?? [])));
}
