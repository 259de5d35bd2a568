import type { MissingKind } from '@liannao/statistics';
import type { Tables } from '../../../kernel/store/tables.ts';
import type { Catalogue } from '../catalogue.ts';

type Level = Tables['region']['level'];

/** Which regions: a list, or those of a tree of divisions, all of it, so many levels deep, or of one level. */
export type AggregateRegions =
  | { readonly codes: readonly string[] }
  | { readonly root: string; readonly depth?: number; readonly level?: Level };

export interface AggregateAsk {
  readonly indicators: readonly string[];
  /** Canonical text of the scope. */
  readonly scopeKey: string;
  readonly regions: AggregateRegions;
  /** Codes: `2025-08`, `2025-01..08`, `2025Q3`, `2025H1`, `2025`, `2021..2025`. */
  readonly periods: readonly string[];
  /**
   * `each`: figures said of exactly this period. `rule`: also of the same months by another name, and rolled up over time
   * by the indicator's rule: a flow adds months, a stock takes the last. What is cumulative is never added to months.
   */
  readonly overTime: 'each' | 'rule';
  /** As the figures were known at this moment; today by default. */
  readonly knownAt?: Date | null;
}

/**
 * Why nothing was put together where no figure is stored: the indicator's rule forbids it over regions or over time, it is
 * a rate whose operands are not told, operands are incomplete, and over unequal parts there is no rate; or there is none
 * over such operands, as over a base of zero.
 */
export type AggregateRefusal =
  | 'not-additive-over-regions'
  | 'not-additive-over-time'
  | 'operands-unknown'
  | 'operands-incomplete'
  | 'no-rate';

export interface AggregateFigure {
  /** `stored` as said of the region itself, `computed` by the formula, `rolled-up` from parts; `none`: there is nothing. */
  readonly how: 'stored' | 'computed' | 'rolled-up' | 'none';
  /** In the indicator's stored unit, unrounded; of what is known where not complete. */
  readonly value: number | null;
  /** Where `value` is null and something was said. */
  readonly missing: MissingKind | null;
  /** No part is missing (不完全合计 otherwise). */
  readonly complete: boolean;
  /** Figures in it of figures due; a branch in which nobody has said anything is one that is due. */
  readonly reported: number;
  readonly of: number;
  readonly synthetic: boolean;
  /** The weakest of the parts. */
  readonly status: 'draft' | 'submitted' | 'approved';
  /** The observation, where stored. */
  readonly observationId: string | null;
  readonly refused: AggregateRefusal | null;
}

export interface AggregateRegion {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: Level;
  readonly parentCode: string | null;
}

export interface AggregateSet {
  readonly catalogue: Catalogue;
  /** Those asked for, by code. */
  readonly regions: readonly AggregateRegion[];
  /** Of an indicator, region and period asked for. */
  readonly figure: (indicatorCode: string, regionCode: string, period: string) => AggregateFigure;
}
