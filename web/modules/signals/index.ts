import type { WebModule } from '../../shell/module.ts';
import { text } from './pages-text.ts';

/** 预警信号: what the rules noticed, what is done about it, and the numbers that decide. */
export const signals: WebModule = {
  name: 'signals',
  pages: [
    {
      path: '/signals',
      entry: 'monitoring',
      order: 60,
      title: (language) => text[language].signals,
      permission: 'signals.read',
      load: () => import('./pages/Signals.tsx').then((page) => page.Signals),
    },
    {
      path: '/signals/rules',
      entry: 'monitoring',
      menu: false,
      title: (language) => text[language].rules,
      parent: '/signals',
      permission: 'signals.read',
      load: () => import('./pages/Rules.tsx').then((page) => page.Rules),
    },
  ],
};
