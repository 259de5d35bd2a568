import { editors, signedIn } from '../../kernel/access/permissions.ts';
import type { Module } from '../../kernel/module.ts';
import { loadSupervisionDemo } from './demo.ts';
import { migrations } from './migrations/index.ts';
import { supervisionRoutes } from './routes.ts';
import './tables.ts';

export { evaluateRegion } from './evaluate-region.ts';

/** Supervision items, evaluation of districts and tasks by versioned schemes, incentive lists. A3. */
export const supervision: Module = {
  id: 'supervision',
  names: { zh: '督导评估', en: 'Supervision and evaluation' },
  permissions: {
    'supervision.read': { zh: '查看督办事项与评估', en: 'See supervision items and evaluations', roles: signedIn },
    'supervision.write': { zh: '督办、评分与公布评估', en: 'Supervise, score and publish evaluations', roles: editors },
  },
  migrations,
  routes: supervisionRoutes,
  jobs: [],
  events: {},
  importers: [],
  exporters: [],
  registers: new URL('./registers/', import.meta.url),
  signals: [],
  cases: [],
  search: async () => [],
  loadDemo: loadSupervisionDemo,
};
