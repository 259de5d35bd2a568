import { editors, everyone } from '../../kernel/access/permissions.ts';
import type { Module } from '../../kernel/module.ts';
import { loadReportsDemo } from './demo.ts';
import { searchReports } from './list.ts';
import { migrations } from './migrations/index.ts';
import { reportRoutes } from './routes.ts';
import './tables.ts';

export type { Asked as ReportAsked } from './create.ts';
export { writeReport } from './write-report.ts';

/** Bulletins, analyses, white papers and evaluations, every figure with its source. B5. */
export const reports: Module = {
  id: 'reports',
  names: { zh: '报告', en: 'Reports' },
  permissions: {
    'reports.read': { zh: '查看报告', en: 'Read reports', roles: everyone },
    'reports.write': { zh: '编写、送审与印发报告', en: 'Write, submit and issue reports', roles: editors },
  },
  migrations,
  routes: reportRoutes,
  jobs: [],
  events: {},
  importers: [],
  exporters: [],
  registers: null,
  signals: [],
  cases: [],
  search: searchReports,
  loadDemo: loadReportsDemo,
};
