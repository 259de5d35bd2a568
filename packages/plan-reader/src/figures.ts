/** The figures of a number as the reader gives them. */
import type { RawQuantity } from './quantity.ts';
import type { PlanTarget } from './types.ts';

const tidyUnit = (unit: string): string =>
  unit.startsWith('个') && /^个(?:百分点|季度)$/.test(unit)
    ? unit.slice(1)
    : unit === 'pct' || unit === 'pp'
      ? '百分点'
      : unit;

const round = (value: number): number => Number(value.toPrecision(12));

/** Value and unit as written, and without the decimal scale of the unit; a doubling (翻一番) is 100 % more. */
export const figuresOf = (
  raw: RawQuantity,
): Pick<PlanTarget, 'value' | 'valueMax' | 'unit' | 'baseValue' | 'baseUnit'> => {
  if (raw.form === 'multiple')
    return { value: raw.value, valueMax: null, unit: '番', baseValue: (2 ** raw.value - 1) * 100, baseUnit: '%' };
  if (raw.form === 'ratio') {
    const to = raw.ratioTo ?? 1;
    const baseValue = round(raw.value / to);
    return { value: round(raw.value), valueMax: null, unit: `∶${to}`, baseValue, baseUnit: '∶1' };
  }
  const baseUnit = tidyUnit(raw.unit);
  return {
    value: round(raw.value),
    valueMax: raw.valueMax === null ? null : round(raw.valueMax),
    unit: `${raw.scale}${baseUnit}`,
    baseValue: round(raw.value * raw.factor),
    baseUnit,
  };
};
