import { expect, test } from 'vitest';
import { graphOf, link, NETWORK } from '../test/example.ts';
import { buildGraph, chainBuilder, rankRisk, reachRunner, riskRunner, shock, structureOf } from './index.ts';

const A = { id: 'A', nodes: ['a'] };
const B = { id: 'B', nodes: ['b'] };
const indexOf = (graph: ReturnType<typeof graphOf>, left: Record<string, number>) => {
  const answer = shock(graph, { left: new Map(Object.entries(left)) });
  return answer.ok ? answer.value : null;
};

test('what the model drops is counted, and what is double is summed', () => {
  const { report, arrays } = graphOf({
    firms: [A, B],
    links: [
      link('A', 'A', 5),
      link('A', 'B', 0),
      link('A', 'B', -3),
      link('A', 'B', Number.NaN),
      link('A', 'B', 7),
      link('A', 'B', 8),
      link('A', 'B', null),
    ],
  });
  expect(report.dropped).toEqual({ selfSupply: 1, notPositive: 2, notANumber: 1, missingBesideValue: 1 });
  expect(report).toMatchObject({ rows: 7, relations: 1, summed: 1, estimated: 0, finalUnknown: 2, noOutput: 1 });
  expect([...arrays.inWeight]).toEqual([15]);
});

test('a relation without any value gets the median of its classes, then of the region, then of all', () => {
  const firms = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1'].map((id) => ({
    id,
    nodes: [id[0] as string],
    region: id === 'B2' ? '3401' : '32',
  }));
  const value = (links: Parameters<typeof graphOf>[0]['links']) => {
    const { arrays, report } = graphOf({ firms, links });
    return { values: [...arrays.inWeight].sort((a, b) => a - b), share: report.estimatedShare };
  };
  const pair = value([link('A1', 'B1', 10), link('A2', 'B1', 30), link('A3', 'B2', null)]);
  expect(pair).toEqual({ values: [10, 20, 30], share: 20 / 60 });
  expect(value([link('A1', 'C1', 10), link('A2', 'B2', 30), link('C1', 'B2', null)]).values).toEqual([10, 30, 30]);
  expect(value([link('A1', 'C1', 10), link('C1', 'B2', null)]).values).toEqual([10, 10]);
  expect(value([link('C1', 'B2', null)]).values).toEqual([1]);
});

test('a firm without class is a class of its own, and one that only links name is a firm outside', () => {
  const graph = graphOf({ firms: [{ id: 'A' }, { id: 'A2' }, B], links: [link('A', 'B', 1), link('X', 'B', 3)] });
  expect(graph.ids).toEqual(['A', 'A2', 'B', 'X']);
  expect(graph.report).toMatchObject({ withoutClass: 3, external: 1, withoutLinks: 1 });
  expect(indexOf(graph, { X: 0 })?.downstream[2]).toBe(0);
});

test('a firm with several classes is a line each, and fails with all of them', () => {
  const graph = graphOf({
    firms: [
      { id: 'A', nodes: ['a', 'b'], final: 30 },
      { id: 'R', nodes: ['r'] },
      { id: 'V', nodes: ['v'], final: 5 },
    ],
    links: [
      { ...link('A', 'V', 20), product: 'b' },
      { ...link('A', 'V', 10), product: 'a' },
      link('A', 'V', 0.5),
      link('R', 'A', 9),
    ],
  });
  expect(graph.report).toMatchObject({ severalClasses: 1, productUnclear: 1, relations: 3 });
  expect([...graph.arrays.output].slice(0, 2)).toEqual([10.5 + 30 * (10.5 / 30.5), 20 + 30 * (20 / 30.5)]);
  const result = indexOf(graph, { A: 0 });
  expect([...(result?.remaining ?? [])]).toEqual([0, 0, 0]);
  const inner = indexOf(graph, { R: 0 });
  expect(inner?.downstream[0]).toBe(0);
  const { indexes } = riskRunner(graph.arrays, { epsilon: 1e-6 }).indexes(0, 3);
  expect(indexes[0]).toBeCloseTo(result?.index as number, 12);
});

test('kinds say what is essential: any service is replaceable, a node has the kind of the one above it', () => {
  const builder = chainBuilder();
  builder.addNode({ code: 'log', kind: 'service' });
  builder.addNode({ code: 'truck', parent: 'log' });
  builder.addNode({ code: 'steel', kind: 'material' });
  for (const [id, node] of [
    ['S', 'truck'],
    ['M', 'steel'],
    ['V', 'car'],
  ] as const) {
    builder.addFirm({ id, nodes: [node], final: 10 });
  }
  for (const [from, to] of [
    ['S', 'V'],
    ['M', 'V'],
    ['M', 'S'],
  ] as const)
    builder.addLink(link(from, to, 10));
  const graph = buildGraph(builder);
  expect(graph.report.unknownNodes).toBe(1);
  expect(indexOf(graph, { S: 0 })?.downstream[2]).toBe(0.5);
  expect(indexOf(graph, { M: 0 })?.downstream[2]).toBe(0);
});

test('rows that cannot be are refused with the field, and left out', () => {
  const builder = chainBuilder();
  builder.addFirm(A);
  const issues = [
    builder.addFirm(A),
    builder.addFirm({ id: '' }),
    builder.addFirm({ id: 'F', final: -1 }),
    builder.addFirm({ id: 'G', floor: 2 }),
    builder.addLink(link('', 'A', 1)),
    builder.addLink(link('A', '', 1)),
    builder.addNode({ code: '' }),
    builder.addNode({ code: 'n', kind: 'thing' as 'part' }),
    builder.addClass({ supplier: 'a', customer: '', matters: 1 }),
    builder.addClass({ supplier: 'a', customer: 'b', matters: 3 as 2 }),
  ];
  expect(issues.map((issue) => `${issue?.code} ${issue?.at}`)).toEqual([
    'id-twice id',
    'id-missing id',
    'final-invalid final',
    'floor-invalid floor',
    'supplier-missing supplier',
    'customer-missing customer',
    'code-missing code',
    'kind-unknown kind',
    'code-missing customer',
    'class-unknown class',
  ]);
  expect(buildGraph(builder).ids).toEqual(['A']);
});

test('a graph of nothing and one without links have answers', () => {
  expect(buildGraph(chainBuilder()).arrays).toMatchObject({ firms: 0, links: 0, totalOutput: 0 });
  const lonely = graphOf({
    firms: [
      { ...A, final: 30 },
      { ...B, final: 10 },
    ],
    links: [],
  });
  expect(indexOf(lonely, { A: 0 })).toMatchObject({ index: 0.75, direct: 0.75, amplification: 1 });
  expect(indexOf(graphOf({ firms: [A, B], links: [] }), { A: 0 })).toMatchObject({ index: null, amplification: null });
});

test('firms are ranked by their own index, which is the shock of each alone', () => {
  const graph = graphOf(NETWORK);
  const { indexes, unsettled } = riskRunner(graph.arrays, { epsilon: 1e-6 }).indexes(0, 6);
  expect(unsettled).toBe(0);
  const ranked = rankRisk(graph, indexes, 2);
  expect(ranked.map(({ id }) => id)).toEqual(['V', 'L1']);
  expect(ranked[1]?.amplification).toBeCloseTo(8.244444, 6);
  for (const [firm, id] of graph.ids.entries()) {
    expect(indexes[firm]).toBeCloseTo(indexOf(graph, { [id]: 0 })?.index as number, 12);
  }
});

test('reach counts firms within so many links, either way', () => {
  const { arrays } = graphOf(NETWORK);
  const reach = reachRunner(arrays);
  expect([0, 1, 2, 9].map((hops) => reach.count(0, hops))).toEqual([0, 2, 3, 3]);
  expect(reach.count(5, 9, 'suppliers')).toBe(5);
  expect([...reach.queue.subarray(1, 6)].sort()).toEqual([0, 1, 2, 3, 4]);
});

test('parts without a link between them and circles are counted', () => {
  const firms = ['A', 'B', 'C', 'D', 'E', 'F'].map((id) => ({ id, nodes: [id] }));
  const links = ['A B', 'B C', 'C A', 'D A', 'E F'].map((pair) => link(pair[0] as string, pair[2] as string, 1));
  expect(structureOf(graphOf({ firms, links }).arrays)).toEqual({ parts: 2, cutOff: 2, circles: 1, inCircles: 3 });
});
