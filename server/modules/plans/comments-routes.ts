import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../kernel/http/route.ts';
import { IdParam } from '../../kernel/model.ts';
import type { Deps } from '../../kernel/module.ts';
import { sendTable, tableFormat } from '../../kernel/tabular/negotiate.ts';
import { addComment, commentTable, editComment, listComments, removeComment } from './comments.ts';
import { CommentInput, CommentPatch, CommentView } from './model.ts';

const read = { permission: 'plans.read' };
const write = { permission: 'plans.write' };
const OneComment = IdParam.extend({ commentId: z.uuid() });
const Format = z.object({ format: z.enum(['json', 'csv', 'xlsx']).optional() });

/** The consultation on a plan: comments received and what became of each. */
export function commentRoutes(app: FastifyInstance, _deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/library/:id/comments',
    {
      config: read,
      schema: { params: IdParam, querystring: Format, response: { 200: z.object({ items: z.array(CommentView) }) } },
    },
    async (request, reply) => {
      const as = tableFormat(request.headers.accept, request.query.format);
      const found = await listComments(request.asking, request.params.id);
      if (as === 'json') return reply.send({ items: found.items });
      const table = commentTable(found, request.actor.locale);
      return sendTable(reply, as, table.title, table);
    },
  );
  scope.post(
    '/library/:id/comments',
    { config: write, schema: { params: IdParam, body: CommentInput, response: { 201: CommentView } } },
    async (request, reply) => {
      return reply.status(201).send(await addComment(request.asking, request.params.id, request.body));
    },
  );
  scope.patch(
    '/library/:id/comments/:commentId',
    { config: write, schema: { params: OneComment, body: CommentPatch, response: { 200: CommentView } } },
    (request) => editComment(request.asking, { planId: request.params.id, id: request.params.commentId }, request.body),
  );
  scope.delete(
    '/library/:id/comments/:commentId',
    { config: write, schema: { params: OneComment } },
    async (request, reply) => {
      await removeComment(request.asking, { planId: request.params.id, id: request.params.commentId });
      return reply.status(204).send();
    },
  );
}
