export * from './allocate.ts';
export * from './capacity-judge.ts';
export { defaultCheckParameters } from './check-parameters.ts';
export { checkReturn } from './check-return.ts';
export type * from './check-types.ts';
export { columnDigest } from './checks-copy.ts';
export { countFindings, dueFindings, type FindingCounts } from './checks-count.ts';
export { checkSumOfParts, checkTwoPlaces, type RosterPlace } from './checks-sums.ts';
export * from './contribution.ts';
export * from './cumulative.ts';
export type { Numeric } from './decimal.ts';
export * from './diffusion.ts';
export * from './disclosure.ts';
export * from './explain.ts';
export { checkFormDefinition } from './form-check.ts';
export { type FormFigure, figuresOf } from './form-figures.ts';
export type { FormIssue, FormResult, IndicatorFacts, IndicatorLookup } from './form-issue.ts';
export { cellPeriod, columnsAsked, formPeriods, isReported } from './form-periods.ts';
export { readForm } from './form-read.ts';
export { type PlacedRow, parseRowKey, rowKey, rowsOf } from './form-rows.ts';
export type * from './form-types.ts';
export * from './formula-check.ts';
export * from './formula-circle.ts';
export {
  evaluateFormula,
  type FormulaOutcome,
  type MissingOperand,
  type OperandMissing,
  type OperandQuantity,
  type OperandValue,
} from './formula-evaluate.ts';
export { parseFormula } from './formula-parse.ts';
export { printFormula, printOperand } from './formula-print.ts';
export { operandTimes } from './formula-times.ts';
export * from './formula-types.ts';
export {
  averageGrowth,
  changeInPoints,
  comparableGrowth,
  type Growth,
  type GrowthRange,
  growth,
  growthInterval,
  impliedMonthGrowth,
  requiredRestGrowth,
} from './growth.ts';
export { defaultSettings } from './judge-setup.ts';
export { judge } from './judgement.ts';
export type * from './judgement-types.ts';
export * from './missing.ts';
export * from './nowcast.ts';
export { type OutlierSettings, type OutlierVerdict, type PastFigure, robustOutlier } from './outlier.ts';
export * from './period.ts';
export * from './period-label.ts';
export { parsePeriod } from './period-parse.ts';
export * from './ratio.ts';
export type { Issue, Result } from './result.ts';
export * from './rollup.ts';
export * from './rollup-annual.ts';
export * from './rollup-tree.ts';
export * from './round.ts';
export { type Speaker, speaker } from './say.ts';
export * from './sum-check.ts';
export * from './unit.ts';
export { type Dimension, dimensions, type SimpleUnit, type UnitOf } from './unit-table.ts';
export { inShownUnit, type ShownUnit, shownUnit } from './unit-words.ts';
