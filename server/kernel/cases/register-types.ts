import type { RegisterDefinition } from '@liannao/registers';
import type { Tx } from '../access/actor.ts';
import { loadRegisters } from '../registers/store.ts';
import type { CaseType } from './contract.ts';
import { caseTypeOf } from './entries.ts';

const made = new WeakMap<RegisterDefinition, CaseType | null>();

/** State machines of the registers in force whose life cycle runs as cases. */
export async function registerCaseTypes(tx: Tx): Promise<CaseType[]> {
  const { registers } = await loadRegisters(tx);
  return [...registers.values()].flatMap(({ definition }) => {
    let type = made.get(definition);
    if (type === undefined) {
      type = caseTypeOf(definition);
      made.set(definition, type);
    }
    return type ?? [];
  });
}
