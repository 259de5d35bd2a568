/**
 * Formulas over indicators: `[code]`, `[code @ dim=value, …]`, numbers, `N %`, `+ - * / ( )`, `min()`, `max()`,
 * `streak(condition)`. Positions are UTF-16 offsets into the text, `end` excluded.
 */
import type { Issue } from './result.ts';

interface Placed {
  readonly at: number;
  readonly end: number;
}

export interface FormulaNumber extends Placed {
  readonly kind: 'number';
  /** Decimal string as written, >= 0: `100 %` is "100" with `percent`. */
  readonly value: string;
  readonly percent: boolean;
}

export interface FormulaOperand extends Placed {
  readonly kind: 'operand';
  readonly code: string;
  /** Replaces what the asker's scope says for the same dimension. */
  readonly scope: Readonly<Record<string, string>>;
  /** Where the operand is taken from: the figure's own region, the region above, or the nation's reference series. */
  readonly region: 'own' | 'parent' | 'nation';
  /** `year-earlier` is 上年同期, `previous-year` the whole year before. */
  readonly period: 'same' | 'year-earlier' | 'previous-year';
  /** `comparable` is the prior-year column over the current list (statistics-conventions 4.2), never last year's own figure. */
  readonly basis: 'as-reported' | 'comparable';
}

export type FormulaOperator = '+' | '-' | '*' | '/';
export type FormulaComparison = '>=' | '<=' | '>' | '<';

export interface FormulaBinary extends Placed {
  readonly kind: 'binary';
  readonly operator: FormulaOperator;
  /** Where the operator stands. */
  readonly signAt: number;
  readonly left: FormulaNode;
  readonly right: FormulaNode;
}

export interface FormulaChoice extends Placed {
  readonly kind: 'min' | 'max';
  /** At least one. */
  readonly of: readonly FormulaNode[];
}

/** Years in a row, ending with the figure's own, in which the condition holds. */
export interface FormulaStreak extends Placed {
  readonly kind: 'streak';
  readonly comparison: FormulaComparison;
  readonly signAt: number;
  readonly left: FormulaNode;
  readonly right: FormulaNode;
}

export type FormulaNode = FormulaNumber | FormulaOperand | FormulaBinary | FormulaChoice | FormulaStreak;

/** A side of a sum that does not fit the other, for a message in the reader's language. */
export interface FormulaSide extends Placed {
  readonly text: string;
  readonly unit: string;
}

export interface FormulaIssue extends Issue {
  readonly at?: number;
  readonly end?: number;
  /** The two sides that do not fit (`formula-units-differ`). */
  readonly sides?: readonly FormulaSide[];
  /** The codes of a circle, first and last the same (`formula-circle`). */
  readonly path?: readonly string[];
  /** The indicator whose formula it is, where several are checked at once. */
  readonly of?: string;
}

export type FormulaResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly FormulaIssue[] };

/** The operands in the order in which they stand, each as often as it is written. */
export function formulaOperands(node: FormulaNode): readonly FormulaOperand[] {
  switch (node.kind) {
    case 'number':
      return [];
    case 'operand':
      return [node];
    case 'min':
    case 'max':
      return node.of.flatMap(formulaOperands);
    default:
      return [...formulaOperands(node.left), ...formulaOperands(node.right)];
  }
}

/** Whether years in a row are counted anywhere in it. */
export function hasStreak(node: FormulaNode): boolean {
  switch (node.kind) {
    case 'streak':
      return true;
    case 'binary':
      return hasStreak(node.left) || hasStreak(node.right);
    case 'min':
    case 'max':
      return node.of.some(hasStreak);
    default:
      return false;
  }
}
