/** Figures over the whole tree of regions and over time, stored or put together on read. */
export { aggregateFigures } from './aggregate.ts';
export type { AggregateAsk, AggregateFigure, AggregateRegion } from './types.ts';
