import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Tx } from '../access/actor.ts';
import { badRequest } from '../errors.ts';
import { typed } from '../http/route.ts';
import type { Deps } from '../module.ts';
import { tableFormat } from '../tabular/negotiate.ts';
import { definitionRoutes } from './definition-routes.ts';
import { changeMany } from './entry-bulk.ts';
import { contextFor, type EntryContext } from './entry-context.ts';
import { describeEntry, showEntry } from './entry-detail.ts';
import { countEntries, countFacet, listEntries } from './entry-list.ts';
import { moveEntry } from './entry-move.ts';
import { deleteEntry, restoreEntry } from './entry-remove.ts';
import { saveEntry } from './entry-save.ts';
import { sendExport } from './export-register.ts';
import { fileRoutes } from './file-routes.ts';
import {
  BulkAnswer,
  BulkBody,
  Entry,
  EntryBody,
  EntryCount,
  EntryDetail,
  EntryPage,
  EntryParam,
  EntryQuery,
  Facet,
  MoveBody,
  RegisterParam,
} from './model.ts';
import { loadRegisters } from './store.ts';
import { viewRoutes } from './view-routes.ts';

const read = { permission: 'registers.read' };
const write = { permission: 'registers.write' };

const Removal = z.object({ note: z.string().max(2000).optional() });
const Filter = EntryQuery.omit({ sort: true, cursor: true, limit: true });
const ListQuery = EntryQuery.extend({
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
  /** In a file: codes and keys instead of words. */
  codes: z.stringbool().default(false),
});

/** Registers and their entries, below `/registers`. */
export function registerRoutes(app: FastifyInstance, deps: Deps): void {
  definitionRoutes(app, deps);
  viewRoutes(app);
  fileRoutes(app, deps);
  const scope = typed(app);
  const inRegister = <T>(
    request: FastifyRequest<{ Params: { register: string } }>,
    work: (tx: Tx, context: EntryContext) => Promise<T>,
  ): Promise<T> =>
    request.asking.run(async (tx) =>
      work(tx, contextFor(await loadRegisters(tx), request.params.register, request.actor, deps.now())),
    );

  scope.get(
    '/registers/:register/entries',
    { config: read, schema: { params: RegisterParam, querystring: ListQuery, response: { 200: EntryPage } } },
    async (request, reply) => {
      const { format: wanted, codes, ...query } = request.query;
      const format = tableFormat(request.headers.accept, wanted);
      if (format === 'json') return inRegister(request, (tx, context) => listEntries(tx, context, query));
      const { register } = request.params;
      return sendExport(request, reply, { register, format, query, codes, now: deps.now() }) as never;
    },
  );
  scope.get(
    '/registers/:register/entries/count',
    { config: read, schema: { params: RegisterParam, querystring: Filter, response: { 200: EntryCount } } },
    (request) => inRegister(request, (tx, context) => countEntries(tx, context, request.query)),
  );
  scope.get(
    '/registers/:register/entries/facets',
    {
      config: read,
      schema: {
        params: RegisterParam,
        querystring: Filter.extend({ field: z.string().max(80) }),
        response: { 200: Facet },
      },
    },
    (request) =>
      inRegister(request, async (tx, context) => {
        const { field, ...filter } = request.query;
        return { items: await countFacet(tx, context, field, filter) };
      }),
  );
  scope.post(
    '/registers/:register/entries',
    { config: write, schema: { params: RegisterParam, body: EntryBody, response: { 201: Entry } } },
    async (request, reply) => {
      const { values, reasons = {} } = request.body;
      const entry = await inRegister(request, async (tx, context) =>
        showEntry(tx, context, await saveEntry(tx, context, { values }, { reasons })),
      );
      return reply.status(201).header('etag', `"${entry.revision}"`).send(entry);
    },
  );
  scope.post(
    '/registers/:register/entries/bulk',
    { config: write, schema: { params: RegisterParam, body: BulkBody, response: { 200: BulkAnswer } } },
    (request) => inRegister(request, (tx, context) => changeMany(tx, context, request.body)),
  );
  scope.get(
    '/registers/:register/entries/:id',
    { config: read, schema: { params: EntryParam, response: { 200: EntryDetail } } },
    async (request, reply) => {
      const entry = await inRegister(request, (tx, context) => describeEntry(tx, context, request.params.id));
      return reply.header('etag', `"${entry.revision}"`).send(entry);
    },
  );
  scope.patch(
    '/registers/:register/entries/:id',
    { config: write, schema: { params: EntryParam, body: EntryBody, response: { 200: Entry } } },
    async (request, reply) => {
      const { values, reasons = {} } = request.body;
      const { id } = request.params;
      const entry = await inRegister(request, async (tx, context) => {
        await saveEntry(tx, context, { id, values, ...revisionOf(request) }, { reasons });
        return showEntry(tx, context, id);
      });
      return reply.header('etag', `"${entry.revision}"`).send(entry);
    },
  );
  scope.delete(
    '/registers/:register/entries/:id',
    { config: write, schema: { params: EntryParam, querystring: Removal, response: { 204: z.null() } } },
    async (request, reply) => {
      const { id } = request.params;
      const note = request.query.note ?? null;
      await inRegister(request, (tx, context) => deleteEntry(tx, context, { id, note, ...revisionOf(request) }));
      return reply.status(204).send(null);
    },
  );
  scope.post(
    '/registers/:register/entries/:id/restore',
    { config: write, schema: { params: EntryParam, response: { 200: Entry } } },
    (request) =>
      inRegister(request, async (tx, context) => {
        await restoreEntry(tx, context, request.params.id);
        return showEntry(tx, context, request.params.id);
      }),
  );
  scope.post(
    '/registers/:register/entries/:id/moves',
    { config: write, schema: { params: EntryParam, body: MoveBody, response: { 200: Entry } } },
    async (request, reply) => {
      const { id } = request.params;
      const { move, note, values } = request.body;
      const entry = await inRegister(request, async (tx, context) => {
        const wanted = { id, move, note: note ?? null, ...(values ? { values } : {}), ...revisionOf(request) };
        await moveEntry(tx, context, wanted);
        return showEntry(tx, context, id);
      });
      return reply.header('etag', `"${entry.revision}"`).send(entry);
    },
  );
}

/** The revision that a change is based on; none where the sender does not say. @throws AppError 400. */
function revisionOf(request: FastifyRequest): { revision?: number } {
  const ifMatch = request.headers['if-match'];
  if (ifMatch === undefined || ifMatch === '*') return {};
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch.trim())?.[1];
  if (digits === undefined)
    throw badRequest('invalid-request', 'If-Match takes the revision that the change is based on.');
  return { revision: Number(digits) };
}
