/**
 * Entries of the demonstration's registers, 演示数据: as many as the figures of the data month say, place by place, and a
 * few of every other register. Pure: the same arguments give the same entries in the same order. See ../README.md.
 */
import { compileRowCheck, type DefinitionContext, type RegisterDefinition } from '@liannao/registers';
import { apportion } from '../apportion.ts';
import { type Random, randomFor } from '../random.ts';
import { scopeKey } from '../story.ts';
import type { DemoObservation } from '../types.ts';
import { type Firms, makeFirms } from './firms.ts';
import { day, pick, uuid } from './names.ts';
import { foundPartsMakers } from './parts-makers.ts';
import { RECIPES, type Recipe } from './recipes.ts';
import { type SampleContext, sampleValues } from './sample.ts';
import type { DemoEntry, DemoPlace, DemoRegisters } from './types.ts';

export interface EntriesInput {
  readonly seed: number;
  readonly definitions: readonly RegisterDefinition[];
  readonly context: DefinitionContext;
  readonly regions: readonly DemoPlace[];
  /** Longitude and latitude of places by division code; a county without one takes its city's. */
  readonly seats: ReadonlyMap<string, readonly [number, number]>;
  readonly observations: Iterable<DemoObservation>;
  /** The data month, `2025-08`. */
  readonly month: string;
}

/** How many of each register that no recipe fills. */
const SAMPLES = 9;
const SAMPLE_TAGS = ['nev-chain', 'auto-industry', 'auto-parts'];
/** Draws until an entry passes its register's own checks. */
const ATTEMPTS = 60;

export interface Making {
  readonly input: EntriesInput;
  readonly definitions: ReadonlyMap<string, RegisterDefinition>;
  readonly places: ReadonlyMap<string, DemoPlace>;
  readonly firms: Firms;
  readonly entries: DemoEntry[];
  readonly passes: (register: string, values: DemoEntry['values'], state: string | null) => boolean;
  /** Last day of the data month. */
  readonly today: string;
  /** Value of a series in the data month: a level, or what came together since January. Zero where none is told. */
  readonly told: (code: string, scope: Recipe['scope'], region: string) => number;
  readonly countiesOf: (region: string) => readonly DemoPlace[];
}

export function generateEntries(input: EntriesInput): DemoRegisters {
  const making = prepare(input);
  foundPartsMakers(making);
  for (const recipe of RECIPES) if (making.definitions.has(recipe.register)) cook(making, recipe);
  const filled = new Set([...RECIPES.map(({ register }) => register), 'enterprises', 'layout-nodes']);
  for (const definition of referredFirst(input.definitions)) {
    const needsFile = definition.fields.some(({ type, required }) => type === 'file' && required);
    if (!filled.has(definition.id) && !needsFile) addSamples(making, definition, ['330100', '331000', '500000']);
  }
  // Where no series of the story counts them, a few stand on the map as well.
  for (const id of ['industry-parks', 'major-projects']) {
    const definition = making.definitions.get(id);
    if (definition) addSamples(making, definition, ['330100', '331000']);
  }
  return { parties: making.firms.parties, entries: [...making.firms.entries, ...making.entries] };
}

/** Those that others must refer to come before them. */
function referredFirst(definitions: readonly RegisterDefinition[]): RegisterDefinition[] {
  const ordered = new Set<RegisterDefinition>();
  const visit = (definition: RegisterDefinition, path: readonly string[]): void => {
    if (ordered.has(definition) || path.includes(definition.id)) return;
    for (const { type, required, to } of definition.fields) {
      const referred = type === 'reference' && required ? definitions.find(({ id }) => id === to) : undefined;
      if (referred) visit(referred, [...path, definition.id]);
    }
    ordered.add(definition);
  };
  for (const definition of definitions) visit(definition, []);
  return [...ordered];
}

function prepare(input: EntriesInput): Making {
  const levels = ['province', 'city', 'county', 'functional'];
  const places = new Map(
    input.regions.filter(({ level }) => levels.includes(level)).map((place) => [place.code, place]),
  );
  const below = new Map<string, DemoPlace[]>();
  for (const place of places.values()) {
    if (place.parent) below.set(place.parent, [...(below.get(place.parent) ?? []), place]);
  }
  const countiesOf = (region: string): readonly DemoPlace[] => {
    const children = below.get(region) ?? [];
    if (children.length > 0) return children.flatMap(({ code }) => countiesOf(code));
    const own = places.get(region);
    return own ? [own] : [];
  };
  const [year = '', month = ''] = input.month.split('-');
  const values = new Map<string, number>();
  for (const { indicatorCode, scope, regionCode, period, value } of input.observations) {
    if (period === input.month || period === `${year}-01..${month}`) {
      values.set(`${indicatorCode}|${scopeKey(scope)}|${regionCode}`, value);
    }
  }
  const today = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
  const checks = new Map(input.definitions.map((one) => [one.id, compileRowCheck(one, input.context)]));
  return {
    input,
    definitions: new Map(input.definitions.map((definition) => [definition.id, definition])),
    places,
    firms: makeFirms((place, random) => pointIn(input, place, random)),
    entries: [],
    passes: (register, values, state) =>
      (checks.get(register)?.(values, { today, state }) ?? []).every(({ level }) => level !== 'error'),
    today,
    told: (code, scope, region) => values.get(`${code}|${scopeKey(scope)}|${region}`) ?? 0,
    countiesOf,
  };
}

/** What the series says of each place below, down to where it says something; the rest of a place is dealt to its counties. */
function shares(making: Making, recipe: Recipe): { readonly place: DemoPlace; readonly amount: number }[] {
  const { told } = making;
  const counties = making.countiesOf(recipe.region);
  const said = counties.map((place) => told(recipe.code, recipe.scope, place.code));
  const total = told(recipe.code, recipe.scope, recipe.region);
  if (said.some((amount) => amount > 0)) return counties.map((place, i) => ({ place, amount: said[i] ?? 0 }));
  const cities = [...making.places.values()].filter(({ parent }) => parent === recipe.region);
  const byCity = cities.map((city) => told(recipe.code, recipe.scope, city.code));
  if (byCity.some((amount) => amount > 0)) {
    return cities.flatMap((city, i) => dealt(making, recipe, making.countiesOf(city.code), byCity[i] ?? 0));
  }
  return dealt(making, recipe, counties, total);
}

function dealt(making: Making, recipe: Recipe, counties: readonly DemoPlace[], total: number) {
  const random = randomFor(making.input.seed, `${recipe.code} ${scopeKey(recipe.scope)} ${counties[0]?.code}`);
  const known = counties.map((place) => making.firms.count(place, recipe.tags, recipe.scaled ?? false));
  const room = recipe.distinct && known.reduce((sum, count) => sum + count, 0) >= total;
  const weights = counties.map((_, i) => (room ? (known[i] ?? 0) : 1) * (0.2 + random()));
  const parts = apportion(total, weights, room ? known : undefined);
  return counties.map((place, i) => ({ place, amount: parts[i] ?? 0 }));
}

function cook(making: Making, recipe: Recipe): void {
  const random = randomFor(making.input.seed, `entries ${recipe.code} ${scopeKey(recipe.scope)} ${recipe.region}`);
  for (const { place, amount } of shares(making, recipe)) {
    const there = making.entries.filter(
      ({ register, region }) => register === recipe.register && region === place.code,
    );
    const taken = new Set(recipe.distinct ? there.map(({ values }) => String(values.enterprise)) : []);
    const count = recipe.sum ? Math.ceil(amount / recipe.sum.part) : amount - (recipe.fills ? there.length : 0);
    const sizes = recipe.sum
      ? apportion(
          amount,
          Array.from({ length: count }, () => 0.5 + random()),
        )
      : [];
    const choice = () => ({ taken: recipe.distinct ? taken : new Set<string>(), scaled: recipe.scaled ?? false });
    for (let i = 0; i < count; i += 1) {
      const firm = making.firms.firm(place, recipe.tags, choice(), random);
      const size = recipe.sum
        ? Object.fromEntries([recipe.sum.field, ...(recipe.sum.also ?? [])].map((field) => [field, sizes[i] ?? 0]))
        : {};
      const date = recipe.kind === 'flow' ? day(random, `${making.today.slice(0, 4)}-01-05`, making.today) : null;
      add(making, recipe.register, {
        place,
        firm: firm.id,
        state: recipe.state,
        random,
        values: { ...recipe.values, ...size },
        dated: date ? { [recipe.date]: date } : {},
      });
    }
  }
}

interface Adding {
  readonly place: DemoPlace;
  readonly firm: string;
  readonly state: string | null;
  readonly random: Random;
  readonly values: Readonly<Record<string, unknown>>;
  readonly dated: Readonly<Record<string, string>>;
}

function add(making: Making, register: string, { place, firm, state, random, values, dated }: Adding): void {
  const definition = making.definitions.get(register);
  if (!definition) return;
  const context = contextOf(making, { place, firm, random, n: making.entries.length });
  const wanted = new Set([definition.asAt.from, definition.map?.field, definition.ownerField, ...Object.keys(dated)]);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const sample = sampleValues(definition, context, (field) => wanted.has(field.id));
    const all = { ...sample, ...values, ...dated };
    if (!making.passes(register, all, state)) continue;
    making.entries.push({ id: uuid(random), register, region: place.code, state, values: all });
    return;
  }
  throw new RangeError(`no entry of ${register} passes its checks in ${place.name}`);
}

function addSamples(making: Making, definition: RegisterDefinition, regions: readonly string[]): void {
  const random = randomFor(making.input.seed, `samples ${definition.id}`);
  const resting = definition.lifeCycle?.states.filter(({ final }) => !final) ?? [];
  for (let n = 0; n < SAMPLES; n += 1) {
    const place = pick(random, making.countiesOf(pick(random, regions)));
    const firm = making.firms.firm(place, SAMPLE_TAGS, { taken: new Set(), scaled: false }, random);
    add(making, definition.id, {
      place,
      firm: firm.id,
      state: resting.length > 0 ? pick(random, resting).id : null,
      random,
      values: {},
      dated: {},
    });
  }
}

function contextOf(
  making: Making,
  { place, firm, random, n }: { place: DemoPlace; firm: string; random: Random; n: number },
): SampleContext {
  return {
    random,
    lists: making.input.context.lists,
    region: place.code,
    place: pointIn(making.input, place, random),
    today: making.today,
    n,
    party: (kind) => (kind === 'enterprise' ? firm : making.firms.body(place, kind, random).id),
    reference: (register) => {
      const known =
        register === 'enterprises'
          ? making.firms.entries
          : making.entries.filter((entry) => entry.register === register);
      return known.length > 0 ? pick(random, known).id : null;
    },
  };
}

/** Somewhere within eight kilometres or so of the place's seat, to five decimals. */
function pointIn({ seats }: EntriesInput, place: DemoPlace, random: Random): readonly [number, number] {
  const seat = seats.get(place.code) ?? seats.get(place.parent ?? '');
  if (!seat) throw new RangeError(`no seat of ${place.name} (${place.code})`);
  const near = (degrees: number) => Math.round((degrees + (random() - 0.5) * 0.16) * 1e5) / 1e5;
  return [near(seat[0]), near(seat[1])];
}
