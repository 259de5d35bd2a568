import type { WebModule } from '../../shell/module.ts';
import { text } from './pages-text.ts';

/** 目标与督评: the target ledger, plans and their review, tasks, who answers for what. */
export const plans: WebModule = {
  name: 'plans',
  pages: [
    {
      path: '/targets',
      entry: 'targets',
      order: 10,
      title: (language) => text[language].ledger,
      permission: 'plans.read',
      load: () => import('./pages/Ledger.tsx').then((page) => page.Ledger),
    },
    {
      path: '/targets/:id',
      entry: 'targets',
      title: (language) => text[language].target,
      parent: '/targets',
      permission: 'plans.read',
      load: () => import('./pages/Target.tsx').then((page) => page.Target),
    },
    {
      path: '/compare',
      entry: 'targets',
      order: 50,
      title: (language) => text[language].compare,
      permission: 'plans.read',
      load: () => import('./pages/Compare.tsx').then((page) => page.Compare),
    },
  ],
  provenance: {
    target: () => import('./target/provenance.ts').then((loader) => loader.loadTarget),
    judgement: () => import('./target/provenance.ts').then((loader) => loader.loadJudgement),
  },
};
