/**
 * Synthetic observations of the demonstration cluster, 演示数据: the anchors of `story.ts`, spread over months and split
 * over regions. Pure: the same arguments give the same observations in the same order. How it works: README.md.
 */
import { apportion, deal } from './apportion.ts';
import { around, type Random, randomFor } from './random.ts';
import { ratesOf, rateValues } from './rates.ts';
import { type Scope, type Series, type Split, STORY, STORY_END, scopeKey, seriesKey, TOTALS } from './story.ts';
import {
  type Build,
  type DemoIndicator,
  type DemoInput,
  type DemoObservation,
  type DemoTarget,
  indicatorOf,
  type Path,
  type Step,
} from './types.ts';
import { SEASONS, weightsOf } from './weights.ts';

export function* generateObservations(input: DemoInput): Generator<DemoObservation, void, undefined> {
  const end = monthOf(input.months.to);
  if (end.year * 12 + end.month > STORY_END.year * 12 + STORY_END.month)
    throw new RangeError(`the story ends in ${STORY_END.year}-${STORY_END.month}, before ${input.months.to}`);
  const build: Build = {
    seed: input.seed,
    indicators: new Map(input.indicators.map((indicator) => [indicator.code, indicator])),
    regions: new Map(input.regions.map((region) => [region.code, region])),
    firstMonthlyYear: monthOf(input.months.from).year,
    paths: new Map(),
  };
  for (const series of STORY) keep(build, pathOf(build, series));
  addTotals(build);
  for (const series of STORY)
    if (series.split) for (const path of splitPaths(build, series, series.split)) keep(build, path);
  addTotals(build);

  const source = { kind: 'synthetic', generator: 'liannao-demo', version: 1, seed: input.seed } as const;
  const given = new Map<string, ReadonlyMap<string, number>>();
  const observe = function* (code: string, scope: Scope, regionCode: string, values: ReadonlyMap<string, number>) {
    given.set(seriesKey(code, scope, regionCode), values);
    for (const [period, value] of values)
      yield {
        indicatorCode: code,
        scope,
        regionCode,
        period,
        value,
        status: 'approved',
        synthetic: true,
        source,
      } as const;
  };
  const baselines = baselineYears(input.targets);
  for (const path of build.paths.values())
    if (!path.isHidden) yield* observe(path.code, path.scope, path.region, valuesOf(build, path, end, baselines));
  for (const { code, scope } of ratesOf(build, input.targets))
    for (const [region, values] of rateValues(build, code, scope, given)) yield* observe(code, scope, region, values);
}

function monthOf(text: string): { year: number; month: number } {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (!match) throw new RangeError(`${text} is not a month such as 2025-08`);
  return { year: Number(match[1]), month: Number(match[2]) };
}

const keep = (build: Build, path: Path) => build.paths.set(seriesKey(path.code, path.scope, path.region), path);

/** A stock has a level at the end of a month; everything else runs up from January: flows, their rates, counts of a year. */
const isStock = ({ timeRule, source }: DemoIndicator): boolean =>
  timeRule === 'last' && !['in-period', 'active-in-period'].includes(source.register?.measure.when ?? '');

function stepsFrom(build: Build, { from, now }: Series): Step[] {
  const steps: Step[] = [];
  for (let year = from; year < STORY_END.year; year += 1)
    if (year < build.firstMonthlyYear || now === undefined) steps.push({ year, month: 'year' });
    else for (let month = 2; month <= 12; month += 1) steps.push({ year, month });
  if (now === undefined) return steps;
  for (let month = 2; month <= STORY_END.month; month += 1) steps.push({ year: STORY_END.year, month });
  return steps;
}

function pathOf(build: Build, series: Series): Path {
  const { code, scope, region, from, years, now, season, grain = 1 } = series;
  const stock = !series.hidden && isStock(indicatorOf(build, code));
  if (!build.regions.has(region)) throw new RangeError(`no region ${region}`);
  const anchors = now === undefined ? years : [...years, now];
  if (from + years.length !== STORY_END.year) throw new RangeError(`${code} does not end in ${STORY_END.year - 1}`);
  const steps = stepsFrom(build, series);
  const random = randomFor(build.seed, seriesKey(code, scope, region));
  const above = build.paths.get(seriesKey(code, scope, build.regions.get(region)?.parent ?? ''));
  const added = anchors.flatMap((anchor, i) => {
    const amount = stock ? anchor - (anchors[i - 1] ?? 0) : anchor;
    if (amount < 0) throw new RangeError(`${code} of ${region} falls in ${from + i}`);
    const ofYear = steps.filter((step) => step.year === from + i);
    const { length } = ofYear;
    // the opening level of a stock whose first year is monthly already was there before January
    if (stock && i === 0) return [amount, ...Array.from({ length: length - 1 }, () => 0)];
    // a part told beside its whole (Hangzhou in Zhejiang) never adds more than the whole does
    const caps = above && ofYear.map((step) => above.added[above.steps.findIndex((own) => sameStep(own, step))]);
    return spread({ amount: amount / grain, season: SEASONS[season].slice(0, length), random, caps }).map(
      (part) => part * grain,
    );
  });
  return { code, scope, region, isStock: stock, isHidden: series.hidden ?? false, steps, added };
}

interface Spreading {
  readonly amount: number;
  readonly season: readonly number[];
  readonly random: Random;
  readonly caps?: readonly (number | undefined)[] | undefined;
}

function spread({ amount, season, random, caps }: Spreading): number[] {
  if (season.length === 1) return [amount];
  const weights = season.map((weight) => weight * around(random, 0.04));
  if (caps?.some((cap) => cap !== undefined))
    return apportion(
      amount,
      weights,
      caps.map((cap) => cap ?? amount),
    );
  return amount <= 60 ? deal(amount, weights, random) : apportion(amount, weights);
}

const sameStep = (a: Step, b: Step) => a.year === b.year && a.month === b.month;

/** What `path` adds in a step of another series; for the opening of a stock, all that it added until then. */
function addedIn(path: Path, step: Step, isOpening: boolean): number {
  const at = path.steps.findIndex((own) => sameStep(own, step));
  if (at < 0) throw new RangeError(`${path.code} of ${path.region} has no step ${step.year}-${step.month}`);
  if (!(path.isStock && isOpening)) return path.added[at] ?? 0;
  return path.added.slice(0, at + 1).reduce((a, b) => a + b, 0);
}

function addTotals(build: Build): void {
  for (const total of TOTALS) {
    const [first] = total.of;
    if (!first) continue;
    const regions = total.group
      ? [total.group]
      : [...build.paths.values()]
          .filter((path) => path.code === first.code && scopeKey(path.scope) === scopeKey(first.scope))
          .map((path) => path.region);
    for (const region of regions) {
      const members = total.group ? (build.regions.get(region)?.members ?? []) : [region];
      const parts = members.flatMap((member) =>
        total.of.map(({ code, scope }) => build.paths.get(seriesKey(code, scope, member))),
      );
      const [lead, ...others] = parts;
      if (!lead || others.includes(undefined)) continue;
      const added = lead.steps.map((step, i) =>
        parts.reduce((sum, part) => sum + (part ? addedIn(part, step, i === 0) : 0), 0),
      );
      keep(build, { ...lead, code: total.code, scope: total.scope, region, isHidden: false, added });
    }
  }
}

/** The regions below: a group's members, otherwise the divisions whose parent it is. */
function childrenOf(build: Build, region: string): string[] {
  const members = build.regions.get(region)?.members;
  if (members) return [...members];
  const levels = ['province', 'city', 'county', 'functional'];
  return [...build.regions.values()].filter((r) => r.parent === region && levels.includes(r.level)).map((r) => r.code);
}

/**
 * Splits a series over the regions below. A region (or a group of them) that has a series of its own keeps it; the rest
 * is shared among the others. Counts of fewer than two things a region stay whole: such a table would be mostly zeros.
 */
function splitPaths(build: Build, series: Series, split: Split): Path[] {
  const whole = build.paths.get(seriesKey(series.code, series.scope, series.region));
  if (!whole) throw new RangeError(`${series.code} of ${series.region} was not built`);
  const children = childrenOf(build, series.region);
  if ((series.now ?? 0) < 2 * children.length) return [];
  const own = (region: string) => build.paths.get(seriesKey(series.code, series.scope, region));
  const groups = [...build.regions.values()].filter(
    (r) => r.parent === series.region && r.members?.every((member) => children.includes(member)) && own(r.code),
  );
  const grouped = new Set(groups.flatMap((group) => group.members ?? []));
  const fixed = [
    ...children.filter((child) => own(child) && !grouped.has(child)),
    ...groups.map((group) => group.code),
  ];
  const open = children.filter((child) => !fixed.includes(child) && !grouped.has(child));
  const random = randomFor(build.seed, `${series.region} ${seriesKey(series.code, series.scope, series.region)}`);
  const rest = whole.steps.map((step, i) => {
    const taken = fixed.reduce((sum, region) => sum + addedIn(own(region) as Path, step, i === 0), 0);
    const left = (whole.added[i] ?? 0) - taken;
    if (left < 0) throw new RangeError(`parts of ${series.code} exceed ${series.region} in ${step.year}-${step.month}`);
    return left;
  });
  const columns = series.within
    ? sharesWithin(build, { series, whole, rest, open, random })
    : sharesByWeight({ series, split, whole, rest, open, random });
  return open.map((region, i) => ({ ...whole, region, added: columns.map((column) => column[i] ?? 0) }));
}

interface Sharing {
  readonly series: Series;
  readonly whole: Path;
  /** What is to be shared in each step. */
  readonly rest: readonly number[];
  readonly open: readonly string[];
  readonly random: Random;
}

/** Weights of the place, each place with a trend of its own (up to 7 % a year) and some noise from month to month. */
function sharesByWeight({ series, split, whole, rest, open, random }: Sharing & { readonly split: Split }): number[][] {
  const { table, rest: otherwise } = weightsOf(series.region, split);
  const places = open.map((code) => ({ weight: table[code] ?? otherwise, trend: around(random, 0.07) }));
  return rest.map((amount, i) => {
    const years = (whole.steps[i]?.year ?? STORY_END.year) - STORY_END.year;
    const weights = places.map(({ weight, trend }) => weight * trend ** years * around(random, 0.05));
    return amount < 10 * open.length ? deal(amount, weights, random) : apportion(amount, weights);
  });
}

/** In proportion to the series that holds this one, a little more here and less there, never more than all of it. */
function sharesWithin(build: Build, { series, whole, rest, open, random }: Sharing): number[][] {
  const [code, , region] = (series.within ?? '').split('|');
  const holders = open.map((child) => {
    const key = (series.within ?? '').replace(/[^|]*$/, child);
    const path = build.paths.get(key);
    if (!path) throw new RangeError(`${code} of ${region} has no part ${child}: tell it before ${series.code}`);
    return { path, tilt: around(random, 0.09) };
  });
  const held = open.map(() => 0);
  const holding = open.map(() => 0);
  let level = 0;
  return rest.map((amount, i) => {
    for (const [n, { path }] of holders.entries()) {
      if (!whole.isStock) holding[n] = held[n] = 0;
      holding[n] = (holding[n] ?? 0) + (path.added[i] ?? 0);
    }
    level = whole.isStock ? level + amount : amount;
    const tilted = holders.map(({ tilt }, n) => (holding[n] ?? 0) * tilt);
    const sum = tilted.reduce((a, b) => a + b, 0);
    const wanted = tilted.map((part, n) => (sum === 0 ? 0 : (level * part) / sum) - (held[n] ?? 0));
    const given = apportion(
      amount,
      wanted,
      holding.map((all, n) => all - (held[n] ?? 0)),
    );
    for (const [n, part] of given.entries()) held[n] = (held[n] ?? 0) + part;
    return given;
  });
}

/** Years for which a plan prints a real figure, by series. */
function baselineYears(targets: readonly DemoTarget[]): ReadonlySet<string> {
  const years = targets.flatMap(({ kind, code, scope, region, asOf }) =>
    kind === 'baseline' && code && asOf ? [`${seriesKey(code, scope, region)}|${asOf}`] : [],
  );
  return new Set(years);
}

const MONTHS_SHOWN: Readonly<Record<string, readonly number[]>> = { quarterly: [3, 6, 9, 12], 'half-yearly': [6, 12] };
const two = (month: number) => String(month).padStart(2, '0');

function valuesOf(build: Build, path: Path, end: { year: number; month: number }, baselines: ReadonlySet<string>) {
  const shown = MONTHS_SHOWN[indicatorOf(build, path.code).frequency];
  const values = new Map<string, number>();
  let run = 0;
  let year = 0;
  for (const [i, step] of path.steps.entries()) {
    if (step.year !== year && !path.isStock) run = 0;
    year = step.year;
    run += path.added[i] ?? 0;
    const month = step.month === 'year' ? 12 : step.month;
    if (year * 12 + month > end.year * 12 + end.month) break;
    if (isRealYear(build, path, year, baselines)) continue;
    if (step.month !== 'year' && (shown?.includes(month) ?? true))
      values.set(path.isStock ? `${year}-${two(month)}` : `${year}-01..${two(month)}`, run);
    if (month === 12) values.set(String(year), run);
  }
  return values;
}

/** The region above counts too: a real total is not split into invented parts. */
function isRealYear(
  build: Build,
  { code, scope, region }: Path,
  year: number,
  baselines: ReadonlySet<string>,
): boolean {
  const parent = build.regions.get(region)?.parent ?? '';
  return [region, parent].some((place) => baselines.has(`${seriesKey(code, scope, place)}|${year}`));
}
