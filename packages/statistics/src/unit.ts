/**
 * Units: what may be converted or added, and how, exactly. statistics-conventions 5.5 and 12.
 * A quotient (`万元/人`, `千瓦时/百公里`) is a unit as well, its dimension `money/person`.
 */
import { Decimal, decimal, type Numeric } from './decimal.ts';
import { fail, ok, type Result } from './result.ts';
import { type Dimension, dimensions, publishedUnits, unitAliases } from './unit-table.ts';

/** `money`, or `money/person` for a quotient. */
export type DimensionName = Dimension | `${Dimension}/${Dimension}`;

const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = dimensions;

/** The table's spelling of a unit: full-width folded, spaces gone, aliases resolved (度 → 千瓦时). */
export function normaliseUnit(unit: string): string {
  const folded = unit.normalize('NFKC').replace(/\s+/g, '');
  const alias = (part: string) => (Object.hasOwn(unitAliases, part) ? (unitAliases[part] ?? part) : part);
  const whole = alias(folded);
  return whole !== folded ? whole : folded.split('/').map(alias).join('/');
}

interface Meaning {
  readonly dimension: DimensionName;
  readonly factor: Decimal;
}

/** Units read so far: the same few are converted tens of thousands of times. Spellings are without end, so not for ever. */
const known = new Map<string, readonly Meaning[]>();
const MOST_KNOWN = 500;

/** Every dimension that has the unit, with the factor to its base unit. Empty for an unknown unit. */
function meanings(unit: string): readonly Meaning[] {
  const found = known.get(unit) ?? readUnit(unit);
  if (found.length > 0 && known.size < MOST_KNOWN) known.set(unit, found);
  return found;
}

function readUnit(unit: string): Meaning[] {
  const parts = normaliseUnit(unit).split('/');
  const [top, bottom] = parts;
  if (top === undefined || parts.length > 2) return [];
  const of = (part: string) =>
    Object.keys(tables)
      .filter((dimension) => Object.hasOwn(tables[dimension] ?? {}, part))
      .map((dimension) => ({
        dimension: dimension as Dimension,
        factor: new Decimal(tables[dimension]?.[part] ?? '1'),
      }));
  if (bottom === undefined) return of(top);
  return of(top).flatMap((a) =>
    of(bottom).map((b) => ({ dimension: `${a.dimension}/${b.dimension}` as const, factor: a.factor.div(b.factor) })),
  );
}

export const isUnit = (unit: string): boolean => meanings(unit).length > 0;

/** Dimensions that know the unit: several for 个, 家, 台, 分; none for an unknown one. */
export const dimensionsOf = (unit: string): readonly DimensionName[] => meanings(unit).map((m) => m.dimension);

/** May the two be converted into each other? Give the dimension where it is known: 家 of firms is not 家 of platforms. */
export const sameDimension = (a: string, b: string): boolean => {
  const other = new Set<string>(dimensionsOf(b));
  return dimensionsOf(a).some((dimension) => other.has(dimension));
};

/** Factor from one unit to another as an exact decimal, or why there is none. */
function factorBetween(from: string, to: string, dimension?: DimensionName): Result<{ from: Decimal; to: Decimal }> {
  for (const unit of [from, to]) {
    if (!isUnit(unit)) return fail('unit-unknown', `${unit} is not a unit of the table`);
  }
  for (const a of meanings(from)) {
    if (dimension !== undefined && a.dimension !== dimension) continue;
    for (const b of meanings(to)) {
      if (b.dimension === a.dimension) return ok({ from: a.factor, to: b.factor });
    }
  }
  const of = (unit: string) => dimensionsOf(unit).join(' or ');
  const wanted = dimension === undefined ? '' : `, ${dimension} was asked`;
  return fail('unit-dimension-mismatch', `${from} (${of(from)}) cannot become ${to} (${of(to)})${wanted}`);
}

/**
 * Exact conversion (up to 40 digits), as a decimal string: what to store. Refuses other dimensions and unknown units;
 * % and 百分点 are two dimensions. `dimension` narrows units that several dimensions share.
 */
export function convertExact(value: Numeric, from: string, to: string, dimension?: DimensionName): Result<string> {
  const factors = factorBetween(from, to, dimension);
  if (!factors.ok) return factors;
  return ok(decimal(value).times(factors.value.from).div(factors.value.to).toFixed());
}

/** As `convertExact`, to the nearest number: what to compute and draw with. 1,234,567 千元 → 12.34567 亿元. */
export function convert(value: Numeric, from: string, to: string, dimension?: DimensionName): Result<number> {
  const exact = convertExact(value, from, to, dimension);
  return exact.ok ? ok(Number(exact.value)) : exact;
}

/** Adds quantities of one dimension into `unit`; refuses the mix (亿元 + 万辆) and names the first that does not fit. */
export function addQuantities(
  quantities: readonly { readonly value: Numeric; readonly unit: string }[],
  unit: string,
  dimension?: DimensionName,
): Result<number> {
  let total = new Decimal(0);
  for (const [index, quantity] of quantities.entries()) {
    const exact = convertExact(quantity.value, quantity.unit, unit, dimension);
    if (!exact.ok) return { ok: false, issues: exact.issues.map((issue) => ({ ...issue, at: index })) };
    total = total.plus(exact.value);
  }
  return ok(total.toNumber());
}

/**
 * The unit to publish a figure in when the catalogue names none: the largest published one in which it is at least 1
 * (12,600 辆 → 万辆; 300 辆 stays). An unknown or compound unit is its own display unit.
 */
export function displayUnit(unit: string, value: Numeric, dimension?: Dimension): string {
  const found = dimension ?? (dimensionsOf(unit)[0] as Dimension | undefined);
  const ladder = found === undefined ? undefined : publishedUnits[found];
  if (ladder === undefined) return unit;
  let best = ladder[0] ?? unit;
  for (const candidate of ladder) {
    const shown = convertExact(value, unit, candidate, found);
    if (!shown.ok) return unit;
    if (decimal(shown.value).abs().gte(1)) best = candidate;
  }
  return decimal(value).isZero() ? unit : best;
}
