import type { WebModule } from '../../shell/module.ts';
import { text } from './text.ts';

/** 督导评估: supervision items, and the evaluation of districts and tasks. */
export const supervision: WebModule = {
  name: 'supervision',
  pages: [
    {
      path: '/supervision',
      entry: 'targets',
      order: 40,
      title: (language) => text[language].title,
      permission: 'supervision.read',
      load: () => import('./pages/Items.tsx').then((page) => page.Items),
    },
    {
      path: '/supervision/evaluation',
      entry: 'targets',
      menu: false,
      title: (language) => text[language].evaluation,
      parent: '/supervision',
      permission: 'supervision.read',
      load: () => import('./pages/Evaluations.tsx').then((page) => page.Evaluations),
    },
    {
      path: '/supervision/runs/:id',
      entry: 'targets',
      title: (language) => text[language].run,
      parent: '/supervision/evaluation',
      permission: 'supervision.read',
      load: () => import('./pages/Run.tsx').then((page) => page.Run),
    },
    {
      path: '/supervision/schemes/:id',
      entry: 'targets',
      title: (language) => text[language].scheme,
      parent: '/supervision/evaluation',
      permission: 'supervision.read',
      load: () => import('./pages/Scheme.tsx').then((page) => page.Scheme),
    },
  ],
  provenance: { evaluation: () => import('./evaluation/provenance.ts').then((loader) => loader.loadEvaluation) },
};
