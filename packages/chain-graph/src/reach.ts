import type { GraphArrays } from './types.ts';

export interface ReachRunner {
  /**
   * How many units are within `hops` links of `unit`, itself not counted; `found` of them, nearest first, are in `queue`
   * from 1 on until the next call. `direction`: towards customers or towards suppliers.
   */
  readonly count: (unit: number, hops: number, direction?: 'customers' | 'suppliers') => number;
  readonly queue: Uint32Array;
}

/** Breadth-first search on arrays that are used again: linear in the links that are met. */
export function reachRunner(graph: GraphArrays): ReachRunner {
  const queue = new Uint32Array(graph.units);
  const seen = new Uint32Array(graph.units);
  let stamp = 0;
  const search = (unit: number, hops: number, starts: Uint32Array, ends: Uint32Array): number => {
    if (++stamp === 0xffffffff) {
      seen.fill(0);
      stamp = 1;
    }
    queue[0] = unit;
    seen[unit] = stamp;
    let head = 0;
    let tail = 1;
    for (let hop = 0; hop < hops && head < tail; hop++) {
      const end = tail;
      for (; head < end; head++) {
        const from = queue[head] as number;
        const last = starts[from + 1] as number;
        for (let link = starts[from] as number; link < last; link++) {
          const to = ends[link] as number;
          if (seen[to] !== stamp) {
            seen[to] = stamp;
            queue[tail++] = to;
          }
        }
      }
    }
    return tail - 1;
  };
  return {
    queue,
    count: (unit, hops, direction = 'customers') =>
      direction === 'customers'
        ? search(unit, hops, graph.outStart, graph.outCustomer)
        : search(unit, hops, graph.inStart, graph.inSupplier),
  };
}
