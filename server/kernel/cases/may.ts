import { type Actor, isAdmin, type Role, rolesOf, type Tx } from '../access/actor.ts';
import { mayWriteRegion } from './queries.ts';

interface Place {
  readonly region_code: string;
  readonly party_id: string | null;
  readonly handler_id: string | null;
}

/** How an actor stands to a case. */
export interface Standing {
  /** May move it where a move's roles let him, write, assign. */
  readonly acts: boolean;
  /** Holds its region, or is asked to handle it: may also assign, set dates, reopen. */
  readonly leads: boolean;
}

const mayUse = (actor: Actor) => actor.tokenPermissions === null || actor.tokenPermissions.includes('cases.handle');

export async function standingOf(tx: Tx, actor: Actor, file: Place): Promise<Standing> {
  if (!mayUse(actor)) return { acts: false, leads: false };
  if (isAdmin(actor)) return { acts: true, leads: true };
  const roles = rolesOf(actor);
  const leads =
    roles.has('bureau') && (file.handler_id === actor.userId || (await mayWriteRegion(tx, file.region_code)));
  const own = file.party_id !== null && actor.grants.some(({ partyId }) => partyId === file.party_id);
  return { acts: leads || (own && (roles.has('enterprise') || roles.has('reporter'))), leads };
}

/** Whether the actor's roles are among those of a move; an administrator may make any. */
export const mayMove = (actor: Actor, by: readonly Role[]): boolean =>
  isAdmin(actor) || by.some((role) => rolesOf(actor).has(role));
