import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { AppError, badRequest, notFound, unauthenticated } from '../errors.ts';
import type { Db } from '../store/open-store.ts';
import { type Actor, anonymous, type Grant } from './actor.ts';
import { hashPassword, hashToken, newToken, passwordMatches } from './secrets.ts';
import { countFailure, forgetFailures, refuseLocked, unlockName } from './sign-in-lock.ts';

export const SESSION_HOURS = 12;
export const MIN_PASSWORD = 12;

/** The actor behind a request: by session cookie, by `Authorization: Bearer <token>`, or nobody. */
export async function actorOfRequest(db: Db, request: FastifyRequest): Promise<Actor> {
  const bearer = request.headers.authorization?.match(/^Bearer +(\S+)$/i)?.[1];
  const cookie = request.cookies.liannao_session;
  const asked = request.headers['accept-language']?.match(/^(zh|en)\b/)?.[1] as 'zh' | 'en' | undefined;
  const known = bearer ? await actorOfToken(db, bearer) : cookie ? await actorOfSession(db, cookie) : null;
  const actor = known ?? anonymous();
  return asked ? { ...actor, locale: asked } : actor;
}

async function actorOfSession(db: Db, token: string): Promise<Actor | null> {
  const user = await db
    .selectFrom('session')
    .innerJoin('app_user', 'app_user.id', 'session.user_id')
    .select(['app_user.id', 'app_user.display_name as name', 'app_user.locale', 'must_change_password'])
    .where('session.token_hash', '=', hashToken(token))
    .where('session.expires_at', '>', sql<Date>`now()`)
    .where('app_user.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!user) return null;
  return { ...(await actorOfUser(db, user, null)), mustChangePassword: user.must_change_password };
}

async function actorOfToken(db: Db, token: string): Promise<Actor> {
  const row = await db
    .selectFrom('api_token')
    .innerJoin('app_user', 'app_user.id', 'api_token.user_id')
    .select(['app_user.id', 'app_user.display_name as name', 'app_user.locale', 'api_token.permissions'])
    .where('api_token.token_hash', '=', hashToken(token))
    .where('api_token.expires_at', '>', sql<Date>`now()`)
    .where('api_token.revoked_at', 'is', null)
    .where('app_user.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw unauthenticated();
  return actorOfUser(db, row, row.permissions);
}

/** The actor that a user is now, for work begun in his name; null where there is none or he is locked out. */
export async function actorOfUserId(db: Db, userId: string): Promise<Actor | null> {
  const user = await db
    .selectFrom('app_user')
    .select(['id', 'display_name as name', 'locale'])
    .where('id', '=', userId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return user ? actorOfUser(db, user, null) : null;
}

async function actorOfUser(
  db: Db,
  user: { id: string; name: string; locale: 'zh' | 'en' },
  tokenPermissions: readonly string[] | null,
): Promise<Actor> {
  const grants: Grant[] = await db
    .selectFrom('role_grant')
    .select(['role', 'region_code as regionCode', 'party_id as partyId'])
    .where('user_id', '=', user.id)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<Date>`now()`)]))
    .execute();
  return { userId: user.id, name: user.name, locale: user.locale, grants, tokenPermissions, isSystem: false };
}

/**
 * Checks name and password and opens a session. The same answer, in the same time, for an unknown name as for a wrong
 * password.
 */
export async function signIn(
  db: Db,
  { name, password, client, now }: { name: string; password: string; client: string; now: Date },
): Promise<{ token: string; expires: Date }> {
  const attempt = { name, client, now };
  await refuseLocked(db, attempt);
  const user = await db
    .selectFrom('app_user')
    .select(['id', 'password_hash'])
    .where('name', '=', name)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!(await passwordMatches(user?.password_hash ?? null, password)) || !user) {
    await countFailure(db, attempt);
    throw new AppError(401, 'sign-in-failed', 'Wrong name or password.');
  }
  await forgetFailures(db, attempt);
  const token = newToken();
  const expires = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await db
    .insertInto('session')
    .values({ token_hash: hashToken(token), user_id: user.id, expires_at: expires, created_at: now })
    .execute();
  await db.updateTable('app_user').set({ last_sign_in: now }).where('id', '=', user.id).execute();
  await db.deleteFrom('session').where('expires_at', '<', now).execute();
  return { token, expires };
}

export const signOut = (db: Db, token: string) =>
  db.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute();

/** Changes one's own password and ends all other sessions. */
export async function changePassword(db: Db, userId: string, current: string, next: string, keep: string) {
  refuseWeak(next);
  const user = await db
    .selectFrom('app_user')
    .select('password_hash')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  if (!(await passwordMatches(user.password_hash, current)))
    throw badRequest('password-wrong', 'The current password is wrong.');
  if (next === current) throw badRequest('password-same', 'The new password is the old one.');
  await setPassword(db, userId, next, { mustChange: false });
  await db.deleteFrom('session').where('user_id', '=', userId).where('token_hash', '!=', hashToken(keep)).execute();
}

/** @throws AppError 404 `user-not-found`. */
async function setPassword(
  db: Db,
  userId: string,
  password: string,
  { mustChange }: { mustChange: boolean },
): Promise<void> {
  const user = await db
    .updateTable('app_user')
    .set({ password_hash: await hashPassword(password), must_change_password: mustChange })
    .where('id', '=', userId)
    .returning('name')
    .executeTakeFirst();
  if (!user) throw notFound('user', userId);
  await unlockName(db, user.name);
}

/** Whoever gets a new password from an administrator is out everywhere: the old one may be in other hands. */
export async function resetPassword(db: Db, userId: string, password: string): Promise<void> {
  await setPassword(db, userId, password, { mustChange: true });
  await db.deleteFrom('session').where('user_id', '=', userId).execute();
}

export function refuseWeak(password: string): void {
  if ([...password].length < MIN_PASSWORD) {
    throw badRequest('password-too-short', `At least ${MIN_PASSWORD} characters.`, [
      { field: 'password', code: 'too-short', message: `at least ${MIN_PASSWORD} characters` },
    ]);
  }
}
