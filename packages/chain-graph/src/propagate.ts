/**
 * Propagation of a shock (chain model, section 1.2), for one scenario after another on the same arrays: nothing is allocated
 * after the start. Only changes are pushed along links (1.7); where a step would push over a large part of all links, it
 * reads every link in order instead, which costs less. Both give the same numbers but for rounding (below 1e-14).
 */
import type { GraphArrays } from './types.ts';

export interface Settings {
  /** ε: stop when no firm changes by as much in a step. */
  readonly epsilon: number;
  /** τ: changes of a firm's loss up to this wait until they add up to more. 0 is exact. */
  readonly threshold?: number;
  /** Suppliers are never replaced by rivals: σ = 1. */
  readonly noReplacement?: boolean;
  readonly maxSteps?: number;
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
  /** ℓ of a unit in the present state: the loss that it sends to its customers. */
  readonly sentLoss: (unit: number, noReplacement: boolean) => number;
  /** Back to the state before any shock; costs what the last run touched. */
  readonly reset: () => void;
}

/** 1.2 stops here at the latest. */
const MAX_STEPS = 1000;
/** A step reads all links once the changes to push lie on more than this part of them. */
const DENSE_PART = 1 / 6;
/** Lost part of a class from which what is left of it is summed anew: a small difference of large sums is inexact. */
const NEARLY_ALL = 0.999;

export function propagator(graph: GraphArrays): Propagator {
  const { units, groups, links, classes, classOf, output, marketOutput, classOutput, classStart, classMember } = graph;
  const { groupStart, groupLink, groupUnit, groupTotal, inStart, inSupplier, inWeight, inShare } = graph;
  const { outStart, outCustomer, outGroup, outLoss, outShare } = graph;
  const down = new Float64Array(units).fill(1);
  const up = new Float64Array(units).fill(1);
  const sentDown = new Float64Array(units);
  const sentUp = new Float64Array(units);
  const nextLoss = new Float64Array(units);
  const before = new Float64Array(units);
  const groupLoss = new Float64Array(groups);
  const unitLoss = new Float64Array(units);
  const classLoss = new Float64Array(classes);
  const classLeft = new Float64Array(classes);
  const classSeen = new Uint32Array(classes);
  const hitDown = new Uint32Array(units);
  const hitUp = new Uint32Array(units);
  const isHitDown = new Uint8Array(units);
  const isHitUp = new Uint8Array(units);
  const pending = new Uint32Array(units);
  const touchedGroups = new Uint32Array(groups);
  const touchedUnits = new Uint32Array(units);
  const groupSeen = new Uint32Array(groups);
  const unitSeen = new Uint32Array(units);
  const changedSeen = new Uint32Array(units);
  const dirtyGroups = new Uint32Array(groups);
  const dirtyUnits = new Uint32Array(units);
  const denseFrom = links * DENSE_PART;
  let hitsDown = 0;
  let hitsUp = 0;
  let dirtyGroupCount = 0;
  let dirtyUnitCount = 0;
  let readAllDown = false;
  let readAllUp = false;
  let stamp = 0;

  const lowerDown = (unit: number, to: number) => {
    const own = classOf[unit] as number;
    classLoss[own] = (classLoss[own] as number) + (output[unit] as number) * ((down[unit] as number) - to);
    down[unit] = to;
    if (isHitDown[unit] === 0) {
      isHitDown[unit] = 1;
      hitDown[hitsDown++] = unit;
    }
  };
  const lowerUp = (unit: number, to: number) => {
    up[unit] = to;
    if (isHitUp[unit] === 0) {
      isHitUp[unit] = 1;
      hitUp[hitsUp++] = unit;
    }
  };

  /** S of a class. */
  const leftOf = (own: number): number => {
    const whole = classOutput[own] as number;
    const lost = classLoss[own] as number;
    if (lost < NEARLY_ALL * whole) return whole - lost;
    if (classSeen[own] !== stamp) {
      let left = 0;
      const end = classStart[own + 1] as number;
      for (let at = classStart[own] as number; at < end; at++) {
        const unit = classMember[at] as number;
        left += (output[unit] as number) * (down[unit] as number);
      }
      classLeft[own] = left;
      classSeen[own] = stamp;
    }
    return classLeft[own] as number;
  };
  const lossSent = (unit: number, noReplacement: boolean): number => {
    const lost = 1 - (down[unit] as number);
    if (noReplacement) return lost;
    const left = leftOf(classOf[unit] as number);
    const own = marketOutput[unit] as number;
    return left > own ? (own / left) * lost : lost;
  };

  const stepDown = (threshold: number, noReplacement: boolean): number => {
    let count = 0;
    let reach = 0;
    for (let at = 0; at < hitsDown; at++) {
      const unit = hitDown[at] as number;
      const loss = lossSent(unit, noReplacement);
      if (loss - (sentDown[unit] as number) <= threshold) continue;
      nextLoss[unit] = loss;
      pending[count++] = unit;
      reach += (outStart[unit + 1] as number) - (outStart[unit] as number);
    }
    return reach > denseFrom ? readDown(count) : pushDown(count);
  };

  const pushDown = (count: number): number => {
    let touched = 0;
    for (let at = 0; at < count; at++) {
      const unit = pending[at] as number;
      const change = (nextLoss[unit] as number) - (sentDown[unit] as number);
      sentDown[unit] = nextLoss[unit] as number;
      const end = outStart[unit + 1] as number;
      for (let link = outStart[unit] as number; link < end; link++) {
        const add = change * (outLoss[link] as number);
        if (add === 0) continue;
        const group = outGroup[link] as number;
        const known = groupLoss[group] as number;
        if (known === 0) dirtyGroups[dirtyGroupCount++] = group;
        groupLoss[group] = known + add;
        if (groupSeen[group] !== stamp) {
          groupSeen[group] = stamp;
          touchedGroups[touched++] = group;
        }
      }
    }
    let most = 0;
    for (let at = 0; at < touched; at++) {
      const group = touchedGroups[at] as number;
      const unit = groupUnit[group] as number;
      const left = Math.max(0, 1 - (groupLoss[group] as number));
      if (left >= (down[unit] as number)) continue;
      // A customer may be lowered by several groups in one step: its change is counted from before the first.
      if (changedSeen[unit] !== stamp) {
        changedSeen[unit] = stamp;
        before[unit] = down[unit] as number;
      }
      if ((before[unit] as number) - left > most) most = (before[unit] as number) - left;
      lowerDown(unit, left);
    }
    return most;
  };

  const readDown = (count: number): number => {
    readAllDown = true;
    for (let at = 0; at < count; at++) {
      const unit = pending[at] as number;
      sentDown[unit] = nextLoss[unit] as number;
    }
    let most = 0;
    for (let unit = 0; unit < units; unit++) {
      const endGroup = groupStart[unit + 1] as number;
      let left = down[unit] as number;
      for (let group = groupStart[unit] as number; group < endGroup; group++) {
        let lost = 0;
        const end = groupLink[group + 1] as number;
        for (let link = groupLink[group] as number; link < end; link++) {
          lost += (inWeight[link] as number) * (sentDown[inSupplier[link] as number] as number);
        }
        lost /= groupTotal[group] as number;
        groupLoss[group] = lost;
        if (1 - lost < left) left = 1 - lost;
      }
      if (left < 0) left = 0;
      const change = (down[unit] as number) - left;
      if (change <= 0) continue;
      if (change > most) most = change;
      lowerDown(unit, left);
    }
    return most;
  };

  const stepUp = (threshold: number): number => {
    let count = 0;
    let reach = 0;
    for (let at = 0; at < hitsUp; at++) {
      const unit = hitUp[at] as number;
      if (1 - (up[unit] as number) - (sentUp[unit] as number) <= threshold) continue;
      pending[count++] = unit;
      reach += (inStart[unit + 1] as number) - (inStart[unit] as number);
    }
    return reach > denseFrom ? readUp(count) : pushUp(count);
  };

  const pushUp = (count: number): number => {
    let touched = 0;
    for (let at = 0; at < count; at++) {
      const unit = pending[at] as number;
      const lost = 1 - (up[unit] as number);
      const change = lost - (sentUp[unit] as number);
      sentUp[unit] = lost;
      const end = inStart[unit + 1] as number;
      for (let link = inStart[unit] as number; link < end; link++) {
        const add = change * (inShare[link] as number);
        if (add === 0) continue;
        const supplier = inSupplier[link] as number;
        const known = unitLoss[supplier] as number;
        if (known === 0) dirtyUnits[dirtyUnitCount++] = supplier;
        unitLoss[supplier] = known + add;
        if (unitSeen[supplier] !== stamp) {
          unitSeen[supplier] = stamp;
          touchedUnits[touched++] = supplier;
        }
      }
    }
    let most = 0;
    for (let at = 0; at < touched; at++) {
      const unit = touchedUnits[at] as number;
      const left = Math.max(0, 1 - (unitLoss[unit] as number));
      const change = (up[unit] as number) - left;
      if (change <= 0) continue;
      if (change > most) most = change;
      lowerUp(unit, left);
    }
    return most;
  };

  const readUp = (count: number): number => {
    readAllUp = true;
    for (let at = 0; at < count; at++) {
      const unit = pending[at] as number;
      sentUp[unit] = 1 - (up[unit] as number);
    }
    let most = 0;
    for (let unit = 0; unit < units; unit++) {
      let lost = 0;
      const end = outStart[unit + 1] as number;
      for (let link = outStart[unit] as number; link < end; link++) {
        lost += (outShare[link] as number) * (sentUp[outCustomer[link] as number] as number);
      }
      unitLoss[unit] = lost;
      const left = lost < 1 ? 1 - lost : 0;
      const change = (up[unit] as number) - left;
      if (change <= 0) continue;
      if (change > most) most = change;
      lowerUp(unit, left);
    }
    return most;
  };

  const nextStamp = () => {
    if (++stamp < 0xffffffff) return;
    for (const seen of [classSeen, groupSeen, unitSeen, changedSeen]) seen.fill(0);
    stamp = 1;
  };

  return {
    downstream: down,
    upstream: up,
    limit: (unit, left) => {
      if (left < (down[unit] as number)) lowerDown(unit, left);
      if (left < (up[unit] as number)) lowerUp(unit, left);
    },
    run: ({ epsilon, threshold = 0, noReplacement = false, maxSteps = MAX_STEPS }) => {
      for (let steps = 1; ; steps++) {
        nextStamp();
        const changed = Math.max(stepDown(threshold, noReplacement), stepUp(threshold));
        if (changed < epsilon) return { steps, converged: true };
        if (steps >= maxSteps) return { steps, converged: false };
      }
    },
    loss: () => {
      let lost = 0;
      for (let at = 0; at < hitsDown; at++) {
        const unit = hitDown[at] as number;
        lost += (output[unit] as number) * (1 - Math.min(down[unit] as number, up[unit] as number));
      }
      for (let at = 0; at < hitsUp; at++) {
        const unit = hitUp[at] as number;
        if (isHitDown[unit] === 0) lost += (output[unit] as number) * (1 - (up[unit] as number));
      }
      return lost;
    },
    sentLoss: (unit, noReplacement) => {
      nextStamp();
      return lossSent(unit, noReplacement);
    },
    reset: () => {
      for (let at = 0; at < hitsDown; at++) {
        const unit = hitDown[at] as number;
        down[unit] = 1;
        sentDown[unit] = 0;
        isHitDown[unit] = 0;
        classLoss[classOf[unit] as number] = 0;
      }
      for (let at = 0; at < hitsUp; at++) {
        const unit = hitUp[at] as number;
        up[unit] = 1;
        sentUp[unit] = 0;
        isHitUp[unit] = 0;
      }
      if (readAllDown) groupLoss.fill(0);
      else for (let at = 0; at < dirtyGroupCount; at++) groupLoss[dirtyGroups[at] as number] = 0;
      if (readAllUp) unitLoss.fill(0);
      else for (let at = 0; at < dirtyUnitCount; at++) unitLoss[dirtyUnits[at] as number] = 0;
      hitsDown = hitsUp = dirtyGroupCount = dirtyUnitCount = 0;
      readAllDown = readAllUp = false;
    },
  };
}
