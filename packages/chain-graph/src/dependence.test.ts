import { expect, test } from 'vitest';
import { graphOf, link } from '../test/example.ts';
import {
  coLocated,
  concentration,
  concentrationRange,
  deepLocalShare,
  directDependence,
  inputConcentration,
  localRate,
  type Origin,
  purchaseRegions,
  purchasesOf,
  soleSources,
} from './index.ts';

// Chain model, section 3.
test.each([
  ['H1', [50, 30, 20], 3800, 2.631579, 0.07, 'high'],
  ['H2', [7], 10_000, 1, 1, 'high'],
  ['H3', [1, 1, 1, 1], 2500, 4, 0, 'high'],
  ['H5', [50, 50], 5000, 2, 0, 'high'],
  ['ten equal', Array.from({ length: 10 }, () => 1), 1000, 10, 0, 'medium'],
  ['a share of nothing does not count', [1, 0, 1], 5000, 2, 0, 'high'],
] as const)('%s', (_, values, hhi, effective, normalised, band) => {
  const found = concentration(values);
  expect(found?.hhi).toBeCloseTo(hhi, 6);
  expect(found?.effective).toBeCloseTo(effective, 6);
  expect(found?.normalised).toBeCloseTo(normalised, 6);
  expect(found?.band).toBe(band);
});

test('H4: nothing has no concentration', () => {
  expect(concentration([0, 0])).toBeNull();
  expect(concentrationRange([], 5)).toBeNull();
});

test('H6: what is unknown makes a range', () => {
  const range = concentrationRange([40, 20], 40);
  expect(range?.low).toBeCloseTo(2000, 9);
  expect(range?.high).toBeCloseTo(3600, 9);
  expect(range?.highest).toBeCloseTo(6800, 9);
});

const BUYER = graphOf({
  services: ['svc'],
  firms: [
    { id: 'A', nodes: ['cell'], region: '340111', group: 'g' },
    { id: 'B', nodes: ['cell'], region: '340111', group: 'g' },
    { id: 'C', nodes: ['cell'], region: '340111' },
    { id: 'T', nodes: ['seat'], region: '320500' },
    { id: 'S', nodes: ['svc'], region: '' },
    { id: 'V', nodes: ['car'], region: '340100', final: 100 },
  ],
  links: [link('A', 'V', 30), link('B', 'V', 20), link('C', 'V', 10), link('T', 'V', 30), link('S', 'V', 10)],
});

test('inputs of a firm are measured by group, members of one owner as one', () => {
  expect(
    inputConcentration(BUYER, 5).map(({ class: code, value, top, suppliers }) => [code, value, top, suppliers]),
  ).toEqual([
    ['cell', 60, 'g', 2],
    ['seat', 30, 'T', 1],
    [null, 10, 'S', 1],
  ]);
  expect(directDependence(BUYER, 5).map(({ class: code, kind, top }) => [code, kind, top])).toEqual([
    ['cell', 'near-single', 'g'],
    ['seat', 'single', 'T'],
  ]);
  expect(purchaseRegions(BUYER, 5, 2)).toEqual([
    { region: '34', value: 60, share: 0.6 },
    { region: '32', value: 30, share: 0.3 },
    { region: '', value: 10, share: 0.1 },
  ]);
});

test('suppliers of one input that are all in one place are told', () => {
  expect(coLocated(BUYER, 5)).toEqual([{ class: 'cell', suppliers: ['A', 'B', 'C'], by: 'county' }]);
  const apart = graphOf({
    firms: ['A', 'B', 'V'].map((id) => ({ id, nodes: [id === 'V' ? 'v' : 'p'] })),
    links: [link('A', 'V', 1), link('B', 'V', 1)],
  });
  const place = (latitudeWgs84: number) => ({ latitudeWgs84, longitudeWgs84: 117 });
  expect(coLocated(apart, 2)).toEqual([]);
  expect(coLocated(apart, 2, { placeOf: (firm) => place(31 + firm * 0.4) })[0]?.by).toBe('distance');
  expect(coLocated(apart, 2, { placeOf: (firm) => place(31 + firm * 0.6) })).toEqual([]);
});

test('S1: firms whose loss stops another, although it has two suppliers', () => {
  const firms = ['V', 'C1', 'C2', 'T1', 'L1', 'L2', 'Z'].map((id) => ({
    id,
    nodes: [{ C: 'cell', T: 'seat', L: 'li', Z: 'sep', V: 'car' }[id[0] as string] as string],
  }));
  const pairs = ['C1 V', 'C2 V', 'T1 V', 'L1 C1', 'L2 C1', 'Z C1', 'L2 C2', 'Z C2'];
  const graph = graphOf({
    firms,
    links: pairs.map((pair) => link(pair.split(' ')[0] ?? '', pair.split(' ')[1] ?? '', 1)),
  });
  expect(soleSources(graph, 0)).toEqual({
    sources: [
      { id: 'T1', kind: 'direct' },
      { id: 'Z', kind: 'hidden' },
    ],
    depthUnknown: false,
  });
  expect(soleSources(graph, 6)).toEqual({ sources: [], depthUnknown: true });
});

test('a circle of firms that all live goes on living', () => {
  const graph = graphOf({
    firms: ['A', 'B', 'X'].map((id) => ({ id, nodes: [id] })),
    links: [link('A', 'B', 1), link('B', 'A', 1), link('X', 'A', 1)],
  });
  expect(soleSources(graph, 1).sources.map(({ id }) => id)).toEqual(['A', 'X']);
});

test('R1: local sourcing by value and by part', () => {
  const origins: Record<string, Origin> = { L: 'local', X: 'outside', '?': 'unknown' };
  const rate = localRate(
    [
      ['cell', 400, 'L'],
      ['motor', 200, 'X'],
      ['seat', 100, 'L'],
      ['seat', 60, 'X'],
      ['chip', 140, 'X'],
      ['glass', 100, '?'],
    ].map(([part, value, origin]) => ({
      part: part as string,
      value: value as number,
      origin: origins[origin as string] as Origin,
    })),
  );
  expect(rate).toMatchObject({ total: 1000, low: 0.5, high: 0.6, coverage: 0.9, publishable: true, parts: 5 });
  expect(rate?.known).toBeCloseTo(0.555556, 6);
  expect(rate?.byPart.any).toBeCloseTo(0.4, 9);
  expect(rate?.byPart.all).toBeCloseTo(0.2, 9);
  expect(rate?.byPart.fractional).toBeCloseTo(0.325, 9);
  expect(localRate([])).toBeNull();
  const bought = purchasesOf(BUYER, [5], (firm) => (BUYER.regions[firm]?.startsWith('3401') ? 'local' : 'outside'));
  expect(localRate(bought)).toMatchObject({ low: 0.6, byPart: { any: 1 / 3 } });
});

test('R2: the deep share counts all tiers', () => {
  const graph = graphOf({
    firms: ['V', 'C', 'M', 'L'].map((id) => ({ id, nodes: [id] })),
    links: [link('C', 'V', 400), link('M', 'V', 200), link('L', 'C', 100), link('C', 'M', 20)],
  });
  const deep = deepLocalShare(graph, (unit) => unit < 2, Float64Array.of(1000, 400, 200, 100));
  expect(deep).toMatchObject({ converged: true, withoutValueAdded: [] });
  for (const [at, share] of [0.715, 0.75, 0.075, 0].entries()) expect(deep.shares[at]).toBeCloseTo(share, 9);
  // Output as the graph knows it: V sells nothing, so its purchases are all there is of it.
  expect(deepLocalShare(graph, () => true).withoutValueAdded).toEqual([0]);
});
