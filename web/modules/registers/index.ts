import type { PageDefinition, WebModule } from '../../shell/module.ts';
import { groups } from './groups.ts';
import { text } from './pages-text.ts';

const permission = 'registers.read';

const groupPages: readonly PageDefinition[] = groups.map((group) => ({
  path: `/groups/${group.id}`,
  entry: group.entry,
  order: group.order,
  title: (language) => group.title[language],
  permission,
  load: () => import('./pages/Group.tsx').then((page) => page.Group),
}));

/** 登记表: what the bureaus keep lists of; each list, its entries, and how they are defined. */
export const registers: WebModule = {
  name: 'registers',
  pages: [
    {
      path: '/registers/enterprises',
      entry: 'firms',
      order: 10,
      title: (language) => text[language].enterprises,
      permission,
      load: () => import('./pages/List.tsx').then((page) => page.List),
    },
    ...groupPages,
    {
      path: '/registers',
      entry: 'firms',
      order: 90,
      title: (language) => text[language].registers,
      permission,
      load: () => import('./pages/Overview.tsx').then((page) => page.Overview),
    },
    {
      path: '/registers/define',
      entry: 'system',
      order: 10,
      title: (language) => text[language].define,
      permission: 'registers.define',
      load: () => import('./pages/Define.tsx').then((page) => page.Define),
    },
    {
      path: '/registers/:register',
      entry: 'firms',
      parent: '/registers',
      title: (language) => text[language].list,
      permission,
      load: () => import('./pages/List.tsx').then((page) => page.List),
    },
    {
      path: '/registers/:register/new',
      entry: 'firms',
      parent: '/registers/:register',
      title: (language) => text[language].newEntry,
      permission,
      load: () => import('./pages/Edit.tsx').then((page) => page.Edit),
    },
    {
      path: '/registers/:register/:id',
      entry: 'firms',
      parent: '/registers/:register',
      title: (language) => text[language].entry,
      permission,
      load: () => import('./pages/Detail.tsx').then((page) => page.Detail),
    },
    {
      path: '/registers/:register/:id/edit',
      entry: 'firms',
      parent: '/registers/:register/:id',
      title: (language) => text[language].edit,
      permission,
      load: () => import('./pages/Edit.tsx').then((page) => page.Edit),
    },
  ],
  provenance: {
    register: () => import('./provenance.ts').then((loader) => loader.loadMeasured),
  },
};
