import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DirectedGraph } from 'graphology';

/**
 * The same questions as one writes them with graphology: shares as attributes of edges, a pass over all edges a step. Firms
 * and groups have numbers, so that the state is in typed arrays and only the graph is the library's.
 */
interface FirmAttributes {
  readonly number: number;
  readonly node: string;
}
interface LinkAttributes {
  readonly value: number;
  readonly essential: boolean;
  group: number;
  loss: number;
  share: number;
}
type Graph = DirectedGraph<FirmAttributes, LinkAttributes>;

export interface GraphologyChain {
  readonly graph: Graph;
  readonly groupOwner: readonly number[];
  readonly output: Float64Array;
  readonly classOf: Uint32Array;
  readonly classes: number;
}

const rowsOf = (folder: string, name: string) =>
  readFileSync(path.join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

export function loadGraphology(folder: string): GraphologyChain {
  const graph: Graph = new DirectedGraph();
  for (const [number, [id = '', node = '']] of rowsOf(folder, 'firms.csv').entries())
    graph.addNode(id, { number, node });
  for (const [supplier = '', customer = '', value, matters] of rowsOf(folder, 'links.csv')) {
    const essential = matters === '2';
    graph.addDirectedEdge(supplier, customer, { value: Number(value), essential, group: 0, loss: 0, share: 0 });
  }
  const output = new Float64Array(graph.order);
  const input = new Float64Array(graph.order);
  graph.forEachEdge((_, link, __, ___, supplier, customer) => {
    output[supplier.number] = (output[supplier.number] as number) + link.value;
    input[customer.number] = (input[customer.number] as number) + link.value;
  });
  const groupOwner: number[] = [];
  graph.forEachNode((id, firm) => {
    const groups = new Map<string, { number: number; sum: number }>();
    const keyOf = (link: LinkAttributes, supplier: FirmAttributes) => (link.essential ? supplier.node : '*');
    graph.forEachInEdge(id, (_, link, __, ___, supplier) => {
      const key = keyOf(link, supplier);
      const group = groups.get(key) ?? { number: groupOwner.length, sum: 0 };
      if (!groups.has(key)) {
        groups.set(key, group);
        groupOwner.push(firm.number);
      }
      group.sum += link.value;
    });
    graph.forEachInEdge(id, (_, link, __, ___, supplier) => {
      const group = groups.get(keyOf(link, supplier)) as { number: number; sum: number };
      link.group = group.number;
      link.loss = link.value / (link.essential ? group.sum : (input[firm.number] as number));
      link.share = link.value / (output[supplier.number] as number);
    });
  });
  const names = new Map<string, number>();
  const classOf = new Uint32Array(graph.order);
  graph.forEachNode((_, { number, node }) => {
    if (!names.has(node)) names.set(node, names.size);
    classOf[number] = names.get(node) as number;
  });
  return { graph, groupOwner, output, classOf, classes: names.size };
}

export function reachGraphology({ graph }: GraphologyChain, from: number, hops: number): number {
  const seen = new Set([`${from}`]);
  let border = [`${from}`];
  for (let hop = 0; hop < hops && border.length > 0; hop++) {
    const next: string[] = [];
    for (const id of border) {
      graph.forEachOutNeighbor(id, (other) => {
        if (seen.has(other)) return;
        seen.add(other);
        next.push(other);
      });
    }
    border = next;
  }
  return seen.size - 1;
}

export function shockGraphology(chain: GraphologyChain, failed: number, epsilon: number): number {
  const { graph, groupOwner, output, classOf, classes } = chain;
  const firms = graph.order;
  const down = new Float64Array(firms).fill(1);
  const up = new Float64Array(firms).fill(1);
  down[failed] = up[failed] = 0;
  const sent = new Float64Array(firms);
  for (let steps = 0; steps < 1000; steps++) {
    const left = new Float64Array(classes);
    for (let firm = 0; firm < firms; firm++) {
      const own = classOf[firm] as number;
      left[own] = (left[own] as number) + (output[firm] as number) * (down[firm] as number);
    }
    for (let firm = 0; firm < firms; firm++) {
      const all = left[classOf[firm] as number] as number;
      const part = all > (output[firm] as number) ? (output[firm] as number) / all : 1;
      sent[firm] = part * (1 - (down[firm] as number));
    }
    const groupLoss = new Float64Array(groupOwner.length);
    const unsold = new Float64Array(firms);
    graph.forEachEdge((_, link, __, ___, supplier, customer) => {
      groupLoss[link.group] = (groupLoss[link.group] as number) + link.loss * (sent[supplier.number] as number);
      unsold[supplier.number] =
        (unsold[supplier.number] as number) + link.share * (1 - (up[customer.number] as number));
    });
    const next = Float64Array.from(down, (_, firm) => (firm === failed ? 0 : 1));
    for (const [group, owner] of groupOwner.entries()) {
      next[owner] = Math.max(0, Math.min(next[owner] as number, 1 - (groupLoss[group] as number)));
    }
    let most = 0;
    for (let firm = 0; firm < firms; firm++) {
      const bought = firm === failed ? 0 : Math.max(0, 1 - (unsold[firm] as number));
      most = Math.max(most, (down[firm] as number) - (next[firm] as number), (up[firm] as number) - bought);
      up[firm] = bought;
    }
    down.set(next);
    if (most < epsilon) break;
  }
  let lost = 0;
  let total = 0;
  for (let firm = 0; firm < firms; firm++) {
    total += output[firm] as number;
    lost += (output[firm] as number) * (1 - Math.min(down[firm] as number, up[firm] as number));
  }
  return lost / total;
}
