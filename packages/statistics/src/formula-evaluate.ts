/**
 * The value of a formula, or why it has none. Operands are brought to base units before and the result to its own unit
 * after; nothing missing is ever put in its place. Growth follows the table of statistics-conventions 4.3.
 */
import { Decimal, decimal, type Numeric } from './decimal.ts';
import { printFormula } from './formula-print.ts';
import type { FormulaBinary, FormulaComparison, FormulaNode, FormulaOperand, FormulaStreak } from './formula-types.ts';
import { baseUnits } from './formula-units.ts';
import { growth } from './growth.ts';
import type { MissingKind } from './missing.ts';

/** Why an operand has no value; `no-figure`: nothing has been stored at all. */
export type OperandMissing = MissingKind | 'withdrawn' | 'no-figure';

export interface OperandQuantity {
  readonly value: Numeric | null;
  /** Where `value` is null; `no-figure` by default. */
  readonly missing?: OperandMissing;
  readonly unit: string;
  readonly dimension: string;
}

/** The value of an operand for the figure's own period, or of the same period `yearsBack` years before (streaks). */
export type OperandValue = (operand: FormulaOperand, yearsBack: number) => OperandQuantity;

export interface MissingOperand {
  readonly operand: FormulaOperand;
  readonly missing: OperandMissing;
}

/**
 * `suspect`: growth above +1,000 %. `atLeast`: a streak that goes back to where figures end; it may be longer.
 * `operand-missing` names every operand that is missing; `base-zero` and `base-negative` the divisor; `no-rate` the words
 * that stand in a growth rate's place (`to-loss`, `loss-wider`, …); `unit` an operand or the result whose unit does not fit.
 */
export type FormulaOutcome =
  | { readonly kind: 'value'; readonly value: number; readonly suspect: boolean; readonly atLeast: boolean }
  | { readonly kind: 'none'; readonly reason: 'operand-missing'; readonly operands: readonly MissingOperand[] }
  | { readonly kind: 'none'; readonly reason: 'base-zero' | 'base-negative'; readonly base: string }
  | { readonly kind: 'none'; readonly reason: 'no-rate'; readonly growth: NoRate }
  | { readonly kind: 'none'; readonly reason: 'unit'; readonly unit: string };

/** Words in a rate's place; a change of a loss in per cent (>= 0). */
type NoRate =
  | { readonly kind: 'to-loss' | 'to-profit' }
  | { readonly kind: 'loss-wider' | 'loss-narrower'; readonly percent: number };

type None = Extract<FormulaOutcome, { kind: 'none' }>;
/** In base units. */
type Part = { readonly value: Decimal; readonly suspect?: boolean; readonly atLeast?: boolean } | None;

const isNone = (part: Part): part is None => 'kind' in part;

/** `result`: unit and dimension of the indicator that the formula computes. Streaks look back 50 years at most. */
export function evaluateFormula(
  node: FormulaNode,
  operandValue: OperandValue,
  result: { readonly unit: string; readonly dimension: string },
): FormulaOutcome {
  const part = valueIn(node, operandValue, 0);
  if (isNone(part)) return part;
  const factor = baseUnits(result.unit, result.dimension);
  if (!factor) return { kind: 'none', reason: 'unit', unit: result.unit };
  const value = part.value.div(factor).toNumber();
  return { kind: 'value', value, suspect: part.suspect ?? false, atLeast: part.atLeast ?? false };
}

function valueIn(node: FormulaNode, operandValue: OperandValue, yearsBack: number): Part {
  switch (node.kind) {
    case 'number':
      return { value: decimal(node.value).div(node.percent ? 100 : 1) };
    case 'operand': {
      const { value, missing = 'no-figure', unit, dimension } = operandValue(node, yearsBack);
      if (value === null) return { kind: 'none', reason: 'operand-missing', operands: [{ operand: node, missing }] };
      const factor = baseUnits(unit, dimension);
      return factor ? { value: decimal(value).times(factor) } : { kind: 'none', reason: 'unit', unit };
    }
    case 'min':
    case 'max':
      return node.of
        .map((part) => valueIn(part, operandValue, yearsBack))
        .reduce((a, b) => both(a, b, (x, y) => (node.kind === 'min' ? Decimal.min(x, y) : Decimal.max(x, y))));
    case 'streak':
      return streakOf(node, operandValue, yearsBack);
    case 'binary':
      return binaryOf(node, operandValue, yearsBack);
  }
}

/** What is missing on either side is missing in the whole, and all of it is named. */
function both(a: Part, b: Part, of: (a: Decimal, b: Decimal) => Decimal): Part {
  if (isNone(a) && isNone(b) && a.reason === 'operand-missing' && b.reason === 'operand-missing') {
    return { ...a, operands: [...a.operands, ...b.operands] };
  }
  if (isNone(a)) return a;
  if (isNone(b)) return b;
  return { value: of(a.value, b.value), suspect: a.suspect || b.suspect, atLeast: a.atLeast || b.atLeast };
}

function binaryOf(node: FormulaBinary, operandValue: OperandValue, yearsBack: number): Part {
  const rate = growthParts(node);
  const [left, right] = [rate?.current ?? node.left, rate?.base ?? node.right].map((part) =>
    valueIn(part, operandValue, yearsBack),
  ) as [Part, Part];
  if (rate) return rateOf(left, right, rate.base);
  switch (node.operator) {
    case '+':
      return both(left, right, (a, b) => a.plus(b));
    case '-':
      return both(left, right, (a, b) => a.minus(b));
    case '*':
      return both(left, right, (a, b) => a.times(b));
    case '/':
      return withBase(left, right, node.right) ?? both(left, right, (a, b) => a.div(b));
  }
}

/** Nothing is a share of nothing, nor of less. */
function withBase(over: Part, base: Part, node: FormulaNode): None | null {
  if (isNone(base) || isNone(over) || base.value.gt(0)) return null;
  return { kind: 'none', reason: base.value.isZero() ? 'base-zero' : 'base-negative', base: printFormula(node) };
}

function rateOf(current: Part, base: Part, baseNode: FormulaNode): Part {
  if (isNone(current) || isNone(base)) return both(current, base, (a) => a);
  const rate = growth(current.value.toFixed(), base.value.toFixed());
  switch (rate.kind) {
    case 'none':
      // Zero, or a loss that became zero.
      return {
        kind: 'none',
        reason: base.value.isZero() ? 'base-zero' : 'base-negative',
        base: printFormula(baseNode),
      };
    case 'to-loss':
    case 'to-profit':
      return { kind: 'none', reason: 'no-rate', growth: { kind: rate.kind } };
    case 'loss-wider':
    case 'loss-narrower':
      return { kind: 'none', reason: 'no-rate', growth: rate };
    case 'rate':
      return { value: current.value.div(base.value).minus(1), suspect: rate.suspect };
  }
}

/** `x / (x of an earlier period) − 1`, the same figures on both sides but for period and basis; else null. */
function growthParts(node: FormulaNode): { current: FormulaNode; base: FormulaNode } | null {
  if (node.kind !== 'binary' || node.operator !== '-' || node.right.kind !== 'number') return null;
  const one = decimal(node.right.value)
    .div(node.right.percent ? 100 : 1)
    .eq(1);
  if (!one || node.left.kind !== 'binary' || node.left.operator !== '/') return null;
  const { left: current, right: base } = node.left;
  const asNow = (part: FormulaNode): FormulaNode => {
    switch (part.kind) {
      case 'number':
        return part;
      case 'operand':
        return { ...part, period: 'same', basis: 'as-reported' };
      case 'min':
      case 'max':
        return { ...part, of: part.of.map(asNow) };
      default:
        return { ...part, left: asNow(part.left), right: asNow(part.right) };
    }
  };
  const isEarlier = printFormula(base) !== printFormula(current) && printFormula(asNow(base)) === printFormula(current);
  return isEarlier ? { current, base } : null;
}

const holds: Record<FormulaComparison, (a: Decimal, b: Decimal) => boolean> = {
  '>=': (a, b) => a.gte(b),
  '<=': (a, b) => a.lte(b),
  '>': (a, b) => a.gt(b),
  '<': (a, b) => a.lt(b),
};
const LONGEST_STREAK = 50;

/** Counted back from the figure's own year, in base units of time. Without figures of that year there is no streak. */
function streakOf(node: FormulaStreak, operandValue: OperandValue, yearsBack: number): Part {
  const perYear = baseUnits('年', 'time') ?? new Decimal(1);
  for (let years = 0; years < LONGEST_STREAK; years++) {
    const [left, right] = [node.left, node.right].map((side) => valueIn(side, operandValue, yearsBack + years)) as [
      Part,
      Part,
    ];
    if (isNone(left) || isNone(right)) {
      const why = both(left, right, (a) => a);
      return years === 0 ? why : { value: perYear.times(years), atLeast: isNone(why) && why.reason !== 'no-rate' };
    }
    if (!holds[node.comparison](left.value, right.value)) return { value: perYear.times(years) };
  }
  return { value: perYear.times(LONGEST_STREAK), atLeast: true };
}
