import { forbidden, unauthenticated } from '../errors.ts';
import { type Actor, type Role, rolesOf } from './actor.ts';

/** A permission and the roles that have it. Which rows a role may touch is decided by the database. */
export interface Permission {
  readonly zh: string;
  readonly en: string;
  readonly roles: readonly Role[];
}

export type PermissionTable = Readonly<Record<string, Permission>>;

/** Deny unless granted: an undeclared permission is refused to everyone. */
export function may(table: PermissionTable, actor: Actor, permission: string): boolean {
  const declared = table[permission];
  if (!declared) return false;
  const roles = rolesOf(actor);
  const byRole = declared.roles.some((role) => roles.has(role));
  return byRole && (actor.tokenPermissions === null || actor.tokenPermissions.includes(permission));
}

export function requirePermission(table: PermissionTable, actor: Actor, permission: string): void {
  if (may(table, actor, permission)) return;
  throw actor.userId === null ? unauthenticated() : forbidden();
}

export const everyone: readonly Role[] = ['public', 'admin', 'bureau', 'reporter', 'enterprise', 'operator', 'analyst'];
export const signedIn: readonly Role[] = everyone.filter((role) => role !== 'public');
export const editors: readonly Role[] = ['admin', 'bureau'];
export const admins: readonly Role[] = ['admin'];
