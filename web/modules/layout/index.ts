import type { WebModule } from '../../shell/module.ts';
import { text } from './text.ts';

/** 园区与布局: cores, belts, nodes and parks of the plans on the map, and what stands there. */
export const layout: WebModule = {
  name: 'layout',
  pages: [
    {
      path: '/layout',
      entry: 'firms',
      order: 40,
      title: (language) => text[language].title,
      permission: 'layout.read',
      load: () => import('./pages/Layout.tsx').then((page) => page.Layout),
    },
    {
      path: '/layout/boundaries',
      entry: 'firms',
      menu: false,
      title: (language) => text[language].boundaries.title,
      parent: '/layout',
      permission: 'layout.settings',
      load: () => import('./pages/BoundaryFile.tsx').then((page) => page.BoundaryFile),
    },
  ],
};
