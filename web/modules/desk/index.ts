import type { WebModule } from '../../shell/module.ts';
import { text } from './pages-text.ts';

/** 工作台: the cockpit, the large screen, what waits for me, and the page of a case. */
export const desk: WebModule = {
  name: 'desk',
  pages: [
    {
      path: '/',
      entry: 'desk',
      order: 10,
      title: (language) => text[language].cockpit,
      permission: 'cockpit.read',
      load: () => import('./pages/Cockpit.tsx').then((page) => page.Cockpit),
    },
    {
      path: '/work',
      entry: 'desk',
      order: 20,
      title: (language) => text[language].work,
      load: () => import('./pages/Work.tsx').then((page) => page.Work),
    },
    {
      path: '/screen',
      entry: 'desk',
      order: 30,
      bare: true,
      title: (language) => text[language].screen,
      permission: 'cockpit.read',
      load: () => import('./pages/Screen.tsx').then((page) => page.Screen),
    },
    {
      path: '/cases/:id',
      entry: 'desk',
      firmEntry: 'cases',
      title: (language) => text[language].case,
      parent: '/work',
      load: () => import('./pages/Case.tsx').then((page) => page.Case),
    },
    {
      path: '/settings',
      entry: 'desk',
      menu: false,
      title: (language) => text[language].settings,
      load: () => import('./pages/Settings.tsx').then((page) => page.Settings),
    },
    {
      path: '/system/webhooks',
      entry: 'system',
      order: 75,
      title: (language) => text[language].webhooks,
      permission: 'notify.manage',
      load: () => import('./pages/Webhooks.tsx').then((page) => page.Webhooks),
    },
  ],
  provenance: {
    'bound-share': () => import('./cockpit/bound-share.ts').then((loader) => loader.loadBoundShare),
  },
};
