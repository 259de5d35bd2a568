import type { Tx } from '../../kernel/access/actor.ts';
import { editors, everyone } from '../../kernel/access/permissions.ts';
import type { Module, SearchHit } from '../../kernel/module.ts';
import { searchBodies } from './bodies.ts';
import { bodyRoutes } from './bodies-routes.ts';
import { targetSlip } from './case-types.ts';
import { commentRoutes } from './comments-routes.ts';
import { compareRoutes } from './compare-routes.ts';
import { loadPlansDemo } from './demo.ts';
import { ledgerExporter } from './ledger-exporter.ts';
import { ledgerImporter } from './ledger-importer.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { searchTargets } from './ledger-search.ts';
import { libraryRoutes } from './library-routes.ts';
import { searchPlans } from './library-search.ts';
import { migrations } from './migrations/index.ts';
import { readPlanJob } from './read-plan-job.ts';
import { relationRoutes } from './relations-routes.ts';
import { responsibilityRoutes } from './responsibility-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { targetOffTrack, taskOverdue } from './signals.ts';
import { targetRoutes } from './target-routes.ts';
import { taskImporter } from './tasks-importer.ts';
import { taskRoutes } from './tasks-routes.ts';
import { searchTasks } from './tasks-search.ts';
import { taskExporter } from './tasks-table.ts';

export { boundSeries } from './bound-series.ts';
export { readyToJudge } from './judge-targets.ts';
export { type JudgedRegion, judgedRegion } from './judged-region.ts';
export { selectLedger } from './ledger-queries.ts';
export { type PlanLayoutRow, planLayouts } from './plan-layouts.ts';
export { type ReportTarget, targetsForReport } from './report-targets.ts';
export { targetDetail } from './target-detail.ts';
export { responsibleOf } from './target-rows.ts';
export { selectTasks } from './tasks-queries.ts';

/** Plan library, reading and review, the ledger of targets, tasks, responsibilities, coordination bodies. A1, A4, A5. */
export const plans: Module = {
  id: 'plans',
  names: { zh: '规划与目标', en: 'Plans and targets' },
  permissions: {
    'plans.read': { zh: '查看规划、目标与任务', en: 'See plans, targets and tasks', roles: everyone },
    'plans.write': { zh: '上传、核对与修改规划', en: 'Upload, review and change plans', roles: editors },
  },
  migrations,
  routes: (scope, deps) => {
    libraryRoutes(scope, deps);
    reviewRoutes(scope, deps);
    ledgerRoutes(scope, deps);
    targetRoutes(scope, deps);
    compareRoutes(scope, deps);
    taskRoutes(scope, deps);
    responsibilityRoutes(scope, deps);
    bodyRoutes(scope, deps);
    relationRoutes(scope, deps);
    commentRoutes(scope, deps);
  },
  jobs: [readPlanJob],
  events: {},
  importers: [ledgerImporter, taskImporter],
  exporters: [ledgerExporter, taskExporter],
  registers: null,
  signals: [targetOffTrack, taskOverdue],
  cases: [targetSlip],
  search: searchAll,
  loadDemo: loadPlansDemo,
};

async function searchAll(tx: Tx, query: string, limit: number): Promise<SearchHit[]> {
  const hits: SearchHit[] = [];
  for (const search of [searchPlans, searchTargets, searchTasks, searchBodies]) {
    hits.push(...(await search(tx, query, limit)));
  }
  return hits;
}
