import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { attachment } from '../../kernel/document/content-disposition.ts';
import { notFound } from '../../kernel/errors.ts';
import { typed } from '../../kernel/http/route.ts';
import { IdParam } from '../../kernel/model.ts';
import type { Deps } from '../../kernel/module.ts';
import { changePlan, deletePlan, showPlan } from './library-change.ts';
import { versionDiff } from './library-diff.ts';
import { readUploadForm } from './library-form.ts';
import { listLibrary } from './library-list.ts';
import { findVersionText } from './library-queries.ts';
import { uploadPlan } from './library-upload.ts';
import { Library, LibraryQuery, PlanPatch, PlanView, UploadAnswer, UploadLimits, VersionDiff } from './model.ts';
import { visibleVersion } from './review-view.ts';

const read = { permission: 'plans.read' };
const write = { permission: 'plans.write' };
const number = z.coerce.number().int().positive();
export const VersionQuery = z.object({ version: number.optional() });

/** The plan library: list, one plan, upload, text and versions. */
export function libraryRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/library',
    { config: read, schema: { querystring: LibraryQuery, response: { 200: Library } } },
    (request) => listLibrary(request.asking, request.query, deps.now()),
  );
  scope.post(
    '/library',
    { config: write, schema: { consumes: ['multipart/form-data'], response: { 202: UploadAnswer } } },
    async (request, reply) => {
      const form = await readUploadForm(request, deps.maxUploadBytes);
      return reply.status(202).send(await uploadPlan(request.asking, form));
    },
  );
  scope.get('/upload-limits', { config: write, schema: { response: { 200: UploadLimits } } }, () => ({
    maxBytes: deps.maxUploadBytes,
  }));
  scope.get(
    '/library/:id',
    { config: read, schema: { params: IdParam, response: { 200: PlanView } } },
    async (request, reply) => tagged(reply, await showPlan(request.asking, request.params.id, deps.now())),
  );
  scope.patch(
    '/library/:id',
    { config: write, schema: { params: IdParam, body: PlanPatch, response: { 200: PlanView } } },
    async (request, reply) => {
      const etag = request.headers['if-match']?.replace(/^W\/|"/g, '') ?? null;
      return tagged(
        reply,
        await changePlan(request.asking, request.params.id, request.body, {
          etag: etag === '*' ? null : etag,
          now: deps.now(),
        }),
      );
    },
  );
  scope.delete('/library/:id', { config: write, schema: { params: IdParam } }, async (request, reply) => {
    await deletePlan(request.asking, request.params.id);
    return reply.status(204).send();
  });
  scope.get(
    '/library/:id/text',
    { config: read, schema: { params: IdParam, querystring: VersionQuery } },
    async (request, reply) => {
      const { id } = request.params;
      const { plan, version, text } = await request.asking.run(async (tx) => {
        const found = await visibleVersion(tx, id, request.query.version);
        return { ...found, text: await findVersionText(tx, found.version) };
      });
      if (text === undefined) throw notFound('text', id);
      return reply
        .header('content-disposition', attachment(`${plan.short_title} v${version.number}.txt`))
        .header('x-content-type-options', 'nosniff')
        .type('text/plain; charset=utf-8')
        .send(text);
    },
  );
  scope.get(
    '/library/:id/versions/:a/diff/:b',
    { config: read, schema: { params: IdParam.extend({ a: number, b: number }), response: { 200: VersionDiff } } },
    (request) => versionDiff(request.asking, request.params.id, request.params.a, request.params.b),
  );
}

/** The time of change is the plan's ETag; counts and judgements move without it, so nothing is cached by it. */
const tagged = <R extends { header(name: string, value: string): unknown }>(reply: R, view: PlanView): PlanView => {
  reply.header('etag', `"${view.updatedAt}"`);
  reply.header('cache-control', 'private, no-store');
  return view;
};
