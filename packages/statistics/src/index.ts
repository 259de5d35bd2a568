export * from './allocate.ts';
export * from './cumulative.ts';
export type { Numeric } from './decimal.ts';
export * from './explain.ts';
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
export * from './period.ts';
export * from './period-label.ts';
export { parsePeriod } from './period-parse.ts';
export * from './ratio.ts';
export type { Issue, Result } from './result.ts';
export * from './round.ts';
export { type Speaker, speaker } from './say.ts';
export * from './sum-check.ts';
export * from './unit.ts';
export { type Dimension, dimensions, type SimpleUnit, type UnitOf } from './unit-table.ts';
export { inShownUnit, type ShownUnit, shownUnit } from './unit-words.ts';
