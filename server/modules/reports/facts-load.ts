/** Reads all that a report's blocks speak of, as it was known at one moment. */
import { type MonthPeriod, periodCode } from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { parseScopeKey } from '../../kernel/observation/scope.ts';
import { targetsForReport } from '../plans/index.ts';
import {
  type Indicator,
  indicatorTitle,
  loadCatalogue,
  loadSeries,
  type SeriesFigure,
  type SeriesSet,
  selectChildRegions,
} from '../statistics/index.ts';
import {
  type Block,
  needsHandling,
  needsRegions,
  needsTargets,
  needsTrend,
  type SeriesRef,
  seriesIn,
} from './blocks.ts';
import { type Facts, type FigureFact, figureKey, type IndicatorFact, type RegionFact, seriesKey } from './facts.ts';
import { selectRegionFacts, selectSources } from './facts-queries.ts';
import { loadHandling } from './handling.ts';
import { habitOf, monthOf, periodAt, trendPeriods, yearBefore } from './month.ts';
import { loadPlaces } from './places.ts';
import { formulaWords, sourceWords } from './source-words.ts';
import { tokensIn } from './tokens.ts';

export interface FactsAsked {
  readonly blocks: readonly Block[];
  readonly region: string;
  readonly plan: string | null;
  readonly month: MonthPeriod;
  readonly knownAt: Date;
}

interface Wanted {
  readonly series: SeriesRef;
  readonly regions: Set<string>;
  trend: boolean;
}

export async function loadFacts(tx: Tx, asked: FactsAsked): Promise<Facts> {
  const { blocks, region, knownAt } = asked;
  const children = blocks.some(needsRegions) ? (await selectChildRegions(tx, region)).map((child) => child.code) : [];
  const wanted = wantedSeries(blocks, region, children);
  const catalogue = await loadCatalogue(
    tx,
    [...wanted.values()].map((one) => one.series.code),
  );
  const keys = [...wanted.values()].flatMap(({ series, regions }) =>
    [...regions].map((regionCode) => ({ indicatorCode: series.code, scopeKey: series.scope, regionCode })),
  );
  const set = await loadSeries(tx, keys, knownAt);
  const indicators: Record<string, IndicatorFact> = {};
  const found: Found[] = [];
  for (const [id, one] of wanted) {
    const indicator = catalogue.get(one.series.code);
    if (!indicator) continue;
    const fact = indicatorFact(indicator, one, { set, month: asked.month, region });
    indicators[id] = fact;
    found.push(...figuresOf(one, { set, period: fact.period, region }));
  }
  const figures = await withSources(tx, found, set);
  const regionCodes = [region, ...children, ...found.map((one) => one.region)];
  const plan = asked.plan ?? undefined;
  return {
    knownAt: knownAt.toISOString(),
    figures,
    indicators,
    regions: await regionFacts(tx, regionCodes),
    children,
    targets: blocks.some(needsTargets)
      ? await targetsForReport(tx, { ...(plan ? { plan } : { region }), month: asked.month, knownAt })
      : [],
    handling: blocks.some(needsHandling) ? await loadHandling(tx, region, knownAt) : null,
  };
}

/** Each series once, with the regions that any block shows of it. */
function wantedSeries(blocks: readonly Block[], region: string, children: readonly string[]): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  const want = (series: SeriesRef, regions: readonly string[], trend = false) => {
    const id = seriesKey(series);
    const one = wanted.get(id) ?? { series, regions: new Set<string>(), trend: false };
    wanted.set(id, one);
    for (const code of regions) one.regions.add(code);
    one.trend ||= trend;
  };
  for (const block of blocks) {
    for (const series of seriesIn(block))
      want(series, needsRegions(block) ? [region, ...children] : [region], needsTrend(block));
    if (block.type !== 'text') continue;
    for (const token of [...tokensIn(block.text.zh), ...tokensIn(block.text.en)]) {
      want({ code: token.code, scope: token.scope }, [token.region ?? region]);
    }
  }
  return wanted;
}

const isFlow = ({ timeRule }: Pick<Indicator, 'timeRule'>) => timeRule === 'sum' || timeRule === 'ratio-of-sums';

function indicatorFact(
  indicator: Indicator,
  { series, regions }: Wanted,
  of: { set: SeriesSet; month: MonthPeriod; region: string },
): IndicatorFact {
  const codesIn = (region: string) => of.set.figures(keyOf(series, region)).map((figure) => figure.period);
  const own = codesIn(of.region);
  const codes = own.length > 0 ? own : [...regions].flatMap(codesIn);
  const scope = parseScopeKey(series.scope);
  return {
    name: { zh: indicatorTitle(indicator, 'zh', scope), en: indicatorTitle(indicator, 'en', scope) },
    unit: indicator.unit,
    shownAs: indicator.shownAs,
    timeRule: indicator.timeRule,
    regionRule: indicator.regionRule,
    direction: indicator.direction,
    isRatio: indicator.unit === '%',
    period: periodCode(
      periodAt(
        habitOf(codes, isFlow(indicator)),
        monthOf(codes, { monthly: indicator.frequency === 'monthly', at: of.month }),
      ),
    ),
    note: { zh: indicator.notesZh, en: indicator.notes },
  };
}

const keyOf = (series: SeriesRef, regionCode: string) => ({
  indicatorCode: series.code,
  scopeKey: series.scope,
  regionCode,
});

interface Found {
  readonly series: SeriesRef;
  readonly region: string;
  readonly period: string;
  readonly figure: SeriesFigure | undefined;
}

/** The period shown and the same a year before for every region; all months for the region of a trend. */
function figuresOf(
  { series, regions, trend }: Wanted,
  of: { set: SeriesSet; period: string; region: string },
): Found[] {
  return [...regions].flatMap((region) => {
    const byPeriod = new Map(of.set.figures(keyOf(series, region)).map((figure) => [figure.period, figure]));
    const periods = new Set([of.period, yearBefore(of.period)]);
    if (trend && region === of.region) {
      const { now, before } = trendPeriods(of.period);
      for (const period of [...now, ...before]) periods.add(period);
    }
    return [...periods].map((period) => ({ series, region, period, figure: byPeriod.get(period) }));
  });
}

const ABSENT = { zh: '还没有数据', en: 'no figure yet' };

async function withSources(tx: Tx, found: readonly Found[], set: SeriesSet): Promise<Record<string, FigureFact>> {
  const ids = found.flatMap(({ figure }) => (figure && !figure.computed ? [figure.ref] : []));
  const sources = new Map(
    (await selectSources(tx, ids)).map((row) => [row.id, sourceWords(row.source as Record<string, unknown>)]),
  );
  const nameOf = (code: string) => {
    const indicator = set.catalogue.get(code);
    return indicator && { zh: indicator.nameZh, en: indicator.nameEn };
  };
  return Object.fromEntries(
    found.map(({ series, region, period, figure }) => {
      const formula = set.catalogue.get(series.code)?.source.formula;
      const computed = figure?.computed && typeof formula === 'string' ? formulaWords(formula, nameOf) : null;
      const withdrawn = figure?.missing === 'withdrawn';
      const fact: FigureFact = {
        code: series.code,
        scope: series.scope,
        region,
        period,
        value: figure?.value ?? null,
        missing: figure ? (withdrawn ? 'unknown' : figure.missing) : 'unknown',
        revision: figure?.revision ?? null,
        ref: figure?.ref ?? null,
        status: figure?.status ?? null,
        synthetic: figure?.synthetic ?? false,
        source: figure ? (computed ?? sources.get(figure.ref) ?? sourceWords({})) : ABSENT,
      };
      return [figureKey(series.code, series.scope, region, period), fact];
    }),
  );
}

async function regionFacts(tx: Tx, codes: readonly string[]): Promise<Record<string, RegionFact>> {
  const rows = await selectRegionFacts(tx, codes);
  const places = await loadPlaces();
  return Object.fromEntries(
    rows.map((row) => [
      row.code,
      {
        name: { zh: row.name, en: row.nameEn ?? row.name },
        short: row.short,
        level: row.level,
        place: places.get(row.code) ?? null,
      },
    ]),
  );
}
