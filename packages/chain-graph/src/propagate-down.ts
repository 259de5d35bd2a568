import { DENSE_PART, MANY, type Side } from './propagate-side.ts';
import type { GraphArrays } from './types.ts';

/** Lost part of a class from which what is left of it is summed anew: a small difference of large sums is inexact. */
const NEARLY_ALL = 0.999;

/** Steps 1 to 4 of section 1.2: losses of suppliers, as far as nobody replaces them, along groups of inputs. */
export function downstreamSide(graph: GraphArrays): Side {
  const { units, groups, classes, classOf, output, marketOutput, classOutput, classStart, classMember } = graph;
  const { groupStart, groupLink, groupUnit, groupTotal, inSupplier, inWeight } = graph;
  const { outStart, outGroup, outLoss } = graph;
  const left = new Float64Array(units).fill(1);
  const hits = new Uint32Array(units);
  const isHit = new Uint8Array(units);
  const sent = new Float64Array(units);
  const nextSent = new Float64Array(units);
  const pending = new Uint32Array(units);
  const before = new Float64Array(units);
  const changedAt = new Uint32Array(units);
  const groupLoss = new Float64Array(groups);
  const touched = new Uint32Array(groups);
  const touchedAt = new Uint32Array(groups);
  const dirty = new Uint32Array(groups);
  const classLoss = new Float64Array(classes);
  const classLeft = new Float64Array(classes);
  const summedAt = new Uint32Array(classes);
  const denseFrom = graph.links * DENSE_PART;
  let hitCount = 0;
  let dirtyCount = 0;
  let allDirty = false;

  const lower = (unit: number, to: number) => {
    const own = classOf[unit] as number;
    classLoss[own] = (classLoss[own] as number) + (output[unit] as number) * ((left[unit] as number) - to);
    left[unit] = to;
    if (isHit[unit] === 0) {
      isHit[unit] = 1;
      hits[hitCount++] = unit;
    }
  };

  /** S of a class. */
  const leftOf = (own: number, stamp: number): number => {
    const whole = classOutput[own] as number;
    const lost = classLoss[own] as number;
    if (lost < NEARLY_ALL * whole) return whole - lost;
    if (summedAt[own] !== stamp) {
      let sum = 0;
      const end = classStart[own + 1] as number;
      for (let at = classStart[own] as number; at < end; at++) {
        const unit = classMember[at] as number;
        sum += (output[unit] as number) * (left[unit] as number);
      }
      classLeft[own] = sum;
      summedAt[own] = stamp;
    }
    return classLeft[own] as number;
  };

  const step = (stamp: number, threshold: number, noReplacement: boolean): number => {
    let count = 0;
    let reach = 0;
    const inOrder = hitCount > units * MANY;
    const end = inOrder ? units : hitCount;
    for (let at = 0; at < end; at++) {
      const unit = inOrder ? at : (hits[at] as number);
      let loss = 1 - (left[unit] as number);
      if (loss === 0) continue;
      if (!noReplacement) {
        const all = leftOf(classOf[unit] as number, stamp);
        const own = marketOutput[unit] as number;
        if (all > own) loss *= own / all;
      }
      if (loss - (sent[unit] as number) <= threshold) continue;
      nextSent[unit] = loss;
      pending[count++] = unit;
      reach += (outStart[unit + 1] as number) - (outStart[unit] as number);
    }
    return reach > denseFrom ? read(count) : push(count, stamp);
  };

  const push = (count: number, stamp: number): number => {
    let touchedCount = 0;
    for (let at = 0; at < count; at++) {
      const unit = pending[at] as number;
      const change = (nextSent[unit] as number) - (sent[unit] as number);
      sent[unit] = nextSent[unit] as number;
      const end = outStart[unit + 1] as number;
      for (let link = outStart[unit] as number; link < end; link++) {
        const add = change * (outLoss[link] as number);
        if (add === 0) continue;
        const group = outGroup[link] as number;
        const known = groupLoss[group] as number;
        if (known === 0 && !allDirty) dirty[dirtyCount++] = group;
        groupLoss[group] = known + add;
        if (touchedAt[group] !== stamp) {
          touchedAt[group] = stamp;
          touched[touchedCount++] = group;
        }
      }
    }
    let most = 0;
    for (let at = 0; at < touchedCount; at++) {
      const group = touched[at] as number;
      const unit = groupUnit[group] as number;
      const to = Math.max(0, 1 - (groupLoss[group] as number));
      if (to >= (left[unit] as number)) continue;
      // A customer may be lowered by several groups in one step: its change is counted from before the first.
      if (changedAt[unit] !== stamp) {
        changedAt[unit] = stamp;
        before[unit] = left[unit] as number;
      }
      if ((before[unit] as number) - to > most) most = (before[unit] as number) - to;
      lower(unit, to);
    }
    return most;
  };

  const read = (count: number): number => {
    allDirty = true;
    for (let at = 0; at < count; at++) {
      const unit = pending[at] as number;
      sent[unit] = nextSent[unit] as number;
    }
    let most = 0;
    for (let unit = 0; unit < units; unit++) {
      const endGroup = groupStart[unit + 1] as number;
      let to = left[unit] as number;
      for (let group = groupStart[unit] as number; group < endGroup; group++) {
        let lost = 0;
        const end = groupLink[group + 1] as number;
        for (let link = groupLink[group] as number; link < end; link++) {
          lost += (inWeight[link] as number) * (sent[inSupplier[link] as number] as number);
        }
        lost /= groupTotal[group] as number;
        groupLoss[group] = lost;
        if (1 - lost < to) to = 1 - lost;
      }
      if (to < 0) to = 0;
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
        classLoss[classOf[unit] as number] = 0;
      }
      if (allDirty) groupLoss.fill(0);
      else for (let at = 0; at < dirtyCount; at++) groupLoss[dirty[at] as number] = 0;
      hitCount = dirtyCount = 0;
      allDirty = false;
    },
    forget: () => {
      for (const at of [changedAt, touchedAt, summedAt]) at.fill(0);
    },
  };
}
