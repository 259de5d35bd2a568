/**
 * Sums over returns up a tree of regions. statistics-conventions 3, 5.6, 9: ratios are never added, what is missing is
 * counted by its kind and never becomes a zero. Pure; in the form's units, exact to the millionth.
 */
import {
  type Cell,
  type Cells,
  columnsAsked,
  type FormColumn,
  type FormDefinition,
  type FormRow,
  type MissingKind,
  type Period,
  parseRowKey,
  rowsOf,
} from '@liannao/statistics';

export interface Counted {
  readonly regionCode: string;
  /** What stands of it; null: handed in is nothing yet. */
  readonly cells: Cells | null;
  readonly isExcused: boolean;
}

export interface Total {
  readonly row: string;
  readonly column: FormColumn;
  /** Null where no reporter has a number. */
  readonly value: string | null;
  /** Reporters with a number. */
  readonly reported: number;
  /** How many of each of the six states there are, `zero` among them. */
  readonly missing: Readonly<Partial<Record<MissingKind | 'zero', number>>>;
}

/** A total as added up now, with what is told of its parts beyond what is stored. */
export interface LiveTotal extends Total {
  /** Size of the largest number in it, without its sign, in the form's unit; 0 where there is none. */
  readonly largest: number;
  /** How many of the unknown ones said nothing at all: returns that leave the cell empty. */
  readonly blanks: number;
}

/** Of many thousand numbers: small ones in doubles that stay whole, the others as they are. */
interface Sum {
  /** Below `SMALL` each: exact up to some ninety thousand of them. */
  whole: number;
  micro: number;
  /** In millionths. */
  large: bigint;
  numbers: number;
  largest: number;
  blanks: number;
  missing: Partial<Record<MissingKind | 'zero', number>>;
}

interface Place {
  readonly row: string;
  readonly column: FormColumn;
}

interface Node {
  /** By the number of the place. */
  readonly closed: Sum[];
  /** Lines of open sections, by row key, then by column. */
  readonly open: Map<string, Map<FormColumn, Sum>>;
  awaited: number;
}

const SCALE = 1_000_000n;
const DIGITS = 6;
/** Digits before the point that keep sums of doubles whole. */
const SMALL = 11;

const emptySum = (): Sum => ({ whole: 0, micro: 0, large: 0n, numbers: 0, largest: 0, blanks: 0, missing: {} });

function textOf(micro: bigint): string {
  const size = micro < 0n ? -micro : micro;
  const fraction = (size % SCALE).toString().padStart(DIGITS, '0').replace(/0+$/, '');
  return `${micro < 0n ? '-' : ''}${size / SCALE}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Rows that can be added: neither rates, whose sum is nothing, nor answers. */
const isAdded = (row: FormRow) => row.kind === 'flow' || row.kind === 'stock';

interface Asked {
  /** Of closed sections, row after row. */
  readonly places: readonly Place[];
  /** Columns of the rows of open sections, by code. */
  readonly open: ReadonlyMap<string, readonly FormColumn[]>;
}

function askedOf({ definition, period }: { definition: FormDefinition; period: Period }): Asked {
  const places: Place[] = [];
  const open = new Map<string, readonly FormColumn[]>();
  for (const { row, section } of rowsOf(definition)) {
    if (!isAdded(row)) continue;
    const columns = columnsAsked(definition, row, period);
    if (section.open !== null) open.set(row.code, columns);
    else places.push(...columns.map((column) => ({ row: row.code, column })));
  }
  return { places, open };
}

/**
 * Totals of every region that has returns and of those above it, up to where `parents` ends. A return that is waited for
 * counts as not yet reported in each cell, an excused one nowhere; a blank in a return that was handed in is unknown; a
 * line of an open section that a reporter has not is nothing.
 */
export function addUp(
  form: { readonly definition: FormDefinition; readonly period: Period },
  returns: readonly Counted[],
  parents: ReadonlyMap<string, string>,
): Map<string, LiveTotal[]> {
  const asked = askedOf(form);
  const nodeIn = (nodes: Map<string, Node>, region: string): Node => {
    const known = nodes.get(region) ?? { closed: asked.places.map(emptySum), open: new Map(), awaited: 0 };
    nodes.set(region, known);
    return known;
  };
  const own = new Map<string, Node>();
  for (const { regionCode, cells, isExcused } of returns) {
    const node = nodeIn(own, regionCode);
    if (isExcused) continue;
    if (cells === null) node.awaited += 1;
    else addReturn(node, cells, asked);
  }
  const whole = new Map<string, Node>();
  for (const [region, node] of own) {
    for (let at: string | undefined = region; at !== undefined; at = parents.get(at)) addNode(nodeIn(whole, at), node);
  }
  return new Map([...whole].map(([region, node]) => [region, totalsOf(node, asked)]));
}

function addReturn(node: Node, cells: Cells, { places, open }: Asked): void {
  for (const [at, { row, column }] of places.entries()) {
    const sum = node.closed[at];
    if (sum) addCell(sum, cells[row]?.[column]);
  }
  if (open.size === 0) return;
  for (const key of Object.keys(cells)) {
    const columns = key.includes('#') ? open.get(parseRowKey(key).code) : undefined;
    for (const column of columns ?? []) addCell(lineSum(node, key, column), cells[key]?.[column]);
  }
}

function lineSum(node: Node, key: string, column: FormColumn): Sum {
  const line = node.open.get(key) ?? new Map<FormColumn, Sum>();
  node.open.set(key, line);
  const sum = line.get(column) ?? emptySum();
  line.set(column, sum);
  return sum;
}

function addCell(sum: Sum, cell: Cell | undefined): void {
  const value = cell?.value ?? null;
  if (value === null) {
    if (cell?.missing === undefined) sum.blanks += 1;
    count(sum, cell?.missing ?? 'unknown', 1);
    return;
  }
  sum.numbers += 1;
  sum.largest = Math.max(sum.largest, Math.abs(Number(value)));
  const point = value.indexOf('.');
  const before = point < 0 ? value : value.slice(0, point);
  const fraction =
    point < 0
      ? 0
      : Number(
          value
            .slice(point + 1)
            .padEnd(DIGITS, '0')
            .slice(0, DIGITS),
        );
  const micro = value.startsWith('-') ? -fraction : fraction;
  sum.micro += micro;
  if (before.length > SMALL) {
    sum.large += BigInt(before) * SCALE;
    return;
  }
  const whole = Number(before);
  sum.whole += whole;
  if (whole === 0 && micro === 0) count(sum, 'zero', 1);
}

const count = ({ missing }: Sum, kind: MissingKind | 'zero', by: number) => {
  missing[kind] = (missing[kind] ?? 0) + by;
};

function addSum(above: Sum, own: Sum): void {
  above.whole += own.whole;
  above.micro += own.micro;
  above.large += own.large;
  above.numbers += own.numbers;
  above.largest = Math.max(above.largest, own.largest);
  above.blanks += own.blanks;
  for (const [kind, n] of Object.entries(own.missing)) count(above, kind as MissingKind, n);
}

function addNode(above: Node, own: Node): void {
  above.awaited += own.awaited;
  for (const [at, sum] of own.closed.entries()) {
    const whole = above.closed[at];
    if (whole) addSum(whole, sum);
  }
  for (const [key, line] of own.open) for (const [column, sum] of line) addSum(lineSum(above, key, column), sum);
}

function totalsOf(node: Node, { places }: Asked): LiveTotal[] {
  const total = (place: Place, sum: Sum): LiveTotal => {
    if (node.awaited > 0) count(sum, 'not-yet-reported', node.awaited);
    const micro = sum.large + BigInt(sum.whole) * SCALE + BigInt(sum.micro);
    const { numbers, largest, blanks, missing } = sum;
    return { ...place, value: numbers === 0 ? null : textOf(micro), reported: numbers, largest, blanks, missing };
  };
  const closed = places.map((place, at) => total(place, node.closed[at] ?? emptySum()));
  const lines = [...node.open].flatMap(([row, line]) => [...line].map(([column, sum]) => total({ row, column }, sum)));
  return [...closed, ...lines];
}

/**
 * Totals as the cells of a return of the region, to be read as figures in the same way. Where nobody has a number there is
 * a figure only if all say the same of it, such as that it does not apply or that they do not know: silence makes none.
 */
export function totalCells(totals: readonly (Total & Partial<Pick<LiveTotal, 'blanks'>>)[]): Cells {
  const cells: Record<string, Partial<Record<FormColumn, Cell>>> = {};
  for (const { row, column, value, missing, blanks } of totals) {
    const cell: Cell | null = value === null ? sharedState(missing, blanks === 0) : { value };
    if (cell !== null) cells[row] = { ...cells[row], [column]: cell };
  }
  return cells;
}

function sharedState(missing: Total['missing'], isSaid: boolean): Cell | null {
  const [kind, ...others] = Object.keys(missing) as (MissingKind | 'zero')[];
  if (kind === undefined || others.length > 0) return null;
  if (kind === 'zero' || kind === 'not-yet-reported' || (kind === 'unknown' && !isSaid)) return null;
  return { value: null, missing: kind };
}

/** Returns that say why they have no number. */
export const sayingWhy = ({ missing, blanks }: LiveTotal): number =>
  Object.entries(missing).reduce((n, [kind, of]) => (kind === 'zero' || kind === 'not-yet-reported' ? n : n + of), 0) -
  blanks;

/**
 * Of how many reporters a total is, of how many it should be. `asked`: those of the region that are not excused. Who says
 * that a row does not apply is not waited for, nor, of a line of an open section, who has no such line.
 */
export function shareOf({ row, reported, missing }: Total, asked: number): { reported: number; expected: number } {
  const none = missing['not-applicable'] ?? 0;
  if (!row.includes('#')) return { reported, expected: Math.max(reported, asked - none) };
  return { reported, expected: reported + (missing.unknown ?? 0) + (missing['not-yet-reported'] ?? 0) };
}
