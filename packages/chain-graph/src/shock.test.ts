import { expect, test } from 'vitest';
import { graphOf, link, NETWORK, type Rows } from '../test/example.ts';
import { explainFirm, greatestLosses, lossesBy, type Scenario, type ShockResult, shock } from './index.ts';
import type { ChainGraph } from './types.ts';

const run = (graph: ChainGraph, left: Record<string, number>, rest: Partial<Scenario> = {}): ShockResult => {
  const answer = shock(graph, { left: new Map(Object.entries(left)), epsilon: 1e-9, ...rest });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.value;
};
const near = (values: Float64Array, expected: readonly number[]) => {
  expect(values.length).toBe(expected.length);
  for (const [at, value] of expected.entries()) expect(Math.abs((values[at] as number) - value)).toBeLessThan(1e-6);
};
const ONES = [1, 1, 1, 1, 1, 1];

// Chain model, section 1.4.
test.each([
  ['E1', { L1: 0 }, 3, [0, 1, 0, 1 / 3, 1, 1 / 9], [0, 1, 1, 1, 1, 1], 0.785185, 0.095238, 8.244444],
  ['E2', { L1: 0.5 }, 3, [0.5, 1, 0.5, 0.666667, 1, 0.592593], [0.5, 1, 1, 1, 1, 1], 0.374956, 0.047619, 7.874074],
  ['E3', { S1: 0 }, 2, [1, 1, 1, 1, 0, 0.857143], [1, 1, 1, 1, 0, 1], 0.163265, 0.095238, 1.714286],
  ['E4', { V: 0 }, 3, [1, 1, 1, 1, 1, 0], [0.066667, 0.444444, 0, 0.166667, 0.5, 0], 0.914286, 0.47619, 1.92],
  ['E5', {}, 1, ONES, ONES, 0, 0, null],
] as const)('%s: %o', (_, left, steps, down, up, index, direct, amplification) => {
  const result = run(graphOf(NETWORK), left as Record<string, number>);
  near(result.downstream, down);
  near(result.upstream, up);
  expect(result.steps).toBe(steps);
  expect(result.converged).toBe(true);
  expect(result.index).toBeCloseTo(index, 6);
  expect(result.direct).toBeCloseTo(direct, 6);
  if (amplification === null) expect(result.amplification).toBeNull();
  else expect(result.amplification).toBeCloseTo(amplification, 6);
});

test('E6: with paper weights final sales count nowhere', () => {
  const result = run(graphOf(NETWORK, { paperWeights: true }), { L1: 0 });
  expect(result.index).toBeCloseTo(0.780142, 6);
  expect(result.direct).toBeCloseTo(0.212766, 6);
  expect(result.amplification).toBeCloseTo(3.666667, 6);
  expect(result.steps).toBe(3);
  near(result.downstream, [0, 1, 0, 1 / 3, 1, 1 / 9]);
});

const twoCycle = (matters: 1 | 2): Rows => ({
  firms: ['A', 'B'].map((id) => ({ id, nodes: [id.toLowerCase()], final: 100 })),
  links: [link('A', 'B', 100), link('B', 'A', 100), link('A', 'A', 30)].map((row) => ({ ...row, matters })),
});

test.each([
  ['E7, essential', 2],
  ['E8, replaceable', 1],
] as const)('%s: a circle of two firms, with own supply dropped', (_, matters) => {
  const graph = graphOf(twoCycle(matters));
  const result = run(graph, { A: 0.5 });
  near(result.downstream, [0.5, 0.5]);
  near(result.upstream, [0.5, 0.75]);
  expect([result.index, result.direct, result.steps]).toEqual([0.5, 0.25, 2]);
  expect(graph.report.dropped.selfSupply).toBe(1);
});

const threeCycle = (matters: 0 | 1): Rows => ({
  firms: ['A', 'B', 'C', 'X'].map((id) => ({ id, nodes: [id.toLowerCase()], final: id === 'X' ? 0 : 50 })),
  links: [link('A', 'B', 100), link('B', 'C', 100), link('C', 'A', 100), link('X', 'A', 25)],
  classes: [{ supplier: 'x', customer: 'a', matters }],
});

test('E9: a replaceable input of a circle of three firms', () => {
  const result = run(graphOf(threeCycle(1)), { X: 0 });
  near(result.downstream, [0.8, 0.8, 0.8, 0]);
  near(result.upstream, [1, 1, 1, 0]);
  expect(result.steps).toBe(4);
  expect(result.index).toBeCloseTo(0.242105, 6);
  expect(result.direct).toBeCloseTo(0.052632, 6);
  expect(result.amplification).toBeCloseTo(4.6, 6);
});

test('E10: an input without effect stops nobody', () => {
  const result = run(graphOf(threeCycle(0)), { X: 0 });
  expect(result.index).toBeCloseTo(0.052632, 6);
  near(result.downstream, [1, 1, 1, 0]);
});

test('a firm is told which group of inputs holds it down and whose part is how much', () => {
  const graph = graphOf(NETWORK);
  const result = run(graph, { L1: 0 });
  const [vehicle] = explainFirm(graph, result, 5);
  expect(vehicle?.limit).toBe('inputs');
  expect(vehicle?.group?.class).toBe('CELL');
  expect(vehicle?.group?.terms.map(({ supplier }) => supplier)).toEqual(['C1', 'C2']);
  expect(vehicle?.group?.terms[0]?.term).toBeCloseTo(2 / 3, 12);
  expect(vehicle?.group?.terms[1]?.term).toBeCloseTo(2 / 9, 12);
  expect(explainFirm(graph, result, 0)[0]?.limit).toBe('scenario');
  expect(explainFirm(graph, result, 1)[0]).toMatchObject({ limit: 'none', group: null });
  expect(greatestLosses(graph, result, 2).map(({ id }) => id)).toEqual(['V', 'C1']);
  const parts = lossesBy(graph, result, 'class');
  expect(parts[0]?.key).toBe('OEM');
  const lost = parts.reduce((sum, part) => sum + part.lost, 0);
  expect(lost / graph.arrays.totalOutput).toBeCloseTo(result.index as number, 12);
});

test('an owner group fails with all its members, and counts as one supplier of its class only if asked', () => {
  const firms = [
    { id: 'A', nodes: ['p'], group: 'g', final: 0 },
    { id: 'B', nodes: ['p'], group: 'g', final: 0 },
    { id: 'C', nodes: ['p'], final: 0 },
    { id: 'V', nodes: ['v'], final: 100 },
  ];
  const links = [link('A', 'V', 10), link('B', 'V', 10), link('C', 'V', 40)];
  const whole = run(graphOf({ firms, links }), {}, { groups: new Map([['g', 0]]) });
  near(whole.downstream, [0, 0, 1, 1 - (1 / 3) * (10 / 40)]);
  const merged = run(graphOf({ firms, links }, { mergeGroups: true }), {}, { groups: new Map([['g', 0]]) });
  near(merged.downstream, [0, 0, 1, 1 - (1 / 3) * (20 / 40)]);
  near(run(graphOf({ firms, links }), { A: 0 }, { noReplacement: true }).downstream, [0, 1, 1, 1 - 1 / 6]);
});

test('a floor keeps a firm running without its replaceable inputs', () => {
  const firms = [
    { id: 'S', nodes: ['svc'] },
    { id: 'V', nodes: ['v'], final: 10, floor: 0.4 },
  ];
  const graph = graphOf({ firms, links: [link('S', 'V', 5)], services: ['svc'] });
  near(run(graph, { S: 0 }).downstream, [0, 0.4]);
});

test('a loop with a gain near one does not settle in 1,000 steps and says so', () => {
  const slow = graphOf({
    firms: ['A', 'B', 'Z'].map((id) => ({ id, nodes: [id], final: id === 'Z' ? 1 : 0 })),
    links: [link('A', 'B', 1000), link('B', 'A', 999), link('B', 'Z', 1)],
  });
  expect(run(slow, { Z: 0 }, { epsilon: 1e-12 })).toMatchObject({ converged: false, steps: 1000 });
});

test('mistakes of a scenario are all said', () => {
  const answer = shock(graphOf(NETWORK), {
    left: new Map([
      ['L9', 0],
      ['V', 2],
    ]),
    epsilon: 0,
    threshold: -1,
  });
  if (answer.ok) throw new Error('was taken');
  expect(answer.issues.map(({ code }) => code).sort()).toEqual([
    'epsilon-invalid',
    'firm-unknown',
    'left-invalid',
    'threshold-invalid',
  ]);
});
