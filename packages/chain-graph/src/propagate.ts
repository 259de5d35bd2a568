/**
 * Propagation of a shock (chain model, section 1.2), for one scenario after another on the same arrays: nothing is allocated
 * after the start. Only changes are pushed along links (1.7); where a step would push over a large part of all links, it
 * reads every link in order instead, which costs less. Both give the same numbers but for rounding (below 1e-14).
 */
import { downstreamSide } from './propagate-down.ts';
import { upstreamSide } from './propagate-up.ts';
import type { GraphArrays } from './types.ts';

export interface Settings {
  /** ε: stop when no firm changes by as much in a step. */
  readonly epsilon: number;
  /** τ: changes of a firm's loss up to this wait until they add up to more. 0 is exact. */
  readonly threshold?: number;
  /** Suppliers are never replaced by rivals: σ = 1. */
  readonly noReplacement?: boolean;
}

export interface Propagator {
  /** h of a unit so far, by what it cannot get and by what it cannot sell. */
  readonly downstream: Float64Array;
  readonly upstream: Float64Array;
  /** Closes `unit` down to `left` (ψ) before `run`; of two calls for one unit the smaller holds. */
  readonly limit: (unit: number, left: number) => void;
  readonly run: (settings: Settings) => { steps: number; converged: boolean };
  /** Σ x(1 − h) over all units. */
  readonly loss: () => number;
  /** Back to the state before any shock; costs what the last run touched. */
  readonly reset: () => void;
}

/** 1.2 stops here at the latest. */
const MAX_STEPS = 1000;

export function propagator(graph: GraphArrays): Propagator {
  const { output } = graph;
  const down = downstreamSide(graph);
  const up = upstreamSide(graph);
  let stamp = 0;
  const nextStamp = (): number => {
    if (++stamp < 0xffffffff) return stamp;
    down.forget();
    up.forget();
    stamp = 1;
    return stamp;
  };
  return {
    downstream: down.left,
    upstream: up.left,
    limit: (unit, left) => {
      down.limit(unit, left);
      up.limit(unit, left);
    },
    run: ({ epsilon, threshold = 0, noReplacement = false }) => {
      for (let steps = 1; ; steps++) {
        const number = nextStamp();
        const downMost = down.step(number, threshold, noReplacement);
        const upMost = up.step(number, threshold, noReplacement);
        if (downMost < epsilon && upMost < epsilon) return { steps, converged: true };
        if (steps >= MAX_STEPS) return { steps, converged: false };
      }
    },
    loss: () => {
      let lost = 0;
      for (let at = 0; at < down.count(); at++) {
        const unit = down.hits[at] as number;
        lost += (output[unit] as number) * (1 - Math.min(down.left[unit] as number, up.left[unit] as number));
      }
      for (let at = 0; at < up.count(); at++) {
        const unit = up.hits[at] as number;
        if (down.isHit[unit] === 0) lost += (output[unit] as number) * (1 - (up.left[unit] as number));
      }
      return lost;
    },
    reset: () => {
      down.reset();
      up.reset();
    },
  };
}
