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
      path: '/plans',
      entry: 'targets',
      order: 20,
      title: (language) => text[language].library,
      permission: 'plans.read',
      load: () => import('./pages/Library.tsx').then((page) => page.Library),
    },
    {
      path: '/plans/upload',
      entry: 'targets',
      menu: false,
      title: (language) => text[language].upload,
      parent: '/plans',
      permission: 'plans.write',
      load: () => import('./pages/Upload.tsx').then((page) => page.Upload),
    },
    {
      path: '/plans/:id',
      entry: 'targets',
      title: (language) => text[language].plan,
      parent: '/plans',
      permission: 'plans.read',
      load: () => import('./pages/Plan.tsx').then((page) => page.Plan),
    },
    {
      path: '/plans/:id/review',
      entry: 'targets',
      title: (language) => text[language].review,
      parent: '/plans/:id',
      permission: 'plans.read',
      load: () => import('./pages/Review.tsx').then((page) => page.Review),
    },
    {
      path: '/tasks',
      entry: 'targets',
      order: 30,
      title: (language) => text[language].tasks,
      permission: 'plans.read',
      load: () => import('./pages/Tasks.tsx').then((page) => page.Tasks),
    },
    {
      path: '/tasks/:id',
      entry: 'targets',
      title: (language) => text[language].task,
      parent: '/tasks',
      permission: 'plans.read',
      load: () => import('./pages/Task.tsx').then((page) => page.Task),
    },
    {
      path: '/responsibility',
      entry: 'targets',
      order: 60,
      title: (language) => text[language].responsibility,
      permission: 'plans.read',
      load: () => import('./pages/Responsibilities.tsx').then((page) => page.Responsibilities),
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
