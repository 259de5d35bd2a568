import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Tx } from '../access/actor.ts';
import { conflict, notFound, unauthenticated } from '../errors.ts';
import { typed } from '../http/route.ts';
import { NewView, RegisterParam, SavedView } from './model.ts';
import { findRegister, loadRegisters } from './store.ts';

const read = { permission: 'registers.read' };
const self = { permission: 'kernel.self' };

/** Views that somebody saved: a name for the query of a list, for oneself or for all who sign in. */
export function viewRoutes(app: FastifyInstance): void {
  const scope = typed(app);
  scope.get(
    '/registers/:register/views',
    { config: read, schema: { params: RegisterParam, response: { 200: z.object({ items: z.array(SavedView) }) } } },
    (request) =>
      request.asking.run(async (tx) => ({
        items: await selectViews(tx, request.params.register, request.actor.userId),
      })),
  );
  scope.post(
    '/registers/:register/views',
    { config: self, schema: { params: RegisterParam, body: NewView, response: { 201: SavedView } } },
    async (request, reply) => {
      const { register } = request.params;
      const { userId } = request.actor;
      if (userId === null) throw unauthenticated();
      const view = await request.asking.run(async (tx) => {
        findRegister(await loadRegisters(tx), register);
        return insertView(tx, { register, user_id: userId, ...request.body });
      });
      return reply.status(201).send({ ...view, own: true });
    },
  );
  scope.delete(
    '/registers/:register/views/:view',
    { config: self, schema: { params: RegisterParam.extend({ view: z.uuid() }), response: { 204: z.null() } } },
    async (request, reply) => {
      const { register, view } = request.params;
      const { numDeletedRows } = await request.asking.run((tx) =>
        tx
          .deleteFrom('register_view')
          .where('register', '=', register)
          .where('id', '=', view)
          .executeTakeFirstOrThrow(),
      );
      if (numDeletedRows === 0n) throw notFound('view', view);
      return reply.status(204).send(null);
    },
  );
}

async function selectViews(tx: Tx, register: string, userId: string | null): Promise<z.infer<typeof SavedView>[]> {
  const rows = await tx
    .selectFrom('register_view')
    .select(['id', 'name', 'query', 'shared', 'user_id'])
    .where('register', '=', register)
    .orderBy('name')
    .execute();
  return rows.map(({ user_id, ...view }) => ({ ...view, own: user_id === userId }));
}

async function insertView(
  tx: Tx,
  view: { register: string; user_id: string; name: string; query: string; shared: boolean },
) {
  const made = await tx
    .insertInto('register_view')
    .values(view)
    .onConflict((oc) => oc.columns(['register', 'user_id', 'name']).doNothing())
    .returning(['id', 'name', 'query', 'shared'])
    .executeTakeFirst();
  if (!made) throw conflict('view-name-taken', `You have a view called ${view.name} already.`);
  return made;
}
