import { convert, type DimensionName, normaliseUnit } from '@liannao/statistics';

/** What is needed of an indicator to put a value into its unit. */
export interface StoredUnit {
  readonly unit: string;
  readonly dimension: string;
}

export const POINTS = '百分点';

/** A classifier of things is not a unit of its own: 50 家 workshops are 50 个. People and vehicles are no things of a list. */
const CLASSIFIERS = new Set(['家', '户', '个', '座', '处', '项', '件', '台', '套', '台(套)', '条', '所']);

export const isPoints = (unit: string): boolean => unit.endsWith(POINTS);

/**
 * A target's value in the indicator's stored unit; changes of a rate stay in points. Null where the units are of two
 * dimensions or one is unknown.
 */
export function storedValue(value: number, unit: string, indicator: StoredUnit): number | null {
  if (isPoints(unit)) return indicator.unit === '%' ? value : null;
  if (normaliseUnit(unit) === normaliseUnit(indicator.unit)) return value;
  if (CLASSIFIERS.has(unit) && CLASSIFIERS.has(indicator.unit)) return value;
  const converted = convert(value, unit, indicator.unit, indicator.dimension as DimensionName);
  return converted.ok ? converted.value : null;
}
