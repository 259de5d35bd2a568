import type { Module } from '../module.ts';

interface Declared {
  readonly id: string;
  readonly names: Module['names'];
  /** Folder of the register declarations, as `new URL('./registers/', import.meta.url)`. */
  readonly folder: URL;
}

/** A capability that is nothing but its registers: pages, imports, counts and signals follow from their declarations. */
export const declaredModule = ({ id, names, folder }: Declared): Module => ({
  id,
  names,
  permissions: {},
  migrations: {},
  routes: () => {},
  jobs: [],
  events: {},
  importers: [],
  exporters: [],
  registers: folder,
  signals: [],
  cases: [],
  search: async () => [],
  loadDemo: async () => {},
});
