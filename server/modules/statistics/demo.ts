import { readdir, readFile } from 'node:fs/promises';
import { periodCode, span, year } from '@liannao/statistics';
import { generateObservations } from '../../../data/demo/generate.ts';
import { CITY, COLLECTED, FIRST_ROUND } from '../../../data/demo/returns/taizhou.ts';
import { DEMO_RUN } from '../../../data/demo/run.ts';
import type { DemoIndicator, DemoInput, DemoObservation, DemoRegion } from '../../../data/demo/types.ts';
import { systemActor, withActor } from '../../kernel/access/actor.ts';
import type { Deps } from '../../kernel/module.ts';
import { insertFirstObservations, type NewObservation } from '../../kernel/observation/queries.ts';
import { scopeKey } from '../../kernel/observation/scope.ts';
import { insertCollection } from './demo-returns.ts';
import { seriesId } from './figure-ref.ts';
import { applyShippedForms } from './forms/shipped.ts';
import { drainTotals } from './returns/totals-drain.ts';
import { canonicalScope, type LooseScope } from './scope.ts';

const DATA = new URL('../../../data/', import.meta.url);
const readJson = async <T>(name: string): Promise<T> => JSON.parse(await readFile(new URL(name, DATA), 'utf8')) as T;

type ShippedTarget = DemoInput['targets'][number] & {
  readonly indicator: string;
  readonly comparator: string;
  readonly transform: string;
  readonly from: number | null;
  readonly valueCanonical: number | null;
  readonly unitCanonical: string | null;
  readonly section: readonly string[];
};
interface ShippedPlan {
  readonly slug: string;
  readonly title: string;
  readonly targets: readonly ShippedTarget[];
}

/** Synthetic figures, marked as such, the real baselines that the shipped plans print, and a city that collects forms. */
export async function loadStatisticsDemo(deps: Deps): Promise<void> {
  const { figures, told } = await readFigures();
  await applyShippedForms(deps.db);
  await withActor(deps.db, systemActor('demo'), async (tx) => {
    await insertFirstObservations(
      tx,
      figures.filter((figure) => !isCollected(figure)),
    );
    await insertCollection(tx, told);
  });
  await drainTotals(deps.db, deps.now());
}

/** The figures alone, also those that the forms bring in the whole demonstration. */
export async function loadDemoFigures(deps: Deps): Promise<void> {
  const { figures } = await readFigures();
  await withActor(deps.db, systemActor('demo'), (tx) => insertFirstObservations(tx, figures));
}

async function readFigures(): Promise<{ figures: NewObservation[]; told: DemoObservation[] }> {
  const indicators = await readJson<(DemoIndicator & { unit: string })[]>('indicators.json');
  const regions = await readJson<DemoRegion[]>('regions.json');
  const files = (await readdir(new URL('plans/', DATA))).filter((name) => name.endsWith('.json')).sort();
  const plans = await Promise.all(files.map((name) => readJson<ShippedPlan>(`plans/${name}`)));
  const units = new Map(indicators.map(({ code, unit }) => [code, unit]));
  const figures = [...plans.flatMap((plan) => baselinesOf(plan, units))];
  const targets = plans.flatMap((plan) => plan.targets);
  const told = [...generateObservations({ ...DEMO_RUN, indicators, regions, targets })];
  for (const { scope, ...rest } of told) figures.push({ ...OPEN, ...rest, scopeKey: keyOf(scope) });
  return { figures: firstOfEach(figures), told };
}

const keyOf = (scope: LooseScope) => scopeKey(canonicalScope(scope));

const collected = new Set(COLLECTED.map(({ code, scope }) => `${code}|${keyOf(scope)}`));

/** Of the city and its counties from the first round on: there the forms bring the same figures. */
const isCollected = ({ indicatorCode, scopeKey: scope, regionCode, period, synthetic }: NewObservation): boolean =>
  synthetic &&
  regionCode.startsWith(CITY.slice(0, 4)) &&
  collected.has(`${indicatorCode}|${scope}`) &&
  period.includes('..') &&
  Number(period.slice(0, 4)) >= FIRST_ROUND.year;

const OPEN = {
  partyId: null,
  missing: null,
  status: 'approved',
  open: true,
  reason: null,
  importRunId: null,
  enteredBy: null,
} as const;

/** What a plan says was reached, as a real figure of its year, or of its span of years for a running total. */
function baselinesOf(plan: ShippedPlan, units: ReadonlyMap<string, string>): NewObservation[] {
  return plan.targets.flatMap((target) => {
    const { kind, code, asOf, valueCanonical: value, unitCanonical, transform, from } = target;
    if (kind !== 'baseline' || !code || !asOf || value === null || units.get(code) !== unitCanonical) return [];
    const total = transform === 'cumulative' && from !== null && from < asOf;
    const figure: NewObservation = {
      ...OPEN,
      indicatorCode: code,
      scopeKey: keyOf(target.scope),
      regionCode: target.region,
      period: periodCode(total ? span(from, asOf) : year(asOf)),
      value,
      synthetic: false,
      source: {
        kind: 'plan',
        plan: plan.slug,
        title: plan.title,
        section: target.section,
        comparator: target.comparator,
      },
    };
    return [figure];
  });
}

/** Two plans may print the same figure, and a printed one comes before a synthetic one. */
function firstOfEach(figures: readonly NewObservation[]): NewObservation[] {
  const seen = new Map<string, NewObservation>();
  for (const figure of figures) {
    const id = `${seriesId(figure)}|${figure.period}`;
    if (!seen.has(id)) seen.set(id, figure);
  }
  return [...seen.values()];
}
