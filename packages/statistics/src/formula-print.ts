/** A formula as text in its one spelling: the fewest parentheses, one space around signs. `parseFormula` reads it back. */
import type { FormulaNode, FormulaOperand } from './formula-types.ts';

export function printOperand(operand: FormulaOperand): string {
  const changes = [
    ...Object.keys(operand.scope)
      .sort()
      .map((name) => `${name}=${operand.scope[name]}`),
    ...(operand.region === 'own' ? [] : [`region=${operand.region}`]),
    ...(operand.period === 'same' ? [] : [`period=${operand.period}`]),
    ...(operand.basis === 'as-reported' ? [] : [`basis=${operand.basis}`]),
  ];
  return changes.length === 0 ? `[${operand.code}]` : `[${operand.code} @ ${changes.join(', ')}]`;
}

const strength = { '+': 1, '-': 1, '*': 2, '/': 2 } as const;

export function printFormula(node: FormulaNode): string {
  switch (node.kind) {
    case 'number':
      return node.percent ? `${node.value} %` : node.value;
    case 'operand':
      return printOperand(node);
    case 'min':
    case 'max':
      return `${node.kind}(${node.of.map(printFormula).join(', ')})`;
    case 'streak':
      return `streak(${printFormula(node.left)} ${node.comparison} ${printFormula(node.right)})`;
    case 'binary': {
      const own = strength[node.operator];
      const side = (part: FormulaNode, tight: boolean) => {
        const text = printFormula(part);
        if (part.kind !== 'binary') return text;
        const its = strength[part.operator];
        // Signs of one strength read from the left, so the same strength on the right needs its parentheses.
        return its < own || (tight && its === own) ? `(${text})` : text;
      };
      return `${side(node.left, false)} ${node.operator} ${side(node.right, true)}`;
    }
  }
}
