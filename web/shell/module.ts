import type { ComponentType } from 'react';
import type { Language } from './preferences.tsx';
import type { ProvenanceLoader } from './widgets/provenance.ts';

/** The eight entries of the left menu, in order (ux.md section 2). A module adds pages, never an entry. */
export const entries = ['desk', 'targets', 'monitoring', 'chain', 'firms', 'energy', 'reports', 'system'] as const;
export type Entry = (typeof entries)[number];

/** What a firm's user sees instead: home, forms, matching, my firm, cases. */
export const firmEntries = ['home', 'forms', 'matching', 'mine', 'cases'] as const;
export type FirmEntry = (typeof firmEntries)[number];

export interface PageDefinition {
  /** Route pattern of react-router, absolute: '/targets', '/targets/:id'. */
  path: string;
  entry: Entry;
  firmEntry?: FirmEntry;
  title: (language: Language) => string;
  /** Place within its entry; smaller is higher. Default: order of declaration. */
  order?: number;
  /** In the menu? Default: yes when the path has no parameter. */
  menu?: boolean;
  /** Path of the page above it, for the breadcrumb: '/targets', '/plans/:id' (named by `useCrumbName`). */
  parent?: string;
  /** A permission from the session. Without one: everybody who is signed in. */
  permission?: string;
  /** Open without sign-in. */
  public?: boolean;
  /** Without the frame: large screen, print page, phone page. */
  bare?: boolean;
  /** The page: `() => import('./pages/Ledger.tsx').then((page) => page.Ledger)`. */
  load: () => Promise<ComponentType>;
}

export interface WebModule {
  name: string;
  pages: readonly PageDefinition[];
  /** Where figures of a kind come from: `#fig=<kind>:<id>` opens the panel with what the loader answers. */
  provenance?: Record<string, () => Promise<ProvenanceLoader>>;
}
