/** What the checks of a return (statistics-conventions 11) are given and what they find. */
import type { Cell, Cells, FormColumn, FormDefinition, FormNames, RowKey } from './form-types.ts';
import type { Period } from './period.ts';

/** `error` blocks, `warning` needs a reason in the cell, `info` is a note, `blank` asks: zero, none, or not known yet. */
export type CheckLevel = 'error' | 'warning' | 'info' | 'blank';

export interface PastReturn {
  readonly period: Period;
  readonly cells: Cells;
}

/** Limits that the checks compare with: settings with a day and a source, never constants of the code. */
export interface CheckParameters {
  /** Check 22: score above which a value is an outlier (3.5). */
  readonly outlierScore: number;
  /** Check 16: ratio to last month's value read as a slip of unit, when near 10 or 1000. */
  readonly unitSlipRatios: readonly number[];
  /** Check 15: value ÷ units against the firm's own median price, in both directions (3). */
  readonly priceRange: number;
  /** Check 12: sales ratio in per cent. */
  readonly salesRatio: readonly [number, number];
  /** Check 18: utilisation in per cent, warned and refused above. */
  readonly utilisation: readonly [number, number];
  /** Growth in per cent above which it is asked for (1000). */
  readonly suspectGrowth: number;
  /** Check 20: fall of output in per cent at flat electricity (50), and what flat means in per cent (10). */
  readonly outputFall: number;
  readonly flatElectricity: number;
  /** Check 13: what revenue less cost, fees, tax and profit may leave over, per cent of revenue (5). */
  readonly profitGap: number;
  /** Check 21: revenue a head against the firm's own median, in both directions (5). */
  readonly revenuePerHeadRange: number;
}

export interface CheckContext {
  readonly definition: FormDefinition;
  readonly period: Period;
  readonly cells: Cells;
  /** The same reporter's earlier returns, any order, up to 24 reporting points back. */
  readonly past: readonly PastReturn[];
  /** What a new entrant's file states for the base columns; null for who reported last year. */
  readonly entryFile: Cells | null;
  /** Stopped production (停产), as the register says. */
  readonly isStopped: boolean;
  /** Digest (`columnDigest`) of others' columns of the same round, to whose names; for check 24. */
  readonly others: ReadonlyMap<string, string>;
  readonly parameters: CheckParameters;
  /** Unified social credit code of the reporter (check 3); null or absent: a bureau, or not known. */
  readonly creditCode?: string | null | undefined;
  /** After the due date (check 27). */
  readonly isLate?: boolean | undefined;
  /** The cells as approved, while the return is locked (check 30); absent before approval and once it is reopened. */
  readonly locked?: Cells | undefined;
  /** Rows of capacity for whose change a project is on record (check 19). */
  readonly projectRows?: ReadonlySet<RowKey> | undefined;
}

/** One press mends it: cells to be set. */
export interface Mend {
  readonly names: FormNames;
  readonly sets: readonly { readonly row: RowKey; readonly column: FormColumn; readonly cell: Cell }[];
}

export interface CheckFinding {
  /** `4`, `16` as numbered in the conventions, or the id of the form's own relation. */
  readonly check: string;
  readonly level: CheckLevel;
  /** Null: of the whole return. */
  readonly row: RowKey | null;
  readonly column: FormColumn | null;
  readonly message: FormNames;
  readonly mends: readonly Mend[];
  /** A warning to which the cell has a reason: stays in the list, holds up nothing. */
  readonly isExplained: boolean;
}
