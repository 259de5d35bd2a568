import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Tx } from '../../../kernel/access/actor.ts';
import { AppError, badRequest } from '../../../kernel/errors.ts';
import { ifMatch } from '../../../kernel/http/if-match.ts';
import { typed } from '../../../kernel/http/route.ts';
import { IdParam } from '../../../kernel/model.ts';
import type { Deps } from '../../../kernel/module.ts';
import { sendFile, sendTable, tableFormat } from '../../../kernel/tabular/negotiate.ts';
import { Release, Settle } from '../forms/model.ts';
import { excuseReturn, reopenReturn, withdrawReturn } from './correct.ts';
import { templateOf, templateReading } from './excel.ts';
import { readTemplate } from './excel-read.ts';
import { listReturns, returnTable } from './list.ts';
import {
  Answer,
  Ask,
  Bulk,
  BulkDone,
  ExcelRead,
  Note,
  ReturnPage,
  ReturnQuery,
  ReturnSave,
  ReturnSaved,
  ReturnSubmit,
  ReturnView,
  Settled,
  Versions,
  WithReason,
} from './model.ts';
import { selectReturnVersions } from './queries.ts';
import { answerQuestion, askAbout } from './questions.ts';
import { releaseRound } from './release.ts';
import { actOnMany, approveReturn, checkReturnStep, demandVisible, sendBack } from './review.ts';
import { saveReturn, submitReturn } from './save.ts';
import { settleRegion } from './settle.ts';
import { returnText } from './text.ts';
import { drainTotals } from './totals-drain.ts';
import { viewReturn } from './view.ts';

const REPORT = { permission: 'statistics.report' };
const REVIEW = { permission: 'statistics.review' };

/** Returns from the first draft to the approval, and what the sums of a round become. */
export function returnsRoutes(app: FastifyInstance, deps: Deps): void {
  readingRoutes(app, deps);
  fillingRoutes(app, deps);
  reviewRoutes(app, deps);
  roundRoutes(app, deps);
}

function readingRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/returns',
    { config: REPORT, schema: { querystring: ReturnQuery, response: { 200: ReturnPage } } },
    async (request, reply) => {
      const { query, actor, asking } = request;
      const as = tableFormat(request.headers.accept, query.format);
      if (as === 'json') return reply.send(await asking.run((tx) => listReturns(tx, actor, query, deps.now())));
      const table = await asking.run((tx) => returnTable(tx, actor, query, deps.now()));
      return sendTable(reply, as, returnText(actor.locale).list.file, table);
    },
  );
  scope.get(
    '/returns/:id',
    { config: REPORT, schema: { params: IdParam, response: { 200: ReturnView } } },
    ({ asking, actor, params: { id } }) => asking.run((tx) => viewReturn(tx, actor, id, deps.now())),
  );
  scope.get(
    '/returns/:id/versions',
    { config: REPORT, schema: { params: IdParam, response: { 200: Versions } } },
    ({ asking, params: { id } }) =>
      asking.run(async (tx) => {
        await demandVisible(tx, id);
        const rows = await selectReturnVersions(tx, id);
        return {
          items: rows.map((row) => ({
            ...row,
            at: row.at.toISOString(),
            cells: row.cells as z.infer<typeof Versions>['items'][number]['cells'],
          })),
        };
      }),
  );
  scope.get('/returns/:id/template.xlsx', { config: REPORT, schema: { params: IdParam } }, async (request, reply) => {
    const { asking, actor, params } = request;
    const { fileName, bytes } = await asking.run((tx) => templateOf(tx, actor, params.id, deps.now()));
    return sendFile(reply, fileName, { format: 'xlsx', bytes });
  });
}

function fillingRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.put(
    '/returns/:id',
    {
      config: REPORT,
      bodyLimit: BODY_LIMIT,
      schema: { params: IdParam, body: ReturnSave, response: { 200: ReturnSaved } },
    },
    ({ asking, actor, params: { id }, body, headers }) => {
      const basedOn = ifMatch(headers['if-match']);
      return asking.run((tx) => saveReturn(tx, actor, id, { cells: body.cells, basedOn, now: deps.now() }));
    },
  );
  scope.post(
    '/returns/:id/submit',
    {
      config: REPORT,
      bodyLimit: BODY_LIMIT,
      schema: { params: IdParam, body: ReturnSubmit, response: { 200: ReturnSaved } },
    },
    ({ asking, actor, params: { id }, body, headers }) => {
      const basedOn = ifMatch(headers['if-match']);
      const key = idempotencyKey(headers['idempotency-key']);
      return asking.run((tx) => submitReturn(tx, actor, id, { cells: body.cells, basedOn, key, now: deps.now() }));
    },
  );
  scope.post(
    '/returns/:id/withdraw',
    { config: REPORT, schema: { params: IdParam, body: WithReason, response: { 200: ReturnView } } },
    (request) =>
      acted(request, deps, (tx, asked) => withdrawReturn(tx, request.actor, asked.id, { ...request.body, ...asked })),
  );
  scope.post(
    '/returns/:id/answer',
    { config: REPORT, schema: { params: IdParam, body: Answer, response: { 200: ReturnView } } },
    (request) =>
      acted(request, deps, (tx, asked) => answerQuestion(tx, request.actor, asked.id, { ...request.body, ...asked })),
  );
  scope.post(
    '/returns/:id/excel',
    {
      config: REPORT,
      schema: { params: IdParam, consumes: ['multipart/form-data'], response: { 200: ExcelRead } },
    },
    async (request) => {
      const reading = await request.asking.run((tx) => templateReading(tx, request.actor, request.params.id));
      return readTemplate(await uploaded(request), reading);
    },
  );
}

function reviewRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  const reasoned = { config: REVIEW, schema: { params: IdParam, body: WithReason, response: { 200: ReturnView } } };
  const noted = { config: REVIEW, schema: { params: IdParam, body: Note, response: { 200: ReturnView } } };
  scope.post(
    '/returns/:id/ask',
    { config: REVIEW, schema: { params: IdParam, body: Ask, response: { 200: ReturnView } } },
    (request) =>
      acted(request, deps, (tx, asked) => askAbout(tx, request.actor, asked.id, { ...request.body, ...asked })),
  );
  scope.post('/returns/:id/send-back', reasoned, (request) =>
    acted(request, deps, (tx, asked) => sendBack(tx, request.actor, asked.id, { ...request.body, ...asked })),
  );
  scope.post('/returns/:id/check', noted, (request) =>
    acted(request, deps, (tx, asked) => checkReturnStep(tx, request.actor, asked.id, { ...request.body, ...asked })),
  );
  scope.post('/returns/:id/approve', noted, (request) =>
    acted(request, deps, (tx, asked) => approveReturn(tx, request.actor, asked.id, { ...request.body, ...asked })),
  );
  scope.post('/returns/:id/reopen', reasoned, (request) =>
    acted(request, deps, (tx, asked) => reopenReturn(tx, request.actor, asked.id, { ...request.body, ...asked })),
  );
  scope.post('/returns/:id/excuse', reasoned, (request) =>
    acted(request, deps, (tx, asked) => excuseReturn(tx, request.actor, asked.id, { ...request.body, ...asked })),
  );
  scope.post(
    '/returns/bulk',
    { config: REVIEW, schema: { body: Bulk, response: { 200: BulkDone } } },
    ({ actor, body }) => actOnMany(deps.db, actor, body, deps.now()),
  );
}

function roundRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.post(
    '/rounds/:id/settle',
    { config: REVIEW, schema: { params: IdParam, body: Settle, response: { 200: Settled } } },
    async ({ asking, actor, params: { id }, body }) => {
      const now = deps.now();
      // What was approved a moment ago belongs into it.
      await drainTotals(deps.db, now);
      await asking.run((tx) => settleRegion(tx, actor, id, { ...body, now }));
      await drainTotals(deps.db, now);
      return { round: id, at: now.toISOString() };
    },
  );
  scope.post(
    '/rounds/:id/release',
    { config: REVIEW, schema: { params: IdParam, body: Release, response: { 200: Settled } } },
    async ({ asking, actor, params: { id }, body }) => {
      const now = deps.now();
      await drainTotals(deps.db, now);
      await asking.run((tx) => releaseRound(tx, actor, id, { ...body, now }));
      await drainTotals(deps.db, now);
      return { round: id, at: now.toISOString() };
    },
  );
}

/** Two thousand rows with four reasons each. */
const BODY_LIMIT = 4 * 1024 * 1024;
const KEY = /^[\x21-\x7e]{1,100}$/;

function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && KEY.test(header)) return header;
  throw badRequest('invalid-request', 'Idempotency-Key takes 1 to 100 printable characters.');
}

/** An act answers the return as it is then. */
function acted(
  request: FastifyRequest & { params: { id: string } },
  deps: Deps,
  act: (tx: Tx, asked: { id: string; now: Date }) => Promise<void>,
): Promise<z.infer<typeof ReturnView>> {
  const { asking, actor, params } = request;
  const now = deps.now();
  return asking.run(async (tx) => {
    await act(tx, { id: params.id, now });
    return viewReturn(tx, actor, params.id, now);
  });
}

async function uploaded(request: FastifyRequest): Promise<{ name: string; bytes: Uint8Array }> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (!part) throw badRequest('file-missing', 'Send the file as one part of multipart/form-data.');
  const bytes = await part.toBuffer();
  // The parser may give out the beginning as the whole: half a form must not be taken for one.
  if (part.file.truncated) throw new AppError(413, 'file-too-large', `${part.filename} is larger than accepted.`);
  return { name: part.filename, bytes };
}
