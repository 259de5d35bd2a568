/**
 * Cumulative and month values of one year of a flow. statistics-conventions 3.
 * Reported values are stored as they came; the difference only checks them. Ratios and stocks are never differenced.
 */
import { Decimal, decimal, type Numeric } from './decimal.ts';

/** By month number 1..12. Null or absent: not known, and nothing is put in its place. */
export type MonthlyValues = Readonly<Partial<Record<number, Numeric | null>>>;
export type MonthlyResult = Partial<Record<number, number | null>>;

const at = (values: MonthlyValues, m: number): Decimal | null => {
  const value = values[m];
  return value === undefined || value === null ? null : decimal(value);
};

/**
 * C(m) → M(m): M(m) = C(m) − C(m−1). M(1) is C(1) where January was collected; without it M(1) and M(2) are null
 * (merged first release), as is every month whose neighbour is missing.
 */
export function monthsFromCumulative(values: MonthlyValues): MonthlyResult {
  const months: MonthlyResult = {};
  for (let m = 1; m <= 12; m++) {
    const current = at(values, m);
    const before = m === 1 ? new Decimal(0) : at(values, m - 1);
    months[m] = current && before ? current.minus(before).toNumber() : null;
  }
  return months;
}

/**
 * M(m) → C(m). `merged` is C(2) where January and February came together. Null from the first gap on
 * (the running total is unknown then).
 */
export function cumulativeFromMonths(values: MonthlyValues, merged?: Numeric | null): MonthlyResult {
  const totals: MonthlyResult = {};
  let total: Decimal | null = new Decimal(0);
  for (let m = 1; m <= 12; m++) {
    const value = at(values, m);
    total = total && value ? total.plus(value) : null;
    if (m === 2 && total === null && merged !== undefined && merged !== null) total = decimal(merged);
    totals[m] = total === null ? null : total.toNumber();
  }
  return totals;
}

/** Q1 = C3, Q2 = C6 − C3, Q3 = C9 − C6, Q4 = C12 − C9; null where an end is missing. */
export function quartersFromCumulative(values: MonthlyValues): (number | null)[] {
  return [3, 6, 9, 12].map((m) => {
    const current = at(values, m);
    const before = m === 3 ? new Decimal(0) : at(values, m - 3);
    return current && before ? current.minus(before).toNumber() : null;
  });
}

/**
 * What the cumulative column holds beyond the month column: C(m) − C(m−1) − M(m), a revision of an earlier month.
 * Legal, but above a tolerance it needs a reason. Null when one of the three is missing.
 */
export function revisionInCumulative(input: {
  readonly cumulative: Numeric | null;
  readonly previousCumulative: Numeric | null;
  readonly month: Numeric | null;
}): number | null {
  const { cumulative, previousCumulative, month } = input;
  if (cumulative === null || previousCumulative === null || month === null) return null;
  return decimal(cumulative).minus(decimal(previousCumulative)).minus(decimal(month)).toNumber();
}
