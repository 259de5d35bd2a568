/**
 * Flows and stocks in one formula. statistics-conventions 3: a flow over a stock takes the mean of the stock at the two
 * ends of the flow's period (revenue ÷ average assets); a stock over a flow and their sum mean nothing.
 */
import { type FormulaNode, type FormulaOperand, type FormulaResult, formulaOperands } from './formula-types.ts';
import type { TimeRule } from './judgement-types.ts';

/** `free`: numbers and rates, which go with both. */
type Times = 'flow' | 'stock' | 'free';

/**
 * The operands of which the mean over the ends of the period is to be taken, by identity. Issues: `formula-times-differ`,
 * `formula-stock-over-flow`.
 */
export function operandTimes(
  node: FormulaNode,
  timeRuleOf: (operand: FormulaOperand) => TimeRule,
): FormulaResult<ReadonlySet<FormulaOperand>> {
  const averaged = new Set<FormulaOperand>();
  const issues: { code: string; message: string; at: number; end: number }[] = [];
  const together = (of: FormulaNode, parts: readonly Times[]): Times => {
    const bound = parts.filter((one) => one !== 'free');
    if (new Set(bound).size > 1) {
      const message = 'a figure over a period and a figure at its end do not add up or compare';
      issues.push({ code: 'formula-times-differ', message, at: of.at, end: of.end });
    }
    return bound[0] ?? 'free';
  };
  const timesOf = (of: FormulaNode): Times => {
    switch (of.kind) {
      case 'number':
        return 'free';
      case 'operand': {
        const rule = timeRuleOf(of);
        return rule === 'sum' ? 'flow' : rule === 'last' ? 'stock' : 'free';
      }
      case 'min':
      case 'max':
        return together(of, of.of.map(timesOf));
      case 'streak':
        together(of, [timesOf(of.left), timesOf(of.right)]);
        return 'free';
      case 'binary': {
        const [left, right] = [timesOf(of.left), timesOf(of.right)];
        if (of.operator === '+' || of.operator === '-') return together(of, [left, right]);
        if (of.operator === '*' || right === 'free') return left === 'free' ? right : left;
        if (left === 'flow' && right === 'stock') for (const one of formulaOperands(of.right)) averaged.add(one);
        if (left === 'stock' && right === 'flow') {
          const message = 'a figure at the end of a period cannot be divided by one over the period';
          issues.push({ code: 'formula-stock-over-flow', message, at: of.at, end: of.end });
        }
        return 'free';
      }
    }
  };
  timesOf(node);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: averaged };
}
