/**
 * When a form is reported, which of its cells are asked then, and of which time each cell's figure is.
 * statistics-conventions 2.2 (January and February merged where January is exempt) and 3.
 */
import type { FormColumn, FormDefinition, FormFrequency, FormRow } from './form-types.ts';
import {
  cumulative,
  half,
  lastMonth,
  month,
  monthAt,
  monthIndex,
  type Period,
  type PeriodKind,
  quarter,
  year,
  yearEarlier,
} from './period.ts';

const length: Readonly<Record<FormFrequency, number>> = { monthly: 1, quarterly: 3, 'half-yearly': 6, annual: 12 };
const kinds: Readonly<Record<FormFrequency, PeriodKind>> = {
  monthly: 'month',
  quarterly: 'quarter',
  'half-yearly': 'half',
  annual: 'year',
};

/** The reporting period whose last month is the `index`-th; null where none ends there. */
function endingAt(frequency: FormFrequency, index: number): Period | null {
  const { year: y, month: m } = monthAt(index);
  if (m % length[frequency] !== 0) return null;
  if (frequency === 'monthly') return month(y, m);
  if (frequency === 'quarterly') return quarter(y, m / 3);
  return frequency === 'half-yearly' ? half(y, m / 6) : year(y);
}

/** A month of the year (its last) is exempt: no report is made for the period that ends in it. */
const isExempt = (definition: FormDefinition, period: Period): boolean =>
  definition.exempt.includes(lastMonth(period).month);

/** The period has the form's rhythm and is no exempt one. */
export const isReported = (definition: FormDefinition, period: Period): boolean =>
  period.kind === kinds[definition.frequency] && !isExempt(definition, period);

function indexOf(text: string): number | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  return match ? monthIndex(Number(match[1]), Number(match[2])) : null;
}

/**
 * The periods that are reported and end from month `from` to month `to`, both `2025-08` and included, exempt ones and
 * those outside the form's validity left out, in order. Empty where a month cannot be read.
 */
export function formPeriods(definition: FormDefinition, from: string, to: string): Period[] {
  const periods: Period[] = [];
  const first = Math.max(indexOf(from) ?? Number.NaN, indexOf(definition.validFrom) ?? 0);
  const last = Math.min(indexOf(to) ?? Number.NaN, indexOf(definition.validUntil ?? '') ?? Number.POSITIVE_INFINITY);
  for (let index = first; index <= last; index++) {
    const period = endingAt(definition.frequency, index);
    if (period !== null && !isExempt(definition, period)) periods.push(period);
  }
  return periods;
}

/** The report of February of a form without one of January: only January to February, as one figure. */
export const isMerged = (definition: FormDefinition, period: Period): boolean =>
  period.kind === 'month' && period.month === 2 && definition.exempt.includes(1);

/**
 * The columns whose cells are asked in the period, in the order of the form: of a flow all (of a merged January and
 * February the cumulative ones, where the form has them), of stocks, rates and answers the current ones; an answer has
 * no base.
 */
export function columnsAsked(definition: FormDefinition, row: FormRow, period: Period): FormColumn[] {
  const merged = isMerged(definition, period) && definition.columns.includes('cumulative');
  return definition.columns.filter((column) => {
    const isCumulative = column === 'cumulative' || column === 'cumulative-base';
    if (row.kind === 'flow') return isCumulative || !merged;
    return column === 'current' || (column === 'current-base' && row.kind !== 'answer');
  });
}

/**
 * The period that a cell's figure is of: of a flow the reporting period itself, its cumulative January to the last
 * month; of a stock or rate the last month (of an annual form the year); in base columns one year earlier.
 */
export function cellPeriod(definition: FormDefinition, row: FormRow, column: FormColumn, period: Period): Period {
  const own = ownPeriod(definition, row, column, period);
  return column === 'current-base' || column === 'cumulative-base' ? yearEarlier(own) : own;
}

function ownPeriod(definition: FormDefinition, row: FormRow, column: FormColumn, period: Period): Period {
  const last = lastMonth(period);
  if (column === 'cumulative' || column === 'cumulative-base') return cumulative(last.year, last.month);
  if (row.kind === 'flow' || definition.frequency === 'annual') return period;
  return last;
}

/** Months that a report of the form covers. */
export const reportLength = (definition: FormDefinition): number => length[definition.frequency];
