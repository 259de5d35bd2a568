import type { WebModule } from '../../shell/module.ts';
import { formPages } from './form-pages.ts';
import { text } from './pages-text.ts';

/** 指标目录与实绩: what is measured, its figures, and where each of them comes from. */
export const statistics: WebModule = {
  name: 'statistics',
  pages: [
    ...formPages,
    {
      path: '/indicators',
      entry: 'monitoring',
      order: 30,
      title: (language) => text[language].title,
      permission: 'statistics.read',
      load: () => import('./pages/Indicators.tsx').then((page) => page.Indicators),
    },
    {
      path: '/indicators/:code',
      entry: 'monitoring',
      title: (language) => text[language].indicator,
      parent: '/indicators',
      permission: 'statistics.read',
      load: () => import('./pages/Indicator.tsx').then((page) => page.Indicator),
    },
    {
      path: '/analysis',
      entry: 'monitoring',
      order: 35,
      title: (language) => text[language].analysis,
      permission: 'statistics.read',
      load: () => import('./analysis/Analysis.tsx').then((page) => page.Analysis),
    },
    {
      path: '/open',
      entry: 'reports',
      order: 60,
      title: (language) => text[language].open,
      public: true,
      load: () => import('./open/OpenData.tsx').then((page) => page.OpenData),
    },
    {
      path: '/capacity',
      entry: 'monitoring',
      order: 40,
      title: (language) => text[language].capacity,
      permission: 'statistics.read',
      load: () => import('./capacity/Capacity.tsx').then((page) => page.Capacity),
    },
  ],
  provenance: {
    observation: () => import('./provenance.ts').then((loader) => loader.loadObservation),
  },
};
