import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Tx } from '../../kernel/access/actor.ts';
import { typed } from '../../kernel/http/route.ts';
import { IdParam } from '../../kernel/model.ts';
import type { Deps } from '../../kernel/module.ts';
import { Month, PathChoice, TargetDetail, YearSplit } from './model.ts';
import { revisionOf } from './review-open.ts';
import { targetDetail } from './target-detail.ts';
import { choosePath, splitYears } from './target-edit.ts';
import { suggestYears } from './target-years.ts';

const AsAt = z.object({ month: Month.optional() });

/** One target: its page, its path and its yearly values. Edits answer with the page as it is now. */
export function targetRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  const reading = { permission: 'plans.read' };
  const writing = { permission: 'plans.write' };
  const asked = (request: FastifyRequest, month?: string) => ({ actor: request.actor, now: deps.now(), month });

  scope.get(
    '/targets/:id',
    { config: reading, schema: { params: IdParam, querystring: AsAt, response: { 200: TargetDetail } } },
    async (request, reply) => {
      const { month } = request.query;
      return tagged(
        reply,
        await request.asking.run((tx) => targetDetail(tx, request.params.id, asked(request, month))),
      );
    },
  );

  const edit = async (request: FastifyRequest, reply: FastifyReply, id: string, work: (tx: Tx) => Promise<void>) => {
    const detail = await request.asking.run(async (tx) => {
      await work(tx);
      return targetDetail(tx, id, asked(request));
    });
    return tagged(reply, detail);
  };

  scope.put(
    '/targets/:id/path',
    { config: writing, schema: { params: IdParam, body: PathChoice, response: { 200: TargetDetail } } },
    (request, reply) => {
      const { id } = request.params;
      const change = { id, revision: revisionOf(request.headers['if-match']), value: request.body };
      return edit(request, reply, id, (tx) => choosePath(tx, request.actor, change));
    },
  );

  scope.put(
    '/targets/:id/years',
    { config: writing, schema: { params: IdParam, body: YearSplit, response: { 200: TargetDetail } } },
    (request, reply) => {
      const { id } = request.params;
      const change = { id, revision: revisionOf(request.headers['if-match']), value: request.body };
      return edit(request, reply, id, (tx) => splitYears(tx, request.actor, change));
    },
  );

  scope.get(
    '/targets/:id/years/suggest',
    { config: reading, schema: { params: IdParam, querystring: AsAt, response: { 200: YearSplit } } },
    (request) => request.asking.run((tx) => suggestYears(tx, request.params.id, asked(request, request.query.month))),
  );
}

/** The revision is the tag: what an edit must match. */
function tagged(reply: FastifyReply, detail: TargetDetail): TargetDetail {
  reply.header('etag', `"${detail.target.revision}"`);
  return detail;
}
