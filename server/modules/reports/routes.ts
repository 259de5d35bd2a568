import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Tx } from '../../kernel/access/actor.ts';
import { attachment } from '../../kernel/document/content-disposition.ts';
import { badRequest } from '../../kernel/errors.ts';
import { typed } from '../../kernel/http/route.ts';
import { IdParam } from '../../kernel/model.ts';
import type { Deps } from '../../kernel/module.ts';
import { TABLE_MEDIA_TYPES, tableBytes } from '../../kernel/tabular/negotiate.ts';
import { createReport } from './create.ts';
import {
  checkIn,
  findReport,
  issueReport,
  lockFigure,
  openReport,
  patchReport,
  removeReport,
  updateFigures,
} from './edit.ts';
import { listReports, outlineViews } from './list.ts';
import {
  NewReport,
  OutlineView,
  ReportIssue,
  ReportLang,
  ReportLock,
  ReportOpen,
  ReportPage,
  ReportPatch,
  ReportQuery,
  ReportUpdate,
  ReportView,
} from './model.ts';
import { pagesOf } from './pages.ts';
import { renderFile } from './render.ts';
import { figuresTable } from './render-figures.ts';
import { reportView } from './views.ts';

const reading = { permission: 'reports.read' };
const writing = { permission: 'reports.write' };
const InLang = z.object({ lang: ReportLang.optional() });
const AsFile = InLang.extend({ format: z.string().max(10).optional() });

const MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  ...TABLE_MEDIA_TYPES,
} as const;
type FileType = keyof typeof MEDIA_TYPES;
const TYPES = Object.keys(MEDIA_TYPES) as FileType[];

/** Reports: from outline to draft to issue, and as files. */
export function reportRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);

  scope.get('/', { config: reading, schema: { querystring: ReportQuery, response: { 200: ReportPage } } }, (request) =>
    request.asking.run((tx) => listReports(tx, request.actor, request.query)),
  );
  scope.get(
    '/outlines',
    { config: reading, schema: { response: { 200: z.object({ items: z.array(OutlineView) }) } } },
    async (request) => ({ items: outlineViews(request.actor.locale) }),
  );
  scope.post(
    '/',
    { config: writing, schema: { body: NewReport, querystring: InLang, response: { 201: ReportView } } },
    async (request, reply) => {
      const view = await request.asking.run(async (tx) => {
        const id = await createReport(tx, request.actor, request.body, { now: deps.now(), author: request.actor.name });
        return viewOf(tx, request, id, request.query.lang);
      });
      return reply.status(201).header('etag', `"${view.head.revision}"`).send(view);
    },
  );
  scope.get(
    '/:id',
    { config: reading, schema: { params: IdParam, querystring: InLang, response: { 200: ReportView } } },
    async (request, reply) =>
      tagged(reply, await request.asking.run((tx) => viewOf(tx, request, request.params.id, request.query.lang))),
  );

  async function viewOf(tx: Tx, request: FastifyRequest, id: string, lang?: 'zh' | 'en'): Promise<ReportView> {
    const { actor } = request;
    return reportView(tx, await findReport(tx, id), { actor, lang: lang ?? actor.locale, now: deps.now() });
  }

  /** Does it, and answers with the page as it is then. */
  const done = async (
    request: FastifyRequest<{ Params: { id: string }; Querystring: { lang?: 'zh' | 'en' | undefined } }>,
    reply: FastifyReply,
    work: (tx: Tx, change: { id: string; revision: number | null; now: Date }) => Promise<void>,
  ) => {
    const { id } = request.params;
    const change = { id, revision: revisionOf(request.headers['if-match']), now: deps.now() };
    const view = await request.asking.run(async (tx) => {
      await work(tx, change);
      return viewOf(tx, request, id, request.query.lang);
    });
    return tagged(reply, view);
  };
  const answered = { params: IdParam, querystring: InLang, response: { 200: ReportView } };

  scope.patch('/:id', { config: writing, schema: { ...answered, body: ReportPatch } }, (request, reply) =>
    done(request, reply, (tx, change) => patchReport(tx, request.actor, change, request.body)),
  );
  scope.post('/:id/update', { config: writing, schema: { ...answered, body: ReportUpdate } }, (request, reply) =>
    done(request, reply, (tx, change) => updateFigures(tx, request.actor, change, request.body.keys)),
  );
  scope.put('/:id/lock', { config: writing, schema: { ...answered, body: ReportLock } }, (request, reply) =>
    done(request, reply, (tx, change) => lockFigure(tx, request.actor, change, request.body)),
  );
  scope.post('/:id/check', { config: writing, schema: answered }, (request, reply) =>
    done(request, reply, (tx, change) => checkIn(tx, request.actor, change)),
  );
  scope.post('/:id/issue', { config: writing, schema: { ...answered, body: ReportIssue } }, (request, reply) =>
    done(request, reply, (tx, change) => issueReport(tx, request.actor, change, request.body)),
  );
  scope.put('/:id/open', { config: writing, schema: { ...answered, body: ReportOpen } }, (request, reply) =>
    done(request, reply, (tx, { id }) => openReport(tx, request.actor, id, request.body.open)),
  );
  scope.delete('/:id', { config: writing, schema: { params: IdParam } }, async (request, reply) => {
    const change = { id: request.params.id, revision: revisionOf(request.headers['if-match']), now: deps.now() };
    await request.asking.run((tx) => removeReport(tx, request.actor, change));
    return reply.status(204).send();
  });
  scope.get(
    '/:id/file',
    { config: reading, schema: { params: IdParam, querystring: AsFile } },
    async (request, reply) => {
      const as = fileType(request.headers.accept, request.query.format);
      const row = await request.asking.run((tx) => findReport(tx, request.params.id));
      const lang = request.query.lang ?? request.actor.locale;
      const title = lang === 'zh' ? row.title_zh : row.title_en;
      const bytes =
        as === 'docx' || as === 'pdf'
          ? await renderFile(pagesOf(row, lang), as, row.known_at)
          : await tableBytes(as, figuresTable(row.facts, title, lang));
      return reply
        .header('content-disposition', attachment(`${title}.${as}`))
        .header('x-content-type-options', 'nosniff')
        .header('vary', 'accept')
        .type(MEDIA_TYPES[as])
        .send(bytes);
    },
  );
}

function tagged(reply: FastifyReply, view: ReportView): ReportView {
  reply.header('etag', `"${view.head.revision}"`);
  return view;
}

/** @throws AppError 400 for what is not a revision. */
function revisionOf(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined || ifMatch === '*') return null;
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch.trim())?.[1];
  if (digits === undefined)
    throw badRequest('invalid-request', 'If-Match takes the revision that the change is based on.');
  return Number(digits);
}

/** `?format=` first, which a link can carry, then the first type of `Accept` that we have; Word where none is. */
function fileType(accept: string | undefined, format: string | undefined): FileType {
  if (format !== undefined) {
    const found = TYPES.find((type) => type === format);
    if (!found) throw badRequest('invalid-request', `The format ${format} is none of ${TYPES.join(', ')}.`);
    return found;
  }
  for (const range of (accept ?? '').split(',')) {
    const wanted = range.split(';')[0]?.trim().toLowerCase();
    const found = TYPES.find((type) => MEDIA_TYPES[type].split(';')[0] === wanted);
    if (found) return found;
  }
  return 'docx';
}
