/**
 * A statistical form (报表) as data. statistics-conventions 1 to 3. A form is identified by its id and edition: number,
 * issuing body and validity belong to the edition, never to the code that reads it.
 */
import type { MissingKind } from './missing.ts';

export interface FormNames {
  readonly zh: string;
  readonly en: string;
}

export type FormFrequency = 'monthly' | 'quarterly' | 'half-yearly' | 'annual';

/**
 * The number columns of the paper form: this period (本月, 本季, 本年; of a stock its end), January to this month (1—本月),
 * and both of the year before as the reporter states them now: the comparable base (4.2), not last year's publication.
 */
export type FormColumn = 'current' | 'cumulative' | 'current-base' | 'cumulative-base';

/**
 * `flow` adds over months and has all columns; `stock` is counted at the period's end, `rate` is never differenced or
 * summed: both have `current` and `current-base` alone; `answer` is one of up, same, down, not-applicable (survey).
 */
export type RowKind = 'flow' | 'stock' | 'rate' | 'answer';

/**
 * What a row is to the checks that hold rows against each other (statistics-conventions 11: 11 to 15, 17 to 21, 28, 29).
 * Where none is said it follows from the indicator, where that is plain. `growth` is the rate of change of the row that
 * `of` names: in % of a flow or stock, in percentage points of a rate.
 */
export type RowRole =
  | 'output-value'
  | 'sales-value'
  | 'output'
  | 'sales'
  | 'opening-stock'
  | 'closing-stock'
  | 'stock-other'
  | 'revenue'
  | 'cost'
  | 'fees'
  | 'tax'
  | 'profit'
  | 'assets'
  | 'liabilities'
  | 'equity'
  | 'electricity'
  | 'staff'
  | 'wages'
  | 'capacity'
  | 'utilisation'
  | 'growth'
  | 'total-purchases'
  | 'purchases-by-area';

export interface FormRow {
  /** As printed: `01`, `111`. The code, not the name, identifies the row. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: RowKind;
  /** Unit of entry; of an answer `''`. */
  readonly unit: string;
  /** Catalogue code and scope that the cells become figures of; null: a row only of the form (opening stock, a note). */
  readonly indicator: string | null;
  readonly scope: Readonly<Record<string, string>>;
  /** Code of the row that this is a part of (其中). */
  readonly parent: string | null;
  /** The parts of this row exhaust it: they must add to it. */
  readonly exhaustive: boolean;
  readonly required: boolean;
  /** A cumulative value may fall (profit), a value may be below zero. */
  readonly mayFall: boolean;
  readonly mayBeNegative: boolean;
  readonly role?: RowRole | undefined;
  /** Code of the row that the role refers to: whose growth, whose stock, the product whose value this is. */
  readonly of?: string | undefined;
  /** Least and greatest possible value, ends included. Absent: of a rate in % 0 and 100, of others none. */
  readonly limits?: readonly [number, number] | undefined;
  /** What belongs into it, for the one who fills it in. */
  readonly hint: FormNames;
}

/** Dimension that the lines of an open section are told apart by: the reporter adds lines, one a combination. */
export interface OpenDimension {
  /** Scope dimension, such as `part`, `sourceRegion`. */
  readonly dimension: string;
  /** Code list of `data/registers/lists.yaml`; `region` for a division code. */
  readonly list: string;
  readonly names: FormNames;
}

export interface FormSection {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Not null: the section's rows are repeated for every line that the reporter adds. */
  readonly open: readonly OpenDimension[] | null;
  readonly rows: readonly FormRow[];
}

/** A relation between rows (审核关系): `[01] >= [02] + [03]`, held in every column that all rows have. */
export interface FormCheck {
  readonly id: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly rule: string;
  readonly zh: string;
  readonly en: string;
}

export type ReviewLevel = 'county' | 'city' | 'province';

export interface FormDefinition {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Number of the form as its own authority gives it; never one of the national bureau's. */
  readonly number: string;
  readonly authority: FormNames;
  readonly edition: string;
  /** First and last period month, `2023-01`; null: until replaced. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly frequency: FormFrequency;
  /** Months 1..12 without a report. With 1 among them the form of February brings January and February merged. */
  readonly exempt: readonly number[];
  readonly reporter:
    | {
        readonly kind: 'party';
        /** Register that proposes the roster, and the condition on its entries in the register language. */
        readonly register: string | null;
        readonly where: string | null;
        readonly names: FormNames;
      }
    | { readonly kind: 'region'; readonly level: ReviewLevel; readonly names: FormNames };
  readonly columns: readonly FormColumn[];
  /** Working days after the period's end on which it opens, is due, and is released to the public (null: never by itself). */
  readonly opens: number;
  readonly due: number;
  readonly release: number | null;
  /** Who looks at a return, in order; the last one's approval locks it. One or two steps. */
  readonly review: readonly ReviewLevel[];
  readonly sections: readonly FormSection[];
  readonly checks: readonly FormCheck[];
}

/** Why a figure differs from what was said before (4.2 rule 6), or from what a check expects. */
export type ReasonCode =
  | 'scope-change'
  | 'error-correction'
  | 'duplicate-removed'
  | 'restructuring'
  | 'stopped'
  | 'new-capacity'
  | 'price'
  | 'one-off'
  | 'other';

/** One cell as filled in: a decimal string in the row's unit, an answer's code, or why there is none. */
export interface Cell {
  readonly value: string | null;
  readonly missing?: MissingKind;
  /** What the reporter says to a check that asked. */
  readonly reason?: string;
  readonly reasonCode?: ReasonCode;
}

/** Row code, or `01#part=battery;sourceRegion=330100` for a line of an open section. */
export type RowKey = string;
export type RowCells = Readonly<Partial<Record<FormColumn, Cell>>>;
export type Cells = Readonly<Record<RowKey, RowCells>>;
