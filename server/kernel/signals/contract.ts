import type { Tx } from '../access/actor.ts';

export type Severity = 'blue' | 'yellow' | 'orange' | 'red';
export interface Names {
  readonly zh: string;
  readonly en: string;
}

/** A number that decides, tunable per region in the page; a region without its own takes its superior's, then the default. */
export interface Threshold extends Names {
  readonly name: string;
  readonly unit: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** What a rule noticed. One signal is kept open for each rule and subject, however often it is noticed. */
export interface Finding {
  /** `target`, `entry`, `indicator`, `case`, … */
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly regionCode: string;
  readonly severity: Severity;
  readonly title: Names;
  /** Figures and facts that show it, said as sentences; figures are `FigureRef`s where they have a source. */
  readonly evidence: readonly Evidence[];
  /** Path of the subject in the web application. */
  readonly href: string;
  /** Unit in charge as the subject names it; null: the rule's own unit in that region. */
  readonly unit: string | null;
  /** Enterprise whose matter it is: a case made of it is the firm's as well. */
  readonly partyId?: string;
  readonly synthetic: boolean;
}

export interface Evidence extends Names {
  /** Leads to the source: `observation`, `judgement`, `entry` with its id. */
  readonly source?: { readonly kind: string; readonly id: string };
}

export interface SignalRule {
  /** `plans.target-off-track`, `register.green-lists.green-expiring`. */
  readonly id: string;
  readonly names: Names;
  readonly severity: Severity;
  readonly thresholds: readonly Threshold[];
  /** Code of list `owner-unit`. */
  readonly unit: string;
  /** Case that a signal of this rule becomes. */
  readonly caseType: string;
  /** Opens a case at once from this severity on; null: a person decides. */
  readonly opensCaseFrom: Severity | null;
  /**
   * All that is the case now; what is not found again closes. Thresholds by region: `at(regionCode, name)`. Works as the
   * system, in one transaction, reads only.
   */
  find(tx: Tx, context: FindContext): Promise<readonly Finding[]>;
}

export interface FindContext {
  readonly now: Date;
  /** Newest data month, `2025-08`; null in a store without figures. */
  readonly month: string | null;
  readonly at: (regionCode: string, threshold: string) => number;
  /** Whether any region has a threshold of its own for this rule; else `at` answers defaults everywhere. */
  readonly isTuned: boolean;
}
