import { sql } from 'kysely';
import { audit } from '../audit/audit.ts';
import { badRequest, notFound } from '../errors.ts';
import type { Actor, Tx } from './actor.ts';
import { hashToken, newToken } from './secrets.ts';

export interface TokenRequest {
  readonly userId: string;
  readonly name: string;
  /** Permissions that the token carries; it never has more than its user's roles give. */
  readonly permissions: readonly string[];
  readonly expiresAt: Date;
}

/** Makes a token for a machine that acts as `userId`. The token itself is answered once and stored only as a hash. */
export async function createToken(tx: Tx, actor: Actor, known: readonly string[], request: TokenRequest) {
  const unknown = request.permissions.filter((permission) => !known.includes(permission));
  if (unknown.length > 0) {
    throw badRequest('invalid-request', `No such permission: ${unknown.join(', ')}.`, [
      { field: 'permissions', code: 'unknown', message: `one of ${known.join(', ')}` },
    ]);
  }
  const user = await tx.selectFrom('app_user').select('id').where('id', '=', request.userId).executeTakeFirst();
  if (!user) throw notFound('user', request.userId);
  const token = newToken();
  const { id } = await tx
    .insertInto('api_token')
    .values({
      user_id: request.userId,
      name: request.name,
      token_hash: hashToken(token),
      permissions: [...request.permissions],
      expires_at: request.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(tx, actor, {
    action: 'token.create',
    subject: `user:${request.userId}`,
    detail: { id, name: request.name },
  });
  return { id, token };
}

export async function listTokens(tx: Tx, userId: string) {
  const rows = await tx
    .selectFrom('api_token')
    .select(['id', 'name', 'permissions', 'created_at', 'expires_at', 'revoked_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    permissions: row.permissions,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }));
}

export async function revokeToken(tx: Tx, actor: Actor, userId: string, id: string): Promise<void> {
  const revoked = await tx
    .updateTable('api_token')
    .set({ revoked_at: sql`now()` })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) throw notFound('token', id);
  await audit(tx, actor, { action: 'token.revoke', subject: `user:${userId}`, detail: { id } });
}
