/**
 * Units of formulas, compound ones included: 万元/人, 吨标准煤/万元, and what products give. A unit here is a list of
 * factors, each of one dimension with its power; the empty list is a pure ratio.
 */
import { Decimal } from './decimal.ts';
import { normaliseUnit } from './unit.ts';
import { dimensions } from './unit-table.ts';

interface UnitFactor {
  readonly dimension: string;
  readonly unit: string;
  /** Never 0. */
  readonly power: number;
}
export type FormulaUnit = readonly UnitFactor[];

const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = dimensions;
/** Pure numbers; 百分点 is the difference of two rates. */
const plain = new Set(['ratio', 'points']);

const partsOf = (unit: string, dimension: string): readonly { unit: string; dimension: string }[] | null => {
  const names = dimension.split('/');
  const units = names.length === 1 ? [normaliseUnit(unit)] : normaliseUnit(unit).split('/');
  if (units.length !== names.length || names.length > 2) return null;
  return names.map((name, i) => ({ unit: units[i] ?? '', dimension: name }));
};

/** Base units in one of the unit: 万元 is 10,000 元; null where the unit is not of the dimension. */
export function baseUnits(unit: string, dimension: string): Decimal | null {
  let product = new Decimal(1);
  for (const [i, part] of (partsOf(unit, dimension) ?? [{ unit: '', dimension: '' }]).entries()) {
    const table = Object.hasOwn(tables, part.dimension) ? tables[part.dimension] : undefined;
    if (!table || !Object.hasOwn(table, part.unit)) return null;
    const factor = new Decimal(table[part.unit] ?? '1');
    product = i === 0 ? factor : product.div(factor);
  }
  return product;
}

/** Null where the unit is not of the dimension. */
export function formulaUnit(unit: string, dimension: string): FormulaUnit | null {
  if (!baseUnits(unit, dimension)) return null;
  return (partsOf(unit, dimension) ?? []).reduce<FormulaUnit>(
    (product, part, i) =>
      plain.has(part.dimension) ? product : timesUnit(product, [{ ...part, power: 1 }], i === 0 ? 1 : -1),
    [],
  );
}

/** The product, or with power −1 the quotient; what cancels is gone, and of one dimension the left unit stays. */
export function timesUnit(a: FormulaUnit, b: FormulaUnit, power: 1 | -1): FormulaUnit {
  const product = new Map(a.map((factor) => [factor.dimension, factor]));
  for (const factor of b) {
    const held = product.get(factor.dimension);
    const sum = (held?.power ?? 0) + power * factor.power;
    if (sum === 0) product.delete(factor.dimension);
    else product.set(factor.dimension, { ...(held ?? factor), power: sum });
  }
  return [...product.values()];
}

export const sameUnitDimension = (a: FormulaUnit, b: FormulaUnit): boolean => timesUnit(a, b, -1).length === 0;

function written(unit: FormulaUnit, of: 'unit' | 'dimension', joint: string): string {
  const side = (sign: 1 | -1) =>
    unit
      .filter(({ power }) => Math.sign(power) === sign)
      .map((factor) => factor[of] + (Math.abs(factor.power) === 1 ? '' : `^${Math.abs(factor.power)}`))
      .join(joint);
  const [above, below] = [side(1), side(-1)];
  return below === '' ? above : `${above === '' ? '1' : above}/${below}`;
}

/** 万元/人; of a pure ratio `%`. */
export const unitText = (unit: FormulaUnit): string => (unit.length === 0 ? '%' : written(unit, 'unit', '·'));
/** `money/person`; of a pure ratio `ratio`. */
export const dimensionText = (unit: FormulaUnit): string =>
  unit.length === 0 ? 'ratio' : written(unit, 'dimension', '*');
