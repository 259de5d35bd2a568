import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../kernel/http/route.ts';
import { IdParam } from '../../kernel/model.ts';
import type { Deps } from '../../kernel/module.ts';
import { addBody, addMeeting, editBody, editDecision, listBodies, removeBody } from './bodies.ts';
import { BodyInput, BodyPatch, BodyQuery, BodyView, DecisionPatch, DecisionView, MeetingInput } from './model.ts';
import { revisionOf } from './review-open.ts';

const read = { permission: 'plans.read' };
const write = { permission: 'plans.write' };

/** Coordination bodies: who sits in them, when they met, what they decided. */
export function bodyRoutes(app: FastifyInstance, _deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/bodies',
    { config: read, schema: { querystring: BodyQuery, response: { 200: z.object({ items: z.array(BodyView) }) } } },
    async (request) => ({ items: await listBodies(request.asking, request.query) }),
  );
  scope.post(
    '/bodies',
    { config: write, schema: { body: BodyInput, response: { 201: BodyView } } },
    async (request, reply) => reply.status(201).send(tagged(reply, await addBody(request.asking, request.body))),
  );
  scope.patch(
    '/bodies/:id',
    { config: write, schema: { params: IdParam, body: BodyPatch, response: { 200: BodyView } } },
    async (request, reply) =>
      tagged(reply, await editBody(request.asking, request.params.id, request.body, matched(request))),
  );
  scope.delete('/bodies/:id', { config: write, schema: { params: IdParam } }, async (request, reply) => {
    await removeBody(request.asking, request.params.id, matched(request));
    return reply.status(204).send();
  });
  scope.post(
    '/bodies/:id/meetings',
    { config: write, schema: { params: IdParam, body: MeetingInput, response: { 201: BodyView } } },
    async (request, reply) => {
      const body = await addMeeting(request.asking, request.params.id, request.body);
      return reply.status(201).send(tagged(reply, body));
    },
  );
  scope.patch(
    '/decisions/:id',
    { config: write, schema: { params: IdParam, body: DecisionPatch, response: { 200: DecisionView } } },
    (request) => editDecision(request.asking, request.params.id, request.body),
  );
}

const matched = (request: { headers: { 'if-match'?: string | undefined } }) => revisionOf(request.headers['if-match']);

const tagged = (
  reply: { header(name: string, value: string): unknown },
  view: z.infer<typeof BodyView>,
): z.infer<typeof BodyView> => {
  reply.header('etag', `"${view.revision}"`);
  return view;
};
