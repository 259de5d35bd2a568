/** Sums over a whole tree of regions or classes at once, in plain numbers: for hundred thousands of nodes. */

export interface TreeSums {
  /** Of the node and all below it; NaN where nothing is known. */
  readonly sums: Float64Array;
  /** How many known values are in the sum. */
  readonly known: Int32Array;
  /** Leaves at or below the node without a value. */
  readonly missing: Int32Array;
}

/**
 * `parentIndex[i]` is the node above i, −1 for a root, in any order; `values[i]` its own figure, NaN for none. An inner
 * node without a figure of its own is not missing: its figure is the sum. One that has its own counts it in, as a part
 * that belongs to no child. Linear, with five arrays in all. Throws RangeError for a circle, or an index that is none.
 */
export function treeSums(parentIndex: Int32Array, values: Float64Array): TreeSums {
  const n = parentIndex.length;
  if (values.length !== n) throw new RangeError(`${values.length} values for ${n} nodes`);
  const sums = new Float64Array(n);
  const known = new Int32Array(n);
  const missing = new Int32Array(n);
  const waiting = new Int32Array(n);
  const queue = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const parent = parentIndex[i] as number;
    if (parent < -1 || parent >= n || parent === i) throw new RangeError(`node ${i} cannot be below ${parent}`);
    if (parent >= 0) waiting[parent] = (waiting[parent] as number) + 1;
  }
  let end = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i] as number;
    const isLeaf = waiting[i] === 0;
    if (Number.isNaN(value)) missing[i] = isLeaf ? 1 : 0;
    else {
      sums[i] = value;
      known[i] = 1;
    }
    if (isLeaf) queue[end++] = i;
  }
  // A node is handed up once all below it have been.
  for (let at = 0; at < end; at++) {
    const i = queue[at] as number;
    const parent = parentIndex[i] as number;
    if (parent >= 0) {
      sums[parent] = (sums[parent] as number) + (sums[i] as number);
      known[parent] = (known[parent] as number) + (known[i] as number);
      missing[parent] = (missing[parent] as number) + (missing[i] as number);
      const left = (waiting[parent] as number) - 1;
      waiting[parent] = left;
      if (left === 0) queue[end++] = parent;
    }
    if (known[i] === 0) sums[i] = Number.NaN;
  }
  if (end < n) throw new RangeError('the nodes make a circle');
  return { sums, known, missing };
}
