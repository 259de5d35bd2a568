import type { Tx } from '../access/actor.ts';
import type { Importer } from './importer.ts';

/** Importers that are made when they are asked for, from what stands in the store then: a register of last minute has its own. */
export interface ImporterFamily {
  /** Their kinds begin with it: `register.`. */
  readonly prefix: string;
  /** Name of the declared permission that all of them need. */
  readonly permission: string;
  readonly find: (tx: Tx, kind: string) => Promise<Importer | undefined>;
  readonly kinds: (tx: Tx) => Promise<readonly string[]>;
}

export interface Importers {
  readonly fixed: readonly Importer[];
  readonly families: readonly ImporterFamily[];
}

export const fixedImporters = (fixed: readonly Importer[]): Importers => ({ fixed, families: [] });

/** The importer of a kind as it is now. */
export async function findImporter(tx: Tx, importers: Importers, kind: string): Promise<Importer | undefined> {
  const fixed = importers.fixed.find((one) => one.kind === kind);
  return fixed ?? familyOf(importers, kind)?.find(tx, kind);
}

export const familyOf = (importers: Importers, kind: string): ImporterFamily | undefined =>
  importers.families.find((family) => kind.startsWith(family.prefix));

/** Every kind that can be imported now. */
export async function importKinds(tx: Tx, importers: Importers): Promise<string[]> {
  const made = await Promise.all(importers.families.map((family) => family.kinds(tx)));
  return [...importers.fixed.map((importer) => importer.kind), ...made.flat()];
}
