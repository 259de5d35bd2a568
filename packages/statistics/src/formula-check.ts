/** Is a formula sound, before anything is computed: its indicators, their units and the times they stand for. */
import { nearestCode } from './formula-nearest.ts';
import { printFormula, printOperand } from './formula-print.ts';
import { operandTimes } from './formula-times.ts';
import {
  type FormulaBinary,
  type FormulaIssue,
  type FormulaNode,
  type FormulaOperand,
  type FormulaResult,
  type FormulaStreak,
  formulaOperands,
} from './formula-types.ts';
import {
  dimensionText,
  type FormulaUnit,
  formulaUnit,
  sameUnitDimension,
  timesUnit,
  unitText,
} from './formula-units.ts';
import type { TimeRule } from './judgement-types.ts';

/** What a formula must know of an indicator. */
export interface FormulaIndicator {
  readonly unit: string;
  /** `money`, `money/person`: 家 of firms is not 家 of platforms. */
  readonly dimension: string;
  readonly timeRule: TimeRule;
  /** Dimensions it can be cut by. */
  readonly scope: readonly string[];
}

export interface FormulaCatalogue {
  readonly find: (code: string) => FormulaIndicator | undefined;
  /** All codes, to say which one was meant. */
  readonly codes: () => Iterable<string>;
}

export interface CheckedFormula {
  /** In units of its operands: 万元/人; of a ratio %. */
  readonly unit: string;
  /** `money/person`, `ratio`, `time` for a streak. */
  readonly dimension: string;
  readonly operands: readonly FormulaOperand[];
}

type Declared = Pick<FormulaIndicator, 'unit' | 'dimension'>;

/**
 * The unit that a formula gives, or all that is wrong with it; `declared` is the unit that its indicator is to have.
 * Issues: `formula-unknown-indicator` (with the nearest code), `formula-unknown-scope`, `formula-unit-unknown`,
 * `formula-units-differ` (both sides with their places), `formula-times-differ` and `formula-stock-over-flow`
 * (statistics-conventions 3: stocks are not added to flows), `formula-other-unit`.
 */
export function checkFormula(
  node: FormulaNode,
  catalogue: FormulaCatalogue,
  declared?: Declared,
): FormulaResult<CheckedFormula> {
  const issues: FormulaIssue[] = [];
  const unit = unitOf(node, catalogue, issues);
  const operands = formulaOperands(node);
  if (issues.length === 0) {
    const times = operandTimes(node, (operand) => catalogue.find(operand.code)?.timeRule ?? 'ratio-of-sums');
    if (!times.ok) issues.push(...times.issues);
  }
  if (unit && declared && issues.length === 0) issues.push(...againstDeclared(node, unit, declared));
  if (!unit || issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { unit: unitText(unit), dimension: dimensionText(unit), operands } };
}

const place = ({ at, end }: FormulaNode) => ({ at, end });

/** Null where it cannot be said; why has been pushed then. */
function unitOf(node: FormulaNode, catalogue: FormulaCatalogue, issues: FormulaIssue[]): FormulaUnit | null {
  switch (node.kind) {
    case 'number':
      return [];
    case 'operand':
      return operandUnit(node, catalogue, issues);
    case 'min':
    case 'max':
      return node.of
        .map((part) => ({ part, unit: unitOf(part, catalogue, issues) }))
        .reduce((a, b) => {
          if (a.unit && b.unit && !sameUnitDimension(a.unit, b.unit)) {
            issues.push(differ(`${node.kind}()`, b.part.at, a as Side, b as Side));
          }
          return { part: a.part, unit: a.unit && b.unit && a.unit };
        }).unit;
    case 'streak':
      alike(node, node.comparison, catalogue, issues);
      return formulaUnit('年', 'time');
    case 'binary': {
      if (node.operator === '+' || node.operator === '-') return alike(node, node.operator, catalogue, issues);
      const [left, right] = [unitOf(node.left, catalogue, issues), unitOf(node.right, catalogue, issues)];
      return left && right && timesUnit(left, right, node.operator === '*' ? 1 : -1);
    }
  }
}

interface Side {
  readonly part: FormulaNode;
  readonly unit: FormulaUnit;
}

function alike(
  node: FormulaBinary | FormulaStreak,
  sign: string,
  catalogue: FormulaCatalogue,
  issues: FormulaIssue[],
): FormulaUnit | null {
  const [left, right] = [unitOf(node.left, catalogue, issues), unitOf(node.right, catalogue, issues)];
  if (!left || !right) return null;
  if (sameUnitDimension(left, right)) return left;
  issues.push(differ(sign, node.signAt, { part: node.left, unit: left }, { part: node.right, unit: right }));
  return null;
}

function differ(sign: string, at: number, ...sides: readonly [Side, Side]): FormulaIssue {
  const [left, right] = sides.map(({ part, unit }) => ({
    text: printFormula(part),
    unit: part.kind === 'number' && !part.percent ? '1' : unitText(unit),
    ...place(part),
  }));
  if (!left || !right) throw new RangeError('two sides');
  const said = (side: typeof left) => `${side.text} (${side.unit}, characters ${side.at}–${side.end})`;
  return {
    code: 'formula-units-differ',
    message: `${said(left)} ${sign} ${said(right)}: ${left.unit} and ${right.unit} do not go together`,
    at,
    end: at + sign.length,
    sides: [left, right],
  };
}

function operandUnit(node: FormulaOperand, catalogue: FormulaCatalogue, issues: FormulaIssue[]): FormulaUnit | null {
  const indicator = catalogue.find(node.code);
  if (!indicator) {
    const suggestion = nearestCode(node.code, catalogue.codes());
    const message = `no indicator ${node.code}${suggestion ? `; is ${suggestion} meant?` : ''}`;
    issues.push({ code: 'formula-unknown-indicator', message, ...place(node), ...(suggestion ? { suggestion } : {}) });
    return null;
  }
  for (const name of Object.keys(node.scope)) {
    if (indicator.scope.includes(name)) continue;
    const suggestion = nearestCode(name, indicator.scope);
    const message = `${node.code} is not cut by ${name}`;
    issues.push({ code: 'formula-unknown-scope', message, ...place(node), ...(suggestion ? { suggestion } : {}) });
  }
  const unit = formulaUnit(indicator.unit, indicator.dimension);
  if (!unit) {
    const message = `${printOperand(node)}: ${indicator.unit} is not a unit of ${indicator.dimension}`;
    issues.push({ code: 'formula-unit-unknown', message, ...place(node) });
  }
  return unit;
}

/** Points are what the difference of two rates is counted in (4.1), and nothing else is. */
function againstDeclared(node: FormulaNode, unit: FormulaUnit, declared: Declared): FormulaIssue[] {
  const wanted = formulaUnit(declared.unit, declared.dimension);
  const isDifference = node.kind === 'binary' && node.operator === '-';
  const fits = wanted && sameUnitDimension(unit, wanted) && (declared.dimension !== 'points' || isDifference);
  if (fits) return [];
  const message = `gives ${unitText(unit)} (${dimensionText(unit)}), not ${declared.unit} (${declared.dimension})`;
  return [{ code: 'formula-other-unit', message, ...place(node), suggestion: unitText(unit) }];
}
