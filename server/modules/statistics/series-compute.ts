/** Figures of a derived indicator out of the figures of its operands, with what they were computed of. */
import {
  evaluateFormula,
  type FormulaNode,
  type FormulaOperand,
  type FormulaOutcome,
  hasStreak,
  monthCount,
  type Period,
  parsePeriod,
  periodCode,
  yearEarlier,
} from '@liannao/statistics';
import type { Indicator } from './catalogue.ts';
import { figureRef, type SeriesKey } from './figure-ref.ts';
import { meanOf, type OperandSeries, operandFigures, operandPeriod } from './formula.ts';
import type { SeriesFigure } from './series.ts';

export interface OperandRead extends OperandSeries {
  readonly indicator: Indicator;
  readonly figures: ReadonlyMap<string, SeriesFigure>;
}

/** An operand's part in one figure: two figures of a stock whose mean is taken, else one. */
export interface OperandPart extends OperandSeries {
  readonly period: Period | null;
  readonly figures: readonly (SeriesFigure | undefined)[];
  readonly value: number | null;
}

export interface Derivation {
  readonly outcome: FormulaOutcome;
  readonly parts: readonly OperandPart[];
}

interface Asked {
  readonly key: SeriesKey;
  readonly indicator: Indicator;
  readonly node: FormulaNode;
  readonly operands: readonly OperandRead[];
}

const strength = { draft: 0, submitted: 1, approved: 2 } as const;

/**
 * One figure for each period in which the formula has a value. Streaks are counted at the ends of whole years only.
 * Periods come from the first operand that stands for the figure's own period.
 */
export function computeFigures(asked: Asked): SeriesFigure[] {
  const { key, node, operands } = asked;
  const wholeYears = hasStreak(node);
  return periodsOf(operands).flatMap((period) => {
    if (wholeYears && monthCount(period) !== 12) return [];
    const { outcome, used } = evaluateAt(asked, period);
    if (outcome.kind === 'none') return [];
    const code = periodCode(period);
    const status = used
      .map((figure) => figure.status)
      .reduce((a, b) => (strength[a] <= strength[b] ? a : b), 'approved');
    const synthetic = used.some((figure) => figure.synthetic);
    const ref = figureRef(key, code);
    return [{ ref, period: code, value: outcome.value, missing: null, status, synthetic, revision: 0, computed: true }];
  });
}

/** What the formula gives at a period, or why nothing, with the figures of its operands. */
export function derivationAt(asked: Asked, period: Period): Derivation {
  const parts = asked.operands.map((one): OperandPart => {
    const at = operandPeriod(one.operand, period, 0);
    const figures = operandFigures(one.figures, one.averaged, at);
    const { operand, key, averaged } = one;
    return {
      operand,
      key,
      averaged,
      period: at,
      figures,
      value: meanOf(figures.map((figure) => figure?.value ?? null)),
    };
  });
  return { outcome: evaluateAt(asked, period).outcome, parts };
}

function evaluateAt({ indicator, node, operands }: Asked, period: Period) {
  const used: SeriesFigure[] = [];
  const byOperand = new Map<FormulaOperand, OperandRead>(operands.map((one) => [one.operand, one]));
  const outcome = evaluateFormula(
    node,
    (operand, yearsBack) => {
      const one = byOperand.get(operand);
      if (!one) throw new RangeError(`operand ${operand.code} was not read`);
      const figures = operandFigures(one.figures, one.averaged, operandPeriod(operand, period, yearsBack));
      used.push(...figures.filter((figure) => figure !== undefined));
      const without = figures.find((figure) => !figure || figure.value === null);
      const { unit, dimension } = one.indicator;
      const value = meanOf(figures.map((figure) => figure?.value ?? null));
      return value === null
        ? { value, missing: without ? (without.missing ?? 'unknown') : 'no-figure', unit, dimension }
        : { value, unit, dimension };
    },
    indicator,
  );
  return { outcome, used };
}

/** In the order of the first operand's figures; where all operands stand for earlier periods, a year after them. */
function periodsOf(operands: readonly OperandRead[]): Period[] {
  const own = operands.find(({ operand, averaged }) => operand.period === 'same' && !averaged);
  const codes = [...((own ?? operands[0])?.figures.keys() ?? [])];
  return codes.flatMap((code) => {
    const period = parsePeriod(code);
    return period.ok ? [own ? period.value : yearEarlier(period.value, -1)] : [];
  });
}
