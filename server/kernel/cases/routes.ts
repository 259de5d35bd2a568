import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { attachment } from '../document/content-disposition.ts';
import { badRequest } from '../errors.ts';
import { ifMatch } from '../http/if-match.ts';
import { typed } from '../http/route.ts';
import { IdParam } from '../model.ts';
import type { Asking, Deps } from '../module.ts';
import { showCase } from './detail.ts';
import { addMessage, addParticipant, attach, openByHand, patchCase, removeParticipant, reopenCase } from './edit.ts';
import { caseFile, casePeople } from './files.ts';
import { listCases } from './list.ts';
import {
  CaseDetail,
  CaseMessage,
  CaseMoveBody,
  CasePage,
  CasePatch,
  CasePeople,
  CaseQuery,
  CaseTypes,
  NewCaseBody,
  ParticipantBody,
  ReopenBody,
} from './model.ts';
import { moveCase } from './move.ts';
import { caseTypes } from './registry.ts';

const read = { permission: 'cases.read' };
const handle = { permission: 'cases.handle' };
const detail = { 200: CaseDetail };

/** Cases: whose they are, how they stand, what may be done. Row-level security decides who sees which. */
export function caseRoutes(app: FastifyInstance, deps: Deps): void {
  listRoutes(app, deps);
  changeRoutes(app, deps);
  trailRoutes(app, deps);
}

function listRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/cases',
    { config: read, schema: { querystring: CaseQuery, response: { 200: CasePage } } },
    ({ asking, query }) => asking.run((tx) => listCases(tx, asking.actor, query, deps.now())),
  );
  scope.get('/cases/types', { config: read, schema: { response: { 200: CaseTypes } } }, ({ asking }) =>
    asking.run(async (tx) => {
      const types = [...(await caseTypes(tx)).values()];
      return { items: types.map(({ id, names }) => ({ id, name: names[asking.actor.locale] })) };
    }),
  );
  scope.get(
    '/cases/:id',
    { config: read, schema: { params: IdParam, response: detail } },
    async ({ asking, params }, reply) => tagged(reply, await shown(asking, params.id, deps)),
  );
  scope.get(
    '/cases/:id/people',
    { config: handle, schema: { params: IdParam, response: { 200: CasePeople } } },
    ({ asking, params }) => asking.run((tx) => casePeople(tx, asking.actor, params.id)),
  );
  scope.get(
    '/cases/:id/files/:document',
    { config: read, schema: { params: IdParam.extend({ document: z.uuid() }) } },
    async ({ asking, params }, reply) => {
      const found = await asking.run((tx) => caseFile(tx, params.id, params.document));
      return reply
        .header('content-disposition', attachment(found.fileName))
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-cache')
        .type(found.mediaType)
        .send(found.content);
    },
  );
}

function changeRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.post(
    '/cases',
    { config: handle, schema: { body: NewCaseBody, response: { 201: CaseDetail } } },
    async ({ asking, body }, reply) => {
      const { id } = await asking.run((tx) => openByHand(tx, asking.actor, body, deps.now()));
      return tagged(reply.status(201), await shown(asking, id, deps));
    },
  );
  scope.post(
    '/cases/:id/moves',
    { config: handle, schema: { params: IdParam, body: CaseMoveBody, response: detail } },
    async ({ asking, params, body, headers }, reply) => {
      const revision = ifMatch(headers['if-match']);
      const note = body.note || null;
      await asking.run((tx) =>
        moveCase(tx, asking.actor, { caseId: params.id, move: body.move, note, revision, now: deps.now() }),
      );
      return tagged(reply, await shown(asking, params.id, deps));
    },
  );
  scope.patch(
    '/cases/:id',
    { config: handle, schema: { params: IdParam, body: CasePatch, response: detail } },
    async ({ asking, params, body, headers }, reply) => {
      const revision = ifMatch(headers['if-match']);
      await asking.run((tx) => patchCase(tx, asking.actor, { id: params.id, patch: body, revision, now: deps.now() }));
      return tagged(reply, await shown(asking, params.id, deps));
    },
  );
  scope.post(
    '/cases/:id/reopen',
    { config: handle, schema: { params: IdParam, body: ReopenBody, response: detail } },
    async ({ asking, params, body, headers }, reply) => {
      const revision = ifMatch(headers['if-match']);
      await asking.run((tx) =>
        reopenCase(tx, asking.actor, { id: params.id, reason: body.reason, revision, now: deps.now() }),
      );
      return tagged(reply, await shown(asking, params.id, deps));
    },
  );
}

function trailRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.post(
    '/cases/:id/messages',
    { config: handle, schema: { params: IdParam, body: CaseMessage, response: { 201: CaseDetail } } },
    async ({ asking, params, body }, reply) => {
      await asking.run((tx) => addMessage(tx, asking.actor, { id: params.id, text: body.text, now: deps.now() }));
      return tagged(reply.status(201), await shown(asking, params.id, deps));
    },
  );
  scope.post(
    '/cases/:id/files',
    { config: handle, schema: { params: IdParam, consumes: ['multipart/form-data'], response: { 201: CaseDetail } } },
    async (request, reply) => {
      const { asking, params } = request;
      if (!request.isMultipart()) throw badRequest('file-missing', 'Send the file as multipart/form-data.');
      const part = await request.file();
      if (!part) throw badRequest('file-missing', 'No file was received.');
      const bytes = await part.toBuffer();
      if (bytes.length === 0) throw badRequest('file-empty', 'The file is empty.');
      const file = { name: baseName(part.filename), mediaType: mediaType(part.filename), bytes };
      const field = part.fields.note;
      const note = field && 'value' in field && typeof field.value === 'string' ? field.value.slice(0, 4000) : null;
      await asking.run((tx) => attach(tx, asking.actor, { id: params.id, file, note: note || null, now: deps.now() }));
      return tagged(reply.status(201), await shown(asking, params.id, deps));
    },
  );
  scope.post(
    '/cases/:id/participants',
    { config: handle, schema: { params: IdParam, body: ParticipantBody, response: { 201: CaseDetail } } },
    async ({ asking, params, body }, reply) => {
      await asking.run((tx) => addParticipant(tx, asking.actor, { id: params.id, body, now: deps.now() }));
      return tagged(reply.status(201), await shown(asking, params.id, deps));
    },
  );
  scope.delete(
    '/cases/:id/participants/:userId',
    { config: handle, schema: { params: IdParam.extend({ userId: z.uuid() }), response: detail } },
    async ({ asking, params }, reply) => {
      const { id, userId } = params;
      await asking.run((tx) => removeParticipant(tx, asking.actor, { id, userId, now: deps.now() }));
      return tagged(reply, await shown(asking, id, deps));
    },
  );
}

const shown = (asking: Asking, id: string, deps: Deps) =>
  asking.run((tx) => showCase(tx, asking.actor, id, deps.now()));

function tagged(reply: FastifyReply, view: CaseDetail): CaseDetail {
  reply.header('etag', `"${view.revision}"`);
  return view;
}

/** Some browsers and tools send a path. */
const baseName = (name: string | undefined): string => (name ?? '').split(/[\\/]/).at(-1)?.slice(-200) || 'file';

/** Only names the kind for whoever opens the file; it is always handed out as a download. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const mediaType = (name: string) => MEDIA_TYPES[path.extname(name).toLowerCase()] ?? 'application/octet-stream';
