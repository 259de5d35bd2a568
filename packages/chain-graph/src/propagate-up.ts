import { DENSE_PART, MANY, type Side } from './propagate-side.ts';
import type { GraphArrays } from './types.ts';

/** Step 5 of section 1.2: what customers no longer buy, by their share of a supplier's output. */
export function upstreamSide(graph: GraphArrays): Side {
  const { units, inStart, inSupplier, inShare, outStart, outCustomer, outShare } = graph;
  const left = new Float64Array(units).fill(1);
  const hits = new Uint32Array(units);
  const isHit = new Uint8Array(units);
  const sent = new Float64Array(units);
  const pending = new Uint32Array(units);
  const unitLoss = new Float64Array(units);
  const touched = new Uint32Array(units);
  const touchedAt = new Uint32Array(units);
  const dirty = new Uint32Array(units);
  const denseFrom = graph.links * DENSE_PART;
  let hitCount = 0;
  let dirtyCount = 0;
  let allDirty = false;

  const lower = (unit: number, to: number) => {
    left[unit] = to;
    if (isHit[unit] === 0) {
      isHit[unit] = 1;
      hits[hitCount++] = unit;
    }
  };

  const step = (stamp: number, threshold: number): number => {
    let count = 0;
    let reach = 0;
    const inOrder = hitCount > units * MANY;
    const end = inOrder ? units : hitCount;
    for (let at = 0; at < end; at++) {
      const unit = inOrder ? at : (hits[at] as number);
      if (1 - (left[unit] as number) - (sent[unit] as number) <= threshold) continue;
      pending[count++] = unit;
      reach += (inStart[unit + 1] as number) - (inStart[unit] as number);
    }
    return reach > denseFrom ? read(count) : push(count, stamp);
  };

  const push = (count: number, stamp: number): number => {
    let touchedCount = 0;
    for (let at = 0; at < count; at++) {
      const unit = pending[at] as number;
      const lost = 1 - (left[unit] as number);
      const change = lost - (sent[unit] as number);
      sent[unit] = lost;
      const end = inStart[unit + 1] as number;
      for (let link = inStart[unit] as number; link < end; link++) {
        const add = change * (inShare[link] as number);
        if (add === 0) continue;
        const supplier = inSupplier[link] as number;
        const known = unitLoss[supplier] as number;
        if (known === 0 && !allDirty) dirty[dirtyCount++] = supplier;
        unitLoss[supplier] = known + add;
        if (touchedAt[supplier] !== stamp) {
          touchedAt[supplier] = stamp;
          touched[touchedCount++] = supplier;
        }
      }
    }
    let most = 0;
    for (let at = 0; at < touchedCount; at++) {
      const unit = touched[at] as number;
      const to = Math.max(0, 1 - (unitLoss[unit] as number));
      const change = (left[unit] as number) - to;
      if (change <= 0) continue;
      if (change > most) most = change;
      lower(unit, to);
    }
    return most;
  };

  const read = (count: number): number => {
    allDirty = true;
    for (let at = 0; at < count; at++) {
      const unit = pending[at] as number;
      sent[unit] = 1 - (left[unit] as number);
    }
    let most = 0;
    for (let unit = 0; unit < units; unit++) {
      let lost = 0;
      const end = outStart[unit + 1] as number;
      for (let link = outStart[unit] as number; link < end; link++) {
        lost += (outShare[link] as number) * (sent[outCustomer[link] as number] as number);
      }
      unitLoss[unit] = lost;
      const to = lost < 1 ? 1 - lost : 0;
      const change = (left[unit] as number) - to;
      if (change <= 0) continue;
      if (change > most) most = change;
      lower(unit, to);
    }
    return most;
  };

  return {
    left,
    hits,
    isHit,
    count: () => hitCount,
    limit: (unit, to) => {
      if (to < (left[unit] as number)) lower(unit, to);
    },
    step,
    reset: () => {
      for (let at = 0; at < hitCount; at++) {
        const unit = hits[at] as number;
        left[unit] = 1;
        sent[unit] = 0;
        isHit[unit] = 0;
      }
      if (allDirty) unitLoss.fill(0);
      else for (let at = 0; at < dirtyCount; at++) unitLoss[dirty[at] as number] = 0;
      hitCount = dirtyCount = 0;
      allDirty = false;
    },
    forget: () => {
      touchedAt.fill(0);
    },
  };
}
