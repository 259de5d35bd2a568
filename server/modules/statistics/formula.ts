/**
 * Where the operands of a derived indicator's figure are: which series, and which of their periods. Formulas themselves
 * are read and computed by `@liannao/statistics`.
 */
import {
  addQuantities,
  type FormulaNode,
  type FormulaOperand,
  firstIndex,
  formulaOperands,
  lastIndex,
  minYear,
  operandTimes,
  type Period,
  parseFormula,
  periodCode,
  year,
  yearEarlier,
  yearOf,
} from '@liannao/statistics';
import { parseScopeKey, scopeKey } from '../../kernel/observation/scope.ts';
import { type Catalogue, formulaText, type Indicator } from './catalogue.ts';
import type { SeriesKey } from './figure-ref.ts';
import { withinDimensions } from './scope.ts';

const NATION = '000000';

const read = new WeakMap<Indicator, FormulaNode | null>();

/** Null for an indicator without a formula, and for one whose formula cannot be read. */
export function formulaOf(indicator: Indicator | undefined): FormulaNode | null {
  if (!indicator) return null;
  const held = read.get(indicator);
  if (held !== undefined) return held;
  const text = formulaText(indicator);
  const parsed = text === null ? null : parseFormula(text);
  const node = parsed?.ok ? parsed.value : null;
  read.set(indicator, node);
  return node;
}

/** Each operand once for every place it is written at. */
export const operandsOf = (indicator: Indicator | undefined): readonly FormulaOperand[] => {
  const node = formulaOf(indicator);
  return node ? formulaOperands(node) : [];
};

export interface OperandSeries {
  readonly operand: FormulaOperand;
  readonly key: SeriesKey;
  /** A stock under a flow: the mean of the two ends of the period is taken. */
  readonly averaged: boolean;
}

/**
 * The series of the operands of a derived figure; empty for what has no formula that can be computed. A comparable base
 * is a series of its own (`basis=comparable`), and so is everything that one is computed of.
 */
export function operandSeries(
  key: SeriesKey,
  catalogue: Catalogue,
  parents: ReadonlyMap<string, string>,
): OperandSeries[] {
  const node = formulaOf(catalogue.get(key.indicatorCode));
  if (!node) return [];
  const averaged = operandTimes(node, ({ code }) => catalogue.get(code)?.timeRule ?? 'ratio-of-sums');
  if (!averaged.ok) return [];
  const { basis, ...scope } = parseScopeKey(key.scopeKey);
  const series = formulaOperands(node).map((operand): OperandSeries | null => {
    const indicator = catalogue.get(operand.code);
    const regionCode = { own: key.regionCode, nation: NATION, parent: parents.get(key.regionCode) }[operand.region];
    if (!indicator || !regionCode) return null;
    const own = {
      ...withinDimensions(scope, indicator.scopeDimensions),
      ...operand.scope,
      ...(operand.basis === 'comparable' || basis === 'comparable' ? { basis: 'comparable' } : {}),
    };
    return {
      operand,
      key: { indicatorCode: operand.code, scopeKey: scopeKey(own), regionCode },
      averaged: averaged.value.has(operand),
    };
  });
  return series.every((one) => one !== null) ? series : [];
}

/** The figures of one series by their periods' codes. */
type ByPeriod<F> = ReadonlyMap<string, F>;

/** The period that an operand takes for a figure of `period`; null before the years that periods have. */
export function operandPeriod({ period: shift }: FormulaOperand, period: Period, yearsBack: number): Period | null {
  const years = yearsBack + (shift === 'year-earlier' ? 1 : 0);
  const first = Math.floor(firstIndex(period) / 12);
  if (Math.min(first - years, yearOf(period) - years - 1) < minYear) return null;
  return shift === 'previous-year'
    ? year(yearOf(period) - years - 1)
    : years === 0
      ? period
      : yearEarlier(period, years);
}

/** Names of one and the same months: 2024 and 2024-01..12, 2024Q1 and 2024-01..03, 2024H1 and 2024-01..06. */
function sameMonths(period: Period): readonly string[] {
  const own = periodCode(period);
  if (period.kind === 'month' || period.kind === 'span' || firstIndex(period) % 12 !== 0) return [own];
  const m = (lastIndex(period) % 12) + 1;
  const whole = { 3: 'Q1', 6: 'H1', 12: '' }[m];
  const others = [`${period.year}-01..${two(m)}`, ...(whole === undefined ? [] : [`${period.year}${whole}`])];
  return [own, ...others.filter((code) => code !== own)];
}
const two = (m: number) => String(m).padStart(2, '0');

/** Figures of a stock are named by the month at whose end they stand, or by a period that ends with it. */
function endingWith(index: number): readonly string[] {
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  return [
    `${y}-${two(m)}`,
    `${y}-01..${two(m)}`,
    ...(m === 12 ? [`${y}`] : []),
    ...(m % 3 === 0 ? [`${y}Q${m / 3}`] : []),
    ...(m % 6 === 0 ? [`${y}H${m / 6}`] : []),
  ];
}

const firstOf = <F>(figures: ByPeriod<F>, codes: readonly string[]): F | undefined =>
  codes.map((code) => figures.get(code)).find((figure) => figure !== undefined);

/**
 * The figures that make up an operand's value at a period: one, or for a mean the stock before the period and the stock
 * at its end. `undefined` stands where there is none.
 */
export function operandFigures<F>(
  figures: ByPeriod<F>,
  averaged: boolean,
  period: Period | null,
): readonly (F | undefined)[] {
  if (!period) return [undefined];
  if (!averaged) return [firstOf(figures, sameMonths(period))];
  const end = lastIndex(period);
  return [
    firstOf(figures, endingWith(firstIndex(period) - 1)),
    firstOf(figures, [periodCode(period), ...endingWith(end)]),
  ];
}

/** The mean, its sum exact; null where one is missing. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length || known.length === 0) return null;
  if (known.length === 1) return known[0] ?? null;
  const sum = addQuantities(
    known.map((value) => ({ value, unit: '1' })),
    '1',
  );
  return sum.ok ? sum.value / known.length : null;
}
