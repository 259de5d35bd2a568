import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { audit } from '../audit/audit.ts';
import { unauthenticated } from '../errors.ts';
import { SESSION_COOKIE } from '../http/app.ts';
import { typed } from '../http/route.ts';
import {
  GrantView,
  IdParam,
  NewGrant,
  NewToken,
  NewUser,
  PasswordChange,
  PermissionView,
  Session,
  SignIn,
  TokenView,
  UserPatch,
  UserView,
} from '../model.ts';
import type { Deps } from '../module.ts';
import { newestMonth } from '../observation/queries.ts';
import { type Actor, withActor } from './actor.ts';
import { may, type PermissionTable } from './permissions.ts';
import { hashPassword, newPassword } from './secrets.ts';
import { actorOfRequest, changePassword, resetPassword, signIn, signOut } from './session.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';
import { changeUser, createUser, grantRole, grantsOf, listUsers, revokeGrant } from './users.ts';

/** Sign-in, sign-out, one's own session, and the administration of users. */
export function accessRoutes(
  app: FastifyInstance,
  deps: Deps,
  { permissions, signInsPerMinute }: { permissions: PermissionTable; signInsPerMinute: number },
): void {
  const scope = typed(app);
  const { db, now } = deps;

  scope.get('/session', { config: { permission: 'kernel.read' }, schema: { response: { 200: Session } } }, (request) =>
    sessionView(deps, request.actor, permissions),
  );
  scope.post(
    '/session',
    {
      config: { permission: 'kernel.read', rateLimit: { max: signInsPerMinute, timeWindow: '1 minute' } },
      schema: { body: SignIn, response: { 200: Session } },
    },
    async (request, reply) => {
      const { token, expires } = await signIn(db, { ...request.body, client: request.ip, now: now() });
      reply.setCookie(SESSION_COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        expires,
      });
      request.cookies[SESSION_COOKIE] = token;
      // Whoever signs in is who the name says, whatever token came along.
      delete request.headers.authorization;
      const actor = await actorOfRequest(db, request);
      await withActor(db, actor, (tx) => audit(tx, actor, { action: 'session.open', subject: `user:${actor.userId}` }));
      return sessionView(deps, actor, permissions);
    },
  );
  scope.delete('/session', { config: { permission: 'kernel.read' } }, async (request, reply) => {
    const token = request.cookies[SESSION_COOKIE];
    if (token) await signOut(db, token);
    reply.clearCookie(SESSION_COOKIE, { path: '/' }).status(204);
  });
  scope.post(
    '/session/password',
    {
      // Guessing at the current password is guessing at a sign-in.
      config: { permission: 'kernel.self', rateLimit: { max: signInsPerMinute, timeWindow: '1 minute' } },
      schema: { body: PasswordChange },
    },
    async (request, reply) => {
      const { actor } = request;
      if (!actor.userId) throw unauthenticated();
      const { current, next } = request.body;
      await changePassword(db, actor.userId, current, next, request.cookies[SESSION_COOKIE] ?? '');
      await request.asking.run((tx) =>
        audit(tx, actor, { action: 'password.change', subject: `user:${actor.userId}` }),
      );
      reply.status(204);
    },
  );

  const admin = { permission: 'kernel.users' };
  scope.get(
    '/users',
    { config: admin, schema: { response: { 200: z.object({ items: z.array(UserView) }) } } },
    async (request) => ({ items: await request.asking.run(listUsers) }),
  );
  // The answer carries the new user's first password, once.
  scope.post(
    '/users',
    { config: admin, schema: { body: NewUser, response: { 201: z.object({ id: z.string(), password: z.string() }) } } },
    async (request, reply) => {
      const password = newPassword();
      const passwordHash = await hashPassword(password);
      const { name, displayName, role, regionCode } = request.body;
      const id = await request.asking.run(async (tx) => {
        const userId = await createUser(tx, request.actor, { name, displayName, passwordHash, mustChange: true });
        if (role) await grantRole(tx, request.actor, { userId, role, regionCode: regionCode ?? null });
        return userId;
      });
      return reply.status(201).send({ id, password });
    },
  );
  scope.patch('/users/:id', { config: admin, schema: { params: IdParam, body: UserPatch } }, async (request, reply) => {
    await request.asking.run((tx) => changeUser(tx, request.actor, request.params.id, request.body));
    reply.status(204);
  });
  scope.post(
    '/users/:id/password',
    { config: admin, schema: { params: IdParam, response: { 200: z.object({ password: z.string() }) } } },
    async (request) => {
      const password = newPassword();
      await resetPassword(db, request.params.id, password);
      await request.asking.run((tx) =>
        audit(tx, request.actor, { action: 'password.reset', subject: `user:${request.params.id}` }),
      );
      return { password };
    },
  );
  scope.post(
    '/users/:id/grants',
    { config: admin, schema: { params: IdParam, body: NewGrant, response: { 201: z.object({ id: z.string() }) } } },
    async (request, reply) => {
      const grant = { userId: request.params.id, ...request.body };
      return reply.status(201).send({ id: await request.asking.run((tx) => grantRole(tx, request.actor, grant)) });
    },
  );
  scope.get(
    '/permissions',
    { config: admin, schema: { response: { 200: z.object({ items: z.array(PermissionView) }) } } },
    (request) => ({
      items: Object.entries(permissions).map(([name, permission]) => ({
        name,
        title: permission[request.actor.locale],
        roles: permission.roles.filter((role) => role !== 'public'),
      })),
    }),
  );
  scope.get(
    '/users/:id/tokens',
    { config: admin, schema: { params: IdParam, response: { 200: z.object({ items: z.array(TokenView) }) } } },
    async (request) => ({ items: await request.asking.run((tx) => listTokens(tx, request.params.id)) }),
  );
  // The answer carries the token, once.
  scope.post(
    '/users/:id/tokens',
    {
      config: admin,
      schema: { params: IdParam, body: NewToken, response: { 201: z.object({ id: z.string(), token: z.string() }) } },
    },
    async (request, reply) => {
      const { name, permissions: asked, days } = request.body;
      const expiresAt = new Date(now().getTime() + days * 86_400_000);
      const wanted = { userId: request.params.id, name, permissions: asked, expiresAt };
      const made = await request.asking.run((tx) => createToken(tx, request.actor, Object.keys(permissions), wanted));
      return reply.status(201).send(made);
    },
  );
  scope.delete(
    '/users/:id/tokens/:tokenId',
    { config: admin, schema: { params: IdParam.extend({ tokenId: z.uuid() }) } },
    async (request, reply) => {
      const { id, tokenId } = request.params;
      await request.asking.run((tx) => revokeToken(tx, request.actor, id, tokenId));
      reply.status(204);
    },
  );
  scope.delete(
    '/users/:id/grants/:grantId',
    { config: admin, schema: { params: IdParam.extend({ grantId: z.uuid() }) } },
    async (request, reply) => {
      const { id, grantId } = request.params;
      await request.asking.run((tx) => revokeGrant(tx, request.actor, id, grantId));
      reply.status(204);
    },
  );
}

const NATION = { code: '000000', name: '全国' };

async function sessionView(deps: Deps, actor: Actor, permissions: PermissionTable): Promise<z.infer<typeof Session>> {
  return withActor(deps.db, actor, async (tx) => {
    const user = actor.userId
      ? await tx
          .selectFrom('app_user')
          .select(['id', 'name', 'display_name', 'display_name_en', 'locale', 'must_change_password'])
          .where('id', '=', actor.userId)
          .executeTakeFirst()
      : undefined;
    const grants = user ? await grantsOf(tx, user.id) : [];
    const synthetic = await tx
      .selectFrom('observation')
      .select('id')
      .where('synthetic', '=', true)
      .limit(1)
      .executeTakeFirst();
    return {
      user: user ? { id: user.id, name: user.name, displayName: user.display_name, locale: user.locale } : null,
      grants: grants.map(({ userId: _, ...grant }) => z.parse(GrantView, grant)),
      permissions: Object.keys(permissions).filter((name) => may(permissions, actor, name)),
      mustChangePassword: user?.must_change_password ?? false,
      syntheticData: synthetic !== undefined,
      defaultRegion: grants.find((grant) => grant.region)?.region ?? NATION,
      dataMonth: (await newestMonth(tx, deps.now())) ?? deps.now().toISOString().slice(0, 7),
    };
  });
}
