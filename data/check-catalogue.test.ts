import { expect, test } from 'vitest';
import {
  checkCatalogue,
  checkTargets,
  type Indicator,
  type Plan,
  readData,
  readPlans,
  type Target,
  type Units,
} from './check-catalogue.ts';

interface Region {
  readonly code: string;
  readonly level: string;
  readonly parent: string | null;
  readonly members?: readonly string[];
}

const indicators = readData('indicators.json') as Indicator[];
const units = readData('units.json') as Units;
const regions = readData('regions.json') as Region[];
const codes = new Set(regions.map((region) => region.code));
const plans = readPlans();
const known = { indicators, units, regions: codes };

test('the catalogue and the plans agree with their vocabulary', () => {
  expect(checkCatalogue(indicators, units)).toEqual([]);
  expect(plans.flatMap((plan) => checkTargets(plan.targets, known))).toEqual([]);
});

test('the five plans hold 131 quantities, 85 of them targets, all of these bound', () => {
  const all = plans.flatMap((plan) => plan.targets);
  expect(plans).toHaveLength(5);
  expect(new Set(all.map((target) => target.id)).size).toBe(131);
  const targets = all.filter((target) => target.kind === 'target');
  expect(targets).toHaveLength(85);
  expect(targets.every((target) => target.code !== null)).toBe(true);
});

test('no unit, name or member of a plan is cut inside brackets', () => {
  const texts = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
  const all = plans.flatMap(texts);
  expect(all.length).toBeGreaterThan(1000);
  const marks = (text: string) => text.replace(/[^（）]/g, '');
  expect(all.filter((text) => marks(text).replace(/（）/g, '') !== '')).toEqual([]);
});

test('every region hangs under one that exists, and places of a layout are regions', () => {
  expect(codes.size).toBe(regions.length);
  const named = [
    ...regions.flatMap((region) => [region.parent ?? '000000', ...(region.members ?? [])]),
    ...plans.flatMap((plan: Plan) => plan.layout.flatMap(({ nodes }) => nodes.flatMap((node) => node.places))),
  ];
  expect(named.filter((code) => !codes.has(code))).toEqual([]);
  expect(regions.filter((region) => region.level === 'province')).toHaveLength(34);
  expect(regions.filter((region) => region.level === 'functional')).toHaveLength(124);
  expect(regions.find((region) => region.code === '500112')?.parent).toBe('500000');
  expect(regions.find((region) => region.code === '429004')?.parent).toBe('420000');
  expect(codes.has('441900')).toBe(true);
  expect(regions.find((region) => region.code === '441900')?.level).toBe('city');
});

const change = (code: string, changes: Partial<Indicator>) =>
  indicators.map((indicator) => (indicator.code === code ? { ...indicator, ...changes } : indicator));

test.each<[string, string, Partial<Indicator>]>([
  ['unit', 'nev-output', { unit: '万元' }],
  ['name-twice', 'nev-output', { synonyms_zh: ['汽车产量'] }],
  ['unknown-parent', 'nev-output', { parent: 'no-such-indicator' }],
  ['circle', 'vehicle-output', { parent: 'nev-output' }],
  ['unknown-rule', 'nev-output', { regionRule: 'mean' }],
  ['unknown-scope', 'nev-output', { scope: ['colour'] }],
  ['formula', 'nev-share-of-output', { source: { formula: '[nev-output] + [revenue]' } }],
  ['formula', 'nev-share-of-output', { source: { formula: '[nev-output] / [no-such-indicator]' } }],
  ['formula', 'nev-share-of-output', { source: { formula: '[nev-output] / [vehicle-output @ product=bicycle]' } }],
  ['formula', 'nev-share-of-output', { source: { formula: '([nev-output] / [vehicle-output]' } }],
])('a fault of the kind %s in %s is found', (code, at, changes) => {
  expect(checkCatalogue(change(at, changes), units).map((issue) => issue.code)).toContain(code);
});

test.each<[string, Partial<Target>]>([
  ['unknown-indicator', { code: 'no-such-indicator' }],
  ['unknown-region', { region: '999999' }],
  ['value', { valueCanonical: 120 }],
  ['transform', { transform: 'level' }],
  ['no-end', { to: null }],
  ['no-section', { section: [] }],
])('a target with the fault %s is found', (code, changes) => {
  const target = plans.flatMap((plan) => plan.targets).find(({ id }) => id === '004-q001') as Target;
  expect(checkTargets([{ ...target, ...changes }], known).map((issue) => issue.code)).toContain(code);
});
