import type { FormDefinition } from '@liannao/statistics';
import type { Tx } from '../../../kernel/access/actor.ts';
import { loadRegisters } from '../../../kernel/registers/index.ts';
import type { ReturnView } from './model.ts';

/** Values of the code lists that lines of the form's open sections are told apart by; divisions have their own route. */
export async function openLists(tx: Tx, { sections }: FormDefinition): Promise<ReturnView['lists']> {
  const wanted = new Set(sections.flatMap(({ open }) => (open ?? []).map(({ list }) => list)));
  wanted.delete('region');
  if (wanted.size === 0) return {};
  const { lists } = await loadRegisters(tx);
  return Object.fromEntries(
    [...wanted].map((id) => [id, (lists.get(id)?.values ?? []).map(({ code, zh, en }) => ({ code, zh, en }))]),
  );
}
