export { bindIndicator } from './lexicon.ts';
export { formatNumber, type NumberStyle } from './number-format.ts';
export { type ParsedNumber, type ParsedQuantity, parseNumber, parseQuantityText } from './parse.ts';
export { readPlan } from './read-plan.ts';
export type * from './types.ts';
