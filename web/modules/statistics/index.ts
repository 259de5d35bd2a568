import type { WebModule } from '../../shell/module.ts';
import { text } from './pages-text.ts';

/** 指标目录与实绩: what is measured, its figures, and where each of them comes from. */
export const statistics: WebModule = {
  name: 'statistics',
  pages: [
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
  ],
  provenance: {
    observation: () => import('./provenance.ts').then((loader) => loader.loadObservation),
  },
};
