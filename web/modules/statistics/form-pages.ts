import type { PageDefinition } from '../../shell/module.ts';

/** Titles for the menu, loaded before the pages. */
const titles = {
  zh: { desk: '报表填报', round: '收表', return: '填表', definitions: '报表制度', definition: '报表' },
  en: { desk: 'Forms', round: 'Collecting', return: 'Return', definitions: 'Form definitions', definition: 'Form' },
};

/** 报表填报: rounds being collected, single returns, and how forms are defined. */
export const formPages: readonly PageDefinition[] = [
  {
    path: '/forms',
    entry: 'monitoring',
    firmEntry: 'forms',
    order: 10,
    title: (language) => titles[language].desk,
    permission: 'statistics.report',
    load: () => import('./forms/pages/Desk.tsx').then((page) => page.Desk),
  },
  {
    path: '/rounds/:id',
    entry: 'monitoring',
    firmEntry: 'forms',
    title: (language) => titles[language].round,
    parent: '/forms',
    permission: 'statistics.report',
    load: () => import('./forms/pages/Round.tsx').then((page) => page.Round),
  },
  {
    path: '/returns/:id',
    entry: 'monitoring',
    firmEntry: 'forms',
    title: (language) => titles[language].return,
    parent: '/forms',
    permission: 'statistics.report',
    load: () => import('./returns/pages/Return.tsx').then((page) => page.Return),
  },
  {
    path: '/forms/definitions',
    entry: 'monitoring',
    menu: false,
    title: (language) => titles[language].definitions,
    parent: '/forms',
    permission: 'statistics.read',
    load: () => import('./forms/pages/Definitions.tsx').then((page) => page.Definitions),
  },
  {
    path: '/forms/definitions/:id',
    entry: 'monitoring',
    title: (language) => titles[language].definition,
    parent: '/forms/definitions',
    permission: 'statistics.read',
    load: () => import('./forms/pages/Definition.tsx').then((page) => page.Definition),
  },
];
