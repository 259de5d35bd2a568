/** What the generator is given, what it gives, and what it keeps in between. */
import type { Scope } from './story.ts';

/** What is needed of an entry of `data/indicators.json`. */
export interface DemoIndicator {
  readonly code: string;
  readonly unit: string;
  readonly scope: readonly string[];
  readonly timeRule: string;
  readonly frequency: string;
  readonly source: {
    readonly formula?: string;
    readonly register?: { readonly measure: { readonly when?: string } };
  };
}

/** What is needed of an entry of `data/regions.json`. */
export interface DemoRegion {
  readonly code: string;
  readonly level: string;
  readonly parent: string | null;
  readonly members?: readonly string[];
}

/** What is needed of a target of `data/plans/*.json`. */
export interface DemoTarget {
  readonly kind: string;
  readonly code: string | null;
  readonly scope: Scope;
  readonly region: string;
  readonly asOf?: number;
}

export interface DemoInput {
  readonly seed: number;
  readonly indicators: readonly DemoIndicator[];
  readonly regions: readonly DemoRegion[];
  /** Their rates are derived, and a year for which they print a real baseline is left to it. */
  readonly targets: readonly DemoTarget[];
  /** Monthly figures run from January of the year of `from` to the month `to`, both 'YYYY-MM', at most 2025-08. */
  readonly months: { readonly from: string; readonly to: string };
}

export interface DemoObservation {
  readonly indicatorCode: string;
  readonly scope: Scope;
  readonly regionCode: string;
  /** '2024' a year, '2025-01..08' cumulative, '2025-08' at the end of the month. Never January alone. */
  readonly period: string;
  /** Canonical unit of the indicator. */
  readonly value: number;
  readonly status: 'approved';
  readonly synthetic: true;
  readonly source: {
    readonly kind: 'synthetic';
    readonly generator: 'liannao-demo';
    readonly version: 1;
    readonly seed: number;
  };
}

/** A year, or from the first monthly year on January to February (2) and then each month (3..12). */
export interface Step {
  readonly year: number;
  readonly month: number | 'year';
}

/** What is added in each step. A stock's first step holds its opening level. */
export interface Path {
  readonly code: string;
  readonly scope: Scope;
  readonly region: string;
  readonly isStock: boolean;
  readonly isHidden: boolean;
  readonly steps: readonly Step[];
  readonly added: readonly number[];
}

export interface Build {
  readonly seed: number;
  readonly indicators: ReadonlyMap<string, DemoIndicator>;
  readonly regions: ReadonlyMap<string, DemoRegion>;
  readonly firstMonthlyYear: number;
  readonly paths: Map<string, Path>;
}

export function indicatorOf(build: Build, code: string): DemoIndicator {
  const indicator = build.indicators.get(code);
  if (!indicator) throw new RangeError(`no indicator ${code}`);
  return indicator;
}
