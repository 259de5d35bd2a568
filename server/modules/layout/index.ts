import { admins, editors, everyone, type Permission } from '../../kernel/access/permissions.ts';
import type { Module } from '../../kernel/module.ts';
import { loadLayoutDemo } from './demo.ts';
import { migrations } from './migrations/index.ts';
import { layoutRoutes } from './routes.ts';
import './tables.ts';

/** Outputs of parks are of grade L2: those who may see such. */
const READERS: Permission['roles'] = ['admin', 'bureau', 'analyst'];

/** Cores, belts, nodes and parks of the plans on the map: what each is meant to be, and what stands there. C3. */
export const layout: Module = {
  id: 'layout',
  names: { zh: '园区与布局', en: 'Parks and layout' },
  permissions: {
    'layout.map': { zh: '看地图', en: 'See maps', roles: everyone },
    'layout.read': { zh: '查看园区与布局', en: 'See parks and layout', roles: READERS },
    'layout.write': { zh: '把规划布局收进登记表', en: 'Take a plan’s layout into the register', roles: editors },
    'layout.settings': { zh: '装入地图界线', en: 'Load the boundaries of the maps', roles: admins },
  },
  migrations,
  routes: layoutRoutes,
  jobs: [],
  events: {},
  importers: [],
  exporters: [],
  registers: new URL('./registers/', import.meta.url),
  signals: [],
  cases: [],
  search: async () => [],
  loadDemo: loadLayoutDemo,
};
