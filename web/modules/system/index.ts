import type { WebModule } from '../../shell/module.ts';
import { text } from './text.ts';

/** 系统与数据: who may do what, what was done, and how the parts are. */
export const system: WebModule = {
  name: 'system',
  pages: [
    {
      path: '/system/users',
      entry: 'system',
      order: 70,
      title: (language) => text[language].users.title,
      permission: 'kernel.users',
      load: () => import('./pages/Users.tsx').then((page) => page.Users),
    },
    {
      path: '/system/imports',
      entry: 'system',
      order: 60,
      title: (language) => text[language].imports.title,
      permission: 'kernel.import',
      load: () => import('./pages/Imports.tsx').then((page) => page.Imports),
    },
    {
      path: '/system/imports/:id',
      entry: 'system',
      title: (language) => text[language].imports.one,
      parent: '/system/imports',
      permission: 'kernel.import',
      load: () => import('./pages/Import.tsx').then((page) => page.Import),
    },
    {
      path: '/system/audit',
      entry: 'system',
      order: 80,
      title: (language) => text[language].audit.title,
      permission: 'kernel.audit',
      load: () => import('./pages/Audit.tsx').then((page) => page.Audit),
    },
    {
      path: '/system/health',
      entry: 'system',
      order: 90,
      title: (language) => text[language].health.title,
      load: () => import('./pages/Health.tsx').then((page) => page.Health),
    },
  ],
};
