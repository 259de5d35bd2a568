import { runStarts } from './columns.ts';
import type { Relations, Units } from './relations.ts';
import { REPLACEABLE, WITHOUT_EFFECT } from './types.ts';

/** Past this many links of a customer, its groups are put in order by the engine's own sort rather than by insertion. */
const SMALL = 24;

/**
 * Links by customer, in the order of its groups: essential ones by class number, then the replaceable one, then what has no
 * effect (λ = 0). `relations` must be in the order of their customers.
 */
export function inputGroups(
  { supplier, customer, value, matters, count }: Relations,
  { units, floorOf }: { units: Units; floorOf: (unit: number) => number },
) {
  const inStart = runStarts(customer, count, units.count);
  const inSupplier = new Uint32Array(count);
  const inWeight = new Float64Array(count);
  const linkGroup = new Uint32Array(count);
  const groupStart = new Uint32Array(units.count + 1);
  const links = new Uint32Array(count + 1);
  const keys = new Int32Array(count);
  const owners = new Uint32Array(count);
  const totals = new Float64Array(count);
  const keyOf = (at: number) =>
    matters[at] === 2 ? (units.classOf[supplier[at] as number] as number) : units.classes + (matters[at] === 1 ? 0 : 1);
  const sorter = groupSorter(units.classes + 2);
  let group = 0;
  for (let unit = 0; unit < units.count; unit++) {
    const from = inStart[unit] as number;
    const to = inStart[unit + 1] as number;
    groupStart[unit] = group;
    const order = sorter(from, to, keyOf);
    let all = 0;
    for (let at = from; at < to; at++) all += value[at] as number;
    let key = -1;
    for (let rank = 0; rank < to - from; rank++) {
      const at = order[rank] as number;
      if (keyOf(at) !== key) {
        key = keyOf(at);
        keys[group] = key === units.classes ? REPLACEABLE : key > units.classes ? WITHOUT_EFFECT : key;
        owners[group] = unit;
        links[group] = from + rank;
        group++;
      }
      inSupplier[from + rank] = supplier[at] as number;
      inWeight[from + rank] = value[at] as number;
      linkGroup[from + rank] = group - 1;
      totals[group - 1] = (totals[group - 1] as number) + (value[at] as number);
    }
    for (let own = groupStart[unit] as number; own < group; own++) {
      if (keys[own] === REPLACEABLE) totals[own] = all / (1 - floorOf(unit));
      else if (keys[own] === WITHOUT_EFFECT) totals[own] = Number.POSITIVE_INFINITY;
    }
  }
  groupStart[units.count] = group;
  links[group] = count;
  return {
    inStart,
    inSupplier,
    inWeight,
    linkGroup,
    groupStart,
    groupLink: links.slice(0, group + 1),
    groupUnit: owners.slice(0, group),
    groupClass: keys.slice(0, group),
    groupTotal: totals.slice(0, group),
  };
}

/** Puts the rows of one customer in the order of their keys, equal keys as they came; the answer is good until the next. */
function groupSorter(keyCount: number) {
  let order = new Uint32Array(1024);
  let wide = new Float64Array(0);
  return (from: number, to: number, keyOf: (at: number) => number): Uint32Array => {
    const count = to - from;
    if (count > order.length) order = new Uint32Array(count * 2);
    if (count > SMALL) {
      if (count > wide.length) wide = new Float64Array(count * 2);
      // Key and place in one double: exact, since their product stays far below 2^53.
      if (keyCount * count > Number.MAX_SAFE_INTEGER) throw new RangeError('too many classes and links of one firm');
      for (let rank = 0; rank < count; rank++) wide[rank] = keyOf(from + rank) * count + rank;
      const sorted = wide.subarray(0, count).sort();
      for (let rank = 0; rank < count; rank++) order[rank] = from + ((sorted[rank] as number) % count);
      return order;
    }
    for (let rank = 0; rank < count; rank++) {
      const key = keyOf(from + rank);
      let place = rank;
      for (; place > 0 && keyOf(order[place - 1] as number) > key; place--) order[place] = order[place - 1] as number;
      order[place] = from + rank;
    }
    return order;
  };
}
