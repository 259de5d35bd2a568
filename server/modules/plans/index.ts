import { editors, everyone } from '../../kernel/access/permissions.ts';
import type { Module } from '../../kernel/module.ts';
import { ledgerImporter } from './ledger-importer.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { searchTargets } from './ledger-search.ts';
import { libraryRoutes } from './library-routes.ts';
import { searchPlans } from './library-search.ts';
import { migrations } from './migrations/index.ts';
import { readPlanJob } from './read-plan-job.ts';
import { reviewRoutes } from './review-routes.ts';

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
    for (const routes of [libraryRoutes, reviewRoutes, ledgerRoutes]) routes(scope, deps);
  },
  jobs: [readPlanJob],
  events: {},
  importers: [ledgerImporter],
  exporters: [],
  search: async (tx, query, limit) => [...(await searchPlans(tx, query, limit)), ...(await searchTargets(tx, query, limit))],
  loadDemo: async () => {},
};
