import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Tx } from '../access/actor.ts';
import { type PermissionTable, requirePermission } from '../access/permissions.ts';
import { AppError, badRequest, notFound } from '../errors.ts';
import { typed } from '../http/route.ts';
import { enqueue } from '../jobs/jobs.ts';
import { IdParam, ImportJob, ImportMend, ImportReport } from '../model.ts';
import type { Deps } from '../module.ts';
import { sendFile } from '../tabular/negotiate.ts';
import { errorFile, template } from './files.ts';
import { type ImportContext, type Importer, LARGE_ROWS, type Locale } from './importer.ts';
import { findImporter, type Importers } from './importers.ts';
import { CHECK_IMPORT, type ImportJobInput, WRITE_IMPORT } from './jobs.ts';
import {
  checkImport,
  findImportRun,
  listImports,
  mendImport,
  readImport,
  receiveImport,
  undoImport,
  writeImport,
} from './service.ts';

const Flag = z.enum(['true', 'false']).optional();
const FileFormat = z.enum(['csv', 'xlsx']);
const Locales = z.enum(['zh', 'en']).optional();

type Kept = Pick<Deps, 'now'>;

/**
 * Imports below the prefix at which `app` is registered: for each kind its template and its upload, with the importer's
 * own permission; for runs their writing, undoing, error file and history. A long list answers 202 with its job.
 */
export function importRoutes(
  app: FastifyInstance,
  deps: Kept,
  importers: Importers,
  permissions: PermissionTable,
): void {
  for (const importer of importers.fixed) {
    if (importer.kind === 'runs') throw new TypeError('an importer may not be called runs');
    kindRoutes(app, deps, { path: importer.kind, permission: importer.permission, find: async () => importer });
  }
  for (const { permission } of importers.families) {
    const find = async (tx: Tx, kind: string) => {
      const importer = await findImporter(tx, importers, kind);
      if (!importer) throw notFound('import', kind);
      return importer;
    };
    kindRoutes(app, deps, { path: ':kind', permission, find });
  }
  runRoutes(app, deps, { importers, permissions });
}

interface KindRoutes {
  readonly path: string;
  readonly permission: string;
  readonly find: (tx: Tx, kind: string) => Promise<Importer>;
}

function kindRoutes(app: FastifyInstance, deps: Kept, { path, permission, find }: KindRoutes): void {
  const scope = typed(app);
  const config = { permission };
  const kindOf = (request: FastifyRequest) => (request.params as { kind?: string }).kind ?? path;

  scope.get(
    `/imports/${path}/template`,
    { config, schema: { querystring: z.object({ format: FileFormat.default('xlsx'), locale: Locales }) } },
    async (request, reply) => {
      const { format, locale } = request.query;
      const importer = await request.asking.run((tx) => find(tx, kindOf(request)));
      const file = await template(importer, format, locale ?? localeOf(request));
      return sendFile(reply, `${file.fileName}.${file.format}`, file);
    },
  );

  scope.post(
    `/imports/${path}`,
    {
      config,
      schema: {
        querystring: z.object({ write: Flag, again: Flag }),
        consumes: ['multipart/form-data'],
        response: { 200: ImportReport, 202: ImportJob },
      },
    },
    async (request, reply) => {
      const file = await uploaded(request);
      const context = contextOf(request, deps);
      const write = request.query.write === 'true';
      const again = request.query.again === 'true';
      const rows = roughRows(file);
      const answer = await request.asking.run(async (tx): Promise<ImportReport | ImportJob> => {
        const importer = await find(tx, kindOf(request));
        if (importer.batch !== undefined && rows > LARGE_ROWS) {
          const runId = await receiveImport(tx, importer, file, context);
          return inBackground(tx, context, CHECK_IMPORT, { runId, rows, write, again });
        }
        const report = await checkImport(tx, importer, file, context);
        return write ? writeImport(tx, importer, { runId: report.id, again }, context) : report;
      });
      return 'jobId' in answer ? reply.code(202).send(answer) : answer;
    },
  );
}

async function inBackground(
  tx: Tx,
  { actor, locale }: ImportContext,
  kind: typeof CHECK_IMPORT | typeof WRITE_IMPORT,
  input: Omit<ImportJobInput, 'locale'>,
): Promise<ImportJob> {
  return { jobId: await enqueue(tx, actor, kind, { ...input, locale }), runId: input.runId };
}

/** Lines of a plain file; for a workbook, which is packed, what its size suggests. */
function roughRows({ bytes }: { bytes: Uint8Array }): number {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return Math.round(bytes.length / PACKED_ROW_BYTES);
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
  return lines;
}
const LINE_FEED = 10;
const PACKED_ROW_BYTES = 80;

function runRoutes(
  app: FastifyInstance,
  deps: Kept,
  { importers, permissions }: { importers: Importers; permissions: PermissionTable },
): void {
  const scope = typed(app);
  const config = { permission: 'kernel.import' };
  // A run outlives the rights under which it was made: its kind's own permission is asked for again.
  const importerOf = async (request: FastifyRequest, tx: Tx, kind: string): Promise<Importer> => {
    const importer = await findImporter(tx, importers, kind);
    if (!importer) throw notFound('import', kind);
    requirePermission(permissions, request.actor, importer.permission);
    return importer;
  };
  /** A long list that is written, or looked at again, takes its time. */
  const isLarge = (importer: Importer, rows: number) => importer.batch !== undefined && rows > LARGE_ROWS;

  scope.post(
    '/imports/runs/:id/write',
    {
      config,
      schema: {
        params: IdParam,
        querystring: z.object({ again: Flag }),
        response: { 200: ImportReport, 202: ImportJob },
      },
    },
    async (request, reply) => {
      const runId = request.params.id;
      const again = request.query.again === 'true';
      const context = contextOf(request, deps);
      const answer = await request.asking.run(async (tx): Promise<ImportReport | ImportJob> => {
        const { kind, rows } = await findImportRun(tx, runId);
        const importer = await importerOf(request, tx, kind);
        if (!isLarge(importer, rows)) return writeImport(tx, importer, { runId, again }, context);
        return inBackground(tx, context, WRITE_IMPORT, { runId, rows, again });
      });
      return 'jobId' in answer ? reply.code(202).send(answer) : answer;
    },
  );

  scope.post(
    '/imports/runs/:id/mend',
    { config, schema: { params: IdParam, body: ImportMend, response: { 200: ImportReport, 202: ImportJob } } },
    async (request, reply) => {
      const runId = request.params.id;
      const { changes } = request.body;
      const context = contextOf(request, deps);
      const answer = await request.asking.run(async (tx): Promise<ImportReport | ImportJob> => {
        const { kind, rows } = await findImportRun(tx, runId);
        const importer = await importerOf(request, tx, kind);
        const later = isLarge(importer, rows);
        const report = await mendImport(tx, importer, { runId, changes, later }, context);
        return later ? inBackground(tx, context, CHECK_IMPORT, { runId, rows }) : report;
      });
      return 'jobId' in answer ? reply.code(202).send(answer) : answer;
    },
  );

  scope.post(
    '/imports/runs/:id/undo',
    { config, schema: { params: IdParam, response: { 200: ImportReport } } },
    (request) =>
      request.asking.run(async (tx) => {
        const { kind } = await findImportRun(tx, request.params.id);
        const importer = await importerOf(request, tx, kind);
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
        const { kind } = await findImportRun(tx, runId);
        const importer = await importerOf(request, tx, kind);
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

const contextOf = (request: FastifyRequest, deps: Kept): ImportContext => ({
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
