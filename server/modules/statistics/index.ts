import type { Tx } from '../../kernel/access/actor.ts';
import { editors, everyone } from '../../kernel/access/permissions.ts';
import type { Module, SearchHit } from '../../kernel/module.ts';
import { searchIndicatorRows } from './catalogue-queries.ts';
import { loadStatisticsDemo } from './demo.ts';
import { indicatorsExporter, observationsExporter } from './exporters.ts';
import { observationsImporter } from './importer.ts';
import { statisticsRoutes } from './routes.ts';

export { type Catalogue, formulaText, type Indicator, indicatorTitle, loadCatalogue } from './catalogue.ts';
export { unitsOf } from './check-figure.ts';
export { type SeriesKey, seriesId } from './figure-ref.ts';
export { type IndicatorFound, type IndicatorNames, loadIndicatorNames } from './indicator-names.ts';
export { loadOrigins, type OriginOf, originBrief } from './origin.ts';
export { loadRegionNames, type RegionFound, type RegionNames } from './region-names.ts';
export { canonicalScope, type LooseScope, parseScopeText, scopeText } from './scope.ts';
export { loadSeries, type SeriesFigure, type SeriesSet } from './series.ts';
export { selectChildRegions, selectRegions } from './series-queries.ts';
export { textFor as problemText } from './text.ts';
export { tellFigureUses } from './uses.ts';

/** The indicator catalogue and its observations: entered, imported, added up, and traced back. */
export const statistics: Module = {
  id: 'statistics',
  names: { zh: '统计数据', en: 'Statistics' },
  permissions: {
    'statistics.read': { zh: '查看指标与数据', en: 'Read indicators and figures', roles: everyone },
    'statistics.write': { zh: '录入与导入数据', en: 'Enter and import figures', roles: editors },
  },
  migrations: {},
  routes: statisticsRoutes,
  jobs: [],
  events: {},
  importers: [observationsImporter],
  exporters: [observationsExporter, indicatorsExporter],
  registers: null,
  signals: [],
  cases: [],
  search: searchIndicators,
  loadDemo: loadStatisticsDemo,
};

async function searchIndicators(tx: Tx, query: string, limit: number): Promise<SearchHit[]> {
  const rows = await searchIndicatorRows(tx, { q: query, limit: 50 });
  const rank = (name: string) => (name === query ? 0 : name.startsWith(query) ? 1 : 2);
  return rows
    .sort((a, b) => rank(a.name_zh) - rank(b.name_zh) || a.name_zh.length - b.name_zh.length)
    .slice(0, limit)
    .map((row) => ({
      kind: 'indicator',
      title: row.name_zh,
      sub: `${row.name_en} · ${row.shown_as}`,
      href: `/indicators/${row.code}`,
    }));
}
