/** Firms' figures added up by groups, and those groups withheld that may not be told. statistics-conventions 5.6. Pure. */
import { type DisclosureCell, type DisclosureTable, protectCells, rollUp } from '@liannao/statistics';
import type { AttributeOf, FirmGroups } from './firm-groups.ts';
import type { FirmFigure } from './queries.ts';

export interface Bucket {
  value: number | null;
  firms: number;
  largest: number;
  reported: number;
  complete: boolean;
  synthetic: boolean;
  withheld: boolean;
}
/** By the keys of its attributes; `*` for all of one. */
export interface Slice {
  readonly at: (keys: readonly string[]) => Bucket;
  readonly withheld: number;
}

/** Stands for all groups of a field. */
export const ALL = '*';

/** Of one indicator and period. `figures` null: nothing of it may be told; `open`: all of it may. */
export function sliceOf(of: {
  figures: readonly FirmFigure[] | null;
  groups: Extract<FirmGroups, { ok: true }>;
  fields: readonly string[];
  open: boolean;
}): Slice {
  const { figures, groups, fields, open } = of;
  const lists = fields.map((field) => groups.members.get(field) ?? []);
  const [first = [], second] = lists;
  const bucketOf = (wanted: readonly string[]): Bucket => {
    const own = (figures ?? []).filter(({ party }) =>
      wanted.every((key, at) => key === ALL || groups.attribute(party, fields[at] ?? '') === key),
    );
    return figures === null ? { ...EMPTY, complete: false } : summed(own);
  };
  const buckets = new Map<string, Bucket>();
  const put = (keys: readonly string[]) => {
    const bucket = bucketOf(keys);
    buckets.set(keys.join(' '), bucket);
    return bucket;
  };
  const keysOf = (list: readonly AttributeOf[]) => list.map(({ key }) => key);
  // A list of one attribute is one row of cells with its total; two attributes make a table.
  const columnKeys = second ? keysOf(second) : keysOf(first);
  const rowKeys: readonly (readonly string[])[] = second ? keysOf(first).map((key) => [key]) : [[]];
  const rows = rowKeys.map((row) => columnKeys.map((column) => put([...row, column])));
  const rowTotals = rowKeys.map((row) => put([...row, ALL]));
  const columnTotals = second ? columnKeys.map((column) => put([ALL, column])) : undefined;
  const total = second ? put([ALL, ALL]) : undefined;
  let withheld = 0;
  if (!open && figures !== null) {
    withheld = hide({ rows, rowTotals, ...(columnTotals && total ? { columnTotals, total } : {}) });
  }
  return { at: (keys) => buckets.get(keys.join(' ')) ?? EMPTY, withheld };
}

export const EMPTY: Bucket = {
  value: null,
  firms: 0,
  largest: 0,
  reported: 0,
  complete: true,
  synthetic: false,
  withheld: false,
};

function summed(figures: readonly FirmFigure[]): Bucket {
  const known = figures.flatMap(({ value }) => (value === null ? [] : [value]));
  const whole = rollUp({
    rule: 'sum',
    parts: figures.map(({ value, missing }) =>
      value === null
        ? { value, missing: missing === 'withdrawn' || missing === null ? 'unknown' : missing }
        : { value },
    ),
  });
  return {
    value: whole.ok ? whole.value.value : null,
    firms: figures.length,
    largest: Math.max(0, ...known.map(Math.abs)),
    reported: known.length,
    complete: known.length === figures.length,
    synthetic: figures.some(({ synthetic }) => synthetic),
    withheld: false,
  };
}

interface Buckets {
  readonly rows: readonly (readonly Bucket[])[];
  readonly rowTotals: readonly Bucket[];
  readonly columnTotals?: readonly Bucket[];
  readonly total?: Bucket;
}

/** Marks what may not be told and answers how many cells; where a table cannot be protected, all of it. */
function hide({ rows, rowTotals, columnTotals, total }: Buckets): number {
  const all = [...rows.flat(), ...rowTotals, ...(columnTotals ?? []), ...(total ? [total] : [])];
  // A firm without a figure hides nobody: those count whose figures are in the sum.
  const cell = ({ value, reported, largest }: Bucket): DisclosureCell => ({
    // No figure, nothing to hide: such a cell is a known zero in its totals.
    value: reported === 0 ? 0 : value,
    firms: reported,
    largestSharePercent: value === null || value === 0 ? null : (largest / Math.abs(value)) * 100,
  });
  const table: DisclosureTable = {
    rows: rows.map((row) => row.map(cell)),
    rowTotals: rowTotals.map(cell),
    ...(columnTotals && total ? { columnTotals: columnTotals.map(cell), total: cell(total) } : {}),
  };
  const done = protectCells(table);
  if (!done.ok) {
    for (const bucket of all) bucket.withheld = bucket.reported > 0;
  } else {
    for (const { row, column } of done.value.withheld) {
      const bucket =
        row === 'total'
          ? column === 'total'
            ? total
            : columnTotals?.[column]
          : column === 'total'
            ? rowTotals[row]
            : rows[row]?.[column];
      if (bucket) bucket.withheld = true;
    }
  }
  return all.filter(({ withheld }) => withheld).length;
}
