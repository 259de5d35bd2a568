import type { Tx } from '../../kernel/access/actor.ts';
import { editors, everyone, signedIn } from '../../kernel/access/permissions.ts';
import type { Module, SearchHit } from '../../kernel/module.ts';
import { capacityCheck } from './capacity/case-type.ts';
import { capacityRules } from './capacity/signals.ts';
import { searchIndicatorRows } from './catalogue-queries.ts';
import { loadStatisticsDemo } from './demo.ts';
import { indicatorsExporter, observationsExporter } from './exporters.ts';
import { roundsJob } from './forms/jobs.ts';
import { rosterImporter } from './forms/roster-importer.ts';
import { rosterExporter } from './forms/roster-table.ts';
import { returnLate, returnQuestions } from './forms/signals.ts';
import { observationsImporter } from './importer.ts';
import { migrations } from './migrations/index.ts';
import { openStatisticsRoutes } from './open/routes.ts';
import { returnEvents, returnJobs } from './returns/jobs.ts';
import { statisticsRoutes } from './routes.ts';

export { type AggregateAsk, aggregateFigures } from './aggregate/index.ts';
export { capacityOf } from './capacity/lines.ts';
export { type Catalogue, formulaText, type Indicator, indicatorTitle, loadCatalogue } from './catalogue.ts';
export { unitsOf } from './check-figure.ts';
export { loadDemoFigures } from './demo.ts';
export { type SeriesKey, seriesId } from './figure-ref.ts';
export { checkForm, saveForm } from './forms/define.ts';
export { listForms, showForm } from './forms/forms-view.ts';
export { listRounds } from './forms/rounds.ts';
export { openDueRounds, openRound } from './forms/rounds-open.ts';
export { applyShippedForms } from './forms/shipped.ts';
export { type IndicatorFound, type IndicatorNames, loadIndicatorNames } from './indicator-names.ts';
export { loadOrigins, type OriginOf, originBrief } from './origin.ts';
export { loadRegionNames, type RegionFound, type RegionNames } from './region-names.ts';
export * as returns from './returns/door.ts';
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
    'statistics.report': {
      zh: '填报报表',
      en: 'Fill in forms',
      roles: ['admin', 'bureau', 'reporter', 'enterprise'],
    },
    'statistics.review': { zh: '审核报表', en: 'Review forms', roles: editors },
    'statistics.analyse': { zh: '保存分析视图', en: 'Keep views of the analysis', roles: signedIn },
    'statistics.define': { zh: '制定报表', en: 'Define forms', roles: editors },
  },
  migrations,
  routes: statisticsRoutes,
  openRoutes: openStatisticsRoutes,
  jobs: [roundsJob(() => new Date()), ...returnJobs(() => new Date())],
  events: returnEvents(() => new Date()),
  importers: [observationsImporter, rosterImporter],
  exporters: [observationsExporter, indicatorsExporter, rosterExporter],
  registers: null,
  signals: [...capacityRules, returnLate, returnQuestions],
  cases: [capacityCheck],
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
