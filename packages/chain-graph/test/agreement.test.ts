import { expect, test } from 'vitest';
import { propagator, riskRunner, shock } from '../src/index.ts';
import { graphOf } from './example.ts';
import { plainModel } from './plain-model.ts';
import { chance, randomChain } from './random.ts';

/** `CHAIN_GRAPHS` takes the comparison further than the checks have time for. */
const GRAPHS = Number(process.env.CHAIN_GRAPHS ?? 200);
const seeds = Array.from({ length: GRAPHS }, (_, seed) => seed);

const run = (chain: ReturnType<typeof randomChain>, left = chain.plain.left) => {
  const graph = graphOf(chain);
  const answer = shock(graph, { left, epsilon: chain.plain.epsilon });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return { graph, result: answer.value };
};

test(`the engine agrees with the plain model to 1e-9 on ${GRAPHS} graphs`, { timeout: 600_000 }, () => {
  let unsettled = 0;
  for (const seed of seeds) {
    const chain = randomChain(seed, seed % 2 === 0 ? 1e-6 : 1e-10);
    const plain = plainModel(chain.plain);
    const { graph, result } = run(chain);
    expect([seed, result.steps, result.converged]).toEqual([seed, plain.steps, plain.converged]);
    if (!result.converged) unsettled++;
    expect(Math.abs((result.index ?? 0) - (Number.isNaN(plain.index) ? 0 : plain.index))).toBeLessThan(1e-9);
    for (const [at, id] of graph.ids.entries()) {
      expect(Math.abs((result.downstream[at] as number) - (plain.hd.get(id) as number))).toBeLessThan(1e-9);
      expect(Math.abs((result.upstream[at] as number) - (plain.hu.get(id) as number))).toBeLessThan(1e-9);
    }
  }
  expect(unsettled).toBeLessThan(GRAPHS);
});

test('the index of every firm agrees with the plain model, whatever ran before on the same arrays', () => {
  for (const seed of seeds.slice(0, 20)) {
    const chain = randomChain(seed, 1e-8);
    const graph = graphOf(chain);
    const { indexes } = riskRunner(graph.arrays, { epsilon: 1e-8 }).indexes(0, graph.ids.length);
    for (const [firm, id] of graph.ids.entries()) {
      const plain = plainModel({ ...chain.plain, left: new Map([[id, 0]]) });
      expect(Math.abs((indexes[firm] as number) - plain.index)).toBeLessThan(1e-9);
    }
  }
});

test('what remains is never below zero nor above what the scenario leaves, and the index not below the direct loss', () => {
  for (const seed of seeds) {
    const chain = randomChain(seed, 1e-6);
    const { graph, result } = run(chain);
    for (const [at, id] of graph.ids.entries()) {
      expect(result.remaining[at]).toBeGreaterThanOrEqual(0);
      expect(result.remaining[at]).toBeLessThanOrEqual(chain.plain.left.get(id) ?? 1);
    }
    expect(result.index ?? 0).toBeGreaterThanOrEqual((result.direct ?? 0) - 1e-12);
  }
});

test('a greater shock leaves no firm more', () => {
  for (const seed of seeds) {
    const chain = randomChain(seed, 1e-12);
    const next = chance(seed + 1_000_000);
    const { result: mild } = run(chain);
    const harder = new Map([...chain.plain.left].map(([id, share]) => [id, share * next()]));
    harder.set(chain.firms[0]?.id ?? '', 0);
    const { result: hard } = run(chain, harder);
    if (!mild.converged || !hard.converged) continue;
    for (const [at, share] of mild.remaining.entries()) {
      expect(hard.remaining[at]).toBeLessThanOrEqual(share + 1e-9);
    }
  }
});

test('the order and the names of firms and links change nothing, nor does the unit of money', () => {
  for (const seed of seeds.slice(0, 100)) {
    const chain = randomChain(seed, 1e-9);
    const { graph, result } = run(chain);
    const next = chance(seed + 2_000_000);
    const shuffled = <Row>(rows: readonly Row[]) =>
      rows
        .map((row) => ({ row, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ row }) => row);
    const name = (id: string) => `x${(Number(id.slice(1)) * 37) % 101}`;
    const moved = graphOf({
      firms: shuffled(chain.firms).map((firm) => ({ ...firm, id: name(firm.id), final: (firm.final ?? 0) * 1000 })),
      links: shuffled(chain.links).map((row) => ({
        ...row,
        supplier: name(row.supplier),
        customer: name(row.customer),
        value: (row.value ?? 0) * 1000,
      })),
    });
    const again = shock(moved, {
      left: new Map([...chain.plain.left].map(([id, share]) => [name(id), share])),
      epsilon: 1e-9,
    });
    if (!again.ok) throw new Error('refused');
    expect(again.value.index ?? 0).toBeCloseTo(result.index ?? 0, 9);
    for (const [at, id] of graph.ids.entries()) {
      const there = moved.ids.indexOf(name(id));
      expect(again.value.remaining[there]).toBeCloseTo(result.remaining[at] as number, 9);
    }
  }
});

test('waiting for changes to add up costs less than ten times the threshold', () => {
  for (const seed of seeds.slice(0, 100)) {
    const chain = randomChain(seed, 1e-6);
    const { graph, result } = run(chain);
    const near = shock(graph, { left: chain.plain.left, epsilon: 1e-6, threshold: 1e-9 });
    if (!near.ok) throw new Error('refused');
    expect(Math.abs((near.value.index ?? 0) - (result.index ?? 0))).toBeLessThan(1e-8);
  }
});

test('a run after a reset gives the same bits as the first', () => {
  const graph = graphOf(randomChain(7, 1e-9));
  const run = propagator(graph.arrays);
  const once = () => {
    run.limit(0, 0.25);
    run.run({ epsilon: 1e-9 });
    const answer = [...run.downstream, ...run.upstream, run.loss()];
    run.reset();
    return answer;
  };
  const first = once();
  run.limit(3, 0);
  run.run({ epsilon: 1e-9 });
  run.reset();
  expect(once()).toEqual(first);
});
