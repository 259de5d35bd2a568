import type { Tx } from '../../kernel/access/actor.ts';
import type { Criterion, SchemeBody } from './model.ts';
import type { EvaluatedPeriod } from './period.ts';

/** What a run rests on: one value of one subject for one criterion, with where it comes from. */
export interface Input {
  /** Null where there is none, and then `why`. */
  readonly value: number | null;
  readonly unit: string;
  readonly refs: readonly { readonly kind: string; readonly id: string; readonly text: string }[];
  /** The middle of a sentence: what the value says, or why there is none. */
  readonly zh: string;
  readonly en: string;
  readonly synthetic: boolean;
}

export interface EvaluatedSubject {
  /** Division code, or the id of a task. */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

export interface Collecting {
  readonly tx: Tx;
  readonly schemeId: string;
  readonly body: SchemeBody;
  /** Whose districts or tasks are scored. */
  readonly region: string;
  readonly period: EvaluatedPeriod;
  readonly knownAt: Date;
  readonly subjects: readonly EvaluatedSubject[];
}

/** Values of one criterion by subject. A subject that is not there has none. */
export type Collector = (given: Collecting, criterion: Criterion) => Promise<ReadonlyMap<string, Input>>;

export const none = (zh: string, en: string): Input => ({ value: null, unit: '', refs: [], zh, en, synthetic: false });
