import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type PermissionTable, requirePermission } from '../access/permissions.ts';
import { AppError, badRequest, notFound } from '../errors.ts';
import { typed } from '../http/route.ts';
import { IdParam, ImportMend, ImportReport } from '../model.ts';
import type { Deps } from '../module.ts';
import { sendFile } from '../tabular/negotiate.ts';
import { errorFile, template } from './files.ts';
import type { ImportContext, Importer, Locale } from './importer.ts';
import {
  checkImport,
  findImportKind,
  listImports,
  mendImport,
  readImport,
  undoImport,
  writeImport,
} from './service.ts';

const Flag = z.enum(['true', 'false']).optional();
const FileFormat = z.enum(['csv', 'xlsx']);
const Locales = z.enum(['zh', 'en']).optional();

/**
 * Imports below the prefix at which `app` is registered: for each kind its template and its upload, with the importer's
 * own permission; for runs their writing, undoing, error file and history.
 */
export function importRoutes(
  app: FastifyInstance,
  deps: Pick<Deps, 'now'>,
  importers: readonly Importer[],
  permissions: PermissionTable,
): void {
  for (const importer of importers) kindRoutes(app, deps, importer);
  runRoutes(app, deps, { importers, permissions });
}

function kindRoutes(app: FastifyInstance, deps: Pick<Deps, 'now'>, importer: Importer): void {
  const scope = typed(app);
  const config = { permission: importer.permission };
  if (importer.kind === 'runs') throw new TypeError('an importer may not be called runs');

  scope.get(
    `/imports/${importer.kind}/template`,
    { config, schema: { querystring: z.object({ format: FileFormat.default('xlsx'), locale: Locales }) } },
    async (request, reply) => {
      const { format, locale } = request.query;
      const file = await template(importer, format, locale ?? localeOf(request));
      return sendFile(reply, `${file.fileName}.${file.format}`, file);
    },
  );

  scope.post(
    `/imports/${importer.kind}`,
    {
      config,
      schema: {
        querystring: z.object({ write: Flag, again: Flag }),
        consumes: ['multipart/form-data'],
        response: { 200: ImportReport },
      },
    },
    async (request) => {
      const file = await uploaded(request);
      const context = contextOf(request, deps);
      const { write, again } = request.query;
      return request.asking.run(async (tx) => {
        const report = await checkImport(tx, importer, file, context);
        if (write !== 'true') return report;
        return writeImport(tx, importer, { runId: report.id, again: again === 'true' }, context);
      });
    },
  );
}

function runRoutes(
  app: FastifyInstance,
  deps: Pick<Deps, 'now'>,
  { importers, permissions }: { importers: readonly Importer[]; permissions: PermissionTable },
): void {
  const scope = typed(app);
  const config = { permission: 'kernel.import' };
  // A run outlives the rights under which it was made: its kind's own permission is asked for again.
  const importerOf = (request: FastifyRequest, kind: string): Importer => {
    const importer = importers.find((one) => one.kind === kind);
    if (!importer) throw notFound('import', kind);
    requirePermission(permissions, request.actor, importer.permission);
    return importer;
  };

  scope.post(
    '/imports/runs/:id/write',
    { config, schema: { params: IdParam, querystring: z.object({ again: Flag }), response: { 200: ImportReport } } },
    (request) =>
      request.asking.run(async (tx) => {
        const runId = request.params.id;
        const importer = importerOf(request, await findImportKind(tx, runId));
        return writeImport(tx, importer, { runId, again: request.query.again === 'true' }, contextOf(request, deps));
      }),
  );

  scope.post(
    '/imports/runs/:id/mend',
    { config, schema: { params: IdParam, body: ImportMend, response: { 200: ImportReport } } },
    (request) =>
      request.asking.run(async (tx) => {
        const runId = request.params.id;
        const importer = importerOf(request, await findImportKind(tx, runId));
        return mendImport(tx, importer, { runId, changes: request.body.changes }, contextOf(request, deps));
      }),
  );

  scope.post(
    '/imports/runs/:id/undo',
    { config, schema: { params: IdParam, response: { 200: ImportReport } } },
    (request) =>
      request.asking.run(async (tx) => {
        const importer = importerOf(request, await findImportKind(tx, request.params.id));
        return undoImport(tx, importer, request.params.id, contextOf(request, deps));
      }),
  );

  scope.get(
    '/imports/runs/:id/errors',
    { config, schema: { params: IdParam, querystring: z.object({ format: FileFormat.optional(), locale: Locales }) } },
    async (request, reply) => {
      const { format, locale } = request.query;
      const file = await request.asking.run(async (tx) => {
        const runId = request.params.id;
        const importer = importerOf(request, await findImportKind(tx, runId));
        return errorFile(tx, { runId, importer }, { format, locale: locale ?? localeOf(request) });
      });
      return sendFile(reply, `${file.fileName}.${file.format}`, file);
    },
  );

  scope.get(
    '/imports/runs',
    {
      config,
      schema: {
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
        response: { 200: z.object({ items: z.array(ImportReport) }) },
      },
    },
    async (request) => ({
      items: await request.asking.run((tx) =>
        listImports(tx, importers, contextOf(request, deps), request.query.limit),
      ),
    }),
  );

  scope.get('/imports/runs/:id', { config, schema: { params: IdParam, response: { 200: ImportReport } } }, (request) =>
    request.asking.run((tx) => readImport(tx, importers, request.params.id, contextOf(request, deps))),
  );
}

async function uploaded(request: FastifyRequest): Promise<{ name: string; bytes: Uint8Array }> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (!part) throw badRequest('file-missing', 'Send the file as one part of multipart/form-data.');
  const bytes = await part.toBuffer();
  // The parser may give out the beginning as the whole: half a table must not be taken for one.
  if (part.file.truncated) throw new AppError(413, 'file-too-large', `${part.filename} is larger than accepted.`);
  return { name: part.filename, bytes };
}

const contextOf = (request: FastifyRequest, deps: Pick<Deps, 'now'>): ImportContext => ({
  actor: request.actor,
  locale: localeOf(request),
  now: deps.now(),
});

/** The language that the page asks for, as problem details do; a script that asks for none gets the account's. */
function localeOf(request: FastifyRequest): Locale {
  const asked = request.headers['accept-language'];
  if (asked?.startsWith('en')) return 'en';
  return asked?.startsWith('zh') ? 'zh' : request.actor.locale;
}
