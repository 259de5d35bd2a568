/** Ratios of a cumulative flow to a stock, brought to a year. statistics-conventions 3, example 3-D. */
import { decimal, type Numeric } from './decimal.ts';

export interface FlowAndStock {
  /** January to the month. */
  readonly flow: Numeric;
  /** Mean of the period. */
  readonly stock: Numeric;
  /** 1..12 */
  readonly months: number;
}

/** Flow per 100 of the stock in a year: flow ÷ stock ÷ months × 12 × 100. Null without a stock. */
export function yearlyPerHundred({ flow, stock, months }: FlowAndStock): number | null {
  checkMonths(months);
  const base = decimal(stock);
  return base.lte(0) ? null : decimal(flow).div(base).div(months).times(1200).toNumber();
}

/** Days that the stock lasts: 360 × stock ÷ flow × months ÷ 12. Null without a flow. */
export function daysOfStock({ flow, stock, months }: FlowAndStock): number | null {
  checkMonths(months);
  const base = decimal(flow);
  return base.lte(0) ? null : decimal(stock).times(360).div(base).times(months).div(12).toNumber();
}

function checkMonths(months: number): void {
  if (!Number.isInteger(months) || months < 1 || months > 12) throw new RangeError(`months ${months} outside 1..12`);
}
