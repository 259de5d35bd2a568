import { admins, signedIn } from '../../kernel/access/permissions.ts';
import type { Module } from '../../kernel/module.ts';
import { cockpitRoutes } from './routes.ts';

/** What a chief reads in the morning: the state of all targets, what slips and who is on it, what waits for the reader. */
export const cockpit: Module = {
  id: 'cockpit',
  names: { zh: '驾驶舱', en: 'Cockpit' },
  permissions: {
    'cockpit.read': { zh: '查看驾驶舱与大屏', en: 'See the cockpit and the large screen', roles: signedIn },
    'cockpit.settings': { zh: '设定驾驶舱的关键指标', en: 'Choose the key figures of the cockpit', roles: admins },
  },
  migrations: {},
  routes: cockpitRoutes,
  jobs: [],
  events: {},
  importers: [],
  exporters: [],
  registers: null,
  signals: [],
  cases: [],
  search: async () => [],
  loadDemo: async () => {},
};
