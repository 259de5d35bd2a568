import { randomUUID } from 'node:crypto';
import type { PartyKind } from '@liannao/registers';
import type { Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { type NewParty, type PartyFound, selectParties, upsertParties } from './party-queries.ts';

/** A party as somebody wrote it: an id, a credit code or a name. */
export interface PartyWish {
  readonly word: string;
  readonly kind: PartyKind;
  /** Where the entry is that names it. */
  readonly regionCode: string;
}

export type PartyAnswer =
  /** `made`: nobody has it yet, and what it will be. */
  | { readonly id: string; readonly name: string; readonly made?: NewParty }
  /** `unknown`, or several of that name: `ambiguous`. */
  | { readonly problem: 'unknown' | 'ambiguous'; readonly candidates: readonly string[] };

/** Units of government and the like have no register of their own here: naming one makes it known. */
const MADE_ON_SIGHT: readonly PartyKind[] = ['government', 'institution', 'association', 'financier', 'operator'];

export const partyKey = ({ word, kind, regionCode }: PartyWish) => `${kind} ${regionCode} ${word}`;

/**
 * Finds the parties that words name: the id or credit code decides, else the name; of several with the name the one in the
 * entry's own region. Whoever is no enterprise and not known yet is added when `create` is set; otherwise a new one
 * answers with an id that `created` holds.
 */
export async function resolveParties(
  tx: Tx,
  wishes: readonly PartyWish[],
  { create }: { readonly create: boolean },
): Promise<Map<string, PartyAnswer>> {
  const found = await selectParties(tx, [...new Set(wishes.map((wish) => wish.word))]);
  const byWord = new Map<string, PartyFound[]>();
  for (const party of found) {
    for (const word of [party.id, party.uscc, party.name]) {
      if (word) byWord.set(word, [...(byWord.get(word) ?? []), party]);
    }
  }
  const made = new Map<string, NewParty>();
  const answers = new Map<string, PartyAnswer>();
  for (const wish of wishes) {
    const key = partyKey(wish);
    if (answers.has(key)) continue;
    const fitting = (byWord.get(wish.word) ?? []).filter((party) => fits(wish, party));
    answers.set(key, choose(wish, fitting) ?? makeParty(wish, made));
  }
  // Whoever may enter the entry may name who is in it; a firm could not add a unit itself.
  if (create && made.size > 0) await asSystem(tx, () => upsertParties(tx, [...made.values()]));
  return answers;
}

/** An operator or financier is often an enterprise that the registry holds already. */
const fits = (wish: PartyWish, party: PartyFound) =>
  wish.kind === 'any' ||
  party.kind === wish.kind ||
  ((wish.kind === 'operator' || wish.kind === 'financier' || wish.kind === 'institution') &&
    party.kind === 'enterprise');

function choose(wish: PartyWish, fitting: readonly PartyFound[]): PartyAnswer | undefined {
  const exact = fitting.find((party) => party.id === wish.word || party.uscc === wish.word);
  if (exact) return exact;
  if (fitting.length <= 1) return fitting[0];
  const near = fitting.filter((party) => party.regionCode === wish.regionCode);
  if (near.length === 1) return near[0];
  return {
    problem: 'ambiguous',
    candidates: fitting.map((party) => party.uscc ?? `${party.name} ${party.regionCode}`),
  };
}

function makeParty(wish: PartyWish, made: Map<string, NewParty>): PartyAnswer {
  const { kind, word, regionCode } = wish;
  if (kind === 'any' || !MADE_ON_SIGHT.includes(kind) || LOOKS_LIKE_CODE.test(word)) {
    return { problem: 'unknown', candidates: [] };
  }
  const party = { id: randomUUID(), kind, name: word, uscc: null, regionCode } as NewParty;
  made.set(partyKey(wish), party);
  return { id: party.id, name: party.name, made: party };
}

const LOOKS_LIKE_CODE = /^[0-9A-Z-]{9,36}$/i;
