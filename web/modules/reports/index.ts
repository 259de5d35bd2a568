import type { WebModule } from '../../shell/module.ts';
import { text } from './pages-text.ts';

/** 报告与公开: bulletins, analyses, white papers and evaluations, and the page on which they are written. */
export const reports: WebModule = {
  name: 'reports',
  pages: [
    {
      path: '/reports',
      entry: 'reports',
      order: 10,
      title: (language) => text[language].bulletins,
      permission: 'reports.read',
      load: () => import('./pages/Bulletins.tsx').then((page) => page.Bulletins),
    },
    {
      path: '/reports/white-papers',
      entry: 'reports',
      order: 20,
      title: (language) => text[language].whitePapers,
      permission: 'reports.read',
      load: () => import('./pages/WhitePapers.tsx').then((page) => page.WhitePapers),
    },
    {
      path: '/reports/:id',
      entry: 'reports',
      title: (language) => text[language].report,
      parent: '/reports',
      permission: 'reports.read',
      load: () => import('./pages/Report.tsx').then((page) => page.Report),
    },
  ],
};
