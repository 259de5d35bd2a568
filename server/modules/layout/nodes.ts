import type { Tx } from '../../kernel/access/actor.ts';
import { dayOf } from '../../kernel/calendar/workdays.ts';
import type { Asking } from '../../kernel/module.ts';
import { regionNames } from '../../kernel/region/name.ts';
import { findRegister, listOf, loadRegisters, type RegisterSet } from '../../kernel/registers/index.ts';
import { planLayouts } from '../plans/index.ts';
import { judgeNode } from './judge-node.ts';
import type { LayoutView, NodeView, ParkView } from './model.ts';
import {
  NODES,
  type NodeRow,
  PARKS,
  type ParkRow,
  selectBelow,
  selectCounts,
  selectNodes,
  selectParks,
  selectPlanTitles,
  selectWritable,
} from './queries.ts';
import { loadSeats, type Seat } from './seats.ts';

type Locale = 'zh' | 'en';

/** Nodes of the plans with what stands there now, and the parks; of a region and what lies in or above it. */
export const showLayout = ({ run, actor }: Asking, region: string | undefined, now: Date): Promise<LayoutView> =>
  run(async (tx) => {
    const { locale } = actor;
    const set = await loadRegisters(tx);
    const nodes = await selectNodes(tx, findRegister(set, NODES).definition);
    const parks = await selectParks(tx, findRegister(set, PARKS).definition, actor);
    const below = await selectBelow(tx, [...nodes.flatMap(divisions), ...(region ? [region] : [])]);
    const within = region ? below.get(region) : undefined;
    const touches = (node: NodeRow) =>
      !within ||
      within.has(node.region) ||
      divisions(node).some((code) => within.has(code) || below.get(code)?.has(region ?? ''));
    const shown = nodes.filter(touches);
    const names = await regionNames(
      tx,
      [...shown.flatMap(divisions), ...shown.map((node) => node.region), ...parks.map((park) => park.region)],
      locale,
    );
    const plans = await selectPlanTitles(
      tx,
      shown.map(({ plan }) => plan),
    );
    const stands = {
      parks,
      enterprises: await countsOf(tx, set, 'enterprises'),
      projects: await countsOf(tx, set, 'major-projects'),
    };
    const seats = await loadSeats();
    return {
      nodes: shown.map((node) => nodeView(node, { set, locale, names, plans, stands, below, today: dayOf(now) })),
      parks: parks
        .filter((park) => !within || within.has(park.region))
        .map((park) => parkView(park, { set, locale, names, seats })),
      patterns: (set.lists.get('node-pattern')?.values ?? []).map((value) => ({
        code: value.code,
        name: value[locale],
      })),
      plans: await layoutsOf(tx, nodes),
    };
  });

const divisions = (node: NodeRow) => node.regions.split(';');

/** A register that is not there holds nothing. */
const countsOf = async (tx: Tx, set: RegisterSet, id: string) =>
  set.registers.has(id)
    ? selectCounts(tx, findRegister(set, id).definition)
    : new Map<string, { count: number; synthetic: boolean }>();

async function layoutsOf(tx: Tx, nodes: readonly NodeRow[]): Promise<LayoutView['plans']> {
  const plans = await planLayouts(tx);
  const writable = await selectWritable(
    tx,
    plans.map(({ regionCode }) => regionCode),
  );
  return plans.map((plan) => ({
    id: plan.id,
    title: plan.shortTitle,
    nodes: plan.layout.reduce((sum, { nodes: own }) => sum + own.length, 0),
    taken: nodes.filter((node) => node.plan === plan.id).length,
    mayTake: writable.has(plan.regionCode),
  }));
}

interface NodeContext {
  readonly set: RegisterSet;
  readonly locale: Locale;
  readonly names: ReadonlyMap<string, string>;
  readonly plans: Awaited<ReturnType<typeof selectPlanTitles>>;
  readonly stands: {
    readonly parks: readonly ParkRow[];
    readonly enterprises: ReadonlyMap<string, { count: number; synthetic: boolean }>;
    readonly projects: ReadonlyMap<string, { count: number; synthetic: boolean }>;
  };
  readonly below: ReadonlyMap<string, ReadonlySet<string>>;
  readonly today: string;
}

function nodeView(node: NodeRow, { set, locale, names, plans, stands, below, today }: NodeContext): NodeView {
  const codes = new Set(divisions(node).flatMap((code) => [...(below.get(code) ?? [code])]));
  const parks = stands.parks.filter((park) => codes.has(park.region));
  const count = (of: ReadonlyMap<string, { count: number; synthetic: boolean }>) =>
    [...of].reduce((sum, [code, one]) => (codes.has(code) ? sum + one.count : sum), 0);
  const enterprises = count(stands.enterprises);
  const outputs = parks.flatMap(({ output }) => (output === null ? [] : [output]));
  const plan = plans.get(node.plan);
  const region = (code: string) => ({ code, name: names.get(code) ?? code });
  const judged = judgeNode(
    {
      output: { actual: outputs.length > 0 ? outputs.reduce((a, b) => a + b, 0) : null, target: node.outputTarget },
      firms: { actual: enterprises, target: node.firmsTarget },
      from: plan?.period_start ?? null,
      deadline: node.deadline,
    },
    today,
    locale,
  );
  return {
    id: node.id,
    name: node.name,
    plan: { id: node.plan, title: plan?.short_title ?? '' },
    pattern: worded(set, { register: NODES, field: 'pattern' }, node.pattern, locale),
    state: stateOf(set, NODES, node.state, locale),
    role: node.role,
    industries: (node.industries ?? []).map(
      (code) => worded(set, { register: NODES, field: 'industries' }, code, locale).name,
    ),
    passage: node.passage,
    passageHref: `/plans/${node.plan}?tab=layout`,
    region: region(node.region),
    regions: divisions(node).map(region),
    geometry: node.place ? { type: node.place.type, coordinates: node.place.coordinates } : null,
    deadline: node.deadline,
    parks: parks.length,
    enterprises,
    projects: count(stands.projects),
    ...judged,
    synthetic:
      parks.some((park) => park.synthetic) ||
      [stands.enterprises, stands.projects].some((of) =>
        [...of].some(([code, one]) => codes.has(code) && one.synthetic),
      ),
  };
}

function parkView(
  park: ParkRow,
  { set, locale, names, seats }: Pick<NodeContext, 'set' | 'locale' | 'names'> & { seats: ReadonlyMap<string, Seat> },
): ParkView {
  const seat = seats.get(park.region);
  const own: [number, number] | null = park.lon !== null && park.lat !== null ? [park.lon, park.lat] : null;
  return {
    id: park.id,
    name: park.name,
    kind: worded(set, { register: PARKS, field: 'kind' }, park.kind, locale),
    region: { code: park.region, name: names.get(park.region) ?? park.region },
    position: own ?? (seat ? [seat.lon, seat.lat] : null),
    state: stateOf(set, PARKS, park.state, locale),
    firms: park.firms,
    output: park.output,
    synthetic: park.synthetic,
  };
}

function worded(
  set: RegisterSet,
  { register, field }: { register: string; field: string },
  code: string,
  locale: Locale,
) {
  const { definition } = findRegister(set, register);
  const list = definition.fields.find(({ id }) => id === field)?.list;
  const value = list ? listOf(set, definition, list)?.values.find((one) => one.code === code) : undefined;
  return { code, name: value?.[locale] ?? code };
}

function stateOf(set: RegisterSet, register: string, id: string | null, locale: Locale) {
  const state = findRegister(set, register).definition.lifeCycle?.states.find((one) => one.id === id);
  return { id: id ?? '', name: state?.[locale] ?? id ?? '' };
}
