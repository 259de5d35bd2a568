/**
 * Diffusion index of a business climate survey (form B210, statistics-conventions 1.2): share of firms whose orders,
 * output or prices went up, plus half of those that saw no change. 50 divides more from less.
 */
import { Decimal, decimal, type Numeric } from './decimal.ts';

export interface ClimateAnswer {
  /** Null: not answered. */
  readonly answer: 'up' | 'same' | 'down' | 'not-applicable' | null;
  /** Revenue, staff or another size, >= 0; asked for when weighing. */
  readonly weight?: Numeric | null;
}

export interface DiffusionIndex {
  /** 0..100, unrounded; null with its reason. */
  readonly index: number | null;
  readonly reason: 'too-few' | 'no-weight' | null;
  /** Shares of the answers that count, per cent; null as the index is. */
  readonly upPercent: number | null;
  readonly samePercent: number | null;
  readonly downPercent: number | null;
  /** Answers that count: up, same or down, and weighed if weighing. */
  readonly answered: number;
  readonly notApplicable: number;
  readonly unanswered: number;
  /** Answers without a weight, which do not count when weighing. */
  readonly unweighed: number;
}

export interface DiffusionOptions {
  /** Each answer by its `weight`; otherwise each firm counts one. */
  readonly weighted?: boolean;
  /** Fewest answers for an index. Default 3: fewer firms are not published (5.6). */
  readonly minFirms?: number;
}

/** Throws RangeError for a weight below zero. */
export function diffusionIndex(answers: readonly ClimateAnswer[], options: DiffusionOptions = {}): DiffusionIndex {
  const { weighted = false, minFirms = 3 } = options;
  const sums = { up: new Decimal(0), same: new Decimal(0), down: new Decimal(0) };
  const counts = { answered: 0, notApplicable: 0, unanswered: 0, unweighed: 0 };
  for (const { answer, weight } of answers) {
    if (answer === null) counts.unanswered += 1;
    else if (answer === 'not-applicable') counts.notApplicable += 1;
    else if (weighted && (weight === null || weight === undefined)) counts.unweighed += 1;
    else {
      const own = weighted ? decimal(weight ?? 0) : new Decimal(1);
      if (own.lt(0)) throw new RangeError(`weight ${String(weight)} below zero`);
      counts.answered += 1;
      sums[answer] = sums[answer].plus(own);
    }
  }
  const whole = sums.up.plus(sums.same).plus(sums.down);
  const reason = counts.answered < Math.max(1, minFirms) ? 'too-few' : whole.isZero() ? 'no-weight' : null;
  const percent = (part: Decimal) => (reason === null ? part.div(whole).times(100).toNumber() : null);
  return {
    index: percent(sums.up.plus(sums.same.div(2))),
    reason,
    upPercent: percent(sums.up),
    samePercent: percent(sums.same),
    downPercent: percent(sums.down),
    ...counts,
  };
}
