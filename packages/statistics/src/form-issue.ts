/** Issues of a form's definition, for the one who writes it. */
import type { FormDefinition } from './form-types.ts';
import type { Issue } from './result.ts';

export interface FormIssue extends Issue {
  /** The same as `message`, in Chinese. */
  readonly zh: string;
  /** Keys and list places from the top: `sections.0.rows.3.unit`. Empty: of the whole. */
  readonly path: string;
  /** Line in the source, from 1; absent where there is no source. */
  readonly at?: number;
}

export type FormResult =
  | { readonly ok: true; readonly value: FormDefinition }
  | { readonly ok: false; readonly issues: readonly FormIssue[] };

/** What a form has to know of an indicator. */
export interface IndicatorFacts {
  readonly unit: string;
  /** `money`, `money/person`. */
  readonly dimension: string;
  /** Scope dimensions that its figures may have. */
  readonly scope: readonly string[];
  readonly timeRule: string;
}
export type IndicatorLookup = (code: string) => IndicatorFacts | undefined;

/** Takes down what is wrong at a path. */
export type NoteIssue = (
  path: string,
  code: string,
  said: { readonly zh: string; readonly en: string; readonly suggestion?: string | undefined },
) => void;
