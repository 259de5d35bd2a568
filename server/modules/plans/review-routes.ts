import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../kernel/http/route.ts';
import { IdParam } from '../../kernel/model.ts';
import type { Deps } from '../../kernel/module.ts';
import { VersionQuery } from './library-routes.ts';
import {
  AcceptConfident,
  AcceptedCounts,
  MergeTargets,
  NewTarget,
  PlanView,
  PublishInput,
  ReviewView,
  SplitTarget,
  TargetChange,
  TargetPatch,
  TargetView,
  TaskView,
} from './model.ts';
import { addTarget } from './review-add.ts';
import { acceptConfident, decideTarget, decideTask, editTarget } from './review-decide.ts';
import { revisionOf } from './review-open.ts';
import { publishPlan } from './review-publish.ts';
import { mergeTargets, splitTarget } from './review-reshape.ts';
import { undoTarget } from './review-undo.ts';
import { reviewView } from './review-view.ts';

const read = { permission: 'plans.read' };
const write = { permission: 'plans.write' };

/** The review of what was read. `If-Match` takes the revision that a change is based on. */
export function reviewRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/library/:id/review',
    { config: read, schema: { params: IdParam, querystring: VersionQuery, response: { 200: ReviewView } } },
    (request) => reviewView(request.asking, request.params.id, request.query.version, deps.now()),
  );
  scope.post(
    '/library/:id/accept-confident',
    { config: write, schema: { params: IdParam, body: AcceptConfident, response: { 200: AcceptedCounts } } },
    (request) => acceptConfident(request.asking, request.params.id, request.body),
  );
  scope.post(
    '/library/:id/publish',
    { config: write, schema: { params: IdParam, body: PublishInput.nullish(), response: { 200: PlanView } } },
    (request) => publishPlan(request.asking, request.params.id, request.body ?? {}, deps.now()),
  );
  targetRoutes(scope);
  for (const decision of ['accept', 'reject'] as const) {
    scope.post(
      `/tasks/:id/${decision}`,
      { config: write, schema: { params: IdParam, response: { 200: TaskView } } },
      async (request, reply) =>
        tagged(reply, await decideTask(request.asking, request.params.id, decision, matched(request))),
    );
  }
}

function targetRoutes(scope: ReturnType<typeof typed>): void {
  scope.post(
    '/targets',
    { config: write, schema: { body: NewTarget, response: { 201: TargetView } } },
    async (request, reply) => reply.status(201).send(tagged(reply, await addTarget(request.asking, request.body))),
  );
  scope.patch(
    '/targets/:id',
    {
      config: write,
      schema: {
        params: IdParam,
        querystring: z.object({ accept: z.enum(['true', 'false']).default('false') }),
        body: TargetPatch,
        response: { 200: TargetView },
      },
    },
    async (request, reply) => {
      const how = { revision: matched(request), accept: request.query.accept === 'true' };
      return tagged(reply, await editTarget(request.asking, request.params.id, request.body, how));
    },
  );
  for (const decision of ['accept', 'reject', 'restore'] as const) {
    scope.post(
      `/targets/:id/${decision}`,
      { config: write, schema: { params: IdParam, response: { 200: TargetView } } },
      async (request, reply) =>
        tagged(reply, await decideTarget(request.asking, request.params.id, decision, matched(request))),
    );
  }
  scope.post(
    '/targets/:id/split',
    { config: write, schema: { params: IdParam, body: SplitTarget, response: { 200: TargetChange } } },
    (request) => splitTarget(request.asking, request.params.id, request.body.at, matched(request)),
  );
  scope.post(
    '/targets/:id/merge',
    { config: write, schema: { params: IdParam, body: MergeTargets, response: { 200: TargetChange } } },
    (request) => mergeTargets(request.asking, request.params.id, request.body.withId, matched(request)),
  );
  scope.post(
    '/targets/:id/undo',
    { config: write, schema: { params: IdParam, response: { 200: TargetChange } } },
    (request) => undoTarget(request.asking, request.params.id, matched(request)),
  );
}

const matched = (request: { headers: { 'if-match'?: string | undefined } }) => revisionOf(request.headers['if-match']);

const tagged = <T extends { readonly revision: number }>(
  reply: { header(name: string, value: string): unknown },
  view: T,
): T => {
  reply.header('etag', `"${view.revision}"`);
  return view;
};
