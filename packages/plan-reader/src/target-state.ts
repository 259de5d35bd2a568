/** What finding targets starts from, and what it carries from sentence to sentence. */

import type { Carried } from './carried.ts';
import type { DocumentFacts } from './document.ts';
import type { SectionSpan } from './heading.ts';
import type { ReadingText } from './reading-text.ts';
import type { SectionRole } from './section-role.ts';
import type { IndicatorLexicon, PlanSection, PlanTarget } from './types.ts';

export interface TargetInput {
  reading: ReadingText;
  spans: readonly SectionSpan[];
  roles: readonly SectionRole[];
  facts: DocumentFacts;
  sections: readonly PlanSection[];
  raw: (start: number, end: number) => string;
  toStart: (at: number) => number;
  toEnd: (at: number) => number;
  lexicon: IndicatorLexicon | null;
}

/** What is carried from sentence to sentence. */
export interface State {
  carried: Carried;
  /** Deadline that governs a goals section or a headed part. */
  goalYear: number | null;
  goalSection: number;
  /** Year of the last look back in this paragraph. */
  asOf: number | null;
  local: string | null;
  /** The paragraph tells of a national plan. */
  isNational: boolean;
  /** Year and kind of the sentence before: one that opens with 其中 goes on from it. */
  sentenceYear: number | null;
  sentenceKind: PlanTarget['kind'] | null;
  /** Kind of the number before in the sentence. */
  previousKind: PlanTarget['kind'] | null;
}
