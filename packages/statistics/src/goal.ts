/** What exactly has to be reached: the edges of a target, tolerance applied. indicators README, traps 5 and 6. */
import { type Decimal, decimal } from './decimal.ts';
import type { Measure, Target, TimeRule } from './judgement-types.ts';

export interface Edges {
  readonly low: Decimal | null;
  readonly high: Decimal | null;
  readonly strict: boolean;
  /** Share applied to `≈`, else null. */
  readonly tolerance: number | null;
}

/**
 * `>=` `>` have a lower edge, `<=` `<` an upper one. `=`, `≈`, `range` and `+=` follow the direction: up has the lower
 * edge only (a range is met at its lower bound), down the upper one only, neutral both.
 * `≈` moves the edges out by the tolerance, a share of the value.
 */
export function edgesOf(target: Target, defaultTolerance: number): Edges {
  const value = decimal(target.value);
  const direction = target.direction ?? 'up';
  const both = (low: Decimal, high: Decimal, tolerance: number | null = null): Edges => ({
    low: direction === 'down' ? null : low,
    high: direction === 'up' ? null : high,
    strict: false,
    tolerance,
  });
  switch (target.comparator) {
    case '>=':
    case '>':
      return { low: value, high: null, strict: target.comparator === '>', tolerance: null };
    case '<=':
    case '<':
      return { low: null, high: value, strict: target.comparator === '<', tolerance: null };
    case '≈': {
      const tolerance = target.tolerance ?? defaultTolerance;
      const width = value.abs().times(decimal(tolerance));
      return both(value.minus(width), value.plus(width), tolerance);
    }
    case 'range':
      return both(value, target.valueMax === undefined || target.valueMax === null ? value : decimal(target.valueMax));
    default:
      return both(value, value);
  }
}

/** Is the value on the right side of every edge? */
export function satisfies(edges: Edges, value: Decimal): boolean {
  const { low, high, strict } = edges;
  if (low && (strict ? value.lte(low) : value.lt(low))) return false;
  if (high && (strict ? value.gte(high) : value.gt(high))) return false;
  return true;
}

/** Edges moved by an amount (an increase turned into a level). */
export const moveEdges = (edges: Edges, by: Decimal): Edges => ({
  ...edges,
  low: edges.low?.plus(by) ?? null,
  high: edges.high?.plus(by) ?? null,
});

/**
 * How the figures of a target are counted. A flow is counted within its year, or since `from` for `cumulative` and `added`;
 * what the catalogue keeps by `last` stands at a date (also a count of entries since `from`), a rate is read as it is.
 */
export function measureOf(target: Target, timeRule: TimeRule): Measure {
  if (timeRule === 'ratio-of-sums' || timeRule === 'average') return 'rate';
  if (timeRule === 'sum') {
    return target.transform === 'cumulative' || target.transform === 'added' ? 'accumulated' : 'year-flow';
  }
  return target.transform === 'annual' || target.transform === 'every-year' ? 'year-flow' : 'point';
}

/** The target is an increase over a base: `+=`, `net-increase`, `change-in-points`; additions count from zero by themselves. */
export const isIncrease = (target: Target): boolean =>
  target.transform === 'net-increase' ||
  target.transform === 'change-in-points' ||
  (target.comparator === '+=' && target.transform !== 'added' && target.transform !== 'cumulative');
