import {
  type Comparator,
  type Judgement,
  judge,
  month,
  type Period,
  parsePeriod,
  type TimeRule,
  type Transform,
} from '@liannao/statistics';
import { expect, test } from 'vitest';
import { type Plan, readData, readPlans, type Target } from '../check-catalogue.ts';
import { generateObservations } from './generate.ts';
import { seriesKey, WITHOUT_DATA } from './story.ts';
import type { DemoIndicator, DemoObservation, DemoRegion } from './types.ts';

type PlanTarget = Target & { readonly asOf?: number; readonly comparator: Comparator };
type CatalogueEntry = DemoIndicator & {
  readonly regionRule: string;
  readonly timeRule: TimeRule;
  readonly direction: 'up' | 'down';
};
type PlanFacts = Plan & {
  readonly jurisdiction: string;
  readonly periodStart: number | null;
  readonly periodEnd: number;
  readonly targets: readonly PlanTarget[];
};

const indicators = readData('indicators.json') as CatalogueEntry[];
const regions = readData('regions.json') as DemoRegion[];
const plans = readPlans() as PlanFacts[];
const targets = plans.flatMap((plan) => plan.targets);
const months = { from: '2023-01', to: '2025-08' };
const generate = (seed: number, given = months) => [
  ...generateObservations({ seed, indicators, regions, targets, months: given }),
];

/** period -> value for each series. */
function tabulate(observations: readonly DemoObservation[]) {
  const table = new Map<string, Map<string, number>>();
  for (const { indicatorCode, scope, regionCode, period, value } of observations) {
    const key = seriesKey(indicatorCode, scope, regionCode);
    const series = table.get(key) ?? new Map<string, number>();
    expect(series.has(period), `${key} ${period} twice`).toBe(false);
    table.set(key, series.set(period, value));
  }
  return table;
}

const demo = generate(7);
const table = tabulate(demo);
const seriesOf = (target: PlanTarget) => table.get(seriesKey(target.code ?? '', target.scope, target.region));
const bound = targets.filter((target) => target.kind === 'target' && target.status !== 'unbound');

test('the same seed gives the same observations in the same order, another seed others', () => {
  expect(generate(7)).toEqual(demo);
  expect(generate(8)).not.toEqual(demo);
});

test('every observation is marked as synthetic and says what made it', () => {
  const source = { kind: 'synthetic', generator: 'liannao-demo', version: 1, seed: 7 };
  for (const observation of demo) expect(observation).toMatchObject({ synthetic: true, status: 'approved', source });
});

test('every bound target has a series up to the data month, except the listed ones', () => {
  const missing = bound.filter((target) => !seriesOf(target)).map((target) => target.id);
  expect(missing.sort()).toEqual(Object.keys(WITHOUT_DATA).sort());
  const reached = new Set(['2025-08', '2025-01..08', '2025-06', '2025-01..06', '2024']);
  for (const target of bound)
    if (seriesOf(target)) expect(reached, target.id).toContain([...(seriesOf(target)?.keys() ?? [])].at(-1));
});

test.each([1, 7, 2025, 372_193, 4_294_967_295])(
  'seed %i: whole numbers, cumulative never falls, parts sum to the whole',
  (seed) => {
    const seeded = tabulate(generate(seed));
    const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
    let splits = 0;
    for (const [key, series] of seeded) {
      const [code = '', scope = '', region = ''] = key.split('|');
      if (byCode.get(code)?.unit === '%') {
        for (const [period, value] of series)
          expect(value >= 0 && value <= 100, `${key} ${period}: ${value}`).toBe(true);
        continue;
      }
      const last = new Map<string, number>();
      for (const [period, value] of series) {
        expect(Number.isInteger(value) && value >= 0, `${key} ${period}: ${value}`).toBe(true);
        const year = period.slice(0, 4);
        if (period.includes('..')) {
          expect(value, `${key} ${period}`).toBeGreaterThanOrEqual(last.get(year) ?? 0);
          last.set(year, value);
        }
        if (period.endsWith('..12')) expect(series.get(year)).toBe(value);
      }
      if (byCode.get(code)?.regionRule !== 'sum' || region.startsWith('group-')) continue;
      const children = regions.filter((r) => r.parent === region && ['city', 'county'].includes(r.level));
      const parts = children.flatMap((child) => seeded.get(`${code}|${scope}|${child.code}`) ?? []);
      if (parts.length === 0 || region === '000000') continue;
      expect(parts, key).toHaveLength(children.length);
      splits += 1;
      for (const [period, value] of series)
        expect(
          parts.reduce((sum, part) => sum + (part.get(period) ?? Number.NaN), 0),
          `${key} ${period}`,
        ).toBe(value);
    }
    expect(splits).toBeGreaterThan(30);
  },
);

test('January never stands alone', () => {
  expect(demo.filter(({ period }) => /-01$|\.\.01$/.test(period))).toEqual([]);
});

test('a rate is the quotient of its operands, in the province, its cities and the named groups', () => {
  const rate = (code: string, over: string, under: string, region: string, period: string) => {
    const value = (one: string) => table.get(seriesKey(one, {}, region))?.get(period) ?? Number.NaN;
    expect(value(code)).toBeCloseTo((value(over) / value(under)) * 100, 5);
  };
  for (const region of ['330000', '330100', '331000'])
    for (const period of ['2023', '2024-01..08', '2025-01..08'])
      rate('nev-share-of-output', 'nev-output', 'vehicle-output', region, period);
  rate('local-sourcing-rate', 'local-parts-purchases', 'parts-purchases', 'group-chuan-yu', '2025-01..06');
});

test('a named group equals its members, and its bound figure is theirs', () => {
  const members = regions.find((region) => region.code === 'group-yuxi')?.members ?? [];
  const parts = { industry: 'icnev-parts' };
  const firms = (region: string) =>
    table.get(seriesKey('parts-enterprises', parts, region))?.get('2025-08') ?? Number.NaN;
  expect(members.reduce((sum, member) => sum + firms(member), 0)).toBe(firms('group-yuxi'));
});

test('a year with a real baseline in a plan is left to it, its parts included', () => {
  const chargers = { chargerKind: ['public', 'shared'] };
  expect(table.get(seriesKey('public-chargers', chargers, '330100'))?.has('2020')).toBe(false);
  expect(table.get(seriesKey('public-chargers', chargers, '330109'))?.has('2020')).toBe(false);
  expect(table.get(seriesKey('public-chargers', chargers, '330109'))?.has('2021')).toBe(true);
});

test('what the plan of a city and the table of its province say about it is one series', () => {
  const hangzhou = demo.filter((one) => one.indicatorCode === 'nev-output' && one.regionCode === '330100');
  expect(new Set(hangzhou.map(({ period }) => period)).size).toBe(hangzhou.length);
  expect(hangzhou.at(-1)).toMatchObject({ period: '2025-01..08', value: 154_000 });
});

test('the targets of the data month come out in every way', () => {
  const states = plans.flatMap((plan) =>
    bound.filter((one) => plan.targets.includes(one)).map((one) => stateOf(one, plan)),
  );
  const count = (state: string) => states.filter((one) => one === state).length;
  expect(count('met')).toBeGreaterThan(0);
  for (const state of ['on-track', 'at-risk', 'off-track', 'unknown']) expect(count(state), state).toBeGreaterThan(5);
  const chongqing = plans.find((plan) => plan.jurisdiction === '500000') as PlanFacts;
  const localSourcing = chongqing.targets.find((target) => target.id === '003-q004') as PlanTarget;
  expect(judged(localSourcing, chongqing).reason).toBe('no-base-year');
});

test('earlier months can be asked for, later ones than the story knows cannot', () => {
  const periods = new Set(generate(7, { from: '2023-01', to: '2024-06' }).map(({ period }) => period));
  expect(periods).toContain('2024-01..06');
  expect(periods).toContain('2023');
  expect([...periods].filter((period) => period === '2024' || period.startsWith('2025'))).toEqual([]);
  expect(() => generate(7, { from: '2023-01', to: '2025-09' })).toThrow(RangeError);
  expect(() => generate(7, { from: '2023', to: '2025-08' })).toThrow(RangeError);
});

/** With the plans' real baselines beside the synthetic figures; what stands at a date and was added is its increase. */
function judged(target: PlanTarget, plan: PlanFacts): Judgement {
  const indicator = indicators.find((one) => one.code === target.code) as CatalogueEntry;
  const key = (one: PlanTarget) => seriesKey(one.code ?? '', one.scope, one.region);
  const real = targets.filter((one) => one.kind === 'baseline' && key(one) === key(target));
  const figures: [string, number][] = [
    ...real.map((one): [string, number] => [String(one.asOf), one.valueCanonical ?? Number.NaN]),
    ...(seriesOf(target) ?? []),
  ];
  const asIncrease = target.transform === 'added' && indicator.timeRule === 'last' && target.from !== null;
  return judge({
    target: {
      comparator: target.comparator,
      value: (target.unit === '百分点' ? target.value : target.valueCanonical) ?? Number.NaN,
      transform: asIncrease ? 'net-increase' : (target.transform as Transform),
      from: asIncrease ? (target.from ?? 0) - 1 : target.from,
      deadline: target.to,
      direction: indicator.direction,
    },
    timeRule: indicator.timeRule,
    path: { kind: 'seasonal' },
    observations: figures.map(([period, value]) => ({
      period: periodOf(period),
      value,
      status: 'approved',
      ref: period,
    })),
    asAt: month(2025, 8),
    plan: { from: plan.periodStart, to: plan.periodEnd },
  });
}

function stateOf(target: PlanTarget, plan: PlanFacts): string {
  return judged(target, plan).state;
}

function periodOf(text: string): Period {
  const period = parsePeriod(text);
  if (!period.ok) throw new RangeError(text);
  return period.value;
}
