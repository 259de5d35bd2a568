import { sql } from 'kysely';
import { audit } from '../audit/audit.ts';
import { badRequest, conflict, notFound } from '../errors.ts';
import { findRegion } from '../region/queries.ts';
import type { RoleName } from '../store/tables.ts';
import type { Actor, Tx } from './actor.ts';

export async function listUsers(tx: Tx) {
  const users = await tx
    .selectFrom('app_user')
    .select(['id', 'name', 'display_name as displayName', 'disabled_at', 'last_sign_in'])
    .orderBy('name')
    .execute();
  const grants = await grantsOf(tx, null);
  return users.map((user) => ({
    id: user.id,
    name: user.name,
    displayName: user.displayName,
    disabled: user.disabled_at !== null,
    lastSignIn: user.last_sign_in?.toISOString() ?? null,
    grants: grants.filter((grant) => grant.userId === user.id).map(({ userId: _, ...grant }) => grant),
  }));
}

/** Grants of one user, or of all. */
export async function grantsOf(tx: Tx, userId: string | null) {
  const rows = await tx
    .selectFrom('role_grant')
    .leftJoin('region', 'region.code', 'role_grant.region_code')
    .leftJoin('party', 'party.id', 'role_grant.party_id')
    .select(['role_grant.id', 'user_id as userId', 'role', 'region.code', 'region.name', 'party.name as party'])
    .$if(userId !== null, (query) => query.where('user_id', '=', userId))
    .orderBy('granted_at')
    .execute();
  return rows.map(({ code, name, ...grant }) => ({ ...grant, region: code && name ? { code, name } : null }));
}

export async function createUser(
  tx: Tx,
  actor: Actor,
  user: { name: string; displayName: string; displayNameEn?: string; passwordHash: string; mustChange: boolean },
): Promise<string> {
  const taken = await tx.selectFrom('app_user').select('id').where('name', '=', user.name).executeTakeFirst();
  if (taken) throw conflict('user-name-taken', `The name ${user.name} is taken.`);
  const { id } = await tx
    .insertInto('app_user')
    .values({
      name: user.name,
      display_name: user.displayName,
      display_name_en: user.displayNameEn ?? null,
      password_hash: user.passwordHash,
      must_change_password: user.mustChange,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(tx, actor, { action: 'user.create', subject: `user:${id}`, detail: { name: user.name } });
  return id;
}

export async function grantRole(
  tx: Tx,
  actor: Actor,
  grant: { userId: string; role: RoleName; regionCode: string | null; partyId?: string | null },
): Promise<string> {
  if (grant.role !== 'admin' && !grant.regionCode && !grant.partyId) {
    throw badRequest('grant-without-place', `The role ${grant.role} needs a region.`, [
      { field: 'regionCode', code: 'needed', message: 'a region code' },
    ]);
  }
  if (grant.role === 'admin' && grant.regionCode) {
    throw badRequest('grant-admin-everywhere', 'An administrator has all regions.', [
      { field: 'regionCode', code: 'not-for-admin', message: 'null' },
    ]);
  }
  if (grant.regionCode && !(await findRegion(tx, grant.regionCode))) throw notFound('region', grant.regionCode);
  const user = await tx.selectFrom('app_user').select('id').where('id', '=', grant.userId).executeTakeFirst();
  if (!user) throw notFound('user', grant.userId);
  const { id } = await tx
    .insertInto('role_grant')
    .values({
      user_id: grant.userId,
      role: grant.role,
      region_code: grant.regionCode,
      party_id: grant.partyId ?? null,
      granted_by: actor.userId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(tx, actor, { action: 'role.grant', subject: `user:${grant.userId}`, detail: grant });
  return id;
}

export async function revokeGrant(tx: Tx, actor: Actor, userId: string, grantId: string): Promise<void> {
  const removed = await tx
    .deleteFrom('role_grant')
    .where('id', '=', grantId)
    .where('user_id', '=', userId)
    .returning(['role', 'region_code'])
    .executeTakeFirst();
  if (!removed) throw notFound('grant', grantId);
  await requireAdminLeft(tx);
  await audit(tx, actor, { action: 'role.revoke', subject: `user:${userId}`, detail: removed });
}

export async function changeUser(
  tx: Tx,
  actor: Actor,
  userId: string,
  change: { displayName?: string; disabled?: boolean },
): Promise<void> {
  const changed = await tx
    .updateTable('app_user')
    .set((eb) => ({
      id: eb.ref('id'),
      ...(change.displayName === undefined ? {} : { display_name: change.displayName }),
      ...(change.disabled === undefined ? {} : { disabled_at: change.disabled ? sql<Date>`now()` : null }),
    }))
    .where('id', '=', userId)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw notFound('user', userId);
  if (change.disabled) {
    await requireAdminLeft(tx);
    await tx.deleteFrom('session').where('user_id', '=', userId).execute();
  }
  await audit(tx, actor, { action: 'user.change', subject: `user:${userId}`, detail: change });
}

/** The last administrator who can sign in cannot be removed, or nobody could let anyone in again. */
async function requireAdminLeft(tx: Tx): Promise<void> {
  // Two who take each other's rights away at once wait for each other, and the second finds itself the last.
  await sql`select pg_advisory_xact_lock(hashtextextended('last-admin', 0))`.execute(tx);
  const left = await tx
    .selectFrom('role_grant')
    .innerJoin('app_user', 'app_user.id', 'role_grant.user_id')
    .select('role_grant.id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<Date>`now()`)]))
    .limit(1)
    .executeTakeFirst();
  if (!left) throw conflict('last-admin', 'This is the last administrator.');
}
