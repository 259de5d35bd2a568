import { addQuantities } from '@liannao/statistics';
import type { Catalogue, Indicator } from '../statistics/index.ts';
import { canonicalScope, scopeText } from '../statistics/index.ts';
import type { TargetView } from './model.ts';
import type { TargetRow } from './target-rows.ts';

/** A bound quantity of a plan, ready to be held against another. */
export interface Item {
  readonly row: TargetRow;
  readonly view: TargetView;
  readonly indicator: Indicator;
  readonly scope: Readonly<Record<string, string>>;
  /** Indicator and scope. */
  readonly series: string;
  /** How it is counted: only what is counted alike can be compared. */
  readonly counting: string;
  /** Year that it is of: deadline of a target, date of a baseline. */
  readonly year: number | null;
  /** In the indicator's unit where the target's could be converted, else as written. */
  readonly value: number;
  readonly valueMax: number | null;
  readonly unit: string;
}

/** What has no indicator cannot be compared and is left out. */
export function itemsOf(rows: readonly TargetRow[], views: readonly TargetView[], catalogue: Catalogue): Item[] {
  const byId = new Map(views.map((view) => [view.id, view]));
  return rows.flatMap((row) => {
    const view = byId.get(row.id);
    const indicator =
      row.indicator_code === null || row.binding === 'unbound' ? undefined : catalogue.get(row.indicator_code);
    if (!view || !indicator) return [];
    const scope = canonicalScope(row.scope);
    const converted = row.value_canonical !== null && row.unit_canonical !== null;
    return [
      {
        row,
        view,
        indicator,
        scope,
        series: `${indicator.code}|${scopeText(scope)}`,
        counting: countingOf(row),
        year: row.kind === 'baseline' ? row.as_of : row.deadline,
        value: row.value_canonical ?? row.value,
        valueMax: converted ? row.value_max_canonical : row.value_max,
        unit: row.unit_canonical ?? row.unit,
      },
    ];
  });
}

/** The year's own value and a level reached are one; sums and rises also depend on where they begin. */
function countingOf({ transform, from_year, baseline_year }: TargetRow): string {
  if (transform === 'level' || transform === 'annual') return 'year';
  if (transform === 'every-year') return transform;
  return `${transform} ${from_year ?? baseline_year ?? ''}`;
}

/** Of the same kind, year and counting. */
export const alike = (a: Item, b: Item): boolean =>
  a.row.kind === b.row.kind && a.year === b.year && a.counting === b.counting;

/** Of the same region as well: may stand in one sum. */
export const comparable = (a: Item, b: Item): boolean => alike(a, b) && a.row.region_code === b.row.region_code;

/** Everything that `wide` is cut by, `narrow` is cut by as well; `except` leaves dimensions out of it. */
export const isWithin = (
  narrow: Readonly<Record<string, string>>,
  wide: Readonly<Record<string, string>>,
  except: readonly string[] = [],
): boolean => Object.entries(wide).every(([name, member]) => except.includes(name) || narrow[name] === member);

/** A printed value in the unit of another; null where the units measure different things. */
export function inUnitOf(item: Item, whole: Item): number | null {
  if (item.row.unit === whole.row.unit) return item.row.value;
  const sum = addQuantities(
    [{ value: item.row.value, unit: item.row.unit }],
    whole.row.unit,
    whole.indicator.dimension,
  );
  return sum.ok ? sum.value : null;
}

/** Decimals that a value is printed with, counted in the unit of the whole: 1 万亿元 is known to −4 decimals of 亿元. */
export function decimalsIn(item: Item, whole: Item): number {
  const own = String(item.row.value).split('.')[1]?.length ?? 0;
  const one = addQuantities([{ value: 1, unit: item.row.unit }], whole.row.unit, whole.indicator.dimension);
  const shift = item.row.unit === whole.row.unit || !one.ok ? 0 : Math.round(Math.log10(one.value));
  return own - shift;
}
