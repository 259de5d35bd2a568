/** Earlier reports that a value may be compared with: like with like. statistics-conventions 2.2 and 11, check 22. */
import { isOpeningClass, type Line, type PastPoint, pastValue, type Sheet } from './checks-sheet.ts';
import type { FormColumn } from './form-types.ts';

/** Fewer values of a class of months say nothing about what is usual. unconfirmed: our own choice. */
export const LEAST_POINTS = 6;

/** A flow of January and February is held against those of other years alone; a stock against all. */
export const isAlike = (sheet: Sheet, line: Line, point: PastPoint): boolean =>
  line.row.kind !== 'flow' || isOpeningClass(point.period) === isOpeningClass(sheet.context.period);

/** The column's values in reports that are alike, the oldest first; reports without one are left out. */
export function pastValues(sheet: Sheet, line: Line, column: FormColumn): number[] {
  const values: number[] = [];
  for (const point of sheet.past) {
    if (!isAlike(sheet, line, point)) continue;
    const value = pastValue(point, line.key, column);
    if (Number.isFinite(value)) values.push(value);
  }
  return values;
}
