import type { TimeRule } from '@liannao/statistics';
import type { ReportTarget } from '../plans/index.ts';
import type { Words } from './blocks.ts';

/**
 * What a draft says, kept with it: every figure as it was known at the report's data date, with its version and source.
 * All text, tables and charts are made from this alone, so the same facts give the same pages.
 */
export interface Facts {
  /** Moment at which the figures were known, ISO. */
  readonly knownAt: string;
  readonly figures: Readonly<Record<string, FigureFact>>;
  readonly targets: readonly TargetFact[];
  readonly indicators: Readonly<Record<string, IndicatorFact>>;
  readonly regions: Readonly<Record<string, RegionFact>>;
  /** Divisions directly below the report's region. */
  readonly children: readonly string[];
  readonly handling: HandlingFact | null;
}

export interface FigureFact {
  readonly code: string;
  readonly scope: string;
  readonly region: string;
  /** Code form. */
  readonly period: string;
  /** In the indicator's stored unit; null exactly when `missing` says why. */
  readonly value: number | null;
  readonly missing: string | null;
  /** Of the observation; 0 for a computed figure, null where there is none. */
  readonly revision: number | null;
  /** The observation's id or a computed figure's reference, for its provenance; null where there is none. */
  readonly ref: string | null;
  readonly status: 'draft' | 'submitted' | 'approved' | null;
  readonly synthetic: boolean;
  readonly source: Words;
  readonly lock?: Lock;
}

/** A figure that a person holds fast, with the reason and, where he knows better, his own value. */
export interface Lock {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly own: boolean;
}

export interface TargetFact extends Omit<ReportTarget, 'units'> {
  readonly units: readonly string[];
}

export interface IndicatorFact {
  readonly name: Words;
  /** Stored, and as published. */
  readonly unit: string;
  readonly shownAs: string;
  readonly timeRule: TimeRule;
  readonly regionRule: string;
  readonly direction: 'up' | 'down';
  readonly isRatio: boolean;
  /** Period of this indicator that the report shows, code form. */
  readonly period: string;
  readonly note: Words;
}

export interface RegionFact {
  readonly name: Words;
  readonly short: string;
  readonly level: string;
  /** Degrees, rough: to lay out the schematic. Null where no place is known. */
  readonly place: { readonly lon: number; readonly lat: number } | null;
}

export interface HandlingFact {
  readonly signals: readonly HandledFact[];
  readonly cases: readonly (HandledFact & { readonly closed: boolean; readonly late: boolean })[];
}

export interface HandledFact {
  readonly id: string;
  readonly title: Words;
  readonly state: Words;
  readonly severity: string;
  readonly unit: string;
  readonly due: string | null;
  readonly synthetic: boolean;
}

export const seriesKey = (series: { code: string; scope: string }): string => `${series.code}|${series.scope}`;

export const figureKey = (code: string, scope: string, region: string, period: string): string =>
  `${code}|${scope}|${region}|${period}`;

export const targetKey = (id: string): string => `target|${id}`;
