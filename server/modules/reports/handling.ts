import type { Tx } from '../../kernel/access/actor.ts';
import type { HandlingFact } from './facts.ts';

export const handlingAvailable = async (_tx: Tx): Promise<boolean> => false;

export async function loadHandling(_tx: Tx, _region: string, _knownAt: Date): Promise<HandlingFact | null> {
  return null;
}
