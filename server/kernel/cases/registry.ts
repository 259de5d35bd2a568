import type { Tx } from '../access/actor.ts';
import type { CaseType } from './contract.ts';
import { general } from './general.ts';

type Source = (tx: Tx) => Promise<readonly CaseType[]>;

/** Filled once by the composition: the modules' types, and those of the registers in force, which a steward may change. */
let source: Source = async () => [];

export function useCaseTypes(types: Source): void {
  source = types;
}

/** By id, with `general`. */
export async function caseTypes(tx: Tx): Promise<ReadonlyMap<string, CaseType>> {
  return new Map([general, ...(await source(tx))].map((type) => [type.id, type]));
}
