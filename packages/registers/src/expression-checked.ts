import type { ArithmeticOperator, CompareOperator } from './expression-ast.ts';
import type { ResolvedStep } from './expression-resolve.ts';
import type { ValueType } from './value-type.ts';

/** An expression with every word resolved and every type agreed: what SQL and closures are made from. */
export type Checked =
  | { readonly kind: 'column'; readonly path: readonly ResolvedStep[]; readonly type: ValueType }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'today' }
  | { readonly kind: 'threshold'; readonly name: string }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOperator; readonly left: Checked; readonly right: Checked }
  | { readonly kind: 'negative'; readonly item: Checked }
  | { readonly kind: 'shift'; readonly date: Checked; readonly days: Checked; readonly sign: 1 | -1 }
  | { readonly kind: 'days-between'; readonly later: Checked; readonly earlier: Checked }
  | { readonly kind: 'compare'; readonly op: CompareOperator; readonly left: Checked; readonly right: Checked }
  | { readonly kind: 'contains' | 'starts-with'; readonly left: Checked; readonly right: Checked }
  | { readonly kind: 'one-of'; readonly left: Checked; readonly values: readonly (string | number)[] }
  | { readonly kind: 'overlaps'; readonly left: Checked; readonly values: readonly string[] }
  | { readonly kind: 'member'; readonly left: Checked; readonly right: Checked }
  | { readonly kind: 'presence'; readonly isSet: boolean; readonly item: Checked }
  | { readonly kind: 'not'; readonly item: Checked }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Checked[] };

export interface CheckedExpression {
  readonly root: Checked;
  readonly type: ValueType;
  /** Line item that the expression speaks of: it then has a value for each of its rows. Null: one for the entry. */
  readonly child: string | null;
  /** Every path that it reads, each once. */
  readonly paths: readonly (readonly ResolvedStep[])[];
  /** Thresholds that it uses, with their defaults. */
  readonly thresholds: Readonly<Record<string, number>>;
}
