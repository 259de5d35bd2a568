import type { GraphArrays } from './types.ts';

export interface Structure {
  /** Parts without any link between them, and firms outside the largest. */
  readonly parts: number;
  readonly cutOff: number;
  /** Circles of supply: sets of more than one line each of which reaches every other, and the lines in them. */
  readonly circles: number;
  readonly inCircles: number;
}

/** Cut-off parts and circles of a graph, for the record: propagation needs no order and treats neither specially. */
export function structureOf(graph: GraphArrays): Structure {
  return { ...partsOf(graph), ...circlesOf(graph) };
}

function partsOf({ firms, units, firmStart, inStart, inSupplier }: GraphArrays) {
  const parent = new Uint32Array(firms).map((_, firm) => firm);
  const firmOf = new Uint32Array(units);
  for (let firm = 0; firm < firms; firm++) firmOf.fill(firm, firmStart[firm], firmStart[firm + 1]);
  const root = (firm: number): number => {
    let at = firm;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  for (let unit = 0; unit < units; unit++) {
    for (let link = inStart[unit] as number; link < (inStart[unit + 1] as number); link++) {
      parent[root(firmOf[unit] as number)] = root(firmOf[inSupplier[link] as number] as number);
    }
  }
  const sizes = new Uint32Array(firms);
  let largest = 0;
  let parts = 0;
  for (let firm = 0; firm < firms; firm++) {
    const at = root(firm);
    if (at === firm) parts++;
    sizes[at] = (sizes[at] as number) + 1;
    largest = Math.max(largest, sizes[at] as number);
  }
  return { parts, cutOff: firms - largest };
}

/** Strongly connected sets by one depth-first pass with an explicit stack (Tarjan 1972): depth is no limit. */
function circlesOf({ units, outStart, outCustomer }: GraphArrays) {
  const UNSEEN = 0;
  const found = new Uint32Array(units);
  const lowest = new Uint32Array(units);
  const nextLink = outStart.slice(0, units);
  const open = new Uint32Array(units);
  const isOpen = new Uint8Array(units);
  const path = new Uint32Array(units);
  let [openCount, count, circles, inCircles] = [0, 0, 0, 0];
  const enter = (unit: number) => {
    found[unit] = lowest[unit] = ++count;
    open[openCount++] = unit;
    isOpen[unit] = 1;
  };
  for (let start = 0; start < units; start++) {
    if (found[start] !== UNSEEN) continue;
    let depth = 0;
    path[0] = start;
    enter(start);
    while (depth >= 0) {
      const unit = path[depth] as number;
      const link = nextLink[unit] as number;
      if (link < (outStart[unit + 1] as number)) {
        nextLink[unit] = link + 1;
        const to = outCustomer[link] as number;
        if (found[to] === UNSEEN) {
          path[++depth] = to;
          enter(to);
        } else if (isOpen[to] === 1) lowest[unit] = Math.min(lowest[unit] as number, found[to] as number);
        continue;
      }
      if (lowest[unit] === found[unit]) {
        let size = 0;
        let last = units;
        while (last !== unit) {
          last = open[--openCount] as number;
          isOpen[last] = 0;
          size++;
        }
        if (size > 1) {
          circles++;
          inCircles += size;
        }
      }
      depth--;
      if (depth >= 0) {
        const above = path[depth] as number;
        lowest[above] = Math.min(lowest[above] as number, lowest[unit] as number);
      }
    }
  }
  return { circles, inCircles };
}
