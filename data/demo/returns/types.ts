/** Firms that fill in forms, what their books say month by month, and what goes wrong on the way into the form. */
import type { Cells, FormColumn } from '@liannao/statistics';

export type Segment = 'maker' | 'parts' | 'battery' | 'electronics' | 'material';

/** What stays the same of a firm. Money in 千元, electricity in 千瓦时. */
export interface Firm {
  readonly name: string;
  readonly segment: Segment;
  /** Gross output value of an ordinary month of the first year. */
  readonly output: number;
  /** Growth a year, 1.08 is 8 %. */
  readonly trend: number;
  /** Standard deviation of a month about its season, as a share: small firms swing more. */
  readonly swing: number;
  readonly staff: number;
  /** Wages a head and month. */
  readonly wage: number;
  /** Electricity that is used even when nothing is made, and per 千元 of output. */
  readonly idlePower: number;
  readonly powerPerOutput: number;
  readonly costShare: number;
  readonly exportShare: number;
  /** Share of new-energy vehicles in the first year, and what it gains a year. */
  readonly nevShare: number;
  readonly nevGain: number;
  /** Vehicle manufacturing within all revenue. */
  readonly manufacturingShare: number;
  /** Price of a vehicle; 0 where none is made. */
  readonly vehiclePrice: number;
  readonly commercialShare: number;
}

/** Jumps that are real and must not be taken for mistakes. */
export type EventKind = 'new-plant' | 'halt' | 'rush-order' | 'stopped';

/** How busy a firm is in a month: 1 is an ordinary month of its first year. */
export interface Pace {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly output: number;
  /** Of staff and standing electricity, which follow slowly. */
  readonly size: number;
  readonly event: EventKind | null;
}

/** The books of one month by row code of a form: a flow's amount, a stock's level at the end. Whole numbers. */
export type Books = Readonly<Record<string, number>>;

export type FaultKind =
  | 'unit-slip'
  | 'month-in-cumulative'
  | 'cumulative-stale'
  | 'negative-month'
  | 'swapped-columns'
  | 'base-differs'
  | 'part-above-whole'
  | 'copied-column'
  | 'no-electricity'
  | 'no-staff'
  | 'digits-transposed'
  | 'earlier-month-revised'
  | 'zero-report'
  | 'outlier'
  | 'stock-gap'
  | 'growth-for-points'
  | 'capacity-changed'
  | 'late';

export interface Fault {
  readonly kind: FaultKind;
  readonly cells: Cells;
  /** Rows in which it may be seen; null: it is of the whole return. */
  readonly rows: readonly string[] | null;
  readonly column: FormColumn | null;
}
