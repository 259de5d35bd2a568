import type { FirmRow, LinkRow, Matters } from '../src/index.ts';
import type { PlainCase } from './plain-model.ts';

/** Numbers in [0, 1) that follow from a seed (Marsaglia's xorshift, 32 bits). */
export function chance(seed: number): () => number {
  let state = (Math.imul(seed + 1, 0x9e3779b1) | 1) >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
}

export interface RandomChain {
  readonly plain: PlainCase;
  readonly firms: readonly FirmRow[];
  readonly links: readonly LinkRow[];
}

/** A chain of 5 to 30 firms with circles, double links, own supply, rivals, all three ways to matter and a few shocks. */
export function randomChain(seed: number, epsilon: number): RandomChain {
  const next = chance(seed);
  const below = (count: number) => Math.floor(next() * count);
  const count = 5 + below(26);
  const kinds = 2 + below(6);
  const kindOf = Array.from({ length: count }, () => below(kinds));
  const table = Array.from({ length: kinds * kinds }, () => (next() < 0.55 ? 2 : next() < 0.7 ? 1 : 0) as Matters);
  const firms = kindOf.map((kind, at) => ({ id: `f${at}`, kind: `k${kind}`, final: next() < 0.4 ? below(500) : 0 }));
  const relations = Array.from({ length: count * (1 + below(4)) }, () => ({
    from: `f${below(count)}`,
    to: `f${below(count)}`,
    worth: next() < 0.05 ? 0 : 1 + below(1000),
  }));
  const matters = (supplier: string, customer: string) =>
    table[Number(supplier.slice(1)) * kinds + Number(customer.slice(1))] as Matters;
  const left = new Map(
    Array.from({ length: 1 + below(3) }, () => [`f${below(count)}`, next() < 0.5 ? 0 : next()] as [string, number]),
  );
  return {
    plain: {
      firms: new Map(firms.map(({ id, kind, final }) => [id, { kind, final }])),
      relations,
      matters,
      left,
      epsilon,
    },
    firms: firms.map(({ id, kind, final }) => ({ id, nodes: [kind], final })),
    links: relations.map(({ from, to, worth }) => ({
      supplier: from,
      customer: to,
      value: worth,
      matters: matters(firms[Number(from.slice(1))]?.kind ?? '', firms[Number(to.slice(1))]?.kind ?? ''),
    })),
  };
}
